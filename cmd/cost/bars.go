package main

import (
	"strings"

	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/table"
)

// The columns of the table of a tornado that are drawn, behind the label and the scenario where there is one.
const (
	barLow    = 1
	barHigh   = 2
	barAtLow  = 4
	barAtHigh = 5
	barEven   = 6
)

// The signs of bars, and the columns below which they say nothing.
const (
	barFull  = "█"
	barBase  = "┃"
	leastBar = 10
)

// isTornado reports whether the rows of a table are bars.
func isTornado(t *table.Table) bool { return strings.HasPrefix(t.Name, "tornado_") }

// tornado is a drawing of bars over one scale.
type tornado struct {
	*table.Table
	o         pageOptions
	lines     []table.Line // its rows as they are read
	shift     int          // columns before those that are drawn, but for the first
	bases     []num.D      // by row, the figure as it is under the scenario of the row
	low, high num.D        // the ends of the scale
	labels    int          // columns of the labels
	numbers   int          // columns at each end of the bars
	bars      int          // columns between
	words     int          // columns of what stands in place of a bar
}

// tornadoOf is the drawing of a table, false where there is no room or nothing to draw.
func tornadoOf(t *table.Table, o pageOptions) (tornado, bool) {
	d := tornado{Table: t, o: o, lines: t.View(o.style).Rows}
	if t.Interleaves() {
		d.shift = 1
	}
	if d.cell(0, barLow).Kind != table.Number {
		return d, false
	}
	d.low, d.high = d.cell(0, barLow).Value, d.cell(0, barLow).Value
	d.findBases()
	for row := range t.Rows {
		d.reach(row)
		for _, label := range strings.Split(d.label(row), "\n") {
			d.labels = max(d.labels, width(label))
		}
	}
	d.labels = min(d.labels, o.width/3)
	d.bars = o.width - d.labels - 2*d.numbers - 3
	room := d.bars >= leastBar && d.bars/2+d.numbers > d.words
	return d, room && d.high.Cmp(d.low) > 0
}

// findBases finds the figure as it is for each row: that of its scenario, or where all scenarios have it alike the only one.
func (d *tornado) findBases() {
	of := map[string]num.D{}
	for row := range d.Rows {
		if d.isBase(row) {
			of[d.scenario(row)] = d.cell(row, barLow).Value
		}
	}
	for row := range d.Rows {
		base, own := of[d.scenario(row)]
		if !own {
			base = of[""]
		}
		d.bases = append(d.bases, base)
	}
}

// scenario is the name of the one that a row is under, "" where there is but one or all are alike.
func (d *tornado) scenario(row int) string {
	if d.shift == 0 {
		return ""
	}
	return d.Cell(row, 1).Text.In(d.o.style.Language)
}

// cell is what a row has in one of the columns that are drawn.
func (d *tornado) cell(row, col int) table.Cell { return d.Cell(row, col+d.shift) }

// reach widens the scale and the room for numbers to hold a bar.
func (d *tornado) reach(row int) {
	if !d.hasBar(row) {
		d.words = max(d.words, width(d.text(row, barLow)))
		return
	}
	low, high := d.cell(row, barLow).Value, d.cell(row, barHigh).Value
	if low.Cmp(d.low) < 0 {
		d.low = low
	}
	if high.Cmp(d.high) > 0 {
		d.high = high
	}
	d.numbers = max(d.numbers, width(d.text(row, barLow)), width(d.text(row, barHigh)))
}

// hasBar reports whether a row has both ends of a bar.
func (d *tornado) hasBar(row int) bool {
	return d.cell(row, barLow).Kind == table.Number && d.cell(row, barHigh).Kind == table.Number
}

// text is a cell as it is read, "" where there is none.
func (d *tornado) text(row, col int) string {
	if cells := d.lines[row].Cells; col+d.shift < len(cells) {
		return cells[col+d.shift]
	}
	return ""
}

// at is the column of a value among those of the bars, from 0 on.
func (d *tornado) at(value num.D) int {
	way, _ := value.Sub(d.low)
	all, _ := d.high.Sub(d.low)
	share, _ := way.Div(all)
	columns, _ := share.Mul(num.Int(int64(d.bars - 1)))
	at, _ := columns.Round(0).Int64()
	return int(at)
}
