package workbook

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/eval/exact"
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/plan"
)

// graph is a plan as a workbook sees it: equal steps are one, and what depends on texts alone is settled.
type graph struct {
	*plan.Figure
	read *exact.Reading
	same []plan.Ref // the step that stands for each step
	// alias is the step that another one with a name of its own is equal to whatever the inputs are.
	alias           map[plan.Ref]plan.Ref
	uses            map[plan.Ref]int  // by how many needed steps a step is read
	beyond          map[plan.Ref]bool // steps that others than sums read
	need            map[plan.Ref]bool
	name            map[plan.Ref]string
	told            map[plan.Ref]plan.Told
	data            map[plan.Ref]bool // cells of data
	counted, column map[plan.Ref]bool // conditions that stand as 1 or 0, and what stands in a column beside rows of data
	// chosen is what a least or greatest one is chosen from where conditions say what counts, keeps whether a step is such a one, lent where
	// cells of data stand once more for an aggregate that goes over some of them.
	chosen map[plan.Ref]choice
	keeps  map[plan.Ref]bool
	lent   map[plan.Ref]map[plan.Ref]Address
	text   map[plan.Ref]bool     // settled: by texts, or by numbers that lowering itself thought of
	signed map[plan.Ref]plan.Ref // of a number that the script writes with a sign before it: the number without
}

func newGraph(f *plan.Figure, read *exact.Reading) *graph {
	f = yearly(f)
	g := &graph{
		Figure: f, read: read, same: make([]plan.Ref, len(f.Steps)), alias: map[plan.Ref]plan.Ref{}, uses: map[plan.Ref]int{}, beyond: map[plan.Ref]bool{}, need: map[plan.Ref]bool{},
		name: map[plan.Ref]string{}, told: map[plan.Ref]plan.Told{}, data: map[plan.Ref]bool{}, text: map[plan.Ref]bool{},
		counted: map[plan.Ref]bool{}, signed: map[plan.Ref]plan.Ref{}, column: map[plan.Ref]bool{},
		chosen: map[plan.Ref]choice{}, keeps: map[plan.Ref]bool{}, lent: map[plan.Ref]map[plan.Ref]Address{},
	}
	known := map[string]plan.Ref{}
	for i := range f.Steps {
		g.join(plan.Ref(i), known)
	}
	for i := range f.Steps {
		g.findChoice(plan.Ref(i))
	}
	return g
}

// yearly is a figure where a step of the horizon that is a year is told of as the year.
func yearly(f *plan.Figure) *plan.Figure {
	if r := f.Results; r == nil || r.Grid == nil || len(r.Grid.Steps) != r.Grid.Years {
		return f
	}
	out := *f
	out.Told = map[plan.Ref]plan.Told{}
	for x, told := range f.Told {
		if told.Place.Part == plan.InStep {
			told.Place.Part = plan.InYear
		}
		out.Told[x] = told
	}
	return &out
}

// of is the step that stands for a step. None and One stand for themselves.
func (g *graph) of(x plan.Ref) plan.Ref {
	if x < 0 {
		return x
	}
	return g.same[x]
}

// join finds the step that a step is equal to. Steps that a reader knows as different things stay apart: then a step that is another whatever
// the inputs are has a row of its own that refers to it.
func (g *graph) join(i plan.Ref, known map[string]plan.Ref) {
	g.same[i] = i
	g.settle(i)
	if chosen, ok := g.settled(i); ok {
		if g.apart(chosen, i) {
			g.alias[i] = chosen
			g.tellOf(i, i)
			return
		}
		g.same[i] = chosen
		g.tellOf(chosen, i)
		return
	}
	g.sign(i)
	plain, identity := g.key(i), ""
	if !g.written(i) && g.Steps[i].Op != plan.Input {
		identity = g.identity(i)
	}
	here, series := fmt.Sprint(plain, " at ", g.Info[i].Span.Pos), plain+" in a series"
	have, ok := known[plain+identity]
	if !ok && identity == "" {
		if have, ok = known[here]; !ok { // what is told of the same place of the script
			have, ok = known[series]
		}
	}
	if ok {
		g.same[i] = have
		g.tellOf(have, i)
		return
	}
	known[plain+identity] = i
	if _, again := known[here]; !again {
		known[here] = i
	}
	if _, again := known[series]; !again && g.Told[i].Place.Flow > 0 {
		known[series] = i
	}
	g.tellOf(i, i)
}

