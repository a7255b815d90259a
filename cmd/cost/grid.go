package main

import (
	"slices"
	"strings"

	"github.com/costlang/cost/eval/table"
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
func gridOf(t *table.Table, columns int) grid {
	if t.Name == "assumptions" {
		return assumptionGrid(t, columns)
	}
	units := unitsOf(t)
	g := grid{title: t.Title, note: t.Note}
	if units.common != "" {
		g.title += ", " + units.common
	}
	for col := range t.Columns {
		g.cols = append(g.cols, gridColumn{head: units.head(t, col), right: isNumeric(t, col)})
	}
	for _, row := range reading(t) {
		cells := gridCells(t, row)
		if units.byRow {
			cells = slices.Insert(cells, 1, units.rows[row])
		}
		g.rows = append(g.rows, gridRow{rule: isSum(t, row), cells: cells})
	}
	if units.byRow {
		g.cols = slices.Insert(g.cols, 1, gridColumn{head: unitColumn})
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
			return true
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
func gridCells(t *table.Table, row int) []string {
	out := make([]string, len(t.Columns))
	for col := range out {
		out[col] = t.Text(row, col, table.English())
		if name := t.Columns[col].Name; name == unitColumn || name == pointColumn {
			out[col] = shownUnit(out[col])
		}
		if out[col] != "" && t.Cell(row, col).Kind == table.Number && unitOf(t, row, col) == "%" && !hasUnitColumn(t) {
			out[col] += "%"
		}
	}
	if row > 0 && strings.HasPrefix(t.Name, "vary_") && t.Cell(row-1, 0).Text == t.Cell(row, 0).Text {
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

// assumptionGrid shows name, value and range of an assumption, and beside them what it is and where it comes from.
func assumptionGrid(t *table.Table, columns int) grid {
	const name, label, value, unit, limits, source = 0, 1, 2, 3, 4, 5
	g := grid{title: t.Title, note: t.Note, cols: []gridColumn{{head: "Name"}, {head: "Value"}, {head: "Range"}, {head: "What it is, and the source"}}}
	digits := 0
	for row := range t.Rows {
		if t.Cell(row, value).Kind == table.Number {
			digits = max(digits, width(t.Text(row, value, table.English())))
		}
	}
	for row := range t.Rows {
		text := func(col int) string { return t.Text(row, col, table.English()) }
		amount := text(value)
		if t.Cell(row, value).Kind == table.Number {
			amount = strings.TrimRight(padLeft(amount, digits)+" "+shownUnit(text(unit)), " ")
		}
		what := strings.TrimLeft(text(label)+"\n  "+text(source), "\n ")
		g.rows = append(g.rows, gridRow{cells: []string{text(name), amount, text(limits), what}})
	}
	if columns < besideWidth {
		return g.stacked()
	}
	return g.withoutEmpty()
}

// besideWidth is the columns from which on there is room for what an assumption is beside its value.
const besideWidth = 70

// stacked puts what an assumption is below its name, and its range below its value.
func (g grid) stacked() grid {
	out := grid{title: g.title, note: g.note, cols: []gridColumn{{head: "Assumption"}, {head: "Value, range"}}}
	lines := func(texts ...string) string { return strings.Trim(strings.Join(texts, "\n"), "\n") }
	for _, row := range g.rows {
		c := row.cells
		out.rows = append(out.rows, gridRow{cells: []string{lines(c[0], c[3]), lines(c[1], c[2])}})
	}
	return out
}
