package check

import (
	"github.com/costlang/cost/eval/unit"
	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
	"github.com/costlang/cost/lang/source"
)

// declareNorm declares the hours of a year that wages without a norm of their own have.
func (c *checker) declareNorm(d *ast.Norm) {
	if c.norm != nil {
		c.report(diag.DuplicateLine, d.Span, say.T("a script has one norm"), func(f *finding) {
			f.also(c.norm.span, say.T("the first stands here")).help(say.T("give the wages that differ a norm of their own: `with norm 1_600 hours/year`"))
		})
		return
	}
	c.norm = &norm{span: d.Span}
	c.mod.Norm = &Norm{Def: Def{Name: "norm", Source: textOf(d.Source), Span: d.Span, NameSpan: d.Span}}
	c.graph.add(&node{key: key{nil, partNorm}, name: "norm", span: d.Span, reads: []ast.Expr{d.Value}, resolve: func() {
		c.norm.value = c.field(d.Value, "norm", wantNorm())
		c.mod.Norm.Value = c.norm.value
	}})
}

// norm is the norm of the script while it is checked. Every wage carries the norm that it has.
type norm struct {
	span  source.Span
	value Expr
}

// declareWage declares one kind of employee.
func (c *checker) declareWage(d *ast.Wage) {
	w := &Wage{Def: def(d.Name, d.Label, d.Source, d.Span)}
	c.mod.Wages = append(c.mod.Wages, w)
	c.bind(d.Name, "wage", w)
	n := &node{key: key{w, partValue}, name: w.Name, span: d.Span, reads: []ast.Expr{d.Value}, needs: need(nil, partNorm), def: w}
	for _, on := range d.With {
		n.reads = append(n.reads, on.Value)
		if on.Field.Name == "norm" {
			n.needs = nil
		}
	}
	n.resolve = func() { c.wage(w, d) }
	c.graph.add(n)
}

func (c *checker) wage(w *Wage, d *ast.Wage) {
	if c.norm != nil {
		w.Norm = c.norm.value
	}
	seen := map[string]source.Span{}
	for _, on := range d.With {
		if !c.oneLine(seen, on.Field.Name, on.Field.Span) {
			continue
		}
		switch on.Field.Name {
		case "pension":
			w.Pension = c.field(on.Value, "pension", wantShare())
		case "overhead":
			w.Overhead = c.field(on.Value, "overhead", wantShare())
		case "norm":
			w.Norm = c.field(on.Value, "norm", wantNorm())
		}
	}
	w.Value = c.field(d.Value, w.Name, c.wantWage())
	if bad(w.Value) {
		return
	}
	w.Yearly = w.Value.Type().Unit.Exp(unit.CalendarTime) != 0
	if v, written := constant(w.Value); isPlain(w.Value) && !(written && v.IsZero()) {
		c.report(diag.WrongUnit, w.Value.Span(), say.T("`%s` takes money per time, and this is a plain number", w.Name), func(f *finding) {
			f.help(say.T("write it as in `470_000 DKK/year` or `400 DKK/hour`; only the 0 of a volunteer stands alone"))
		}, declared(w.Value))
		w.Value = failed(w.Value.Span())
	}
}

// wantWage takes money per calendar or working time, in the currency of the script.
func (c *checker) wantWage() want {
	var currency *unit.Base
	if c.mod.Intervention != nil {
		currency = c.mod.Intervention.Currency
	}
	return want{what: say.T("money per time"), example: "470_000 DKK/year", bare: true, least: notNegative, fits: func(u unit.Unit) bool {
		m, exp := u.MoneyPart()
		perTime := u.Exp(unit.CalendarTime) == -1 || u.Exp(unit.WorkingTime) == -1
		return len(u.Parts()) == 2 && exp == 1 && perTime && (currency == nil || m == currency)
	}}
}
