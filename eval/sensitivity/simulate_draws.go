package sensitivity

import (
	"maps"
	"slices"

	"github.com/costlang/cost/eval/draw"
	"github.com/costlang/cost/eval/exact"
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/plan"
	"github.com/costlang/cost/lang/diag"
)

// drawing is the points of a simulation: a column for each slot of each param that is drawn.
type drawing struct {
	params []*drawnColumns
	slots  []int
	groups []correlated
}

// drawnColumns is a param whose slots are columns from one on. They share the points of the param, so a list rises and falls
// as a whole.
type drawnColumns struct {
	param        *plan.Param
	distribution Distribution
	source       draw.Source
	first        int
	shapes       []draw.Shape // by slot
	choices      [][]num.D    // alternatives in order of what is drawn, a value for each slot; else nil
	from         []num.D      // by slot, where steps begin
	low, high    []num.D      // by slot, of a distribution that keeps within its bounds
}

// correlated is params whose draws go together.
type correlated struct {
	params []*drawnColumns
	mix    *draw.Correlations
}

// drawing finds what is drawn.
func (s Simulation) drawing() (*drawing, error) {
	d := &drawing{}
	reached := s.reaching()
	for _, p := range s.Reading.Plan.Params {
		if p.Name != p.Decl.Name || len(p.Choices) == 0 || s.isSet(p) || !slices.ContainsFunc(p.Values, func(ref plan.Ref) bool { return reached[ref] }) {
			continue
		}
		columns, problems := s.columnsOf(p)
		if problems != nil {
			return nil, problems
		}
		if columns == nil {
			continue
		}
		columns.first = len(d.slots)
		for i := range p.Values {
			d.slots = append(d.slots, p.FirstSlot+i)
		}
		d.params = append(d.params, columns)
	}
	var problems diag.List
	if d.groups, problems = s.correlations(d.params); problems != nil {
		return nil, problems
	}
	return d, nil
}

// isSet reports whether the scenario gives a param its value.
func (s Simulation) isSet(p *plan.Param) bool {
	_, set := s.Inputs[p.FirstSlot]
	return set
}

// reaching marks the steps that the figure or a guard rests on. The bounds of a param hold for its own draws and need none.
func (s Simulation) reaching() []bool {
	p := s.Reading.Plan
	out := make([]bool, len(p.Steps))
	need := func(ref plan.Ref) {
		if ref >= 0 {
			out[ref] = true
		}
	}
	need(s.Of)
	for _, g := range p.Guards {
		if g.Failure.Code != diag.ParamRange {
			need(g.Cond)
		}
	}
	for i := len(out) - 1; i >= 0; i-- {
		if step := p.Steps[i]; out[i] && step.Op != plan.Input {
			step.Operands(need)
		} else if out[i] && !s.has(int(step.A)) {
			need(step.B)
		}
	}
	return out
}

func (s Simulation) has(slot int) bool {
	_, set := s.Inputs[slot]
	return set
}

// Fill draws n points from an index on.
func (d *drawing) Fill(first int64, n int, columns [][]float64) {
	d.points(first, columns)
	for _, p := range d.params {
		own := columns[p.first : p.first+len(p.shapes)]
		for _, column := range own[1:] {
			copy(column, own[0])
		}
		for i, shape := range p.shapes {
			shape.Apply(own[i][:n])
		}
	}
}

// points fills the first column of each param with its points, correlated.
func (d *drawing) points(first int64, columns [][]float64) {
	for _, p := range d.params {
		p.source.Fill(first, columns[p.first])
	}
	for _, g := range d.groups {
		own := make([][]float64, len(g.params))
		for i, p := range g.params {
			own[i] = columns[p.first]
		}
		g.mix.Mix(own)
	}
}

// columns makes columns for n points.
func (d *drawing) columns(n int) [][]float64 {
	out := make([][]float64, len(d.slots))
	for i := range out {
		out[i] = make([]float64, n)
	}
	return out
}

// exactly is the inputs of a draw in decimals, and the values of each param: the shortest that are its floats, on its steps and
// within its bounds.
func (d *drawing) exactly(index int64, base exact.Inputs) (exact.Inputs, [][]num.D) {
	points, values := d.columns(1), d.columns(1)
	d.points(index, points)
	d.Fill(index, 1, values)
	inputs := exact.Inputs{}
	maps.Copy(inputs, base)
	out := make([][]num.D, len(d.params))
	for i, p := range d.params {
		out[i] = p.exactly(points[p.first][0], values[p.first:])
		for slot, v := range out[i] {
			inputs[p.param.FirstSlot+slot] = v
		}
	}
	return inputs, out
}

func (p *drawnColumns) exactly(point float64, values [][]float64) []num.D {
	if n := len(p.choices); n > 0 {
		return p.choices[min(int(point*float64(n)), n-1)]
	}
	out := make([]num.D, len(p.shapes))
	for i := range out {
		v, _ := num.FromFloat(values[i][0])
		if p.distribution.Stepped {
			over, _ := v.Sub(p.from[i])
			v, _ = p.from[i].Add(over.RoundTo(p.distribution.Step))
		}
		if p.low != nil {
			v = between(p.low[i], v, p.high[i])
		}
		out[i] = v
	}
	return out
}

// between is a value, or the bound that it lies beyond.
func between(low, v, high num.D) num.D {
	switch {
	case v.Cmp(low) < 0:
		return low
	case v.Cmp(high) > 0:
		return high
	}
	return v
}
