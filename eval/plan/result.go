package plan

import (
	"fmt"
	"github.com/costlang/cost/lang/say"

	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/eval/unit"
	"github.com/costlang/cost/lang/ast"
)

// result lowers a result that an expression asks for, of its own script or of a used one.
func (s *scope) result(in *instance, e *check.ResultExpr) value {
	l := s.lowerer
	switch e.Kind {
	case check.Horizon:
		return single(l.horizon(in, e))
	case check.Gross:
		return l.whole(l.gross(in))
	case check.Residual:
		return l.whole(l.residualFlow(in))
	case check.Grants:
		return l.whole(l.grants(in))
	case check.AfterGrants:
		return l.whole(l.afterGrants(in))
	case check.Savings:
		return l.whole(l.savings(in))
	case check.Net:
		return l.whole(l.net(in))
	case check.Labour:
		return single(l.labour(in))
	case check.Overhead:
		return l.whole(l.overhead(in))
	case check.NetByYear:
		return l.list(l.net(in).years)
	case check.NetByStep:
		return l.list(l.net(in).steps)
	case check.NetLater:
		return single(l.real(l.net(in).later))
	case check.Present:
		return single(l.present(in))
	case check.Courses, check.Started, check.Completed, check.CompletedInside:
		return single(l.volumeOf(in, e))
	case check.Meetings:
		return single(l.meetings(in, e.Session).number)
	case check.MeetingLength:
		return single(l.to(e.Src, l.meetings(in, e.Session).length, unit.Of(l.units.hour), e.Typ.Unit))
	}
	return l.of(in, e)
}

func (l *lowerer) whole(f flow) value { return single(l.real(f.total)) }

// list is a series that an expression may take entries of.
func (l *lowerer) list(refs []Ref) value {
	out := make([]Ref, len(refs))
	for i, r := range refs {
		out[i] = l.real(r)
	}
	return entries(out)
}

// horizon is the length of the horizon or period in the unit the check chose.
func (l *lowerer) horizon(in *instance, e *check.ResultExpr) Ref {
	months := unit.Of(l.units.month)
	ref := l.to(e.Src, l.monthsLong(in.grid.Length), months, e.Typ.Unit)
	return l.tell(l.name(ref, in.prefix+"horizon"), say.T("length of the horizon"))
}

// volumeOf is a course's volume, or the sum over the courses that count a unit.
func (l *lowerer) volumeOf(in *instance, e *check.ResultExpr) Ref {
	pickFrom := func(v *volume) Ref {
		switch e.Kind {
		case check.Courses:
			return v.allCourses
		case check.Started:
			return v.allStarted
		case check.Completed:
			return v.allCompleted
		}
		return v.inside
	}
	if e.Course != nil {
		return pickFrom(l.course(in, e.Course))
	}
	total := None
	for _, sub := range l.combined(in) {
		for _, c := range sub.m.Courses {
			if c.Counted == e.Counted {
				total = l.add(from(e), total, pickFrom(l.course(sub, c)))
			}
		}
	}
	return l.real(total)
}

// of is cost, hours, years and later of one line, category, course or wage.
func (l *lowerer) of(in *instance, e *check.ResultExpr) value {
	f, hours := l.thing(in, e)
	switch e.Kind {
	case check.CostOf:
		return single(l.real(f.total))
	case check.HoursOf:
		return single(l.to(e.Src, l.real(hours), unit.Of(l.units.hour), e.Typ.Unit))
	case check.YearsOf:
		return l.list(f.years)
	case check.LaterOf:
		return single(l.real(f.later))
	case check.FTEOf:
		return single(l.fte(in, e.Wage))
	}
	panic(fmt.Sprintf("no lowering for result %d", e.Kind))
}

func (l *lowerer) thing(in *instance, e *check.ResultExpr) (flow, Ref) {
	switch {
	case e.Cost != nil:
		ln := l.costLine(in, e.Cost)
		return ln.gross, ln.hours
	case e.Session != nil:
		ln := l.sessionLine(in, e.Session)
		return ln.gross, ln.hours
	case e.Category != nil:
		return l.category(in, e.Category.Name), l.categoryHours(in, e.Category.Name)
	case e.Course != nil:
		return l.courseCost(in, e.Course)
	}
	return l.wageLabour(in, e.Wage), l.wageHours(in, e.Wage)
}

// categoryHours is the working time of a category, added up once however often it is asked for.
func (l *lowerer) categoryHours(in *instance, name string) Ref {
	key := "hours of " + name
	if f, ok := in.flows[key]; ok {
		return f.total
	}
	total := None
	for _, sub := range l.combined(in) {
		for _, ln := range l.allLines(sub, ast.CostLine) {
			if ln.category.Name == name {
				total = l.add(l.hours(in.m.Intervention.Span), total, ln.hours)
			}
		}
	}
	l.tell(total, say.T("%s: hours", in.ladderLabel(name+".cost")))
	in.flows[key] = flow{total: total}
	return total
}

// courseCost is a course's sessions and the cost lines whose basis is its courses or participants.
func (l *lowerer) courseCost(in *instance, c *check.Course) (flow, Ref) {
	o, hours := origin{c.NameSpan, in.moneyUnit()}, l.hours(c.NameSpan)
	total, worked := l.nothing(o, in.grid), None
	for _, ln := range l.linesOfCourse(in, c) {
		for _, p := range ln.parts {
			if p.course == c {
				total = l.plus(o, total, p.gross)
				worked = l.sum(hours, worked, p.moreHours, l.mul(hours, p.often.total, p.hoursEach(l, hours)))
			}
		}
	}
	return total, worked
}

