package draw

import "math"

// curve is a distribution by a table of its quantile function: cubic Hermite pieces over the octaves of the smaller of p and
// 1-p, so that tails are as accurate as the middle. What a point costs is one piece and three products.
type curve struct {
	// pieces of p below a half, then, from offset on, of those above by 1-p.
	pieces []piece
}

// piece is a cubic of the place within a piece, from 0 to 1.
type piece [4]float64

const (
	pieceBits   = 6  // each octave has 2^6 pieces
	leastOctave = 53 // points are at least 2^-53 from both ends
	side        = (leastOctave-1)<<pieceBits + 1
	// firstPiece is what the top bits of 2^-53 are.
	firstPiece = (bias - leastOctave) << pieceBits
	placeShift = fractionBits - pieceBits
	// leastPoint is the point nearest to the ends.
	leastPoint = 1.0 / (1 << leastOctave)
)

// quantile gives the value at p and its slope dx/dp, for p + q = 1: the smaller one is exact.
type quantile func(p, q float64) (x, slope float64)

// newCurve tabulates a quantile function. Those of each half are asked for from the middle outwards.
func newCurve(f quantile) *curve {
	c := &curve{make([]piece, 2*side)}
	c.half(c.pieces[:side], f)
	c.half(c.pieces[side:], func(p, q float64) (float64, float64) {
		x, slope := f(q, p)
		return x, -slope
	})
	return c
}

// half fills the pieces of one half.
func (c *curve) half(pieces []piece, f quantile) {
	x1, d1 := f(0.5, 0.5)
	pieces[side-1] = piece{x1}
	for i := side - 2; i >= 0; i-- {
		from := math.Float64frombits(uint64(i+firstPiece) << placeShift)
		width := power(int64(i>>pieceBits) - leastOctave - pieceBits)
		x0, d0 := f(from, 1-from)
		pieces[i] = hermite(x0, float64(d0*width), x1, float64(d1*width))
		x1, d1 = x0, d0
	}
}

// hermite is the cubic with values and slopes at 0 and 1.
func hermite(x0, d0, x1, d1 float64) piece {
	rise := x1 - x0
	return piece{x0, d0, float64(3*rise) - float64(2*d0) - d1, d0 + d1 - float64(2*rise)}
}

func (c *curve) Apply(points []float64) {
	pieces, points := c.pieces, points[c.fast(points):]
	for i, p := range points {
		q := 1 - p
		// Which half a point lies in is chance, so no branch asks for it.
		low, high := math.Float64bits(p), math.Float64bits(q)
		above := math.Float64bits(0.5-p) >> 63
		bits := low ^ (low^high)&-above
		at := &pieces[uint(bits>>placeShift)-firstPiece+uint(above)*side]
		u := math.Float64frombits(bits<<pieceBits&fractionMask|oneBits) - 1
		points[i] = at[0] + float64(u*(at[1]+float64(u*(at[2]+float64(u*at[3])))))
	}
}
