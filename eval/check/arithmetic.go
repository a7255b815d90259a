package check

import (
	"github.com/costlang/cost/eval/unit"
	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
)

// binary checks an operation of two operands.
func (c *checker) binary(e *ast.Binary, v *env) Expr {
	switch e.Op {
	case "and", "or":
		return c.logical(e, v)
	case "*", "/":
		if x := c.fold(e, 16); x != nil {
			return x
		}
		return c.product(e, c.expr(e.X, v), c.expr(e.Y, v))
	}
	x, y := c.pair(e.X, e.Y, v, v)
	if bad(x, y) {
		return failed(e.Span)
	}
	if e.Op == "+" || e.Op == "-" {
		return c.sum(e, x, y)
	}
	return c.comparison(e, x, y)
}

// pair checks two expressions that have to be alike: a hole in one wants what the other is.
func (c *checker) pair(a, b ast.Expr, va, vb *env) (Expr, Expr) {
	if h, ok := bare(a).(*ast.Hole); ok {
		y := c.expr(b, vb)
		return c.holeLike(h, y), y
	}
	x := c.expr(a, va)
	if h, ok := bare(b).(*ast.Hole); ok {
		return x, c.holeLike(h, x)
	}
	return x, c.expr(b, vb)
}

func (c *checker) holeLike(h *ast.Hole, x Expr) Expr {
	if bad(x) {
		return c.expr(h, nil) // of a unit that nothing tells
	}
	t := x.Type()
	return c.hole(h, describe(t), func(o Type) bool { return o.Kind == t.Kind && o.Unit.SameDim(t.Unit) })
}

// logical checks a chain of `and` or `or`. What an operand of `and` makes known holds for those after it. Chains are taken
// apart in a loop, since each link looks at all before it.
func (c *checker) logical(e *ast.Binary, v *env) Expr {
	links := []*ast.Binary{e}
	for {
		x, ok := bare(links[len(links)-1].X).(*ast.Binary)
		if !ok || x.Op != e.Op {
			break
		}
		links = append(links, x)
	}
	first := links[len(links)-1].X
	x := c.expr(first, v)
	ok := c.condition(x, quote(e.Op))
	for i := len(links) - 1; i >= 0; i-- {
		if e.Op == "and" {
			v = v.with(c.facts(first, v))
			first = links[i].Y
		}
		y := c.expr(links[i].Y, v)
		ok = c.condition(y, quote(e.Op)) && ok
		x = &BinaryExpr{Typed{Type{Kind: KindBool}, links[i].Span}, e.Op, x, y, unit.One}
	}
	if !ok {
		return failed(e.Span)
	}
	return x
}

// product checks a multiplication or division.
func (c *checker) product(e *ast.Binary, x, y Expr) Expr {
	if bad(x, y) {
		return failed(e.Span)
	}
	for _, side := range []Expr{x, y} {
		if !isNumber(side) {
			c.report(diag.WrongKind, side.Span(), say.T("`%s` needs numbers, and this is %s", e.Op, describe(side.Type())), declared(side))
			return failed(e.Span)
		}
	}
	combine := unit.Unit.Mul
	if e.Op == "/" {
		combine = unit.Unit.Div
	}
	u, factor, ok := combine(x.Type().Unit, y.Type().Unit)
	if !ok {
		return c.tooComplex(e.Span)
	}
	typ, clash := joinSeries(numberType(u), x.Type(), y.Type())
	if clash != nil {
		return c.clash(clash, y, x)
	}
	return &BinaryExpr{Typed{typ, e.Span}, e.Op, x, y, factor}
}

// added is what a sum or difference is of, as part of a sentence.
func added(op string, a, b say.Phrase) say.Phrase {
	if op == "-" {
		return say.T("%[1]s minus %[2]s", a, b)
	}
	return say.T("%[1]s plus %[2]s", a, b)
}

