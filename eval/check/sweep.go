package check

import (
	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
	"github.com/costlang/cost/lang/source"
)

// Over is an axis as it is asked for. In is nil where the param has its own range.
type Over struct {
	Param *ast.Path
	In    *ast.Range
}

// sweep declares an analysis for each figure of a sweep.
func (c *checker) sweep(q Question) {
	for i, of := range q.Figures {
		a := &Analysis{Kind: Sweep, Span: q.At}
		c.analysis(a, q.path(of), nil, func() {
			if i == 0 {
				c.axes(a, q.Over)
			}
		})
	}
}

func (c *checker) axes(a *Analysis, over []Over) {
	seen := map[string]source.Span{}
	for _, o := range over {
		if !c.oneLine(seen, o.Param.String(), o.Param.Span) {
			continue
		}
		if axis, ok := c.axis(o); ok {
			a.Axes = append(a.Axes, axis)
		}
	}
}

// axis checks a range by the rules of a param's, and that it keeps within the hard bounds of the param.
func (c *checker) axis(o Over) (Axis, bool) {
	if o.In == nil {
		p := c.paramOf(pathExpr(o.Param))
		return Axis{p, rangeIn(p)}, p != nil
	}
	p := c.ownParam(pathExpr(o.Param))
	if p == nil {
		return Axis{}, false
	}
	r := c.rangeOf(p, o.In)
	if r == nil || !c.likePercent(p, r) {
		return Axis{}, false
	}
	if p.Range != nil && p.Range.Kind == ast.Bounds && !p.Dist.Open() {
		for _, x := range r.written() {
			c.withinBounds(p, x, say.T("a value of the sweep"))
		}
	}
	return Axis{p, r}, true
}

func rangeIn(p *Param) *Range {
	if p == nil {
		return nil
	}
	return p.Range
}

// written is the values that stand in a range as they are: both bounds, or the alternatives.
func (r *Range) written() []Expr {
	if r.Kind == ast.Bounds {
		return []Expr{r.Low, r.High}
	}
	return r.Values
}

// likePercent reports percents for a param that is not written in percent: they may be meant of its value.
func (c *checker) likePercent(p *Param, r *Range) bool {
	for _, x := range append(r.written(), r.Step) {
		if x != nil && isPercent(x) && !p.Percent {
			c.report(diag.WrongUnit, x.Span(), say.T("the value of `%s` is not written in percent, and this is", p.Name), func(f *finding) {
				f.also(p.NameSpan, say.T("declared here")).help(say.T("write the bounds as the value is written, or ±20% for shares of it"))
			})
			return false
		}
	}
	return true
}
