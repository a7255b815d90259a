package eval

import (
	"github.com/costlang/cost/eval/explain"
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/plan"
	"github.com/costlang/cost/eval/table"
	"github.com/costlang/cost/eval/unit"
	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/say"
)

// volumes is teams active, and courses, started and completed, by year. A unit that several courses count has its sums as well.
func (r *Result) volumes() *table.Table {
	res := r.program.plan.Results
	later := false
	for _, c := range res.Courses {
		later = later || !r.zero(c.Completed.Later)
	}
	t := &table.Table{Name: "volumes", Title: say.T("Volumes"), Columns: r.yearColumns([]table.Column{table.TextColumn(say.T("Volume")), table.UnitColumn()}, "", later, false)}
	add := func(label say.Phrase, unit string, cells []table.Cell) {
		for i := range cells {
			cells[i].Unit = unit
		}
		cells = append([]table.Cell{table.LabelCell(label), table.TextCell(unit)}, cells...)
		t.Rows = append(t.Rows, table.Row{Parent: table.None, Cells: cells})
	}
	for _, team := range res.Teams {
		add(say.T("Teams active: %s", team.Label), "teams", r.flowCells(plan.Flow{Years: team.Active}, false, 1)[:res.Grid.Years])
	}
	for _, c := range res.Courses {
		add(say.T("%s: courses started", c.Label), "courses", r.flowCells(c.Courses, later, 1))
		add(say.T("%s: started", c.Label), c.Counted.String(), r.flowCells(c.Started, later, 1))
		add(say.T("%s: completed", c.Label), c.Counted.String(), r.flowCells(c.Completed, later, 1))
	}
	for _, u := range r.countedTwice() {
		add(say.T("All courses: started"), u.String(), r.sumOf(u, later, func(c plan.CourseResult) plan.Flow { return c.Started }))
		add(say.T("All courses: completed"), u.String(), r.sumOf(u, later, func(c plan.CourseResult) plan.Flow { return c.Completed }))
	}
	return t
}

// countedTwice lists the units that more than one course counts.
func (r *Result) countedTwice() []unit.Unit {
	var out []unit.Unit
	seen := map[string]int{}
	for _, c := range r.program.plan.Results.Courses {
		if seen[c.Counted.String()]++; seen[c.Counted.String()] == 2 {
			out = append(out, c.Counted)
		}
	}
	return out
}

// sumOf adds a flow of every course that counts a unit.
func (r *Result) sumOf(u unit.Unit, later bool, of func(plan.CourseResult) plan.Flow) []table.Cell {
	var out []table.Cell
	for _, c := range r.program.plan.Results.Courses {
		if !c.Counted.Equal(u) {
			continue
		}
		cells := r.flowCells(of(c), later, 1)
		for i := range out {
			cells[i] = plus(cells[i], out[i], 1)
		}
		out = cells
	}
	return out
}

// hours is hours, full-time equivalents and labour cost per wage, and what `wages` items pay as money.
func (r *Result) hours() *table.Table {
	res := r.program.plan.Results
	t := &table.Table{Name: "hours", Title: say.T("Hours and full-time equivalents")}
	hours, fte, labour := table.NumberColumn(say.T("Hours"), "hours"), table.NumberColumn(say.T("FTE"), ""), table.NumberColumn(say.T("Labour"), r.money())
	hours.Places, fte.Places = 0, r.ftePlaces()
	hours.Sums, fte.Sums, labour.Sums = true, true, true
	t.Columns = []table.Column{table.TextColumn(say.T("Wage")), hours, fte, labour}
	t.Note = say.T("FTE is the average over the horizon; labour is with pension, without overhead")
	for _, w := range res.Wages {
		if w.Used {
			t.Rows = append(t.Rows, table.Row{Cells: []table.Cell{table.TextCell(w.Label), r.cell(w.Hours), r.cell(w.FTE), r.cell(w.Labour)}})
		}
	}
	if row, any := r.paidAsMoney(); any {
		t.Rows = append(t.Rows, row)
	}
	if len(t.Rows) > 0 {
		t.Rows = append(t.Rows, sumRow(t))
	}
	if len(t.Rows) > 0 && r.horizonsDiffer() { // averages over different times have no sum
		t.Rows[len(t.Rows)-1].Cells[2], t.Columns[2].Sums = table.EmptyCell(), false
		t.Note = say.T("FTE is the average over the horizon of each script; labour is with pension, without overhead")
	}
	if len(t.Rows) == 2 && t.Cell(0, 2).Kind == table.Empty { // money alone has no equivalents
		t.Rows[1].Cells[2], t.Note = table.EmptyCell(), say.T("labour is with pension, without overhead")
	}
	return t
}

