package review

import (
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
			r.breaks(t.NameSpan, say.T("the team `%s` has %d types of employees", t.Name, len(types)))
		}
	}
}

func manyTeams(r *reading) {
	for i, t := range r.Module.Teams {
		if i > 0 {
			r.breaks(t.NameSpan, say.T("the team `%s` is another kind of team than `%s`", t.Name, r.Module.Teams[0].Name))
		}
	}
}

func stops(r *reading) {
	for _, t := range r.Module.Teams {
		for _, stop := range t.Stops {
			r.breaks(stop.Span, say.T("teams of `%s` stop", t.Name))
		}
	}
}

func ownCategories(r *reading) {
	for _, c := range r.Module.Categories {
		if c.NameSpan.Known() {
			r.breaks(c.NameSpan, say.T("`%s` is a category of the script's own", c.Name))
		}
	}
}

// otherBases looks at costs alone: grants and savings are steps of their own in the model. Of a script that looks back it says nothing.
func otherBases(r *reading) {
	for _, c := range r.Module.Costs {
		other := c.Basis.Kind == check.OverPeriod || c.Basis.Kind == check.PerCompleted
		if c.Kind == ast.CostLine && other && r.forward() {
			r.breaks(c.Basis.Span, say.T("nothing in the model falls `%s`", r.text(c.Basis.Span)))
		}
	}
}

func sharedCosts(r *reading) {
	for _, c := range r.Module.Costs {
		if len(c.Payers) > 0 {
			r.breaks(c.Payers[0].Span, say.T("this `%s` is shared between payers", c.Kind))
		}
	}
}

func combined(r *reading) {
	for _, d := range r.Module.Tree.Decls {
		if d, ok := d.(*ast.Combine); ok {
			r.breaks(d.Span, say.T("the script combines others"))
		}
	}
}
