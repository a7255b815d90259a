package peers

import (
	"context"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/eval/exact"
	"github.com/costlang/cost/eval/lanes"
	"github.com/costlang/cost/eval/plan"
)

// all are the peers with one form of the model: formulas or folded.
func all(t testing.TB, form string) (peers []Peer) {
	t.Helper()
	for _, language := range []struct {
		ending string
		make   func(source string) (Peer, error)
	}{{"expr", NewExpr}, {"star", NewStarlark}, {"cel", NewCEL}, {"lua", NewLua}} {
		source, err := os.ReadFile(filepath.Join(form, "meetings."+language.ending))
		if err != nil {
			t.Fatal(err)
		}
		p, err := language.make(string(source))
		if err != nil {
			t.Fatal(err)
		}
		peers = append(peers, p)
	}
	return peers
}

// meetings compiles the script for lanes, with all its params swept.
func meetings(t testing.TB) *lanes.Program {
	t.Helper()
	program, err := eval.CompileFS(os.DirFS("../../testdata/bench"), "meetings.cost")
	if err != nil {
		t.Fatal(err)
	}
	p := program.Plan()
	base, err := exact.Run(context.Background(), p, nil)
	if err != nil {
		t.Fatal(err)
	}
	var slots []int
	for _, param := range p.Params {
		slots = append(slots, param.FirstSlot)
	}
	var wanted []plan.Ref
	for _, o := range p.Outputs {
		wanted = append(wanted, o.Value)
	}
	prog, err := lanes.Compile(context.Background(), base, slots, wanted)
	if err != nil {
		t.Fatal(err)
	}
	return prog
}

// points are the columns of random scenarios within the ranges of the params, and empty columns for their figures. They begin
// at different places of a page, as those of a sweep do.
func points(n int) (in, out [][]float64) {
	bounds := [paramCount][2]float64{
		{1, 3}, {0.85, 1}, {6, 10}, {1.5, 2.5}, {0.5, 2}, {300, 380}, {270, 350}, {6, 12}, {0, 0.02}, {20_000, 36_000}, {70_000, 110_000}, {0.02, 0.05},
	}
	r := rand.New(rand.NewPCG(21, 22))
	for i := range paramCount + figureCount {
		column := make([]float64, n+72*i)[72*i:]
		if i >= paramCount {
			out = append(out, column)
			continue
		}
		for lane := range column {
			column[lane] = bounds[i][0] + (bounds[i][1]-bounds[i][0])*r.Float64()
		}
		in = append(in, column)
	}
	return in, out
}

func scenario(in [][]float64, lane int) (s Scenario) {
	for i := range s {
		s[i] = in[i][lane]
	}
	return s
}

// Every language gives the figures of the lanes.
func TestFigures(t *testing.T) {
	const n = 50
	in, out := points(n)
	meetings(t).NewMachine().Run(in, out)
	for _, p := range append(all(t, "formulas"), all(t, "folded")...) {
		for lane := range n {
			s := scenario(in, lane)
			got, err := p.Run(&s)
			if err != nil {
				t.Fatal(err)
			}
			for k, v := range got {
				if want := out[k][lane]; !(math.Abs(v-want) <= 1e-9*math.Abs(want)) {
					t.Errorf("%s: figure %d of scenario %d is %v, and %v in lanes", p.Name(), k, lane, v, want)
				}
			}
		}
	}
}

// timed is how many ns a point takes, of n.
func timed(n int, run func()) float64 {
	start := time.Now()
	run()
	return float64(time.Since(start).Nanoseconds()) / float64(n)
}

func median(xs []float64) float64 { return slices.Sorted(slices.Values(xs))[len(xs)/2] }

// BenchmarkPeers races the lanes, on one thread, against each peer, round after round, and prints what a scenario takes and, by
// the median round, how many times as fast the lanes are.
func BenchmarkPeers(b *testing.B) {
	for _, form := range []string{"formulas", "folded"} {
		b.Run(form, func(b *testing.B) { race(b, all(b, form)) })
	}
}

// race runs the lanes and the peers in turn.
func race(b *testing.B, peers []Peer) {
	const n, repeats, few = lanes.Chunk, 16, 2_000
	in, out := points(n)
	machine := meetings(b).NewMachine()
	inLanes, times, ratios := []float64{}, make([][]float64, len(peers)), make([][]float64, len(peers))
	for b.Loop() {
		own := timed(n*repeats, func() {
			for range repeats {
				machine.Run(in, out)
			}
		})
		inLanes = append(inLanes, own)
		for i, p := range peers {
			theirs := timed(few, func() { calls(b, p, in, few) })
			times[i], ratios[i] = append(times[i], theirs), append(ratios[i], theirs/own)
		}
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(median(inLanes), "ns-lanes")
	for i, p := range peers {
		b.ReportMetric(median(times[i]), "ns-"+p.Name())
		b.ReportMetric(median(ratios[i]), "x-"+p.Name())
	}
}

// calls runs a peer for the first n scenarios.
func calls(b *testing.B, p Peer, in [][]float64, n int) {
	for lane := range n {
		s := scenario(in, lane)
		if _, err := p.Run(&s); err != nil {
			b.Error(err)
		}
	}
}