// cannotAdd says by itself that a sum or difference is none. Other languages than English need a sentence for that.
func cannotAdd(op string, a, b say.Phrase) say.Phrase {
	if op == "-" {
		return say.T("%s minus %s", a, b)
	}
	return say.T("%s plus %s", a, b)
}

func (c *checker) sum(e *ast.Binary, x, y Expr) Expr {
	a, b := x.Type(), y.Type()
	if !isNumber(x) || !isNumber(y) {
		c.report(diag.WrongKind, y.Span(), say.T("%s: only numbers are added and subtracted", added(e.Op, describe(a), describe(b))), operand(x), label(account(b)))
		return failed(e.Span)
	}
	factor, ok := b.Unit.To(a.Unit)
	switch {
	case ok:
	case a.Unit.SameDim(b.Unit):
		return c.tooComplex(e.Span)
	case isPercent(y) && !a.Unit.IsNumber(), isPercent(x) && !b.Unit.IsNumber():
		return c.percentAdded(e, x, y)
	default:
		return c.unlike(diag.UnlikeOperands, e, x, y, cannotAdd(e.Op, describe(a), describe(b)))
	}
	typ, clash := joinSeries(numberType(a.Unit), a, b)
	if clash != nil {
		return c.clash(clash, y, x)
	}
	return &BinaryExpr{Typed{typ, e.Span}, e.Op, x, y, factor}
}

// unlike reports two operands of different dimensions, each with its own.
func (c *checker) unlike(code diag.Code, e *ast.Binary, x, y Expr, sentence say.Phrase) Expr {
	only := func() { c.unlikeOperands(code, x, y, sentence) }
	if isNumber(x) && isNumber(y) && (c.foreignPlace(y, x.Type().Unit.SameDim, only) || c.foreignPlace(x, y.Type().Unit.SameDim, only)) {
		return failed(e.Span)
	}
	only()
	return failed(e.Span)
}

func (c *checker) unlikeOperands(code diag.Code, x, y Expr, sentence say.Phrase) {
	c.report(code, y.Span(), sentence, label(account(y.Type())), operand(x), declared(y), func(f *finding) {
		switch {
		case isPlain(y) && !isPlain(x):
			f.help(say.T("give the number its unit: %s", x.Type().Unit.String()))
		case isPlain(x) && !isPlain(y):
			f.help(say.T("give the number its unit: %s", y.Type().Unit.String()))
		default:
			f.help(bridge(x.Type().Unit, y.Type().Unit))
		}
	})
}

// bridge says what would make one dimension of two.
func bridge(a, b unit.Unit) say.Phrase {
	if a.Exp(unit.WorkingTime) != b.Exp(unit.WorkingTime) && a.Exp(unit.CalendarTime) != b.Exp(unit.CalendarTime) {
		return say.T("working time and calendar time never mix: multiply by a number of hours per week, month or year first")
	}
	u, _, ok := a.Div(b)
	if !ok || len(u.Parts()) > 2 {
		return say.T("make both sides the same dimension first")
	}
	if advice := exchange(a, b, u); !advice.Empty() {
		return advice
	}
	if u.Exp(unit.CalendarTime) != 0 && len(u.Parts()) == 1 {
		return say.T("one of them is per time: multiply it by a length of time, or divide the other by one")
	}
	return say.T("multiply or divide first: one side lacks `%s`", u)
}

// exchange says by what money of another currency, or working time, becomes money like that of the other side: what the
// two units differ by is one part of each.
func exchange(a, b, apart unit.Unit) say.Phrase {
	parts := apart.Parts()
	if len(parts) != 2 || !parts[0].Base.IsMoney() || parts[0].Exp*parts[1].Exp != -1 {
		return say.Phrase{}
	}
	switch {
	case parts[1].Base.IsMoney():
		x, _ := a.MoneyPart()
		y, _ := b.MoneyPart()
		return say.T("multiply one of the two by a rate of your own in %s/%s", x.Name(), y.Name())
	case parts[1].Base.IsWorkingTime():
		return say.T("multiply the hours by an hourly wage, such as `leader.hourly`, or divide the money by one")
	}
	return say.Phrase{}
}

