package lanes

import "math/rand/v2"

// NewPortableMachine returns a machine that runs the program by the kernels in Go, whatever the processor.
func (p *Program) NewPortableMachine() *Machine { return p.newMachine(inPortableGo) }

// RandomProgram is one of every operation.
func RandomProgram(r *rand.Rand, inputs, operations, outputs int) *Program {
	return drawn(r, inputs, operations, outputs)
}
