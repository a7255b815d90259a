package referee_test

import (
	"slices"

	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/lang/ast"
)

// when is the timing of a cost, its values known: the years of the clock, or the months it is spread over.
type when struct {
	always bool
	years  []int  // of in and every
	over   number // months, or nil
}

func (in *instance) when(t *check.Timing) when {
	switch {
	case t == nil:
		return when{always: true}
	case t.Kind == ast.TimingOver:
		return when{always: true, over: in.months(t.Value)}
	case t.Kind == ast.TimingIn:
		return when{years: in.yearsOf(t.From, t.To)}
	}
	every := wholeOf(in.in(t.Value, in.base("year")).number, "every")
	if every < 1 {
		refuse("every %d years", every)
	}
	w := when{}
	for y := 1; y <= in.clock.count; y += every {
		w.years = append(w.years, y)
	}
	return w
}

func (w when) has(year int) bool { return w.always || slices.Contains(w.years, year) }

// weight is what one time is worth in a year of the clock that the lists of a cost count: that of each team's life where there is a team
// or an employee in the basis, else that of the horizon in which the cost or its course begins.
type weight func(year int) number

// always counts the times.
func always(int) number { return one }

// falls is what a cost comes to in each step: the whole of it, or the part that courses of one kind cause.
func (in *instance) falls(c *check.Cost, only *check.Course, worth weight) flow {
	w, f := in.when(c.Timing), in.clock.none()
	switch c.Basis.Kind {
	case check.PerCourse, check.PerParticipant, check.PerCompleted:
		for _, course := range c.Basis.Courses {
			if only == nil || only == course {
				f = f.plus(in.fallsOnCourse(c.Basis.Kind, course, w, worth))
			}
		}
	case check.PerTeam, check.PerEmployee, check.PerTeamYear, check.PerEmployeeYear:
		for _, team := range c.Basis.Teams {
			f = f.plus(in.fallsOnTeam(c.Basis.Kind, team, w, worth))
		}
	default:
		f = in.fallsOnHorizon(c.Basis.Kind, w, worth)
	}
	return in.cut(f)
}

func (in *instance) fallsOnHorizon(kind check.BasisKind, w when, worth weight) flow {
	f, c := in.clock.none(), in.clock
	if kind == check.Once && w.over != nil {
		return c.spread(zero, w.over, worth(1))
	}
	for t := range c.steps() {
		worth := worth(c.year(t))
		switch {
		case kind == check.OverPeriod:
			f.put(t, mul(worth, div(c.monthsOf(t), c.length)))
		case kind == check.PerYear && w.has(c.year(t)):
			f.put(t, mul(worth, c.yearShare(t)))
		case kind == check.PerMonth && w.has(c.year(t)):
			f.put(t, mul(worth, c.monthsOf(t)))
		case kind == check.Once && w.always && t == 0, kind == check.Once && !w.always && c.isFirstOfYear(t) && w.has(c.year(t)):
			f.put(t, worth)
		}
	}
	return f
}

func (in *instance) fallsOnTeam(kind check.BasisKind, team *check.Team, w when, worth weight) flow {
	each := one
	if kind == check.PerEmployee || kind == check.PerEmployeeYear {
		each = in.heads(team)
	}
	crew, f := in.crew(team), in.clock.none()
	for s := range in.clock.steps() {
		if kind == check.PerTeamYear || kind == check.PerEmployeeYear {
			f = f.plus(in.cohortRate(crew, s, w, worth))
		} else {
			f = f.plus(in.cohortOnce(crew, s, w, worth))
		}
	}
	return f.scale(each)
}

// cohortOnce is what falls for the teams that start in step s: when they start, or when they reach a year of their life.
func (in *instance) cohortOnce(crew *crew, s int, w when, worth weight) flow {
	f, c := in.clock.none(), in.clock
	switch {
	case crew.started[s].Sign() == 0:
	case w.over != nil:
		return c.spread(c.starts[s], add(c.starts[s], w.over), mul(worth(1), crew.started[s]))
	case w.always:
		f.put(s, mul(worth(1), crew.started[s]))
	default:
		for t := s; t < c.steps(); t++ {
			if c.isFirstOfYear(t) && w.has(crew.life(s, t)) {
				f.put(t, mul(worth(crew.life(s, t)), crew.alive(s, t)))
			}
		}
	}
	return f
}

// cohortRate is the years that the teams of step s work in each step.
func (in *instance) cohortRate(crew *crew, s int, w when, worth weight) flow {
	f := in.clock.none()
	for t := s; t < in.clock.steps(); t++ {
		if life := crew.life(s, t); w.has(life) {
			f.put(t, mul(worth(life), mul(crew.alive(s, t), in.clock.yearShare(t))))
		}
	}
	return f
}

func (in *instance) fallsOnCourse(kind check.BasisKind, course *check.Course, w when, worth weight) flow {
	f := in.clock.none()
	for _, b := range in.batches(course) {
		worth := worth(in.clock.year(b.step))
		if kind == check.PerCompleted {
			f = f.plus(in.onCompletion(b, w).scale(worth))
			continue
		}
		n := mul(worth, b.courses)
		if kind == check.PerParticipant {
			n = mul(worth, b.started)
		}
		switch {
		case w.over != nil:
			f = f.plus(in.clock.spread(b.begin, add(b.begin, w.over), n))
		case w.has(in.clock.year(b.step)):
			f = f.plus(in.clock.spread(b.begin, b.end, n))
		}
	}
	return f
}

// onCompletion falls where the courses of a batch end, or is spread from there.
func (in *instance) onCompletion(b batch, w when) flow {
	if w.over != nil {
		return in.clock.spread(b.end, add(b.end, w.over), b.completed)
	}
	f, c := in.clock.none(), in.clock
	t := c.stepEnding(b.end)
	if w.always || t < c.steps() && w.has(c.year(t)) {
		f.put(t, b.completed)
	}
	return f
}
