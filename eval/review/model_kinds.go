package review

import (
	"fmt"
	"slices"

	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/say"
)

// mostEmployees is how many types of employees a team of the model has.
const mostEmployees = 5

func manyEmployees(r *reading) {
	for _, t := range r.Module.Teams {
		types := map[*check.Wage]bool{}
		for _, term := range t.Staff {
			types[term.Wage] = true
		}
		if len(types) > mostEmployees {
			r.breaks(t.NameSpan, say.T("the team `%s` has %d types of employees", t.Name, len(types)),
				say.T("join types with nearly the same wage, or pay some by a cost line"))
		}
	}
}

func manyTeams(r *reading) {
	for i, t := range r.Module.Teams {
		if i > 0 {
			r.breaks(t.NameSpan, say.T("the team `%s` is another kind of team than `%s`", t.Name, r.Module.Teams[0].Name),
				say.T("assess each kind of team in a script of its own"))
		}
	}
}

func stops(r *reading) {
	for _, t := range r.Module.Teams {
		for _, stop := range t.Stops {
			r.breaks(stop.Span, say.T("teams of `%s` stop", t.Name),
				say.T("leave `stop` out, or shorten the horizon"))
		}
	}
}

func ownCategories(r *reading) {
	for _, c := range r.Module.Categories {
		if c.NameSpan.Known() {
			r.breaks(c.NameSpan, say.T("`%s` is a category of the script's own", c.Name),
				say.T("use one of these, such as `other`"))
		}
	}
}

// otherBases looks at costs alone: grants and savings are steps of their own in the model. Of a script that looks back it says nothing.
func otherBases(r *reading) {
	for _, c := range r.Module.Costs {
		remedy := say.T("give the money of a year, `per year`")
		if c.Basis.Kind == check.PerCompleted {
			remedy = say.T("count those who start: `per participant`")
		}
		other := c.Basis.Kind == check.OverPeriod || c.Basis.Kind == check.PerCompleted
		if c.Kind == ast.CostLine && other && r.forward() {
			r.breaks(c.Basis.Span, say.T("nothing in the model falls `%s`", r.text(c.Basis.Span)), remedy)
		}
	}
	r.beforeTeams()
}

// beforeTeams looks at rates of the horizon, which in the model are rates of the years with teams. Teams of the model never stop, so
// the first start is all there is to look at. A script whose teams never start has all its staff as one team from year 1.
func (r *reading) beforeTeams() {
	first := r.firstTeams()
	for _, ln := range r.Plan.Results.Lines {
		c := ln.Cost
		year := 1 + slices.IndexFunc(ln.Own.Years, r.isSome)
		if year > 0 && year < first && c != nil && isRate(c) && slices.Contains(r.Module.Costs, c) {
			r.breaks(c.Basis.Span, say.T("this falls in year %d, and the first team starts in year %d", year, first),
				say.T("write `%s` behind the basis", yearsFrom(first, r.grid().Years)))
		}
	}
}

// isRate reports a cost per year or month of the horizon.
func isRate(c *check.Cost) bool {
	return c.Kind == ast.CostLine && (c.Basis.Kind == check.PerYear || c.Basis.Kind == check.PerMonth)
}

// firstTeams is the first year of the horizon in which a team is active, or 0 when there is none.
func (r *reading) firstTeams() int {
	first := 0
	if !r.forward() {
		return 0
	}
	for _, t := range r.ownTeams() {
		if year := 1 + slices.IndexFunc(t.Active, r.isSome); year > 0 && (first == 0 || year < first) {
			first = year
		}
	}
	return first
}

// yearsFrom says from which year on something falls, as a script does.
func yearsFrom(first, last int) string {
	if first == last {
		return fmt.Sprintf("in year %d", first)
	}
	return fmt.Sprintf("in years %d..%d", first, last)
}

func sharedCosts(r *reading) {
	for _, c := range r.Module.Costs {
		if len(c.Payers) > 0 {
			r.breaks(c.Payers[0].Span, say.T("this `%s` is shared between payers", c.Kind),
				say.T("leave `payer` out"))
		}
	}
}

func combined(r *reading) {
	for _, d := range r.Module.Tree.Decls {
		if d, ok := d.(*ast.Combine); ok {
			r.breaks(d.Span, say.T("the script combines others"),
				say.T("check each of them by itself"))
		}
	}
}
