package check

import (
	"strings"
	"time"

	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/unit"
	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
	"github.com/costlang/cost/lang/source"
)

// expr checks an expression. v are the row variables in sight, and what is known of them.
func (c *checker) expr(e ast.Expr, v *env) Expr {
	if c.ended() {
		return failed(e.Range())
	}
	switch e := e.(type) {
	case *ast.Number, *ast.Quantity, *ast.Percent:
		return c.literal(e)
	case *ast.DateLit:
		return c.date(e)
	case *ast.TextLit:
		return &Lit{Typed: Typed{Type{Kind: KindText}, e.Span}, Text: e.Value}
	case *ast.Hole:
		return c.hole(e, say.T("a value"), func(Type) bool { return true })
	case *ast.List:
		return c.list(e, v)
	case *ast.Name, *ast.Field:
		return c.path(e, v)
	case *ast.IndexExpr:
		return c.entryOf(e, v)
	case *ast.Call:
		return c.call(e, v)
	case *ast.Unary:
		return c.unary(e, v)
	case *ast.Binary:
		return c.binary(e, v)
	case *ast.At:
		c.expr(e.X, v)
		c.report(diag.BadStaff, e.Span, say.T("`at` gives the share of an employee, and stands in `staff` only"), help(say.T("multiply by a share: `* 50%`")))
		return failed(e.Span)
	case *ast.AtPrices:
		return c.atPrices(e, v)
	case *ast.If:
		return c.choice(e, v)
	case *ast.Paren:
		return c.expr(e.X, v)
	}
	return failed(e.Range()) // ast.BadExpr, reported by the parser
}

var scales = map[string]int64{"": 1, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}

// literal checks a written number, with its scale word and unit.
func (c *checker) literal(e ast.Expr) Expr {
	lit := &Lit{Typed: Typed{Src: e.Range()}}
	ok := false
	switch e := e.(type) {
	case *ast.Number:
		lit.Value, ok = c.number(e.Text, e.Span)
	case *ast.Percent:
		lit.Value, ok = c.number(e.Text, e.Span)
		lit.Percent = true
		lit.Value, _ = lit.Value.MulRatio(1, 100)
	case *ast.Quantity:
		if lit.Value, ok = c.number(e.Number.Text, e.Number.Span); !ok {
			break
		}
		if lit.Value, ok = lit.Value.MulRatio(scales[e.Scale], 1); !ok {
			c.report(diag.BadNumber, e.Number.Span, say.T("with `%s` this number has more than %d integer digits", e.Scale, num.MaxDigits), help(say.T("a number has at most 60 digits before the point")))
		}
		if e.Unit != nil {
			b := c.unitAfterNumber(e)
			if b == nil {
				return failed(e.Span)
			}
			lit.Typ.Unit = unit.Of(b)
		}
	}
	if !ok {
		return failed(e.Range())
	}
	return lit
}

func (c *checker) number(text string, at source.Span) (num.D, bool) {
	v, err := num.Parse(text)
	if err != nil {
		c.report(diag.BadNumber, at, notNumber(err), help(say.T("a number has at most 60 digits before the point")))
	}
	return v, err == nil
}

// notNumber says why a text is no number. The error begins with an excerpt of the text.
func notNumber(err error) say.Phrase {
	if excerpt, tooLong := strings.CutSuffix(err.Error(), " "+num.ErrTooLong.Error()); tooLong {
		return say.T("%s has more than %d integer digits", excerpt, num.MaxDigits)
	}
	return say.T("%s is not a number", strings.TrimSuffix(err.Error(), " "+num.ErrSyntax.Error()))
}

func (c *checker) date(e *ast.DateLit) Expr {
	day, ok := c.day(e)
	if !ok {
		return failed(e.Span)
	}
	return &Lit{Typed: Typed{Type{Kind: KindDate}, e.Span}, Value: num.Int(day.Unix() / 86_400)}
}

// day reads a written date.
func (c *checker) day(e *ast.DateLit) (time.Time, bool) {
	t, err := time.Parse(time.DateOnly, e.Text)
	if err != nil {
		c.report(diag.BadNumber, e.Span, say.T("there is no day %s in the calendar", e.Text), help(say.T("a date is year-month-day, such as 2018-03-01")))
	}
	return t, err == nil
}

