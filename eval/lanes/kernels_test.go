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

// All kernels of an operation give the same bits, in Go and in assembly.
func TestAssemblyIsPortable(t *testing.T) {
	const n = 1024
	r := rand.New(rand.NewPCG(1, 2))
	for k := kNone + 1; k < kernelCount; k++ {
		code := []instruction{
			{kernel: kLoadV, a: place{inInput, 2}},
			{kernel: k, a: place{inInput, 0}, b: place{inInput, 1}, k: sample(r, 1)[0], l: sample(r, 1)[0]},
			{kernel: kStoreV, a: place{inOutput, 0}},
		}
		if k == kStoreV {
			code[1].a = place{inOutput, 1}
		}
		p := &Program{code: code, inputs: 3, outputs: 2}
		in, want := [][]float64{sample(r, n), sample(r, n), sample(r, n)}, columns(2, n)
		p.newMachine(inPortableGo).Run(in, want)
		for _, by := range available() {
			got := columns(2, n)
			p.newMachine(by).Run(in, got)
			for i := range n {
				if !sameBits(want[0][i], got[0][i]) || !sameBits(want[1][i], got[1][i]) {
					t.Errorf("%s(%v; %v, %v; %v, %v) is %v, and %v by %s", kernelNames[k], in[2][i], in[0][i], in[1][i], code[1].k, code[1].l, want[0][i], got[0][i], by.name)
					break
				}
			}
		}
	}
}