// horizonsDiffer reports whether the script combines some whose horizon is not its own.
func (r *Result) horizonsDiffer() bool {
	for _, use := range r.program.module.Combined {
		if iv := use.Module.Intervention; iv != nil && iv.Grid != nil && iv.Grid.Length != r.program.plan.Results.Grid.Length {
			return true
		}
	}
	return false
}

// ftePlaces gives small part-time work a third decimal.
func (r *Result) ftePlaces() int {
	small := num.Must("0.05")
	for _, w := range r.program.plan.Results.Wages {
		if v, ok := r.value(w.FTE); ok && w.Used && v.Sign() > 0 && v.Cmp(small) < 0 {
			return 3
		}
	}
	return 2
}

var paidAsMoneyLabel = say.T("Wages known as money")

// paidAsMoney is the hours and labour of `wages` items: what all lines have beyond what wages account for.
func (r *Result) paidAsMoney() (row table.Row, any bool) {
	res := r.program.plan.Results
	labour, hours := r.cell(res.Labour), table.NumberCell(num.Int(0))
	for _, ln := range res.Lines {
		if ln.Kind == ast.CostLine {
			hours = plus(hours, r.cell(ln.Hours), 1)
		}
	}
	for _, w := range res.Wages {
		if w.Used {
			labour, hours = plus(labour, r.cell(w.Labour), -1), plus(hours, r.cell(w.Hours), -1)
		}
	}
	all, _ := r.value(res.Labour)
	if paid, _ := all.Sub(labour.Value); paid.Near(all) {
		return table.Row{}, false
	}
	if hours.Kind == table.Number && hours.Value.Round(20).IsZero() {
		hours = table.EmptyCell()
	}
	return table.Row{Cells: []table.Cell{table.LabelCell(paidAsMoneyLabel), hours, table.EmptyCell(), labour}}, true
}

// plus adds or subtracts a cell; with an unknown one the sum is unknown.
func plus(sum, c table.Cell, sign int) table.Cell {
	if sum.Kind != table.Number || c.Kind != table.Number {
		return table.EmptyCell()
	}
	out := table.NumberCell(num.D{})
	out.Unit, out.Places, out.From = sum.Unit, sum.Places, plusOf(sum, c, sign)
	if sign < 0 {
		c.Value = c.Value.Neg()
	}
	out.Value, _ = sum.Value.Add(c.Value)
	return out
}

// plusOf is the origin of a sum with one more number.
func plusOf(sum, c table.Cell, sign int) *added {
	before, is := sum.From.(*added)
	if !is && sum.Step > 0 {
		before = &added{last: operandOf(explain.Plus, sum, "")}
	}
	next := operandOf(explain.Plus, c, "")
	if sign < 0 {
		next.sign = explain.Minus
	}
	return &added{before, next}
}

// sumRow is the total of all rows. Hours and equivalents of money alone are left out of it; where a wage's are unknown, so is the total.
func sumRow(t *table.Table) table.Row {
	row := table.Row{Kind: table.Total, Parent: table.None, Cells: []table.Cell{table.LabelCell(say.T("Total"))}}
	wages := len(t.Rows)
	if t.Cell(wages-1, 2).Kind == table.Empty && t.Cell(wages-1, 0).Text.Equal(paidAsMoneyLabel) {
		wages--
	}
	for col := 1; col < len(t.Columns); col++ {
		total := table.NumberCell(num.Int(0))
		for i := range t.Rows {
			t.Rows[i].Parent = len(t.Rows)
			if c := t.Cell(i, col); i < wages || c.Kind == table.Number {
				total = plus(total, c, 1)
			}
		}
		row.Cells = append(row.Cells, total)
	}
	return row
}

// payers is what each payer pays by year, and what no payer is named for, down to the net cost.
func (r *Result) payers() *table.Table {
	res := r.program.plan.Results
	t := &table.Table{Name: "payers", Title: say.T("Net cost by payer and year")}
	if len(res.Payers) == 0 {
		return t
	}
	later := !r.zero(res.Net.Later)
	for _, p := range res.Payers {
		later = later || !r.zero(p.Flow.Later)
	}
	t.Columns = r.yearColumns([]table.Column{table.TextColumn(say.T("Payer"))}, r.money(), later, true)
	net := r.flowCells(res.Net, later, 1)
	rest := append([]table.Cell(nil), net...)
	add := func(label say.Phrase, kind table.RowKind, parent int, cells []table.Cell) {
		t.Rows = append(t.Rows, table.Row{Kind: kind, Parent: parent, Cells: append([]table.Cell{table.LabelCell(label)}, cells...)})
	}
	total := len(res.Payers) + 1
	for _, p := range res.Payers {
		cells := r.flowCells(p.Flow, later, 1)
		for i := range rest {
			rest[i] = plus(rest[i], cells[i], -1)
		}
		add(say.Verbatim(p.Name), table.Plain, total, cells)
	}
	add(say.T("not named"), table.Plain, total, rest)
	add(say.T("Net cost"), table.Total, table.None, net)
	return t
}
