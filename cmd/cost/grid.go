package main

import (
	"slices"
	"strings"

	"github.com/costlang/cost/eval/table"
	"github.com/costlang/cost/lang/say"
)

// grid is a table as text, before it is fitted to a width and drawn.
type grid struct {
	title, note string
	cols        []gridColumn
	rows        []gridRow
	gap         int // blanks between columns, set by fitting
}

// gridColumn says what the cells of a column have in common.
type gridColumn struct {
	head  string
	right bool // numbers stand to the right
	width int  // set by fitting
}

// gridRow is one row: a cell per column, each of one or more lines.
type gridRow struct {
	rule  bool // a line is drawn above
	cells []string
}

// gridOf turns a table into text. A unit that all numbers share stands in the title; units that differ by row have a
// column of their own; all others stand in the head of their column.
func gridOf(t *table.Table, o pageOptions) grid {
	if t.Name == "assumptions" {
		return assumptionGrid(t, o)
	}
	units := unitsOf(t, o.style)
	g := grid{title: o.say(t.Title), note: o.say(t.Note)}
	if units.common != "" {
		g.title += ", " + units.common
	}
	for col := range t.Columns {
		g.cols = append(g.cols, gridColumn{head: units.head(t, col, o.style), right: isNumeric(t, col)})
	}
	for _, row := range reading(t) {
		cells := gridCells(t, row, o.style)
		if units.byRow {
			cells = slices.Insert(cells, 1, units.rows[row])
		}
		g.rows = append(g.rows, gridRow{rule: isSum(t, row), cells: cells})
	}
	if units.byRow {
		g.cols = slices.Insert(g.cols, 1, gridColumn{head: o.say(say.T("Unit"))})
	}
	return g.withoutEmpty()
}

// withoutEmpty leaves out the columns that no row has anything in.
func (g grid) withoutEmpty() grid {
	var keep []int
	for col := range g.cols {
		for _, row := range g.rows {
			if row.cells[col] != "" {
				keep = append(keep, col)
				break
			}
		}
	}
	return g.only(keep)
}

// only returns the grid with some of its columns.
func (g grid) only(keep []int) grid {
	out := grid{title: g.title, note: g.note, gap: g.gap}
	for _, col := range keep {
		out.cols = append(out.cols, g.cols[col])
	}
	for _, row := range g.rows {
		r := gridRow{rule: row.rule}
		for _, col := range keep {
			r.cells = append(r.cells, row.cells[col])
		}
		out.rows = append(out.rows, r)
	}
	return out
}

// isNumeric reports whether a column holds numbers: a cell of it does, or it has a unit.
func isNumeric(t *table.Table, col int) bool {
	for row := range t.Rows {
		if t.Cell(row, col).Kind == table.Number {
			return !t.Columns[col].Inline
		}
	}
	return t.Columns[col].Unit != ""
}

// reading is the order in which rows are read: a sum of indented rows stands above them, as their heading.
func reading(t *table.Table) []int {
	var out []int
	for row, r := range t.Rows {
		at := len(out)
		for at > 0 && t.Rows[out[at-1]].Parent == row && t.Rows[out[at-1]].Level > r.Level {
			at--
		}
		out = slices.Insert(out, at, row)
	}
	return out
}

// isSum reports whether a row is the sum of those right above it, so that a line belongs between them.
func isSum(t *table.Table, row int) bool {
	if row == 0 {
		return false
	}
	r, above := t.Rows[row], t.Rows[row-1]
	return r.Kind == table.Total || r.Kind == table.Subtotal && above.Parent == row && above.Level == r.Level
}

// gridCells are the texts of a row. Parts and what is told beside the sums are indented.
func gridCells(t *table.Table, row int, style table.Style) []string {
	out := make([]string, len(t.Columns))
	for col := range out {
		out[col] = gridCell(t, row, col, style)
	}
	if row > 0 && strings.HasPrefix(t.Name, "vary_") && t.Cell(row-1, 0).Text.Equal(t.Cell(row, 0).Text) {
		out[0] = "" // the assumption stands on its first line
	}
	r := t.Rows[row]
	level := r.Level
	if r.Kind == table.Memo {
		level++
	}
	out[0] = strings.Repeat("  ", level) + out[0]
	return out
}

// gridCell is the text of a cell. Numbers told inline have their unit, shares their sign.
func gridCell(t *table.Table, row, col int, style table.Style) string {
	c, column := t.Cell(row, col), t.Columns[col]
	text := t.Text(row, col, style)
	switch {
	case column.Units:
		return style.Unit(text)
	case c.Kind != table.Number:
		return text
	case column.Inline:
		value, places := c.Printed(column)
		return style.Amount(table.Amount{Value: value, Places: places, Unit: unitOf(t, row, col)})
	case unitOf(t, row, col) == "%" && !hasUnitColumn(t):
		return style.Percent(text)
	}
	return text
}

// assumptionGrid shows name, value and range of an assumption, and beside them what it is and where it comes from.
func assumptionGrid(t *table.Table, o pageOptions) grid {
	const name, label, value, unit, limits, source = 0, 1, 2, 3, 4, 5
	g := grid{title: o.say(t.Title), note: o.say(t.Note)}
	for _, head := range []say.Phrase{say.T("Name"), say.T("Value"), say.T("Range"), say.T("What it is, and the source")} {
		g.cols = append(g.cols, gridColumn{head: o.say(head)})
	}
	digits := 0
	for row := range t.Rows {
		if t.Cell(row, value).Kind == table.Number {
			digits = max(digits, width(t.Text(row, value, o.style)))
		}
	}
	for row := range t.Rows {
		text := func(col int) string { return t.Text(row, col, o.style) }
		amount := text(value)
		if t.Cell(row, value).Kind == table.Number {
			amount = strings.TrimRight(padLeft(amount, digits)+" "+o.style.Unit(text(unit)), " ")
		}
		what := strings.TrimLeft(text(label)+"\n  "+text(source), "\n ")
		g.rows = append(g.rows, gridRow{cells: []string{text(name), amount, text(limits), what}})
	}
	if o.width < besideWidth {
		return g.stacked(o)
	}
	return g.withoutEmpty()
}

// besideWidth is the columns from which on there is room for what an assumption is beside its value.
const besideWidth = 70

// stacked puts what an assumption is below its name, and its range below its value.
func (g grid) stacked(o pageOptions) grid {
	out := grid{title: g.title, note: g.note, cols: []gridColumn{{head: o.say(say.T("Assumption"))}, {head: o.say(say.T("Value, range"))}}}
	lines := func(texts ...string) string { return strings.Trim(strings.Join(texts, "\n"), "\n") }
	for _, row := range g.rows {
		c := row.cells
		out.rows = append(out.rows, gridRow{cells: []string{lines(c[0], c[3]), lines(c[1], c[2])}})
	}
	return out
}
