package draw

import (
	"math"
	"sync"
)

// mills is Mills's ratio, the upper tail of the standard normal distribution over its density, for a z from 0 on: by
// Laplace's continued fraction, and near the middle by the series of the integral.
func mills(z float64) float64 {
	if z < 1 {
		return 0.5/density(z) - middle(z)
	}
	t := 0.0
	for k := math.Floor(300/float64(z*z)) + 20; k > 0; k-- {
		t = k / (z + t)
	}
	return 1 / (z + t)
}

// middle is the integral of the density from 0 to z over the density at z: z + z³/3 + z⁵/15 + …
func middle(z float64) float64 {
	sum, term, square := z, z, float64(z*z)
	for n := 3.0; term > float64(sum*1e-17); n += 2 {
		term = float64(term*square) / n
		sum += term
	}
	return sum
}

// density is that of the standard normal distribution.
func density(z float64) float64 {
	const inverseRootTwoPi = 0.39894228040143267794
	return float64(inverseRootTwoPi * expOf(float64(-0.5*float64(z*z))))
}

// farthest is a z whose tail is less than any point is from its end.
const farthest = 8.5

// tailPieces is how many pieces of the table of Mills's ratio a unit of z has.
const tailPieces = 256

// millsTable is Mills's ratio in pieces up to farthest.
var millsTable = sync.OnceValue(func() *[farthest * tailPieces]piece {
	var out [farthest * tailPieces]piece
	const width = 1.0 / tailPieces
	node := func(i int) (x, slope float64) {
		z := float64(i) * width
		x = mills(z)
		return x, float64((float64(z*x) - 1) * width)
	}
	x0, d0 := node(0)
	for i := range out {
		x1, d1 := node(i + 1)
		out[i] = hermite(x0, d0, x1, d1)
		x0, d0 = x1, d1
	}
	return &out
})

// probabilities writes the normal distribution function of columns of numbers in place. What rounds to an end of the unit
// interval is the point nearest to it.
func probabilities(column []float64) {
	table := millsTable()
	for i, z := range column {
		size := math.Min(math.Abs(z), farthest-0.5/tailPieces)
		u := float64(size * tailPieces)
		at := int(u)
		u -= float64(at)
		c := &table[at]
		ratio := c[0] + float64(u*(c[1]+float64(u*(c[2]+float64(u*c[3])))))
		p := math.Max(float64(density(size)*ratio), leastPoint)
		if z > 0 {
			p = 1 - p
		}
		column[i] = p
	}
}

// standard is the quantiles of the standard normal distribution: those above a half mirror the others.
var standard = sync.OnceValue(func() *curve {
	c := &curve{make([]piece, 2*side)}
	z := 0.0
	c.half(c.pieces[:side], func(p, _ float64) (float64, float64) {
		z = tailAt(p, z)
		return -z, 1 / density(z)
	})
	for i, at := range c.pieces[:side] {
		for k, x := range at {
			c.pieces[side+i][k] = -x
		}
	}
	return c
})

// tailAt is the z beyond which the probability is p, from a smaller one near it on.
func tailAt(p, z float64) float64 {
	if p == 0.5 {
		return 0
	}
	for range 50 {
		step := mills(z) - p/density(z)
		step /= 1 - float64(0.5*float64(step*z)) // Halley's step, since the density bends
		z += step
		if math.Abs(step) < 1e-6 { // the next one would be its cube
			break
		}
	}
	return z
}
