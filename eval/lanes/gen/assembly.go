package main

import (
	"fmt"
	"regexp"
	"strings"
)

// isa is a set of vector instructions. Registers are named by their numbers in what the emitter writes, #0 the first; the
// running values of a strip stay in the first ones, and temporaries and constants follow.
type isa struct {
	name        string
	register    string // what its registers begin with
	bytes       int    // of a register
	vectors     int    // registers of a strip
	temporaries int    // the first register for them
	constants   int    // the last register for what is the same in every lane
}

var sets = []isa{{"AVX2", "Y", 32, 8, 8, 15}, {"AVX512", "Z", 64, 8, 8, 31}}

// declarations gives the Go side of the assembly.
func declarations() string {
	var out strings.Builder
	out.WriteString("package lanes\n")
	for _, set := range sets {
		fmt.Fprintf(&out, "\n// entries%[1]s is where the kernels for %[1]s begin, which take %[2]d lanes. The assembly holds it.\nvar entries%[1]s [kernelCount]uintptr\n\nconst strip%[1]s = %[2]d\n",
			set.name, set.bytes/8*set.vectors)
	}
	return out.String()
}

// assembly gives the kernels in vector instructions. Each ends by going on to that of the next step, so that the running
// values need not leave their registers.
func assembly(all []kernel) string {
	var out strings.Builder
	out.WriteString("#include \"textflag.h\"\n\n")
	out.WriteString(constants)
	out.WriteString(enter)
	for _, set := range sets {
		for _, k := range all {
			routine(&out, k, set)
		}
		fmt.Fprintf(&out, "\nDATA ·entries%s+0(SB)/8, $leave<>(SB)\n", set.name)
		for i, k := range all {
			fmt.Fprintf(&out, "DATA ·entries%s+%d(SB)/8, $%s%s<>(SB)\n", set.name, 8*(i+1), k.name, set.name)
		}
		fmt.Fprintf(&out, "GLOBL ·entries%s(SB), RODATA|NOPTR, $%d\n", set.name, 8*(len(all)+1))
	}
	return out.String()
}

// enter begins with the first step, and leave is what the last one goes on to. R10 is the step and R9 where the strip begins in the columns of
// the caller.
const enter = `
// func stride(steps *lean, at int)
TEXT ·stride(SB), NOSPLIT|NOFRAME, $0-16
	MOVQ steps+0(FP), R10
	MOVQ at+8(FP), R9
	SHLQ $3, R9
	MOVQ (R10), AX
	JMP AX

TEXT leave<>(SB), NOSPLIT|NOFRAME, $0-0
	VZEROUPPER
	RET
`

// next goes on to the next step.
const next = "\tMOVQ 56(R10), AX\n\tADDQ $56, R10\n\tJMP AX\n"

// constants are numbers that kernels need beside their operands.
const constants = `DATA lanesSlack<>+0(SB)/8, $0x3d719799812dea11 // 1e-12
GLOBL lanesSlack<>(SB), RODATA|NOPTR, $8
DATA lanesOne<>+0(SB)/8, $0x3ff0000000000000
GLOBL lanesOne<>(SB), RODATA|NOPTR, $8
DATA lanesHalf<>+0(SB)/8, $0x3fe0000000000000
GLOBL lanesHalf<>(SB), RODATA|NOPTR, $8
DATA lanesSign<>+0(SB)/8, $0x8000000000000000
GLOBL lanesSign<>(SB), RODATA|NOPTR, $8
`

// The columns of a step: the register of the address, and where the step keeps it and whether it moves with the strip.
var columns = map[operand]struct {
	pointer    string
	base, move int
}{"a": {"SI", 8, 24}, "b": {"DX", 16, 32}}

// numbers are those of a step that are the same in every lane.
var numbers = map[operand]int{"k": 40, "l": 48}

