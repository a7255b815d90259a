package main

import (
	"fmt"
	"strings"
)

// declarations gives the Go side of the assembly.
func declarations(all []kernel) string {
	var out strings.Builder
	out.WriteString("package lanes\n\nvar avx2 = [kernelCount]func(*operands, int){\n")
	for _, k := range all {
		fmt.Fprintf(&out, "%sAVX2,", k.name)
	}
	out.WriteString("\n}\n")
	for _, k := range all {
		fmt.Fprintf(&out, "\n//go:noescape\nfunc %sAVX2(in *operands, n int)\n", k.name)
	}
	return out.String()
}

// assembly gives the loops for AVX2: four lanes to a register, and so many registers side by side that the processor is
// never waiting for one.
func assembly(all []kernel) string {
	var out strings.Builder
	out.WriteString("#include \"textflag.h\"\n\n")
	out.WriteString(constants)
	for _, k := range all {
		asmLoop(&out, k)
	}
	return out.String()
}

// constants are numbers that loops need beside their operands.
const constants = `DATA lanesSlack<>+0(SB)/8, $0x3d719799812dea11 // 1e-12
GLOBL lanesSlack<>(SB), RODATA|NOPTR, $8
DATA lanesOne<>+0(SB)/8, $0x3ff0000000000000
GLOBL lanesOne<>(SB), RODATA|NOPTR, $8
DATA lanesHalf<>+0(SB)/8, $0x3fe0000000000000
GLOBL lanesHalf<>(SB), RODATA|NOPTR, $8
DATA lanesSign<>+0(SB)/8, $0x8000000000000000
GLOBL lanesSign<>(SB), RODATA|NOPTR, $8
`

// The registers: pointers to the columns, and what is the same in every lane.
var pointers = map[operand]string{"a": "SI", "b": "DX", "c": "BX"}

var offsets = map[operand]int{"a": 24, "b": 48, "c": 72, "k": 96, "l": 104}

const (
	regK, regL                         = "Y15", "Y14"
	regSlack, regOne, regHalf, regSign = "Y13", "Y12", "Y11", "Y10"
	regZero                            = "Y9"
)

// needs lists the constants of an operation.
var needs = map[string][]string{
	"div": {regZero}, "abs": {regSign}, "lt": {regSlack, regOne, regSign}, "le": {regSlack, regOne, regSign}, "eq": {regSlack, regOne, regSign},
	"pick": {regZero}, "solid": {regZero, regOne}, "round": {regSlack, regHalf, regSign}, "floor": {regSlack, regSign}, "ceil": {regSlack, regSign},
}

var symbols = map[string]string{regSlack: "lanesSlack", regOne: "lanesOne", regHalf: "lanesHalf", regSign: "lanesSign"}

// temporaries is how many registers an operation needs for each vector, from which follows how many vectors fit.
func temporaries(e expr) int {
	ap, ok := e.(apply)
	if !ok {
		return 1
	}
	most := map[string]int{"lt": 3, "le": 3, "eq": 3, "round": 3, "pick": 3, "floor": 2, "ceil": 2, "div": 2, "min": 2, "max": 2}[ap.op]
	for _, arg := range ap.args {
		most = max(most, temporaries(arg))
	}
	return max(most, 2)
}

