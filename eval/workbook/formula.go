package workbook

import (
	"slices"
	"strconv"
	"strings"

	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/plan"
)

// binding is how tightly a formula holds together, so that it gets brackets only where it needs them.
type binding int

const (
	compares binding = iota + 1
	adds
	multiplies
	atom
)

// term is a formula, or a part of one.
type term struct {
	text  string
	holds binding
	truth bool     // TRUE or FALSE
	at    *Address // where it is the content of one cell
}

// place is the cell of a step, as a formula calls it, or nothing where the step has none.
type place func(x plan.Ref) (text string, at *Address)

// writer writes formulas over the cells that steps have.
type writer struct {
	*graph
	sheet *Sheet // that the formula stands on
	place place
}

// operand is a step within a formula: its cell, or how it is computed.
func (w writer) operand(x plan.Ref) term {
	if v, ok := w.number(x); ok && (x < 0 || w.text[x]) {
		return literal(v)
	}
	if text, at := w.place(x); text != "" {
		return term{text: text, holds: atom, truth: w.truth(x), at: at}
	}
	return w.computed(x)
}

// computed is how a step comes of its operands.
func (w writer) computed(x plan.Ref) term {
	if v, ok := w.number(x); ok {
		return literal(v)
	}
	if to, ok := w.alias[x]; ok {
		return w.operand(to)
	}
	if c, ok := w.chosen[x]; ok {
		return w.choose(x, c)
	}
	if w.keeps[x] {
		return w.keep(x)
	}
	return operation(w.Steps[x].Op)(w, x)
}

// operation is the formula of an operation of a plan, or nil for one that has none.
func operation(op plan.Op) func(w writer, x plan.Ref) term {
	switch op {
	case plan.Const:
		return func(w writer, x plan.Ref) term { return literal(w.dated(x, w.Consts[w.Steps[x].A])) }
	case plan.Input:
		return func(w writer, x plan.Ref) term { return w.operand(w.of(w.Steps[x].B)) }
	case plan.Add:
		return writer.sum
	case plan.Sub:
		return func(w writer, x plan.Ref) term { return w.between(x, "-", adds, multiplies) }
	case plan.Mul:
		return func(w writer, x plan.Ref) term { return w.between(x, "*", multiplies, multiplies) }
	case plan.Div:
		return writer.quotient
	case plan.Scale:
		return writer.scaled
	case plan.Neg:
		return func(w writer, x plan.Ref) term { return term{text: "-" + w.numeric(w.a(x), multiplies), holds: adds} }
	case plan.Abs:
		return func(w writer, x plan.Ref) term { return call("ABS", w.numeric(w.a(x), 0)) }
	case plan.Min:
		return func(w writer, x plan.Ref) term { return call("MIN", w.many(x, false)...) }
	case plan.Max:
		return func(w writer, x plan.Ref) term { return call("MAX", w.many(x, false)...) }
	case plan.Round:
		return func(w writer, x plan.Ref) term { return w.multiple(x, "ROUND(", ",0)") }
	case plan.Floor:
		return func(w writer, x plan.Ref) term { return w.multiple(x, "INT(", ")") }
	case plan.Ceil:
		return func(w writer, x plan.Ref) term { return w.multiple(x, "-INT(-", ")") }
	case plan.Eq:
		return writer.equal
	case plan.Lt:
		return func(w writer, x plan.Ref) term { return w.less(x, "<", "<-") }
	case plan.Le:
		return func(w writer, x plan.Ref) term { return w.less(x, "<=", "<=") }
	case plan.And:
		return func(w writer, x plan.Ref) term { return condition(call("AND", w.many(x, true)...)) }
	case plan.Or:
		return func(w writer, x plan.Ref) term { return condition(call("OR", w.many(x, true)...)) }
	case plan.Not:
		return func(w writer, x plan.Ref) term { return condition(call("NOT", w.condition(w.a(x)))) }
	case plan.Select:
		return writer.choice
	case plan.Fail:
		return func(writer, plan.Ref) term { return call("NA") }
	case plan.Invoke:
		return writer.fixed
	}
	return nil
}

func (w writer) a(x plan.Ref) plan.Ref { return w.of(w.Steps[x].A) }
func (w writer) b(x plan.Ref) plan.Ref { return w.of(w.Steps[x].B) }
func (w writer) c(x plan.Ref) plan.Ref { return w.of(w.Steps[x].C) }

func literal(v num.D) term {
	text := strings.ToUpper(strconv.FormatFloat(v.Float64(), 'g', -1, 64))
	if f := v.Float64(); f == float64(int64(f)) && v.Abs().Cmp(num.Power(15)) < 0 {
		text = strconv.FormatInt(int64(f), 10)
	}
	holds := atom
	if v.Sign() < 0 {
		holds = adds
	}
	return term{text: text, holds: holds}
}

func call(name string, args ...string) term {
	return term{text: name + "(" + strings.Join(args, ",") + ")", holds: atom}
}

func condition(t term) term {
	t.truth = true
	return t
}

