package plan

import (
	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/unit"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
	"github.com/costlang/cost/lang/source"
)

// event is something that happens a number of times at the start of a step. Year is that of the clock its timing and lists count.
type event struct {
	step, year int
	count      Ref
	cohort     int // of its course, from 0
}

// counted is an event with another count.
func (e event) counted(x Ref) event {
	e.count = x
	return e
}

// shape is how one event spreads over time: at(d) is what falls d steps after it, after(d) what falls then or later, total all of it.
// What falls later is not the rest of a sum, since parts that do not end as decimals would leave a trace where there is nothing.
type shape struct {
	at, after func(d int) Ref
	total     Ref
	inside    bool // nothing can fall beyond the step of the event
}

// point is a shape that falls where its event does.
var point = shape{total: One, inside: true, at: func(d int) Ref {
	if d == 0 {
		return One
	}
	return None
}}

// memo makes a shape compute each entry once.
func memo(at func(d int) Ref) func(d int) Ref {
	done := map[int]Ref{}
	return func(d int) Ref {
		ref, ok := done[d]
		if !ok {
			ref = at(d)
			done[d] = ref
		}
		return ref
	}
}

// overlap is how much of [from, to], in months after an event, lies in the step d steps after it.
func (l *lowerer) overlap(span source.Span, g *check.Grid, d int, from, to Ref) Ref {
	high := l.min(l.months(span), to, l.monthsLong(g.Steps[d].End))
	l.tell(high, say.T("the end of it or of the step"))
	months := l.between(span, from, l.monthsLong(g.Steps[d].Start), high)
	if l.telling() {
		l.tell(months, say.T("months of it %s", afterSteps(g, d)))
	}
	return months
}

// beyond is how much of [from, to] lies d steps after the event or later.
func (l *lowerer) beyond(span source.Span, g *check.Grid, d int, from, to Ref) Ref {
	return l.between(span, from, l.monthsLong(g.Steps[d-1].End), to)
}

// monthsLong is a time of the grid. Where it stands for itself it has its unit.
func (l *lowerer) monthsLong(r unit.Ratio) Ref {
	ref := l.ratio(r)
	if l.telling() {
		l.p.Info[ref].Unit = unit.Of(l.units.month)
	}
	return ref
}

// between is the length of [max(from, start), end], never below nothing.
func (l *lowerer) between(span source.Span, from, start, end Ref) Ref {
	o := l.months(span)
	if from != None {
		start = l.max(o, from, start)
	}
	length := l.tell(l.sub(o, end, start), say.T("from the beginning of it or of the step to then"))
	return l.max(o, l.int(0), length)
}

// minus is the time from b to a later time of the grid.
func minus(a, b unit.Ratio) unit.Ratio {
	return unit.NewRatio(a.Num*b.Den-b.Num*a.Den, a.Den*b.Den)
}

// evenly spreads one over [from, to], which must have a length. Steps are equal looking forward, so that offsets are enough; looking back
// only the first step has events that spread.
func (l *lowerer) evenly(span source.Span, g *check.Grid, from, to Ref) shape {
	length := l.sub(l.months(span), to, from)
	told := l.tellShape(g, say.T("the share of it that falls"), say.T("the share of it that falls"))
	return shape{total: One, at: memo(func(d int) Ref {
		return told.at(d, l.div(number(span), l.overlap(span, g, d, from, to), length))
	}), after: memo(func(d int) Ref {
		return told.after(d, l.div(number(span), l.beyond(span, g, d, from, to), length))
	})}
}

// ending falls in the step in which [0, end] ends: at its closing instant a step still counts.
func (l *lowerer) ending(span source.Span, g *check.Grid, end Ref) shape {
	o := number(span)
	told := l.tellShape(g, say.T("1 if it ends"), say.T("ends"))
	told.inside.leaf = true
	return shape{total: One, at: memo(func(d int) Ref {
		after := l.emit(o, Lt, l.ratio(g.Steps[d].Start), end, None)
		before := l.emit(o, Le, end, l.ratio(g.Steps[d].End), None)
		return told.at(d, l.emit(o, Select, l.emit(o, And, after, before, None), l.int(1), l.int(0)))
	}), after: memo(func(d int) Ref {
		return told.after(d, l.emit(o, Select, l.emit(o, Lt, l.ratio(g.Steps[d-1].End), end, None), l.int(1), l.int(0)))
	})}
}

// mostMonths is the longest that anything lasts: 1,200 years, longer than any horizon.
const mostMonths = 1_200 * 12

