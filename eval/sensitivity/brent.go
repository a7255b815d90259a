package sensitivity

import "math"

// root finds where a function is zero between two places where it has different signs: R. P. Brent, Algorithms for Minimization
// without Derivatives, 1973, chapter 4. At a jump or a pole it finds that.
func root(f func(float64) float64, a, b float64) float64 {
	fa, fb := f(a), f(b)
	c, fc := a, fa
	d, e := b-a, b-a
	for range 200 {
		if math.Abs(fc) < math.Abs(fb) {
			a, b, c = b, c, b
			fa, fb, fc = fb, fc, fb
		}
		tolerance := 2 * 0x1p-53 * math.Abs(b)
		half := (c - b) / 2
		if math.Abs(half) <= tolerance || fb == 0 {
			return b
		}
		if step, ok := interpolated(a, b, c, fa, fb, fc, half, tolerance, e); ok {
			d, e = step, d
		} else {
			d, e = half, half
		}
		a, fa = b, fb
		if math.Abs(d) > tolerance {
			b += d
		} else {
			b += math.Copysign(tolerance, half)
		}
		if fb = f(b); fb != fb {
			return math.NaN()
		}
		if (fb > 0) == (fc > 0) {
			c, fc = a, fa
			d, e = b-a, b-a
		}
	}
	return b
}

// interpolated is the step of a secant or an inverse parabola, unless half the interval is the safer one.
func interpolated(a, b, c, fa, fb, fc, half, tolerance, before float64) (step float64, ok bool) {
	if math.Abs(before) < tolerance || math.Abs(fa) <= math.Abs(fb) {
		return 0, false
	}
	s := fb / fa
	p, q := 2*half*s, 1-s
	if a != c {
		t, r := fa/fc, fb/fc
		p, q = s*(float64(2*half*t*(t-r))-float64((b-a)*(r-1))), (t-1)*(r-1)*(s-1)
	}
	if p > 0 {
		q = -q
	}
	p = math.Abs(p)
	if 2*p >= math.Min(float64(3*half*q)-math.Abs(tolerance*q), math.Abs(before*q)) {
		return 0, false
	}
	return p / q, true
}

// least finds a place between two others where a function has a least value, by golden sections. Where it has no value it is taken to
// be infinite.
func least(f func(float64) float64, a, b float64) float64 {
	const section = 0.6180339887498949
	size := func(x float64) float64 {
		if v := f(x); v == v {
			return v
		}
		return math.Inf(1)
	}
	x, y := b-float64(section*(b-a)), a+float64(section*(b-a))
	fx, fy := size(x), size(y)
	for range 70 {
		if fx <= fy {
			b, y, fy = y, x, fx
			x = b - float64(section*(b-a))
			fx = size(x)
		} else {
			a, x, fx = x, y, fy
			y = a + float64(section*(b-a))
			fy = size(y)
		}
	}
	if fx <= fy {
		return x
	}
	return y
}
