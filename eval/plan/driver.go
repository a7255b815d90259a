package plan

import (
	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/eval/unit"
	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/say"
)

// drivers lowers the basis and timing of a cost. A basis over several courses or teams has a driver for each.
func (l *lowerer) drivers(in *instance, c *check.Cost) []driver {
	when := l.timing(in, c.Timing)
	switch c.Basis.Kind {
	case check.Once:
		return []driver{l.once(in, c, when)}
	case check.OverPeriod:
		return []driver{l.overPeriod(in, c)}
	case check.PerYear, check.PerMonth:
		return []driver{l.perTime(in, c, when)}
	case check.PerCourse, check.PerParticipant, check.PerCompleted:
		return l.perCourse(in, c, when)
	}
	return l.perTeam(in, c, when)
}

// spread is the shape of `over T` from where the basis falls, or otherwise when there is none.
func (l *lowerer) spread(in *instance, c *check.Cost, after Ref, otherwise shape) shape {
	if c.Timing == nil || c.Timing.Kind != ast.TimingOver {
		return otherwise
	}
	span := c.Timing.Value.Span()
	length := l.lasting(l.in(in, c.Timing.Value, unit.Of(l.units.month)), span, say.T("`over`"))
	return l.evenly(span, in.grid, after, l.add(l.months(span), after, length))
}

// once falls at the first step, or at the first step of each year that its timing means.
func (l *lowerer) once(in *instance, c *check.Cost, when timing) driver {
	d := driver{shape: l.spread(in, c, None, point)}
	if when.open() {
		d.events = []event{{step: 0, year: 1, count: One}}
		return d
	}
	for y := 1; y <= in.grid.Years; y++ {
		if falls := when.falls(y); falls != None {
			d.events = append(d.events, event{step: firstStep(in.grid, y), year: y, count: l.often(when, falls)})
		}
	}
	return d
}

// often turns a condition into how often something falls: 1 or 0.
func (l *lowerer) often(when timing, falls Ref) Ref { return l.pick(when.span, falls, One, None) }

// oftenIn tells of it as a part of what falls in a year of its clock.
func (l *lowerer) oftenIn(when timing, falls Ref, year int) Ref {
	return when.told.inYear(year, l.often(when, falls))
}

// overPeriod falls evenly over the horizon or period.
func (l *lowerer) overPeriod(in *instance, c *check.Cost) driver {
	d := driver{shape: point}
	for t, s := range in.grid.Steps {
		part := l.scale(number(c.Basis.Span), l.ratio(stepLength(in.grid, t)), unit.NewRatio(in.grid.Length.Den, in.grid.Length.Num))
		d.events = append(d.events, event{step: t, year: s.Year, count: part})
	}
	return d
}

// perTime is a rate: each step takes its share of a year or month.
func (l *lowerer) perTime(in *instance, c *check.Cost, when timing) driver {
	d := driver{shape: point}
	for t, s := range in.grid.Steps {
		falls := when.falls(s.Year)
		if falls == None {
			continue
		}
		o := number(c.Basis.Span)
		n := l.ratio(stepLength(in.grid, t))
		if c.Basis.Kind == check.PerYear {
			n = l.scale(o, n, unit.NewRatio(1, 12))
		}
		d.events = append(d.events, event{step: t, year: s.Year, count: l.mul(o, n, l.oftenIn(when, falls, s.Year))})
	}
	return d
}

// perCourse falls with the courses of a basis, their participants, or those who complete.
func (l *lowerer) perCourse(in *instance, c *check.Cost, when timing) []driver {
	var out []driver
	for _, course := range c.Basis.Courses {
		v := l.course(in, course)
		d := driver{course: course}
		switch c.Basis.Kind {
		case check.PerCompleted:
			d.events, d.shape = begunIn(in.grid, v.completed), l.spread(in, c, v.duration, l.ending(c.Basis.Span, in.grid, v.duration))
			d.shape = l.onlyIn(in, when, &d)
		case check.PerParticipant:
			d.events, d.shape = begunIn(in.grid, v.started), l.spread(in, c, None, v.whole)
		default:
			d.events, d.shape = begunIn(in.grid, v.courses), l.spread(in, c, None, v.whole)
		}
		if c.Basis.Kind != check.PerCompleted {
			d.events = l.inYears(in, when, d.events)
			if !when.open() {
				l.tellCohorts(in, course.Team, d.events, true, say.T("what counts, by when it begins"))
			}
		}
		out = append(out, d)
	}
	return out
}

