package check

import (
	"github.com/costlang/cost/eval/unit"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
	"github.com/costlang/cost/lang/source"
)

// clock is the years that the entries of a list stand for.
type clock struct {
	years int
	said  say.Phrase // a sentence: "the horizon has 5 years"
	at    source.Span
	mark  say.Phrase // what stands at at
}

// horizonClock is that of everything that no team counts.
func (m *Module) horizonClock(at source.Span) clock {
	years := m.grid().Years
	said := say.T("the horizon has %s", yearsLong(years))
	if m.grid().Back {
		said = say.T("the period has %s", yearsLong(years))
	}
	return clock{years, said, at, say.T("the clock of this script")}
}

func yearsLong(n int) say.Phrase { return say.Count(n, say.T("1 year"), say.T("%d years", n)) }

func entriesLong(n int) say.Phrase { return say.Count(n, say.T("1 entry"), say.T("%d entries", n)) }

// listUse is a list in a field that gives it a clock. The clock is asked for when all is resolved: it may be the life of a team. It is
// false when what it follows from failed.
type listUse struct {
	x     Expr
	clock func() (clock, bool)
}

// fitsClock sees that a value has one entry for each year of the clock of its field.
func (c *checker) fitsClock(x Expr, of func() (clock, bool)) {
	t, grid := x.Type(), c.grid()
	switch {
	case grid == nil || t.Series == Single:
	case t.Series == BySteps:
		c.report(diag.UnlikeSeries, x.Span(), say.T("this takes a value per year, and there is one per step"), label(account(t)), declared(x))
	case t.Series == ByYears && t.Grid.Years != grid.Years:
		c.report(diag.UnlikeSeries, x.Span(), say.T("the series has %s, and the horizon %d", yearsLong(t.Grid.Years), grid.Years), declared(x))
	case t.Series == ByList:
		c.lists = append(c.lists, listUse{x, of})
	}
}

// meeting is one written list with the longest clock that it meets.
type meeting struct {
	x      Expr // where it meets it
	clock  clock
	failed bool // one of its clocks is not known
}

// fitLists reports lists that do not have the length of the longest clock they meet, and keeps what clock the params met for those who
// give them other values.
func (c *checker) fitLists() {
	met := map[any]*meeting{}
	var order []*meeting
	for _, use := range c.lists {
		k, ok := use.clock()
		for _, p := range paramsIn(use.x) {
			if ok && k.years > c.mod.met[p].years {
				c.mod.met[p] = k
			}
		}
		root := writtenList(use.x)
		m := met[root]
		if m == nil {
			m = &meeting{x: use.x}
			met[root], order = m, append(order, m)
		}
		m.failed = m.failed || !ok
		if k.years > m.clock.years {
			m.x, m.clock = use.x, k
		}
	}
	for _, m := range order {
		if !m.failed {
			c.fitsYears(m.x, m.clock)
		}
	}
}

// fitsYears reports a list that does not have an entry for each year of a clock.
func (c *checker) fitsYears(x Expr, k clock) bool {
	clash := k.fit(x.Type())
	if clash == nil {
		return true
	}
	c.report(clash.code, x.Span(), clash.reason, declared(x), func(f *finding) { f.also(k.at, k.mark).help(k.advice(x.Type())) })
	return false
}

// fit says why a list does not fit. One that is open always does, so that a script survives a shorter horizon.
func (k clock) fit(list Type) *clash {
	if list.Series != ByList || list.Open || list.Len == k.years {
		return nil
	}
	return &clash{diag.ListLength, say.T("the list has %s, and %s", entriesLong(list.Len), k.said)}
}

func (k clock) advice(list Type) say.Phrase {
	if list.Len < k.years {
		return say.T("end it with `...` to repeat the last")
	}
	return say.T("write %s, one for each year", entriesLong(k.years))
}

// longestLife is the clock of what counts the years of teams: that of the one that may start first.
func (c *checker) longestLife(teams ...*Team) (clock, bool) {
	longest := clock{}
	for _, t := range teams {
		if t == nil || len(t.Starts) == 0 || c.failedMoves[t] {
			return clock{}, false
		}
		if k := c.clockOf(t); k.years > longest.years {
			longest = k
		}
	}
	return longest, len(teams) > 0
}

// clockOf is the longest life of a team: from its first start, where all starts are written out, else that of a team of year 1.
func (c *checker) clockOf(t *Team) clock {
	years := c.grid().Years
	first, at := int64(years), t.NameSpan
	for _, m := range t.Starts {
		v, written := constantIn(m.From, unit.Unit{})
		year, whole := v.Int64()
		if !written || !whole {
			year = 1
		}
		if year <= first {
			first, at = year, m.Span
		}
	}
	life := years - int(first) + 1
	return clock{life, say.T("the longest life of the team `%s` is %s", t.Name, yearsLong(life)), at, say.T("the first start")}
}

// leavesOf are the params and written lists that a series is made of, as far as one looks.
func leavesOf(x Expr) []any {
	const most = 64
	var leaves []any
	open := []Expr{x}
	for n := 0; n < most && len(open) > 0; n++ {
		x, open = open[len(open)-1], open[:len(open)-1]
		switch x := x.(type) {
		case *LetExpr:
			open = append(open, x.Let.Value)
		case *ParamExpr:
			leaves = append(leaves, x.Param)
		case *ListExpr:
			leaves = append(leaves, x)
		case *UnaryExpr:
			open = append(open, x.X)
		case *BinaryExpr:
			open = append(open, x.Y, x.X)
		case *IfExpr:
			open = append(open, x.Else, x.Then)
		case *CallExpr:
			open = append(open, x.Args...)
		}
	}
	return leaves
}

func paramsIn(x Expr) []*Param {
	var params []*Param
	for _, leaf := range leavesOf(x) {
		if p, ok := leaf.(*Param); ok && p.Type.Series == ByList {
			params = append(params, p)
		}
	}
	return params
}

// writtenList is what stands for a list wherever it is named: the first list with an end that it is made of.
func writtenList(x Expr) any {
	for _, leaf := range leavesOf(x) {
		switch leaf := leaf.(type) {
		case *Param:
			if t := leaf.Type; t.Series == ByList && !t.Open {
				return leaf
			}
		case *ListExpr:
			if !leaf.Open {
				return leaf
			}
		}
	}
	return x
}
