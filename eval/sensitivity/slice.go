package sensitivity

import (
	"context"

	"github.com/costlang/cost/eval/exact"
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/plan"
)

// slice is the part of a plan that other inputs change and some figures need. What they do not change is a constant with the
// value it has in a reading, so that one assumption at a time costs its own steps and not those of the whole script.
type slice struct {
	base   *exact.Reading
	out    *plan.Plan
	at     []plan.Ref // by step of the whole plan: 1 + its place in out, or 0
	wanted []plan.Ref // the figures, in out
	// needed and changed say of each step of the whole plan whether a figure asks for it and whether an input reaches it.
	needed, changed []bool
}

// slice cuts out what some input slots change and figures need.
func (b *Base) slice(changed func(slot int) bool, wanted []plan.Ref) *slice {
	whole := b.Reading.Plan
	n := len(whole.Steps)
	s := &slice{base: b.Reading, at: make([]plan.Ref, n), needed: make([]bool, n), changed: make([]bool, n)}
	s.out = &plan.Plan{Ratios: whole.Ratios, Digits: whole.Digits}
	s.markChanged(changed)
	s.markNeeded(wanted)
	for i, step := range whole.Steps {
		if s.needed[i] && s.changed[i] {
			s.at[i] = s.emit(s.moved(step))
		}
	}
	for _, ref := range wanted {
		s.wanted = append(s.wanted, s.ref(ref))
	}
	return s
}

// read gives the wanted figures for some inputs, which differ from those of the base in no other slots than those cut out for.
func (s *slice) read(ctx context.Context, inputs exact.Inputs) ([]Value, error) {
	reading, err := exact.Run(ctx, s.out, inputs)
	if err != nil {
		return nil, err
	}
	out := make([]Value, len(s.wanted))
	for i, ref := range s.wanted {
		out[i].D, out[i].Known = reading.Value(ref)
	}
	return out, nil
}

func (s *slice) markChanged(slot func(int) bool) {
	for i, step := range s.base.Plan.Steps {
		if step.Op == plan.Input && slot(int(step.A)) {
			s.changed[i] = true
		}
		step.Operands(func(ref plan.Ref) { s.changed[i] = s.changed[i] || s.changed[ref] })
	}
}

// markNeeded walks back from the figures as far as inputs reach.
func (s *slice) markNeeded(wanted []plan.Ref) {
	for _, ref := range wanted {
		if ref >= 0 {
			s.needed[ref] = true
		}
	}
	for i := len(s.needed) - 1; i >= 0; i-- {
		if s.needed[i] && s.changed[i] {
			s.base.Plan.Steps[i].Operands(func(ref plan.Ref) { s.needed[ref] = true })
		}
	}
}

// moved is a step with its operands at their new places.
func (s *slice) moved(step plan.Step) plan.Step {
	switch step.Op {
	case plan.Input:
		step.B = s.ref(step.B)
	case plan.Select:
		step.A, step.B, step.C = s.ref(step.A), s.ref(step.B), s.ref(step.C)
	case plan.Scale, plan.Neg, plan.Abs, plan.Not:
		step.A = s.ref(step.A)
	default:
		step.A, step.B = s.ref(step.A), s.ref(step.B)
	}
	return step
}

// ref is the place of a step, which becomes a constant when nothing changes it. A step without a value goes on having none.
func (s *slice) ref(ref plan.Ref) plan.Ref {
	if ref < 0 {
		return ref
	}
	if s.at[ref] == 0 {
		s.at[ref] = s.constant(s.base.Value(ref))
	}
	return s.at[ref] - 1
}

func (s *slice) constant(v num.D, known bool) plan.Ref {
	if !known {
		return s.emit(plan.Step{Op: plan.Fail})
	}
	s.out.Consts = append(s.out.Consts, v)
	return s.emit(plan.Step{Op: plan.Const, A: plan.Ref(len(s.out.Consts) - 1)})
}

// emit adds a step and returns 1 + its place.
func (s *slice) emit(step plan.Step) plan.Ref {
	s.out.Steps = append(s.out.Steps, step)
	return plan.Ref(len(s.out.Steps))
}
