package check

import (
	"github.com/costlang/cost/eval/unit"
	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
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
			c.report(diag.UnitTooComplex, e.Span, say.T("the unit names one dimension in two ways, a power beyond 8, or more than 12 parts"), help(say.T("write each dimension once, as in DKK/year")))
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
		c.report(diag.NotAUnit, term.NameSpan, say.T("`%s` is %s, not a unit", term.Name, decl.noun.article()), func(f *finding) { f.also(decl.span, say.T("declared here")) })
		return nil
	}
	c.noSuchUnit(ast.Ident{Span: term.NameSpan, Name: term.Name})
	return nil
}
