package plan

import (
	"fmt"

	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/eval/unit"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
)

// volume is what a course does: how many begin, with whom, and how many complete. Each is an event per step and year of the clock of its lists.
type volume struct {
	decl                        *check.Course
	duration                    Ref // months
	whole                       shape
	courses, started, completed []event
	// As results: courses and started count where they begin, completed where they end. Inside is what completes within the horizon.
	coursesFlow, startedFlow, completedFlow flow
	allCourses, allStarted, allCompleted    Ref
	inside                                  Ref
}

func (l *lowerer) course(in *instance, d *check.Course) *volume {
	if v, ok := in.volume[d]; ok {
		return v
	}
	v := &volume{decl: d}
	in.volume[d] = v
	v.duration = l.lasting(l.in(in, d.Duration, unit.Of(l.units.month)), d.Duration.Span(), say.T("a course"))
	v.whole = l.evenly(d.Duration.Span(), in.grid, None, v.duration)
	v.courses = l.begun(in, d)
	l.tellCohorts(in, d.Team, v.courses, false, say.T("%s: courses started", in.labelOf(d.Label)))
	counted := unit.Of(d.Counted)
	v.started = l.perEvent(in, d.Participants, counted, counted, v.courses, say.T("%s: started", in.labelOf(d.Label)))
	l.tellCohorts(in, d.Team, v.started, false, say.T("%s: started", in.labelOf(d.Label)))
	v.completed = v.started
	if d.Completion != nil {
		v.completed = l.perEvent(in, d.Completion, unit.Unit{}, counted, v.started, say.T("%s: completed", in.labelOf(d.Label)))
		l.tellCohorts(in, d.Team, v.completed, true, say.T("%s: completed, by when they begin", in.labelOf(d.Label)))
		l.guardCompletion(in, d)
	}
	l.volumeFlows(in, v)
	return v
}

// begun lists the courses begun in each step by each cohort of teams, or with `in total` altogether.
func (l *lowerer) begun(in *instance, d *check.Course) []event {
	want := courseUnit(in)
	var out []event
	label := say.T("%s: courses a year", in.labelOf(d.Label))
	if d.InTotal {
		told := l.tellSeries(in.grid, label)
		for t, s := range in.grid.Steps {
			out = append(out, l.begunIn(in, d, want, t, s.Year, One, told))
		}
		return out
	}
	cohorts := l.team(in, d.Team).cohorts
	for i, c := range cohorts {
		told := l.tellSeries(in.grid, label)
		if len(cohorts) > 1 {
			told.label = l.ofCohort(in, label, c)
		}
		for t := c.start; t < len(in.grid.Steps); t++ {
			life := in.grid.Steps[t].Year - in.grid.Steps[c.start].Year + 1
			e := l.begunIn(in, d, want, t, life, c.alive[t], told)
			e.cohort = i
			out = append(out, e)
		}
	}
	return out
}

// tellCohorts says what events are, as a series by the step they begin in for each cohort of teams. Those of a single cohort are told of only
// where they are no flow themselves.
func (l *lowerer) tellCohorts(in *instance, team *check.Team, events []event, alone bool, label say.Phrase) {
	if !l.telling() || len(events) == 0 {
		return
	}
	many := events[len(events)-1].cohort > 0
	if !many && !alone {
		return
	}
	told := map[int]*toldSeries{}
	for _, e := range events {
		if told[e.cohort] == nil {
			words := label
			if many {
				words = l.ofCohort(in, label, l.team(in, team).cohorts[e.cohort])
			}
			told[e.cohort] = l.tellSeries(in.grid, words)
		}
		told[e.cohort].inStep(e.step, e.count)
	}
}

// ofCohort is a label of what a cohort of teams does.
func (l *lowerer) ofCohort(in *instance, label say.Phrase, c *cohort) say.Phrase {
	return say.T("%s, teams from year %d", label, in.grid.Steps[c.start].Year)
}

func courseUnit(in *instance) unit.Unit {
	base, _ := in.m.Units.Lookup("course")
	return unit.Of(base)
}

// begunIn is the courses of so many teams in a step: a rate per year takes the step's share of it. The rate is told of.
func (l *lowerer) begunIn(in *instance, d *check.Course, want unit.Unit, t, year int, teams Ref, told *toldSeries) event {
	o := origin{d.Starts.Span(), want}
	rate := l.entry(in, d.Starts, want, year-1)
	share := unit.Ratio{Num: int64(in.grid.StepMonths), Den: 12}
	yearly := l.mul(o, teams, rate)
	n := l.scale(o, yearly, unit.NewRatio(share.Num, share.Den))
	if n != yearly {
		told.inYear(in.grid.Steps[t].Year, yearly)
	}
	if l.telling() {
		l.tell(n, said(in.grid, t, say.T("%s: courses started", in.labelOf(d.Label))))
	}
	return event{step: t, year: year, count: n}
}

