package draw

import "math"

// The shapes of a beta distribution: outside of these the table of its quantiles would lose its accuracy.
const (
	LeastShape = 0.25
	MostShape  = 10_000
)

// beta is a beta distribution of two shapes, at an x that its quantiles are sought from.
type beta struct {
	a, b, logB float64
	x          float64
}

func newBeta(a, b float64) *beta {
	return &beta{a, b, logGamma(a) + logGamma(b) - logGamma(a+b), a / (a + b)}
}

// front is x^a (1-x)^b / B, which is x(1-x) times the density.
func (d *beta) front(x float64) float64 {
	return expOf(float64(d.a*logOf(x)) + float64(d.b*logOf(1-x)) - d.logB)
}

// below is the probability of less than x.
func (d *beta) below(x, front float64) float64 {
	if x < (d.a+1)/(d.a+d.b+2) {
		return front * fraction(d.a, d.b, x) / d.a
	}
	return 1 - front*fraction(d.b, d.a, 1-x)/d.b
}

// fraction is the continued fraction of the incomplete beta function, DLMF 8.17.22, by the way of Lentz.
func fraction(a, b, x float64) float64 {
	const tiny = 1e-300
	c, d, out := 1.0, 1/away(1-(a+b)*x/(a+1), tiny), 0.0
	out = d
	for m := 1.0; m < 10_000; m++ {
		at := a + float64(2*m)
		even := m * (b - m) * x / ((at - 1) * at)
		d, c = 1/away(1+float64(even*d), tiny), away(1+even/c, tiny)
		out *= float64(d * c)
		odd := -(a + m) * (a + b + m) * x / (at * (at + 1))
		d, c = 1/away(1+float64(odd*d), tiny), away(1+odd/c, tiny)
		step := float64(d * c)
		out *= step
		if math.Abs(step-1) < 4e-16 {
			break
		}
	}
	return out
}

// away keeps a number from zero.
func away(x, tiny float64) float64 {
	if math.Abs(x) < tiny {
		return tiny
	}
	return x
}

// lower is the x below which the probability is p, at most a half, and its slope. Those of smaller and smaller p are found
// fast, from the one before.
func (d *beta) lower(p float64) (x, slope float64) {
	if p == 0.5 {
		d.x = d.a / (d.a + d.b)
	}
	for range 100 {
		front := d.front(d.x)
		have := d.below(d.x, front)
		// Newton's step for the logarithm of the probability by that of x, between which the relation is nearly a line.
		step := float64(logOf(p/have)*have) * (1 - d.x) / front
		d.x = math.Min(float64(d.x*expOf(step)), 0.5+float64(0.5*d.x))
		if math.Abs(step) < 1e-8 { // the next one would be its square
			break
		}
	}
	return d.x, float64(d.x*(1-d.x)) / d.front(d.x)
}

// betaCurve is a beta distribution between two bounds.
func betaCurve(low, high, a, b float64) *curve {
	below, above, width := newBeta(a, b), newBeta(b, a), high-low
	return newCurve(func(p, q float64) (x, slope float64) {
		if p <= q {
			x, slope = below.lower(p)
			return low + float64(width*x), float64(width * slope)
		}
		x, slope = above.lower(q)
		return high - float64(width*x), float64(width * slope)
	})
}
