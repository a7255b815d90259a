package lanes

import (
	"encoding/binary"
	"math"

	"github.com/costlang/cost/eval/plan"
	"github.com/costlang/cost/lang/diag"
)

// call is a host function with the nodes that are its arguments.
type call struct {
	name string
	run  func(args [][]float64, out []float64)
	args []int32
	// fault is what a panic of the function becomes.
	fault func(value any) *plan.HostPanic
	// mute says that the function gave no number.
	mute func() diag.Diagnostic
}

// invoke enters a call of the plan.
func (f *folding) invoke(at plan.Ref, c plan.Call) int32 {
	if c.Func.Lanes == nil {
		f.missing = append(f.missing, f.base.Plan.NoLanes(at))
		return f.constant(math.NaN())
	}
	own := call{
		name: c.Func.Name, run: c.Func.Lanes,
		fault: func(value any) *plan.HostPanic { return f.base.Plan.Panicked(at, value) },
		mute:  func() diag.Diagnostic { return f.base.Plan.Mute(at) },
	}
	for _, x := range c.Args {
		own.args = append(own.args, f.ref(x))
	}
	return f.call(own)
}

// call enters a call, unless the same one is there: host functions are pure.
func (g *graph) call(c call) int32 {
	key := []byte(c.name + "\x00")
	for _, x := range c.args {
		key = binary.AppendUvarint(key, uint64(x))
	}
	if at, ok := g.called[string(key)]; ok {
		return at
	}
	g.calls = append(g.calls, c)
	at := g.enter(node{op: opCall, a: int32(len(g.calls) - 1)}, false)
	g.called[string(key)] = at
	return at
}

// one is the call for one scenario.
func (c call) one(values []float64) float64 {
	args := make([][]float64, len(c.args))
	for i, x := range c.args {
		args[i] = []float64{values[x]}
	}
	out := []float64{math.NaN()}
	c.given(args, out)
	for _, x := range c.args {
		out[0] = settled(out[0], values[x])
	}
	return settled(out[0], 0)
}

// given calls the function. A panic goes on as one that names it.
func (c call) given(args [][]float64, out []float64) {
	defer func() {
		if r := recover(); r != nil {
			panic(c.fault(r))
		}
	}()
	c.run(args, out)
}

// settled is what a function gave in a lane: nothing where that is infinite or an argument has no value.
func settled(result, arg float64) float64 {
	if arg != arg || math.IsInf(result, 0) {
		return math.NaN()
	}
	return result
}

// invocation is a call in a program.
type invocation struct {
	call
	before int // the instruction that comes after it
	from   []operand
	to     place
}

// operand is a column, or with the place nowhere a number.
type operand struct {
	place
	number float64
}

// invoke writes a call. No running value outlives it.
func (w *writer) invoke(u unit, c call) {
	out := invocation{call: c, before: len(w.code)}
	for _, x := range c.args {
		v, isNumber := w.graph.number(x)
		if isNumber {
			out.from = append(out.from, operand{number: v})
			continue
		}
		out.from = append(out.from, operand{place: w.places[x]})
	}
	out.to = w.result(u)
	w.calls = append(w.calls, out)
	w.held = -1
}

// lent is how many columns of a strip the calls of a program take.
func (p *Program) lent() int {
	n := 0
	for _, c := range p.calls {
		n += 2*len(c.from) + 1
	}
	return n
}

// caller is a call with its columns of a strip. The function is given copies: what it does to them changes nothing.
type caller struct {
	*invocation
	registers [][]float64
	numbers   [][]float64 // by argument: a column of its number, or nil
	args      [][]float64
	lent      [][]float64 // args, for the function to do with as it likes
	out       []float64
}

func newCaller(c *invocation, registers [][]float64, strip int) *caller {
	n := len(c.from)
	out := &caller{c, registers, make([][]float64, n), strips(n, strip), make([][]float64, n), make([]float64, strip)}
	for i, x := range c.from {
		if x.kind != nowhere {
			continue
		}
		out.numbers[i] = make([]float64, strip)
		for lane := range strip {
			out.numbers[i][lane] = x.number
		}
	}
	return out
}

// run makes the call for the strip that begins at a lane.
func (c *caller) run(in, out [][]float64, at int) {
	for i := range c.from {
		copy(c.args[i], c.column(i, in, out, at))
		c.lent[i] = c.args[i]
	}
	for lane := range c.out {
		c.out[lane] = math.NaN()
	}
	c.given(c.lent, c.out)
	to := c.at(c.to, in, out, at)
	for i := range c.from {
		for lane, arg := range c.column(i, in, out, at) {
			c.out[lane] = settled(c.out[lane], arg)
		}
	}
	for lane, v := range c.out {
		to[lane] = settled(v, 0)
	}
}

// column is the column of an argument.
func (c *caller) column(arg int, in, out [][]float64, at int) []float64 {
	if c.numbers[arg] != nil {
		return c.numbers[arg]
	}
	return c.at(c.from[arg].place, in, out, at)
}

func (c *caller) at(p place, in, out [][]float64, at int) []float64 {
	n := at + len(c.out)
	switch p.kind {
	case inInput:
		return in[p.index][at:n]
	case inOutput:
		return out[p.index][at:n]
	}
	return c.registers[p.index]
}