// begunIn gives the events of courses the year of the horizon in which the courses begin: it is the one that lists per year count, also
// where the events are moved to.
func begunIn(g *check.Grid, events []event) []event {
	out := make([]event, len(events))
	for i, e := range events {
		out[i] = event{e.step, g.Steps[e.step].Year, e.count, e.cohort}
	}
	return out
}

// inYears keeps the events of the years of the horizon that a timing means.
func (l *lowerer) inYears(in *instance, when timing, events []event) []event {
	var out []event
	for _, e := range events {
		if falls := when.falls(e.year); falls != None {
			out = append(out, e.counted(l.mul(when.span, e.count, l.oftenIn(when, falls, e.year))))
		}
	}
	return out
}

// onlyIn makes completions fall only in the years that a timing means: each event is moved to where it falls, and those later are left out.
func (l *lowerer) onlyIn(in *instance, when timing, d *driver) shape {
	if when.open() {
		return d.shape
	}
	var moved []event
	for _, e := range d.events {
		for t := e.step; t < len(in.grid.Steps); t++ {
			falls := when.falls(in.grid.Steps[t].Year)
			if falls == None {
				continue
			}
			n := l.mul(when.span, e.count, l.mul(when.span, d.shape.at(t-e.step), l.oftenIn(when, falls, in.grid.Steps[t].Year)))
			moved = append(moved, event{t, e.year, n, e.cohort})
		}
	}
	d.events = moved
	return point
}

// perTeam falls with teams or their employees: when they start, in years of their life, or for as long as they are active.
func (l *lowerer) perTeam(in *instance, c *check.Cost, when timing) []driver {
	var out []driver
	for _, kind := range c.Basis.Teams {
		t := l.team(in, kind)
		d := driver{shape: point}
		for i, co := range t.cohorts {
			var events []event
			switch c.Basis.Kind {
			case check.PerTeamYear, check.PerEmployeeYear:
				events = l.whileActive(in, c, when, co)
			default:
				events = l.inLife(in, when, co)
			}
			for _, e := range events {
				e.cohort = i
				d.events = append(d.events, e)
			}
		}
		if c.Basis.Kind == check.PerTeam || c.Basis.Kind == check.PerEmployee {
			d.shape = l.spread(in, c, None, point)
		}
		if c.Basis.Kind == check.PerEmployee || c.Basis.Kind == check.PerEmployeeYear {
			for i := range d.events {
				d.events[i].count = l.mul(number(c.Basis.Span), d.events[i].count, t.heads)
			}
		}
		l.tellCohorts(in, kind, d.events, false, say.T("how often"))
		out = append(out, d)
	}
	return out
}

// whileActive is a rate per team and year: each step takes its share, in the years of the team's life that the timing means.
func (l *lowerer) whileActive(in *instance, c *check.Cost, when timing, co *cohort) []event {
	var out []event
	share := unit.NewRatio(int64(in.grid.StepMonths), 12)
	for t := co.start; t < len(in.grid.Steps); t++ {
		life := in.grid.Steps[t].Year - in.grid.Steps[co.start].Year + 1
		if falls := when.falls(life); falls != None {
			n := l.scale(number(c.Basis.Span), co.alive[t], share)
			out = append(out, event{step: t, year: life, count: l.mul(when.span, n, l.oftenIn(when, falls, life))})
		}
	}
	return out
}

// inLife is when a team starts, or the first step of the years of its life that the timing means, while it is active.
func (l *lowerer) inLife(in *instance, when timing, co *cohort) []event {
	if when.open() {
		return []event{{step: co.start, year: 1, count: co.teams}}
	}
	var out []event
	first := in.grid.Steps[co.start].Year
	for y := first; y <= in.grid.Years; y++ {
		if falls := when.falls(y - first + 1); falls != None {
			t := firstStep(in.grid, y)
			out = append(out, event{step: t, year: y - first + 1, count: l.mul(when.span, co.alive[t], l.oftenIn(when, falls, y-first+1))})
		}
	}
	return out
}
