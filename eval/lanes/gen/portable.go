package main

import (
	"fmt"
	"slices"
	"strings"
)

// lanes is how many lanes a strip has in Go: so many running values stay in registers between the kernels.
const lanes = 12

// portable gives the list of kernels, the tables by which programs are encoded, and the kernels in Go.
func portable(all []kernel) string {
	var out strings.Builder
	out.WriteString("package lanes\n\n// The kernels. None of them is the first.\nconst (\n\tkNone kernel = iota\n")
	for _, k := range all {
		fmt.Fprintf(&out, "\t%s\n", constant(k))
	}
	out.WriteString("\tkernelCount\n)\n\nvar kernelNames = [kernelCount]string{\n")
	for _, k := range all {
		fmt.Fprintf(&out, "%s: %q,", constant(k), k.name)
	}
	out.WriteString("\n}\n\n")
	tables(&out, all)
	fmt.Fprintf(&out, "\n// strip is how many lanes the kernels in Go take.\nconst strip = %d\n", lanes)
	fmt.Fprintf(&out, "\n// inGo is a kernel in Go.\ntype inGo func(s *step, at int, %s) (%s)\n", running("t%d")+" float64", many("float64"))
	out.WriteString("\nvar portable = [kernelCount]inGo{\n")
	for _, k := range all {
		fmt.Fprintf(&out, "%s: %s,", constant(k), k.name)
	}
	out.WriteString("\n}\n")
	for _, k := range all {
		function(&out, k)
	}
	fmt.Fprintf(&out, walk, running("t%d"), many("0"))
	return out.String()
}

// walk, of the package, has the running values as its parameters: so they are in the registers that the kernels take them in.
const walk = `
// walk runs the steps for one strip.
func walk(steps []step, at int, %[1]s float64) {
	for len(steps) > 0 {
		s := &steps[0]
		%[1]s = s.run(s, at, %[1]s)
		steps = steps[1:]
	}
}

func (t goTape) run(from, to int) {
	for at := from / strip; at < to/strip; at++ {
		walk(t, at, %[2]s)
	}
}
`

// running lists something for each lane.
func running(format string) string {
	var all []string
	for lane := range lanes {
		all = append(all, fmt.Sprintf(format, lane))
	}
	return strings.Join(all, ", ")
}

func many(what string) string { return strings.Join(slices.Repeat([]string{what}, lanes), ", ") }

// tables writes which kernel an operation has, by the form of its operands.
func tables(out *strings.Builder, all []kernel) {
	var forms []string
	for _, k := range all {
		if f := k.at.form; f != "" && !slices.Contains(forms, f) {
			forms = append(forms, f)
		}
	}
	slices.Sort(forms)
	out.WriteString("// The forms of operands: columns (V) and numbers (K), and two of them put together first.\nconst (\n")
	for i, f := range forms {
		fmt.Fprintf(out, "\tform%s%s\n", f, map[bool]string{true: " = iota"}[i == 0])
	}
	out.WriteString("\tformCount\n)\n")
	table(out, all, "begin", "begin are the kernels of an operation on columns and numbers.")
	table(out, all, "choose", "choose are the kernels that choose by the running value.")
	table(out, all, "unary", "unary are the kernels of an operation on the running value alone.")
	table(out, all, "after", "after are the kernels of an operation whose first or second operand is the running value.")
}

// table writes one of them as an array by operation, by the place of the running value, and by form.
func table(out *strings.Builder, all []kernel, name, says string) {
	rows := map[string][]string{}
	var order []string
	add := func(at, entry string) {
		if rows[at] == nil {
			order = append(order, at)
		}
		rows[at] = append(rows[at], entry)
	}
	for _, k := range all {
		e := k.at
		switch {
		case e.table != name:
		case name == "unary":
			add("op"+e.op, constant(k))
		case name == "after":
			add("2*op"+e.op+"+"+e.second, "form"+e.form+": "+constant(k))
			if e.exchanged {
				add("2*op"+e.op+"+1", "form"+e.form+": "+constant(k))
			}
		default:
			add("op"+e.op, "form"+e.form+": "+constant(k))
		}
	}
	size, of := "opCount", "[formCount]kernel"
	switch name {
	case "unary":
		of = "kernel"
	case "after":
		size = "2*opCount"
	}
	fmt.Fprintf(out, "\n// %s\nvar %s = [%s]%s{\n", says, name, size, of)
	for _, at := range order {
		if name == "unary" {
			fmt.Fprintf(out, "\t%s: %s,\n", at, rows[at][0])
			continue
		}
		fmt.Fprintf(out, "\t%s: {%s},\n", at, strings.Join(rows[at], ", "))
	}
	out.WriteString("}\n")
}

// constant is the number of a kernel as the package calls it.
func constant(k kernel) string { return "k" + strings.ToUpper(k.name[:1]) + k.name[1:] }

func lower(name string) string { return strings.ToLower(name[:1]) + name[1:] }

// function writes a kernel in Go. What it does not use of the running values has no name.
func function(out *strings.Builder, k kernel) {
	used := operandsOf(k.expr)
	values := "_"
	if slices.Contains(used, t) {
		values = "t%d"
	}
	names := running(values)
	if values == "_" {
		names = many("_")
	}
	fmt.Fprintf(out, "\nfunc %s(s *step, at int, %s float64) (%s) {\n", k.name, names, many("float64"))
	if k.expr.(apply).op == "store" {
		fmt.Fprintf(out, "\ta := &s.a[at&s.moveA]\n")
		for lane := range lanes {
			fmt.Fprintf(out, "\ta[%d] = t%d\n", lane, lane)
		}
		fmt.Fprintf(out, "\treturn %s\n}\n", running("t%d"))
		return
	}
	for _, o := range used {
		switch o {
		case "k", "l":
			fmt.Fprintf(out, "\t%s := s.%s\n", o, o)
		case "a", "b":
			fmt.Fprintf(out, "\t%[1]s := &s.%[1]s[at&s.move%[2]s]\n", o, strings.ToUpper(string(o)))
		}
	}
	var results []string
	for lane := range lanes {
		results = append(results, goExpr(k.expr, lane))
	}
	fmt.Fprintf(out, "\treturn %s\n}\n", strings.Join(results, ",\n\t\t"))
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
		switch e {
		case "k", "l":
			return string(e)
		case "t":
			return fmt.Sprintf("t%d", lane)
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
