package sensitivity_test

import (
	"context"
	"fmt"
	"math"
	"testing"

	"github.com/costlang/cost/eval/draw"
	"github.com/costlang/cost/eval/exact"
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/sensitivity"
)

// The function of T. Ishigami and T. Homma, An importance quantification technique in uncertainty analysis for computer models,
// ISUMA 1990: sin x + a sin² y + b z⁴ sin x of angles from -π to π, with a = 7 and b = 0.1. The language has no sines, so a formula
// gives their series, to 1e-13.
const ishigami = `
param x = 0 in -3.14159265358979324..3.14159265358979324 ~ uniform
param y = 0 in -3.14159265358979324..3.14159265358979324 ~ uniform
param z = 0 in -3.14159265358979324..3.14159265358979324 ~ uniform
let u = x * x
let v = y * y
let sin_x = x * (1 - u/6 * (1 - u/20 * (1 - u/42 * (1 - u/72 * (1 - u/110 * (1 - u/156 * (1 - u/210 * (1 - u/272 * (1 - u/342 * (1 - u/420 * (1 - u/506 * (1 - u/600 * (1 - u/702)))))))))))))
let sin_y = y * (1 - v/6 * (1 - v/20 * (1 - v/42 * (1 - v/72 * (1 - v/110 * (1 - v/156 * (1 - v/210 * (1 - v/272 * (1 - v/342 * (1 - v/420 * (1 - v/506 * (1 - v/600 * (1 - v/702)))))))))))))
output f = sin_x + 7 * sin_y * sin_y + 0.1 * z * z * z * z * sin_x
`

func TestIshigami(t *testing.T) {
	s := simulation(t, ishigami)
	s.Draws = 1 << 16
	out := run(t, s)
	const a, b = 7, 0.1
	pi4 := math.Pow(math.Pi, 4)
	near(t, "the mean", out.Mean, a/2.0, 0.02)
	near(t, "the sd", out.SD, math.Sqrt(a*a/8.0+b*pi4/5+b*b*pi4*pi4/18+0.5), 0.02)
}

// Distributions have the mean and the standard deviation that books give, from a script to the figures.
func TestMomentsOfScripts(t *testing.T) {
	const z = 1.6448536269514727
	sigma := math.Log(3) / (2 * z)
	for param, want := range map[string][2]float64{
		"8 in 6..13":                {9, math.Sqrt((36 + 64 + 169 - 48 - 78 - 104) / 18.0)},
		"7 in 6..12 ~ pert":         {46.0 / 6, math.Sqrt((46.0/6 - 6) * (12 - 46.0/6) / 7)},
		"2 in 1..3 ~ lognormal":     {math.Sqrt(3) * math.Exp(sigma*sigma/2), math.Sqrt(3 * math.Exp(sigma*sigma) * (math.Exp(sigma*sigma) - 1))},
		"12 in 10..20 ~ beta(2, 6)": {12.5, 10 * math.Sqrt(12/(64*9.0))},
		"3 in 1..5 ~ uniform":       {3, 4 / math.Sqrt(12)},
		"8 in {6, 8, 10, 30}":       {13.5, math.Sqrt((36+64+100+900)/4.0 - 13.5*13.5)},
		"2 in 1..3 step 1":          {2, 0.5}, // an eighth at each end
	} {
		out := run(t, simulation(t, "param a = "+param+"\noutput x = a\n"))
		near(t, "the mean of "+param, out.Mean, want[0], 0.001)
		near(t, "the sd of "+param, out.SD, want[1], 0.005)
	}
}

// A correlation is that of normal numbers behind the params: the ranks have 6/π asin(r/2), by W. H. Kruskal, Ordinal measures of
// association (1958), and so have uniform params themselves.
func TestRankCorrelation(t *testing.T) {
	for _, r := range []float64{-1, -0.7, 0, 0.3, 0.9, 1} {
		s := simulation(t, fmt.Sprintf("param a = 0.5 in 0..1 ~ uniform\nparam b = 0.5 in 0..1 ~ uniform\ncorrelate a, b %v\noutput x = a * b\n", r))
		s.Draws = 1 << 16
		near(t, fmt.Sprint("the mean product at ", r), run(t, s).Mean, 0.25+6/math.Pi*math.Asin(r/2)/12, 0.001)
	}
}

