package lanes

import (
	"context"
	"slices"

	"github.com/costlang/cost/eval/exact"
	"github.com/costlang/cost/eval/plan"
)

// Range is a value of a plan and what it lies between.
type Range struct{ Value, Low, High plan.Ref }

// CompileSound gives a program that looks at a run of another, and has two figures: at most zero where all inputs are numbers that may be and
// all values lie in their ranges, and where beside that the figures of the other are numbers that may be; else above zero or NaN. Its inputs
// are those for the slots and, behind them, these figures; most is what each of them may be at most, without its sign. Where no input
// reaches its bounds, a range takes one step. The error is that of Compile.
func CompileSound(ctx context.Context, base *exact.Reading, slots []int, of []Range, most []float64) (p *Program, err error) {
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
	bounded := map[int]bool{} // the inputs in a fixed range
	excess := f.constant(0)
	for _, r := range of {
		value, low, high := f.ref(r.Value), f.ref(r.Low), f.ref(r.High)
		k, isLow := f.number(low)
		l, isHigh := f.number(high)
		if n := f.nodes[value]; n.op == opInput && isLow && isHigh {
			fixed = append(fixed, within(int(n.a), k, l))
			bounded[int(n.a)] = true
			continue
		}
		excess = f.binary(opMax, excess, f.binary(opMax, f.binary(opSub, low, value), f.binary(opSub, value, high)))
	}
	for i, most := range most[:len(slots)] {
		if !bounded[i] {
			fixed = append(fixed, within(i, -most, most))
		}
	}
	p = compile(f.graph, []int32{excess}, len(most))
	p.outputs = 2
	last := len(p.code) - 1 // stores the figure
	p.code = slices.Insert(p.code, last, fixed...)
	for i := len(slots); i < len(most); i++ {
		p.code = append(p.code, within(i, -most[i], most[i]))
	}
	p.code = append(p.code, instruction{kernel: kStoreV, a: place{inOutput, 1}})
	return p, nil
}

// within looks whether an input lies between two numbers.
func within(input int, low, high float64) instruction {
	return instruction{kernel: kWithinKL, a: place{inInput, input}, k: low, l: high}
}
