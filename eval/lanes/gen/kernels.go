package main

// expr is what a kernel computes for one lane.
type expr interface{}

// operand is what a kernel starts from: the running value of the lane (t), a column (a, b) or a number that is the same in every
// lane (k, l).
type operand string

// apply is an operation on one, two or three values.
type apply struct {
	op   string
	args []expr
}

func op(name string, args ...expr) expr { return apply{name, args} }

// kernel computes the running value of the lanes of a strip anew, or stores it.
type kernel struct {
	name string
	expr expr
	at   entry
}

// entry is where a kernel stands in the tables by which a program is encoded.
type entry struct {
	table     string // begin, after or unary
	op        string // of the graph
	second    string // of the table after: whether the running value is the first (0) or the second operand (1)
	form      string // of the other operand, or of both
	exchanged bool   // whether it serves for either operand
}

const (
	t, a, b = operand("t"), operand("a"), operand("b")
	k, l    = operand("k"), operand("l")
)

// arithmetic are the operations that two columns may be put together by on the way.
var arithmetic = []struct {
	name string
	of   expr
}{
	{"AddVV", op("add", a, b)}, {"AddVK", op("add", a, k)},
	{"SubVV", op("sub", a, b)}, {"SubKV", op("sub", k, a)},
	{"MulVV", op("mul", a, b)}, {"MulVK", op("mul", a, k)},
}

// kernels lists them all: those that begin with columns, those that go on from the running value, and the store.
func kernels() []kernel {
	all := []kernel{
		{"loadV", op("copy", a), entry{}}, {"loadK", op("copy", k), entry{}}, {"storeV", op("store", t), entry{}},
		{"beginDivVV", op("div", a, b), begins("Div", "VV")}, {"beginDivKV", op("div", k, a), begins("Div", "KV")},
	}
	for _, x := range arithmetic {
		all = append(all, kernel{"begin" + x.name, x.of, begins(x.name[:3], x.name[3:])})
	}
	for _, name := range []string{"Abs", "Round", "Floor", "Ceil", "Solid"} {
		all = append(all, kernel{lower(name), op(lower(name), t), entry{table: "unary", op: name}})
	}
	for _, name := range []string{"Add", "Mul", "Eq"} {
		all = append(all, after(name, "V", a, true), after(name, "K", k, true))
	}
	for _, name := range []string{"Sub", "Div", "Lt", "Le", "Min", "Max"} {
		all = append(all, after(name, "V", a, false), before(name, "V", a))
		switch name {
		case "Sub", "Div": // what is taken from or divided by a number is a sum or product
			all = append(all, before(name, "K", k))
		case "Min", "Max": // their numbers stand second
			all = append(all, after(name, "K", k, false))
		default:
			all = append(all, after(name, "K", k, false), before(name, "K", k))
		}
	}
	for _, x := range arithmetic {
		all = append(all, after("Add", x.name, x.of, true), after("Mul", x.name, x.of, true),
			after("Sub", x.name, x.of, false), before("Sub", x.name, x.of))
	}
	return append(all, kernel{"withinKL", op("within", t, a, k, l), entry{}},
		kernel{"pickVV", op("pick", t, a, b), picks("VV")}, kernel{"pickVK", op("pick", t, a, k), picks("VK")},
		kernel{"pickKV", op("pick", t, k, a), picks("KV")}, kernel{"pickKK", op("pick", t, k, l), picks("KK")})
}

func begins(name, form string) entry { return entry{table: "begin", op: name, form: form} }

func picks(form string) entry { return entry{table: "choose", op: "Pick", form: form} }

// after has the running value as its first operand.
func after(name, form string, other expr, exchanged bool) kernel {
	return kernel{lower(name) + form, op(lower(name), t, other), entry{"after", name, "0", form, exchanged}}
}

// before has the running value as its second operand.
func before(name, form string, other expr) kernel {
	return kernel{"under" + name + form, op(lower(name), other, t), entry{"after", name, "1", form, false}}
}
