package workbook

import (
	"github.com/costlang/cost/eval/plan"
	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/say"
)

// tableRow is a row of a table by year: a flow, or where parts are given the sum of those rows without others.
type tableRow struct {
	key         string
	label       say.Phrase
	indent      int
	unit        string
	flow        plan.Flow
	minus       bool
	sum         bool // a line is drawn above it
	years       bool // there is nothing later, and no total
	share       bool // of the gross cost
	parts, less []int
}

// costRows are the categories, and the steps from gross to net.
func (b *builder) costRows() []tableRow {
	r, money := b.Results, b.Results.Money.String()
	var out []tableRow
	var parts []int
	for _, c := range r.Categories {
		parts = append(parts, len(out))
		out = append(out, tableRow{key: c.Name, label: categoryLabel(c), unit: money, flow: c.Flow, share: true})
	}
	return append(out,
		tableRow{key: "gross", label: say.T("Gross cost"), unit: money, flow: r.Gross, sum: true, share: true, parts: parts},
		tableRow{key: "residual", label: say.T("Residual value"), unit: money, flow: r.Residual, minus: true},
		tableRow{key: "grants", label: say.T("Grants"), unit: money, flow: r.Grants, minus: true},
		tableRow{key: "savings", label: say.T("Savings"), unit: money, flow: r.Savings, minus: true},
		tableRow{key: "net", label: say.T("Net cost"), unit: money, flow: r.Net, sum: true, parts: []int{len(parts), len(parts) + 1, len(parts) + 2, len(parts) + 3}})
}

// categoryLabel is the label of a category: those of the field have one in every language.
func categoryLabel(c plan.CategoryResult) say.Phrase {
	if label, ok := fieldCategories[c.Label]; ok {
		return label
	}
	return say.Verbatim(c.Label)
}

var fieldCategories = map[string]say.Phrase{
	"Preparation": say.T("Preparation"), "Training": say.T("Training"), "Operation": say.T("Operation"),
	"Investment": say.T("Investment"), "Other": say.T("Other"),
}

// lineRows are the lines, overhead on a row of its own where there is any.
func (b *builder) lineRows() []tableRow {
	money := b.Results.Money.String()
	var out []tableRow
	for _, ln := range b.Results.Lines {
		minus := ln.Kind != ast.CostLine
		out = append(out, tableRow{key: ln.Name, label: say.Verbatim(ln.Label), unit: money, flow: ln.Own, minus: minus, share: !minus})
		if ln.Overhead.Total != plan.None {
			out = append(out, tableRow{key: ln.Name, label: say.T("Overhead: %s", ln.Label), indent: 1, unit: money, flow: ln.Overhead, minus: minus, share: !minus})
		}
	}
	return out
}

// volumeRows are teams, and courses with what they count. A unit that several courses count has its sums as well. Teams that are active in one
// year and the next are the same, so they have no total.
func (b *builder) volumeRows() []tableRow {
	var out []tableRow
	for _, t := range b.Results.Teams {
		out = append(out, tableRow{key: t.Name, label: say.T("Teams active: %s", t.Label), unit: "teams", flow: plan.Flow{Years: t.Active, Later: plan.None, Total: plan.None}, years: true})
	}
	var order []string
	started := map[string][]int{}
	for _, c := range b.Results.Courses {
		counted := c.Counted.String()
		if started[counted] = append(started[counted], len(out)+1); len(started[counted]) == 2 {
			order = append(order, counted)
		}
		out = append(out, tableRow{key: c.Name + ".courses", label: say.T("%s: courses started", c.Label), unit: "courses", flow: c.Courses},
			tableRow{key: c.Name + ".started", label: say.T("%s: started", c.Label), unit: counted, flow: c.Started},
			tableRow{key: c.Name + ".completed", label: say.T("%s: completed", c.Label), unit: counted, flow: c.Completed})
	}
	for _, counted := range order {
		var completed []int
		for _, i := range started[counted] {
			completed = append(completed, i+1)
		}
		out = append(out, tableRow{key: "all " + counted + ".started", label: say.T("All courses: started"), unit: counted, sum: true, parts: started[counted]},
			tableRow{key: "all " + counted + ".completed", label: say.T("All courses: completed"), unit: counted, sum: true, parts: completed})
	}
	return out
}

// payerRows are what each payer pays, and what no payer is named for, down to the net cost.
func (b *builder) payerRows() []tableRow {
	money := b.Results.Money.String()
	var out []tableRow
	var named []int
	for _, p := range b.Results.Payers {
		named = append(named, len(out))
		out = append(out, tableRow{key: p.Name, label: say.Verbatim(p.Name), unit: money, flow: p.Flow})
	}
	if len(named) == 0 {
		return nil
	}
	return append(out, tableRow{key: "not named", label: say.T("not named"), unit: money, parts: []int{len(named) + 1}, less: named},
		tableRow{key: "net cost", label: say.T("Net cost"), unit: money, flow: b.Results.Net, sum: true})
}
