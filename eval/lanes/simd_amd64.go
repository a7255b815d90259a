package lanes

import "golang.org/x/sys/cpu"

// fastest are the kernels for this processor.
func fastest() *[kernelCount]func(*operands, int) {
	if cpu.X86.HasAVX2 {
		return &avx2
	}
	return &portable
}
