package eval

import (
	"context"
	"fmt"
	"slices"
	"strconv"

	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/eval/explain"
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/plan"
	"github.com/costlang/cost/eval/table"
	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/say"
)

// tables returns the tables of this run alone, reconciled: assumptions, ladder, costs, lines, volumes, hours and payers, as far as the
// script has any. The error is that of a run that was stopped, or that a table does not add up, a fault of the
// program.
func (r *Result) tables(ctx context.Context) ([]*table.Table, error) {
	script, err := r.asWritten(ctx)
	if err != nil {
		return nil, err
	}
	out := []*table.Table{r.assumptions(script)}
	if r.program.plan.Results.Grid != nil {
		lines := r.lines()
		if err := reconcile(ctx, lines.Table); err != nil {
			return nil, err
		}
		// Ladder and costs take their figures from the lines as printed, so that one figure is never printed in two ways.
		others := []*table.Table{r.volumes(), r.hours(), r.payers()}
		for _, t := range others {
			if err := reconcile(ctx, t); err != nil {
				return nil, err
			}
		}
		out = append(append(out, r.ladder(lines), r.costs(lines), lines.Table), others...)
	}
	kept := out[:0]
	for _, t := range out {
		if len(t.Rows) > 0 {
			kept = append(kept, t)
		}
	}
	return kept, nil
}

func reconcile(ctx context.Context, t *table.Table) error {
	err := t.ReconcileUntil(ctx.Err)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err != nil {
		return fmt.Errorf("the table %s does not add up: %w", t.Name, err)
	}
	return nil
}

// money is the code of the script's currency, the unit of its tables.
func (r *Result) money() string { return r.program.plan.Results.Money.String() }

// yearName is the heading of a year: its calendar year when the script says it.
func yearName(g *check.Grid, y int) say.Phrase {
	if g.FirstYear > 0 {
		return say.Verbatim(strconv.Itoa(g.FirstYear + y))
	}
	return say.T("Year %d", y+1)
}

// partYear is the heading of a year that is shorter than others, with its months, else empty.
func partYear(g *check.Grid, y int) say.Phrase {
	months := num.Int(0)
	for _, s := range g.Steps {
		if s.Year == y+1 {
			long, _ := num.Ratio(s.End.Num, s.End.Den).Sub(num.Ratio(s.Start.Num, s.Start.Den))
			months, _ = months.Add(long)
		}
	}
	months = months.Round(1) // days of a month are no more than tenths of it to a reader
	switch {
	case months.Equal(num.Int(12)):
		return say.Phrase{}
	case months.Equal(num.Int(1)):
		return say.T("%s (1 month)", yearName(g, y))
	}
	return say.T("%s (%s months)", yearName(g, y), table.Amount{Value: months, Places: decimals(months)})
}

// yearColumns are texts, the years, later when anything falls there, and their total.
func (r *Result) yearColumns(texts []table.Column, unit string, later, sums bool) []table.Column {
	g := r.program.plan.Results.Grid
	columns := slices.Clone(texts)
	n := g.Years
	if later {
		n++
	}
	total := len(columns) + n
	for y := range n {
		c := table.NumberColumn(say.T("later"), unit)
		if y < g.Years {
			c.Name, c.Title = yearName(g, y), partYear(g, y)
		}
		c.Parent, c.Sums = total, sums
		columns = append(columns, c)
	}
	c := table.NumberColumn(say.T("Total"), unit)
	c.Sums = sums
	return append(columns, c)
}

// flowCells are the numbers of a flow under yearColumns; sign -1 writes what is subtracted.
func (r *Result) flowCells(f plan.Flow, later bool, sign int) []table.Cell {
	var cells []table.Cell
	refs := append([]plan.Ref(nil), f.Years...)
	for len(refs) < r.program.plan.Results.Grid.Years {
		refs = append(refs, plan.None)
	}
	if later {
		refs = append(refs, f.Later)
	}
	for _, ref := range append(refs, f.Total) {
		c := r.cell(ref)
		if sign < 0 {
			c.Value = c.Value.Neg()
		}
		cells = append(cells, c)
	}
	return cells
}

