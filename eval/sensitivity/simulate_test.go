package sensitivity_test

import (
	"context"
	"errors"
	"maps"
	"math"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/eval/draw"
	"github.com/costlang/cost/eval/exact"
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/sensitivity"
	"github.com/costlang/cost/lang/diag"
)

// simulation is that of the last output of a script.
func simulation(t testing.TB, script string) sensitivity.Simulation {
	t.Helper()
	program, err := eval.Compile("test.cost", []byte(script))
	if err != nil {
		t.Fatal(err)
	}
	base, err := exact.Run(context.Background(), program.Plan(), nil)
	if err != nil {
		t.Fatal(err)
	}
	outputs := program.Plan().Outputs
	origin := &sensitivity.Base{Reading: base, Limits: sensitivity.Limits{Points: 1 << 30}}
	return sensitivity.Simulation{Base: origin, Of: outputs[len(outputs)-1].Shown, Draws: 1 << 14, Seed: 1}
}

func run(t testing.TB, s sensitivity.Simulation) *sensitivity.Simulated {
	t.Helper()
	prepared, err := s.Prepare(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	out, err := prepared.Run(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// near demands that a figure lies within some of its errors of the true value, and that the error is not just large.
func near(t *testing.T, what string, got sensitivity.Measured, want, most float64) {
	t.Helper()
	if math.Abs(got.Value-want) > 5*got.Error+1e-12*math.Abs(want) || got.Error > most {
		t.Errorf("%s is %v ± %v, want %v ± at most %v", what, got.Value, got.Error, want, most)
	}
}

const normals = `
param a = 10 in 8.35514637304852851..11.64485362695147149 ~ normal
param b = 20 in 16.71029274609705702..23.28970725390294298 ~ normal
output x = 3 * a - 2 * b
`

// The sum of normal numbers is normal: mean -10, variance 9 + 16, whatever the sampler.
func TestNormalSum(t *testing.T) {
	quantile := map[float64]float64{0.05: -1.6448536, 0.10: -1.2815516, 0.25: -0.6744898, 0.50: 0, 0.75: 0.6744898, 0.90: 1.2815516, 0.95: 1.6448536}
	for sampler, error := range map[draw.Sampler]float64{draw.Sobol: 0.002, draw.Random: 0.05} {
		s := simulation(t, normals)
		s.Sampler, s.Target = sampler, new(float64)
		out := run(t, s)
		near(t, "the mean", out.Mean, -10, error)
		near(t, "the sd", out.SD, 5, 0.1)
		near(t, "above the target", *out.Above, 0.0227501, 0.01)
		for _, p := range out.Percentiles {
			near(t, "a percentile", p.Measured, -10+5*quantile[p.P], 0.2)
		}
	}
}

// The function of T. Ishigami and T. Homma, An importance quantification technique (1990), needs sines; with x³ for sin x it has
// moments in closed form too: x³ + 7 y² + 0.1 z⁴ x of uniform numbers from -1 to 1.
func TestPolynomial(t *testing.T) {
	out := run(t, simulation(t, `
param x = 0 in -1..1 ~ uniform
param y = 0 in -1..1 ~ uniform
param z = 0 in -1..1 ~ uniform
output f = x * x * x + 7 * y * y + 0.1 * z * z * z * z * x
`))
	near(t, "the mean", out.Mean, 7.0/3, 0.001)
	variance := 1.0/7 + 49*(1.0/5-1.0/9) + 0.01/(9*3) + 2*0.1/(5*5)
	near(t, "the sd", out.SD, math.Sqrt(variance), 0.001)
}

// Nothing depends on the number of workers, and a longer run begins with the same draws.
func TestWorkersShareTheWork(t *testing.T) {
	for _, draws := range []int64{1_000, 50_000, 1<<20 + 70_001} {
		var all []*sensitivity.Simulated
		for _, workers := range []int{1, 2, 5} {
			s := simulation(t, "param a = 2 in 1..4\nparam b = 5 in 3..9 ~ lognormal\noutput x = a / b\n")
			s.Draws, s.Workers = draws, workers
			out := run(t, s)
			out.Params = nil // they hold the plan, which each script has of its own
			all = append(all, out)
		}
		for _, other := range all[1:] {
			if diff := cmp.Diff(all[0], other, cmp.Comparer(num.D.Equal)); diff != "" {
				t.Errorf("%d draws: %s", draws, diff)
			}
		}
	}
}

// Counting gives the percentiles that keeping gives, and finds a draw that attains each.
func TestManyDraws(t *testing.T) {
	const script = "param a = 2 in 1..4\nparam b = 5 in 3..9 ~ normal\nparam c = 1 in {1, 2, 5}\noutput x = a * b + c\n"
	few, many := simulation(t, script), simulation(t, script)
	few.Draws, many.Draws = 1<<20, 1<<21
	kept, counted := run(t, few), run(t, many)
	for i, p := range counted.Percentiles {
		if math.Abs(p.Value-kept.Percentiles[i].Value) > 4*kept.Percentiles[i].Error {
			t.Errorf("percentile %v is %v ± %v and was %v ± %v", p.P, p.Value, p.Error, kept.Percentiles[i].Value, kept.Percentiles[i].Error)
		}
	}
	if v := counted.High.Value.Float64(); math.Abs(v-counted.Percentiles[5].Value) > 1e-12*v {
		t.Errorf("the scenario at the 90th percentile has %v, not %v", v, counted.Percentiles[5].Value)
	}
}

// A figure with few values has percentiles among them, however many draws there are.
func TestFewValues(t *testing.T) {
	for _, draws := range []int64{5, 4_096, 3 << 20} {
		s := simulation(t, "param a = 1 in {1, 2, 3, 4}\noutput x = 100 * a\n")
		s.Draws = draws
		var got []float64
		for _, p := range run(t, s).Percentiles {
			got = append(got, p.Value)
		}
		if diff := cmp.Diff([]float64{100, 100, 100, 200, 300, 400, 400}, got); draws > 5 && diff != "" {
			t.Errorf("%d draws: %s", draws, diff)
		}
	}
}

func TestDrawsWithoutValue(t *testing.T) {
	out := run(t, simulation(t, "param a = 1 in {0, 1, 2, 4}\noutput x = 8 / a\n"))
	near(t, "the mean", out.Mean, 14.0/3, 1e-11)
	if out.Without != 1<<12 || out.Min != 2 || out.Max != 8 {
		t.Errorf("%d without, from %v to %v", out.Without, out.Min, out.Max)
	}
	none := run(t, simulation(t, "param a = 1 in {1, 2}\noutput z = 1\noutput x = 8 / (a - a)\n"))
	if diff := cmp.Diff([]int64{1 << 14, 1 << 14, 0}, []int64{none.Draws, none.Without, int64(len(none.Percentiles))}); diff != "" || none.High != nil {
		t.Error(diff, none.High)
	}
}

// The scenario at the 90th percentile is on the steps of its params, within their bounds, and its figure is theirs exactly.
func TestHighScenario(t *testing.T) {
	out := run(t, simulation(t, `
param a = 2.3 in 1.1..4.1 step 0.1
param b = [1, 2] in ±10%
param c = 92% in 85%..100% ~ normal
param d = "no" in {"no", "yes"}
output x = a * b[1] + b[2] * c + (if d = "yes" then 1 else 0)
`))
	want := num.Int(0)
	var values [][]num.D
	for _, p := range out.Params {
		values = append(values, p.High)
	}
	a, b, c, d := values[0][0], values[1], values[2][0], values[3][0]
	if !a.RoundTo(num.Must("0.1")).Equal(a) || c.Cmp(num.Int(1)) > 0 {
		t.Errorf("a is %v and c %v", a, c)
	}
	if ratio, _ := b[1].Div(b[0]); math.Abs(ratio.Float64()-2) > 1e-12 {
		t.Errorf("a list moves as a whole: %v", b)
	}
	for _, product := range [][2]num.D{{a, b[0]}, {b[1], c}, {d, num.Int(1)}} {
		x, _ := product[0].Mul(product[1])
		want, _ = want.Add(x)
	}
	if !out.High.Value.Equal(want) {
		t.Errorf("its figure is %v, want %v", out.High.Value, want)
	}
	if v := out.Percentiles[5].Value; math.Abs(v-want.Float64()) > 1e-12*v {
		t.Errorf("the percentile is %v, and its scenario has %v", v, want)
	}
}

// Adding a param leaves the draws of the others as they were, and what an input sets stays as it is.
func TestStability(t *testing.T) {
	const script = "param a = 2 in 1..4\nparam b = 5 in 3..9\noutput x = a * b\n"
	alone := run(t, simulation(t, script))
	grown := run(t, simulation(t, "param extra = 5 in 3..9\n"+strings.Replace(script, "\nparam b", "\nparam more = 1 in 1..2\nparam b", 1)+"output y = extra + more\noutput z = x\n"))
	alone.Params, grown.Params = nil, nil
	if diff := cmp.Diff(alone, grown, cmp.Comparer(num.D.Equal)); diff != "" {
		t.Error(diff)
	}
	s := simulation(t, script)
	s.Inputs = exact.Inputs{0: num.Int(3)}
	base, err := exact.Run(context.Background(), s.Reading.Plan, s.Inputs)
	if err != nil {
		t.Fatal(err)
	}
	s.Reading = base
	held := run(t, s)
	if len(held.Params) != 1 || held.Params[0].Param.Name != "b" {
		t.Fatalf("drawn are %v", held.Params)
	}
	near(t, "the mean", held.Mean, 17, 0.01)
}

func TestCorrelatedParams(t *testing.T) {
	const script = `
param a = 10 in 8.35514637304852851..11.64485362695147149 ~ normal
param b = 20 in 16.71029274609705702..23.28970725390294298 ~ normal
correlate b, a 0.5
output x = a + b
`
	near(t, "the sd", run(t, simulation(t, script)).SD, math.Sqrt(1+4+2*0.5*2), 0.02)
}

func TestPrecision(t *testing.T) {
	s := simulation(t, "param a = 2 in 1..4\nparam b = 5 in 3..9\noutput x = a * b\n")
	s.Draws, s.Precision, s.Sampler, s.Limits.Points = 1_000, 0.001, draw.Random, 1<<20
	out := run(t, s)
	if !out.Precise || out.Mean.Error > 0.001*out.Mean.Value || out.Draws < 64_000 {
		t.Errorf("after %d draws the mean is %v", out.Draws, out.Mean)
	}
	s.Limits.Points = 10_000
	if out := run(t, s); out.Precise || out.Draws != 8_000 {
		t.Errorf("within 10 000 draws it drew %d", out.Draws)
	}
}

func TestRefusedSimulations(t *testing.T) {
	s := simulation(t, "param a = 2 in 1..4\noutput x = a\n")
	s.Draws, s.Limits.Points = 1_000_000_000_000, 10_000_000
	var large *sensitivity.TooLarge
	if _, err := s.Prepare(t.Context()); !errors.As(err, &large) || *large != (sensitivity.TooLarge{Points: true, Draws: true, Needed: 1_000_000_000_000, Limit: 10_000_000}) {
		t.Error(err)
	}
	for script, want := range map[string]string{
		"param least = 0 in 0..1\nparam a = 2 in least..4 ~ lognormal\noutput x = a + least\n":                                                                 "a lognormal distribution lies above zero",
		"param s = 0.1\nparam a = 2 in 1..4 ~ beta(s, 2)\noutput x = a\n":                                                                                      "from 0.25 to 10_000",
		"param a = 2 in 1..4\nparam b = 2 in 1..4\nparam c = 2 in 1..4\ncorrelate a, b -0.8\ncorrelate b, c -0.8\ncorrelate a, c -0.8\noutput x = a + b + c\n": "no draws have all of these 3 correlations",
	} {
		_, err := simulation(t, script).Prepare(t.Context())
		var list diag.List
		if !errors.As(err, &list) || !strings.Contains(list.Error(), want) {
			t.Errorf("%s: %v", script, err)
		}
		if help := "that can be are `correlate a, b -0.5`, `correlate b, c -0.5`"; strings.Contains(script, "correlate") && !strings.Contains(list[0].Help.String(), help) {
			t.Error(list[0].Help)
		}
	}
	ctx, stop := context.WithCancel(context.Background())
	stop()
	prepared, err := simulation(t, normals).Prepare(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := prepared.Run(ctx); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

func TestEstimate(t *testing.T) {
	s := simulation(t, normals)
	s.Draws, s.Workers = 100_000_000, 2
	prepared, err := s.Prepare(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	e := prepared.Estimate()
	if e.Points != 100_000_000 || e.Operations != 300_000_000 || e.Bytes > 64<<20 {
		t.Errorf("%+v", e)
	}
}

// BenchmarkSimulation draws the 12 params of the programme of meetings.
func BenchmarkSimulation(b *testing.B) {
	text, err := os.ReadFile("../../testdata/bench/meetings.cost")
	if err != nil {
		b.Fatal(err)
	}
	for name, sampler := range map[string]draw.Sampler{"sobol": draw.Sobol, "random": draw.Random} {
		b.Run(name, func(b *testing.B) {
			s := simulation(b, string(text))
			s.Draws, s.Workers, s.Sampler = 1<<17, 1, sampler
			prepared, err := s.Prepare(b.Context())
			if err != nil {
				b.Fatal(err)
			}
			for b.Loop() {
				if _, err := prepared.Run(context.Background()); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(s.Draws), "ns/scenario")
		})
	}
}

func BenchmarkPrepare(b *testing.B) {
	s := simulation(b, "param a = 2 in 1..4 ~ pert\noutput x = a\n")
	for b.Loop() {
		if _, err := s.Prepare(b.Context()); err != nil {
			b.Fatal(err)
		}
	}
}

// A difference of means over the same draws is known much better than the means are.
func TestMeanBeyond(t *testing.T) {
	covered, less := 0, 0
	for seed := range uint64(40) {
		s := simulation(t, "param a = 2 in 1..4\nparam b = 5 in 3..9 ~ pert\noutput less = a * b\noutput more = a * b + a / 10\n")
		s.Seed, s.Draws, s.Sampler = seed, 1_000, draw.Random
		more := run(t, s)
		s.Of = s.Reading.Plan.Outputs[0].Shown
		base := run(t, s)
		gap, ok := more.MeanBeyond(base)
		if !ok {
			t.Fatal("no difference")
		}
		if math.Abs(gap.Value-0.7/3) < 2*gap.Error {
			covered++
		}
		if gap.Error < base.Mean.Error/20 {
			less++
		}
		s.Draws++
		if _, ok := run(t, s).MeanBeyond(more); ok {
			t.Error("other draws are compared")
		}
	}
	if covered < 32 || less < 38 {
		t.Errorf("%d of 40 differences lie within two errors, and %d errors are small", covered, less)
	}
}

// Bins have round bounds, hold every draw that has a value, and are the same whether draws are kept or counted.
func TestBins(t *testing.T) {
	tests := []struct {
		script       string
		from, step   string
		size         int
		below, above bool
	}{
		{"param a = 50 in 0..100 ~ uniform\noutput x = a", "0", "5", 20, false, false},
		{"param a = -5 in -10..0 ~ uniform\noutput x = a * 1000000000000", "-10000000000000", "500000000000", 20, false, false},
		{"param a = 100 in 60..190 ~ lognormal\noutput x = a", "20", "10", 34, false, true},
		{"param a = 1 in {1, 2, 3, 4}\noutput x = 100 * a", "100", "10", 31, false, false},
		{"param a = 1 in 1..2\noutput x = 7 + 0 * a", "7", "0.0000000002", 1, false, false},
		{"param a = 1 in 1..2\noutput x = 0 * a", "0", "0.05", 1, false, false},
		{"param a = 1 in {0, 1, 2, 4}\noutput x = 8 / a", "2", "0.2", 31, false, false},
	}
	for _, tt := range tests {
		for _, draws := range []int64{1 << 14, 1<<20 + 1<<14} {
			s := simulation(t, tt.script+"\n")
			s.Draws = draws
			out := run(t, s)
			b, all := out.Bins, out.Bins.Below+out.Bins.Above
			for _, n := range b.Counts {
				all += n
			}
			got := []any{b.From.String(), b.Step.String(), len(b.Counts), b.Below > 0, b.Above > 0, all}
			want := []any{tt.from, tt.step, tt.size, tt.below, tt.above, draws - out.Without}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s\n%d draws: %s", tt.script, draws, diff)
			}
		}
	}
}

// Values that are bounds lie in the bin above, whatever floats make of them.
func TestBinsOfBounds(t *testing.T) {
	b := run(t, simulation(t, "param a = 0.1 in {0.1, 0.2, 0.3}\noutput x = 3 * a\n")).Bins
	at := map[string]int64{}
	for i, n := range b.Counts {
		if from, _ := b.Step.Mul(num.Int(int64(i))); n > 0 {
			from, _ = from.Add(b.From)
			at[from.String()] = n
		}
	}
	if diff := cmp.Diff([]string{"0.3", "0.6", "0.9"}, slices.Sorted(maps.Keys(at))); diff != "" {
		t.Error(diff)
	}
}
