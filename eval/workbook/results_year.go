package workbook

import (
	"slices"

	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/plan"
	"github.com/costlang/cost/lang/say"
)

// yearTable is a table by year. Whole is the cell that shares are of, with its value.
type yearTable struct {
	key   string
	title say.Phrase
	rows  []*tableRow
	whole whole
}

// whole is what shares are of, or nothing.
type whole struct {
	cell  string
	value num.D
}

// The columns of a table by year: what a row is, its unit, years, what comes after them, the total, and the share of the gross cost.
const firstYear = 2

func (b *builder) laterColumn() int { return firstYear + b.Results.Grid.Years }

func (b *builder) totalColumn() int { return b.laterColumn() + 1 }
func (b *builder) shareColumn() int { return b.totalColumn() + 1 }

// totalOf is the total of a row of a table that begins at a row of the sheet.
func (t *yearTable) totalOf(b *builder, key string, row int) whole {
	const above = 2 // the heading and the names of columns
	i := slices.IndexFunc(t.rows, func(r *tableRow) bool { return r.key == key })
	v, known := b.valueOf(t.rows, i, b.totalColumn())
	if !known || v.IsZero() {
		return whole{}
	}
	return whole{Address{b.results, row + above + i, b.totalColumn()}.Fixed(), v}
}

// layByYear writes a table by year, and gives the next free row. Totals of rows are sums of the row.
func (b *builder) layByYear(row int, t *yearTable) int {
	if len(t.rows) == 0 {
		return row - 1
	}
	s := b.results
	b.say(s, row, 0, t.title, Style{Role: Heading})
	row++
	s.Put(row, 0, text("", Style{Role: Header}))
	b.say(s, row, 1, say.T("Unit"), Style{Role: Header})
	for y := range b.Results.Grid.Years {
		b.say(s, row, firstYear+y, b.yearName(y), Style{Role: Header})
	}
	b.say(s, row, b.laterColumn(), say.T("later"), Style{Role: Header})
	b.say(s, row, b.totalColumn(), say.T("Total"), Style{Role: Header})
	last := b.totalColumn()
	if t.whole.cell != "" {
		last = b.shareColumn()
		b.say(s, row, last, say.T("Share"), Style{Role: Header})
	}
	right(s, row, firstYear, last+1)
	row++
	for i := range t.rows {
		b.layTableRow(t, i, row, row-i)
		row++
	}
	return row
}

// layTableRow writes a row of a table whose first row is given.
func (b *builder) layTableRow(t *yearTable, i, row, first int) {
	s, r, style := b.results, t.rows[i], Style{Indent: t.rows[i].indent}
	if r.sum {
		style.Role = Total
	}
	b.say(s, row, 0, r.label, style)
	s.Put(row, 1, text(b.unitWords(r.unit), Style{Role: Quiet, Over: r.sum}))
	style.Indent, style.Format = 0, b.rowFormat(t.rows, i)
	last := b.laterColumn()
	if r.years {
		last--
	}
	for col := firstYear; col <= last; col++ {
		b.layPart(t, i, Address{s, row, col}, first, style)
	}
	if !r.years {
		style.Bold = true
		sum := "SUM(" + cellAt(row, firstYear) + ":" + cellAt(row, b.laterColumn()) + ")"
		s.Put(row, b.totalColumn(), Cell{Kind: Formula, Text: sum, Style: style, Value: b.storedOf(t.rows, i, b.totalColumn())})
		b.layShare(t, i, row)
	}
	b.recordRow(t, i, row)
}

// layPart writes what a row has in a year or later.
func (b *builder) layPart(t *yearTable, i int, at Address, first int, style Style) {
	r := t.rows[i]
	switch x := b.partOf(r, at.Col); {
	case len(r.parts) > 0:
		sum := rowsOf(first, at.Col, r.parts)
		if len(r.less) > 0 {
			sum += "-" + rowsOf(first, at.Col, r.less)
		}
		at.Sheet.Put(at.Row, at.Col, Cell{Kind: Formula, Text: sum, Style: style, Value: b.storedOf(t.rows, i, at.Col)})
	case r.minus:
		b.subtracted(at, x, style)
	default:
		b.refer(at, x, style)
	}
}

