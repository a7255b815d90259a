package lanes

import "slices"

// chains is how the operations of a graph hang together: what only one other reads goes into that one without being stored.
type chains struct {
	*graph
	uses  []int
	inner []int32 // by node: the operand it goes on from, or -1
	side  []int32 // by node: the operand that is put together on the way, or -1
	depth []int   // by node: how many operations its chain has so far
	taken []bool  // by node: whether it is inside a chain

	collected int   // units so far
	readIn    []int // by node: the last unit that reads it, counted from 1
}

// chain finds the units of the wanted nodes. It also gives the unit of each node, or -1.
func chain(g *graph, wanted []int32) (units []unit, of []int) {
	n := len(g.nodes)
	c := &chains{g, g.uses(wanted), make([]int32, n), make([]int32, n), make([]int, n), make([]bool, n), 0, make([]int, n)}
	of = make([]int, n)
	for i := range g.nodes {
		c.inner[i], c.side[i], of[i] = -1, -1, -1
		if c.operation(int32(i)) && c.nodes[i].op != opCall {
			c.link(int32(i))
		}
	}
	for i := range g.nodes {
		g.look(i)
		if c.operation(int32(i)) && !c.taken[i] {
			of[i] = len(units)
			units = append(units, c.unit(int32(i)))
		}
	}
	return units, of
}

// operation reports whether a node is computed at all.
func (c *chains) operation(x int32) bool {
	op := c.nodes[x].op
	return c.uses[x] > 0 && op != opConst && op != opInput
}

// link chooses what a node goes on from: of two operands that need not be stored the one with the longer chain. The other is put
// together on the way where it can be.
func (c *chains) link(x int32) {
	c.depth[x] = 1
	from, other := c.operandsOf(x)
	if from == other {
		return
	}
	if c.free(other) && (!c.free(from) || c.depth[other] > c.depth[from]) {
		from, other = other, from
	}
	if c.free(from) {
		c.inner[x], c.taken[from] = from, true
		c.depth[x] += c.depth[from]
	}
	if c.beside(c.nodes[x].op, other) {
		c.side[x], c.taken[other] = other, true
	}
}

// operandsOf gives the operands that an operation may go on from.
func (c *chains) operandsOf(x int32) (first, second int32) {
	n := c.nodes[x]
	if n.op == opPick || unary[n.op] != kNone {
		return n.a, -1
	}
	return n.a, n.b
}

// free reports whether a node is an operation that only one other reads.
// A call of a host function is made with columns, so it goes into no chain.
func (c *chains) free(x int32) bool {
	return x >= 0 && c.operation(x) && c.uses[x] == 1 && !c.taken[x] && c.nodes[x].op != opCall
}

// beside reports whether a node can be put together on the way to an operation.
func (c *chains) beside(op opcode, x int32) bool {
	if !c.free(x) || c.inner[x] >= 0 || c.side[x] >= 0 || op != opAdd && op != opSub && op != opMul {
		return false
	}
	inside := c.nodes[x].op
	return inside == opAdd || inside == opSub || inside == opMul
}

// unit collects the chain that ends in a node.
func (c *chains) unit(x int32) (u unit) {
	for at := x; at >= 0; at = c.inner[at] {
		u.stages = append(u.stages, stage{at, c.side[at]})
	}
	slices.Reverse(u.stages)
	c.collected++
	for _, s := range u.stages {
		c.operands(c.nodes[s.node], func(x int32) { c.read(&u, s, x) })
	}
	return u
}

// read adds a column that a unit reads.
func (c *chains) read(u *unit, s stage, x int32) {
	switch {
	case x == c.inner[s.node] || c.nodes[x].op == opConst:
		return
	case x == s.side:
		c.operands(c.nodes[x], func(y int32) { c.read(u, stage{x, -1}, y) })
		return
	}
	if c.readIn[x] == c.collected {
		return
	}
	c.readIn[x] = c.collected
	u.reads = append(u.reads, x)
}
