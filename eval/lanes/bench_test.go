package lanes

import (
	"testing"
)

func BenchmarkKernels(b *testing.B) {
	const n = 512
	cols := columns(4, n)
	for _, k := range []kernel{kAddVV, kMulVVAddV, kMulVKAddV, kDivVV, kAddVVAddV} {
		in := operands{dst: cols[0], a: cols[1], b: cols[2], c: cols[3], k: 1.5, l: 2}
		for name, set := range map[string]*[kernelCount]func(*operands, int){"go": &portable, "asm": fastest()} {
			b.Run(kernelNames[k]+"/"+name, func(b *testing.B) {
				for b.Loop() {
					set[k](&in, n)
				}
			})
		}
	}
}
