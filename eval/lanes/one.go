package lanes

import "math"

// slack is how far apart two numbers are, relative to the larger, that count as equal: what a float has lost on the way
// must not decide a comparison or a rounding.
const slack = 1e-12

// The operations on one lane. A lane that has failed is NaN, and so is what it is used for.

func oneDiv(x, y float64) float64 {
	if y == 0 {
		return math.NaN()
	}
	return float64(x / y)
}

func oneMin(x, y float64) float64 {
	if x < y || x != x {
		return x
	}
	return y
}

func oneMax(x, y float64) float64 {
	if x > y || x != x {
		return x
	}
	return y
}

func oneAbs(x float64) float64 { return math.Abs(x) }

func oneFloor(x float64) float64 { return math.Floor(float64(x + float64(slack*math.Abs(x)))) }

func oneCeil(x float64) float64 { return math.Ceil(float64(x - float64(slack*math.Abs(x)))) }

// oneRound rounds half away from zero.
func oneRound(x float64) float64 {
	size := math.Abs(x)
	return math.Copysign(math.Trunc(float64(float64(size+0.5)+float64(slack*size))), x)
}

// tolerance is the slack of two numbers.
func tolerance(x, y float64) float64 {
	size, other := math.Abs(x), math.Abs(y)
	if !(size > other) {
		size = other
	}
	return float64(slack * size)
}

func oneLt(x, y float64) float64 {
	d := float64(x - y)
	return judged(d, d < -tolerance(x, y))
}

func oneLe(x, y float64) float64 {
	d := float64(x - y)
	return judged(d, d <= tolerance(x, y))
}

func oneEq(x, y float64) float64 {
	d := float64(x - y)
	return judged(d, math.Abs(d) <= tolerance(x, y))
}

func judged(d float64, holds bool) float64 {
	switch {
	case d != d:
		return d
	case holds:
		return 1
	}
	return 0
}

func onePick(cond, x, y float64) float64 {
	switch {
	case cond != cond:
		return cond
	case cond != 0:
		return x
	}
	return y
}

// oneWithin fails where x does not lie between two numbers.
func oneWithin(value, x, low, high float64) float64 {
	if low <= x && x <= high {
		return value
	}
	return math.NaN()
}

// oneSolid is zero only for zero: a condition that has no value does not fail a guard.
func oneSolid(x float64) float64 {
	if x == 0 {
		return 0
	}
	return 1
}