// ladder goes from gross to net, with the totals of the lines.
func (r *Result) ladder(lines *costTable) *table.Table {
	res := r.program.plan.Results
	t := &table.Table{Name: "ladder", Title: say.T("From gross to net")}
	t.Columns = []table.Column{table.TextColumn(say.T("Step")), table.NumberColumn(say.T("Amount"), r.money())}
	total := len(lines.Columns) - 2
	add := func(label say.Phrase, row int, kind table.RowKind, parent int) {
		c := table.NumberCell(num.Int(0))
		if row >= 0 {
			c = lines.Cell(row, total)
		}
		t.Rows = append(t.Rows, table.Row{Kind: kind, Parent: parent, Cells: []table.Cell{table.LabelCell(label), c}})
	}
	const afterGrants, net = 3, 5
	at := lines.at
	add(say.T("Gross cost"), at.gross, table.Subtotal, afterGrants)
	add(say.T("Residual value"), at.residual, table.Plain, afterGrants)
	add(say.T("Grants"), at.grants, table.Plain, afterGrants)
	add(say.T("After grants"), at.afterGrants, table.Subtotal, net)
	add(say.T("Savings"), at.savings, table.Plain, net)
	add(say.T("Net cost"), at.net, table.Total, table.None)
	r.memo(t, say.T("of gross: labour"), res.Labour)
	if !r.zero(res.Overhead.Total) {
		r.memo(t, say.T("of gross: overhead"), res.Overhead.Total)
	}
	if res.Present != plan.None {
		r.memo(t, say.T("net, present value"), res.Present)
	}
	return t
}

// memo adds a figure beside the sums.
func (r *Result) memo(t *table.Table, label say.Phrase, ref plan.Ref) {
	t.Rows = append(t.Rows, table.Row{Kind: table.Memo, Parent: table.None, Cells: []table.Cell{table.LabelCell(label), r.cell(ref)}})
}

// costTable is a table by year with shares of gross, filled from the top: rows are added with the row they are part of.
type costTable struct {
	*table.Table
	r     *Result
	later bool
	gross num.D
	at    steps
}

// steps is the rows of the ladder in a table by year; a step with nothing to subtract is the one before, or -1.
type steps struct{ gross, residual, grants, afterGrants, savings, net int }

// shareColumn is a column of shares of a whole, in percent with one decimal.
func shareColumn() table.Column {
	c := table.NumberColumn(say.T("Share"), "%")
	c.Places, c.AtLeast = 1, true
	return c
}

func (r *Result) newCostTable(name string, title say.Phrase) *costTable {
	res := r.program.plan.Results
	later := !r.zero(res.Gross.Later) || !r.zero(res.Grants.Later) || !r.zero(res.Savings.Later)
	t := &costTable{Table: &table.Table{Name: name, Title: title, Detail: true}, r: r, later: later}
	t.Columns = r.yearColumns([]table.Column{table.TextColumn(say.T("Cost"))}, r.money(), later, true)
	share := shareColumn()
	share.Sums, share.AtLeast = true, false // its numbers add up as they are printed
	t.Columns = append(t.Columns, share)
	t.gross, _ = r.value(res.Gross.Total)
	return t
}

// add writes a row and returns its number. Only parts of gross have a share.
func (t *costTable) add(kind table.RowKind, level int, label say.Phrase, f plan.Flow, sign int, share bool) int {
	cells := append([]table.Cell{table.LabelCell(label)}, t.r.flowCells(f, t.later, sign)...)
	last := table.EmptyCell()
	if share && !t.gross.IsZero() {
		v, _ := t.r.value(f.Total)
		part, _ := v.Mul(num.Int(100))
		if part, ok := part.Div(t.gross); ok {
			last = from(madeBy(func() made {
				parts := []operand{operandOf(explain.Times, t.r.cell(f.Total), t.r.money()), operandOf(explain.Over, t.r.cell(t.r.program.plan.Results.Gross.Total), t.r.money())}
				return made{say.T("%s: share of the gross cost", label), explain.Product, parts}
			}), table.NumberCell(part))
		}
	}
	t.Rows = append(t.Rows, table.Row{Kind: kind, Level: level, Parent: table.None, Cells: append(cells, last)})
	return len(t.Rows) - 1
}

// under makes rows part of a row.
func (t *costTable) under(parent int, rows ...int) {
	for _, i := range rows {
		t.Rows[i].Parent = parent
	}
}

