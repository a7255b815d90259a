package eval

import (
	"fmt"
	"strconv"

	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/plan"
	"github.com/costlang/cost/eval/table"
	"github.com/costlang/cost/lang/ast"
)

// Tables returns the tables of this run alone, reconciled: assumptions, ladder, costs, lines, volumes, hours and payers, as far as the
// script has any.
func (r *Result) Tables() []*table.Table {
	out := r.program.tables(r)
	for _, t := range out {
		if t.Reconcile() != nil {
			return nil
		}
	}
	return out
}

func (p *Program) tables(r *Result) []*table.Table {
	out := []*table.Table{r.assumptions()}
	if p.plan.Results.Grid != nil {
		out = append(out, r.ladder(), r.costs(), r.lines(), r.volumes(), r.hours(), r.payers())
	}
	kept := out[:0]
	for _, t := range out {
		if len(t.Rows) > 0 {
			kept = append(kept, t)
		}
	}
	return kept
}

// money is the code of the script's currency, the unit of its tables.
func (r *Result) money() string { return r.program.plan.Results.Money.String() }

// yearName is the heading of a year: its calendar year when the script says it.
func yearName(g *check.Grid, y int) string {
	if g.FirstYear > 0 {
		return strconv.Itoa(g.FirstYear + y)
	}
	return fmt.Sprintf("Year %d", y+1)
}

// yearColumns are a label, the years, later when anything falls there, and their total.
func (r *Result) yearColumns(label, unit string, later, sums bool) []table.Column {
	g := r.program.plan.Results.Grid
	columns := []table.Column{table.TextColumn(label)}
	n := g.Years
	if later {
		n++
	}
	total := 1 + n
	for y := range n {
		c := table.NumberColumn("later", unit)
		if y < g.Years {
			c.Name = yearName(g, y)
		}
		c.Parent, c.Sums = total, sums
		columns = append(columns, c)
	}
	c := table.NumberColumn("Total", unit)
	c.Sums = sums
	return append(columns, c)
}

