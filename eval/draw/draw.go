// Package draw gives the draws of a simulation: points in the unit interval for each param, and what a distribution makes of
// them.
//
// A draw is a function of the seed, the name of the param and the index of the draw, and of nothing else. Adding a param, a
// core or a block leaves the draws of the others as they were, scenarios share draws, and any point can be found again from
// its index. All of it is integers and operations that IEEE 754 fixes, so machines agree to the bit.
package draw

import "hash/fnv"

// Sampler says how draws are spread.
type Sampler int

const (
	Sobol  Sampler = iota // scrambled Sobol points: far smaller errors of means for the same number of draws
	Random                // independent draws
)

// Source gives the points of one param in the unit interval, never 0 or 1.
type Source interface {
	// Fill writes the points with indices from first on.
	Fill(first int64, points []float64)
}

// New returns the points of a param.
func New(s Sampler, seed uint64, name string) Source {
	key := keyOf(seed, name)
	if s == Random {
		return random{key}
	}
	return newSobol(key)
}

// keyOf mixes seed and name.
func keyOf(seed uint64, name string) uint64 {
	h := fnv.New64a()
	_, _ = h.Write([]byte(name)) // a hash takes everything
	return mix(mix(seed+golden) ^ h.Sum64())
}

// golden is the odd number nearest to 2^64 divided by the golden ratio.
const golden = 0x9e3779b97f4a7c15

// mix is the finalizer of SplitMix64: G. L. Steele, D. Lea and C. H. Flood, Fast splittable pseudorandom number generators,
// OOPSLA 2014.
func mix(x uint64) uint64 {
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// unit is a number in the middle of one of 2^52 equal parts of the unit interval.
func unit(bits uint64) float64 { return (float64(int64(bits>>12)) + 0.5) * (1.0 / (1 << 52)) }

// random is independent draws by a counter.
type random struct{ key uint64 }

func (r random) Fill(first int64, points []float64) {
	at := r.key + uint64(first)*golden
	for i := range points {
		at += golden
		points[i] = unit(mix(at))
	}
}
