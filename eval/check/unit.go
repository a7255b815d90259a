package check

import (
	"github.com/costlang/cost/eval/unit"
	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/diag"
)

// declareUnit binds the spellings of a counted unit. The unit itself is in the registry already.
func (c *checker) declareUnit(d *ast.UnitDecl) {
	for _, id := range d.Names {
		b, ok := c.mod.Units.Lookup(id.Name)
		if !ok {
			continue
		}
		c.bind(id, "unit", b)
	}
}

// unitOf reads a written unit: DKK/year, thousand DKK, %.
func (c *checker) unitOf(e *ast.UnitExpr) (Display, bool) {
	d := Display{Scale: scales[e.Scale], Percent: e.Percent}
	for _, term := range e.Terms {
		b := c.unitTerm(term)
		if b == nil {
			return d, false
		}
		combine := unit.Unit.Mul
		if term.Over {
			combine = unit.Unit.Div
		}
		u, factor, ok := combine(d.Unit, unit.Of(b))
		if !ok || !factor.IsOne() {
			c.report(diag.UnitTooComplex, e.Span, "the unit names one dimension in two ways, or a power beyond 8", help("write each dimension once, as in DKK/year"))
			return d, false
		}
		d.Unit = u
	}
	return d, true
}

func (c *checker) unitTerm(term ast.UnitTerm) *unit.Base {
	if b := c.scope.unitNamed(term.Name); b != nil {
		return b
	}
	if decl := c.scope.entries[term.Name]; decl != nil {
		c.report(diag.NotAUnit, term.Span, quote(term.Name)+" is "+article(decl.noun)+", not a unit", func(f *finding) { f.also(decl.span, "declared here") })
		return nil
	}
	c.noSuchUnit(ast.Ident{Span: term.Span, Name: term.Name})
	return nil
}
