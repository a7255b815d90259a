package sensitivity

import (
	"context"

	"github.com/costlang/cost/eval/exact"
	"github.com/costlang/cost/eval/plan"
)

// slice is the part of a plan that other inputs change and some figures need, so that one assumption at a time costs its own steps and
// not those of the whole script.
type slice struct {
	folded  *exact.Folded
	slots   []int
	figures int
}

// slice cuts out what some input slots change and figures need. The error is the context's.
func (b *Base) slice(ctx context.Context, slots []int, wanted []plan.Ref) (*slice, error) {
	if err := b.looks(1); err != nil {
		return nil, err
	}
	folded, err := exact.Fold(ctx, b.Reading, slots, wanted)
	return &slice{folded, slots, len(wanted)}, err
}

// steps is how many a reading of the figures takes.
func (s *slice) steps() int64 { return int64(len(s.folded.Steps())) + int64(s.figures) }

// read gives the wanted figures for some inputs, which differ from those of the base in no other slots than those cut out for.
func (s *slice) read(ctx context.Context, inputs exact.Inputs) ([]Value, error) {
	in, out := make([]Value, len(s.slots)), make([]Value, s.figures)
	for i, slot := range s.slots {
		in[i].D, in[i].Known = inputs[slot]
	}
	return out, s.folded.Read(ctx, in, out)
}
