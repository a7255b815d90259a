package sensitivity

import (
	"context"
	"maps"

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
	correlated   bool
}

// correlated is params whose draws go together.
type correlated struct {
	params []*drawnColumns
	mix    *draw.Correlations
}

// drawing finds what is drawn.
func (s Simulation) drawing(ctx context.Context) (*drawing, error) {
	d := &drawing{}
	for _, p := range s.drawable(ctx) {
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
	var err error
	if d.groups, err = s.correlations(d.params); err != nil {
		return nil, err
	}
	for _, g := range d.groups {
		for _, p := range g.params {
			p.correlated = true
		}
	}
	return d, nil
}

// drawable are the params of the script with a range that no input sets and that can move the figure, or a guard: the bounds
// of a param are no such guard, since its draws keep them.
func (s Simulation) drawable(ctx context.Context) (out []*plan.Param) {
	var free []*plan.Param
	for _, p := range s.Reading.Plan.Params {
		if _, set := s.Inputs[p.FirstSlot]; p.Name == p.Decl.Name && len(p.Choices) > 0 && !set {
			free = append(free, p)
		}
	}
	of := []plan.Ref{s.Of}
	for _, g := range s.Reading.Plan.Guards {
		if g.Failure.Code != diag.ParamRange {
			of = append(of, g.Cond)
		}
	}
	for i, connected := range s.Connected(ctx, of, free) {
		if connected {
			out = append(out, free[i])
		}
	}
	return out
}

// Fill draws n points from an index on.
func (d *drawing) Fill(first int64, n int, columns [][]float64) {
	d.correlated(first, columns)
	for _, p := range d.params {
		own := columns[p.first : p.first+len(p.shapes)]
		if !p.correlated && len(own) == 1 {
			draw.Fill(p.source, p.shapes[0], first, own[0][:n])
			continue
		}
		if !p.correlated {
			p.source.Fill(first, own[0])
		}
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
	d.correlated(first, columns)
	for _, p := range d.params {
		if !p.correlated {
			p.source.Fill(first, columns[p.first])
		}
	}
}

// correlated fills the first column of each param that goes together with others.
func (d *drawing) correlated(first int64, columns [][]float64) {
	for _, g := range d.groups {
		own := make([][]float64, len(g.params))
		for i, p := range g.params {
			own[i] = columns[p.first]
			p.source.Fill(first, own[i])
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