// truths are figures of a script that are known in closed form.
type truths struct {
	script           string
	mean, sd         float64
	median, p90      float64
	target, fraction float64 // how many draws lie above the target
}

var known = []truths{
	{normals, -10, 5, -10, -10 + 5*1.2815515655446004, 0, 0.022750131948179},
	{"param a = 2 in 1..4 ~ uniform\nparam b = 3 in 2..3 ~ uniform\noutput x = a * b\n", 6.25, math.Sqrt(7*19/3.0 - 6.25*6.25), 0, 0, 0, 1},
	{"param a = 5 in 0..10 ~ uniform\noutput x = if a > 7.5 then a else 0\n", 2.1875, math.Sqrt((1000-421.875)/30 - 2.1875*2.1875), 0, 9, 8, 0.2},
}

// The errors are honest: over many seeds, what is known lies within two of them in nearly all runs, but not because they are
// just large.
func TestErrorsCover(t *testing.T) {
	const seeds = 100
	for i, k := range known {
		for _, sampler := range []draw.Sampler{draw.Sobol, draw.Random} {
			within := map[string]int{}
			for seed := range uint64(seeds) {
				s := simulation(t, k.script)
				s.Seed, s.Draws, s.Sampler, s.Target = seed, 2_048, sampler, &k.target
				out := run(t, s)
				count := func(what string, m sensitivity.Measured, want float64) {
					if math.Abs(m.Value-want) <= 2*m.Error {
						within[what]++
					}
				}
				count("mean", out.Mean, k.mean)
				count("sd", out.SD, k.sd)
				count("above", *out.Above, k.fraction)
				if k.median != 0 {
					count("median", out.Percentiles[3].Measured, k.median)
				}
				if k.p90 != 0 {
					count("p90", out.Percentiles[5].Measured, k.p90)
				}
			}
			for what, n := range within {
				if n < 85 {
					t.Errorf("script %d, sampler %d: only %d of %d lie within two errors of the %s", i, sampler, n, seeds, what)
				}
			}
		}
	}
}

// The precision asked for holds in more than nine of ten runs that say they have reached it.
func TestPrecisionHolds(t *testing.T) {
	const seeds, precision = 50, 0.001
	for _, sampler := range []draw.Sampler{draw.Sobol, draw.Random} {
		held := 0
		for seed := range uint64(seeds) {
			s := simulation(t, "param a = 2 in 1..4\nparam b = 5 in 3..9 ~ pert\noutput x = a * b\n")
			s.Seed, s.Sampler, s.Draws, s.Precision = seed, sampler, 256, precision
			out := run(t, s)
			want := 7.0 / 3 * 32 / 6
			if !out.Precise {
				t.Fatalf("not reached in %d draws", out.Draws)
			}
			if math.Abs(out.Mean.Value-want) <= precision*want {
				held++
			}
		}
		if held < seeds*9/10 {
			t.Errorf("sampler %d: the precision holds in only %d of %d runs", sampler, held, seeds)
		}
	}
}

// Two scenarios share their draws, so that their difference is known far better than from draws of their own.
func TestScenariosShareDraws(t *testing.T) {
	const seeds = 40
	mean := func(seed uint64, wage int64) float64 {
		s := simulation(t, "param wage = 300 in 250..400\nparam days = 10 in 5..20\nparam fee = 900 in 400..2_000\noutput x = wage * days + fee\n")
		s.Inputs = exact.Inputs{s.Reading.Plan.Params[0].FirstSlot: num.Int(wage)}
		base, err := exact.Run(context.Background(), s.Reading.Plan, s.Inputs)
		if err != nil {
			t.Fatal(err)
		}
		s.Reading, s.Seed, s.Draws, s.Sampler = base, seed, 1_000, draw.Random
		return run(t, s).Mean.Value
	}
	shared, own := 0.0, 0.0
	const want = 10 * 35.0 / 3
	for seed := range uint64(seeds) {
		shared += math.Pow(mean(seed, 310)-mean(seed, 300)-want, 2)
		own += math.Pow(mean(seed, 310)-mean(seed+seeds, 300)-want, 2)
	}
	if ratio := math.Sqrt(own / shared); ratio < 30 {
		t.Errorf("draws of their own are only %v times as far off", ratio)
	}
}