// unitAfterNumber finds the unit that stands directly after a number.
func (c *checker) unitAfterNumber(e *ast.Quantity) *unit.Base {
	if b := c.scope.unitNamed(e.Unit.Name); b != nil {
		return b
	}
	name := e.Unit.Name
	if decl := c.scope.entries[name]; decl != nil {
		c.report(diag.NotAUnit, e.Span, say.T("`%s` is %s, not a unit", name, decl.noun.article()), func(f *finding) {
			f.also(decl.span, say.T("`%s` is declared here", name)).help(say.T("write `%s%s * %s`", e.Number.Text, scaleWord(e.Scale), name)).fix(e.Span, e.Number.Text+scaleWord(e.Scale)+" * "+name)
		})
		return nil
	}
	if near := nearest(name, c.valueNames()); len(near) > 0 && len(nearest(name, c.unitsFor(name))) == 0 && len(synonyms()[name]) == 0 && !isDay(name) {
		if !c.excused(name) {
			c.report(diag.UnknownUnit, e.Unit.Span, say.T("unknown unit `%s`", name), help(say.T("a value is multiplied: `%s%s * %s`; what is counted is declared: `unit %s`", e.Number.Text, scaleWord(e.Scale), near[0], spellings(name))))
		}
		return nil
	}
	c.noSuchUnit(*e.Unit)
	return nil
}

// valueNames are the names of params and lets.
func (c *checker) valueNames() []string {
	return append(named[*Param](c.scope), named[*Let](c.scope)...)
}

func scaleWord(scale string) string {
	if scale == "" {
		return ""
	}
	return " " + scale
}

// list checks a list per year. Its entries have one dimension; plain numbers are in the unit of the others.
func (c *checker) list(e *ast.List, v *env) Expr {
	out := &ListExpr{Typed: Typed{Src: e.Span}, Open: e.Open}
	if len(e.Items) == 0 {
		c.report(diag.ListLength, e.Span, say.T("an empty list has no value for any year"), help(say.T("write an entry for each year, as in `[4, 8...]`")))
		return failed(e.Span)
	}
	for _, item := range e.Items {
		out.Items = append(out.Items, c.expr(item, v))
	}
	if bad(out.Items...) || !c.listItems(out) {
		return failed(e.Span)
	}
	out.Typ = Type{Kind: KindNumber, Unit: out.Typ.Unit, Series: ByList, Len: len(out.Items), Open: e.Open}
	return out
}

func (c *checker) listItems(out *ListExpr) bool {
	var first Expr
	for _, x := range out.Items {
		switch {
		case !isNumber(x):
			c.report(diag.WrongKind, x.Span(), say.T("a list per year has numbers, and this is %s", describe(x.Type())))
			return false
		case x.Type().Series != Single:
			c.notSingle(x, say.T("an entry of a list"))
			return false
		case isPlain(x):
		case first == nil:
			first = x
			out.Typ.Unit = x.Type().Unit
		case !first.Type().Unit.SameDim(x.Type().Unit):
			c.report(diag.UnlikeChoices, x.Span(), say.T("the entries of a list are %s and %s", describe(first.Type()), describe(x.Type())),
				label(account(x.Type())), operand(first))
			return false
		}
	}
	return true
}

func (c *checker) unary(e *ast.Unary, v *env) Expr {
	x := c.expr(e.X, v)
	if bad(x) {
		return x
	}
	if e.Op == "not" {
		if !c.condition(x, "`not`") {
			return failed(e.Span)
		}
		return &UnaryExpr{Typed{x.Type(), e.Span}, e.Op, x}
	}
	if !isNumber(x) {
		c.report(diag.WrongKind, x.Span(), say.T("a minus needs a number, and this is %s", describe(x.Type())))
		return failed(e.Span)
	}
	return &UnaryExpr{Typed{x.Type(), e.Span}, e.Op, x}
}

// condition reports a value that is no condition.
func (c *checker) condition(x Expr, place string) bool {
	if bad(x) {
		return false
	}
	if x.Type().Kind != KindBool {
		c.report(diag.WrongKind, x.Span(), say.T("%s needs a condition, and this is %s", place, describe(x.Type())),
			label(account(x.Type())), help(say.T("compare it, as in `x > 0`")), declared(x))
		return false
	}
	return true
}

func (c *checker) choice(e *ast.If, v *env) Expr {
	cond := c.expr(e.Cond, v)
	then, els := c.pair(e.Then, e.Else, v.with(c.facts(e.Cond, v)), v)
	if !c.condition(cond, "`if`") || bad(then, els) {
		return failed(e.Span)
	}
	a, b := then.Type(), els.Type()
	if a.Kind != b.Kind || !a.Unit.SameDim(b.Unit) {
		c.report(diag.UnlikeChoices, els.Span(), say.T("`then` gives %s and `else` %s", describe(a), describe(b)),
			label(account(b)), operand(then), help(say.T("both have to be of one dimension")))
		return failed(e.Span)
	}
	factor, ok := b.Unit.To(a.Unit)
	if !ok {
		return c.tooComplex(e.Span)
	}
	typ, clash := joinSeries(Type{Kind: a.Kind, Unit: a.Unit}, a, b)
	if clash != nil {
		return c.clash(clash, els, then)
	}
	return &IfExpr{Typed{typ, e.Span}, cond, then, els, factor}
}

