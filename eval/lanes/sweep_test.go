package lanes

import (
	"context"
	"errors"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// spread gives the inputs of points by their index.
type spread struct{}

func (spread) Fill(first int64, n int, columns [][]float64) {
	for i := range n {
		for k := range columns {
			columns[k][i] = math.Sin(float64(first+int64(i))*float64(k+1)) + 1.5
		}
	}
}

// drawn is a random program: every operation on inputs, constants and what came before.
func drawn(r *rand.Rand, inputs, operations, outputs int) *Program {
	g := newGraph(context.Background())
	var nodes []int32
	for i := range inputs {
		nodes = append(nodes, g.input(i))
	}
	pick := func() int32 {
		if r.IntN(5) == 0 {
			return g.constant(float64(r.IntN(7)) - 2.5)
		}
		return nodes[max(0, len(nodes)-1-r.IntN(min(len(nodes), 12)))]
	}
	for range operations {
		switch op := opcode(r.IntN(int(opSolid)-1)) + opAdd; op {
		case opPick:
			nodes = append(nodes, g.pick(pick(), pick(), pick()))
		case opAbs, opRound, opFloor, opCeil, opSolid:
			nodes = append(nodes, g.unary(op, pick()))
		default:
			nodes = append(nodes, g.binary(op, pick(), pick()))
		}
	}
	wanted := make([]int32, outputs)
	for i := range wanted {
		wanted[i] = nodes[len(nodes)-1-r.IntN(min(len(nodes), 9))]
	}
	return compile(g, wanted, inputs)
}

// A sweep adds up to the same bits on any number of workers, and sees every point once.
func TestSweepInOrder(t *testing.T) {
	p := drawn(rand.New(rand.NewPCG(7, 8)), 4, 60, 1)
	const n = 5*Chunk + 77
	sweep := func(workers int) (sum float64, points int64) {
		err := Sweep(context.Background(), p, spread{}, n, workers, func(first int64, out [][]float64) [2]float64 {
			partial := [2]float64{0, float64(len(out[0]))}
			for i, x := range out[0] {
				if !Failed(x) {
					partial[0] += x * float64(first+int64(i))
				}
			}
			return partial
		}, func(partial [2]float64) {
			sum, points = sum+partial[0], points+int64(partial[1])
		})
		if err != nil {
			t.Fatal(err)
		}
		return sum, points
	}
	want, points := sweep(1)
	if points != n {
		t.Errorf("%d points of %d", points, n)
	}
	for _, workers := range []int{2, 3, 7, 100} {
		if got, _ := sweep(workers); !sameBits(got, want) {
			t.Errorf("%d workers give %v, one gives %v", workers, got, want)
		}
	}
}

// A cancelled sweep ends with the context's error and leaves no worker behind, even before it begins.
func TestSweepStops(t *testing.T) {
	p := drawn(rand.New(rand.NewPCG(9, 10)), 2, 20, 1)
	ctx, cancel := context.WithCancel(context.Background())
	merged := 0
	err := Sweep(ctx, p, spread{}, 1<<40, 2, func(int64, [][]float64) int { return 1 }, func(int) {
		if merged++; merged == 3 {
			cancel()
		}
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
	if err := Sweep(ctx, p, spread{}, 10, 1, func(int64, [][]float64) int { return 1 }, func(int) {}); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled before: %v", err)
	}
}

// What only the next operation reads is not stored.
func TestSchedule(t *testing.T) {
	g := newGraph(t.Context())
	sum := g.input(0)
	for i := 1; i < 40; i++ {
		sum = g.binary(opAdd, g.binary(opMul, sum, g.input(i%4)), g.constant(float64(i)))
	}
	p := compile(g, []int32{sum}, 4)
	got := [3]int{p.Operations(), p.Instructions(), p.registers}
	if diff := cmp.Diff([3]int{78, 79, 0}, got); diff != "" {
		t.Errorf("operations, instructions, registers: %s", diff)
	}
}
