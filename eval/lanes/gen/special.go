package main

// special writes the operations that take several instructions. A lane that has failed is NaN and stays so: where an
// instruction would lose it, a mask of ones puts it back.
func (g *emitter) special(ap apply) string {
	switch ap.op {
	case "copy":
		return g.inRegister(ap.args[0])
	case "div":
		return g.divide(ap)
	case "min", "max":
		return g.extreme(ap)
	case "abs":
		x := g.inRegister(ap.args[0])
		r := g.target(x)
		g.line("VANDNPD %s, %s, %s", x, regSign, r)
		return r
	case "solid":
		x := g.inRegister(ap.args[0])
		g.line("VCMPPD $4, %s, %s, %s", regZero, x, x)
		g.line("VANDPD %s, %s, %s", regOne, x, x)
		return x
	case "pick":
		return g.pick(ap)
	case "lt", "le", "eq":
		return g.compare(ap)
	}
	return g.round(ap)
}

// divide fails where the divisor is zero.
func (g *emitter) divide(ap apply) string {
	x, y := g.inRegister(ap.args[0]), g.inRegister(ap.args[1])
	r := g.target(x)
	g.line("VDIVPD %s, %s, %s", y, x, r)
	if g.set == avx512 { // compares into a mask
		g.line("VCMPPD $0, %s, %s, K1", regZero, y)
		g.line("VPTERNLOGQ $255, %s, %s, K1, %s", r, r, r)
		return r
	}
	zero := g.target(y)
	g.line("VCMPPD $0, %s, %s, %s", regZero, y, zero)
	g.line("VORPD %s, %s, %s", zero, r, r)
	return r
}

// extreme is the instruction's result, which is the second operand when the first is NaN, with the NaN put back.
func (g *emitter) extreme(ap apply) string {
	x, y := g.inRegister(ap.args[0]), g.second(ap.args[1])
	r := g.register()
	g.line("%s %s, %s, %s", map[string]string{"min": "VMINPD", "max": "VMAXPD"}[ap.op], y, x, r)
	g.line("VCMPPD $3, %s, %s, %s", x, x, x)
	g.line("VORPD %s, %s, %s", x, r, r)
	return r
}

// pick takes the second operand where the first is not zero, else the third.
func (g *emitter) pick(ap apply) string {
	cond, r := g.inRegister(ap.args[0]), g.register()
	other := g.inRegister(ap.args[2])
	g.line("VCMPPD $4, %s, %s, %s", regZero, cond, r)
	g.line("VBLENDVPD %s, %s, %s, %s", r, g.second(ap.args[1]), other, r)
	g.line("VCMPPD $3, %s, %s, %s", cond, cond, cond)
	g.line("VORPD %s, %s, %s", cond, r, r)
	return r
}

// compare holds with a slack of the larger operand.
func (g *emitter) compare(ap apply) string {
	x, y := g.inRegister(ap.args[0]), g.inRegister(ap.args[1])
	d := g.register()
	g.line("VSUBPD %s, %s, %s", y, x, d)
	t, u := g.target(x, y), x
	if t == x {
		u = y
	}
	g.line("VANDNPD %s, %s, %s", t, regSign, t)
	if own(u) {
		g.line("VANDNPD %s, %s, %s", u, regSign, u)
		g.line("VMAXPD %s, %s, %s", u, t, t)
	} else { // the number that is the same in every lane
		g.line("VANDNPD %s, %s, Y8", u, regSign)
		g.line("VMAXPD Y8, %s, %s", t, t)
	}
	g.line("VMULPD %s, %s, %s", regSlack, t, t)
	g.judge(ap.op, d, t)
	g.line("VANDPD %s, %s, %s", regOne, t, t)
	g.line("VCMPPD $3, %s, %s, %s", d, d, d)
	g.line("VORPD %s, %s, %s", d, t, t)
	return t
}

// judge turns t into the mask of whether the difference d is below -t, at most t, or within t.
func (g *emitter) judge(op, d, t string) {
	switch op {
	case "lt":
		g.line("VXORPD %s, %s, %s", regSign, t, t)
		g.line("VCMPPD $1, %s, %s, %s", t, d, t)
	case "le":
		g.line("VCMPPD $2, %s, %s, %s", t, d, t)
	default:
		g.line("VANDNPD %s, %s, Y8", d, regSign)
		g.line("VCMPPD $2, %s, Y8, %s", t, t)
	}
}

// round rounds to a whole number, with a slack of its size.
func (g *emitter) round(ap apply) string {
	x := g.inRegister(ap.args[0])
	t := g.register()
	g.line("VANDNPD %s, %s, %s", x, regSign, t)
	switch ap.op {
	case "floor":
		g.line("VMULPD %s, %s, %s", regSlack, t, t)
		g.line("VADDPD %s, %s, %s", t, x, t)
		g.line("VROUNDPD $9, %s, %s", t, t)
	case "ceil":
		g.line("VMULPD %s, %s, %s", regSlack, t, t)
		g.line("VSUBPD %s, %s, %s", t, x, t)
		g.line("VROUNDPD $10, %s, %s", t, t)
	default:
		u := g.register()
		g.line("VMULPD %s, %s, %s", regSlack, t, u)
		g.line("VADDPD %s, %s, %s", regHalf, t, t)
		g.line("VADDPD %s, %s, %s", u, t, t)
		g.line("VROUNDPD $11, %s, %s", t, t)
		g.line("VANDPD %s, %s, %s", regSign, x, x)
		g.line("VORPD %s, %s, %s", x, t, t)
	}
	return t
}
