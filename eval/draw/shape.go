package draw

import "math"

// Shape is what a distribution makes of points of the unit interval.
type Shape interface {
	// Apply replaces each point by the value below which a draw lies with that probability. Points are at least 2^-53 from 0
	// and 1.
	Apply(points []float64)
}

// Uniform is equally likely everywhere between two bounds.
func Uniform(low, high float64) Shape { return uniform{low, high - low} }

type uniform struct{ low, width float64 }

func (u uniform) Apply(points []float64) {
	points = points[u.fast(points):]
	for i, p := range points {
		points[i] = u.low + float64(u.width*p)
	}
}

// Triangular rises from the lower bound to the mode in a line and falls to the upper one in another.
func Triangular(low, mode, high float64) Shape {
	width := high - low
	if width == 0 {
		return uniform{low, 0}
	}
	return &triangular{
		turn: (mode - low) / width,
		// low + sqrt(p w (m-l)) and high - sqrt((1-p) w (h-m)), the point as from + sign p.
		end: [2]float64{low, high}, from: [2]float64{0, 1}, sign: [2]float64{1, -1},
		factor: [2]float64{width * (mode - low), width * (high - mode)},
	}
}

// triangular has two values of each number, before the turn and after. Assembly knows where they lie.
type triangular struct {
	turn                    float64
	end, from, sign, factor [2]float64
}

func (t *triangular) Apply(points []float64) {
	points = points[t.fast(points):]
	for i, p := range points {
		// Which side a point lies on is chance, so no branch asks for it.
		at := math.Float64bits(t.turn-p) >> 63
		root := math.Sqrt(float64((t.from[at] + float64(t.sign[at]*p)) * t.factor[at]))
		points[i] = t.end[at] + float64(t.sign[at]*root)
	}
}

// PERT is the beta distribution between two bounds whose mean is (low + 4 mode + high)/6.
func PERT(low, mode, high float64) Shape {
	if low == high {
		return uniform{low, 0}
	}
	rise := float64(4 * (mode - low) / (high - low))
	return betaCurve(low, high, 1+rise, 5-rise)
}

// Beta is a beta distribution between two bounds. Its shapes lie from LeastShape to MostShape.
func Beta(low, high, a, b float64) Shape { return betaCurve(low, high, a, b) }

// Cut is where a distribution ends that would go on: draws have the distribution of those that lie between.
type Cut struct{ Low, High float64 }

// NoCut leaves a distribution as it is.
func NoCut() Cut { return Cut{math.Inf(-1), math.Inf(1)} }

// central is the quantile of the standard normal distribution at 95 %: 90 % lie between -central and central.
const central = 1.6448536269514727149

// Normal is the normal distribution with 90 % of its draws between two bounds, and then cut.
func Normal(low, high float64, cut Cut) Shape {
	mean, sd := float64((low+high)/2), (high-low)/(2*central)
	if sd == 0 {
		return uniform{mean, 0}
	}
	z := quantileBetween((cut.Low-mean)/sd, (cut.High-mean)/sd)
	return newCurve(func(p, q float64) (float64, float64) {
		x, slope := z(p, q)
		return within(mean+float64(sd*x), cut), float64(sd * slope)
	})
}

// Lognormal is the distribution whose logarithm is normal, with 90 % of its draws between two bounds, and then cut. The
// bounds are above zero.
func Lognormal(low, high float64, cut Cut) Shape {
	logLow, logHigh := logOf(low), logOf(high)
	mean, sd := float64((logLow+logHigh)/2), (logHigh-logLow)/(2*central)
	if sd == 0 {
		return uniform{low, 0}
	}
	z := quantileBetween((logOrLeast(cut.Low)-mean)/sd, (logOrLeast(cut.High)-mean)/sd)
	return newCurve(func(p, q float64) (float64, float64) {
		y, slope := z(p, q)
		x := expOf(mean + float64(sd*y))
		return within(x, cut), float64(float64(sd*slope) * x)
	})
}

// logOrLeast is a logarithm, and minus infinity where there is none.
func logOrLeast(x float64) float64 {
	switch {
	case x <= 0:
		return math.Inf(-1)
	case math.IsInf(x, 1):
		return x
	}
	return logOf(x)
}

func within(x float64, cut Cut) float64 { return math.Min(math.Max(x, cut.Low), cut.High) }

// quantileBetween is the standard normal distribution between two numbers.
func quantileBetween(low, high float64) quantile {
	ends := []float64{low, -high}
	probabilities(ends)
	below, above := ends[0], ends[1]
	if math.IsInf(low, -1) {
		below = 0
	}
	if math.IsInf(high, 1) {
		above = 0
	}
	kept := 1 - below - above
	return func(p, q float64) (float64, float64) {
		p, q = below+float64(p*kept), above+float64(q*kept)
		x := []float64{math.Max(math.Min(p, q), leastPoint)}
		standard().Apply(x)
		slope := kept / density(x[0])
		if p > q {
			x[0] = -x[0]
		}
		return x[0], slope
	}
}

// Alternatives are values that are equally likely, in order.
func Alternatives(values []float64) Shape { return alternatives(values) }

type alternatives []float64

func (a alternatives) Apply(points []float64) {
	n := float64(len(a))
	for i, p := range points {
		points[i] = a[min(int(p*n), len(a)-1)]
	}
}

// Stepped is a distribution rounded to the nearest step from the lower bound on.
func Stepped(of Shape, low, step float64) Shape { return stepped{of, low, step} }

type stepped struct {
	of        Shape
	low, step float64
}

func (s stepped) Apply(points []float64) {
	s.of.Apply(points)
	for i, x := range points {
		points[i] = s.low + float64(s.step*math.Floor((x-s.low)/s.step+0.5))
	}
}
