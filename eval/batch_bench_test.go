package eval_test

import (
	"context"
	"math/rand/v2"
	"runtime"
	"slices"
	"testing"
	"time"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/eval/exact"
	"github.com/costlang/cost/eval/lanes"
	"github.com/costlang/cost/eval/plan"
)

const million = 1_000_000

// drawnQuotes is points within the ranges.
func drawnQuotes(n int) []quote[float64] {
	r := rand.New(rand.NewPCG(31, 32))
	ranges := rangesOfMeetings()
	out := make([]quote[float64], n)
	for i := range out {
		for k, to := range out[i].all() {
			low, high := ranges[k][0].Float64(), ranges[k][1].Float64()
			*to = low + (high-low)*r.Float64()
		}
	}
	return out
}

// engine is the program of the meetings as the analyses sweep it.
func engine(b testing.TB, p *eval.Program) *lanes.Program {
	b.Helper()
	base, err := exact.Run(context.Background(), p.Plan(), nil)
	if err != nil {
		b.Fatal(err)
	}
	var slots []int
	for _, param := range p.Plan().Params {
		slots = append(slots, param.FirstSlot)
	}
	var wanted []plan.Ref
	for _, o := range p.Plan().Outputs {
		wanted = append(wanted, o.Shown)
	}
	program, err := lanes.Compile(context.Background(), base, slots, wanted)
	if err != nil {
		b.Fatal(err)
	}
	return program
}

// copied is points in columns.
type copied [][]float64

func (c copied) Fill(first int64, n int, columns [][]float64) {
	for i, column := range columns {
		copy(column, c[i][first:first+int64(n)])
	}
}

// made is points that are made when they are read: a lattice in the ranges, a product and a sum for a number.
type made [][2]float64

func (m made) Fill(first int64, n int, columns [][]float64) {
	for k, column := range columns {
		low, width, turns := m[k][0], m[k][1], m[k][1]*float64(k+1)/million
		at := 0.0
		for i := range column[:n] {
			if at += turns; at > width {
				at -= width
			}
			column[i] = low + at
		}
	}
}

// swept is the engine's own sweep of points, which keeps the figures.
func sweptInto(b *testing.B, p *lanes.Program, points lanes.Points, n int, into [][]float64) func() error {
	return func() error {
		return lanes.Sweep(b.Context(), p, points, int64(n), runtime.GOMAXPROCS(0), func(first int64, out [][]float64) struct{} {
			for i, column := range out {
				copy(into[i][first:], column)
			}
			return struct{}{}
		}, func(struct{}) {})
	}
}

// BenchmarkBatch prices a million points in structs and in columns, beside sweeps: those of the engine that the analyses use, of the same
// points copied from columns, and of points that it makes itself and so does not read from memory, all of which keep their figures; and the
// public one of the ends of all ranges.
func BenchmarkBatch(b *testing.B) {
	p := meetings(b)
	bound, err := eval.Bind[quote[float64], price[float64]](p)
	if err != nil {
		b.Fatal(err)
	}
	names := []string{"intake", "finishing", "meetings", "length", "before", "leader", "caseworker", "attendants", "wage_growth", "fee", "rent", "rate"}
	batch, err := p.Batch(names, []string{"whole", "present", "per_completed", "operating_share"})
	if err != nil {
		b.Fatal(err)
	}
	points, results := drawnQuotes(million), make([]price[float64], million)
	in, out := transposed(points), columns(4, million)
	var lattice made
	for _, r := range rangesOfMeetings() {
		low, high := r[0].Float64(), r[1].Float64()
		lattice = append(lattice, [2]float64{low, high - low})
	}
	swept := engine(b, p)
	public, combinations := combined(b, p, names)
	all := map[string]*timed{
		"structs":      {run: func() error { return bound.Batch(b.Context(), points, results) }},
		"columns":      {run: func() error { return batch.Run(b.Context(), in, out) }},
		"sweep-copied": {run: sweptInto(b, swept, copied(in), million, out)},
		"sweep-made":   {run: sweptInto(b, swept, lattice, million, out)},
		"sweep-public": {run: public},
	}
	names = []string{"structs", "columns", "sweep-copied", "sweep-made", "sweep-public"}
	for b.Loop() {
		for _, name := range names {
			all[name].once(b)
		}
	}
	b.ReportMetric(0, "ns/op")
	for _, name := range names {
		points := million
		if name == "sweep-public" {
			points = combinations
		}
		b.ReportMetric(float64(slices.Min(all[name].took).Nanoseconds())/float64(points), "ns-"+name)
	}
	b.ReportMetric(ratio(all["structs"], all["sweep-copied"]), "structs/copied")
	b.ReportMetric(ratio(all["structs"], all["sweep-made"]), "structs/made")
	b.ReportMetric(ratio(all["columns"], all["sweep-copied"]), "columns/copied")
	b.ReportMetric(ratio(all["structs"], all["sweep-public"])*float64(combinations)/million, "structs/public")
}

// combined is the public sweep of the outputs over params, and how many points it has.
func combined(b *testing.B, p *eval.Program, over []string) (run func() error, points int) {
	sweep, err := p.Sweep(b.Context(), []string{"whole", "present", "per_completed", "operating_share"}, over)
	if err != nil {
		b.Fatal(err)
	}
	points = 1
	for _, s := range sweep.Params {
		points *= int(s.Levels)
	}
	return func() error {
		_, err := sweep.Run(b.Context(), func(eval.SweepPoints) error { return nil })
		return err
	}, points
}

func columns(count, n int) [][]float64 {
	out := make([][]float64, count)
	for i := range out {
		out[i] = make([]float64, n)
	}
	return out
}

func transposed(points []quote[float64]) [][]float64 {
	out := columns(12, len(points))
	for i := range points {
		for k, v := range points[i].all() {
			out[k][i] = *v
		}
	}
	return out
}

// ratio is the median of the ratios of their times, round by round.
func ratio(one, other *timed) float64 {
	var all []float64
	for i := range one.took {
		all = append(all, float64(one.took[i])/float64(other.took[i]))
	}
	return median(all)
}

func median[N int64 | float64 | time.Duration](xs []N) N {
	sorted := slices.Sorted(slices.Values(xs))
	return sorted[len(sorted)/2]
}
