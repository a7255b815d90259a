package lanes

import (
	"context"
	"math"
	"slices"

	"github.com/costlang/cost/eval/exact"
	"github.com/costlang/cost/eval/plan"
	"github.com/costlang/cost/lang/diag"
)

// Program is figures as functions of some inputs. It is not changed once compiled, so any number of machines may run it.
type Program struct {
	code    []instruction
	inputs  int // columns that go in
	outputs int // columns that come out
	// registers is how many columns of a strip lie between the two.
	registers int
	graph     *graph
	wanted    []int32
	calls     []invocation // in order of the code
}

// place is a column: a register, or an input or output of the caller.
type place struct {
	kind  placeKind
	index int
}

type placeKind uint8

const (
	nowhere placeKind = iota
	inRegister
	inInput
	inOutput
)

// instruction is a kernel with its columns and numbers. That of a store has where it stores as its first column.
type instruction struct {
	kernel kernel
	a, b   place
	k, l   float64
}

// Compile folds a plan for inputs in some slots. Everything else has the value of an exact reading, and so the figures are
// those of its scenario. A figure that has no value in a lane is NaN there, and so are all where a guard does not hold. Inputs
// are within the ranges of their params, which is not looked at. The error is a diag.List: the inputs reach a call of a host function
// that has no body for lanes. Or it is that of the context, when that ends first.
func Compile(ctx context.Context, base *exact.Reading, slots []int, wanted []plan.Ref) (p *Program, err error) {
	defer onStop(&p, &err)
	g, nodes, missing := fold(ctx, base, slots, wanted)
	if len(missing) > 0 {
		return nil, missing.Sort()
	}
	return compile(g, nodes, len(slots)), nil
}

// compile writes the code for the wanted nodes.
func compile(g *graph, nodes []int32, inputs int) *Program {
	p := &Program{inputs: inputs, outputs: len(nodes), graph: g, wanted: nodes}
	write(p, schedule(g, nodes))
	return p
}

// Operations is how many additions, products and so on a lane takes.
func (p *Program) Operations() int {
	n := 0
	for i, uses := range p.graph.uses(p.wanted) {
		if op := p.graph.nodes[i].op; uses > 0 && op != opConst && op != opInput {
			n++
		}
	}
	return n
}

// Instructions is how many kernels a strip goes through.
func (p *Program) Instructions() int { return len(p.code) }

// Bytes is the memory that a worker of a sweep takes for the program: the columns of a strip, a block and a chunk, and the operands of
// the instructions.
func (p *Program) Bytes() int64 {
	const number, operands, patched = 8, 64, 24
	lanes := available()[0].strip
	strips := (p.registers+p.lent())*lanes + (p.inputs+p.outputs)*(lanes+page)
	columns := p.inputs*(block+page) + p.outputs*(Chunk+page)
	return int64(strips+columns)*number + int64(len(p.code))*(operands+patched/2)
}

// One reads the figures for one scenario, an operation at a time: what a block of one lane would give.
func (p *Program) One(inputs []float64) []float64 {
	values := p.values(inputs)
	out := make([]float64, len(p.wanted))
	for i, x := range p.wanted {
		out[i] = values[x]
	}
	return out
}

// values are those of all nodes for one scenario.
func (p *Program) values(inputs []float64) []float64 {
	values := make([]float64, len(p.graph.nodes))
	for i, n := range p.graph.nodes {
		switch n.op {
		case opConst:
			values[i] = n.value
		case opInput:
			values[i] = inputs[n.a]
		case opCall:
			values[i] = p.graph.calls[n.a].one(values)
		default:
			var x [3]float64
			at := 0
			p.graph.operands(n, func(ref int32) { x[at] = values[ref]; at++ })
			values[i] = apply(n.op, x[0], x[1], x[2])
		}
	}
	return values
}

// Mute is about the first host function that gives no number for one scenario though all its arguments are numbers.
func (p *Program) Mute(inputs []float64) diag.List {
	values := p.values(inputs)
	for i, n := range p.graph.nodes {
		if n.op != opCall || !Failed(values[i]) {
			continue
		}
		call := p.graph.calls[n.a]
		if !slices.ContainsFunc(call.args, func(x int32) bool { return Failed(values[x]) }) {
			return diag.List{call.mute()}
		}
	}
	return nil
}

// Failed reports whether a figure has no value in a lane.
func Failed(figure float64) bool { return math.IsNaN(figure) }
