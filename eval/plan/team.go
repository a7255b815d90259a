package plan

import (
	"fmt"

	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/eval/unit"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
)

// cohort is the teams of one kind that start in one step.
type cohort struct {
	start int
	teams Ref
	alive []Ref // by step, from start on
}

// team is how many teams of a kind are there.
type team struct {
	decl    *check.Team
	starts  []move
	cohorts []*cohort
	active  []Ref // by step
	heads   Ref
}

// team lowers the starts and stops of a kind of team, oldest first.
func (l *lowerer) team(in *instance, d *check.Team) *team {
	if t, ok := in.teams[d]; ok {
		return t
	}
	t := &team{decl: d, heads: l.heads(in, d.Staff)}
	if l.telling() && len(d.Staff) > 1 {
		l.tell(t.heads, say.T("%s: employees of a team", in.labelOf(d.Label)))
	}
	in.teams[d] = t
	starts, stops := l.moves(in, d.Starts, "start"), l.moves(in, d.Stops, "stop")
	t.starts = starts
	stopped := l.stoppedBefore(in, stops)
	sofar := None
	for s := range in.grid.Steps {
		n := l.startsIn(in, starts, s)
		if n == None {
			continue
		}
		o := origin{d.Span, unit.Unit{}}
		sofar = l.add(o, sofar, n)
		c := &cohort{start: s, teams: n}
		l.tellCohort(in, d, c)
		c.alive = l.survivors(in, o, n, sofar, stopped, s)
		l.tellAlive(in, d, c)
		t.cohorts = append(t.cohorts, c)
	}
	l.activeTeams(in, t)
	l.guardStops(in, t, stops)
	return t
}

func (l *lowerer) tellCohort(in *instance, d *check.Team, c *cohort) {
	if l.telling() {
		l.tell(c.teams, say.T("%s: teams from year %d", in.labelOf(d.Label), in.grid.Steps[c.start].Year))
	}
}

// tellAlive says how many teams of a cohort are left, where some may have stopped.
func (l *lowerer) tellAlive(in *instance, d *check.Team, c *cohort) {
	if !l.telling() || len(d.Stops) == 0 {
		return
	}
	told := l.tellSeries(in.grid, say.T("%s: teams from year %d", in.labelOf(d.Label), in.grid.Steps[c.start].Year))
	for t, x := range c.alive {
		told.inStep(t, x)
	}
}

// move is a lowered start or stop.
type move struct {
	decl  *check.Move
	count Ref
	when  timing
}

func (l *lowerer) moves(in *instance, decls []*check.Move, word string) []move {
	out := make([]move, len(decls))
	for i, d := range decls {
		w := timing{l: l, span: number(d.Span), every: None}
		w.from, w.to = l.years(in, d.From, d.To)
		out[i] = move{d, l.real(l.in(in, d.Count, d.Count.Type().Unit)), w}
		l.guardTeams(out[i].count, d, word)
	}
	return out
}

// guardTeams sees that a number of teams is whole. The check has seen it of a written one.
func (l *lowerer) guardTeams(n Ref, d *check.Move, word string) {
	if v, ok := l.static(n); ok && v.IsInt() {
		return
	}
	o := number(d.Count.Span())
	l.guard(l.emit(o, Eq, l.emit(o, Floor, n, l.int(1), None), n, None), diag.OutOfRange, d.Count.Span(),
		say.T("`%s` takes whole teams, and this is %s", word, Hole(0)),
		say.T("a team is there or not; part-time work is a share of its employees: `leader at 50%`"), n)
}

// startsIn is how many teams start in a step: only the first of a year has any.
func (l *lowerer) startsIn(in *instance, starts []move, step int) Ref {
	year := in.grid.Steps[step].Year
	if firstStep(in.grid, year) != step {
		return None
	}
	return l.movedIn(starts, year)
}

func (l *lowerer) movedIn(moves []move, year int) Ref {
	total := None
	for _, m := range moves {
		o := number(m.decl.Span)
		total = l.add(o, total, l.pick(o, m.when.falls(year), m.count, None))
	}
	return total
}

// stoppedBefore is, by year (from 0), how many teams have stopped before it begins.
func (l *lowerer) stoppedBefore(in *instance, stops []move) []Ref {
	out := make([]Ref, in.grid.Years)
	sofar := None
	for y := range out {
		out[y] = sofar
		if y+1 < len(out) {
			sofar = l.add(number(in.m.Intervention.Span), sofar, l.movedIn(stops, y+1))
		}
	}
	return out
}

// survivors is how many teams of a cohort are left in each step: min(n, max(0, started so far - stopped before)).
func (l *lowerer) survivors(in *instance, o origin, n, sofar Ref, stopped []Ref, start int) []Ref {
	out := make([]Ref, len(in.grid.Steps))
	byYear := map[int]Ref{}
	for t := range out {
		out[t] = None
		if t < start {
			continue
		}
		year := in.grid.Steps[t].Year
		left, ok := byYear[year]
		if !ok {
			left = n
			if gone := stopped[year-1]; gone != None {
				left = l.min(o, n, l.max(o, l.int(0), l.sub(o, sofar, gone)))
			}
			byYear[year] = left
		}
		out[t] = left
	}
	return out
}

func (l *lowerer) activeTeams(in *instance, t *team) {
	t.active = make([]Ref, len(in.grid.Steps))
	for i := range t.active {
		total := None
		for _, c := range t.cohorts {
			total = l.add(number(t.decl.Span), total, c.alive[i])
		}
		t.active[i] = l.name(total, fmt.Sprintf("%s%s.active[%d]", in.prefix, t.decl.Name, i+1))
	}
	if l.telling() {
		l.tellFlow(in.grid, flow{steps: t.active, later: None, total: None}, say.T("%s: teams", in.labelOf(t.decl.Label)))
	}
}

// guardStops sees that no more teams stop in a year than are active then.
func (l *lowerer) guardStops(in *instance, t *team, stops []move) {
	for y := 1; y <= in.grid.Years; y++ {
		stop := l.movedIn(stops, y)
		if stop == None {
			continue
		}
		active := l.real(t.active[firstStep(in.grid, y)])
		l.guard(l.emit(number(t.decl.Span), Le, stop, active, None), diag.BadStop, t.decl.NameSpan,
			say.T("%s teams of `%s` stop in year %d, when %s are active", Hole(0), t.decl.Name, y, Hole(1)),
			say.T("stop no more teams than are there"), stop, active)
	}
}

// heads is how many employees a staff has, part-timers counted whole.
func (l *lowerer) heads(in *instance, staff []*check.StaffTerm) Ref {
	total := None
	for _, term := range staff {
		total = l.add(number(term.Span), total, l.product(in, term.Counts))
	}
	return l.real(total)
}

// product multiplies plain numbers; none of them is One.
func (l *lowerer) product(in *instance, factors []check.Expr) Ref {
	out := One
	for _, f := range factors {
		out = l.mul(number(f.Span()), out, l.in(in, f, unit.Unit{}))
	}
	return out
}
