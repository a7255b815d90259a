package lanes

import (
	"context"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/costlang/cost/eval/plan"
)

// lent are host functions of one, two and three arguments. They spoil what they are given, give nothing below zero, and infinities.
func lent() []call {
	of := func(name string, f func(args []float64) float64) call {
		return call{name: name, fault: func(any) *plan.HostPanic { return &plan.HostPanic{} }, run: func(args [][]float64, out []float64) {
			for lane := range out {
				at := make([]float64, len(args))
				for i := range args {
					at[i], args[i][lane] = args[i][lane], -77
				}
				if v := f(at); v >= 0 {
					out[lane] = v
				}
			}
			for i := range args {
				args[i] = nil
			}
		}}
	}
	return []call{
		of("twice", func(x []float64) float64 { return 2 * x[0] }),
		of("over", func(x []float64) float64 { return x[0] / x[1] }),
		of("middle", func(x []float64) float64 { slices.Sort(x); return x[1] }),
	}
}

// drawnWithCalls is a random program in which calls of host functions stand between all other operations.
func drawnWithCalls(r *rand.Rand, operations int) *Program {
	g, functions := newGraph(context.Background()), lent()
	nodes := []int32{g.input(0), g.input(1), g.input(2)}
	pick := func() int32 {
		if r.IntN(6) == 0 {
			return g.constant(float64(r.IntN(5)) - 1)
		}
		return nodes[max(0, len(nodes)-1-r.IntN(min(len(nodes), 10)))]
	}
	for range operations {
		switch r.IntN(5) {
		case 0, 1:
			c := functions[r.IntN(len(functions))]
			for range map[string]int{"twice": 1, "over": 2, "middle": 3}[c.name] {
				c.args = append(c.args, pick())
			}
			nodes = append(nodes, g.call(c))
		case 2:
			nodes = append(nodes, g.pick(pick(), pick(), pick()))
		default:
			nodes = append(nodes, g.binary([]opcode{opAdd, opSub, opMul, opMax}[r.IntN(4)], pick(), pick()))
		}
	}
	last := nodes[len(nodes)-1]
	return compile(g, []int32{last, pick(), last, nodes[1], pick()}, 3)
}

// Calls give the same bits by all kernels, in blocks of every length, and for one scenario at a time.
func TestCallsAreTheSameEverywhere(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	valued := 0
	for range 300 {
		p, n := drawnWithCalls(r, 1+r.IntN(40)), 1+r.IntN(200)
		in := [][]float64{sample(r, n), sample(r, n), sample(r, n)}
		for _, by := range available() {
			got := columns(p.outputs, n)
			p.newMachine(by).Run(in, got)
			for lane := range n {
				want := p.One([]float64{in[0][lane], in[1][lane], in[2][lane]})
				for i := range want {
					if !sameBits(want[i], got[i][lane]) {
						t.Fatalf("figure %d of lane %d of %d is %v by %s, and %v by itself", i, lane, n, got[i][lane], by.name, want[i])
					}
					if !Failed(want[i]) {
						valued++
					}
				}
			}
		}
	}
	if valued < 10_000 {
		t.Errorf("only %d figures have a value", valued)
	}
}

// A call without a value in a lane has none there, whatever the function wrote.
func TestCallsWithoutValue(t *testing.T) {
	g := newGraph(t.Context())
	always := call{name: "always", args: []int32{g.input(0), g.input(1)}, run: func(args [][]float64, out []float64) {
		for i := range out {
			out[i] = args[1][i]
		}
	}}
	p := compile(g, []int32{g.call(always)}, 2)
	in := [][]float64{{1, math.NaN(), 1, 1}, {5, 5, math.Inf(1), math.NaN()}}
	out := columns(1, 4)
	p.NewMachine().Run(in, out)
	for i, want := range []float64{5, math.NaN(), math.NaN(), math.NaN()} {
		if !sameBits(want, out[0][i]) || !sameBits(want, p.One([]float64{in[0][i], in[1][i]})[0]) {
			t.Errorf("lane %d is %v instead of %v", i, out[0][i], want)
		}
	}
}

// The same call is made once: host functions are pure.
func TestCallsAreShared(t *testing.T) {
	g := newGraph(t.Context())
	c := lent()[1]
	one, other := c, c
	one.args, other.args = []int32{g.input(0), g.input(1)}, []int32{g.input(1), g.input(0)}
	first, again, apart := g.call(one), g.call(one), g.call(other)
	if first != again || first == apart {
		t.Error("calls are told apart by something else than function and arguments")
	}
}

// A panic of a host function reaches the caller of a sweep as one that names it, and leaves no worker behind.
func TestCallsPanic(t *testing.T) {
	g := newGraph(t.Context())
	p := compile(g, []int32{g.call(call{name: "bad", args: []int32{g.input(0)},
		run: func(args [][]float64, out []float64) {
			if args[0][0] > 1 {
				panic("spoilt")
			}
		},
		fault: func(value any) *plan.HostPanic {
			if value != "spoilt" {
				t.Errorf("the function panicked with %v", value)
			}
			return &plan.HostPanic{}
		}})}, 1)
	defer func() {
		if _, ok := recover().(*plan.HostPanic); !ok {
			t.Error("the sweep does not panic as the function did")
		}
	}()
	_ = Sweep(context.Background(), p, spread{}, 20*Chunk, 4, func(int64, [][]float64) int { return 0 }, func(int) {})
	t.Error("the sweep goes on after a panic")
}

// A sweep with calls has the same bits on any number of workers.
func TestCallsOnAnyNumberOfWorkers(t *testing.T) {
	p := drawnWithCalls(rand.New(rand.NewPCG(11, 12)), 60)
	sum := func(workers int) (sum uint64) {
		err := Sweep(context.Background(), p, spread{}, 5*Chunk+77, workers, func(_ int64, out [][]float64) (part uint64) {
			for _, column := range out {
				for _, v := range column {
					part = part*31 + math.Float64bits(v)
				}
			}
			return part
		}, func(part uint64) { sum = sum*37 + part })
		if err != nil {
			t.Error(err)
		}
		return sum
	}
	want := sum(1)
	for _, workers := range []int{2, 3, 8} {
		if got := sum(workers); got != want {
			t.Errorf("%d workers give %x, and one %x", workers, got, want)
		}
	}
}
