package lanes

import "golang.org/x/sys/cpu"

// fastest are the kernels for this processor.
func fastest() *[kernelCount]func(*operands, int) { return available()[0] }

// available are the kernels that this processor can run, the fastest first.
func available() (sets []*[kernelCount]func(*operands, int)) {
	if cpu.X86.HasAVX2 && cpu.X86.HasAVX512F && cpu.X86.HasAVX512DQ {
		sets = append(sets, &avx512)
	}
	if cpu.X86.HasAVX2 {
		sets = append(sets, &avx2)
	}
	return append(sets, &portable)
}

// The places where the kernels in assembly begin, which the assembly holds.
var entriesAVX2, entriesAVX512 [kernelCount]uintptr

// dispatch runs so many instructions for n lanes. With a call from Go for each, all of it would take a tenth longer.
//
//go:noescape
func dispatch(args *operands, entries *uintptr, count, n int)

// entriesOf are the places of the kernels of a program, or nil for kernels in Go.
func entriesOf(p *Program, kernels *[kernelCount]func(*operands, int)) (out []uintptr) {
	all := map[*[kernelCount]func(*operands, int)]*[kernelCount]uintptr{&avx2: &entriesAVX2, &avx512: &entriesAVX512}[kernels]
	if all == nil {
		return nil
	}
	for _, in := range p.code {
		out = append(out, all[in.kernel])
	}
	return out
}

// execute runs the instructions for n lanes.
func (m *Machine) execute(n int) {
	if len(m.entries) > 0 {
		dispatch(&m.args[0], &m.entries[0], len(m.args), n)
		return
	}
	m.each(n)
}