// linesOfCourse lowers the lines that can belong to a course, and no others: a line may be made of what another course costs.
func (l *lowerer) linesOfCourse(in *instance, c *check.Course) []*line {
	var out []*line
	for _, s := range in.m.Sessions {
		if s.Course == c {
			out = append(out, l.sessionLine(in, s))
		}
	}
	for _, cost := range in.m.Costs {
		for _, of := range cost.Basis.Courses {
			if cost.Kind == ast.CostLine && of == c {
				out = append(out, l.costLine(in, cost))
				break
			}
		}
	}
	return out
}

// eachShare calls f with what every part of every cost and session pays one wage.
func (l *lowerer) eachShare(in *instance, w *check.Wage, f func(*line, *part, share)) {
	for _, ln := range l.linesOfWage(in, w) {
		for _, p := range ln.parts {
			for _, s := range p.shares {
				if s.wage == w {
					f(ln, p, s)
				}
			}
		}
	}
}

// linesOfWage lowers the lines that employ a wage, and no others.
func (l *lowerer) linesOfWage(in *instance, w *check.Wage) []*line {
	if in.employs == nil {
		in.employs = employers(in.m)
	}
	var out []*line
	for _, thing := range in.employs[w] {
		switch thing := thing.(type) {
		case *check.Session:
			out = append(out, l.sessionLine(in, thing))
		case *check.Cost:
			out = append(out, l.costLine(in, thing))
		}
	}
	return out
}

// employers lists the sessions and then the cost lines that employ each wage.
func employers(m *check.Module) map[*check.Wage][]any {
	out := map[*check.Wage][]any{}
	note := func(thing any, items []*check.Item) {
		for _, item := range items {
			for _, term := range item.Staff {
				if have := out[term.Wage]; len(have) == 0 || have[len(have)-1] != thing {
					out[term.Wage] = append(have, thing)
				}
			}
		}
	}
	for _, s := range m.Sessions {
		note(s, s.Items)
	}
	for _, c := range m.Costs {
		if c.Kind == ast.CostLine {
			note(c, c.Items)
		}
	}
	return out
}

// wageLabour is what one kind of employee is paid, with pension and without overhead.
func (l *lowerer) wageLabour(in *instance, w *check.Wage) flow {
	o := origin{w.NameSpan, in.moneyUnit()}
	total := l.nothing(o, in.grid)
	l.eachShare(in, w, func(ln *line, p *part, s share) {
		paid := l.times(o, in.grid, p.often, s.labour)
		l.tellShare(in, ln, paid.total)
		total = l.plus(o, total, paid)
	})
	l.name(total.total, in.prefix+w.Name+".cost")
	if l.telling() {
		l.tellFlow(in.grid, total, say.T("%s: labour", in.labelOf(w.Label)))
	}
	return total
}

// tellShare says which line pays or employs a wage.
func (l *lowerer) tellShare(in *instance, ln *line, x Ref) Ref {
	if l.telling() {
		l.tell(x, in.labelOf(ln.label))
	}
	return x
}

func (l *lowerer) wageHours(in *instance, w *check.Wage) Ref {
	o := l.hours(w.NameSpan)
	total := None
	l.eachShare(in, w, func(ln *line, p *part, s share) {
		total = l.add(o, total, l.tellShare(in, ln, l.mul(o, p.often.total, s.hours)))
	})
	hours := l.name(l.real(total), in.prefix+"hours."+w.Name)
	l.tellNamed(hours, in.prefix+"hours."+w.Name, say.T("%s: hours", in.labelOf(w.Label)))
	return hours
}

// fte is the average number of full-time equivalents over the horizon: employment as it is, working time by the norm.
func (l *lowerer) fte(in *instance, w *check.Wage) Ref {
	plain, years := number(w.NameSpan), origin{w.NameSpan, unit.Of(l.units.year)}
	total := None
	norm := l.rates(in, w).norm
	l.eachShare(in, w, func(ln *line, p *part, s share) {
		inside := l.tell(l.sub(plain, p.often.total, p.often.later), say.T("how often, within the horizon"))
		total = l.add(years, total, l.tellShare(in, ln, l.mul(years, inside, s.employed)))
		if s.worked != None {
			total = l.add(years, total, l.tellShare(in, ln, l.perNorm(years, w, l.mul(l.hours(w.NameSpan), inside, s.worked), norm)))
		}
	})
	length := l.scale(years, l.monthsLong(in.grid.Length), unit.NewRatio(1, 12))
	l.tell(length, say.T("length of the horizon"))
	fte := l.name(l.real(l.div(plain, total, length)), in.prefix+"fte."+w.Name)
	l.tellNamed(fte, in.prefix+"fte."+w.Name, say.T("%s: full-time equivalents", in.labelOf(w.Label)))
	return fte
}

func (l *lowerer) perNorm(o origin, w *check.Wage, hours, norm Ref) Ref {
	if norm == None && hours != None {
		return l.noNorm(o, w)
	}
	return l.div(o, hours, norm)
}