// identity is what a reader knows a step as: its name, and what it is told to be. It is empty for a step that is only a part of another.
func (g *graph) identity(i plan.Ref) string {
	name, told := g.Info[i].Name, g.Told[i]
	if name == "" && told.Label.Empty() {
		return ""
	}
	if told.Place.Flow == 0 {
		name += fmt.Sprint(" ", g.Info[i].Span.Pos) // of the wage or aggregate that it is a part of
	}
	p := told.Place
	return fmt.Sprint(" as ", name, " ", told.Label, " ", p.Label, " ", p.Part, " ", p.At)
}

// apart reports whether two equal steps are different things to a reader: both are known as something, and not as the same.
func (g *graph) apart(have, i plan.Ref) bool {
	if have < 0 || g.text[i] || g.Info[i].Name == "" && g.Told[i].Place.Flow == 0 {
		return false
	}
	if name := g.name[have]; name != "" {
		return name != g.Info[i].Name
	}
	p, q := g.told[have].Place, g.Told[i].Place
	return p.Flow > 0 && (p.Flow != q.Flow || p.Part != q.Part || p.At != q.At)
}

// tellOf adds what is told of a step to what is told of the one that stands for it.
func (g *graph) tellOf(at, i plan.Ref) {
	if g.name[at] == "" {
		g.name[at] = g.Info[i].Name
	}
	have, more := g.told[at], g.Told[i]
	if have.Label.Empty() {
		have.Label, have.At = more.Label, more.At
	}
	if have.Place.Flow == 0 {
		have.Place = more.Place
	}
	have.Spreads = have.Spreads || more.Spreads
	if have.With.Param == "" {
		have.With = more.With
	}
	if have.Row == 0 {
		have.Row, have.File = more.Row, more.File
	}
	if have.Rows == 0 && more.Rows > 0 && (have.File == "" || have.File == more.File) {
		have.Rows, have.Groups, have.File, have.Leaf = more.Rows, more.Groups, more.File, more.Leaf
	}
	g.told[at] = have
}

// sign notes a number that is written with a sign before it: to the script that is an operation, to a reader one number.
func (g *graph) sign(i plan.Ref) {
	s := g.Steps[i]
	if s.Op != plan.Neg || s.A < 0 || g.Steps[s.A].Op != plan.Const || g.Told[s.A].Row > 0 {
		return
	}
	whole, number := g.Info[i].Span, g.Info[s.A].Span
	if number.Known() && whole.Pos.Filename == number.Pos.Filename && whole.Pos.Offset < number.Pos.Offset && whole.EndPos == number.EndPos {
		g.signed[i] = g.of(s.A)
	}
}

// written reports whether a step is a number as it stands in the script or its data.
func (g *graph) written(x plan.Ref) bool {
	_, signed := g.signed[x]
	return signed || g.Steps[x].Op == plan.Const
}

// settle notes whether a step depends on texts alone: those do not change in a workbook.
func (g *graph) settle(i plan.Ref) {
	s := g.Steps[i]
	switch s.Op {
	case plan.Const:
		g.text[i] = g.Info[i].Kind == check.KindText || !g.Info[i].Span.Known() && g.Told[i].Row == 0
		return
	case plan.Input:
		g.text[i] = g.Info[i].Kind == check.KindText
		return
	case plan.Fail, plan.Invoke:
		return
	}
	_, all := g.read.Value(i)
	g.Operands(s, func(x plan.Ref) { all = all && g.text[g.of(x)] })
	g.text[i] = all
}

// settled is the operand that a step is equal to whatever the inputs are: the one that a settled choice takes, what one is multiplied by,
// what nothing is added to.
func (g *graph) settled(i plan.Ref) (plan.Ref, bool) {
	s := g.Steps[i]
	switch s.Op {
	case plan.Select:
		if !g.text[g.of(s.A)] {
			return 0, false
		}
		if g.read.Holds(s.A) {
			return g.of(s.B), true
		}
		return g.of(s.C), true
	case plan.Add, plan.Mul:
		for _, pair := range [][2]plan.Ref{{s.A, s.B}, {s.B, s.A}} {
			if g.is(pair[0], neutral[s.Op]) && !g.truth(g.of(pair[1])) {
				return g.of(pair[1]), true
			}
		}
	case plan.Sub, plan.Div:
		if g.is(s.B, neutral[s.Op]) && !g.truth(g.of(s.A)) {
			return g.of(s.A), true
		}
	}
	return 0, false
}

// neutral is the number that an operation leaves the other operand as it is with.
var neutral = map[plan.Op]num.D{plan.Add: num.Int(0), plan.Sub: num.Int(0), plan.Mul: num.Int(1), plan.Div: num.Int(1)}

// is reports whether a step is a settled number.
func (g *graph) is(x plan.Ref, v num.D) bool {
	have, known := g.read.Value(x)
	return known && (x < 0 || g.text[g.of(x)]) && have.Equal(v)
}

