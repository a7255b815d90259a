package check

import (
	"math/big"
	"slices"
	"time"

	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/unit"
	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
	"github.com/costlang/cost/lang/source"
)

const (
	maxSteps          = 1_200
	maxPeriodYears    = 200
	firstCalendarYear = 1_000 // a year number from here on is a calendar year
	lastCalendarYear  = 9_999
)

var stepLengths = map[string]int{"year": 12, "quarter": 3, "month": 1}

// horizon makes the equal steps of a script that looks forward.
func (c *checker) horizon(item *ast.HorizonItem) *Grid {
	months, u, ok := c.writtenLength(item.Length)
	step, okStep := c.step(item.Step)
	first, okFirst := c.firstYear(item.Starting)
	if !ok || !okStep || !okFirst {
		return nil
	}
	each, ok := months.MulRatio(1, int64(step))
	n, whole := each.Int64()
	switch {
	case ok && !whole:
		c.unevenSteps(item, step, months)
		return nil
	case !ok || n > maxSteps:
		c.report(diag.HorizonTooLong, item.Length.Range(), say.T("a horizon has at most %s steps", say.Int(maxSteps)))
		return nil
	case n < 1:
		c.report(diag.BadDuration, item.Length.Range(), say.T("the horizon has to last longer than nothing"), help(say.T("write a length above zero, such as 5 years")))
		return nil
	}
	return forward(int(n), step, u, first)
}

func forward(n, step int, u unit.Unit, first int) *Grid {
	g := &Grid{StepMonths: step, Years: (n*step + 11) / 12, Length: unit.NewRatio(int64(n*step), 1), Unit: u, FirstYear: first}
	for i := range n {
		start, end := wholeMonths(i*step), wholeMonths((i+1)*step)
		g.Steps = append(g.Steps, GridStep{Start: start, End: end, Year: i*step/12 + 1})
	}
	return g
}

// wholeMonths is a time in months; the beginning is 0/1.
func wholeMonths(n int) unit.Ratio { return unit.Ratio{Num: int64(n), Den: 1} }

// writtenLength reads a length of calendar time that is written out, in months.
func (c *checker) writtenLength(e ast.Expr) (num.D, unit.Unit, bool) {
	q, ok := bare(e).(*ast.Quantity)
	if !ok || q.Unit == nil {
		c.report(diag.NotWritten, e.Range(), say.T("the horizon is a written length, such as 5 years"), help(say.T("the steps of a script are fixed; write the number and its unit")))
		return num.D{}, unit.Unit{}, false
	}
	x := c.literal(q)
	if bad(x) {
		return num.D{}, unit.Unit{}, false
	}
	u := x.Type().Unit
	if !u.IsCalendarTime() {
		c.wrongField(x, "horizon", wantCalendar("5 years"))
		return num.D{}, unit.Unit{}, false
	}
	months, ok := constantIn(x, unit.Of(builtinUnit("month")))
	return months, u, ok
}

func (c *checker) unevenSteps(item *ast.HorizonItem, step int, months num.D) {
	why := say.T("%s months are no whole number of months", say.Number(months.Significant(6)))
	switch step {
	case 12:
		why = say.T("%s months are no whole number of years", say.Number(months.Significant(6)))
	case 3:
		why = say.T("%s months are no whole number of quarters", say.Number(months.Significant(6)))
	}
	c.report(diag.StepsDoNotFit, item.Length.Range(), why, func(f *finding) {
		for _, shorter := range []string{"quarter", "month"} {
			n, _ := months.MulRatio(1, int64(stepLengths[shorter]))
			if n.IsInt() {
				f.help(say.T("write `by %s` after it", shorter))
				return
			}
		}
		f.help(say.T("a horizon is a whole number of months"))
	})
}

func (c *checker) step(id *ast.Ident) (int, bool) {
	if id == nil {
		return 12, true
	}
	n, ok := stepLengths[id.Name]
	if !ok {
		c.report(diag.UnknownWord, id.Span, say.T("a step is a year, quarter or month, not `%s`", id.Name), help(say.T("write `by quarter` or `by month`, or leave it out for years")))
	}
	return n, ok
}

// firstYear reads `starting 2018`, or the year of a date.
func (c *checker) firstYear(e ast.Expr) (int, bool) {
	switch e := e.(type) {
	case nil:
		return 0, true
	case *ast.Number:
		return c.year(*e)
	case *ast.DateLit:
		t, ok := c.day(e)
		return t.Year(), ok
	}
	return 0, false
}

