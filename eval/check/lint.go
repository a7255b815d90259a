package check

import (
	"slices"

	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
)

// lint warns of what is allowed and rarely meant: what costs nothing. It waits until there are no errors, which are often the cause.
func (c *checker) lint() {
	if c.scope.broken || c.diags.list.Err() != nil || len(c.causes.norms)+len(c.causes.foreign)+len(c.causes.prices) > 0 {
		return
	}
	for _, s := range c.mod.Sessions {
		if len(s.Items) == 0 {
			c.warn(diag.FreeSession, s.NameSpan, say.T("the session `%s` costs nothing: it has no staff, amount or wages", s.Name),
				say.T("say who is there, as in `staff leader`, or what a meeting costs, as in `amount 500`"))
		}
	}
	for _, cost := range c.mod.Costs {
		if cost.Life != nil && !slices.ContainsFunc(cost.Items, func(it *Item) bool { return it.Kind == AmountItem }) {
			c.warn(diag.IdleLife, cost.Life.Span(), say.T("`life` says how long what the amounts buy lasts, and this cost has no amount"),
				say.T("leave `life` out, or write what is bought as an `amount`"))
		}
	}
	c.lintTeams()
}

func (c *checker) warn(code diag.Code, at ast.Node, message, advice say.Phrase) {
	if c.diags.full() {
		c.diags.drop(diag.Warning)
		return
	}
	c.report(code, at.Range(), message, func(f *finding) { f.warning().help(advice) })
}

// lintTeams warns of teams whose employees nothing pays, though something is counted by them.
func (c *checker) lintTeams() {
	paid := c.paidWages()
	for _, t := range c.mod.Teams {
		if !c.paysOtherwise(t) && !slices.ContainsFunc(t.Staff, func(term *StaffTerm) bool { return paid[term.Wage] || term.Wage.unpaid() }) {
			c.warn(diag.UnpaidTeam, t.NameSpan, say.T("no session or cost pays the employees of the team `%s`", t.Name),
				say.T("write `staff %s` in a session, or salaries: `cost \"Salaries\" operation per %s per year { staff %s for 1 year }`", t.Name, t.Name, t.Name))
		}
	}
}

// paidWages are the wages that anything but a team refers to, by themselves, by their rates or by a team.
func (c *checker) paidWages() map[*Wage]bool {
	paid := map[*Wage]bool{}
	for _, n := range c.graph.order {
		if _, isTeam := n.key.thing.(*Team); isTeam {
			continue
		}
		for _, e := range n.edges {
			if !e.at.Known() {
				continue // only what the text names
			}
			switch thing := e.to.key.thing.(type) {
			case *Wage:
				paid[thing] = true
			case *Team:
				for _, term := range thing.Staff {
					paid[term.Wage] = true
				}
			}
		}
	}
	return paid
}

// paysOtherwise reports whether a team is none to warn of: nothing is counted by it yet, or its labour is known as money.
func (c *checker) paysOtherwise(t *Team) bool {
	mine := func(course *Course) bool { return course != nil && course.Team == t }
	used, wages := false, false
	note := func(items []*Item) {
		used = true
		wages = wages || slices.ContainsFunc(items, func(it *Item) bool { return it.Kind == WagesItem })
	}
	for _, s := range c.mod.Sessions {
		if mine(s.Course) {
			note(s.Items)
		}
	}
	for _, cost := range c.mod.Costs {
		if slices.Contains(cost.Basis.Teams, t) || slices.ContainsFunc(cost.Basis.Courses, mine) {
			note(cost.Items)
		}
	}
	return !used || wages
}
