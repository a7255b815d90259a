package lanes

import (
	"math"
	"math/rand/v2"
	"testing"
)

// special are numbers that go wrong more easily than others.
var special = []float64{0, math.Copysign(0, -1), 1, -1, 0.5, -0.5, 1.5, 2.5, 1e-300, 1e300, 3, 3.0000000000001, math.NaN(), math.Inf(1), 0.1 + 0.2, 0.3}

func sample(r *rand.Rand, n int) []float64 {
	out := make([]float64, n)
	for i := range out {
		switch r.IntN(4) {
		case 0:
			out[i] = special[r.IntN(len(special))]
		case 1:
			out[i] = float64(r.IntN(5))
		default:
			out[i] = math.Ldexp(r.NormFloat64(), r.IntN(40)-20)
		}
	}
	return out
}

func sameBits(x, y float64) bool {
	return math.Float64bits(x) == math.Float64bits(y) || x != x && y != y
}

// All kernels of an operation give the same bits.
func TestAssemblyIsPortable(t *testing.T) {
	const n = 1024
	r := rand.New(rand.NewPCG(1, 2))
	for k := range kernel(kernelCount) {
		in := operands{a: sample(r, n), b: sample(r, n), c: sample(r, n), k: sample(r, 1)[0], l: sample(r, 1)[0]}
		for _, set := range available() {
			x, y := in, in
			x.dst, y.dst = make([]float64, n), make([]float64, n)
			portable[k](&x, n)
			set[k](&y, n)
			for i := range n {
				if !sameBits(x.dst[i], y.dst[i]) {
					t.Errorf("%s(%v, %v, %v; %v, %v) is %v, and %v in assembly", kernelNames[k], in.a[i], in.b[i], in.c[i], in.k, in.l, x.dst[i], y.dst[i])
					break
				}
			}
		}
	}
}