// perEvent multiplies events by a value that may be a list over the years of their clock, into another unit.
func (l *lowerer) perEvent(in *instance, e check.Expr, want, into unit.Unit, events []event, label say.Phrase) []event {
	o := origin{e.Span(), into}
	out := make([]event, len(events))
	for i, ev := range events {
		out[i] = ev.counted(l.mul(o, ev.count, l.entry(in, e, want, ev.year-1)))
		if l.telling() {
			l.tell(out[i].count, say.T("%s, of courses begun in %s", label, stepNamed(in.grid, ev.step)))
		}
	}
	return out
}

// guardCompletion sees that completion is a share, in every year there is.
func (l *lowerer) guardCompletion(in *instance, d *check.Course) {
	n := 1
	if l.expr(in, d.Completion).list != nil {
		n = in.grid.Years
	}
	for y := range n {
		c := l.real(l.entry(in, d.Completion, unit.Unit{}, y))
		o := number(d.Completion.Span())
		ok := l.and(o, l.orderly(o, l.int(0), c), l.orderly(o, c, l.int(1)))
		l.guard(ok, diag.BadCompletion, d.Completion.Span(), say.T("the completion of `%s` is %s, and a share lies between 0 %% and 100 %%", d.Name, Hole(0)),
			say.T("completion is the share of participants that complete"), c)
	}
}

// volumeFlows sums a course's events by step and names what results ask for.
func (l *lowerer) volumeFlows(in *instance, v *volume) {
	d, span := v.decl, v.decl.NameSpan
	counted := origin{span, unit.Of(d.Counted)}
	courses := origin{span, courseUnit(in)}
	v.coursesFlow = l.flow(courses, in, v.courses, point)
	v.startedFlow = l.flow(counted, in, v.started, point)
	end := l.ending(d.Duration.Span(), in.grid, v.duration)
	v.completedFlow = l.flow(counted, in, v.completed, end)
	v.inside = l.completedInside(counted, in, v)
	v.allCourses = l.name(l.real(v.coursesFlow.total), in.prefix+d.Name+".courses")
	v.allStarted = l.name(l.real(v.startedFlow.total), in.prefix+d.Name+".started")
	v.allCompleted = l.name(l.real(v.completedFlow.total), in.prefix+d.Name+".completed")
	v.inside = l.name(l.real(v.inside), in.prefix+d.Name+".completed_inside")
	l.tellVolume(in, v)
	l.nameSteps(v.coursesFlow, in.prefix+d.Name+".courses")
	l.nameSteps(v.startedFlow, in.prefix+d.Name+".started")
}

func (l *lowerer) tellVolume(in *instance, v *volume) {
	if !l.telling() {
		return
	}
	label := in.labelOf(v.decl.Label)
	l.tellFlow(in.grid, v.coursesFlow, say.T("%s: courses started", label))
	l.tellFlow(in.grid, v.startedFlow, say.T("%s: started", label))
	l.tellFlow(in.grid, v.completedFlow, say.T("%s: completed", label))
	l.tell(v.inside, say.T("%s: completed within the horizon", label))
}

func (l *lowerer) nameSteps(f flow, name string) {
	for t, x := range f.steps {
		l.name(x, fmt.Sprintf("%s[%d]", name, t+1))
	}
}

// completedInside sums the completions of courses that end within the horizon.
func (l *lowerer) completedInside(o origin, in *instance, v *volume) Ref {
	if in.m.Intervention.Dropped {
		return v.completedFlow.total
	}
	total := None
	end := l.ratio(in.grid.Length)
	fits, told := map[int]Ref{}, l.tellSeries(in.grid, say.T("ends within the horizon, by when it begins"))
	for _, e := range v.completed {
		fit, ok := fits[e.step]
		if !ok {
			begin := l.ratio(in.grid.Steps[e.step].Start)
			fit = l.emit(number(o.span), Le, l.add(l.months(o.span), begin, v.duration), end, None)
			fits[e.step] = told.inStep(e.step, fit)
		}
		total = l.add(o, total, l.pick(o, fit, e.count, None))
	}
	return total
}
