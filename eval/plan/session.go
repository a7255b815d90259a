package plan

import (
	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/eval/unit"
	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
)

// meetings is what a session holds per course.
type meetings struct {
	phases []phase
	number Ref // of all phases
	length Ref // working time of all meetings
}

// phase is meetings of one length: its shape says how many fall d steps after the course begins, and in all.
type phase struct {
	decl   *check.Phase
	shape  shape
	length Ref // hours of one meeting
}

// meetings lowers the phases of a session, one after another from the start of the course.
func (l *lowerer) meetings(in *instance, d *check.Session) *meetings {
	if m, ok := in.phases[d]; ok {
		return m
	}
	m := &meetings{number: None, length: None}
	in.phases[d] = m
	course := l.course(in, d.Course)
	lengths := l.phaseLengths(in, d, course.duration)
	begin := None
	for i, ph := range d.Phases {
		end := l.add(l.months(ph.Span), begin, lengths[i])
		p := phase{decl: ph, length: l.in(in, ph.Length, unit.Of(l.units.hour))}
		if ph.Times {
			p.shape = l.timesPhase(in, ph, begin, end)
		} else {
			p.shape = l.ratePhase(in, ph, begin, end, lengths[i])
		}
		m.phases = append(m.phases, p)
		m.number = l.add(number(ph.Span), m.number, p.shape.total)
		m.length = l.add(l.hours(ph.Span), m.length, l.mul(l.hours(ph.Span), p.shape.total, p.length))
		begin = end
	}
	m.number = l.name(l.real(m.number), in.prefix+d.Name+".meetings")
	m.length = l.name(l.real(m.length), in.prefix+d.Name+".length")
	if l.telling() {
		l.tell(m.number, say.T("%s: meetings of a course", in.labelOf(d.Label)))
		l.tell(m.length, say.T("%s: time of all meetings of a course", in.labelOf(d.Label)))
		for _, ph := range m.phases {
			if ref := ph.shape.total; ref >= 0 && l.p.Steps[ref].Op != Const && l.p.Steps[ref].Op != Input {
				l.tell(ph.shape.total, say.T("%s: meetings of a course", in.labelOf(d.Label)))
			}
		}
	}
	return m
}

// phaseLengths is how many months each phase lasts: `for T` lasts T, `times` phases share equally what is left of the course.
func (l *lowerer) phaseLengths(in *instance, d *check.Session, duration Ref) []Ref {
	o := l.months(d.NameSpan)
	out := make([]Ref, len(d.Phases))
	written, times := None, int64(0)
	for i, ph := range d.Phases {
		if ph.Times {
			times++
			continue
		}
		out[i] = l.real(l.in(in, ph.For, unit.Of(l.units.month)))
		written = l.add(o, written, out[i])
	}
	left := l.sub(o, duration, written)
	l.guardPhases(d, duration, written, left, times)
	share := left
	if times > 1 {
		share = l.scale(o, left, unit.NewRatio(1, times))
	}
	for i, ph := range d.Phases {
		if ph.Times {
			out[i] = share
		}
	}
	return out
}

// guardPhases sees that phases fit into their course, with something left for those that take what is left.
func (l *lowerer) guardPhases(d *check.Session, duration, written, left Ref, times int64) {
	if written == None {
		return
	}
	cond := l.emit(number(d.NameSpan), Le, written, duration, None)
	message := say.T("the phases of `%s` last %s months, longer than the course `%s` of %s months", d.Name, Count(0), d.Course.Name, Count(1))
	if times > 0 {
		cond = l.emit(number(d.NameSpan), Lt, l.int(0), l.real(left), None)
		message = say.T("the phases of `%s` last %s months and leave nothing of the %s months of `%s` for the meetings counted in times", d.Name, Count(0), Count(1), d.Course.Name)
	}
	l.guard(cond, diag.BadDuration, d.NameSpan, message, say.T("shorten a phase or lengthen the course"), written, duration)
}

