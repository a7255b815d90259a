package check

import (
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/unit"
	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
)

// declareSession declares the meetings of a course.
func (c *checker) declareSession(d *ast.Session) {
	s := &Session{Def: def(d.Name, d.Label, nil, d.Span)}
	c.mod.Sessions = append(c.mod.Sessions, s)
	c.bind(d.Name, "session", s)
	c.trees[s] = d
	c.afterDeclaring(func() { s.Course = find[Course](c, d.Course, "course") })
	it := &itemReader{checker: c, to: &s.Items, slots: make([]*Item, len(d.Items)), last: map[*node]int{}}
	meet := &node{key: key{s, partMeet}, name: s.Name, span: d.Span, needs: append(need(nil, partWeeks), c.lengthOf(d)...)}
	work := &node{key: key{s, partWork}, name: s.Name, span: d.Span, needs: need(nil, partOverhead)}
	money := &node{key: key{s, partMoney}, name: s.Name, span: d.Span}
	meets := false
	for i, item := range d.Items {
		if m, ok := item.(*ast.MeetItem); ok {
			meets = true
			meet.reads = append(meet.reads, present(m.Count, m.For, m.Length)...)
			continue
		}
		it.enter(i, item, work, money, inSession)
	}
	if !meets && !hasBadItem(d.Items) {
		c.missingLine(d.Name.Span, say.T("the session `%s`", s.Name), "meet", "meet 8 times, 2 hours each")
	}
	meet.resolve = func() { c.phases(s, d) }
	for _, n := range []*node{meet, work, money} {
		n.needs = append(n.needs, need(nil, partVolumes)...)
		c.graph.add(n)
	}
	meet.needs = meet.needs[:len(meet.needs)-1] // meetings are of one course
}

// lengthOf is the node of the duration that phases share.
func (c *checker) lengthOf(d *ast.Session) []key {
	if e := c.scope.entries[d.Course.Parts[0].Name]; e != nil {
		return need(e.thing, partDuration)
	}
	return nil
}

func present(xs ...ast.Expr) []ast.Expr {
	var out []ast.Expr
	for _, x := range xs {
		if x != nil {
			out = append(out, x)
		}
	}
	return out
}

func (c *checker) phases(s *Session, d *ast.Session) {
	for _, item := range d.Items {
		if m, ok := item.(*ast.MeetItem); ok {
			if p := c.phase(m); p != nil {
				s.Phases = append(s.Phases, p)
			}
		}
	}
	c.phasesFit(s, d)
}

func (c *checker) phase(m *ast.MeetItem) *Phase {
	p := &Phase{Times: m.Times, Span: m.Span, Length: c.field(m.Length, "each", wantWorking("2 hours"))}
	if m.Times {
		if c.countOfNothing(m) {
			return nil
		}
		w := wantNumber()
		w.what, w.example, w.least = say.T("a number of meetings"), "8 times", notNegative
		p.Count = c.field(m.Count, "times", w)
		if bad(p.Count, p.Length) {
			return nil
		}
		return p
	}
	p.For = c.field(m.For, "for", wantCalendar("6 months"))
	p.Count = c.meetingRate(m)
	if bad(p.Count, p.For, p.Length) {
		return nil
	}
	p.PerWeek = p.Count.Type().Unit.Equal(perWeek())
	return p
}

// countOfNothing reports `6 meetings times`, where a number and a name stand for one of them.
func (c *checker) countOfNothing(m *ast.MeetItem) bool {
	q, ok := bare(m.Count).(*ast.Quantity)
	if !ok || q.Unit == nil || c.scope.unitNamed(q.Unit.Name) != nil || isDay(q.Unit.Name) || c.excused(q.Unit.Name) {
		return false
	}
	name := q.Unit.Name
	choices := []string{quote(q.Number.Text + " times")}
	for _, near := range nearest(name, named[*Param](c.scope)) {
		choices = append(choices, quote(near+" times"))
	}
	c.report(diag.UnknownUnit, q.Unit.Span, say.T("`%s` is no unit, and meetings are a number of times", name), help(say.T("write %s", say.Or(choices))))
	return true
}

func perWeek() unit.Unit { return unit.Of(builtinUnit("week")).Inv() }

// meetingRate is `1/week` or `1 per week`, as meetings per calendar time.
func (c *checker) meetingRate(m *ast.MeetItem) Expr {
	if m.Per == nil {
		return c.field(m.Count, "meet", want{what: say.T("meetings per calendar time"), example: "1/week", least: notNegative, fits: func(u unit.Unit) bool {
			return u.Is(unit.CalendarTime, -1)
		}})
	}
	w := wantNumber()
	w.what, w.least = say.T("a number of meetings"), notNegative
	x := c.field(m.Count, "meet", w)
	per := builtinUnit(m.Per.Name)
	if per == nil || !per.IsCalendarTime() {
		if m.Per.Name == "day" || m.Per.Name == "days" {
			c.noSuchUnit(*m.Per)
			return failed(m.Span)
		}
		c.report(diag.UnknownWord, m.Per.Span, say.T("meetings are per week, month, quarter or year, not per `%s`", m.Per.Name), help(say.T("write it as in `1 per week`")))
		return failed(m.Span)
	}
	if bad(x) {
		return x
	}
	at := m.Count.Range().To(m.Per.Span)
	if lit, ok := x.(*Lit); ok {
		return &Lit{Typed: Typed{numberType(unit.Of(per).Inv()), at}, Value: lit.Value}
	}
	return &BinaryExpr{Typed{numberType(unit.Of(per).Inv()), at}, "/", x, unitValue(per, m.Per), unit.One}
}

// phasesFit reports phases that are longer than the course, as far as they are written out.
func (c *checker) phasesFit(s *Session, d *ast.Session) {
	month := unit.Of(builtinUnit("month"))
	if s.Course == nil || bad(s.Course.Duration) || len(s.Phases) == 0 || len(s.Phases) < countMeets(d) {
		return
	}
	length, ok := constantIn(s.Course.Duration, month)
	if !ok {
		return
	}
	sum, open := num.Int(0), false
	for _, p := range s.Phases {
		if p.Times {
			open = true
			continue
		}
		v, ok := constantIn(p.For, month)
		if !ok {
			return
		}
		sum, _ = sum.Add(v)
	}
	if over := sum.Cmp(length); over > 0 || over == 0 && open {
		message := say.T("the phases of `%s` last %s months, and the course %s", s.Name, say.Number(sum.Significant(6)), say.Number(length.Significant(6)))
		if over == 0 {
			message = say.T("%s, so that nothing is left for the meetings that are counted in times", message)
		}
		c.report(diag.BadDuration, s.Phases[len(s.Phases)-1].Span, message, func(f *finding) {
			f.also(s.Course.Duration.Span(), say.T("the duration of the course")).help(say.T("shorten a phase, or make the course longer"))
		})
	}
}

func countMeets(d *ast.Session) int {
	n := 0
	for _, item := range d.Items {
		if _, ok := item.(*ast.MeetItem); ok {
			n++
		}
	}
	return n
}
