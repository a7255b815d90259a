package draw_test

import (
	"context"
	"fmt"
	"math"
	"os"
	"slices"
	"testing"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/eval/draw"
	"github.com/costlang/cost/eval/exact"
	"github.com/costlang/cost/eval/lanes"
	"github.com/costlang/cost/eval/plan"
)

// spread is how points of a param are chosen, by its name or by its place among the params.
type spread func(seed uint64, name string, place int) draw.Source

var spreads = []struct {
	name string
	of   spread
}{
	{"consecutive", draw.Consecutive},
	{"names", byName},
	{"values-only", func(seed uint64, name string, _ int) draw.Source { return draw.ValuesOnly(seed, name) }},
	{"random", func(seed uint64, name string, _ int) draw.Source { return draw.New(draw.Random, seed, name) }},
}

func byName(seed uint64, name string, _ int) draw.Source { return draw.New(draw.Sobol, seed, name) }

// model is the last output of a script with every param uniform within its range.
type model struct {
	program *lanes.Program
	names   []string
	shapes  []draw.Shape
	sources []draw.Source
}

func modelOf(t testing.TB, script string) *model {
	t.Helper()
	compiled, err := eval.Compile("test.cost", []byte(script))
	if err != nil {
		t.Fatal(err)
	}
	base, err := exact.Run(context.Background(), compiled.Plan(), nil)
	if err != nil {
		t.Fatal(err)
	}
	m, slots := &model{}, []int(nil)
	for _, p := range base.Plan.Params {
		low, _ := base.Value(p.Choices[0][0])
		high, _ := base.Value(p.Choices[len(p.Choices)-1][0])
		slots, m.names = append(slots, p.FirstSlot), append(m.names, p.Name)
		m.shapes = append(m.shapes, draw.Uniform(low.Float64(), high.Float64()))
	}
	outputs := base.Plan.Outputs
	if m.program, err = lanes.Compile(context.Background(), base, slots, []plan.Ref{outputs[len(outputs)-1].Shown}); err != nil {
		t.Fatal(err)
	}
	return m
}

func (m *model) Fill(first int64, n int, columns [][]float64) {
	for i, column := range columns {
		m.sources[i].Fill(first, column[:n])
		m.shapes[i].Apply(column[:n])
	}
}

// figures are mean, standard deviation and 90th percentile.
type figures [3]float64

func (m *model) figures(t testing.TB, s spread, seed uint64, n int64) figures {
	t.Helper()
	m.sources = nil
	for i, name := range m.names {
		m.sources = append(m.sources, s(seed, name, i))
	}
	values := make([]float64, n)
	err := lanes.Sweep(context.Background(), m.program, m, n, 1,
		func(first int64, out [][]float64) struct{} { copy(values[first:], out[0]); return struct{}{} }, func(struct{}) {})
	if err != nil {
		t.Fatal(err)
	}
	mean, variance := 0.0, 0.0
	for _, v := range values {
		mean += v / float64(n)
	}
	for _, v := range values {
		variance += (v - mean) * (v - mean) / float64(n)
	}
	slices.Sort(values)
	return figures{mean, math.Sqrt(variance), values[int(math.Ceil(0.9*float64(n)))-1]}
}

// truth is the figures of many points.
func (m *model) truth(t testing.TB) (out figures) {
	t.Helper()
	const runs = 8
	for seed := range uint64(runs) {
		for i, v := range m.figures(t, draw.Consecutive, 1_000+seed, 1<<20) {
			out[i] += v / runs
		}
	}
	return out
}

// off is by how many standard deviations each figure is off over some seeds, in ascending order.
func (m *model) off(t testing.TB, truth figures, s spread, n int64, seeds int) (out [len(figures{})][]float64) {
	t.Helper()
	for seed := range uint64(seeds) {
		for i, v := range m.figures(t, s, seed, n) {
			out[i] = append(out[i], math.Abs(v-truth[i])/truth[1])
		}
	}
	for _, each := range out {
		slices.Sort(each)
	}
	return out
}

func meanSquareRoot(v []float64) float64 {
	sum := 0.0
	for _, x := range v {
		sum += x * x / float64(len(v))
	}
	return math.Sqrt(sum)
}

const sumOfTwelve = `
param a = 0.5 in 0..1
param b = 0.5 in 0..1
param c = 0.5 in 0..1
param d = 0.5 in 0..1
param e = 0.5 in 0..1
param f = 0.5 in 0..1
param g = 0.5 in 0..1
param h = 0.5 in 0..1
param i = 0.5 in 0..1
param j = 0.5 in 0..1
param k = 0.5 in 0..1
param l = 0.5 in 0..1
output x = a + b + c + d + e + f + g + h + i + j + k + l
`

// Points by names are about as good as those of chance at worst, which are off by 0.0055, 0.0040 and 0.0085 on average, and nearly
// always far better for means.
func TestNamesSpreadDraws(t *testing.T) {
	const seeds = 40
	off := modelOf(t, sumOfTwelve).off(t, figures{6, 1, 7.28858}, byName, 1<<15, seeds)
	if off[0][seeds-1] > 1e-4 || off[1][seeds/2] > 3e-3 || meanSquareRoot(off[1]) > 6e-3 || meanSquareRoot(off[2]) > 0.01 {
		t.Errorf("off by %v", off)
	}
}

// Params of the same dimension have draws of their own: the digits of the index are scrambled too.
func TestCollisionsOfNames(t *testing.T) {
	const n = 1 << 14
	worst, x, y := 0.0, make([]float64, n), make([]float64, n)
	for seed := range uint64(200) {
		draw.Alone(seed, "wage").Fill(0, x)
		draw.Alone(seed, "rent").Fill(0, y)
		r := 0.0
		for i := range x {
			r += 12 * (x[i] - 0.5) * (y[i] - 0.5) / n
		}
		worst = math.Max(worst, math.Abs(r))
	}
	if worst > 0.05 { // scrambled in their values only, it would be 0.75 every time
		t.Errorf("two params of one dimension are correlated by %v", worst)
	}
}

// BenchmarkNames compares points by names with those of consecutive dimensions, of names without scrambled indices, and of
// chance: by how many standard deviations the mean, the standard deviation and the 90th percentile are off over 100 seeds, by the
// root of the mean square, at most, and for half of the seeds.
func BenchmarkNames(b *testing.B) {
	meetings, err := os.ReadFile("../../testdata/bench/meetings.cost")
	if err != nil {
		b.Fatal(err)
	}
	for _, script := range []struct{ name, text string }{{"sum", sumOfTwelve}, {"meetings", string(meetings)}} {
		m := modelOf(b, script.text)
		truth := m.truth(b)
		for _, n := range []int64{1 << 10, 1 << 14, 1 << 16} {
			for _, s := range spreads {
				b.Run(fmt.Sprintf("%s/%d/%s", script.name, n, s.name), func(b *testing.B) {
					var off [len(figures{})][]float64
					for b.Loop() {
						off = m.off(b, truth, s.of, n, 100)
					}
					for i, what := range []string{"mean", "sd", "p90"} {
						b.ReportMetric(off[i][50], what+"-half")
						b.ReportMetric(meanSquareRoot(off[i]), what+"-rms")
						b.ReportMetric(off[i][99], what+"-most")
					}
				})
			}
		}
	}
}
