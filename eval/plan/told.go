package plan

import (
	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/eval/unit"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
)

// Told is what a step stands for in the words of the field, where neither a name nor the text of the script says it.
type Told struct {
	Label  say.Phrase
	Leaf   bool   // how it is computed says no more than the label does
	File   string // of the rows it is about, or ""
	Row    int    // the row that a cell stands in, from 1, or 0
	Rows   int    // how many rows or groups an aggregate goes over, whether they count or not
	Groups bool   // whether they are groups
	// Of is the elements that a least or greatest one is chosen from, where the steps hide them.
	Of       []Element
	Greatest bool
	Place    Place
}

// Place is where in a flow a step stands.
type Place struct {
	Flow  int // its number, from 1, or 0 for a step of no flow
	Label say.Phrase
	Part  Part
	At    int // the year or step of the horizon, from 0
}

// Part says what of a flow a step is.
type Part uint8

// The parts of a flow: all of it, a year, what falls after the horizon, and a step of the horizon that is not a year.
const (
	InAll Part = iota
	InYear
	Later
	InStep
)

// Element is a row or group of an aggregate: the condition under which it counts, and its value.
type Element struct{ When, Value Ref }

// Figure is a plan that was lowered to explain one figure, or all of its results: nothing is shared that could be told apart, and what lowering itself
// thought of is told.
type Figure struct {
	*Plan
	Ref  Ref
	Told map[Ref]Told
	// Flows are all the flows that were told of, by their number less one: of a flow that shares steps with another they have all parts.
	Flows []Flow
	// Fixed are written numbers that decide how the plan is built: another one would make another plan.
	Fixed map[Ref]bool
}

// LowerFigure builds the plan of a module once more, with a figure of it: an expression that was checked in its scope and is no series, or
// nil for all results, claims and followed figures. The params keep their slots. The list holds at most one error: that a limit was reached.
func LowerFigure(m *check.Module, data Rows, limits Limits, e check.Expr) (f *Figure, problems diag.List) {
	l := newLowerer(m, data, limits)
	l.told, l.fixed = map[Ref]Told{}, map[Ref]bool{}
	defer onStop(m, limits, func(d diag.Diagnostic) { f, problems = nil, diag.List{d} })
	root := l.instance(m, "", nil)
	l.definitions(root)
	l.p.Results = l.results(root)
	l.outputs(root)
	l.scenarios(root)
	if e == nil {
		l.expects(root)
		l.analyses(root)
	}
	l.assumed(root)
	f = &Figure{l.p, None, l.told, l.flowsTold, l.fixed}
	if e != nil {
		f.Ref = l.real(l.one(l.expr(root, e)))
	}
	return f, nil
}

// LowerTold builds the whole plan of a module once more, as Lower does, and tells what its steps stand for.
func LowerTold(m *check.Module, data Rows, limits Limits) (*Figure, diag.List) {
	l := newLowerer(m, data, limits)
	l.told, l.fixed = map[Ref]Told{}, map[Ref]bool{}
	p, problems := lowered(m, l)
	return &Figure{p, None, l.told, l.flowsTold, l.fixed}, problems
}

// telling reports whether what steps stand for is wanted: what is long to say is said only then.
func (b *builder) telling() bool { return b.told != nil }

// tell says what a step stands for, unless that is said already. It gives the step back.
func (b *builder) tell(x Ref, label say.Phrase) Ref { return b.tellAll(x, Told{Label: label}) }

func (b *builder) tellAll(x Ref, t Told) Ref {
	if b.told == nil || x < 0 {
		return x
	}
	have, ok := b.told[x]
	switch {
	case !ok || have.Label.Empty():
		b.told[x] = t
	case have.Place.Flow == 0:
		have.Place = t.Place
		b.told[x] = have
	}
	return x
}

// tellNamed says what the step of a name is. It outdoes what was told of a part that turned out to be all there is.
func (b *builder) tellNamed(x Ref, name string, label say.Phrase) {
	if b.telling() && x >= 0 && b.p.Info[x].Name == name {
		t := b.told[x]
		t.Label = label
		b.told[x] = t
	}
}

// tellFixed says that the plan is built as it is because of a number.
func (b *builder) tellFixed(x Ref) {
	if b.telling() && x >= 0 && b.p.Info[x].Span.Known() {
		b.fixed[x] = true
	}
}

// tellUnit gives a written number the unit that its field takes it to be in.
func (b *builder) tellUnit(x Ref, u unit.Unit) {
	if b.telling() && x >= 0 && !u.IsNumber() && b.p.Steps[x].Op == Const && b.p.Info[x].Name == "" && b.p.Info[x].Span.Known() {
		b.p.Info[x].Unit = u
	}
}

// tellFlow says what a flow is, in all and in its parts.
func (l *lowerer) tellFlow(g *check.Grid, f flow, label say.Phrase) {
	if !l.telling() {
		return
	}
	l.flowsTold = append(l.flowsTold, f.public())
	tell := func(x Ref, words say.Phrase, part Part, at int) {
		l.tellAll(x, Told{Label: words, Place: Place{len(l.flowsTold), label, part, at}})
	}
	tell(f.total, label, InAll, 0)
	tell(f.later, say.T("%s, after the horizon", label), Later, 0)
	for y, x := range f.years {
		tell(x, say.T("%s, year %d", label, y+1), InYear, y)
	}
	for t, x := range f.steps {
		tell(x, said(g, t, label), InStep, t)
	}
}

// said is a label with the step it is of.
func said(g *check.Grid, t int, label say.Phrase) say.Phrase {
	return say.T("%s, %s", label, stepNamed(g, t))
}

// stepNamed is what a step is called: a year, or a step of the horizon.
func stepNamed(g *check.Grid, t int) say.Phrase {
	if g.Back || g.StepMonths == 12 {
		return say.T("year %d", g.Steps[t].Year)
	}
	return say.T("step %d", t+1)
}

// afterSteps is the step that is so many after the one something falls in.
func afterSteps(g *check.Grid, d int) say.Phrase {
	switch {
	case d == 0:
		return say.T("in the step it begins in")
	case g.Back || g.StepMonths == 12:
		return say.Count(d, say.T("in the year after it begins"), say.T("%d years after it begins", d))
	}
	return say.Count(d, say.T("in the step after it begins"), say.T("%d steps after it begins", d))
}

// labelOf is a label with that of the script it is of.
func (in *instance) labelOf(label string) say.Phrase { return say.Verbatim(in.labelled(label)) }
