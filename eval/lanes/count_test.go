package lanes_test

import (
	"testing"

	"github.com/costlang/cost/eval/lanes"
	"github.com/costlang/cost/eval/plan"
)

func TestCount(t *testing.T) {
	p, base := read(t, "../../testdata/bench/meetings.cost")
	at, _ := slots(t, p, base)
	var wanted []plan.Ref
	for _, o := range p.Outputs {
		wanted = append(wanted, o.Shown)
	}
	prog := lanes.Compile(base, at, wanted)
	t.Log(len(p.Steps), len(at), prog.Operations(), prog.Instructions())
}

func BenchmarkMeetings(b *testing.B) {
	t := &testing.T{}
	p, base := read(t, "../../testdata/bench/meetings.cost")
	at, values := slots(t, p, base)
	var wanted []plan.Ref
	for _, o := range p.Outputs {
		wanted = append(wanted, o.Shown)
	}
	prog := lanes.Compile(base, at, wanted)
	const n = 1 << 14
	in, out := make([][]float64, len(at)), make([][]float64, len(wanted))
	for i := range in {
		in[i] = make([]float64, n)
		for j := range in[i] {
			in[i][j] = values[i].Float64() * (1 + float64(j%97)/970)
		}
	}
	for i := range out {
		out[i] = make([]float64, n)
	}
	m := prog.NewMachine()
	for b.Loop() {
		m.Run(in, out)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/n, "ns/scenario")
}
