package lanes

import (
	"context"
	"math"

	"github.com/costlang/cost/eval/exact"
	"github.com/costlang/cost/eval/plan"
	"github.com/costlang/cost/lang/diag"
)

// folding turns the part of a plan that swept inputs reach into a graph. What they do not reach is a constant with the value
// that it has in an exact reading.
type folding struct {
	*graph
	base    *exact.Reading
	columns map[int]int // by input slot
	changed []bool      // by step
	at      []int32     // by step: 1 + its node, or 0
	missing diag.List   // of host functions without a body for lanes
}

func newFolding(ctx context.Context, base *exact.Reading, slots []int) *folding {
	n := len(base.Plan.Steps)
	f := &folding{graph: newGraph(ctx), base: base, columns: map[int]int{}, changed: make([]bool, n), at: make([]int32, n)}
	for column, slot := range slots {
		f.columns[slot] = column
	}
	f.mark()
	return f
}

// fold returns the nodes of the wanted figures. Where a guard of the plan does not hold, none of them has a value.
func fold(ctx context.Context, base *exact.Reading, slots []int, wanted []plan.Ref) (*graph, []int32, diag.List) {
	f := newFolding(ctx, base, slots)
	f.steps(wanted)
	guard := f.guard()
	out := make([]int32, len(wanted))
	for i, ref := range wanted {
		out[i] = f.pick(guard, f.ref(ref), f.constant(math.NaN()))
	}
	return f.graph, out, f.missing
}

// mark finds the steps that the swept inputs reach.
func (f *folding) mark() {
	for i, step := range f.base.Plan.Steps {
		if step.Op == plan.Input {
			_, f.changed[i] = f.columns[int(step.A)]
		}
		f.base.Plan.Operands(step, func(ref plan.Ref) { f.changed[i] = f.changed[i] || f.changed[ref] })
	}
}

// steps enters the changed steps that figures and guards need.
func (f *folding) steps(wanted []plan.Ref) {
	needed := make([]bool, len(f.changed))
	need := func(ref plan.Ref) {
		if ref >= 0 {
			needed[ref] = true
		}
	}
	for _, ref := range wanted {
		need(ref)
	}
	for _, g := range f.base.Plan.Guards {
		if g.Failure.Code != diag.ParamRange {
			need(g.Cond)
		}
	}
	for i := len(needed) - 1; i >= 0; i-- {
		if needed[i] && f.changed[i] {
			f.base.Plan.Operands(f.base.Plan.Steps[i], need)
		}
	}
	for i, step := range f.base.Plan.Steps {
		f.look(i)
		if needed[i] && f.changed[i] {
			f.at[i] = 1 + f.step(plan.Ref(i), step)
		}
	}
}

// ref is the node of a step.
func (f *folding) ref(ref plan.Ref) int32 {
	if ref >= 0 && f.at[ref] != 0 {
		return f.at[ref] - 1
	}
	v, ok := f.base.Value(ref)
	if !ok {
		return f.constant(math.NaN())
	}
	return f.constant(v.Float64())
}

// guard is the node of whether all guards hold: one where they do or have no value. Ranges of params are left out: whoever
// chooses the points keeps within them, and looking again would take as long as many a figure.
func (f *folding) guard() int32 {
	all := f.constant(1)
	for _, g := range f.base.Plan.Guards {
		if g.Failure.Code == diag.ParamRange {
			continue
		}
		all = f.binary(opMul, f.unary(opSolid, f.ref(g.Cond)), all)
	}
	return all
}

var binaries = map[plan.Op]opcode{
	plan.Add: opAdd, plan.Sub: opSub, plan.Mul: opMul, plan.Div: opDiv, plan.Min: opMin, plan.Max: opMax,
	plan.Eq: opEq, plan.Lt: opLt, plan.Le: opLe,
	plan.And: opMul, // conditions are 0 and 1
	plan.Or:  opMax,
}

var roundings = map[plan.Op]opcode{plan.Round: opRound, plan.Floor: opFloor, plan.Ceil: opCeil}

func (f *folding) step(at plan.Ref, s plan.Step) int32 {
	switch s.Op {
	case plan.Invoke:
		return f.invoke(at, f.base.Plan.Calls[s.A])
	case plan.Input:
		if column, ok := f.columns[int(s.A)]; ok {
			return f.input(column)
		}
		return f.ref(s.B)
	case plan.Scale:
		ratio := f.base.Plan.Ratios[s.B]
		return f.binary(opMul, f.ref(s.A), f.constant(float64(ratio.Num)/float64(ratio.Den)))
	case plan.Neg:
		return f.binary(opMul, f.ref(s.A), f.constant(-1))
	case plan.Abs:
		return f.unary(opAbs, f.ref(s.A))
	case plan.Not:
		return f.binary(opSub, f.constant(1), f.ref(s.A))
	case plan.Select:
		return f.pick(f.ref(s.A), f.ref(s.B), f.ref(s.C))
	case plan.Round, plan.Floor, plan.Ceil:
		return f.round(roundings[s.Op], f.ref(s.A), f.ref(s.B))
	}
	return f.binary(binaries[s.Op], f.ref(s.A), f.ref(s.B))
}

// round rounds to a multiple, which fails unless that is above zero.
func (f *folding) round(op opcode, x, multiple int32) int32 {
	step := f.pick(f.binary(opLt, f.constant(0), multiple), multiple, f.constant(math.NaN()))
	return f.binary(opMul, f.unary(op, f.binary(opDiv, x, step)), step)
}
