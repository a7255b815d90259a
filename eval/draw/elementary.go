package draw

import "math"

// Logarithm and exponential of operations that IEEE 754 fixes, with no product and sum joined, so that every machine gives the
// same bits: those of the standard library differ between processors in the last place.

// ln2High has so few digits that its product with an exponent is exact; ln2Low is the rest.
const (
	ln2High = 6.93147180369123816490e-01
	ln2Low  = 1.90821492927058770002e-10
)

const (
	fractionBits = 52
	fractionMask = 1<<fractionBits - 1
	bias         = 1023
	oneBits      = bias << fractionBits
)

// logOf is the natural logarithm of a normal number above zero, to two units in the last place: by the series of
// 2 artanh((f-1)/(f+1)), where x = 2^k f and f lies between the square roots of 1/2 and 2.
func logOf(x float64) float64 {
	bits := math.Float64bits(x)
	k := float64(int(bits>>fractionBits) - bias)
	f := math.Float64frombits(bits&fractionMask | oneBits)
	if f > math.Sqrt2 {
		f, k = f/2, k+1
	}
	s := (f - 1) / (f + 1)
	square, sum := s*s, 0.0
	for n := 21.0; n > 1; n -= 2 {
		sum = float64((sum + 1/n) * square)
	}
	tail := float64(2*float64(s*sum)) + float64(k*ln2Low)
	return float64(k*ln2High) + (float64(2*s) + tail)
}

// inverseFactorials are those of 0 to 13.
var inverseFactorials = func() (out [14]float64) {
	factorial := 1.0
	for i := range out {
		out[i] = 1 / factorial
		factorial *= float64(i + 1)
	}
	return out
}()

// expOf is the exponential, to two units in the last place: Taylor's series within half a halving, and then a power of two.
// What is too small for a normal number is 0.
func expOf(x float64) float64 {
	switch {
	case x != x:
		return x
	case x > 709.7:
		return math.Inf(1)
	case x < -708:
		return 0
	}
	k := math.Floor(float64(x*math.Log2E) + 0.5)
	r := (x - float64(k*ln2High)) - float64(k*ln2Low)
	sum := 0.0
	for i := len(inverseFactorials) - 1; i > 0; i-- {
		sum = float64((sum + inverseFactorials[i]) * r)
	}
	half := int64(k) >> 1 // 2^k may be too large for a number of its own
	return (1 + sum) * power(half) * power(int64(k)-half)
}

// power is 2^k for a k that a normal number has.
func power(k int64) float64 { return math.Float64frombits(uint64(k+bias) << fractionBits) }

// logGamma is the logarithm of the gamma function of a number above zero: Stirling's series, where it is accurate.
func logGamma(x float64) float64 {
	product := 1.0
	for x < 15 {
		product *= x
		x++
	}
	// The numbers of Bernoulli over 2n (2n-1).
	series, inverse := 0.0, 1/(x*x)
	for _, c := range [...]float64{-3617.0 / 122400, 1.0 / 156, -691.0 / 360360, 1.0 / 1188, -1.0 / 1680, 1.0 / 1260, -1.0 / 360, 1.0 / 12} {
		series = float64(series*inverse) + c
	}
	const halfLogTwoPi = 0.91893853320467274178
	return float64((x-0.5)*logOf(x)) - x + halfLogTwoPi + series/x - logOf(product)
}
