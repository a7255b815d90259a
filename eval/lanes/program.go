package lanes

import (
	"math"

	"github.com/costlang/cost/eval/exact"
	"github.com/costlang/cost/eval/plan"
)

// Program is figures as functions of some inputs. It is not changed once compiled, so any number of machines may run it.
type Program struct {
	code    []instruction
	inputs  int // columns that go in
	outputs int // columns that come out
	// registers is how many columns of a block lie between the two, and block how many lanes each has.
	registers, block int
	graph            *graph
	wanted           []int32
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

// instruction is a kernel with its columns and numbers.
type instruction struct {
	kernel kernel
	dst    place
	reads  [3]place
	k, l   float64
}

// Compile folds a plan for inputs in some slots. Everything else has the value of an exact reading, and so the figures are
// those of its scenario. A figure that has no value in a lane is NaN there, and so are all where a guard does not hold. Inputs
// are within the ranges of their params, which is not looked at.
func Compile(base *exact.Reading, slots []int, wanted []plan.Ref) *Program {
	g, nodes := fold(base, slots, wanted)
	return compile(g, nodes, len(slots))
}

// compile writes the code for the wanted nodes.
func compile(g *graph, nodes []int32, inputs int) *Program {
	p := &Program{inputs: inputs, outputs: len(nodes), graph: g, wanted: nodes}
	w := &writer{Program: p, places: make([]place, len(g.nodes)), left: make([]int, len(g.nodes))}
	w.write(schedule(g, nodes))
	p.block = blockFor(p.registers + p.inputs + p.outputs)
	return p
}

// Operations is how many additions, products and so on a lane takes, those computed in pairs counted each.
func (p *Program) Operations() int {
	n := 0
	for i, uses := range p.graph.uses(p.wanted) {
		if op := p.graph.nodes[i].op; uses > 0 && op != opConst && op != opInput {
			n++
		}
	}
	return n
}

// Instructions is how many loops a block takes.
func (p *Program) Instructions() int { return len(p.code) }

// Bytes is the memory that a worker of a sweep takes for the program: the columns of a block and of a chunk, and the operands of
// the instructions.
func (p *Program) Bytes() int64 {
	const number, instruction = 8, 128
	ends := p.inputs + p.outputs
	block := (p.registers+ends)*(p.block+page) + page
	chunk := ends*(Chunk+page) + page
	return int64(block+chunk)*number + int64(len(p.code))*instruction
}

// The sizes of a block: enough lanes to hide what an instruction costs beside its loop, and so few that its columns stay in
// the second cache.
const (
	leastBlock, mostBlock = 128, 1024
	cacheBytes            = 128 << 10
)

func blockFor(columns int) int {
	block := mostBlock
	for block > leastBlock && columns*block*8 > cacheBytes {
		block /= 2
	}
	return block
}

// writer turns units into instructions and gives their results registers.
type writer struct {
	*Program
	places []place // by node
	left   []int   // by node: how many units have yet to read it
	free   []int   // registers that nothing needs any more
}

func (w *writer) write(units []unit) {
	for _, u := range units {
		for _, x := range u.reads {
			w.left[x]++
		}
	}
	w.fixed()
	for _, u := range units {
		w.unit(u)
	}
	w.copies()
}

// fixed places what has a column of the caller: inputs, and each figure in the first column that wants it.
func (w *writer) fixed() {
	for i, n := range w.graph.nodes {
		if n.op == opInput {
			w.places[i] = place{inInput, int(n.a)}
		}
	}
	for i, x := range w.wanted {
		if n := w.graph.nodes[x]; w.places[x].kind == nowhere && n.op != opConst {
			w.places[x] = place{inOutput, i}
		}
	}
}

// copies fills the outputs that are constants, inputs, or the same as another.
func (w *writer) copies() {
	for i, x := range w.wanted {
		out := place{inOutput, i}
		switch n := w.graph.nodes[x]; {
		case n.op == opConst:
			w.code = append(w.code, instruction{kernel: kCopyK, dst: out, k: n.value})
		case w.places[x] != out:
			w.code = append(w.code, instruction{kernel: kCopyV, dst: out, reads: [3]place{w.places[x]}})
		}
	}
}

func (w *writer) unit(u unit) {
	in := w.encode(u)
	for _, x := range u.reads {
		if w.left[x]--; w.left[x] == 0 && w.places[x].kind == inRegister {
			w.free = append(w.free, w.places[x].index)
		}
	}
	if w.places[u.node].kind == nowhere {
		w.places[u.node] = place{inRegister, w.register()}
	}
	in.dst = w.places[u.node]
	w.code = append(w.code, in)
}

// register takes the one that was freed last, which is the likeliest to be in the first cache.
func (w *writer) register() int {
	if n := len(w.free); n > 0 {
		r := w.free[n-1]
		w.free = w.free[:n-1]
		return r
	}
	w.registers++
	return w.registers - 1
}

// encode chooses the kernel of a unit.
func (w *writer) encode(u unit) instruction {
	e := &encoder{writer: w}
	n := w.graph.nodes[u.node]
	if u.inner < 0 {
		e.single(n)
		return e.in
	}
	first := e.first(w.graph.nodes[u.inner])
	e.second(first, n, u.inner)
	return e.in
}

// encoder fills in one instruction.
type encoder struct {
	*writer
	in    instruction
	reads int
}

// column adds a column that the instruction reads.
func (e *encoder) column(x int32) {
	e.in.reads[e.reads] = e.places[x]
	e.reads++
}

// value adds an operand, and reports whether it is a number, which goes to where it says.
func (e *encoder) value(x int32, number *float64) bool {
	if v, ok := e.graph.number(x); ok {
		*number = v
		return true
	}
	e.column(x)
	return false
}

// forms are the kernels of an operation by which of its operands are numbers: none, the second, the first.
var forms = map[opcode][3]kernel{
	opAdd: {kAddVV, kAddVK, kAddVK}, opSub: {kSubVV, kSubVV, kSubKV}, opMul: {kMulVV, kMulVK, kMulVK},
	opDiv: {kDivVV, kDivVV, kDivKV}, opMin: {kMinVV, kMinVK, kMinVK}, opMax: {kMaxVV, kMaxVK, kMaxVK},
	opLt: {kLtVV, kLtVK, kLtKV}, opLe: {kLeVV, kLeVK, kLeKV}, opEq: {kEqVV, kEqVK, kEqVK},
}

var unaries = map[opcode]kernel{opAbs: kAbsV, opRound: kRoundV, opFloor: kFloorV, opCeil: kCeilV, opSolid: kSolidV}

func (e *encoder) single(n node) {
	if k, ok := unaries[n.op]; ok {
		e.column(n.a)
		e.in.kernel = k
		return
	}
	if n.op == opPick {
		e.pick(n)
		return
	}
	e.in.kernel = forms[n.op][e.two(n)]
}

// two adds the operands of an operation on two values and returns which of them is a number.
func (e *encoder) two(n node) int {
	switch {
	case e.value(n.a, &e.in.k):
		e.column(n.b)
		return 2
	case e.value(n.b, &e.in.k):
		return 1
	}
	return 0
}

func (e *encoder) pick(n node) {
	e.column(n.a)
	first := e.value(n.b, &e.in.k)
	to := &e.in.k
	if first {
		to = &e.in.l
	}
	second := e.value(n.c, to)
	switch {
	case first && second:
		e.in.kernel = kPickVKK
	case first:
		e.in.kernel = kPickVKV
	case second:
		e.in.kernel = kPickVVK
	default:
		e.in.kernel = kPickVVV
	}
}

// first adds the operands of the first operation of a pair and returns its number among those.
func (e *encoder) first(n node) kernel { return forms[n.op][e.two(n)] }

// pairs is the first kernel of the pairs that begin with an operation.
var pairs = map[kernel]kernel{
	kAddVV: kAddVVAddV, kAddVK: kAddVKAddV, kSubVV: kSubVVAddV, kSubKV: kSubKVAddV, kMulVV: kMulVVAddV, kMulVK: kMulVKAddV,
	kDivVV: kDivVVAddV, kDivKV: kDivKVAddV,
}

// The second operations of pairs, in the order of their kernels.
const (
	thenAddV kernel = iota
	thenAddK
	thenSubV
	thenVSub
	thenKSub
	thenMulV
	thenMulK
	thenDivV
)

// second adds the other operand of the second operation of a pair.
func (e *encoder) second(first kernel, n node, inner int32) {
	other, isSecond := n.b, true
	if n.b == inner {
		other, isSecond = n.a, false
	}
	number := e.value(other, &e.in.l)
	then := map[opcode][2]kernel{opAdd: {thenAddV, thenAddK}, opMul: {thenMulV, thenMulK}, opDiv: {thenDivV, thenDivV}, opSub: {thenSubV, thenSubV}}[n.op]
	if n.op == opSub && !isSecond {
		then = [2]kernel{thenVSub, thenKSub}
	}
	at := then[0]
	if number {
		at = then[1]
	}
	e.in.kernel = pairs[first] + at
}

// One reads the figures for one scenario, an operation at a time: what a block of one lane would give.
func (p *Program) One(inputs []float64) []float64 {
	values := make([]float64, len(p.graph.nodes))
	for i, n := range p.graph.nodes {
		switch n.op {
		case opConst:
			values[i] = n.value
		case opInput:
			values[i] = inputs[n.a]
		default:
			var x [3]float64
			at := 0
			n.operands(func(ref int32) { x[at] = values[ref]; at++ })
			values[i] = apply(n.op, x[0], x[1], x[2])
		}
	}
	out := make([]float64, len(p.wanted))
	for i, x := range p.wanted {
		out[i] = values[x]
	}
	return out
}

// Failed reports whether a figure has no value in a lane.
func Failed(figure float64) bool { return math.IsNaN(figure) }
