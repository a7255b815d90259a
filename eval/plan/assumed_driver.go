package plan

import (
	"strconv"
	"strings"

	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/eval/unit"
	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/say"
	"github.com/costlang/cost/lang/source"
)

// clock lists the price year and the time that costs are counted over. A used script that has those of the script itself lists none.
func (a *assumptions) clock() {
	ast.Walk(a.in.m.Tree, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.PricesItem:
			a.text(check.Def{Name: "prices", Source: textOf(n.Source)}, say.T("Price year"), n.Year.Span, say.Verbatim(strconv.Itoa(a.in.m.Intervention.Prices)))
		case *ast.HorizonItem:
			a.text(check.Def{Name: "horizon", Source: textOf(n.Source)}, say.T("Horizon"), n.Length.Range(), horizonText(a.in.m.Intervention.Grid))
		case *ast.PeriodItem:
			a.text(check.Def{Name: "period", Source: textOf(n.Source)}, say.T("Period"), n.Range(), say.T("%s to %s", say.Date(n.From.Text), say.Date(n.To.Text)))
		}
		return true
	})
}

func textOf(t *ast.Text) string {
	if t == nil {
		return ""
	}
	return t.Value
}

// horizonText is the length of a horizon in years, or in months where it is no whole number of years, and the year it starts in.
func horizonText(g *check.Grid) say.Phrase {
	months := int(g.Length.Num / g.Length.Den)
	long := say.Count(months, say.T("1 month"), say.T("%d months", months))
	if years := months / 12; years*12 == months {
		long = say.Count(years, say.T("1 year"), say.T("%d years", years))
	}
	if g.FirstYear > 0 {
		return say.T("%s from %d", long, g.FirstYear)
	}
	return long
}

// text lists what is no number of the plan, unless the script that uses this one says the same.
func (a *assumptions) text(d check.Def, label say.Phrase, at source.Span, is say.Phrase) {
	for _, have := range a.p.Assumed {
		if a.in.prefix != "" && have.Def.Name == d.Name && have.Text.Equal(is) {
			return
		}
	}
	d.Name = a.in.prefix + d.Name
	a.p.Assumed = append(a.p.Assumed, Assumed{Def: d, Label: a.labelled(label), Span: at, Value: None, Text: is})
}

// team lists how many teams start and stop and when, and who works in one of them.
func (a *assumptions) team(t *check.Team) {
	for _, m := range t.Starts {
		a.part(t.Def, say.T("teams that start %s", a.when(m)), inUnit(m.Count, unit.Of(a.units.team)))
	}
	for _, m := range t.Stops {
		a.part(t.Def, say.T("teams that stop %s", a.when(m)), inUnit(m.Count, unit.Of(a.units.team)))
	}
	a.staff(t.Def, t.Staff, true)
}

// when says the year or years of a move: those of the calendar where the horizon has them.
func (a *assumptions) when(m *check.Move) say.Phrase {
	if m.To == nil {
		return say.T("in year %s", a.year(m.From))
	}
	return say.T("in each of the years %s to %s", a.year(m.From), a.year(m.To))
}

func (a *assumptions) year(e check.Expr) string {
	lit, ok := e.(*check.Lit)
	if !ok {
		return strings.Join(strings.Fields(a.in.m.File.Slice(e.Span())), " ")
	}
	n, _ := lit.Value.Int64()
	if first := a.in.grid.FirstYear; first > 0 {
		n += int64(first) - 1
	}
	return strconv.FormatInt(n, 10)
}

// staff lists the written numbers of employees and their shares of full time, each where it is written: those of a team are the team's.
// All lists employees without a number too, who are one each.
func (a *assumptions) staff(d check.Def, terms []*check.StaffTerm, all bool) {
	var one []*check.StaffTerm
	for _, term := range terms {
		label := say.Verbatim(term.Wage.Label)
		if term.Team != nil {
			label = say.Verbatim(term.Team.Label)
		} else if len(term.Counts) == 0 && all {
			one = append(one, term)
		}
		a.factors(d, label, term.Counts)
		a.factors(d, say.T("%s, share of full time", label), term.Shares)
	}
	a.oneEach(d, one)
}

// factors lists those that no other employee has brought: one number may stand before several.
func (a *assumptions) factors(d check.Def, label say.Phrase, list []check.Expr) {
	for _, e := range list {
		if at := e.Span().Pos.Offset; !a.staffed[at] {
			a.staffed[at] = true
			a.part(d, label, e)
		}
	}
}

// oneEach lists the employees of a line that has no number of them, in one row.
func (a *assumptions) oneEach(d check.Def, terms []*check.StaffTerm) {
	if len(terms) == 0 {
		return
	}
	var names []string
	for _, term := range terms {
		names = append(names, term.Wage.Label)
	}
	at := terms[0].Span
	if src, ok := a.sources[at.Pos.Offset]; ok {
		d.Source = src
	}
	is := say.Verbatim("1")
	if len(terms) > 1 {
		is = say.T("1 of each")
	}
	label := a.labelled(say.T("%s: %s", d.Label, say.And(names)))
	a.p.Assumed = append(a.p.Assumed, Assumed{Def: check.Def{Label: d.Label, Source: d.Source, Span: d.Span, NameSpan: d.NameSpan}, Label: label, Span: at, Value: None, Text: is})
}