func (c *checker) tooComplex(at source.Span) Expr {
	c.report(diag.UnitTooComplex, at, say.T("the unit of this has a power beyond 8, more than 12 parts, or a factor beyond reason"), help(say.T("divide by units as you go")))
	return failed(at)
}

func (c *checker) clash(k *clash, x, other Expr) Expr {
	c.report(k.code, x.Span(), say.T("these series do not line up: %s", k.reason), label(account(x.Type())), operand(other))
	return failed(x.Span())
}

// atPrices checks `X at 2016 prices`.
func (c *checker) atPrices(e *ast.AtPrices, v *env) Expr {
	x := c.expr(e.X, v)
	year, ok := c.year(e.Year)
	if bad(x) || !ok {
		return failed(e.Span)
	}
	if _, exp := x.Type().Unit.MoneyPart(); !isNumber(x) || exp != 1 {
		c.report(diag.WrongUnit, x.Span(), say.T("prices are of money, and this is %s", describe(x.Type())), label(account(x.Type())), declared(x))
		return failed(e.Span)
	}
	index, to := c.priceIndex(e.Span)
	if index == nil {
		return failed(e.Span)
	}
	from := index.entry(year)
	if from == nil {
		c.noIndexYear(e.Year.Span, year, index)
		return failed(e.Span)
	}
	return &PriceExpr{Typed{x.Type(), e.Span}, x, from, to, index}
}

// priceIndex returns the index of `prices YEAR by INDEX` and its entry for the price year.
func (c *checker) priceIndex(at source.Span) (*Index, *IndexEntry) {
	in := c.mod.Intervention
	if in == nil || in.PricesIndex == nil {
		if !c.badPrices {
			c.causes.prices = append(c.causes.prices, at)
		}
		return nil, nil
	}
	to := in.PricesIndex.entry(in.Prices)
	if to == nil {
		return nil, nil // reported where the price year stands
	}
	return in.PricesIndex, to
}

func (c *checker) noIndexYear(at source.Span, year int, x *Index) {
	c.report(diag.NoIndexYear, at, say.T("the index `%s` has no entry for %d", x.Name, year), func(f *finding) {
		f.also(x.NameSpan, say.T("it has %s", say.And(few(x.years()))))
	})
}

// entryOf checks `x[2]`.
func (c *checker) entryOf(e *ast.IndexExpr, v *env) Expr {
	x, i := c.expr(e.X, v), c.expr(e.I, v)
	if bad(x, i) {
		return failed(e.Span)
	}
	if x.Type().Series == Single {
		c.report(diag.NotSeries, x.Span(), say.T("an entry is picked from a series, and this is %s", describe(x.Type())), label(account(x.Type())), declared(x))
		return failed(e.Span)
	}
	n, ok := c.wholeNumber(i)
	if !ok {
		return failed(e.Span)
	}
	at, ok := c.position(x.Type(), n, i.Span())
	if !ok {
		return failed(e.Span)
	}
	return &IndexExpr{Typed{numberType(x.Type().Unit), e.Span}, x, at}
}

func (c *checker) wholeNumber(i Expr) (int64, bool) {
	d, written := constant(i)
	n, whole := d.Int64()
	if !written || !whole || !isPlain(i) {
		c.report(diag.NotWritten, i.Span(), say.T("the number of an entry is a written whole number"), help(say.T("write it out, as in `x[2]`")))
		return 0, false
	}
	return n, true
}

// position turns the number of an entry, or a calendar year, into a position from 0.
func (c *checker) position(t Type, n int64, at source.Span) (int, bool) {
	if n >= firstCalendarYear && t.Series == ByYears {
		if t.Grid.FirstYear == 0 {
			c.noCalendar(at, n)
			return 0, false
		}
		n -= int64(t.Grid.FirstYear) - 1
	}
	last := int64(entries(t))
	if t.Series == ByList && t.Open {
		last = maxSteps
	}
	if n < 1 || n > last {
		c.report(diag.NoSuchEntry, at, say.T("the series has entries 1 to %d, and this is entry %d", int(last), int(n)))
		return 0, false
	}
	return int(n - 1), true
}