// costs is the cost by category and year, down to net: the sums of the lines.
func (r *Result) costs(lines *costTable) *table.Table {
	t := &table.Table{Name: "costs", Title: say.T("Cost by category and year"), Columns: lines.Columns}
	place := map[int]int{table.None: table.None}
	for i, row := range lines.Rows {
		if row.Level == 0 {
			place[i] = len(t.Rows)
			t.Rows = append(t.Rows, row)
		}
	}
	parts := map[int]bool{}
	for i := range t.Rows {
		t.Rows[i].Parent = place[t.Rows[i].Parent]
		parts[t.Rows[i].Parent] = true
	}
	for i := range t.Rows {
		if t.Rows[i].Kind == table.Subtotal && !parts[i] {
			t.Rows[i].Kind = table.Plain
		}
	}
	return t
}

// lines is every line within its category, overhead on a row of its own, then grants and savings, down to net.
func (r *Result) lines() *costTable {
	t := r.newCostTable("lines", say.T("Cost by line and year"))
	var categories []int
	for _, c := range r.program.plan.Results.Categories {
		if rows := t.categoryLines(c); len(rows) > 0 {
			sum := t.add(table.Subtotal, 0, c.Title(), c.Flow, 1, true)
			t.under(sum, rows...)
			categories = append(categories, sum)
		}
	}
	t.descend(categories)
	return t
}

// descend adds the rows from gross to net; steps with nothing to subtract are left out.
func (t *costTable) descend(parts []int) {
	res := t.r.program.plan.Results
	sum := t.add(table.Subtotal, 0, say.T("Gross cost"), res.Gross, 1, true)
	t.under(sum, parts...)
	t.at = steps{gross: sum, residual: -1, grants: -1, savings: -1}
	if !t.r.zero(res.Residual.Total) {
		t.at.residual = t.add(table.Plain, 0, say.T("Residual value"), res.Residual, -1, false)
	}
	t.at.grants = t.subtracted(say.T("Grants"), res.Grants, ast.GrantLine)
	sum = t.after(sum, say.T("After grants"), res.AfterGrants, t.at.residual, t.at.grants)
	t.at.afterGrants = sum
	t.at.savings = t.subtracted(say.T("Savings"), res.Savings, ast.SavingLine)
	sum = t.after(sum, say.T("Net cost"), res.Net, t.at.savings)
	t.at.net = sum
	t.Rows[sum].Kind = table.Total
}

// after adds the sum of a step and what is subtracted from it, if anything is.
func (t *costTable) after(sum int, label say.Phrase, f plan.Flow, minus ...int) int {
	parts := []int{sum}
	for _, row := range minus {
		if row >= 0 {
			parts = append(parts, row)
		}
	}
	if len(parts) == 1 {
		return sum
	}
	next := t.add(table.Subtotal, 0, label, f, 1, false)
	t.under(next, parts...)
	return next
}

// subtracted adds grants or savings line by line with their sum, or nothing.
func (t *costTable) subtracted(label say.Phrase, all plan.Flow, kind ast.CostKind) int {
	if t.r.zero(all.Total) {
		return -1
	}
	var rows []int
	for _, ln := range t.r.program.plan.Results.Lines {
		if ln.Kind != kind {
			continue
		}
		rows = append(rows, t.add(table.Plain, 1, say.Verbatim(ln.Label), ln.Own, -1, false))
		if !t.r.zero(ln.Overhead.Total) {
			rows = append(rows, t.add(table.Plain, 1, say.T("Overhead: %s", ln.Label), ln.Overhead, -1, false))
		}
	}
	sum := t.add(table.Subtotal, 0, label, all, -1, false)
	t.under(sum, rows...)
	return sum
}

func (t *costTable) categoryLines(c plan.CategoryResult) []int {
	var rows []int
	var overhead []plan.LineResult
	for _, ln := range t.r.program.plan.Results.Lines {
		if ln.Kind != ast.CostLine || ln.Category != c.Name {
			continue
		}
		rows = append(rows, t.add(table.Plain, 1, say.Verbatim(ln.Label), ln.Own, 1, true))
		if !t.r.zero(ln.Overhead.Total) {
			overhead = append(overhead, ln)
		}
	}
	for _, ln := range overhead {
		rows = append(rows, t.add(table.Plain, 1, say.T("Overhead: %s", ln.Label), ln.Overhead, 1, true))
	}
	return rows
}
