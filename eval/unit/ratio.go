package unit

import (
	"math"
	"math/bits"
	"strconv"
)

// Ratio is an exact positive factor Num/Den in lowest terms. Ratios come from NewRatio and from operations on units; the
// zero value is none.
type Ratio struct{ Num, Den int64 }

// One is the factor that changes nothing.
var One = Ratio{Num: 1, Den: 1}

// NewRatio returns num/den in lowest terms. It panics unless both are positive.
func NewRatio(num, den int64) Ratio {
	if num <= 0 || den <= 0 {
		panic("unit: a factor must be positive")
	}
	d := gcd(num, den)
	return Ratio{Num: num / d, Den: den / d}
}

// Mul returns r * s, or false when its lowest terms do not fit machine integers.
func (r Ratio) Mul(s Ratio) (Ratio, bool) {
	a, b := gcd(r.Num, s.Den), gcd(s.Num, r.Den)
	num, okNum := product(r.Num/a, s.Num/b)
	den, okDen := product(r.Den/b, s.Den/a)
	if !okNum || !okDen {
		return One, false
	}
	return Ratio{Num: num, Den: den}, true
}

// Inv returns 1/r.
func (r Ratio) Inv() Ratio { return Ratio{Num: r.Den, Den: r.Num} }

// IsOne reports whether the factor changes nothing.
func (r Ratio) IsOne() bool { return r == One }

// String returns "1/12", or "60" for a whole factor.
func (r Ratio) String() string {
	if r.Den == 1 {
		return strconv.FormatInt(r.Num, 10)
	}
	return strconv.FormatInt(r.Num, 10) + "/" + strconv.FormatInt(r.Den, 10)
}

// pow returns r to the power exp, or false when it does not fit.
func (r Ratio) pow(exp int) (Ratio, bool) {
	if exp < 0 {
		return r.Inv().pow(-exp)
	}
	power, ok := One, true
	for ; exp > 0 && ok; exp-- {
		power, ok = power.Mul(r)
	}
	return power, ok
}

func gcd(a, b int64) int64 {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

// product multiplies two positive integers.
func product(a, b int64) (int64, bool) {
	high, low := bits.Mul64(uint64(a), uint64(b))
	return int64(low), high == 0 && low <= math.MaxInt64
}
