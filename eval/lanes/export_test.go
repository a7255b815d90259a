package lanes

// NewPortableMachine returns a machine that runs the program by the kernels in Go, whatever the processor.
func (p *Program) NewPortableMachine() *Machine { return p.newMachine(inPortableGo) }
