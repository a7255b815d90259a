package main

import (
	"strings"

	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/table"
	"github.com/costlang/cost/lang/say"
)

// The columns of the table of a tornado that are drawn; the first is the label.
const (
	barLow  = 1
	barHigh = 2
	barEven = 4
)

// The signs of bars, and the columns below which they say nothing.
const (
	barFull  = "█"
	barBase  = "┃"
	leastBar = 12
)

// isTornado reports whether the rows of a table are bars.
func isTornado(t *table.Table) bool { return strings.HasPrefix(t.Name, "tornado_") }

// tornado is a drawing of bars over one scale.
type tornado struct {
	*table.Table
	o         pageOptions
	lines     []table.Line // its rows as they are read
	base      num.D        // the figure as it is
	low, high num.D        // the ends of the scale
	labels    int          // columns of the labels
	numbers   int          // columns at each end of the bars
	bars      int          // columns between
	words     int          // columns of what stands in place of a bar
}

// tornadoOf is the drawing of a table, false where there is no room or nothing to draw.
func tornadoOf(t *table.Table, o pageOptions) (tornado, bool) {
	d := tornado{Table: t, o: o, lines: t.View(o.style).Rows, base: t.Cell(0, barLow).Value}
	d.low, d.high = d.base, d.base
	for row := range t.Rows {
		d.labels = max(d.labels, width(d.lines[row].Label))
		d.reach(row)
	}
	d.labels = min(d.labels, o.width/3)
	d.bars = o.width - d.labels - 2*d.numbers - 3
	room := d.bars >= leastBar && d.bars/2+d.numbers > d.words
	return d, room && t.Cell(0, barLow).Kind == table.Number && d.high.Cmp(d.low) > 0
}

// reach widens the scale and the room for numbers to hold a bar.
func (d *tornado) reach(row int) {
	if !d.hasBar(row) {
		d.words = max(d.words, width(d.text(row, barLow)))
		return
	}
	low, high := d.Cell(row, barLow).Value, d.Cell(row, barHigh).Value
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
	return d.Cell(row, barLow).Kind == table.Number && d.Cell(row, barHigh).Kind == table.Number
}

// text is a cell as it is read, "" where there is none.
func (d *tornado) text(row, col int) string {
	if cells := d.lines[row].Cells; col < len(cells) {
		return cells[col]
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

// draw is the bars on both sides of the figure as it is.
func (d *tornado) draw() string {
	base := d.text(0, barLow)
	middle := d.labels + d.numbers + 2 + d.at(d.base)
	start := max(0, min(middle-width(base)/2, d.o.width-width(base)))
	out := strings.Repeat(" ", start) + base + "\n"
	if target := d.target(); target != "" {
		out = d.o.ink.dim(target) + "\n" + out
	}
	for row := range d.Rows {
		if d.Rows[row].Kind == table.Plain {
			out += d.bar(row)
		}
	}
	return out
}

// target is what the figure is to come to, when it was asked for.
func (d *tornado) target() string {
	if barEven >= len(d.Columns) {
		return ""
	}
	return wrap(d.o.say(say.T("Target: %s", d.text(1, barLow))), d.o.width)
}

// bar is the lines of one param.
func (d *tornado) bar(row int) string {
	label := strings.Split(wrap(d.lines[row].Label, d.labels), "\n")
	out := padRight(label[0], d.labels) + d.besideLabel(row) + "\n"
	for _, line := range label[1:] {
		out += padRight(line, d.labels) + d.baseAlone() + "\n"
	}
	if at := d.text(row, barEven); at != "" {
		even := d.o.say(say.T("break-even: %s", at))
		out += d.o.ink.dim(hanging("  ", even, d.o.width)) + "\n"
	}
	return out
}

// baseAlone is the mark of the figure as it is, with nothing beside it.
func (d *tornado) baseAlone() string {
	return strings.Repeat(" ", d.numbers+2+d.at(d.base)) + barBase
}

// besideLabel is a bar with its ends, or what stands in place of one, on the side that has more room.
func (d *tornado) besideLabel(row int) string {
	low, base := d.text(row, barLow), d.at(d.base)
	switch {
	case d.hasBar(row):
	case base > d.bars/2:
		return padLeft(low, d.numbers+1+base) + " " + barBase
	default:
		return d.baseAlone() + " " + low
	}
	from, to := d.at(d.Cell(row, barLow).Value), d.at(d.Cell(row, barHigh).Value)
	bar := strings.Repeat(barFull, base-from) + barBase + strings.Repeat(barFull, to-base)
	return padLeft(low, d.numbers+1+from) + " " + bar + " " + d.text(row, barHigh)
}
