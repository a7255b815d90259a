package referee_test

import (
	"math/big"

	"github.com/costlang/cost/eval/check"
)

// stretch is one phase of a session: a number of meetings, spread evenly over months of the course.
type stretch struct {
	from, to number // months after the start of the course
	meetings number
	length   number // hours
}

// stretches places the phases one after another, in order of the text. Phases of a number of meetings share what the others leave.
func (in *instance) stretches(s *check.Session) []stretch {
	fixed, shared := zero, 0
	for _, p := range s.Phases {
		if p.Times {
			shared++
		} else {
			fixed = add(fixed, in.months(p.For))
		}
	}
	left := sub(in.duration(s.Course), fixed)
	if left.Sign() < 0 || shared > 0 && left.Sign() == 0 {
		refuse("the phases of session %s are longer than its course", s.Name)
	}
	var out []stretch
	at := zero
	for _, p := range s.Phases {
		x := in.stretch(p, at, left, shared)
		out, at = append(out, x), x.to
	}
	return out
}

func (in *instance) stretch(p *check.Phase, at, left number, shared int) stretch {
	x := stretch{from: at, length: in.hours(p.Length)}
	if p.Times {
		x.to = add(at, div(left, whole(shared)))
		x.meetings = in.plain(p.Count)
		return x
	}
	length := in.months(p.For)
	x.to = add(at, length)
	x.meetings = mul(in.perMonth(p.Count), length)
	if p.PerWeek && in.module.Intervention.ActiveWeeks != nil {
		x.meetings = mul(x.meetings, mul(in.plain(in.module.Intervention.ActiveWeeks), big.NewRat(1, 52)))
	}
	return x
}

// session is the line of a session, over all courses that begin.
func (in *instance) session(s *check.Session) *line {
	if in.lines[s] == nil {
		in.lines[s] = in.newSession(s)
	}
	return in.lines[s]
}

func (in *instance) newSession(s *check.Session) *line {
	l := newLine(in.clock)
	for _, x := range in.stretches(s) {
		if !less(x.from, x.to) {
			continue
		}
		times := in.cut(in.during(s.Course, x.from, x.to).scale(x.meetings))
		for _, item := range s.Items {
			if !item.Once {
				in.item(l, item, x.length, times)
			}
		}
	}
	times := in.cut(in.during(s.Course, zero, in.duration(s.Course)))
	for _, item := range s.Items {
		if item.Once {
			in.item(l, item, zero, times)
		}
	}
	return l
}

// during spreads one for each course over the months from..to after its start.
func (in *instance) during(c *check.Course, from, to number) flow {
	f := in.clock.none()
	for _, b := range in.batches(c) {
		f = f.plus(in.clock.spread(add(b.begin, from), add(b.begin, to), b.courses))
	}
	return f
}

// meetings and meetingHours are per course.
func (in *instance) meetings(s *check.Session) number {
	sum := zero
	for _, x := range in.stretches(s) {
		sum = add(sum, x.meetings)
	}
	return sum
}

func (in *instance) meetingHours(s *check.Session) number {
	sum := zero
	for _, x := range in.stretches(s) {
		sum = add(sum, mul(x.meetings, x.length))
	}
	return sum
}