// flowCells are the cells of a flow under yearColumns; sign -1 writes what is subtracted.
func (r *Result) flowCells(label string, f plan.Flow, later bool, sign int) []table.Cell {
	cells := []table.Cell{table.TextCell(label)}
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

// ladder goes from gross to net.
func (r *Result) ladder() *table.Table {
	res := r.program.plan.Results
	t := &table.Table{Name: "ladder", Title: "From gross to net"}
	amount := table.NumberColumn("Amount", r.money())
	amount.Sums = true
	t.Columns = []table.Column{table.TextColumn("Step"), amount}
	add := func(label string, ref plan.Ref, kind table.RowKind, parent, sign int) {
		c := r.cell(ref)
		if sign < 0 {
			c.Value = c.Value.Neg()
		}
		t.Rows = append(t.Rows, table.Row{Kind: kind, Parent: parent, Cells: []table.Cell{table.TextCell(label), c}})
	}
	const afterGrants, net = 3, 5
	add("Gross cost", res.Gross.Total, table.Subtotal, afterGrants, 1)
	add("Residual value", res.Residual.Total, table.Plain, afterGrants, -1)
	add("Grants", res.Grants.Total, table.Plain, afterGrants, -1)
	add("After grants", res.AfterGrants.Total, table.Subtotal, net, 1)
	add("Savings", res.Savings.Total, table.Plain, net, -1)
	add("Net cost", res.Net.Total, table.Total, table.None, 1)
	add("of gross: labour", res.Labour, table.Memo, table.None, 1)
	if !r.zero(res.Overhead.Total) {
		add("of gross: overhead", res.Overhead.Total, table.Memo, table.None, 1)
	}
	if res.Present != plan.None {
		add("net, present value", res.Present, table.Memo, table.None, 1)
	}
	return t
}

// costTable is a table by year with shares of gross, filled from the top: rows are added with the row they are part of.
type costTable struct {
	*table.Table
	r     *Result
	later bool
	gross num.D
}

func (r *Result) newCostTable(name, title string) *costTable {
	res := r.program.plan.Results
	later := !r.zero(res.Gross.Later) || !r.zero(res.Grants.Later) || !r.zero(res.Savings.Later)
	t := &costTable{Table: &table.Table{Name: name, Title: title}, r: r, later: later}
	t.Columns = r.yearColumns("Cost", r.money(), later, true)
	share := table.NumberColumn("Share", "%")
	share.Places, share.Sums = 1, true
	t.Columns = append(t.Columns, share)
	t.gross, _ = r.value(res.Gross.Total)
	return t
}

// add writes a row and returns its number. Only parts of gross have a share.
func (t *costTable) add(kind table.RowKind, level int, label string, f plan.Flow, sign int, share bool) int {
	cells := t.r.flowCells(label, f, t.later, sign)
	last := table.EmptyCell()
	if share && !t.gross.IsZero() {
		v, _ := t.r.value(f.Total)
		part, _ := v.Mul(num.Int(100))
		if part, ok := part.Div(t.gross); ok {
			last = table.NumberCell(part)
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

// costs is the cost by category and year, down to net.
func (r *Result) costs() *table.Table {
	t := r.newCostTable("costs", "Cost by category and year")
	var parts []int
	for _, c := range r.program.plan.Results.Categories {
		if !r.zero(c.Flow.Total) {
			parts = append(parts, t.add(table.Plain, 0, c.Label, c.Flow, 1, true))
		}
	}
	t.descend(parts, false)
	return t.Table
}

// descend adds the rows from gross to net; steps with nothing to subtract are left out. Detailed, every grant and saving has its row.
func (t *costTable) descend(parts []int, detailed bool) {
	res := t.r.program.plan.Results
	sum := t.add(table.Subtotal, 0, "Gross cost", res.Gross, 1, true)
	t.under(sum, parts...)
	minus := t.less("Residual value", res.Residual)
	minus = append(minus, t.subtracted("Grants", res.Grants, ast.GrantLine, detailed)...)
	if len(minus) > 0 {
		after := t.add(table.Subtotal, 0, "After grants", res.AfterGrants, 1, false)
		t.under(after, append(minus, sum)...)
		sum = after
	}
	if minus := t.subtracted("Savings", res.Savings, ast.SavingLine, detailed); len(minus) > 0 {
		net := t.add(table.Subtotal, 0, "Net cost", res.Net, 1, false)
		t.under(net, append(minus, sum)...)
		sum = net
	}
	t.Rows[sum].Kind = table.Total
}

// subtracted adds what grants or savings take off: in all, or line by line.
func (t *costTable) subtracted(label string, all plan.Flow, kind ast.CostKind, detailed bool) []int {
	if !detailed {
		return t.less(label, all)
	}
	var rows []int
	for _, ln := range t.r.program.plan.Results.Lines {
		if ln.Kind == kind {
			rows = append(rows, t.less(ln.Label, ln.Own)...)
			rows = append(rows, t.less("Overhead: "+ln.Label, ln.Overhead)...)
		}
	}
	return rows
}

// less adds a row that is subtracted, unless there is nothing to subtract.
func (t *costTable) less(label string, f plan.Flow) []int {
	if t.r.zero(f.Total) {
		return nil
	}
	return []int{t.add(table.Plain, 0, label, f, -1, false)}
}

// lines is every line within its category, overhead on a row of its own, then grants and savings.
func (r *Result) lines() *table.Table {
	res := r.program.plan.Results
	t := r.newCostTable("lines", "Cost by line and year")
	var categories []int
	for _, c := range res.Categories {
		if rows := t.categoryLines(c); len(rows) > 0 {
			sum := t.add(table.Subtotal, 0, c.Label, c.Flow, 1, true)
			t.under(sum, rows...)
			categories = append(categories, sum)
		}
	}
	t.descend(categories, true)
	return t.Table
}

func (t *costTable) categoryLines(c plan.CategoryResult) []int {
	var rows []int
	var overhead []plan.LineResult
	for _, ln := range t.r.program.plan.Results.Lines {
		if ln.Kind != ast.CostLine || ln.Category != c.Name {
			continue
		}
		rows = append(rows, t.add(table.Plain, 1, ln.Label, ln.Own, 1, true))
		if !t.r.zero(ln.Overhead.Total) {
			overhead = append(overhead, ln)
		}
	}
	for _, ln := range overhead {
		rows = append(rows, t.add(table.Plain, 1, "Overhead: "+ln.Label, ln.Overhead, 1, true))
	}
	return rows
}

// volumes is teams active, and courses, started and completed, by year.
func (r *Result) volumes() *table.Table {
	res := r.program.plan.Results
	later := false
	for _, c := range res.Courses {
		later = later || !r.zero(c.Completed.Later)
	}
	t := &table.Table{Name: "volumes", Title: "Volumes"}
	t.Columns = r.yearColumns("Volume", "", later, false)
	add := func(label, unit string, f plan.Flow) {
		cells := r.flowCells(label, f, later, 1)
		for i := range cells {
			cells[i].Unit = unit
		}
		t.Rows = append(t.Rows, table.Row{Parent: table.None, Cells: cells})
	}
	for _, team := range res.Teams {
		add("Teams active: "+team.Label, "teams", plan.Flow{Years: team.Active, Later: plan.None, Total: plan.None})
		row := t.Rows[len(t.Rows)-1].Cells
		row[len(row)-1] = table.EmptyCell()
		if later {
			row[len(row)-2] = table.EmptyCell()
		}
	}
	for _, c := range res.Courses {
		add(c.Label+": courses started", "courses", c.Courses)
		add(c.Label+": started", c.Counted.String(), c.Started)
		add(c.Label+": completed", c.Counted.String(), c.Completed)
	}
	return t
}

// hours is hours, full-time equivalents and labour cost per wage.
func (r *Result) hours() *table.Table {
	res := r.program.plan.Results
	t := &table.Table{Name: "hours", Title: "Hours and full-time equivalents"}
	hours, fte, labour := table.NumberColumn("Hours", "hours"), table.NumberColumn("FTE", ""), table.NumberColumn("Labour", r.money())
	hours.Places, fte.Places = 0, 2
	hours.Sums, fte.Sums, labour.Sums = true, true, true
	t.Columns = []table.Column{table.TextColumn("Wage"), hours, fte, labour}
	t.Note = "FTE is the average over the horizon; labour is with pension, without overhead"
	paid := num.Int(0)
	for _, w := range res.Wages {
		if !w.Used {
			continue
		}
		t.Rows = append(t.Rows, table.Row{Cells: []table.Cell{table.TextCell(w.Label), r.cell(w.Hours), r.cell(w.FTE), r.cell(w.Labour)}})
		if v, ok := r.value(w.Labour); ok {
			paid, _ = paid.Add(v)
		}
	}
	if len(t.Rows) == 0 {
		return t
	}
	all, _ := r.value(res.Labour)
	if rest, ok := all.Sub(paid); ok && !rest.Near(num.Int(0)) && !all.Near(paid) {
		t.Rows = append(t.Rows, table.Row{Cells: []table.Cell{table.TextCell("Wages known as money"), table.EmptyCell(), table.EmptyCell(), table.NumberCell(rest)}})
	}
	t.Rows = append(t.Rows, sumRow(t))
	return t
}

// sumRow is the total of all rows; where one is unknown, so is the total.
func sumRow(t *table.Table) table.Row {
	row := table.Row{Kind: table.Total, Parent: table.None, Cells: []table.Cell{table.TextCell("Total")}}
	for col := 1; col < len(t.Columns); col++ {
		total, known := num.Int(0), true
		for i := range t.Rows {
			t.Rows[i].Parent = len(t.Rows)
			c := t.Cell(i, col)
			known = known && (c.Kind == table.Number || t.Cell(i, 1).Kind == table.Empty)
			total, _ = total.Add(c.Value)
		}
		cell := table.EmptyCell()
		if known {
			cell = table.NumberCell(total)
		}
		row.Cells = append(row.Cells, cell)
	}
	return row
}

// payers is what each payer pays by year.
func (r *Result) payers() *table.Table {
	res := r.program.plan.Results
	t := &table.Table{Name: "payers", Title: "Cost by payer and year"}
	if len(res.Payers) == 0 {
		return t
	}
	later := false
	for _, p := range res.Payers {
		later = later || !r.zero(p.Flow.Later)
	}
	t.Columns = r.yearColumns("Payer", r.money(), later, false)
	t.Note = "of the costs whose payer the script names"
	for _, p := range res.Payers {
		t.Rows = append(t.Rows, table.Row{Parent: table.None, Cells: r.flowCells(p.Name, p.Flow, later, 1)})
	}
	return t
}