// period makes the steps of a script that looks back: the calendar years it touches.
func (c *checker) period(item *ast.PeriodItem) *Grid {
	from, okFrom := c.day(&item.From)
	to, okTo := c.day(&item.To)
	if !okFrom || !okTo {
		return nil
	}
	years := to.Year() - from.Year() + 1
	switch {
	case to.Before(from):
		c.report(diag.ReversedRange, item.From.To(item.To.Span), say.T("the period ends before it begins"), label(say.T("write the earlier day first")))
		return nil
	case years > maxPeriodYears:
		c.report(diag.HorizonTooLong, item.From.To(item.To.Span), say.T("a period has at most %d years", maxPeriodYears))
		return nil
	}
	end := to.AddDate(0, 0, 1)
	g := &Grid{Back: true, Years: years, Length: monthsBetween(from, end), Unit: unit.Of(builtinUnit("month")), FirstYear: from.Year()}
	start := wholeMonths(0)
	for y := range years {
		stop := time.Date(from.Year()+y+1, 1, 1, 0, 0, 0, 0, time.UTC)
		if stop.After(end) {
			stop = end
		}
		step := GridStep{Start: start, End: monthsBetween(from, stop), Year: y + 1}
		g.Steps = append(g.Steps, step)
		start = step.End
	}
	return g
}

// monthsBetween counts whole calendar months from the first day, and what days are left over as shares of the months
// they lie in.
func monthsBetween(from, to time.Time) unit.Ratio {
	months := (to.Year()-from.Year())*12 + int(to.Month()) - int(from.Month())
	if addMonths(from, months).After(to) {
		months--
	}
	sum := big.NewRat(int64(months), 1)
	for day := addMonths(from, months); day.Before(to); {
		next := time.Date(day.Year(), day.Month()+1, 1, 0, 0, 0, 0, time.UTC)
		length := int64(next.AddDate(0, 0, -1).Day())
		if next.After(to) {
			next = to
		}
		sum.Add(sum, big.NewRat(int64(next.Sub(day).Hours()/24), length))
		day = next
	}
	return unit.Ratio{Num: sum.Num().Int64(), Den: sum.Denom().Int64()}
}

// addMonths keeps the day of the month, or takes the last day of a shorter one.
func addMonths(from time.Time, months int) time.Time {
	first := time.Date(from.Year(), from.Month()+time.Month(months), 1, 0, 0, 0, 0, time.UTC)
	last := first.AddDate(0, 1, -1).Day()
	return first.AddDate(0, 0, min(from.Day(), last)-1)
}

// settleClock gives a combining script the longest horizon of what it combines, and reports a script that has nothing
// to count in. It runs when all names are known and nothing is resolved.
func (c *checker) settleClock() {
	for _, f := range c.declared {
		f()
	}
	c.combineClocks()
	in := c.mod.Intervention
	needs, what := firstOfGrid(c.mod)
	switch {
	case !needs.Known():
	case in == nil:
		c.report(diag.NeedsHorizon, needs, say.T("%s needs an intervention to stand in", what), help(say.T("add `intervention \"Name\" { currency DKK; horizon 5 years }`")))
	case in.Grid == nil && !clockTried(c.mod):
		c.report(diag.NeedsHorizon, needs, say.T("%s needs a horizon to be counted in", what), func(f *finding) {
			f.also(in.NameSpan, say.T("the intervention has neither `horizon` nor `period`")).help(say.T("add a line, such as `horizon 5 years`"))
		})
	case in.Grid != nil && in.Grid.Back:
		c.notInPeriod()
	}
}

// clockTried reports whether the intervention of a script has a clock that failed, so that it needs no second report.
func clockTried(m *Module) bool {
	for _, d := range m.Tree.Decls {
		in, ok := d.(*ast.Intervention)
		if ok && (hasBadItem(in.Items) || slices.ContainsFunc(in.Items, isClock)) {
			return true
		}
	}
	return len(m.Combined) > 0
}

func isClock(item ast.InterventionItem) bool {
	switch item.(type) {
	case *ast.HorizonItem, *ast.PeriodItem:
		return true
	}
	return false
}

// firstOfGrid returns the first thing of the script that is counted over a horizon or period.
func firstOfGrid(m *Module) (source.Span, say.Phrase) {
	for _, d := range m.Tree.Decls {
		switch d := d.(type) {
		case *ast.Team:
			return d.Name.Span, say.T("a team")
		case *ast.Course:
			return d.Name.Span, say.T("a course")
		case *ast.Session:
			return d.Name.Span, say.T("a session")
		case *ast.Cost:
			return d.Label.Span, noun(d.Kind.String()).article()
		case *ast.Combine:
			return d.Span, say.T("a combined script")
		}
	}
	return source.Span{}, say.Phrase{}
}

// notInPeriod reports plans in a script that looks back.
func (c *checker) notInPeriod() {
	for _, d := range c.mod.Tree.Decls {
		at, what := source.Span{}, say.Phrase{}
		switch d := d.(type) {
		case *ast.Team:
			at, what = d.Name.Span, say.T("a team")
		case *ast.Course:
			at, what = d.Name.Span, say.T("a course")
		case *ast.Session:
			at, what = d.Name.Span, say.T("a session")
		default:
			continue
		}
		c.report(diag.NotInPeriod, at, say.T("%s is a plan, and this script looks back over a period", what), func(f *finding) {
			f.also(c.clockAt, say.T("the period")).help(say.T("what was done is data: write it as a cost with collected amounts"))
		})
	}
}

func (c *checker) noCalendar(at source.Span, n int64) {
	c.report(diag.NoCalendarYears, at, say.T("%d is a calendar year, and the horizon does not say which year it starts in", n),
		help(say.T("add `starting 2018` to the horizon, or count years from 1")))
}