// layShare writes how much of the whole a row is.
func (b *builder) layShare(t *yearTable, i, row int) {
	v, known := b.valueOf(t.rows, i, b.totalColumn())
	if !t.rows[i].share || t.whole.cell == "" || !known {
		return
	}
	share, _ := v.Div(t.whole.value)
	formula := "IF(" + t.whole.cell + "=0,0," + cellAt(row, b.totalColumn()) + "/" + t.whole.cell + ")"
	b.results.Put(row, b.shareColumn(), Cell{Kind: Formula, Text: formula, Style: Style{Format: "0.0%", Over: t.rows[i].sum}, Value: share.String()})
}

// partOf is the step that a row has in a column, None where it has nothing.
func (b *builder) partOf(r *tableRow, col int) plan.Ref {
	switch y := col - firstYear; {
	case r.flow == nil:
		return plan.None
	case col == b.laterColumn():
		return r.flow.Later
	case col == b.totalColumn():
		return r.flow.Total
	case y < len(r.flow.Years):
		return r.flow.Years[y]
	}
	return plan.None
}

// valueOf is what the run has for a row in a column: that of its step, or what its parts come to.
func (b *builder) valueOf(list []*tableRow, i, col int) (num.D, bool) {
	r := list[i]
	if len(r.parts) == 0 {
		v, known := b.Run.Value(b.partOf(r, col))
		if r.minus {
			v = v.Neg()
		}
		return v, known
	}
	sum, all := num.Int(0), true
	add := func(rows []int, sign func(num.D) num.D) {
		for _, j := range rows {
			v, known := b.valueOf(list, j, col)
			sum, _ = sum.Add(sign(v))
			all = all && known
		}
	}
	add(r.parts, func(v num.D) num.D { return v })
	add(r.less, num.D.Neg)
	return sum, all
}

// storedOf is the value of a formula for a row.
func (b *builder) storedOf(list []*tableRow, i, col int) string {
	if v, known := b.valueOf(list, i, col); known {
		return v.String()
	}
	return noValue
}

// rowFormat is the format of what a row has.
func (b *builder) rowFormat(list []*tableRow, i int) string {
	var values []num.D
	for col := firstYear; col <= b.totalColumn(); col++ {
		if v, known := b.valueOf(list, i, col); known {
			values = append(values, v)
		}
	}
	return formatOf(list[i].unit, values)
}

// rowsOf adds some rows of a table in a column, from its first row on.
func rowsOf(first, col int, rows []int) string {
	if len(rows) == 1 {
		return cellAt(first+rows[0], col)
	}
	if last := rows[len(rows)-1]; last-rows[0] == len(rows)-1 {
		return "SUM(" + cellAt(first+rows[0], col) + ":" + cellAt(first+last, col) + ")"
	}
	out := ""
	for i, r := range rows {
		if i > 0 {
			out += ","
		}
		out += cellAt(first+r, col)
	}
	return "SUM(" + out + ")"
}

// subtracted stands a figure with the sign turned.
func (b *builder) subtracted(at Address, x plan.Ref, style Style) {
	if v, ok := b.number(x); ok {
		at.Sheet.Put(at.Row, at.Col, Cell{Kind: Number, Text: v.Neg().String(), Style: style})
		return
	}
	b.later = append(b.later, func() {
		stored := noValue
		if v, known := b.Run.Value(x); known {
			stored = v.Neg().String()
		}
		at.Sheet.Put(at.Row, at.Col, Cell{Kind: Formula, Text: "-" + b.writer(at.Sheet).operand(b.g.of(x)).within(multiplies), Style: style, Value: stored})
	})
}
