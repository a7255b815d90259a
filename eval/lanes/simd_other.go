//go:build !amd64

package lanes

// fastest are the kernels for this processor.
func fastest() *[kernelCount]func(*operands, int) { return &portable }
