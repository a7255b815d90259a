package lanes

import (
	"context"
	"math"
	"slices"

	"github.com/costlang/cost/eval/exact"
	"github.com/costlang/cost/eval/plan"
)

// Range is a value of a plan and what it lies between.
type Range struct{ Value, Low, High plan.Ref }

// CompileSound gives a program that looks at a run of another, and has two figures: at most zero where all values lie in their ranges, and
// where beside that the figures of the other are numbers; else above zero or NaN. Its inputs are those for the slots and, behind them,
// these figures. Where no input reaches its bounds, a range takes one step. The error is that of Compile.
func CompileSound(ctx context.Context, base *exact.Reading, slots []int, of []Range, figures int) (p *Program, err error) {
	defer onStop(&p, &err)
	f := newFolding(ctx, base, slots)
	var all []plan.Ref
	for _, r := range of {
		all = append(all, r.Value, r.Low, r.High)
	}
	f.steps(all)
	if len(f.missing) > 0 {
		return nil, f.missing.Sort()
	}
	var fixed []instruction
	excess := f.constant(0)
	for _, r := range of {
		value, low, high := f.ref(r.Value), f.ref(r.Low), f.ref(r.High)
		k, isLow := f.number(low)
		l, isHigh := f.number(high)
		if n := f.nodes[value]; n.op == opInput && isLow && isHigh {
			fixed = append(fixed, instruction{kernel: kWithinKL, a: place{inInput, int(n.a)}, k: k, l: l})
			continue
		}
		excess = f.binary(opMax, excess, f.binary(opMax, f.binary(opSub, low, value), f.binary(opSub, value, high)))
	}
	p = compile(f.graph, []int32{excess}, len(slots)+figures)
	p.outputs = 2
	last := len(p.code) - 1 // stores the figure
	p.code = slices.Insert(p.code, last, fixed...)
	for i := range figures {
		p.code = append(p.code, instruction{kernel: kWithinKL, a: place{inInput, len(slots) + i}, k: -math.MaxFloat64, l: math.MaxFloat64})
	}
	p.code = append(p.code, instruction{kernel: kStoreV, a: place{inOutput, 1}})
	return p, nil
}
