package draw

import (
	"fmt"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// at is what a distribution makes of one point.
func at(s Shape, p float64) float64 {
	x := []float64{p}
	s.Apply(x)
	return x[0]
}

// eachPoint calls f with points from the middle to either end.
func eachPoint(f func(p float64)) {
	f(0.5)
	for i := 1; i < 5_000; i++ {
		p := math.Exp2(-1 - 52*float64(i)/5_000)
		f(p)
		f(1 - p)
	}
}

// W. J. Wichura gives the first two with algorithm AS 241 (Applied Statistics 37, 1988); the others are in every table.
func TestPublishedQuantiles(t *testing.T) {
	var o off
	for p, z := range map[float64]float64{
		0.25: -0.6744897501960817, 0.001: -3.090232306167814, 0.975: 1.959963984540054, 0.95: central, 0.9: 1.2815515655446004,
		0.99: 2.3263478740408408, 1e-12: -7.034483825301132,
	} {
		o.add(p, at(standard(), p), z)
	}
	o.within(t, 1e-9, "a quantile")
}

func TestNormalQuantiles(t *testing.T) {
	var o off
	eachPoint(func(p float64) {
		z := at(standard(), p)
		tail := math.Min(p, 1-p)
		// The quantile whose tail is this one's, by a step from it.
		have := 0.5 * math.Erfc(math.Abs(z)/math.Sqrt2)
		if z != 0 {
			o.add(p, math.Abs(z)+(have-tail)/density(z), math.Abs(z))
		}
	})
	o.within(t, 1e-8, "a normal quantile")
}

// Quantiles that are known in closed form, on the side of the bound that is near.
func TestBetaQuantiles(t *testing.T) {
	arcsine := func(p float64) float64 { s := math.Sin(math.Pi * p / 2); return s * s }
	for name, test := range map[string]struct {
		a, b  float64
		exact func(p float64) float64
	}{
		"x^a":       {4, 1, func(p float64) float64 { return math.Pow(p, 0.25) }},
		"x^a, a<1":  {0.25, 1, func(p float64) float64 { return p * p * p * p }},
		"1-(1-x)^b": {1, 5, func(p float64) float64 { return -math.Expm1(math.Log1p(-p) / 5) }},
		"arcsine":   {0.5, 0.5, arcsine},
	} {
		var low, high off
		d := Beta(0, 1, test.a, test.b)
		for i := range 3_000 {
			p := math.Exp2(-1 - 51*float64(i)/3_000)
			low.add(p, at(d, p), test.exact(p))
		}
		for i := range 500 {
			p := math.Exp2(-1 - float64(i)/50)
			high.add(p, at(d, 1-p), test.exact(1-p))
		}
		low.within(t, 1e-8, name)
		high.within(t, 1e-8, name)
	}
}

// The distribution function of whole shapes is a sum of a binomial distribution.
func TestBetaOfWholeShapes(t *testing.T) {
	for _, shape := range [][2]int{{1, 5}, {2, 4}, {3, 3}, {5, 1}, {12, 30}} {
		a, n := shape[0], shape[0]+shape[1]-1
		d := Beta(0, 1, float64(shape[0]), float64(shape[1]))
		var o off
		eachPoint(func(p float64) {
			if p < 1e-9 || p > 0.999 {
				return
			}
			x, sum, chance := at(d, p), 0.0, 0.0
			for k := a; k <= n; k++ {
				up, _ := math.Lgamma(float64(n + 1))
				one, _ := math.Lgamma(float64(k + 1))
				two, _ := math.Lgamma(float64(n - k + 1))
				chance = math.Exp(up - one - two + float64(k)*math.Log(x) + float64(n-k)*math.Log1p(-x))
				sum += chance
			}
			o.add(p, sum, p)
		})
		o.within(t, 1e-8, fmt.Sprint("beta", shape))
	}
}

// sobolMoments is mean and variance of 2^16 draws.
func sobolMoments(s Shape) (mean, variance float64) {
	const n = 1 << 16
	points := make([]float64, n)
	New(Sobol, 3, "x").Fill(0, points)
	s.Apply(points)
	for _, x := range points {
		mean += x / n
	}
	for _, x := range points {
		variance += (x - mean) * (x - mean) / n
	}
	return mean, variance
}

// cutNormal is the mean and variance of a normal distribution between two numbers in standard deviations from its mean.
func cutNormal(mean, sd, low, high float64) [2]float64 {
	pdf := func(z float64) float64 { return math.Exp(-z*z/2) / math.Sqrt(2*math.Pi) }
	cdf := func(z float64) float64 { return 0.5 * math.Erfc(-z/math.Sqrt2) }
	kept := cdf(high) - cdf(low)
	shift := (pdf(low) - pdf(high)) / kept
	return [2]float64{mean + sd*shift, sd * sd * (1 + (low*pdf(low)-high*pdf(high))/kept - shift*shift)}
}

func TestMoments(t *testing.T) {
	const z = 1.6448536269514722
	sigma := math.Log(3) / (2 * z)
	s2 := sigma * sigma
	cut := Cut{Low: 0, High: 1}
	sd := 0.075 / z
	for name, test := range map[string]struct {
		shape Shape
		want  [2]float64 // mean and variance
	}{
		"uniform":         {Uniform(2, 8), [2]float64{5, 3}},
		"triangular":      {Triangular(6, 8, 13), [2]float64{9, (36 + 64 + 169 - 48 - 78 - 104) / 18.0}},
		"triangular left": {Triangular(6, 6, 12), [2]float64{8, 2}},
		"triangular peak": {Triangular(6, 12, 12), [2]float64{10, 2}},
		"pert":            {PERT(6, 7, 12), [2]float64{(6 + 28 + 12) / 6.0, (46.0/6 - 6) * (12 - 46.0/6) / 7}},
		"beta":            {Beta(10, 20, 2, 6), [2]float64{12.5, 100 * 12.0 / (64 * 9)}},
		"normal":          {Normal(-z, z, NoCut()), [2]float64{0, 1}},
		"normal cut":      {Normal(0.85, 1, cut), cutNormal(0.925, sd, -0.925/sd, 0.075/sd)},
		"lognormal":       {Lognormal(1, 3, NoCut()), [2]float64{math.Sqrt(3) * math.Exp(s2/2), 3 * math.Exp(s2) * (math.Exp(s2) - 1)}},
		"constant":        {Triangular(4, 4, 4), [2]float64{4, 0}},
	} {
		mean, variance := sobolMoments(test.shape)
		if math.Abs(mean-test.want[0]) > 1e-4*(1+math.Abs(test.want[0])) || math.Abs(variance-test.want[1]) > 1e-3*test.want[1] {
			t.Errorf("%s: mean and variance are %v and %v, want %v", name, mean, variance, test.want)
		}
	}
}

// Cutting a lognormal distribution is cutting the normal one of its logarithm.
func TestCutLognormal(t *testing.T) {
	var o off
	plain, cut := Normal(math.Log(0.4), math.Log(0.99), Cut{math.Inf(-1), 0}), Lognormal(0.4, 0.99, Cut{0, 1})
	eachPoint(func(p float64) {
		if x := at(plain, p); x != 0 {
			o.add(p, math.Exp(x), at(cut, p))
		}
	})
	o.within(t, 1e-8, "a cut lognormal")
}

// Draws rise with their points and stay within bounds, to the ends of the unit interval.
func TestQuantilesRise(t *testing.T) {
	percent := Cut{0, 1}
	for name, s := range map[string]Shape{
		"uniform": Uniform(0, 1), "triangular": Triangular(0, 0.3, 1), "pert": PERT(0, 0.9, 1), "beta": Beta(0, 1, 0.5, 3),
		"normal": Normal(0.1, 0.95, percent), "lognormal": Lognormal(0.1, 0.99, percent), "alternatives": Alternatives([]float64{0, 0.5, 1}),
		"stepped": Stepped(Triangular(0, 0.3, 1), 0, 0.125),
	} {
		last := 0.0
		for _, p := range []float64{leastPoint, 1e-15, 1e-9, 1e-4, 0.03, 0.1, 0.2499, 0.25, 0.2501, 0.4999, 0.5, 0.5001, 0.75, 0.9, 0.99, 1 - 1e-9, 1 - leastPoint} {
			x := at(s, p)
			if x < last || x > 1 {
				t.Errorf("%s at %v is %v after %v", name, p, x, last)
			}
			last = x
		}
	}
}

func TestAlternativesAndSteps(t *testing.T) {
	points := make([]float64, 1<<12)
	New(Sobol, 1, "x").Fill(0, points)
	counted := func(s Shape) map[float64]int {
		own, out := append([]float64(nil), points...), map[float64]int{}
		s.Apply(own)
		for _, x := range own {
			out[x]++
		}
		return out
	}
	if diff := cmp.Diff(map[float64]int{6: 1024, 8: 1024, 10: 1024, 30: 1024}, counted(Alternatives([]float64{6, 8, 10, 30}))); diff != "" {
		t.Error(diff)
	}
	// An end of the range has only half a step to itself.
	if diff := cmp.Diff(map[float64]int{1: 512, 1.5: 1024, 2: 1024, 2.5: 1024, 3: 512}, counted(Stepped(Uniform(1, 3), 1, 0.5))); diff != "" {
		t.Error(diff)
	}
}

func BenchmarkShapes(b *testing.B) {
	points, own := make([]float64, 1<<13), make([]float64, 1<<13)
	New(Sobol, 1, "x").Fill(0, points)
	for name, s := range map[string]Shape{
		"uniform": Uniform(1, 3), "triangular": Triangular(1, 2, 5), "pert": PERT(1, 2, 5), "normal": Normal(1, 5, NoCut()),
		"lognormal": Lognormal(1, 5, NoCut()), "alternatives": Alternatives([]float64{1, 2, 3}),
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				copy(own, points)
				s.Apply(own)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(len(own)), "ns/draw")
		})
	}
}
