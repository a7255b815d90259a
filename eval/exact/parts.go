package exact

import (
	"context"
	"slices"

	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/plan"
)

// Parts reads parts of a plan, one after the other in the same memory: the steps that some figures and the guards are made of, and not
// the whole script. One goroutine at a time may use it.
type Parts struct {
	reading *Reading
	guards  []plan.Ref // that are looked at in every part
	read    []bool     // the steps of the part
	steps   []plan.Ref // likewise, in their order
	slots   []int      // that are set
}

// NewParts reads nothing yet.
func NewParts(p *plan.Plan) *Parts {
	out := &Parts{reading: newReading(p), read: make([]bool, len(p.Steps))}
	out.reading.slots = make([]Value, p.Slots)
	for _, g := range p.Guards {
		out.guards = append(append(out.guards, g.Cond), g.Values...)
	}
	return out
}

// Find finds the steps of a part, and says how many they are.
func (p *Parts) Find(ctx context.Context, wanted ...plan.Ref) (int, error) {
	for _, ref := range p.steps {
		p.read[ref], p.reading.failed[ref], p.reading.values[ref] = false, 0, num.D{}
	}
	clear(p.reading.unsaid)
	p.steps = p.steps[:0]
	add := func(ref plan.Ref) {
		if ref >= 0 && !p.read[ref] {
			p.read[ref] = true
			p.steps = append(p.steps, ref)
		}
	}
	for _, ref := range append(slices.Clone(p.guards), wanted...) {
		add(ref)
	}
	for next := 0; next < len(p.steps); next++ {
		if next%every == 0 && ctx.Err() != nil {
			return 0, ctx.Err()
		}
		p.reading.Plan.Operands(p.reading.Plan.Steps[p.steps[next]], add)
	}
	slices.Sort(p.steps)
	return len(p.steps), nil
}

// Read reads the part that was found last, which then has the values, and the problems, that Run would give it. What it returns holds
// until the next call. The error is the context's.
func (p *Parts) Read(ctx context.Context, in Inputs) (*Reading, error) {
	r := p.reading
	for _, slot := range p.slots {
		r.slots[slot] = Value{}
	}
	p.slots = p.slots[:0]
	for slot, v := range in {
		r.slots[slot], p.slots = Value{v, true}, append(p.slots, slot)
	}
	for i, ref := range p.steps {
		s := r.Plan.Steps[ref]
		if i%every == 0 || s.Op == plan.Invoke {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
		}
		r.failed[ref] = 0
		r.one(ref, s)
	}
	return r, nil
}
