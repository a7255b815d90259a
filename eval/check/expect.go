package check

import (
	"strings"

	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
)

// declareExpect declares a claim about a figure. Claims are checked when everything else is resolved.
func (c *checker) declareExpect(d *ast.Expect) {
	e := &Expect{Op: d.Op, Differs: textOf(d.Differs)}
	e.Def = Def{Label: c.claim(d), Source: textOf(d.Source), Span: d.Span, NameSpan: d.Left.Range()}
	c.mod.Expects = append(c.mod.Expects, e)
	c.afterwards(func() { c.expect(e, d) })
}

// claim is the text of a claim in one line, without source and differs.
func (c *checker) claim(d *ast.Expect) string {
	end := d.Right.Range()
	for _, x := range present(d.High, d.Nearest) {
		end = x.Range()
	}
	if d.Under != nil {
		end = d.Under.Span
	}
	return strings.Join(strings.Fields(stripComments(c.mod.File.Slice(d.Left.Range().To(end)))), " ")
}

// stripComments takes comments off the lines of a claim.
func stripComments(text string) string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		quotes := false
		for j, r := range line {
			if r == '"' {
				quotes = !quotes
			}
			if r == '#' && !quotes {
				lines[i] = line[:j]
				break
			}
		}
	}
	return strings.Join(lines, " ")
}

func (c *checker) expect(e *Expect, d *ast.Expect) {
	if d.Under != nil {
		e.Under = c.scenarioNamed(d.Under)
	}
	var left, right Expr
	left, right = c.pair(d.Left, d.Right, nil, nil)
	e.Left, e.Right = left, right
	if !c.claimed(left) || bad(right) {
		return
	}
	c.likeClaim(left, right)
	if d.High != nil {
		if e.High = c.expr(d.High, nil); !bad(e.High) && c.likeClaim(left, e.High) {
			c.orderedClaim(e, d)
		}
	}
	if d.Nearest != nil {
		e.Nearest = c.expr(d.Nearest, nil)
		c.nearestClaim(e)
	}
}

// claimed reports a left side that is no figure.
func (c *checker) claimed(x Expr) bool {
	switch t := x.Type(); {
	case bad(x):
		return false
	case !isNumber(x):
		c.report(diag.WrongKind, x.Span(), say.T("an expectation is of a number, and this is %s", describe(t)))
		return false
	case t.Series != Single:
		c.notSingle(x, say.T("an expectation"))
		return false
	}
	return true
}

func (c *checker) likeClaim(left, x Expr) bool {
	t := x.Type()
	switch {
	case !isNumber(x) || !t.Unit.SameDim(left.Type().Unit):
		only := func() { c.unlikeClaim(left, x) }
		if !c.foreignPlace(x, left.Type().Unit.SameDim, only) {
			only()
		}
		return false
	case t.Series != Single:
		c.notSingle(x, say.T("an expectation"))
		return false
	}
	return true
}

func (c *checker) unlikeClaim(left, x Expr) {
	t := x.Type()
	c.report(diag.UnlikeCompared, x.Span(), say.T("%s compared with %s", describe(left.Type()), describe(t)), label(account(t)), operand(left), func(f *finding) {
		if isPlain(x) {
			f.help(say.T("give the number its unit: %s", left.Type().Unit.String()))
		}
	})
}

func (c *checker) orderedClaim(e *Expect, d *ast.Expect) {
	low, okLow := constantIn(e.Right, e.Left.Type().Unit)
	high, okHigh := constantIn(e.High, e.Left.Type().Unit)
	if okLow && okHigh && low.Cmp(high) > 0 {
		c.report(diag.ReversedRange, d.Right.Range().To(d.High.Range()), say.T("the range ends before it begins"), help(say.T("write the lower bound first")))
	}
}

func (c *checker) nearestClaim(e *Expect) {
	x := e.Nearest
	if bad(x) || !isPlain(x) && !c.likeClaim(e.Right, x) {
		return
	}
	if !isNumber(x) || x.Type().Series != Single {
		c.notSingle(x, say.Verbatim("`to nearest`"))
		return
	}
	if v, ok := constant(x); ok && v.Sign() <= 0 {
		c.report(diag.NegativeQuantity, x.Span(), say.T("`to nearest` takes a step above zero"), help(say.T("write what the published figure is rounded to, as in `to nearest 1_000`")))
	}
}
