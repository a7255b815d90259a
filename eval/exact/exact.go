// Package exact reads a plan in exact decimals: the figures of tables, expectations and explanations.
package exact

import (
	"context"

	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/plan"
	"github.com/costlang/cost/lang/say"
)

// Inputs is values for input slots. A slot that is not set has the value written in the script.
type Inputs map[int]num.D

// Reading is the value of every step of a plan for one set of inputs. It is not changed after Run returned it.
type Reading struct {
	Plan   *plan.Plan
	slots  []Value // as they were set
	values []num.D
	// failed is, for a step without a value, 1 + the number of the step where that began; else 0.
	failed []plan.Ref
	// unsaid is why calls of host functions have no value, by step.
	unsaid map[plan.Ref]say.Phrase
	digits int // that a number may have before its decimal point; 0 where it may have all that there are
}

// Value is a number, when it is known: a figure that has a value, or an input slot that is set.
type Value struct {
	num.D
	Known bool
}

// every is how many steps are read between two looks at the context. A host function may take long, so each is preceded by one.
const every = 512

// Run reads a plan. It stops with the context's error when that is cancelled.
func Run(ctx context.Context, p *plan.Plan, in Inputs) (*Reading, error) {
	r := newReading(p)
	r.slots = make([]Value, p.Slots)
	for slot, v := range in {
		r.slots[slot] = Value{v, true}
	}
	if err := r.from(ctx, 0); err != nil {
		return nil, err
	}
	return r, nil
}

func newReading(p *plan.Plan) *Reading {
	return &Reading{Plan: p, digits: p.Digits, values: make([]num.D, len(p.Steps)), failed: make([]plan.Ref, len(p.Steps))}
}

// from reads the steps from one on. Where there are none it looks at the context all the same.
func (r *Reading) from(ctx context.Context, first int) error {
	for at := first; at == first || at < len(r.Plan.Steps); at += every {
		if err := ctx.Err(); err != nil {
			return err
		}
		for i := at; i < min(at+every, len(r.Plan.Steps)); i++ {
			s := r.Plan.Steps[i]
			if s.Op == plan.Invoke && ctx.Err() != nil {
				return ctx.Err()
			}
			r.one(plan.Ref(i), s)
		}
	}
	return nil
}

// one reads a step, which fails where it has more digits than there may be.
func (r *Reading) one(i plan.Ref, s plan.Step) {
	r.step(i, s)
	if r.digits > 0 && r.failed[i] == 0 && r.values[i].WholeDigits() > r.digits {
		r.failed[i] = i + 1
	}
}

// Value is the value of a step, and false when it has none. None is zero and One is one.
func (r *Reading) Value(ref plan.Ref) (num.D, bool) {
	switch ref {
	case plan.None:
		return num.Int(0), true
	case plan.One:
		return num.Int(1), true
	}
	return r.values[ref], r.failed[ref] == 0
}

// Holds reports whether a condition has a value and is true.
func (r *Reading) Holds(ref plan.Ref) bool {
	v, ok := r.Value(ref)
	return ok && !v.IsZero()
}

func (r *Reading) step(i plan.Ref, s plan.Step) {
	switch s.Op {
	case plan.Const:
		r.values[i] = r.Plan.Consts[s.A]
	case plan.Input:
		r.input(i, s)
	case plan.Fail:
		r.failed[i] = i + 1
	case plan.Select:
		r.choose(i, s)
	case plan.Invoke:
		r.invoke(i, r.Plan.Calls[s.A])
	case plan.Scale:
		ratio := r.Plan.Ratios[s.B]
		if r.took(i, s.A) {
			v, ok := r.values[s.A].MulRatio(ratio.Num, ratio.Den)
			r.set(i, v, ok)
		}
	case plan.Neg, plan.Abs, plan.Not:
		if r.took(i, s.A) {
			r.values[i] = unary(s.Op, r.values[s.A])
		}
	default:
		if r.took(i, s.A) && r.took(i, s.B) {
			r.binary(i, s.Op, r.values[s.A], r.values[s.B])
		}
	}
}

// took reports whether an operand has a value; when not, the step fails where the operand did.
func (r *Reading) took(i, operand plan.Ref) bool {
	if at := r.failed[operand]; at != 0 {
		r.failed[i] = at
		return false
	}
	return true
}

func (r *Reading) input(i plan.Ref, s plan.Step) {
	if slot := r.slots[s.A]; slot.Known {
		r.values[i] = slot.D
		return
	}
	r.copy(i, s.B)
}

func (r *Reading) copy(i, from plan.Ref) {
	r.values[i], r.failed[i] = r.values[from], r.failed[from]
}

func (r *Reading) choose(i plan.Ref, s plan.Step) {
	if !r.took(i, s.A) {
		return
	}
	if r.values[s.A].IsZero() {
		r.copy(i, s.C)
		return
	}
	r.copy(i, s.B)
}

// invoke calls a host function, when all its arguments have a value.
func (r *Reading) invoke(i plan.Ref, c plan.Call) {
	args := make([]num.D, len(c.Args))
	for at, x := range c.Args {
		if !r.took(i, x) {
			return
		}
		args[at] = r.values[x]
	}
	v, why := c.Exact(args)
	if why.Empty() {
		r.values[i] = v
		return
	}
	if r.unsaid == nil {
		r.unsaid = map[plan.Ref]say.Phrase{}
	}
	r.failed[i], r.unsaid[i] = i+1, why
}

// set stores a result that may have outgrown the digits there are.
func (r *Reading) set(i plan.Ref, v num.D, ok bool) {
	r.values[i] = v
	if !ok {
		r.failed[i] = i + 1
	}
}

func unary(op plan.Op, x num.D) num.D {
	switch op {
	case plan.Neg:
		return x.Neg()
	case plan.Abs:
		return x.Abs()
	}
	return truth(x.IsZero())
}

var zero, one = num.Int(0), num.Int(1)

func truth(b bool) num.D {
	if b {
		return one
	}
	return zero
}

func (r *Reading) binary(i plan.Ref, op plan.Op, x, y num.D) {
	v, ok := x, true
	switch op {
	case plan.Add:
		v, ok = x.Add(y)
	case plan.Sub:
		v, ok = x.Sub(y)
	case plan.Mul:
		v, ok = x.Mul(y)
	case plan.Div:
		v, ok = x.Div(y)
	case plan.Min:
		v = lesser(x, y)
	case plan.Max:
		v = lesser(x.Neg(), y.Neg()).Neg()
	case plan.Round, plan.Floor, plan.Ceil:
		v, ok = rounded(op, x, y)
	default:
		v = truth(compare(op, x, y))
	}
	r.set(i, v, ok)
}

func lesser(x, y num.D) num.D {
	if y.Cmp(x) < 0 {
		return y
	}
	return x
}

// rounded fails on a step that is not above zero; a guard says so in words.
func rounded(op plan.Op, x, step num.D) (num.D, bool) {
	switch {
	case step.Sign() <= 0:
		return num.D{}, false
	case op == plan.Round:
		return x.RoundNear(step), true
	case op == plan.Floor:
		return x.FloorNear(step), true
	}
	return x.CeilNear(step), true
}

// compare holds equality to 20 significant digits.
func compare(op plan.Op, x, y num.D) bool {
	switch op {
	case plan.Eq:
		return x.Near(y)
	case plan.Lt:
		return x.Cmp(y) < 0 && !x.Near(y)
	case plan.Le:
		return x.Cmp(y) <= 0 || x.Near(y)
	case plan.And:
		return !x.IsZero() && !y.IsZero()
	}
	return !x.IsZero() || !y.IsZero()
}
