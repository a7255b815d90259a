// Package exact reads a plan in exact decimals: the figures of tables, expectations and explanations.
package exact

import (
	"context"

	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/plan"
)

// Inputs is values for input slots. A slot that is not set has the value written in the script.
type Inputs map[int]num.D

// Reading is the value of every step of a plan for one set of inputs. It is not changed after Run returned it.
type Reading struct {
	Plan   *plan.Plan
	values []num.D
	// failed is, for a step without a value, 1 + the number of the step where that began; else 0.
	failed []plan.Ref
	digits int // that a number may have before its decimal point; 0 where it may have all that there are
}

// every is how many steps are read between two looks at the context.
const every = 4096

// Run reads a plan. It stops with the context's error when that is cancelled.
func Run(ctx context.Context, p *plan.Plan, in Inputs) (*Reading, error) {
	r := &Reading{digits: p.Digits, Plan: p, values: make([]num.D, len(p.Steps)), failed: make([]plan.Ref, len(p.Steps))}
	for i, s := range p.Steps {
		if i%every == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		r.step(plan.Ref(i), s, in)
		if r.digits > 0 && r.failed[i] == 0 && r.values[i].WholeDigits() > r.digits {
			r.failed[i] = plan.Ref(i) + 1
		}
	}
	return r, nil
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

func (r *Reading) step(i plan.Ref, s plan.Step, in Inputs) {
	switch s.Op {
	case plan.Const:
		r.values[i] = r.Plan.Consts[s.A]
	case plan.Input:
		r.input(i, s, in)
	case plan.Fail:
		r.failed[i] = i + 1
	case plan.Select:
		r.choose(i, s)
	case plan.Scale:
		ratio := r.Plan.Ratios[s.B]
		if r.took(i, s.A) {
			r.set(i)(r.values[s.A].MulRatio(ratio.Num, ratio.Den))
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

func (r *Reading) input(i plan.Ref, s plan.Step, in Inputs) {
	if v, ok := in[int(s.A)]; ok {
		r.values[i] = v
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

// set stores a result that may have outgrown the digits there are.
func (r *Reading) set(i plan.Ref) func(v num.D, ok bool) {
	return func(v num.D, ok bool) {
		r.values[i] = v
		if !ok {
			r.failed[i] = i + 1
		}
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
	switch op {
	case plan.Add:
		r.set(i)(x.Add(y))
	case plan.Sub:
		r.set(i)(x.Sub(y))
	case plan.Mul:
		r.set(i)(x.Mul(y))
	case plan.Div:
		r.set(i)(x.Div(y))
	case plan.Min:
		r.values[i] = lesser(x, y)
	case plan.Max:
		r.values[i] = lesser(x.Neg(), y.Neg()).Neg()
	case plan.Round, plan.Floor, plan.Ceil:
		r.round(i, op, x, y)
	default:
		r.values[i] = truth(compare(op, x, y))
	}
}

func lesser(x, y num.D) num.D {
	if y.Cmp(x) < 0 {
		return y
	}
	return x
}

// round fails on a step that is not above zero; a guard says so in words.
func (r *Reading) round(i plan.Ref, op plan.Op, x, step num.D) {
	if step.Sign() <= 0 {
		r.failed[i] = i + 1
		return
	}
	switch op {
	case plan.Round:
		r.values[i] = x.RoundTo(step)
	case plan.Floor:
		r.values[i] = x.FloorTo(step)
	default:
		r.values[i] = x.CeilTo(step)
	}
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