// key is the same for steps that are equal wherever they stand.
func (g *graph) key(i plan.Ref) string {
	s, info := g.Steps[i], g.Info[i]
	switch s.Op {
	case plan.Const:
		value := g.Consts[s.A].String()
		if info.Kind == check.KindText {
			return "text " + value
		}
		if g.Told[i].Row > 0 {
			g.data[i] = true
			return "data " + info.Name
		}
		return fmt.Sprint("const ", value, " ", info.Span.Pos.Filename, " ", info.Span.Pos.Offset, " ", info.Span.Known())
	case plan.Input:
		return "input " + strconv.Itoa(int(s.A))
	case plan.Fail:
		return "fail " + strconv.Itoa(int(i))
	}
	out := []string{s.Op.String()}
	switch s.Op {
	case plan.Scale:
		out = append(out, g.Ratios[s.B].String())
	case plan.Invoke:
		out = append(out, g.Calls[s.A].Func.Name)
	}
	g.Operands(s, func(x plan.Ref) { out = append(out, strconv.Itoa(int(g.of(x)))) })
	return strings.Join(out, " ")
}

// operands are the steps that a step reads, as they stand for those of the plan.
func (g *graph) operands(i plan.Ref) []plan.Ref {
	var out []plan.Ref
	if g.text[i] {
		return nil
	}
	if to, ok := g.alias[i]; ok {
		return append(out, to)
	}
	if g.written(i) {
		return nil
	}
	if c, ok := g.chosen[i]; ok {
		return c.of
	}
	if g.keeps[i] {
		return append(out, g.of(g.Steps[i].A), g.of(g.Steps[i].B))
	}
	g.Operands(g.Steps[i], func(x plan.Ref) { out = append(out, g.of(x)) })
	return out
}

// require marks steps, and all that they are made of, as needed.
func (g *graph) require(roots ...plan.Ref) {
	var stack []plan.Ref
	add := func(x plan.Ref) {
		if x >= 0 && !g.need[x] {
			g.need[x] = true
			stack = append(stack, x)
		}
	}
	for _, x := range roots {
		add(g.of(x))
	}
	for len(stack) > 0 {
		x := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		for _, o := range g.operands(x) {
			g.uses[o]++
			if _, aliased := g.alias[x]; aliased || g.Steps[x].Op != plan.Add {
				g.beyond[o] = true
			}
			add(o)
		}
	}
}

// sums reports whether a step adds others up.
func (g *graph) sums(x plan.Ref) bool {
	if x < 0 || g.text[x] {
		return false
	}
	_, aliased := g.alias[x]
	return !aliased && g.Steps[x].Op == plan.Add
}

// value is the value of a step in the run, as a number of a workbook; false without one.
func (g *graph) value(x plan.Ref) (num.D, bool) { return g.cellValue(g.read, x) }

// cellValue is the value of a step in a run as a cell holds it: a date is a date.
func (g *graph) cellValue(read *exact.Reading, x plan.Ref) (num.D, bool) {
	v, known := read.Value(x)
	return g.dated(x, v), known
}

// dated is a number of a step as a cell holds it.
func (g *graph) dated(x plan.Ref, v num.D) num.D {
	if g.isDate(x) {
		return serial(v)
	}
	return v
}

// isDate reports whether a step is a day.
func (g *graph) isDate(x plan.Ref) bool { return x >= 0 && g.Info[x].Kind == check.KindDate }

// serial is the number that spreadsheets have for a day, which the plan counts from 1970.
func serial(days num.D) num.D {
	const first = 25_569 // is 1970-01-01
	out, _ := days.Add(num.Int(first))
	return out
}

// number reports whether a step is a number written in the plan.
func (g *graph) number(x plan.Ref) (num.D, bool) {
	switch {
	case x == plan.None:
		return num.Int(0), true
	case x == plan.One:
		return num.Int(1), true
	case g.text[x]:
		return g.value(x)
	case g.Steps[x].Op == plan.Const:
		return g.dated(x, g.Consts[g.Steps[x].A]), true
	}
	if to, ok := g.signed[x]; ok {
		return g.Consts[g.Steps[to].A].Neg(), true
	}
	return num.D{}, false
}

// truth reports whether a step is a condition, which formulas compute as TRUE or FALSE.
func (g *graph) truth(x plan.Ref) bool {
	if x < 0 || g.text[x] || g.counted[x] {
		return false
	}
	if to, ok := g.alias[x]; ok {
		return g.truth(to)
	}
	switch s := g.Steps[x]; s.Op {
	case plan.Eq, plan.Lt, plan.Le, plan.And, plan.Or, plan.Not:
		return true
	case plan.Select:
		return g.truth(g.of(s.B)) && g.truth(g.of(s.C))
	}
	return false
}
