package lanes

// Machine is the memory to run a program in. One goroutine uses it at a time.
type Machine struct {
	tape   tape
	strip  int
	length int // instructions of the tape
	// inputs and outputs are the operands that are columns of the caller.
	inputs, outputs []patch
	// in and out are a strip for the lanes that the caller's columns do not fill.
	in, out [][]float64
}

// patch is an operand that a column of the caller goes to.
type patch struct {
	step   int
	second bool
	column int
}

// page is how far apart columns begin beside their own length: columns that begin at the same offset of a page would fight
// for the same places of the first cache.
const page = 9 * 8

// NewMachine returns the memory to run the program in, by the fastest kernels of this processor.
func (p *Program) NewMachine() *Machine { return p.newMachine(available()[0]) }

func (p *Program) newMachine(by set) *Machine {
	m := &Machine{tape: by.tape(p.code), strip: by.strip, length: len(p.code), in: columns(p.inputs, by.strip), out: columns(p.outputs, by.strip)}
	registers := strips(p.registers, by.strip)
	for i, in := range p.code {
		for j, at := range [2]place{in.a, in.b} {
			switch at.kind {
			case inRegister:
				m.tape.keep(i, j == 1, registers[at.index])
			case inInput:
				m.inputs = append(m.inputs, patch{i, j == 1, at.index})
			case inOutput:
				m.outputs = append(m.outputs, patch{i, j == 1, at.index})
			}
		}
	}
	return m
}

// columns makes columns of n lanes beside each other.
func columns(count, n int) [][]float64 {
	stride := n + page
	all := make([]float64, count*stride+page)
	out := make([][]float64, count)
	for i := range out {
		out[i] = all[i*stride : i*stride+n : i*stride+n]
	}
	return out
}

// strips makes registers: so short that they lie close together in the first cache.
func strips(count, n int) [][]float64 {
	all := make([]float64, count*n)
	out := make([][]float64, count)
	for i := range out {
		out[i] = all[i*n : (i+1)*n : (i+1)*n]
	}
	return out
}

// Run reads the figures for every lane of the inputs: a column of values for each slot that the program was compiled for,
// all of one length, and a column of that length for each figure.
func (m *Machine) Run(in, out [][]float64) {
	n := 0
	if len(out) > 0 {
		n = len(out[0])
	}
	whole := n / m.strip * m.strip
	if whole > 0 {
		m.tape.lend(m.inputs, in)
		m.tape.lend(m.outputs, out)
		m.tape.run(whole)
	}
	if whole < n {
		m.rest(in, out, whole, n-whole)
	}
}

// rest reads the lanes that fill no strip, in one of its own.
func (m *Machine) rest(in, out [][]float64, from, n int) {
	for i, column := range m.in {
		copy(column, in[i][from:from+n])
		for lane := n; lane < m.strip; lane++ {
			column[lane] = column[n-1]
		}
	}
	m.tape.lend(m.inputs, m.in)
	m.tape.lend(m.outputs, m.out)
	m.tape.run(m.strip)
	for i, column := range m.out {
		copy(out[i][from:from+n], column)
	}
}
