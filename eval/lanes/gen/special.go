package main

// special writes the operations that take several instructions. A lane that has failed is NaN and stays so: where an
// instruction would lose it, all bits are set again, which is a NaN too.
func (g *emitter) special(e apply, r string) {
	switch e.op {
	case "div":
		g.divide(g.value(e.args[0]), g.value(e.args[1]), r)
	case "min", "max":
		g.extreme(e.op, g.value(e.args[0]), g.value(e.args[1]), r)
	case "abs":
		g.absolute(g.value(e.args[0]), r)
	case "solid":
		g.one(g.compare(notEqual, g.value(e.args[0]), g.zero()), r)
	case "pick":
		g.pick(g.value(e.args[0]), g.source(e.args[1]), g.value(e.args[2]), r)
	case "within":
		g.within(g.value(e.args[1]), g.value(e.args[2]), g.value(e.args[3]))
	case "lt", "le", "eq":
		g.judge(e.op, g.value(e.args[0]), g.value(e.args[1]), r)
	default:
		g.round(e.op, g.value(e.args[0]), r)
	}
}

// The predicates of comparisons.
const (
	equal     = 0
	less      = 1
	lessEqual = 2
	unordered = 3
	notEqual  = 4 // or unordered

	notLessEqual = 6 // or unordered
)

// wide reports whether comparisons give masks of their own kind and bits are those of whole numbers.
func (g *emitter) wide() bool { return g.set.name == "AVX512" }

// bits writes an operation on the bits of two registers.
func (g *emitter) bits(name, y, x, r string) {
	if g.wide() {
		g.line("VP%sQ %s, %s, %s", name, y, x, r)
		return
	}
	g.line("V%sPD %s, %s, %s", name, y, x, r)
}

// compare returns a mask of where x and y are so.
func (g *emitter) compare(predicate int, x, y string) string {
	m := "K1"
	if !g.wide() {
		m = g.temporary()
	}
	g.line("VCMPPD $%d, %s, %s, %s", predicate, y, x, m)
	return m
}

// fail sets all bits of a register where the mask is set.
func (g *emitter) fail(mask, r string) {
	if g.wide() {
		g.line("VPTERNLOGQ $255, %[1]s, %[1]s, %[2]s, %[1]s", r, mask)
		return
	}
	g.line("VORPD %s, %s, %s", mask, r, r)
}

// one is one where the mask is set, and else zero.
func (g *emitter) one(mask, r string) {
	one := g.number("lanesOne")
	if g.wide() {
		g.line("VMOVAPD.Z %s, %s, %s", one, mask, r)
		return
	}
	g.line("VANDPD %s, %s, %s", one, mask, r)
}

func (g *emitter) absolute(x, r string) { g.bits("ANDN", x, g.number("lanesSign"), r) }

// divide fails where the divisor is zero.
func (g *emitter) divide(x, y, r string) {
	m := g.compare(equal, y, g.zero())
	g.line("VDIVPD %s, %s, %s", y, x, r)
	g.fail(m, r)
}

// extreme is the instruction's result, which is the second operand when the first is NaN, with the NaN put back.
func (g *emitter) extreme(name, x, y, r string) {
	m := g.compare(unordered, x, x)
	g.line("%s %s, %s, %s", map[string]string{"min": "VMINPD", "max": "VMAXPD"}[name], y, x, r)
	g.fail(m, r)
}

// within makes the running value fail where x does not lie between two numbers.
func (g *emitter) within(x, low, high string) {
	m := g.compare(notLessEqual, low, x)
	g.fail(m, g.running())
	g.fail(g.compareInto(m, notLessEqual, x, high), g.running())
}

// pick takes the second operand where the first is not zero, else the third.
func (g *emitter) pick(cond, yes, no, r string) {
	kept := g.temporary()
	m := g.compare(notEqual, cond, g.zero())
	if g.wide() {
		g.line("VBLENDMPD %s, %s, %s, %s", yes, no, m, kept)
	} else {
		g.line("VBLENDVPD %s, %s, %s, %s", m, yes, no, kept)
	}
	g.fail(g.compareInto(m, unordered, cond, cond), kept)
	g.line("VMOVAPD %s, %s", kept, r)
}

// compareInto is compare with the mask of an earlier one.
func (g *emitter) compareInto(m string, predicate int, x, y string) string {
	g.line("VCMPPD $%d, %s, %s, %s", predicate, y, x, m)
	return m
}

// judge holds with a slack of the larger operand.
func (g *emitter) judge(name, x, y, r string) {
	d, size, other := g.temporary(), g.temporary(), g.temporary()
	g.line("VSUBPD %s, %s, %s", y, x, d)
	g.absolute(x, size)
	g.absolute(y, other)
	g.line("VMAXPD %s, %s, %s", other, size, size)
	g.line("VMULPD %s, %s, %s", g.number("lanesSlack"), size, size)
	m := "K1"
	if !g.wide() {
		m = other
	}
	switch name {
	case "lt":
		g.bits("XOR", g.number("lanesSign"), size, size)
		g.compareInto(m, less, d, size)
	case "le":
		g.compareInto(m, lessEqual, d, size)
	default:
		g.absolute(d, other)
		g.compareInto(m, lessEqual, other, size)
	}
	g.one(m, r)
	g.fail(g.compareInto(m, unordered, d, d), r)
}

// round rounds to a whole number, with a slack of its size.
func (g *emitter) round(name, x, r string) {
	size := g.temporary()
	g.absolute(x, size)
	slack := g.number("lanesSlack")
	switch name {
	case "floor":
		g.line("VMULPD %s, %s, %s", slack, size, size)
		g.line("VADDPD %s, %s, %s", size, x, r)
		g.whole(9, r, r)
	case "ceil":
		g.line("VMULPD %s, %s, %s", slack, size, size)
		g.line("VSUBPD %s, %s, %s", size, x, r)
		g.whole(10, r, r)
	default:
		part := g.temporary()
		g.line("VMULPD %s, %s, %s", slack, size, part)
		g.line("VADDPD %s, %s, %s", g.number("lanesHalf"), size, size)
		g.line("VADDPD %s, %s, %s", part, size, size)
		g.whole(11, size, size)
		g.bits("AND", g.number("lanesSign"), x, r)
		g.bits("OR", size, r, r)
	}
}

// whole rounds down (9), up (10) or towards zero (11).
func (g *emitter) whole(mode int, x, r string) {
	name := "VROUNDPD"
	if g.wide() {
		name = "VRNDSCALEPD"
	}
	g.line("%s $%d, %s, %s", name, mode, x, r)
}
