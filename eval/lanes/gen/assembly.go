package main

import (
	"fmt"
	"regexp"
	"strings"
)

// isa is a set of vector instructions.
type isa struct {
	suffix   string
	register string // what its registers begin with
	bytes    int    // of a register
	vectors  int    // most registers side by side, so that no turn of a loop takes more lanes than the grain
}

var avx2, avx512 = isa{"AVX2", "Y", 32, 4}, isa{"AVX512", "Z", 64, 2}

// in512 reports whether a kernel has a loop of its own in AVX-512: sums, differences, products and quotients, which most
// instructions of a program are.
func in512(e expr) bool {
	ap, ok := e.(apply)
	if !ok {
		return true
	}
	for _, arg := range ap.args {
		if !in512(arg) {
			return false
		}
	}
	return simple[ap.op] != "" || ap.op == "div" || ap.op == "copy"
}

// widest is the set that a kernel has where there is AVX-512.
func widest(k kernel) isa {
	if in512(k.expr) {
		return avx512
	}
	return avx2
}

// declarations gives the Go side of the assembly.
func declarations(all []kernel) string {
	var out, names2, names512 strings.Builder
	for _, k := range all {
		fmt.Fprintf(&names2, "%s%s,", k.name, avx2.suffix)
		declare(&out, k, avx2)
		if in512(k.expr) {
			declare(&out, k, avx512)
		}
		fmt.Fprintf(&names512, "%s%s,", k.name, widest(k).suffix)
	}
	const list = "\nvar %s = [kernelCount]func(*operands, int){\n%s\n}\n"
	return "package lanes\n" + fmt.Sprintf(list, "avx2", names2.String()) + fmt.Sprintf(list, "avx512", names512.String()) + out.String()
}

// entries lists where the loops of each set begin, for the assembly that runs them one after the other.
func entries(out *strings.Builder, all []kernel, name string, best func(kernel) isa) {
	out.WriteString("\n")
	for i, k := range all {
		fmt.Fprintf(out, "DATA ·%s+%d(SB)/8, $·%s%s(SB)\n", name, 8*i, k.name, best(k).suffix)
	}
	fmt.Fprintf(out, "GLOBL ·%s(SB), RODATA|NOPTR, $%d\n", name, 8*len(all))
}

func declare(out *strings.Builder, k kernel, set isa) {
	fmt.Fprintf(out, "\n//go:noescape\nfunc %s%s(in *operands, n int)\n", k.name, set.suffix)
}

// assembly gives the loops for AVX2, four lanes to a register, and AVX-512, eight: so many registers side by side that the
// processor is never waiting for one.
func assembly(all []kernel) string {
	var out strings.Builder
	out.WriteString("#include \"textflag.h\"\n\n")
	out.WriteString(constants)
	for _, k := range all {
		asmLoop(&out, k, avx2)
		if in512(k.expr) {
			asmLoop(&out, k, avx512)
		}
	}
	entries(&out, all, "entriesAVX2", func(kernel) isa { return avx2 })
	entries(&out, all, "entriesAVX512", widest)
	out.WriteString(dispatch)
	return out.String()
}

// dispatch runs the instructions of a program. Kernels leave the registers from R10 on alone.
const dispatch = `
// func dispatch(args *operands, entries *uintptr, count, n int)
TEXT ·dispatch(SB), NOSPLIT, $16-32
	MOVQ args+0(FP), R10
	MOVQ entries+8(FP), R11
	MOVQ count+16(FP), R12
	MOVQ n+24(FP), R13

next:
	MOVQ R10, 0(SP)
	MOVQ R13, 8(SP)
	MOVQ (R11), AX
	CALL AX
	ADDQ $112, R10
	ADDQ $8, R11
	DECQ R12
	JNZ next
	VZEROUPPER
	RET
`

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

// asmLoop writes a kernel for a set of instructions. What is named by its registers of AVX2 is renamed at the end.
func asmLoop(w *strings.Builder, k kernel, set isa) {
	out, wide := &strings.Builder{}, set.vectors
	if temporaries(k.expr) > 2 {
		wide = 2
	}
	fmt.Fprintf(w, "\n// func %[1]s%[2]s(in *operands, n int)\nTEXT ·%[1]s%[2]s(SB), NOSPLIT, $0-16\n", k.name, set.suffix)
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
	g := &emitter{out: out, set: set}
	for v := range wide {
		g.vector, g.free = v, v*temporaries(k.expr)
		r := g.value(k.expr)
		fmt.Fprintf(out, "\tVMOVUPD %s, %d(DI)(R9*1)\n", r, set.bytes*v)
	}
	fmt.Fprintf(out, "\tADDQ $%d, R9\n\tCMPQ R9, CX\n\tJLT loop\n\tVZEROUPPER\n\tRET\n", set.bytes*wide)
	w.WriteString(ymm.ReplaceAllString(out.String(), set.register+"$1"))
}

// ymm is a register of AVX2.
var ymm = regexp.MustCompile(`\bY(\d+)`)

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
	set    isa
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
	return fmt.Sprintf("%d(%s)(R9*1)", g.set.bytes*g.vector, pointers[o])
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
