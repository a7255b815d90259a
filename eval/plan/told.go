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
	Spreads  bool    // it is a share of an event that holds as long after it in every step
	At       Setting // the value of a param that Label is about, or nothing
	With     Setting // the value of a param that a step was repeated with, or nothing
}

// Setting is a param at one of its choices.
type Setting struct {
	Label  say.Phrase // with the value as it is written
	Param  string
	Choice int
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

// Element is a row or group of an aggregate: the condition under which it counts, and its value. Kept is its value where it counts, a failure
// where it does not.
type Element struct{ When, Value, Kept Ref }

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

// toldSeries tells of steps of the plan that are a series over the steps of a horizon, and of what comes after it, one after the other.
type toldSeries struct {
	l     *lowerer
	g     *check.Grid
	label say.Phrase
	flow  int
	leaf  bool
}

func (l *lowerer) tellSeries(g *check.Grid, label say.Phrase) *toldSeries {
	return &toldSeries{l: l, g: g, label: label}
}

// inStep says that x stands in a step, or after all of them. It gives x back.
func (s *toldSeries) inStep(t int, x Ref) Ref {
	if t == len(s.g.Steps) {
		return s.put(t, x, say.T("%s, after the horizon", s.label))
	}
	return s.put(t, x, said(s.g, t, s.label))
}

// put says so in words of its own.
func (s *toldSeries) put(t int, x Ref, words say.Phrase) Ref {
	if !s.l.telling() || x < 0 {
		return x
	}
	place := Place{s.number(x), s.label, InStep, t}
	if flow := &s.l.flowsTold[s.flow-1]; t == len(s.g.Steps) {
		flow.Later, place.Part, place.At = x, Later, 0
	} else {
		flow.Steps[t] = x
	}
	return s.l.tellAll(x, Told{Label: words, Leaf: s.leaf, Place: place})
}

// inYear says that x stands in a year, from 1, or after all of them. It gives x back.
func (s *toldSeries) inYear(year int, x Ref) Ref {
	if !s.l.telling() || x < 0 {
		return x
	}
	place := Place{s.number(x), s.label, InYear, year - 1}
	if flow := &s.l.flowsTold[s.flow-1]; year > s.g.Years {
		flow.Later, place.Part, place.At = x, Later, 0
	} else {
		flow.Years[year-1] = x
	}
	return s.l.tellAll(x, Told{Label: say.T("%s, year %d", s.label, year), Place: place})
}

// number is that of the flow that a series is told as, a new one at its first step.
func (s *toldSeries) number(x Ref) int {
	if s.flow == 0 {
		s.l.flowsTold = append(s.l.flowsTold, s.l.nothing(number(s.l.p.Info[x].Span), s.g).public())
		s.flow = len(s.l.flowsTold)
	}
	return s.flow
}

// toldShape tells how an event spreads, by the step that the event falls in: what is in the last step of the horizon, and what is after it.
// In earlier steps is what is as long after the event.
type toldShape struct {
	what         say.Phrase // of one step
	inside, past *toldSeries
}

// tellShape says what a series is of, and what a step of it is.
func (l *lowerer) tellShape(g *check.Grid, what, one say.Phrase) *toldShape {
	inside := say.T("%s in %s, by when it begins", what, stepNamed(g, len(g.Steps)-1))
	if g.Back {
		inside = what
	}
	return &toldShape{what: one, inside: l.tellSeries(g, inside), past: l.tellSeries(g, say.T("%s after the horizon, by when it begins", what))}
}

// at tells what is so many steps after the event. Looking back every event that spreads is in the first step.
func (s *toldShape) at(d int, x Ref) Ref {
	g, t := s.inside.g, len(s.inside.g.Steps)-1-d
	if g.Back {
		t = d
	}
	s.inside.put(t, x, say.T("%s %s", s.what, afterSteps(g, d)))
	if told, ok := s.inside.l.told[x]; ok && !g.Back {
		told.Spreads = true
		s.inside.l.told[x] = told
	}
	return x
}

// after tells what is so many steps after the event or later, which is after the horizon.
func (s *toldShape) after(d int, x Ref) Ref {
	g := s.past.g
	t := len(g.Steps) - d
	return s.past.put(t, x, say.T("%s after the horizon, of what begins in %s", s.what, stepNamed(g, t)))
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
	switch years := g.Back || g.StepMonths == 12; {
	case years && d == 0:
		return say.T("in the year it begins in")
	case years:
		return say.Count(d, say.T("in the year after it begins"), say.T("%d years after it begins", d))
	case d == 0:
		return say.T("in the step it begins in")
	}
	return say.Count(d, say.T("in the step after it begins"), say.T("%d steps after it begins", d))
}

// labelOf is a label with that of the script it is of.
func (in *instance) labelOf(label string) say.Phrase { return say.Verbatim(in.labelled(label)) }