func asmLoop(out *strings.Builder, k kernel) {
	wide := 4
	if temporaries(k.expr) > 2 {
		wide = 2
	}
	fmt.Fprintf(out, "\n// func %sAVX2(in *operands, n int)\nTEXT ·%sAVX2(SB), NOSPLIT, $0-16\n", k.name, k.name)
	out.WriteString("\tMOVQ in+0(FP), R8\n\tMOVQ n+8(FP), CX\n\tSHLQ $3, CX\n\tMOVQ 0(R8), DI\n")
	for _, o := range operandsOf(k.expr) {
		switch o {
		case "k":
			fmt.Fprintf(out, "\tVBROADCASTSD %d(R8), %s\n", offsets[o], regK)
		case "l":
			fmt.Fprintf(out, "\tVBROADCASTSD %d(R8), %s\n", offsets[o], regL)
		default:
			fmt.Fprintf(out, "\tMOVQ %d(R8), %s\n", offsets[o], pointers[o])
		}
	}
	load(out, k.expr, map[string]bool{})
	out.WriteString("\tXORQ R9, R9\n\nloop:\n")
	g := &emitter{out: out}
	for v := range wide {
		g.vector, g.free = v, v*temporaries(k.expr)
		r := g.value(k.expr)
		fmt.Fprintf(out, "\tVMOVUPD %s, %d(DI)(R9*1)\n", r, 32*v)
	}
	fmt.Fprintf(out, "\tADDQ $%d, R9\n\tCMPQ R9, CX\n\tJLT loop\n\tVZEROUPPER\n\tRET\n", 32*wide)
}

// load fills the registers of constants.
func load(out *strings.Builder, e expr, done map[string]bool) {
	ap, ok := e.(apply)
	if !ok {
		return
	}
	for _, r := range needs[ap.op] {
		switch {
		case done[r]:
		case r == regZero:
			fmt.Fprintf(out, "\tVXORPD %s, %s, %s\n", r, r, r)
		default:
			fmt.Fprintf(out, "\tVBROADCASTSD %s<>(SB), %s\n", symbols[r], r)
		}
		done[r] = true
	}
	for _, arg := range ap.args {
		load(out, arg, done)
	}
}

// emitter writes the instructions for one vector of a loop.
type emitter struct {
	out    *strings.Builder
	vector int
	free   int // the next free register
}

func (g *emitter) line(format string, args ...any) { fmt.Fprintf(g.out, "\t"+format+"\n", args...) }

func (g *emitter) register() string {
	g.free++
	return fmt.Sprintf("Y%d", g.free-1)
}

// source is an operand as an instruction may name it: a register, or memory where that is allowed.
func (g *emitter) source(o operand) string {
	switch o {
	case "k":
		return regK
	case "l":
		return regL
	}
	return fmt.Sprintf("%d(%s)(R9*1)", 32*g.vector, pointers[o])
}

// inRegister brings a value into a register. One of the vector's own may be overwritten.
func (g *emitter) inRegister(e expr) string {
	o, ok := e.(operand)
	if !ok {
		return g.value(e)
	}
	s := g.source(o)
	if o == "k" || o == "l" {
		return s
	}
	r := g.register()
	g.line("VMOVUPD %s, %s", s, r)
	return r
}

// second is the last operand of an instruction, which may lie in memory.
func (g *emitter) second(e expr) string {
	if o, ok := e.(operand); ok {
		return g.source(o)
	}
	return g.value(e)
}

var simple = map[string]string{"add": "VADDPD", "sub": "VSUBPD", "mul": "VMULPD"}

// value computes an expression and returns the register it is in.
func (g *emitter) value(e expr) string {
	ap, ok := e.(apply)
	if !ok {
		return g.inRegister(e)
	}
	if ins, ok := simple[ap.op]; ok {
		x := g.inRegister(ap.args[0])
		y := g.second(ap.args[1])
		r := g.target(x, y)
		g.line("%s %s, %s, %s", ins, y, x, r)
		return r
	}
	return g.special(ap)
}

// target is a register of the vector's own to put a result in: that of an operand, or a new one.
func (g *emitter) target(operands ...string) string {
	for _, o := range operands {
		if own(o) {
			return o
		}
	}
	return g.register()
}

// own reports whether a register belongs to a vector, and is not one of the constants.
func own(r string) bool {
	switch r {
	case "Y0", "Y1", "Y2", "Y3", "Y4", "Y5", "Y6", "Y7", "Y8":
		return true
	}
	return false
}
