package lanes

// writer turns units into instructions and gives what they store registers.
type writer struct {
	*Program
	places []place // by node
	left   []int   // by node: how many units have yet to read it
	free   []int   // registers that nothing needs any more
	held   int32   // the node that is the running value, or -1
}

// write writes the code for the units of a program.
func write(p *Program, units []unit) {
	w := &writer{Program: p, places: make([]place, len(p.graph.nodes)), left: make([]int, len(p.graph.nodes)), held: -1}
	for _, u := range units {
		for _, x := range u.reads {
			w.left[x]++
		}
	}
	w.fixed()
	for i, u := range units {
		p.graph.look(i)
		w.unit(u)
	}
	w.copies()
}

// fixed places what has a column of the caller: inputs, and each figure in the first column that wants it.
func (w *writer) fixed() {
	for i, n := range w.graph.nodes {
		if n.op == opInput {
			w.places[i] = place{inInput, int(n.a)}
		}
	}
	for i, x := range w.wanted {
		if n := w.graph.nodes[x]; w.places[x].kind == nowhere && n.op != opConst {
			w.places[x] = place{inOutput, i}
		}
	}
}

// copies fills the outputs that are constants, inputs, or the same as another.
func (w *writer) copies() {
	for i, x := range w.wanted {
		switch n, out := w.graph.nodes[x], (place{inOutput, i}); {
		case n.op == opConst:
			w.code = append(w.code, instruction{kernel: kLoadK, k: n.value}, instruction{kernel: kStoreV, a: out})
		case w.places[x] != out:
			w.code = append(w.code, instruction{kernel: kLoadV, a: w.places[x]}, instruction{kernel: kStoreV, a: out})
		}
	}
}

// unit writes a chain of operations and the store at its end.
func (w *writer) unit(u unit) {
	if n := w.graph.nodes[u.last()]; n.op == opCall {
		w.invoke(u, w.graph.calls[n.a])
		return
	}
	for i, s := range u.stages {
		if i == 0 {
			w.begin(s)
		} else {
			w.goOn(s, u.stages[i-1].node)
		}
	}
	w.held = u.last()
	w.code = append(w.code, instruction{kernel: kStoreV, a: w.result(u)})
}

// result is where a unit stores its value, and lets go of what nothing reads after it.
func (w *writer) result(u unit) place {
	for _, x := range u.reads {
		if w.left[x]--; w.left[x] == 0 && w.places[x].kind == inRegister {
			w.free = append(w.free, w.places[x].index)
		}
	}
	last := u.last()
	if w.places[last].kind == nowhere {
		w.places[last] = place{inRegister, w.register()}
	}
	return w.places[last]
}

// register takes the one that was freed last, which is the likeliest to be in the first cache.
func (w *writer) register() int {
	if n := len(w.free); n > 0 {
		r := w.free[n-1]
		w.free = w.free[:n-1]
		return r
	}
	w.registers++
	return w.registers - 1
}

// begin writes the first operation of a chain. Where the running value is one of its operands, it goes on from there.
func (w *writer) begin(s stage) {
	n := w.graph.nodes[s.node]
	from := n.a
	if from == s.side || n.b == w.held && n.op != opPick && unary[n.op] == kNone {
		from = n.b
	}
	if from != w.held {
		form, in := w.two(n.a, n.b)
		if in.kernel = begin[n.op][form]; in.kernel != kNone && s.side < 0 {
			w.code = append(w.code, in)
			return
		}
		w.load(from)
	}
	w.goOn(s, from)
}

// load makes a column the running value.
func (w *writer) load(x int32) {
	in := instruction{kernel: kLoadV, a: w.places[x]}
	if v, ok := w.graph.number(x); ok {
		in = instruction{kernel: kLoadK, k: v}
	}
	w.code = append(w.code, in)
}

// goOn writes an operation one of whose operands, x, is the running value.
func (w *writer) goOn(s stage, x int32) {
	n := w.graph.nodes[s.node]
	if unary[n.op] != kNone {
		w.code = append(w.code, instruction{kernel: unary[n.op]})
		return
	}
	if n.op == opPick {
		form, in := w.two(n.b, n.c)
		in.kernel = choose[opPick][form]
		w.code = append(w.code, in)
		return
	}
	other, second := n.b, 0
	if n.a != x {
		other, second = n.a, 1
	}
	form, in := w.other(other, s.side)
	in.kernel = after[2*int(n.op)+second][form]
	w.code = append(w.code, in)
}

// other gives the form of an operand beside the running value: a column, a number, or two of them put together.
func (w *writer) other(x, side int32) (int, instruction) {
	if x != side {
		if v, ok := w.graph.number(x); ok {
			return formK, instruction{k: v}
		}
		return formV, instruction{a: w.places[x]}
	}
	n := w.graph.nodes[x]
	form, in := w.two(n.a, n.b)
	return sides[n.op][form], in
}

// sides are the forms of two operands put together.
var sides = [opCount][formCount]int{
	opAdd: {formVV: formAddVV, formVK: formAddVK}, opSub: {formVV: formSubVV, formKV: formSubKV}, opMul: {formVV: formMulVV, formVK: formMulVK},
}

// two gives the form of two operands and an instruction that reads them.
func (w *writer) two(x, y int32) (form int, in instruction) {
	v, constX := w.graph.number(x)
	u, constY := w.graph.number(y)
	switch {
	case constX && constY:
		return formKK, instruction{k: v, l: u}
	case constX:
		return formKV, instruction{a: w.places[y], k: v}
	case constY:
		return formVK, instruction{a: w.places[x], k: u}
	}
	return formVV, instruction{a: w.places[x], b: w.places[y]}
}
