package check

import (
	"strings"

	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/unit"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
	"github.com/costlang/cost/lang/source"
)

// badExpr stands for an expression that was reported already. What uses it stays silent.
type badExpr struct{ Typed }

func failed(at source.Span) Expr { return &badExpr{Typed{Src: at}} }

// bad reports whether an expression, or what it stands for, failed. A nil expression belongs to a definition that
// depends on itself.
func bad(xs ...Expr) bool {
	for _, x := range xs {
		if _, failed := x.(*badExpr); failed || x == nil {
			return true
		}
	}
	return false
}

func numberType(u unit.Unit) Type { return Type{Kind: KindNumber, Unit: u} }

func isPlain(x Expr) bool { return x.Type().Kind == KindNumber && x.Type().Unit.IsNumber() }

func isNumber(x Expr) bool { return x.Type().Kind == KindNumber }

// isPercent reports whether a value is written, and so read, in percent.
func isPercent(x Expr) bool {
	switch x := x.(type) {
	case *Lit:
		return x.Percent
	case *UnaryExpr:
		return isPercent(x.X)
	case *ParamExpr:
		return x.Param.Percent
	case *ListExpr:
		for _, item := range x.Items {
			if !isPercent(item) {
				return false
			}
		}
		return true
	}
	return false
}

// describe says in words what a value is.
func describe(t Type) say.Phrase {
	switch t.Kind {
	case KindBool:
		return say.T("a condition")
	case KindText:
		return say.T("a text")
	case KindDate:
		return say.T("a date")
	}
	switch t.Series {
	case ByList, ByYears:
		return say.T("%s, a value per year", t.Unit.Dimension())
	case BySteps:
		return say.T("%s, a value per step", t.Unit.Dimension())
	}
	return t.Unit.Dimension()
}

// account says what a value is and the unit it is in, for the label under an operand.
func account(t Type) say.Phrase {
	if t.Kind != KindNumber || t.Unit.IsNumber() {
		return describe(t)
	}
	words := describe(t)
	if in, is := t.Unit.String(), t.Unit.Dimension().String(); is != in && !strings.HasSuffix(is, " "+in) {
		return say.T("%s, in %s", words, in)
	}
	return words
}

// named returns a value by its name where it has one, and the place of its declaration.
func nameOf(x Expr) (string, source.Span) {
	switch x := x.(type) {
	case *ParamExpr:
		return x.Param.Name, x.Param.NameSpan
	case *LetExpr:
		return x.Let.Name, x.Let.NameSpan
	case *OutputExpr:
		return x.Output.Name, x.Output.NameSpan
	case *CellExpr:
		return x.Column.Name, x.Column.Span
	}
	return "", source.Span{}
}

// operand points at a value with its dimension and unit, and where it is a name, at its declaration.
func operand(x Expr) func(*finding) {
	return func(f *finding) {
		f.also(x.Span(), account(x.Type()))
		if name, at := nameOf(x); name != "" {
			f.also(at, say.T("`%s` is declared here", name))
		}
	}
}

// declared points at the declaration of a value that is a name.
func declared(x Expr) func(*finding) {
	return func(f *finding) {
		if name, at := nameOf(x); name != "" {
			f.also(at, say.T("`%s` is declared here", name))
		}
	}
}

func help(text say.Phrase) func(*finding) { return func(f *finding) { f.help(text) } }

// suggestion helps with the nearest candidates, or with other words.
func suggestion(name string, candidates func() []string, otherwise say.Phrase) func(*finding) {
	return func(f *finding) { f.help(suggestOr(name, candidates(), otherwise)) }
}

func label(text say.Phrase) func(*finding) { return func(f *finding) { f.label(text) } }

// clash is two series that do not go together.
type clash struct {
	code   diag.Code
	reason say.Phrase
}

// joinSeries returns the type t with the series that two operands give entry by entry, or why they do not go together.
func joinSeries(t, a, b Type) (Type, *clash) {
	if b.Series < a.Series {
		a, b = b, a
	}
	t.Series, t.Grid, t.Len, t.Open = b.Series, b.Grid, b.Len, b.Open
	switch {
	case a.Series == Single:
		return t, nil
	case a.Series == ByList && b.Series == ByList:
		return joinLists(t, a, b)
	case a.Series == ByList:
		return t, fitList(a, b.Grid)
	case a.Series != b.Series:
		return t, &clash{diag.UnlikeSeries, say.T("one has a value per year and the other a value per step")}
	case !sameClock(a, b):
		return t, &clash{diag.UnlikeSeries, say.T("one has %d entries and the other %d", entries(a), entries(b))}
	}
	return t, nil
}

// joinLists combines two lists. One that is open has as many entries as the other asks for.
func joinLists(t, a, b Type) (Type, *clash) {
	t.Len, t.Open = max(a.Len, b.Len), a.Open && b.Open
	switch {
	case !a.Open && !b.Open && a.Len != b.Len:
		return t, &clash{diag.ListLength, say.T("one list has %d entries and the other %d", a.Len, b.Len)}
	case !a.Open:
		t.Len = a.Len
	case !b.Open:
		t.Len = b.Len
	}
	return t, nil
}

// fitList says why a list does not fit the years of a series with a clock.
func fitList(list Type, g *Grid) *clash {
	if g == nil {
		return nil
	}
	return clock{years: g.Years, said: say.T("the series has %s", yearsLong(g.Years))}.fit(list)
}

func sameClock(a, b Type) bool {
	return a.Grid.Years == b.Grid.Years && (a.Series == ByYears || entries(a) == entries(b) && a.Grid.StepMonths == b.Grid.StepMonths)
}

// entries is the length of a series with a clock, or what is written of a list.
func entries(t Type) int {
	switch t.Series {
	case ByYears:
		return t.Grid.Years
	case BySteps:
		return len(t.Grid.Steps)
	}
	return t.Len
}

// constant returns what an expression of written numbers comes to, in the unit of the expression. It is false for
// anything that is not written out, and for what a run would refuse.
func constant(x Expr) (num.D, bool) {
	switch x := x.(type) {
	case *Lit:
		return x.Value, x.Typ.Kind == KindNumber
	case *UnaryExpr:
		v, ok := constant(x.X)
		return v.Neg(), ok && x.Op == "-"
	case *BinaryExpr:
		return constantBinary(x)
	}
	return num.D{}, false
}

func constantBinary(x *BinaryExpr) (num.D, bool) {
	a, okA := constant(x.X)
	b, okB := constant(x.Y)
	if !okA || !okB {
		return num.D{}, false
	}
	if x.Op == "+" || x.Op == "-" {
		b, okB = b.MulRatio(x.Factor.Num, x.Factor.Den)
		if x.Op == "-" {
			b = b.Neg()
		}
		sum, ok := a.Add(b)
		return sum, ok && okB
	}
	product, ok := a.Mul(b)
	switch x.Op {
	case "*":
	case "/":
		product, ok = a.Div(b)
	default:
		return num.D{}, false
	}
	if !ok {
		return num.D{}, false
	}
	return product.MulRatio(x.Factor.Num, x.Factor.Den)
}

// constantIn returns a constant in a unit; a plain number is in it already.
func constantIn(x Expr, u unit.Unit) (num.D, bool) {
	if bad(x) {
		return num.D{}, false
	}
	v, ok := constant(x)
	if !ok || isPlain(x) {
		return v, ok
	}
	factor, ok := x.Type().Unit.To(u)
	if !ok {
		return num.D{}, false
	}
	return v.MulRatio(factor.Num, factor.Den)
}
