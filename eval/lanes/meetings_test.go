package lanes_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/costlang/cost/eval/lanes"
	"github.com/costlang/cost/eval/plan"
)

// bounds are the ranges of the params of testdata/bench/meetings.cost, and what is likeliest.
var bounds = [][3]float64{
	{1, 2, 3}, {0.85, 0.92, 1}, {6, 8, 10}, {1.5, 2, 2.5}, {0.5, 1, 2}, {300, 340, 380}, {270, 310, 350}, {6, 9, 12},
	{0, 0.01, 0.02}, {20_000, 28_000, 36_000}, {70_000, 90_000, 110_000}, {0.02, 0.035, 0.05},
}

// meetings is the program of testdata/bench/meetings.cost with all its params swept.
func meetings(t testing.TB) *lanes.Program {
	t.Helper()
	p, base := read(t, "../../testdata/bench/meetings.cost")
	at, _ := slots(t, p, base)
	var wanted []plan.Ref
	for _, o := range p.Outputs {
		wanted = append(wanted, o.Shown)
	}
	return lanes.Compile(base, at, wanted)
}

// table makes columns that begin at different places of a page.
func table(columns, lanes int) [][]float64 {
	out := make([][]float64, columns)
	for i := range out {
		out[i] = make([]float64, lanes+72*i)[72*i:]
	}
	return out
}

// within are random inputs within the ranges of the params.
func within(n int) [][]float64 {
	r := rand.New(rand.NewPCG(11, 12))
	in := table(len(bounds), n)
	for k, b := range bounds {
		for i := range in[k] {
			in[k][i] = b[0] + (b[2]-b[0])*r.Float64()
		}
	}
	return in
}

// The handwritten loop that the benchmark compares with has the bits of the lanes, and is no slower for more operations.
func TestHandwritten(t *testing.T) {
	const n = 5_000
	p := meetings(t)
	in, want, got := within(n), table(4, n), table(4, n)
	handwritten(in, want)
	p.NewMachine().Run(in, got)
	for k := range want {
		for i := range want[k] {
			if math.Float64bits(want[k][i]) != math.Float64bits(got[k][i]) {
				t.Fatalf("figure %d at %d is %v by hand, and %v", k, i, want[k][i], got[k][i])
			}
		}
	}
	if p.Operations() < handwrittenOperations {
		t.Errorf("%d operations by hand, and %d in lanes", handwrittenOperations, p.Operations())
	}
}
