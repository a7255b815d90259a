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
	flow        *plan.Flow // or nil
	minus       bool
	sum         bool // a line is drawn above it
	years       bool // there is nothing later, and no total
	share       bool // of the gross cost
	parts, less []int
}

// rowOf is a row of a flow, or of none.
func rowOf(key string, label say.Phrase, unit string, flow *plan.Flow) *tableRow {
	return &tableRow{key: key, label: label, unit: unit, flow: flow}
}

// subtracting turns the sign of a row.
func (r *tableRow) subtracting() *tableRow {
	r.minus = true
	return r
}

// sharing gives a row a share of the gross cost.
func (r *tableRow) sharing() *tableRow {
	r.share = true
	return r
}

// summing makes a row the sum of others, or of nothing but itself, with a line above it.
func (r *tableRow) summing(parts ...int) *tableRow {
	r.sum, r.parts = true, parts
	return r
}

// costRows are the categories, and the steps from gross to net.
func (b *builder) costRows() []*tableRow {
	r, money := b.Results, b.Results.Money.String()
	var out []*tableRow
	var parts []int
	for i := range r.Categories {
		c := &r.Categories[i]
		parts = append(parts, i)
		out = append(out, rowOf(c.Name, c.Title(), money, &c.Flow).sharing())
	}
	n := len(parts)
	return append(out,
		rowOf("gross", say.T("Gross cost"), money, &r.Gross).summing(parts...).sharing(),
		rowOf("residual", say.T("Residual value"), money, &r.Residual).subtracting(),
		rowOf("grants", say.T("Grants"), money, &r.Grants).subtracting(),
		rowOf("savings", say.T("Savings"), money, &r.Savings).subtracting(),
		rowOf("net", say.T("Net cost"), money, &r.Net).summing(n, n+1, n+2, n+3))
}

// lineRows are the lines, overhead on a row of its own where there is any.
func (b *builder) lineRows() []*tableRow {
	money := b.Results.Money.String()
	var out []*tableRow
	for i := range b.Results.Lines {
		ln := &b.Results.Lines[i]
		rows := []*tableRow{rowOf(ln.Name, say.Verbatim(ln.Label), money, &ln.Own)}
		if ln.Overhead.Total != plan.None {
			rows = append(rows, rowOf(ln.Name, say.T("Overhead: %s", ln.Label), money, &ln.Overhead))
			rows[1].indent = 1
		}
		for _, r := range rows {
			r.minus = ln.Kind != ast.CostLine
			r.share = !r.minus
		}
		out = append(out, rows...)
	}
	return out
}

// volumeRows are teams, and courses with what they count. A unit that several courses count has its sums as well. Teams that are active in one
// year and the next are the same, so they have no total.
func (b *builder) volumeRows() []*tableRow {
	var out []*tableRow
	for _, t := range b.Results.Teams {
		team := rowOf(t.Name, say.T("Teams active: %s", t.Label), "teams", &plan.Flow{Years: t.Active, Later: plan.None, Total: plan.None})
		team.years = true
		out = append(out, team)
	}
	var order []string
	started := map[string][]int{}
	for i := range b.Results.Courses {
		c := &b.Results.Courses[i]
		counted := c.Counted.String()
		if started[counted] = append(started[counted], len(out)+1); len(started[counted]) == 2 {
			order = append(order, counted)
		}
		out = append(out, rowOf(c.Name+".courses", say.T("%s: courses started", c.Label), "courses", &c.Courses),
			rowOf(c.Name+".started", say.T("%s: started", c.Label), counted, &c.Started),
			rowOf(c.Name+".completed", say.T("%s: completed", c.Label), counted, &c.Completed))
	}
	for _, counted := range order {
		var completed []int
		for _, i := range started[counted] {
			completed = append(completed, i+1)
		}
		out = append(out, rowOf("all "+counted+".started", say.T("All courses: started"), counted, nil).summing(started[counted]...),
			rowOf("all "+counted+".completed", say.T("All courses: completed"), counted, nil).summing(completed...))
	}
	return out
}

// payerRows are what each payer pays, and what no payer is named for, down to the net cost.
func (b *builder) payerRows() []*tableRow {
	money := b.Results.Money.String()
	var out []*tableRow
	var named []int
	for i := range b.Results.Payers {
		p := &b.Results.Payers[i]
		named = append(named, i)
		out = append(out, rowOf(p.Name, say.Verbatim(p.Name), money, &p.Flow))
	}
	if len(named) == 0 {
		return nil
	}
	rest := rowOf("not named", say.T("not named"), money, nil)
	rest.parts, rest.less = []int{len(named) + 1}, named
	return append(out, rest, rowOf("net cost", say.T("Net cost"), money, &b.Results.Net).summing())
}
