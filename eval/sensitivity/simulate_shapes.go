package sensitivity

import (
	"slices"

	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/eval/draw"
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/plan"
	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/diag"
)

// Distribution says what the range of a param means in a simulation. Of a list it is that of the first entry.
type Distribution struct {
	Name            string  // as a script says it, or "alternatives"
	Low, Mode, High num.D   // in the unit of the param; the mode is the value as it is written
	A, B            num.D   // the shapes of beta
	Alternatives    int     // how many there are
	Stepped         bool    // draws are rounded to steps of Step from Low on
	Step            num.D   // in the unit of the param
	CutLow, CutHigh bool    // draws are cut at Cut.Low, Cut.High, and it matters
	Cut             CutEnds // in the unit of the param
}

// CutEnds is where a distribution is cut that would go on: at zero where its bounds are not below, and at one where those of a
// percentage are not above.
type CutEnds struct{ Low, High num.D }

// columnsOf is how a param is drawn; nil when its range has no value, and then it stays as it is.
func (s Simulation) columnsOf(p *plan.Param) (*drawnColumns, diag.List) {
	c := &drawnColumns{param: p, source: draw.New(s.Sampler, s.Seed, p.Name)}
	choices := make([][]num.D, len(p.Choices))
	for i, refs := range p.Choices {
		values, ok := s.values(refs)
		if !ok {
			return nil, nil
		}
		choices[i] = values
	}
	if p.Decl.Range.Kind == ast.Alternatives {
		c.alternatives(choices)
		return c, nil
	}
	base, ok := s.values(p.Base)
	if !ok {
		return nil, nil
	}
	for slot := range p.Values {
		if problems := c.slot(s, choices[0][slot], base[slot], choices[1][slot]); problems != nil {
			return nil, problems
		}
	}
	return c, nil
}

// alternatives are drawn from the least to the greatest, which is what a correlation means; lists and texts as they are written.
func (c *drawnColumns) alternatives(choices [][]num.D) {
	t := c.param.Decl.Type
	if t.Kind == check.KindNumber && t.Series == check.Single {
		slices.SortStableFunc(choices, func(a, b []num.D) int { return a[0].Cmp(b[0]) })
	}
	c.choices = choices
	c.distribution = Distribution{Name: "alternatives", Alternatives: len(choices)}
	for slot := range c.param.Values {
		values := make([]float64, len(choices))
		for i, choice := range choices {
			values[i] = choice[slot].Float64()
		}
		c.shapes = append(c.shapes, draw.Alternatives(values))
	}
}

// slot adds the shape of the next slot, between bounds.
func (c *drawnColumns) slot(s Simulation, low, mode, high num.D) diag.List {
	if low.Cmp(high) > 0 {
		low, high = high, low // ± of a negative value
	}
	d := s.distribution(c.param)
	d.Low, d.Mode, d.High = low, between(low, mode, high), high
	if problems := d.contradiction(c.param); problems != nil {
		return problems
	}
	shape := d.shape(c.param.Decl.Percent)
	if d.Stepped {
		shape = draw.Stepped(shape, low.Float64(), d.Step.Float64())
	}
	c.shapes, c.from = append(c.shapes, shape), append(c.from, low)
	if !c.param.Decl.Dist.Open() {
		c.low, c.high = append(c.low, low), append(c.high, high)
	}
	if len(c.shapes) == 1 {
		c.distribution = d
	}
	return nil
}

// distribution is that of a param, without its bounds.
func (s Simulation) distribution(p *plan.Param) Distribution {
	d := Distribution{Name: "triangular"}
	if dist := p.Decl.Dist; dist != nil {
		d.Name = dist.Name
	}
	if args, _ := s.values(p.Shapes); len(args) == 2 {
		d.A, d.B = args[0], args[1]
	}
	if step, ok := s.Reading.Value(p.Step); ok && step.Sign() > 0 {
		d.Stepped, d.Step = true, step
	}
	return d
}

// contradiction says why there is no such distribution.
func (d *Distribution) contradiction(p *plan.Param) diag.List {
	message, help := p.Decl.Dist.Contradiction(p.Name, d.Low, d.A, d.B)
	if message.Empty() {
		return nil
	}
	found := diag.New(diag.BadDistribution, p.Decl.Dist.Span, message)
	found.Help = help
	return diag.List{found}
}

// shape is the distribution as a function of points.
func (d *Distribution) shape(percent bool) draw.Shape {
	low, mode, high := d.Low.Float64(), d.Mode.Float64(), d.High.Float64()
	switch d.Name {
	case "uniform":
		return draw.Uniform(low, high)
	case "pert":
		return draw.PERT(low, mode, high)
	case "beta":
		return draw.Beta(low, high, d.A.Float64(), d.B.Float64())
	case "normal":
		return draw.Normal(low, high, d.cut(percent, low, high, false))
	case "lognormal":
		return draw.Lognormal(low, high, d.cut(percent, low, high, true))
	}
	return draw.Triangular(low, mode, high)
}

// cut decides where a distribution ends, and notes it where draws could lie beyond: within five standard deviations, which are
// one and a half times the way between the bounds.
func (d *Distribution) cut(percent bool, low, high float64, logarithm bool) draw.Cut {
	cut, reach := draw.NoCut(), float64(1.5*(high-low))
	middle := float64((low + high) / 2)
	if low >= 0 && !logarithm {
		cut.Low, d.Cut.Low = 0, num.Int(0)
		d.CutLow = middle < reach
	}
	if percent && high <= 1 {
		cut.High, d.Cut.High = 1, num.Int(1)
		d.CutHigh = middle+reach > 1
		if logarithm {
			d.CutHigh = high*high > low // the same of their logarithms
		}
	}
	return cut
}
