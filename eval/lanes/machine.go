package lanes

// Machine is the memory to run a program in. One goroutine uses it at a time.
type Machine struct {
	parts []part // one, and one more for each call of a host function
	strip int
	// in and out are a strip for the lanes that the caller's columns do not fill.
	in, out [][]float64
}

// part is code without a call in it, and the call behind it.
type part struct {
	tape tape
	// inputs and outputs are the operands that are columns of the caller.
	inputs, outputs []patch
	call            *caller // or nil behind the last
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
	m := &Machine{strip: by.strip, in: columns(p.inputs, by.strip), out: columns(p.outputs, by.strip)}
	registers := strips(p.registers, by.strip)
	from := 0
	for i := range p.calls {
		c := &p.calls[i]
		m.parts = append(m.parts, newPart(by.tape(p.code[from:c.before]), p.code[from:c.before], registers))
		m.parts[i].call = newCaller(c, registers, by.strip)
		from = c.before
	}
	m.parts = append(m.parts, newPart(by.tape(p.code[from:]), p.code[from:], registers))
	return m
}

func newPart(t tape, code []instruction, registers [][]float64) part {
	p := part{tape: t}
	for i, in := range code {
		for j, at := range [2]place{in.a, in.b} {
			switch at.kind {
			case inRegister:
				t.keep(i, j == 1, registers[at.index])
			case inInput:
				p.inputs = append(p.inputs, patch{i, j == 1, at.index})
			case inOutput:
				p.outputs = append(p.outputs, patch{i, j == 1, at.index})
			}
		}
	}
	return p
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
		m.through(in, out, whole)
	}
	if whole < n {
		m.rest(in, out, whole, n-whole)
	}
}

// through goes through all parts for n lanes, which are whole strips: each part by itself for a strip, since a call lies behind it.
func (m *Machine) through(in, out [][]float64, n int) {
	for _, p := range m.parts {
		p.tape.lend(p.inputs, in)
		p.tape.lend(p.outputs, out)
	}
	if len(m.parts) == 1 {
		m.parts[0].tape.run(0, n)
		return
	}
	for at := 0; at < n; at += m.strip {
		for _, p := range m.parts {
			p.tape.run(at, at+m.strip)
			if p.call != nil {
				p.call.run(in, out, at)
			}
		}
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
	m.through(m.in, m.out, m.strip)
	for i, column := range m.out {
		copy(out[i][from:from+n], column)
	}
}