func (c *checker) percentAdded(e *ast.Binary, x, y Expr) Expr {
	share, other := y, x
	if isPercent(x) {
		share, other = x, y
	}
	said := added(e.Op, describe(other.Type()), say.T("a percentage"))
	if share == x {
		said = added(e.Op, say.T("a percentage"), describe(other.Type()))
	}
	advice := say.T("write `* 105%` for five per cent more, or `* 5%` for five per cent of it")
	if v, ok := constant(share); ok {
		sum, _ := oneHundred.Add(v)
		if e.Op == "-" {
			sum, _ = oneHundred.Sub(v)
		}
		advice = say.T("write `* %s`", percentOf(sum))
	}
	c.report(diag.PercentOnUnit, share.Span(), say.T("%s, and a percentage is a plain number", said),
		label(say.T("a plain number, written in percent")), operand(other), help(advice), declared(share))
	return failed(e.Span)
}

// comparison checks a condition on two values.
func (c *checker) comparison(e *ast.Binary, x, y Expr) Expr {
	a, b := x.Type(), y.Type()
	typ := Typed{Type{Kind: KindBool}, e.Span}
	switch {
	case a.Kind != b.Kind:
		return c.unlike(diag.UnlikeCompared, e, x, y, say.T("%s compared with %s", describe(a), describe(b)))
	case a.Series != Single || b.Series != Single:
		if a.Series == Single {
			x = y
		}
		c.notSingle(x, say.T("a comparison"))
		return failed(e.Span)
	case a.Kind == KindText && e.Op != "=" && e.Op != "!=", a.Kind == KindBool:
		c.report(diag.WrongKind, e.Span, say.T("%s cannot be compared by `%s`", describe(a), e.Op), help(say.T("texts are compared by `=` and `!=`; conditions are joined by `and` and `or`")))
		return failed(e.Span)
	case a.Kind != KindNumber:
		return &BinaryExpr{typ, e.Op, x, y, unit.One}
	}
	factor, ok := b.Unit.To(a.Unit)
	if !ok {
		return c.unlike(diag.UnlikeCompared, e, x, y, say.T("%s compared with %s", describe(a), describe(b)))
	}
	return &BinaryExpr{typ, e.Op, x, y, factor}
}

// fold makes one literal of a written quantity over or times units: 520_000 DKK/year. It is nil for anything else.
// Only so many units are folded; the rest of a longer chain are products.
func (c *checker) fold(e *ast.Binary, most int) Expr {
	name, ok := e.Y.(*ast.Name)
	if !ok || most == 0 {
		return nil
	}
	b := c.scope.unitNamed(name.Name)
	if b == nil {
		return nil
	}
	x := c.quantity(e.X, most-1)
	lit, ok := x.(*Lit)
	if !ok {
		return x
	}
	combine := unit.Unit.Mul
	if e.Op == "/" {
		combine = unit.Unit.Div
	}
	u, factor, ok := combine(lit.Typ.Unit, unit.Of(b))
	if !ok {
		return c.tooComplex(e.Span)
	}
	v, ok := lit.Value.MulRatio(factor.Num, factor.Den)
	if !ok {
		return c.tooComplex(e.Span)
	}
	return &Lit{Typed: Typed{numberType(u), e.Span}, Value: v, Percent: lit.Percent && u.IsNumber()}
}

// quantity returns the literal at the beginning of a written quantity, or nil when it begins otherwise.
func (c *checker) quantity(e ast.Expr, most int) Expr {
	switch e := e.(type) {
	case *ast.Number, *ast.Quantity, *ast.Percent:
		return c.literal(e)
	case *ast.Name:
		if b := c.scope.unitNamed(e.Name); b != nil {
			return unitValue(b, e)
		}
	case *ast.Binary:
		if e.Op == "*" || e.Op == "/" {
			return c.fold(e, most)
		}
	}
	return nil
}
