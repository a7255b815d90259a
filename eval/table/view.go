package table

import (
	"slices"
	"strings"

	"github.com/costlang/cost/lang/say"
)

// View is a table as people read it: texts in one language, numbers as printed, each unit said once, and rows in the order
// in which they are read. What draws a table draws its view.
type View struct {
	Title string // with the unit that all numbers share
	Note  string
	Heads []Head
	Rows  []Line
}

// Head is the heading of a column of a view.
type Head struct {
	Name  string // with the unit that its numbers share, where they differ by column
	Right bool   // its cells are numbers, which stand to the right
	Named bool   // its cells are values, which say nothing without the name
	Col   int    // the column of the table, or None
}

// Line is a row of a view.
type Line struct {
	Cells []string // one per column
	Label string   // the first cell, also where it is left empty because the row above has the same
	Level int      // of indentation of the first cell
	Sum   bool     // it is a sum or what others are compared with
	Rule  bool     // it is the sum of the rows right above it, so that a line belongs between them
	Row   int      // the row of the table
}

// View returns the table as it is read in a style. Columns that no row has anything in are left out. A unit that all numbers
// share stands in the title; units that differ by row have a column of their own; all others stand in the head of their
// column.
func (t *Table) View(style Style) View {
	units := unitsOf(t, style)
	v := View{Title: OneLine(t.Title.In(style.Language)), Note: OneLine(t.Note.In(style.Language))}
	if units.common != "" {
		v.Title += ", " + units.common
	}
	for col := range t.Columns {
		v.Heads = append(v.Heads, Head{units.head(t, col, style), t.isNumeric(col), t.Columns[col].Inline, col})
	}
	for _, row := range t.reading() {
		line := t.line(row, style)
		if units.byRow {
			line.Cells = slices.Insert(line.Cells, 1, units.rows[row])
		}
		v.Rows = append(v.Rows, line)
	}
	if units.byRow {
		v.Heads = slices.Insert(v.Heads, 1, Head{Name: say.T("Unit").In(style.Language), Col: None})
	}
	return v.withoutEmpty()
}

// withoutEmpty leaves out the columns that no row has anything in.
func (v View) withoutEmpty() View {
	var keep []int
	for col := range v.Heads {
		if slices.ContainsFunc(v.Rows, func(line Line) bool { return line.Cells[col] != "" }) {
			keep = append(keep, col)
		}
	}
	out := View{Title: v.Title, Note: v.Note, Heads: chosen(v.Heads, keep)}
	for _, line := range v.Rows {
		line.Cells = chosen(line.Cells, keep)
		out.Rows = append(out.Rows, line)
	}
	return out
}

// chosen is the entries of a list at some places.
func chosen[T any](list []T, places []int) []T {
	out := make([]T, len(places))
	for i, at := range places {
		out[i] = list[at]
	}
	return out
}

// isNumeric reports whether a column holds numbers: a cell of it does, or it has a unit.
func (t *Table) isNumeric(col int) bool {
	for row := range t.Rows {
		if t.Cell(row, col).Kind == Number {
			return !t.Columns[col].Inline
		}
	}
	return t.Columns[col].Unit != ""
}

// reading is the order in which rows are read: a sum of indented rows stands above them, as their heading.
func (t *Table) reading() []int {
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

// line is a row as it is read. What is told beside the sums is indented.
func (t *Table) line(row int, style Style) Line {
	r := t.Rows[row]
	out := Line{Row: row, Level: r.Level, Sum: r.Kind == Subtotal || r.Kind == Total, Rule: t.isSumOfAbove(row)}
	if r.Kind == Memo {
		out.Level++
	}
	for col := range t.Columns {
		out.Cells = append(out.Cells, t.said(row, col, style))
	}
	out.Label = out.Cells[0]
	if t.repeatsLabel(row) {
		out.Cells[0] = "" // the assumption stands on its first line
	}
	return out
}

// repeatsLabel reports whether a row has the label of the one above, in a table whose rows stand in groups.
func (t *Table) repeatsLabel(row int) bool {
	grouped := strings.HasPrefix(t.Name, "vary_") || t.Interleaves()
	return row > 0 && grouped && t.Cell(row-1, 0).Equal(t.Cell(row, 0))
}

func (t *Table) isSumOfAbove(row int) bool {
	if row == 0 {
		return false
	}
	r, above := t.Rows[row], t.Rows[row-1]
	return r.Kind == Total || r.Kind == Subtotal && above.Parent == row && above.Level == r.Level
}

// said is the text of a cell. Numbers told inline have their unit, shares their sign.
func (t *Table) said(row, col int, style Style) string {
	c, column := t.Cell(row, col), t.Columns[col]
	text := t.Text(row, col, style)
	switch {
	case column.Units:
		return style.Unit(text)
	case c.Kind != Number:
		return text
	case column.Inline:
		value, places := c.Printed(column)
		return style.Amount(Amount{Value: value, Places: places, Unit: c.unit(column)})
	case c.unit(column) == "%" && !t.hasUnitColumn():
		return style.Percent(text)
	}
	return text
}
