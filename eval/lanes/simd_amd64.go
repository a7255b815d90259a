package lanes

import "golang.org/x/sys/cpu"

// available are the sets of kernels that this processor can run, the fastest first.
func available() (all []set) {
	if cpu.X86.HasAVX512F {
		all = append(all, set{"AVX-512", stripAVX512, func(code []instruction) tape { return lean(code, &entriesAVX512, stripAVX512) }})
	}
	if cpu.X86.HasAVX2 {
		all = append(all, set{"AVX2", stripAVX2, func(code []instruction) tape { return lean(code, &entriesAVX2, stripAVX2) }})
	}
	return append(all, inPortableGo)
}

// leanStep is a step as the assembly knows it: where its kernel begins, and the operands.
type leanStep struct {
	entry        uintptr
	a, b         *float64
	moveA, moveB int
	k, l         float64
}

// leanTape is a program in assembly. The last step has no kernel but the way back.
type leanTape struct {
	steps []leanStep
	strip int
}

func lean(code []instruction, entries *[kernelCount]uintptr, strip int) leanTape {
	t := leanTape{make([]leanStep, len(code)+1), strip}
	for i, in := range code {
		t.steps[i].entry, t.steps[i].k, t.steps[i].l = entries[in.kernel], in.k, in.l
	}
	t.steps[len(code)].entry = entries[kNone]
	return t
}

func (t leanTape) keep(at int, second bool, register []float64) {
	t.steps[at].column(second, register, 0)
}

func (t leanTape) lend(to []patch, columns [][]float64) {
	for _, p := range to {
		t.steps[p.step].column(p.second, columns[p.column], -1)
	}
}

func (s *leanStep) column(second bool, values []float64, move int) {
	if second {
		s.b, s.moveB = &values[0], move
		return
	}
	s.a, s.moveA = &values[0], move
}

func (t leanTape) run(from, to int) {
	for at := from; at < to; at += t.strip {
		stride(&t.steps[0], at)
	}
}

// stride goes through the steps for one strip. A call for each strip lets the scheduler in between.
//
//go:noescape
func stride(steps *leanStep, at int)
