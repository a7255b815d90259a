package review

import (
	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/lang/say"
)

// nameless tells of written numbers inside formulas. A value that is written as a whole has the name of its line, and is an assumption.
func nameless(r *reading) {
	for _, e := range r.Module.Formulas() {
		if p, ok := e.(*check.PriceExpr); ok {
			e = p.X
		}
		if r.own(e.Span()) && !written(e) {
			r.namelessIn(e)
		}
	}
}

// namelessIn finds the largest parts of a formula that are written out.
func (r *reading) namelessIn(e check.Expr) {
	if written(e) {
		if isPeculiar(e) && !r.hasSource(e.Span()) {
			help := say.T("give it a name and a source: `param NAME = …` or `let NAME = …`, or end the line with `source \"…\"`")
			if !r.endsLine(r.lineAt(e.Span())) {
				help = say.T("give it a name and a source: `param NAME = …` or `let NAME = …`, or write `source \"…\"` after the value, before `;` or `}`")
			}
			r.warn(e.Span(), help, say.T("`%s` stands in a formula without a name or a source", r.text(e.Span())))
		}
		return
	}
	for _, x := range figures(e) {
		r.namelessIn(x)
	}
}

// figures are the operands of an expression without the step of a rounding, which is a form and no assumption.
func figures(e check.Expr) []check.Expr {
	operands := check.Operands(e)
	if call, ok := e.(*check.CallExpr); ok && (call.Func == "round" || call.Func == "floor" || call.Func == "ceil") {
		return operands[:1]
	}
	return operands
}

// written reports whether an expression is made of written values alone.
func written(e check.Expr) bool {
	switch e := e.(type) {
	case *check.Lit:
		return true
	case *check.UnaryExpr, *check.BinaryExpr, *check.ListExpr:
		for _, x := range check.Operands(e) {
			if !written(x) {
				return false
			}
		}
		return true
	}
	return false
}

// isPeculiar reports whether a written value holds a number that needs an explanation: any but 0 and 1 of a unit, 100 %, and the
// months and weeks of a year.
func isPeculiar(e check.Expr) bool {
	found := false
	check.Inspect(e, func(x check.Expr) bool {
		if lit, ok := x.(*check.Lit); ok && lit.Typ.Kind == check.KindNumber {
			found = found || !ordinary(lit)
		}
		return true
	})
	return found
}

func ordinary(lit *check.Lit) bool {
	for _, n := range []int64{0, 1, 12, 52} {
		if lit.Value.Equal(num.Int(n)) && (n < 2 || lit.Typ.Unit.IsNumber()) {
			return true
		}
	}
	return false
}
