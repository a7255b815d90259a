package lanes_test

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/eval/exact"
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
	return mustCompile(t, base, at, wanted)
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

// formulas is a script of so many formulas, each of some that came before.
func formulas(n int) string {
	out := &strings.Builder{}
	out.WriteString("intervention \"Many formulas\" { currency DKK; horizon 1 years }\n")
	out.WriteString("param a = 2 in 1..3 \"A\"\nparam b = 0.5 in 0.2..0.7 \"B\"\nlet x0 = a + b\nlet x1 = a * b\n")
	for i := 2; i < n; i++ {
		fmt.Fprintf(out, "let x%d = x%d * %d%% + x%d * b\n", i, i-1, 30+i%20, i-2)
	}
	fmt.Fprintf(out, "output last \"Last\" = x%d\n", n-1)
	return out.String()
}

// compiled is the reading of a script and what to compile it for.
func compiled(b *testing.B, src string) (base *exact.Reading, at []int, wanted []plan.Ref) {
	b.Helper()
	p, err := eval.Compile("many.cost", []byte(src))
	if err != nil {
		b.Fatal(err)
	}
	if base, err = exact.Run(context.Background(), p.Plan(), nil); err != nil {
		b.Fatal(err)
	}
	at, _ = slots(b, p.Plan(), base)
	return base, at, []plan.Ref{p.Plan().Outputs[0].Value}
}

// BenchmarkCompile compiles 2,000 formulas for lanes.
func BenchmarkCompile(b *testing.B) {
	base, at, wanted := compiled(b, formulas(2_000))
	for b.Loop() {
		mustCompile(b, base, at, wanted)
	}
	b.ReportMetric(float64(mustCompile(b, base, at, wanted).Operations()), "operations")
}

// BenchmarkLinear gives the time of an operation in a short program and in a long one.
func BenchmarkLinear(b *testing.B) {
	for _, operations := range []int{250, 2_500} {
		b.Run(strconv.Itoa(operations), func(b *testing.B) {
			base, at, wanted := compiled(b, formulas(2+operations/3))
			p := mustCompile(b, base, at, wanted)
			m, in, out := p.NewMachine(), within(lanes.Chunk)[:2], table(1, lanes.Chunk)
			for b.Loop() {
				m.Run(in, out)
			}
			perOperation := float64(b.Elapsed().Nanoseconds()) / float64(b.N) / lanes.Chunk / float64(p.Operations())
			b.ReportMetric(perOperation*1000, "ps/operation")
			b.ReportMetric(float64(p.Operations()), "operations")
		})
	}
}
