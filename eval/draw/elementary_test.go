package draw

import (
	"math"
	"testing"
)

// off is the largest distance from the wanted values, relative to them.
type off struct{ worst, at float64 }

func (o *off) add(at, got, want float64) {
	if d := math.Abs(got-want) / math.Abs(want); d > o.worst || d != d {
		o.worst, o.at = d, at
	}
}

func (o *off) within(t *testing.T, most float64, what string) {
	t.Helper()
	if !(o.worst <= most) {
		t.Errorf("%s is off by %v of its value at %v", what, o.worst, o.at)
	}
}

func TestElementary(t *testing.T) {
	var logs, exps, gammas off
	for i := -7_000; i <= 7_000; i++ {
		x := float64(i) / 10.01
		exps.add(x, expOf(x), math.Exp(x))
		if i != 0 {
			y := math.Exp(x)
			logs.add(y, logOf(y), math.Log(y))
			near := 1 + float64(i)/7_100
			logs.add(near, logOf(near), math.Log(near))
		}
		if x > 2.5 {
			want, _ := math.Lgamma(x)
			gammas.add(x, logGamma(x), want)
		}
	}
	logs.within(t, 4e-16, "log")
	exps.within(t, 4e-16, "exp")
	gammas.within(t, 4e-14, "log gamma")
	if expOf(-1e9) != 0 || !math.IsInf(expOf(1e9), 1) || !math.IsNaN(expOf(math.NaN())) {
		t.Error("exp at its ends")
	}
}

func TestNormalDistribution(t *testing.T) {
	var o off
	for z := -8.1; z < 8.1; z += 0.0013 {
		p := []float64{z}
		probabilities(p)
		o.add(z, p[0], 0.5*math.Erfc(-z/math.Sqrt2))
	}
	o.within(t, 1e-11, "the normal distribution")
	ends := []float64{-40, 40}
	probabilities(ends)
	if ends[0] != leastPoint || ends[1] != 1-leastPoint {
		t.Errorf("the ends are %v", ends)
	}
}