// timesPhase spreads N meetings evenly over [begin, end].
func (l *lowerer) timesPhase(in *instance, ph *check.Phase, begin, end Ref) shape {
	n := l.real(l.in(in, ph.Count, unit.Unit{}))
	even := l.evenly(ph.Span, in.grid, begin, end)
	o := number(ph.Span)
	told := l.tellShape(in.grid, say.T("meetings of a course"), say.T("meetings of a course"))
	return shape{
		total: n,
		at:    memo(func(d int) Ref { return told.at(d, l.mul(o, n, even.at(d))) }),
		after: memo(func(d int) Ref { return told.after(d, l.mul(o, n, even.after(d))) }),
	}
}

// ratePhase holds a rate of meetings from begin to end; active weeks thin a rate per week.
func (l *lowerer) ratePhase(in *instance, ph *check.Phase, begin, end, length Ref) shape {
	o := number(ph.Span)
	rate := l.real(l.one(l.expr(in, ph.Count)))
	if weeks := in.m.Intervention.ActiveWeeks; ph.PerWeek && weeks != nil {
		active := l.in(in, weeks, unit.Of(l.units.week))
		rate = l.scale(origin{ph.Span, ph.Count.Type().Unit}, l.mul(o, rate, active), unit.NewRatio(1, 52))
	}
	_, ratio, _ := ph.Count.Type().Unit.Mul(unit.Of(l.units.month))
	held := func(months Ref) Ref { return l.scale(o, l.mul(o, rate, months), ratio) }
	told := l.tellShape(in.grid, say.T("meetings of a course"), say.T("meetings of a course"))
	return shape{
		total: held(length),
		at:    memo(func(d int) Ref { return told.at(d, held(l.overlap(ph.Span, in.grid, d, begin, end))) }),
		after: memo(func(d int) Ref { return told.after(d, held(l.beyond(ph.Span, in.grid, d, begin, end))) }),
	}
}

// sessionLine is what the meetings of a session cost.
func (l *lowerer) sessionLine(in *instance, d *check.Session) *line {
	if ln, ok := in.lines[d]; ok {
		return ln
	}
	ln := &line{name: d.Name, label: d.Label, kind: ast.CostLine, session: d, in: in, residual: None}
	for _, c := range in.m.Categories {
		if c.Name == "operation" {
			ln.category = c
		}
	}
	in.lines[d] = ln
	v, m := l.course(in, d.Course), l.meetings(in, d)
	perMeeting, once := splitOnce(d.Items)
	if len(perMeeting) > 0 {
		for _, ph := range m.phases {
			w := l.items(in, perMeeting, ph.length)
			l.sessionPart(in, ln, driver{course: d.Course, events: v.courses, shape: ph.shape}, w, say.T("at the meetings"))
		}
	}
	if len(once) > 0 {
		l.sessionPart(in, ln, driver{course: d.Course, events: v.courses, shape: v.whole}, l.items(in, once, None), say.T("once per course"))
	}
	l.closeLine(ln, origin{d.NameSpan, in.moneyUnit()})
	return ln
}

func (l *lowerer) sessionPart(in *instance, ln *line, d driver, w worth, label say.Phrase) {
	p := &part{driver: d, worth: w, moreHours: None, label: label}
	p.often = l.flow(number(ln.session.NameSpan), in, d.events, d.shape)
	l.tellOften(in, d, p.often)
	l.price(in, origin{ln.session.NameSpan, in.moneyUnit()}, p)
	ln.parts = append(ln.parts, p)
}

// tellOften says how often the meetings of a session, or what is done once per course, fall.
func (l *lowerer) tellOften(in *instance, d driver, often flow) {
	if !l.telling() {
		return
	}
	label := say.T("%s: courses started", in.labelOf(d.course.Label))
	if s := l.p.Steps[max(often.total, 0)]; often.total >= 0 && s.Op == Mul {
		l.tell(s.A, label)
		label = say.T("meetings of all courses")
	}
	l.tellFlow(in.grid, often, label)
}

// splitOnce tells items per meeting from items once per course.
func splitOnce(items []*check.Item) (perMeeting, once []*check.Item) {
	for _, item := range items {
		if item.Once {
			once = append(once, item)
			continue
		}
		perMeeting = append(perMeeting, item)
	}
	return perMeeting, once
}
