package main

// expr is what a kernel computes for one lane.
type expr interface{}

// operand is a column (a, b, c) or a number that is the same in every lane (k, l).
type operand string

// apply is an operation on one, two or three values.
type apply struct {
	op   string
	args []expr
}

func op(name string, args ...expr) expr { return apply{name, args} }

// kernel is a loop over the lanes of a block.
type kernel struct {
	name string
	expr expr
}

const (
	a, b, c = operand("a"), operand("b"), operand("c")
	k, l    = operand("k"), operand("l")
)

// kernels lists them all: single operations on columns and numbers, and pairs of sums, differences and products.
func kernels() []kernel {
	all := []kernel{
		{"minVV", op("min", a, b)}, {"minVK", op("min", a, k)},
		{"maxVV", op("max", a, b)}, {"maxVK", op("max", a, k)},
		{"absV", op("abs", a)},
		{"roundV", op("round", a)}, {"floorV", op("floor", a)}, {"ceilV", op("ceil", a)},
		{"ltVV", op("lt", a, b)}, {"ltVK", op("lt", a, k)}, {"ltKV", op("lt", k, a)},
		{"leVV", op("le", a, b)}, {"leVK", op("le", a, k)}, {"leKV", op("le", k, a)},
		{"eqVV", op("eq", a, b)}, {"eqVK", op("eq", a, k)},
		{"pickVVV", op("pick", a, b, c)}, {"pickVVK", op("pick", a, b, k)},
		{"pickVKV", op("pick", a, k, b)}, {"pickVKK", op("pick", a, k, l)},
		{"solidV", op("solid", a)},
		{"copyV", op("copy", a)}, {"copyK", op("copy", k)},
	}
	for _, in := range inner {
		all = append(all, kernel{in.name, in.expr})
	}
	for _, in := range inner {
		for _, out := range outer {
			all = append(all, kernel{in.name + out.name, out.of(in.expr, in.next)})
		}
	}
	return all
}

// inner are the first operations of a pair; next is the column that the second one takes.
var inner = []struct {
	name string
	expr expr
	next operand
}{
	{"addVV", op("add", a, b), c}, {"addVK", op("add", a, k), b},
	{"subVV", op("sub", a, b), c}, {"subKV", op("sub", k, a), b},
	{"mulVV", op("mul", a, b), c}, {"mulVK", op("mul", a, k), b},
	{"divVV", op("div", a, b), c}, {"divKV", op("div", k, a), b},
}

// outer are the second operations of a pair.
var outer = []struct {
	name string
	of   func(t expr, column operand) expr
}{
	{"AddV", func(t expr, v operand) expr { return op("add", t, v) }},
	{"AddK", func(t expr, v operand) expr { return op("add", t, l) }},
	{"SubV", func(t expr, v operand) expr { return op("sub", t, v) }},
	{"VSub", func(t expr, v operand) expr { return op("sub", v, t) }},
	{"KSub", func(t expr, v operand) expr { return op("sub", l, t) }},
	{"MulV", func(t expr, v operand) expr { return op("mul", t, v) }},
	{"MulK", func(t expr, v operand) expr { return op("mul", t, l) }},
	{"DivV", func(t expr, v operand) expr { return op("div", t, v) }},
}
