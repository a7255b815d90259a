//go:build !amd64

package lanes

// fastest are the kernels for this processor.
func fastest() *[kernelCount]func(*operands, int) { return &portable }

// available are the kernels that this processor can run, the fastest first.
func available() []*[kernelCount]func(*operands, int) {
	return []*[kernelCount]func(*operands, int){&portable}
}

func entriesOf(*Program, *[kernelCount]func(*operands, int)) []uintptr { return nil }

// execute runs the instructions for n lanes.
func (m *Machine) execute(n int) { m.each(n) }