// routine writes a kernel for a set of instructions.
func routine(w *strings.Builder, k kernel, set isa) {
	fmt.Fprintf(w, "\nTEXT %s%s<>(SB), NOSPLIT|NOFRAME, $0-0\n", k.name, set.name)
	e := k.expr.(apply)
	used := operandsOf(e)
	if e.op == "store" {
		used = append(used, a)
	}
	for _, o := range used {
		if c, ok := columns[o]; ok {
			fmt.Fprintf(w, "\tMOVQ %[1]d(R10), %[2]s\n\tMOVQ %[3]d(R10), CX\n\tANDQ R9, CX\n\tADDQ CX, %[2]s\n", c.base, c.pointer, c.move)
		}
	}
	body := &strings.Builder{}
	g := &emitter{out: body, set: set, same: map[string]string{}}
	for v := range set.vectors {
		g.vector, g.taken = v, 0
		g.lane(e)
	}
	text := g.before.String() + body.String()
	w.WriteString(numbered.ReplaceAllString(text, set.register+"$1"))
	w.WriteString(next)
}

// numbered is a register as the emitter names it.
var numbered = regexp.MustCompile(`#(\d+)`)

// emitter writes the instructions of a kernel, a vector at a time.
type emitter struct {
	before strings.Builder // what brings constants into registers
	out    *strings.Builder
	set    isa
	same   map[string]string // the registers of constants
	vector int
	taken  int // temporaries of this vector
}

func (g *emitter) line(format string, args ...any) { fmt.Fprintf(g.out, "\t"+format+"\n", args...) }

// running is the register of the running value.
func (g *emitter) running() string { return fmt.Sprintf("#%d", g.vector) }

// temporary is a register that nothing of this vector uses.
func (g *emitter) temporary() string {
	g.taken++
	return fmt.Sprintf("#%d", g.set.temporaries+g.taken-1)
}

// lane computes the running value of a vector, or stores it.
func (g *emitter) lane(e apply) {
	switch e.op {
	case "store":
		g.line("VMOVUPD %s, %s", g.running(), g.memory(a))
	case "copy":
		g.line("VMOVUPD %s, %s", g.source(e.args[0]), g.running())
	default:
		g.compute(e, g.running())
	}
}

// constant is a register with the same number in every lane.
func (g *emitter) constant(name, load string) string {
	if r, ok := g.same[name]; ok {
		return r
	}
	r := fmt.Sprintf("#%d", g.set.constants-len(g.same))
	g.same[name] = r
	fmt.Fprintf(&g.before, "\t"+load+"\n", r)
	return r
}

func (g *emitter) number(symbol string) string {
	return g.constant(symbol, "VBROADCASTSD "+symbol+"<>(SB), %s")
}

func (g *emitter) zero() string {
	if g.set.name == "AVX512" {
		return g.constant("zero", "VPXORQ %[1]s, %[1]s, %[1]s")
	}
	return g.constant("zero", "VXORPD %[1]s, %[1]s, %[1]s")
}

func (g *emitter) memory(o operand) string {
	return fmt.Sprintf("%d(%s)", g.set.bytes*g.vector, columns[o].pointer)
}

// source is an operand as the last one of an instruction: a register, or memory.
func (g *emitter) source(e expr) string {
	switch o := e.(type) {
	case operand:
		switch o {
		case t:
			return g.running()
		case k, l:
			return g.constant(string(o), fmt.Sprintf("VBROADCASTSD %d(R10), %%s", numbers[o]))
		}
		return g.memory(o)
	case apply:
		r := g.temporary()
		g.compute(o, r)
		return r
	}
	return ""
}

// value is an operand in a register.
func (g *emitter) value(e expr) string {
	s := g.source(e)
	if strings.HasPrefix(s, "#") {
		return s
	}
	r := g.temporary()
	g.line("VMOVUPD %s, %s", s, r)
	return r
}

var simple = map[string]string{"add": "VADDPD", "sub": "VSUBPD", "mul": "VMULPD"}

// compute leaves the result of an operation in a register, which may be that of an operand.
func (g *emitter) compute(e apply, r string) {
	if ins, ok := simple[e.op]; ok {
		x := g.value(e.args[0])
		g.line("%s %s, %s, %s", ins, g.source(e.args[1]), x, r)
		return
	}
	g.special(e, r)
}
