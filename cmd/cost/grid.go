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
	named bool // cells say nothing without the head
	width int  // set by fitting
	least int  // below which texts are not squeezed, set by fitting
}

// gridRow is one row: a cell per column, each of one or more lines.
type gridRow struct {
	rule  bool   // a line is drawn above
	sum   bool   // it stands out
	label string // the first cell, also where it is left empty because the row above has the same
	cells []string
}

// gridOf turns a table into text.
func gridOf(t *table.Table, o pageOptions) grid {
	if t.Name == "assumptions" {
		return assumptionGrid(t, o)
	}
	v := t.View(o.style)
	g := grid{title: v.Title, note: v.Note}
	for _, head := range v.Heads {
		g.cols = append(g.cols, gridColumn{head: head.Name, right: head.Right, named: head.Named})
	}
	for _, line := range v.Rows {
		line.Cells[0] = strings.Repeat("  ", line.Level) + line.Cells[0]
		g.rows = append(g.rows, gridRow{rule: line.Rule, sum: line.Sum, label: line.Label, cells: line.Cells})
	}
	return g
}

// withoutEmpty leaves out the columns that no row has anything in.
func (g grid) withoutEmpty() grid {
	var keep []int
	for col := range g.cols {
		if slices.ContainsFunc(g.rows, func(row gridRow) bool { return row.cells[col] != "" }) {
			keep = append(keep, col)
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
		r := gridRow{rule: row.rule, sum: row.sum, label: row.label}
		for _, col := range keep {
			r.cells = append(r.cells, row.cells[col])
		}
		out.rows = append(out.rows, r)
	}
	return out
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
			amount = strings.TrimRight(padLeft(amount, digits)+joined+o.style.Unit(text(unit)), " "+joined)
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
