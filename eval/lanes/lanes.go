// Package lanes reads a plan in float64 over many scenarios at once: sweeps, simulations and the search for a break-even.
//
// A plan is first folded: what the swept inputs do not reach is taken from an exact reading and converted once. The rest
// becomes a short list of instructions, each a loop over the lanes of a block, a lane being one scenario. Every operation is
// one that IEEE 754 fixes, so portable Go, assembly and a reading of one scenario at a time give the same bits, whatever the
// size of a block and the number of workers.
//
// A figure that has no value in a scenario is NaN there. Comparisons and the rounding of `round`, `floor` and `ceil` have a
// relative slack of 1e-12, so that what a float has lost does not decide them; what is printed as a scenario is to be read
// again exactly.
package lanes

//go:generate go run ./gen

// kernel is the number of a loop over the lanes of a block.
type kernel uint8

// operands are the columns and numbers of an instruction. Assembly knows where they lie.
type operands struct {
	dst, a, b, c []float64
	k, l         float64
}