// within is a term with brackets, unless it holds together as tightly as it must.
func (t term) within(holds binding) string {
	if t.holds < holds {
		return "(" + t.text + ")"
	}
	return t.text
}

// asNumber is a step as a number, which a condition is 1 or 0 of.
func (w writer) asNumber(x plan.Ref) term {
	t := w.operand(x)
	if t.truth {
		return call("IF", t.text, "1", "0")
	}
	return t
}

// numeric is a step as a number within another formula.
func (w writer) numeric(x plan.Ref, holds binding) string {
	return w.asNumber(x).within(holds)
}

// condition is a step as a condition, which a number is when it is not 0.
func (w writer) condition(x plan.Ref) string {
	t := w.operand(x)
	if !t.truth {
		return t.within(adds) + "<>0"
	}
	return t.text
}

// between writes an operator between two steps.
func (w writer) between(x plan.Ref, sign string, left, right binding) term {
	return term{text: w.numeric(w.a(x), left) + sign + w.numeric(w.b(x), right), holds: left}
}

// quotient divides. A sum of cells by as many as they are is their mean.
func (w writer) quotient(x plan.Ref) term {
	total := w.a(x)
	if n, known := w.number(w.b(x)); known && w.sums(total) {
		if text, _ := w.place(total); text == "" {
			in := w.borrowing(total)
			terms := in.terms(total)
			if cells := in.ranges(terms); len(cells) == 1 && n.Equal(num.Int(int64(len(terms)))) {
				return call("AVERAGE", cells...)
			}
		}
	}
	return w.between(x, "/", multiplies, atom)
}

// scaled multiplies by an exact ratio.
func (w writer) scaled(x plan.Ref) term {
	ratio, text := w.Ratios[w.Steps[x].B], w.numeric(w.a(x), multiplies)
	if ratio.Num != 1 {
		text += "*" + strconv.FormatInt(ratio.Num, 10)
	}
	if ratio.Den != 1 {
		text += "/" + strconv.FormatInt(ratio.Den, 10)
	}
	return term{text: text, holds: multiplies}
}

// leaves are the operands of one operation inside itself, as far as they have no cells of their own, from left to right.
func (w writer) leaves(x plan.Ref) []plan.Ref {
	var out []plan.Ref
	op, stack := w.Steps[x].Op, []plan.Ref{w.b(x), w.a(x)}
	for len(stack) > 0 {
		at := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if _, aliased := w.alias[at]; at >= 0 && w.Steps[at].Op == op && !w.text[at] && !aliased {
			if text, _ := w.place(at); text == "" {
				stack = append(stack, w.b(at), w.a(at))
				continue
			}
		}
		out = append(out, at)
	}
	return out
}

// many are the arguments of an operation of any number of them.
func (w writer) many(x plan.Ref, conditions bool) []string {
	if !conditions {
		w = w.borrowing(x)
		return w.ranges(w.terms(x))
	}
	var out []string
	for _, leaf := range w.leaves(x) {
		out = append(out, w.condition(leaf))
	}
	return out
}

// terms are the operands of one operation inside itself, as numbers.
func (w writer) terms(x plan.Ref) []term {
	var out []term
	for _, leaf := range w.leaves(x) {
		out = append(out, w.asNumber(leaf))
	}
	return out
}

// sum adds from the left. Three or more cells side by side are added as a range.
func (w writer) sum(x plan.Ref) term {
	w = w.borrowing(x)
	terms := w.paired(w.leaves(x))
	const most = 200 // arguments of one call of SUM
	if parts := w.ranges(terms); len(parts) < len(terms) && len(parts) < most {
		return call("SUM", parts...)
	}
	texts := make([]string, len(terms))
	for i, t := range terms {
		texts[i] = t.within(multiplies)
		if t.holds == adds && !strings.HasPrefix(t.text, "-") {
			texts[i] = t.text
		}
	}
	return term{text: strings.Join(texts, "+"), holds: adds}
}

// ranges joins cells that follow each other in a row or column.
func (w writer) ranges(terms []term) []string {
	const least = 3
	var out []string
	for i := 0; i < len(terms); {
		n := max(run(terms[i:], 0, 1), down(terms[i:]))
		if n < least {
			out = append(out, terms[i].text)
			i++
			continue
		}
		out = append(out, terms[i].at.From(w.sheet)+":"+terms[i+n-1].at.Ref())
		i += n
	}
	return out
}

// run is how many terms at the beginning are cells that stand so far apart.
func run(terms []term, down, right int) int {
	n := 0
	for n < len(terms) && terms[n].at != nil && !terms[n].truth {
		first, here := terms[0].at, terms[n].at
		if here.Sheet != first.Sheet || here.Row != first.Row+n*down || here.Col != first.Col+n*right {
			break
		}
		n++
	}
	return n
}