// lasting sees that a length is more than nothing and at most mostMonths.
func (l *lowerer) lasting(x Ref, span source.Span, what say.Phrase) Ref {
	x = l.positive(x, span, what)
	if v, ok := l.static(x); ok && v.Cmp(num.Int(mostMonths)) <= 0 {
		return x
	}
	fits := l.emit(number(span), Le, x, l.int(mostMonths), None)
	l.guard(fits, diag.BadDuration, span, say.T("%s lasts at most %s years, and this is %s months", what, say.Int(mostMonths/12), Count(0)), say.T("write a shorter length, such as 5 years"), x)
	return x
}

// positive sees that a length is more than nothing.
func (l *lowerer) positive(x Ref, span source.Span, what say.Phrase) Ref {
	x = l.real(x)
	if v, ok := l.static(x); ok && v.Sign() > 0 {
		return x
	}
	l.guard(l.emit(number(span), Lt, l.int(0), x, None), diag.BadDuration, span, say.T("%s must last longer than nothing, and this is %s", what, Hole(0)), say.Phrase{}, x)
	return x
}

// flow is a quantity by step, by year, later and in all.
type flow struct {
	unit         unit.Unit
	steps, years []Ref
	later, total Ref
}

// flow spreads events by a shape over the steps. Dropped leaves out what falls after the horizon.
func (l *lowerer) flow(o origin, in *instance, events []event, s shape) flow {
	f := flow{unit: o.unit, steps: make([]Ref, len(in.grid.Steps))}
	for t := range f.steps {
		f.steps[t] = None
	}
	count, later := None, None
	for _, e := range events {
		count = l.add(o, count, e.count)
		if !s.inside && !in.m.Intervention.Dropped {
			later = l.add(o, later, l.mul(o, e.count, s.after(len(f.steps)-e.step)))
		}
		last := len(f.steps) - 1
		if s.inside {
			last = e.step
		}
		for t := e.step; t <= last; t++ {
			part := l.mul(o, e.count, s.at(t-e.step))
			if l.telling() {
				l.tell(part, say.T("of what begins in %s", stepNamed(in.grid, e.step)))
			}
			f.steps[t] = l.add(o, f.steps[t], part)
		}
	}
	f.later, f.total = later, l.mul(o, count, s.total)
	if !s.inside && in.m.Intervention.Dropped {
		f.total = l.sum(o, f.steps...)
	}
	l.byYear(o, in.grid, &f)
	return f
}

// byYear adds the steps of each year.
func (l *lowerer) byYear(o origin, g *check.Grid, f *flow) {
	f.years = make([]Ref, g.Years)
	for y := range f.years {
		f.years[y] = None
	}
	for t, s := range g.Steps {
		f.years[s.Year-1] = l.add(o, f.years[s.Year-1], f.steps[t])
	}
}

// times multiplies a flow by what one unit of it is worth.
func (l *lowerer) times(o origin, g *check.Grid, f flow, each Ref) flow {
	if each == None {
		return l.nothing(o, g)
	}
	out := flow{unit: o.unit, steps: make([]Ref, len(f.steps)), later: l.mul(o, f.later, each), total: l.mul(o, f.total, each)}
	for t := range f.steps {
		out.steps[t] = l.mul(o, f.steps[t], each)
	}
	l.byYear(o, g, &out)
	return out
}

// nothing is the flow that is zero everywhere.
func (l *lowerer) nothing(o origin, g *check.Grid) flow {
	out := flow{unit: o.unit, steps: make([]Ref, len(g.Steps)), years: make([]Ref, g.Years), later: None, total: None}
	for t := range out.steps {
		out.steps[t] = None
	}
	for y := range out.years {
		out.years[y] = None
	}
	return out
}

// plus adds two flows; the shorter one ends where its horizon does.
func (l *lowerer) plus(o origin, a, b flow) flow { return l.join(o, a, b, l.add) }

// less subtracts a flow.
func (l *lowerer) less(o origin, a, b flow) flow { return l.join(o, a, b, l.sub) }

func (l *lowerer) join(o origin, a, b flow, f func(origin, Ref, Ref) Ref) flow {
	at := func(xs []Ref, i int) Ref {
		if i < len(xs) {
			return xs[i]
		}
		return None
	}
	entries := func(xs, ys []Ref) []Ref {
		out := make([]Ref, max(len(xs), len(ys)))
		for i := range out {
			out[i] = f(o, at(xs, i), at(ys, i))
		}
		return out
	}
	return flow{
		unit: o.unit, steps: entries(a.steps, b.steps), years: entries(a.years, b.years),
		later: f(o, a.later, b.later), total: f(o, a.total, b.total),
	}
}
