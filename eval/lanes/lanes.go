// Package lanes reads a plan in float64 over many scenarios at once: sweeps, simulations and the search for a break-even.
//
// A plan is first folded: what the swept inputs do not reach is taken from an exact reading and converted once. The rest
// becomes a short list of steps, which a strip of lanes goes through together, a lane being one scenario: their running values
// stay in registers of the processor from one step to the next, and only what is needed more than once is stored. Every
// operation is one that IEEE 754 fixes, so portable Go, assembly and a reading of one scenario at a time give the same bits,
// whatever the length of a strip and the number of workers.
//
// A figure that has no value in a scenario is NaN there. Comparisons and the rounding of `round`, `floor` and `ceil` have a
// relative slack of 1e-12, so that what a float has lost does not decide them; what is printed as a scenario is to be read
// again exactly.
package lanes

import "unsafe"

//go:generate go run ./gen

// kernel is the number of a routine that computes the running values of a strip of lanes anew.
type kernel uint8

// step is a kernel in Go with its operands.
type step struct {
	run  inGo
	a, b [][strip]float64
	// moveA and moveB have all bits set where the column belongs to the caller, and is read where the strip lies in it.
	moveA, moveB int
	k, l         float64
}

// tape is a program for one set of kernels, with its columns.
type tape interface {
	// keep makes a register the first or second column of a step.
	keep(step int, second bool, register []float64)
	// lend makes columns of the caller those of some steps.
	lend(to []patch, columns [][]float64)
	// run goes through the steps for the lanes from one on up to another, a strip at a time.
	run(from, to int)
}

// set is a way to run programs: kernels and how many lanes they take at a time.
type set struct {
	name  string
	strip int
	tape  func(code []instruction) tape
}

// inPortableGo runs everywhere.
var inPortableGo = set{"Go", strip, func(code []instruction) tape {
	steps := make(goTape, len(code))
	for i, in := range code {
		steps[i].run, steps[i].k, steps[i].l = portable[in.kernel], in.k, in.l
	}
	return steps
}}

type goTape []step

func (t goTape) keep(at int, second bool, register []float64) { t[at].column(second, register, 0) }

func (t goTape) lend(to []patch, columns [][]float64) {
	for _, p := range to {
		t[p.step].column(p.second, columns[p.column], -1)
	}
}

func (s *step) column(second bool, values []float64, move int) {
	strips := unsafe.Slice((*[strip]float64)(unsafe.Pointer(&values[0])), len(values)/strip) // no lane but those of values
	if second {
		s.b, s.moveB = strips, move
		return
	}
	s.a, s.moveA = strips, move
}