// down is how many terms at the beginning are cells below one another with nothing between them.
func down(terms []term) int {
	n := run(terms, 1, 0)
	for ; n > 0 && n < len(terms) && terms[n].at != nil && !terms[n].truth; n++ {
		last, here := terms[n-1].at, terms[n].at
		if here.Sheet != last.Sheet || here.Col != last.Col || here.Row <= last.Row {
			break
		}
		for row := last.Row + 1; row < here.Row; row++ {
			if !here.Sheet.blank[[2]int{row, here.Col}] {
				return n
			}
		}
	}
	return n
}

// multiple rounds to multiples of a step that must be above zero. What rounding of halves and to whole numbers sees has nine decimals, so
// that the last bit of a quotient does not count.
func (w writer) multiple(x plan.Ref, open, end string) term {
	step := w.b(x)
	v, known := w.number(step)
	quotient := w.numeric(w.a(x), multiplies)
	switch {
	case known && v.Sign() <= 0:
		return call("NA")
	case known && v.Equal(num.Int(1)) && w.numeric(step, atom) == "1":
		return term{text: open + "ROUND(" + w.numeric(w.a(x), 0) + ",9)" + end, holds: adds}
	}
	by := w.numeric(step, atom)
	out := term{text: open + "ROUND(" + quotient + "/" + by + ",9)" + end + "*" + w.numeric(step, multiplies), holds: adds}
	if !known {
		return call("IF", w.numeric(step, adds)+">0", out.text, "NA()")
	}
	return out
}

// tolerance is how near two numbers are that count as equal: a millionth of a millionth of the second, or beside an ordinary number nine
// decimals. The script holds equality to 20 digits, and a spreadsheet computes with 15 to 17.
const tolerance = "1E-12"

// ordinary reports whether a step is a number that nine decimals tell apart from others.
func (w writer) ordinary(x plan.Ref) bool {
	v, known := w.number(x)
	return known && v.Abs().Cmp(num.Power(4)) <= 0 && v.Abs().Cmp(num.Power(-3)) >= 0
}

// rounded is how far two steps are apart, to nine decimals.
func (w writer) rounded(x plan.Ref) string {
	return "ROUND(" + w.numeric(w.a(x), adds) + "-" + w.numeric(w.b(x), multiplies) + ",9)"
}

// nearness is the distance that counts as none from a step; "" where that is only none itself.
func (w writer) nearness(x plan.Ref) string {
	v, known := w.number(x)
	if text, _ := w.place(x); text != "" {
		known = false
	}
	switch {
	case known && v.IsZero():
		return ""
	case known:
		near, _ := v.Abs().Mul(num.Must("0.000000000001"))
		return literal(near).text
	}
	return tolerance + "*ABS(" + w.numeric(x, 0) + ")"
}

func (w writer) equal(x plan.Ref) term {
	a, b := w.a(x), w.b(x)
	near := w.nearness(b)
	switch {
	case w.isDate(a) && w.isDate(b):
		return w.days(x, "=")
	case near == "":
		return term{text: w.numeric(a, adds) + "=0", holds: compares, truth: true}
	case w.ordinary(a), w.ordinary(b):
		return term{text: w.rounded(x) + "=0", holds: compares, truth: true}
	}
	return term{text: "ABS(" + w.numeric(a, adds) + "-" + w.numeric(b, multiplies) + ")<=" + near, holds: compares, truth: true}
}

// days compares two days, which are whole numbers.
func (w writer) days(x plan.Ref, sign string) term {
	return term{text: w.numeric(w.a(x), adds) + sign + w.numeric(w.b(x), adds), holds: compares, truth: true}
}

// less compares, where what is nearly equal counts as equal.
func (w writer) less(x plan.Ref, plain, apart string) term {
	a, b := w.a(x), w.b(x)
	near := w.nearness(b)
	switch {
	case w.isDate(a) && w.isDate(b):
		return w.days(x, plain)
	case near == "":
		return term{text: w.numeric(a, adds) + plain + "0", holds: compares, truth: true}
	case w.ordinary(a), w.ordinary(b):
		return term{text: w.rounded(x) + plain + "0", holds: compares, truth: true}
	}
	return term{text: w.numeric(a, adds) + "-" + w.numeric(b, multiplies) + apart + near, holds: compares, truth: true}
}

func (w writer) choice(x plan.Ref) term {
	if w.truth(x) {
		return condition(call("IF", w.condition(w.a(x)), w.condition(w.b(x)), w.condition(w.c(x))))
	}
	return call("IF", w.condition(w.a(x)), w.numeric(w.b(x), 0), w.numeric(w.c(x), 0))
}

// fixed is the value that a function of the host program gave in the run: a spreadsheet has no such function.
func (w writer) fixed(x plan.Ref) term {
	if v, ok := w.value(x); ok {
		return literal(v)
	}
	return call("NA")
}

// doubled are the operands that a formula names twice, and so must be a cell or a number.
func (g *graph) doubled(x plan.Ref) []plan.Ref {
	switch s := g.Steps[x]; s.Op {
	case plan.Eq, plan.Lt, plan.Le, plan.Round, plan.Floor, plan.Ceil:
		return slices.DeleteFunc([]plan.Ref{g.of(s.B)}, func(x plan.Ref) bool { _, known := g.number(x); return known })
	}
	return nil
}
