package main

import (
	"fmt"
	"slices"
	"strings"
)

// lanes is how many lanes one turn of a portable loop computes.
const lanes = 8

// portable gives the list of kernels and the loops in Go.
func portable(all []kernel) string {
	var out strings.Builder
	out.WriteString("package lanes\n\n// The kernels.\nconst (\n")
	for i, k := range all {
		fmt.Fprintf(&out, "\t%s%s\n", constant(k), map[bool]string{true: " kernel = iota"}[i == 0])
	}
	out.WriteString("\tkernelCount\n)\n\nvar kernelNames = [kernelCount]string{\n")
	for _, k := range all {
		fmt.Fprintf(&out, "%q,", k.name)
	}
	out.WriteString("\n}\n\nvar portable = [kernelCount]func(*operands, int){\n")
	for _, k := range all {
		fmt.Fprintf(&out, "%s,", k.name)
	}
	out.WriteString("\n}\n")
	for _, k := range all {
		loop(&out, k)
	}
	return out.String()
}

// constant is the number of a kernel as the package calls it.
func constant(k kernel) string { return "k" + strings.ToUpper(k.name[:1]) + k.name[1:] }

func loop(out *strings.Builder, k kernel) {
	used := operandsOf(k.expr)
	fmt.Fprintf(out, "\nfunc %s(in *operands, n int) {\n", k.name)
	for _, o := range used {
		if o == "k" || o == "l" {
			fmt.Fprintf(out, "\t%s := in.%s\n", o, o)
		}
	}
	out.WriteString("\tdst := in.dst[:n]\n") // a store might change what in holds, so columns are read once
	for _, o := range used {
		if o != "k" && o != "l" {
			fmt.Fprintf(out, "\tcol%s := in.%s[:n]\n", strings.ToUpper(string(o)), o)
		}
	}
	fmt.Fprintf(out, "\tfor i := 0; i < n; i += %d {\n\t\td := (*[%d]float64)(dst[i:])\n", lanes, lanes)
	for _, o := range used {
		if o != "k" && o != "l" {
			fmt.Fprintf(out, "\t\t%s := (*[%d]float64)(col%s[i:])\n", o, lanes, strings.ToUpper(string(o)))
		}
	}
	for lane := range lanes {
		fmt.Fprintf(out, "\t\td[%d] = %s\n", lane, goExpr(k.expr, lane))
	}
	out.WriteString("\t}\n}\n")
}

// operandsOf lists the operands of an expression in the order of the alphabet.
func operandsOf(e expr) []operand {
	var out []operand
	switch e := e.(type) {
	case operand:
		return []operand{e}
	case apply:
		for _, arg := range e.args {
			out = append(out, operandsOf(arg)...)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// goExpr writes an expression of Go for one lane. Every product is rounded by a conversion, so that no compiler fuses it
// with a sum.
func goExpr(e expr, lane int) string {
	switch e := e.(type) {
	case operand:
		if e == "k" || e == "l" {
			return string(e)
		}
		return fmt.Sprintf("%s[%d]", e, lane)
	case apply:
		args := make([]string, len(e.args))
		for i, arg := range e.args {
			args[i] = goExpr(arg, lane)
		}
		switch e.op {
		case "add":
			return fmt.Sprintf("float64(%s + %s)", args[0], args[1])
		case "sub":
			return fmt.Sprintf("float64(%s - %s)", args[0], args[1])
		case "mul":
			return fmt.Sprintf("float64(%s * %s)", args[0], args[1])
		case "copy":
			return args[0]
		}
		return "one" + strings.ToUpper(e.op[:1]) + e.op[1:] + "(" + strings.Join(args, ", ") + ")"
	}
	return ""
}
