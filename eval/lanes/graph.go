package lanes

import (
	"context"
	"math"
)

// opcode is what a node of the graph does.
type opcode uint8

const (
	opConst opcode = iota // value
	opInput               // column a
	opAdd
	opSub
	opMul
	opDiv
	opMin
	opMax
	opAbs
	opRound // to whole numbers
	opFloor
	opCeil
	opLt
	opLe
	opEq
	opPick  // b where a is not zero, else c
	opSolid // zero where a is zero, else one
	opCall  // what the function of calls[a] makes of its arguments
	opCount
)

// node is a value of the graph. Its operands stand before it.
type node struct {
	op      opcode
	a, b, c int32
	value   float64
}

// operands calls f with every node that n reads.
func (g *graph) operands(n node, f func(int32)) {
	switch n.op {
	case opConst, opInput:
	case opCall:
		for _, x := range g.calls[n.a].args {
			f(x)
		}
	case opAbs, opRound, opFloor, opCeil, opSolid:
		f(n.a)
	case opPick:
		f(n.a)
		f(n.b)
		f(n.c)
	default:
		f(n.a)
		f(n.b)
	}
}

// graph is the folded plan: equal nodes are one, and what can be known beforehand is.
type graph struct {
	nodes []node
	// sound says of a node that it has a value in every lane.
	sound  []bool
	known  map[node]int32
	calls  []call
	called map[string]int32 // the node of each call, by function and arguments
	waited func() error     // why nobody waits for it any more, or nil
}

func newGraph(ctx context.Context) *graph {
	return &graph{known: map[node]int32{}, called: map[string]int32{}, waited: ctx.Err}
}

func (g *graph) constant(v float64) int32 {
	if v != v {
		v = math.NaN() // one NaN is as good as another
	}
	return g.enter(node{op: opConst, value: v}, v == v)
}

func (g *graph) input(column int) int32 { return g.enter(node{op: opInput, a: int32(column)}, true) }

func (g *graph) enter(n node, sound bool) int32 {
	key := n
	if n.op == opConst {
		key = node{op: opConst, a: int32(math.Float64bits(n.value) >> 32), b: int32(uint32(math.Float64bits(n.value)))}
	}
	if at, ok := g.known[key]; ok {
		return at
	}
	at := int32(len(g.nodes))
	g.nodes, g.sound = append(g.nodes, n), append(g.sound, sound)
	g.known[key] = at
	return at
}

// number is the value of a constant.
func (g *graph) number(x int32) (float64, bool) {
	n := g.nodes[x]
	return n.value, n.op == opConst
}

// unary enters an operation on one value.
func (g *graph) unary(op opcode, a int32) int32 {
	if v, ok := g.number(a); ok {
		return g.constant(apply(op, v, 0, 0))
	}
	return g.enter(node{op: op, a: a}, g.sound[a] || op == opSolid)
}

// binary enters an operation on two values, in the form that instructions have: a constant stands second in a sum or
// product, a difference from a constant is a sum, a quotient by one a product.
func (g *graph) binary(op opcode, a, b int32) int32 {
	x, constA := g.number(a)
	y, constB := g.number(b)
	switch {
	case constA && constB:
		return g.constant(apply(op, x, y, 0))
	case constB && op == opSub:
		return g.binary(opAdd, a, g.constant(-y))
	case constB && op == opDiv:
		return g.binary(opMul, a, g.constant(oneDiv(1, y)))
	case op == opAdd || op == opMul || op == opMin || op == opMax || op == opEq:
		if constA || !constB && a > b {
			a, b = b, a
		}
	}
	if same, ok := g.simpler(op, a, b); ok {
		return same
	}
	return g.enter(node{op: op, a: a, b: b}, g.sound[a] && g.sound[b] && op != opDiv)
}

// simpler finds a sum or product that is one of its operands, or two constants after each other that are one.
func (g *graph) simpler(op opcode, a, b int32) (int32, bool) {
	y, constB := g.number(b)
	if !constB {
		return 0, false
	}
	n := g.nodes[a]
	switch op {
	case opAdd:
		if y == 0 {
			return a, true
		}
		if z, ok := g.second(n, opAdd); ok {
			return g.binary(opAdd, n.a, g.constant(z+y)), true
		}
	case opMul:
		if y == 1 {
			return a, true
		}
		if y == 0 && g.sound[a] {
			return b, true
		}
		if z, ok := g.second(n, opMul); ok {
			return g.binary(opMul, n.a, g.constant(z*y)), true
		}
	}
	return 0, false
}

// second is the constant that an operation ends with.
func (g *graph) second(n node, op opcode) (float64, bool) {
	if n.op != op {
		return 0, false
	}
	return g.number(n.b)
}

// pick enters a choice.
func (g *graph) pick(cond, a, b int32) int32 {
	if v, ok := g.number(cond); ok {
		switch {
		case v != v:
			return cond
		case v != 0:
			return a
		}
		return b
	}
	if a == b && g.sound[cond] {
		return a
	}
	return g.enter(node{op: opPick, a: cond, b: a, c: b}, g.sound[cond] && g.sound[a] && g.sound[b])
}

// apply computes an operation for one lane.
func apply(op opcode, x, y, z float64) float64 {
	switch op {
	case opAdd:
		return float64(x + y)
	case opSub:
		return float64(x - y)
	case opMul:
		return float64(x * y)
	case opDiv:
		return oneDiv(x, y)
	case opMin:
		return oneMin(x, y)
	case opMax:
		return oneMax(x, y)
	case opAbs:
		return oneAbs(x)
	case opRound:
		return oneRound(x)
	case opFloor:
		return oneFloor(x)
	case opCeil:
		return oneCeil(x)
	case opLt:
		return oneLt(x, y)
	case opLe:
		return oneLe(x, y)
	case opEq:
		return oneEq(x, y)
	case opSolid:
		return oneSolid(x)
	}
	return onePick(x, y, z)
}
