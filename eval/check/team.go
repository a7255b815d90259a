package check

import (
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/unit"
	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
	"github.com/costlang/cost/lang/source"
)

// declareTeam declares one kind of team.
func (c *checker) declareTeam(d *ast.Team) {
	t := &Team{Def: def(d.Name, d.Label, nil, d.Span)}
	c.mod.Teams = append(c.mod.Teams, t)
	c.bind(d.Name, "team", t)
	c.trees[t] = d
	staff := &node{key: key{t, partStaff}, name: t.Name, span: d.Span, reads: staffOf(d)}
	moves := &node{key: key{t, partMoves}, name: t.Name, span: d.Span}
	seen := map[string]source.Span{}
	starts := hasBadItem(d.Items)
	for _, item := range d.Items {
		switch item := item.(type) {
		case *ast.StaffItem:
			if c.oneLine(seen, "staff", item.Span) {
				staff.resolve = func() { c.teamStaff(t, item) }
			}
		case *ast.MoveItem:
			starts = starts || item.Field.Name == "start"
			for _, m := range item.Moves {
				moves.reads = append(moves.reads, m.Count)
				moves.reads = append(moves.reads, yearsOf(m.When)...)
			}
		}
	}
	moves.resolve = func() { c.moves(t, d) }
	c.graph.add(staff)
	c.graph.add(moves)
	if staff.resolve == nil && !hasBadItem(d.Items) {
		c.missingLine(d.Name.Span, say.T("the team `%s`", t.Name), "staff", "staff leader + 2 * caseworker")
	}
	if !starts {
		c.missingLine(d.Name.Span, say.T("the team `%s`", t.Name), "start", "start 1 in year 1")
	}
}

func (c *checker) teamStaff(t *Team, item *ast.StaffItem) {
	if terms, ok := c.staff(item.Staff); ok {
		t.Staff = terms
	}
}

func (c *checker) moves(t *Team, d *ast.Team) {
	for _, item := range d.Items {
		item, ok := item.(*ast.MoveItem)
		if !ok {
			continue
		}
		to := &t.Starts
		if item.Field.Name == "stop" {
			to = &t.Stops
		}
		for _, m := range item.Moves {
			if out := c.move(m, item.Field.Name); out != nil {
				*to = append(*to, out)
				continue
			}
			c.failedMoves[t] = true
		}
	}
}

func (c *checker) move(m *ast.Move, word string) *Move {
	out := &Move{Span: m.Span}
	out.Count = c.field(m.Count, word, wantCount(say.T("a number of teams"), "2 teams", isBase("team")))
	c.wholeTeams(out.Count, word)
	if m.When == nil {
		c.report(diag.MissingLine, m.Span, say.T("`%s` does not say when", word), help(say.T("add the year: `%s … in year 1`", word)))
		return nil
	}
	who := say.T("a team that starts")
	if word == "stop" {
		who = say.T("a team that stops")
	}
	from, to, ok := c.years(m.When, clockOfHorizon, who)
	if !ok || bad(out.Count) {
		return nil
	}
	out.From, out.To = from, to
	return out
}

// wholeTeams reports a written number of teams that is none.
func (c *checker) wholeTeams(x Expr, word string) {
	if bad(x) {
		return
	}
	if v, ok := constant(x); ok && !v.IsInt() {
		c.report(diag.OutOfRange, x.Span(), say.T("`%s` takes whole teams, and this is %s", word, show(x, v)), help(say.T("a team is there or not; part-time work is a share of its employees: `leader at 50%`")))
	}
}

func isBase(name string) func(*unit.Base) bool {
	return func(b *unit.Base) bool { return b == builtinUnit(name) }
}

// whichClock is whose years a line counts.
type whichClock int

const (
	clockOfHorizon whichClock = iota
	clockOfTeam               // from each team's start
)

func yearsOf(w *ast.When) []ast.Expr {
	if w == nil {
		return nil
	}
	if w.To == nil {
		return []ast.Expr{w.From}
	}
	return []ast.Expr{w.From, w.To}
}

// years checks `in year Y` and `in years Y..Z`: plain numbers from 1, or calendar years, which become numbers.
func (c *checker) years(w *ast.When, clock whichClock, who say.Phrase) (from, to Expr, ok bool) {
	from = c.clockYear(w.From, clock, who)
	ok = !bad(from)
	if w.To != nil {
		to = c.clockYear(w.To, clock, who)
		ok = ok && !bad(to)
	}
	if !ok || to == nil {
		return from, to, ok
	}
	a, okA := constant(from)
	b, okB := constant(to)
	if okA && okB && a.Cmp(b) > 0 {
		c.report(diag.ReversedRange, w.Span, say.T("the years end before they begin"), help(say.T("write the earlier year first")))
		return nil, nil, false
	}
	return from, to, true
}

func (c *checker) clockYear(e ast.Expr, clock whichClock, who say.Phrase) Expr {
	w := wantNumber()
	w.what, w.example = say.T("the number of a year"), "in year 2"
	x := c.field(e, "year", w)
	if bad(x) {
		return x
	}
	v, written := constant(x)
	if !written {
		return x
	}
	n, whole := v.Int64()
	grid := c.grid()
	if whole && n >= firstCalendarYear {
		switch {
		case clock == clockOfTeam:
			c.report(diag.NoCalendarYears, x.Span(), say.T("these are years of each team's life, not of the calendar"), help(say.T("count from 1, the year a team starts")))
			return failed(x.Span())
		case grid == nil:
			return failed(x.Span())
		case grid.FirstYear == 0:
			c.noCalendar(x.Span(), n)
			return failed(x.Span())
		}
		n -= int64(grid.FirstYear) - 1
		x = &Lit{Typed: Typed{numberType(unit.Unit{}), x.Span()}, Value: num.Int(n)}
	}
	if grid != nil && (!whole || n < 1 || n > int64(grid.Years)) {
		c.outsideClock(x, v, who)
		return failed(x.Span())
	}
	return x
}

func (c *checker) outsideClock(x Expr, v num.D, who say.Phrase) {
	if !v.IsInt() {
		c.report(diag.BadYear, x.Span(), say.T("`year` takes a whole number, and this is %s", v.Significant(8)), help(say.T("years count from 1; use `horizon … by quarter` for steps within a year")))
		return
	}
	grid := c.grid()
	first := 1
	if v.Cmp(num.Int(firstCalendarYear)) >= 0 {
		first = grid.FirstYear
	}
	c.report(diag.BadYear, x.Span(), say.T("%s in year %s lies outside the horizon, whose years are %d to %d", who, v.Significant(8), first, first+grid.Years-1), func(f *finding) {
		f.also(c.clockAt, say.T("the horizon")).help(say.T("take a year of the horizon, or make the horizon longer"))
	})
}

func (c *checker) grid() *Grid { return c.mod.grid() }

func (m *Module) grid() *Grid {
	if m.Intervention == nil {
		return nil
	}
	return m.Intervention.Grid
}
