package sensitivity

import (
	"context"

	"github.com/costlang/cost/eval/exact"
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/plan"
)

// Ends is the alternatives of a param, or the two ends of its range.
func (b *Base) Ends(p *plan.Param) [][]num.D { return b.ends(p.Axis()).levels }

// With is the inputs of the base with a param at other values.
func (b *Base) With(p *plan.Param, at []num.D) exact.Inputs {
	return b.with([]*plan.Param{p}, [][]num.D{at})
}

// ReadSlice reads figures from what is cut out of a plan, and returns the steps of that beside them.
func (b *Base) ReadSlice(ctx context.Context, in exact.Inputs, wanted []plan.Ref) ([]Value, []plan.Step, error) {
	slots, err := b.changed(ctx, []exact.Inputs{in})
	if err != nil {
		return nil, nil, err
	}
	s, err := b.slice(ctx, slots, wanted)
	if err != nil {
		return nil, nil, err
	}
	values, err := s.read(ctx, in)
	return values, s.folded.Steps(), err
}

// Root and Least are the searches in floats.
var (
	Root  = root
	Least = least
)

// Draw is the inputs of a draw in decimals.
func (p *Prepared) Draw(index int64) exact.Inputs {
	inputs, _ := p.draws.exactly(index, p.Inputs)
	return inputs
}

// Swept is the figure at the first n draws, in lanes.
func (p *Prepared) Swept(ctx context.Context, n int64) ([]float64, error) {
	own, out := *p, make([]float64, n)
	own.Draws = n
	_, err := own.sum(ctx, func(first int64, values []float64) { copy(out[first:], values) })
	return out, err
}
