package lanes

// Machine is the memory to run a program in: the registers of one block. One goroutine uses it at a time.
type Machine struct {
	p       *Program
	kernels *[kernelCount]func(*operands, int)
	args    []operands // beside the program's code
	entries []uintptr  // beside it too, where the kernels are assembly
	// inputs and outputs are where the caller's columns stand in args.
	inputs, outputs []patch
	// in and out are columns for the lanes of a block that the caller's own do not fill.
	in, out [][]float64
}

// patch is a place in the arguments that a column of the caller goes to.
type patch struct {
	to     *[]float64
	column int
}

// page is how far apart columns begin beside their own length: columns that begin at the same offset of a page would fight
// for the same places of the first cache.
const page = 9 * 8

// NewMachine returns the memory to run the program in.
func (p *Program) NewMachine() *Machine { return p.newMachine(fastest(), p.block) }

func (p *Program) newMachine(kernels *[kernelCount]func(*operands, int), block int) *Machine {
	m := &Machine{p: p, kernels: kernels, args: make([]operands, len(p.code)), entries: entriesOf(p, kernels)}
	all := columns(p.registers+p.inputs+p.outputs, block)
	registers := all[:p.registers]
	m.in, m.out = all[p.registers:p.registers+p.inputs], all[p.registers+p.inputs:]
	for i, in := range p.code {
		a := &m.args[i]
		a.k, a.l = in.k, in.l
		for j, to := range []*[]float64{&a.dst, &a.a, &a.b, &a.c} {
			at := in.dst
			if j > 0 {
				at = in.reads[j-1]
			}
			switch at.kind {
			case inRegister:
				*to = registers[at.index]
			case inInput:
				m.inputs = append(m.inputs, patch{to, at.index})
			case inOutput:
				m.outputs = append(m.outputs, patch{to, at.index})
			}
		}
	}
	return m
}

// columns makes columns of a block beside each other.
func columns(n, block int) [][]float64 {
	stride := block + page
	all := make([]float64, n*stride+page)
	out := make([][]float64, n)
	for i := range out {
		out[i] = all[i*stride : i*stride+block : i*stride+block]
	}
	return out
}

// Block is how many lanes are read at a time.
func (m *Machine) Block() int {
	if len(m.in) > 0 {
		return len(m.in[0])
	}
	if len(m.out) > 0 {
		return len(m.out[0])
	}
	return m.p.block
}

// Run reads the figures for every lane of the inputs: a column of values for each slot that the program was compiled for,
// all of one length, and a column of that length for each figure.
func (m *Machine) Run(in, out [][]float64) {
	n := 0
	if len(out) > 0 {
		n = len(out[0])
	}
	block := m.Block()
	for from := 0; from < n; from += block {
		if n-from < block {
			m.rest(in, out, from, n-from)
			return
		}
		m.lanes(in, out, from, block)
	}
}

// grain is what kernels take: the number of lanes is a multiple of it.
const grain = 16

// rest reads the lanes that fill no block, in columns of its own.
func (m *Machine) rest(in, out [][]float64, from, n int) {
	padded := (n + grain - 1) / grain * grain
	for i, column := range m.in {
		copy(column, in[i][from:from+n])
		for lane := n; lane < padded; lane++ {
			column[lane] = column[n-1]
		}
	}
	m.lanes(m.in, m.out, 0, padded)
	for i, column := range m.out {
		copy(out[i][from:from+n], column)
	}
}

// lanes runs the code for n lanes from one on.
func (m *Machine) lanes(in, out [][]float64, from, n int) {
	for _, p := range m.inputs {
		*p.to = in[p.column][from : from+n]
	}
	for _, p := range m.outputs {
		*p.to = out[p.column][from : from+n]
	}
	m.execute(n)
}

// each calls the kernel of each instruction.
func (m *Machine) each(n int) {
	for i := range m.args {
		m.kernels[m.p.code[i].kernel](&m.args[i], n)
	}
}
