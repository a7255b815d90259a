package exact

import (
	"context"
	"sync"

	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/plan"
)

// Folded is the part of a plan that some input slots reach and some figures need. What they do not reach is a constant with the value
// that it has in a reading, equal steps are one, and sums with nothing and products by one are left out. So a run costs what its inputs change, not the whole script. It has no names,
// guards and messages: a run of the whole plan says why a figure has no value. Any number of goroutines may use it.
type Folded struct {
	plan   *plan.Plan // constants first
	consts int        // how many steps these are
	wanted []plan.Ref
	idle   sync.Pool // of readings whose constants are in place
}

// Fold cuts out what the figures need when some slots are set. The base is a reading with the inputs that stay. The error is the context's.
func Fold(ctx context.Context, base *Reading, slots []int, wanted []plan.Ref) (*Folded, error) {
	n := len(base.Plan.Steps)
	f := &folding{
		waited: ctx.Err, base: base, columns: map[int]plan.Ref{}, needed: make([]bool, n), changed: make([]bool, n),
		at: make([]plan.Ref, n), known: map[plan.Step]plan.Ref{}, out: &plan.Plan{Ratios: base.Plan.Ratios, Slots: len(slots), Digits: base.Plan.Digits},
	}
	for column, slot := range slots {
		f.columns[slot] = plan.Ref(column)
	}
	f.markChanged()
	f.markNeeded(wanted)
	f.constants()
	consts := len(f.out.Steps)
	f.through(func(first, end int) {
		for i := first; i < end; i++ {
			if f.needed[i] && f.changed[i] {
				f.at[i] = 1 + f.enter(base.Plan.Steps[i])
			}
		}
	})
	if f.stopped != nil {
		return nil, f.stopped
	}
	out := &Folded{plan: f.out, consts: consts}
	for _, ref := range wanted {
		out.wanted = append(out.wanted, f.ref(ref))
	}
	return out, nil
}

// Read gives the figures, in the order asked for, for the slots, in the order given; one that is not known has the value written in the
// script. It stops with the context's error when that is cancelled.
func (f *Folded) Read(ctx context.Context, slots, figures []Value) error {
	r := f.reading()
	r.slots = slots
	err := r.from(ctx, f.consts)
	for i, ref := range f.wanted {
		if figures[i].D, figures[i].Known = r.Value(ref); !figures[i].Known {
			figures[i].D = num.D{}
		}
	}
	r.slots = nil
	f.idle.Put(r)
	return err
}

// Steps is what a run computes.
func (f *Folded) Steps() []plan.Step { return f.plan.Steps[f.consts:] }

func (f *Folded) reading() *Reading {
	if r, ok := f.idle.Get().(*Reading); ok {
		clear(r.failed[f.consts:])
		clear(r.unsaid)
		return r
	}
	r := newReading(f.plan)
	for i, s := range f.plan.Steps[:f.consts] {
		r.step(plan.Ref(i), s)
	}
	return r
}

// folding is how a plan is cut.
type folding struct {
	waited  func() error // why nobody waits any more, or nil
	stopped error
	base    *Reading
	columns map[int]plan.Ref // by input slot
	// needed and changed say of each step whether a figure asks for it and whether a slot reaches it.
	needed, changed []bool
	at              []plan.Ref // by step: 1 + its place in out, or 0
	known           map[plan.Step]plan.Ref
	out             *plan.Plan
}

// through goes over the steps in their order, some hundred at a time, as long as somebody waits.
func (f *folding) through(some func(first, end int)) {
	n := len(f.base.Plan.Steps)
	for first := 0; first < n && f.stopped == nil; first += every {
		if f.stopped = f.waited(); f.stopped == nil {
			some(first, min(first+every, n))
		}
	}
}

func (f *folding) markChanged() {
	moved := false
	look := func(ref plan.Ref) { moved = moved || f.changed[ref] }
	f.through(func(first, end int) {
		for i := first; i < end; i++ {
			moved = false
			if step := f.base.Plan.Steps[i]; step.Op != plan.Input {
				f.base.Plan.Operands(step, look)
			} else if _, moved = f.columns[int(step.A)]; !moved {
				moved = !f.base.slots[step.A].Known && f.changed[step.B]
			}
			f.changed[i] = moved
		}
	})
}

// markNeeded walks back from the figures as far as slots reach.
func (f *folding) markNeeded(wanted []plan.Ref) {
	for _, ref := range wanted {
		if ref >= 0 {
			f.needed[ref] = true
		}
	}
	last := len(f.needed) - 1
	need := func(ref plan.Ref) { f.needed[ref] = true }
	f.through(func(first, end int) {
		for i := last - first; i > last-end; i-- {
			if f.needed[i] && f.changed[i] {
				f.base.Plan.Operands(f.base.Plan.Steps[i], need)
			}
		}
	})
}

// constants enters what is needed and stays as it is. A step without a value goes on having none.
func (f *folding) constants() {
	same := map[string]plan.Ref{}
	f.through(func(first, end int) {
		for i := first; i < end; i++ {
			if f.needed[i] && !f.changed[i] {
				f.at[i] = 1 + f.constant(plan.Ref(i), same)
			}
		}
	})
}

// constant is the constant with the value of a step, or a failure where that has none.
func (f *folding) constant(ref plan.Ref, same map[string]plan.Ref) plan.Ref {
	v, known := f.base.Value(ref)
	if !known {
		return f.step(plan.Step{Op: plan.Fail})
	}
	text := v.String()
	at, ok := same[text]
	if !ok {
		f.out.Consts = append(f.out.Consts, v)
		at = f.step(plan.Step{Op: plan.Const, A: plan.Ref(len(f.out.Consts) - 1)})
		same[text] = at
	}
	return at
}

// enter enters a step. An input slot that is none of the columns is the value written in the script.
func (f *folding) enter(step plan.Step) plan.Ref {
	if _, own := f.columns[int(step.A)]; step.Op == plan.Input && !own {
		return f.ref(step.B)
	}
	step = f.moved(step)
	if same, ok := f.same(step); ok {
		return same
	}
	return f.step(step)
}

// same finds the operand that a sum with nothing, or a product or quotient by one, is.
func (f *folding) same(step plan.Step) (plan.Ref, bool) {
	switch step.Op {
	case plan.Add:
		if f.isConst(step.A, zero) {
			return step.B, true
		}
		return step.A, f.isConst(step.B, zero)
	case plan.Sub:
		return step.A, f.isConst(step.B, zero)
	case plan.Mul:
		if f.isConst(step.A, one) {
			return step.B, true
		}
		return step.A, f.isConst(step.B, one)
	case plan.Div:
		return step.A, f.isConst(step.B, one)
	}
	return 0, false
}

func (f *folding) isConst(ref plan.Ref, v num.D) bool {
	step := f.out.Steps[ref]
	return step.Op == plan.Const && f.out.Consts[step.A].Equal(v)
}

// moved is a step with its operands at their new places.
func (f *folding) moved(step plan.Step) plan.Step {
	moved := f.base.Plan.Moved(step, f.out, f.ref)
	if step.Op == plan.Input {
		moved.A = f.columns[int(step.A)]
	}
	return moved
}

func (f *folding) ref(ref plan.Ref) plan.Ref {
	if ref < 0 {
		return ref
	}
	return f.at[ref] - 1
}

// step enters a step, unless there is one like it.
func (f *folding) step(step plan.Step) plan.Ref {
	at, ok := f.known[step]
	if !ok {
		at = plan.Ref(len(f.out.Steps))
		f.out.Steps = append(f.out.Steps, step)
		f.known[step] = at
	}
	return at
}
