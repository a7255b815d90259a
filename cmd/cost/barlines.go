package main

import (
	"strings"

	"github.com/costlang/cost/eval/table"
	"github.com/costlang/cost/lang/say"
)

// draw is the bars on both sides of the figure as it is.
func (d *tornado) draw() string {
	out, target := "", ""
	for row := range d.Rows {
		if d.startsGroup(row) {
			out += d.heading(row)
		}
		switch {
		case d.isTarget(row):
			target += d.o.ink.dim(d.targetLine(row)) + "\n"
		case d.isBase(row) && d.shift == 0:
			out += d.baseLine(row) + "\n"
		default:
			out += d.bar(row)
		}
	}
	note := d.o.say(say.T("with each assumption: what it is at the left and at the right end of its bar"))
	return target + out + d.o.ink.dim(wrap("("+note+")", d.o.width)) + "\n"
}

// isBase reports whether a row is the figure as it is, isTarget whether it is what the figure is to come to.
func (d *tornado) isBase(row int) bool {
	return d.Rows[row].Kind != table.Plain && d.lines[row].Label == d.lines[0].Label
}

func (d *tornado) isTarget(row int) bool { return d.Rows[row].Kind != table.Plain && !d.isBase(row) }

// startsGroup reports whether a row is the first of those of an assumption under several scenarios.
func (d *tornado) startsGroup(row int) bool {
	return d.shift > 0 && !d.isTarget(row) && (row == 0 || d.lines[row-1].Label != d.lines[row].Label)
}

// heading is what stands above a group: the assumption, and what all scenarios have alike of its values at the ends and its break-even.
func (d *tornado) heading(row int) string {
	label := d.lines[row].Label
	if ends := d.ends(row); ends != "" && d.alike(row, d.ends) {
		label += ", " + ends
	}
	out := wrap(label, d.o.width) + "\n"
	if even := d.even(row); even != "" && d.alike(row, d.even) {
		out += d.o.ink.dim(hanging("  ", even, d.o.width)) + "\n"
	}
	return out
}

// alike reports whether a text is the same for all rows of a group that have a bar.
func (d *tornado) alike(row int, text func(row int) string) bool {
	for other := range d.Rows {
		if d.lines[other].Label == d.lines[row].Label && d.hasBar(other) && text(other) != text(row) {
			return false
		}
	}
	return d.shift > 0
}

// even says where a bar comes to the target, "" where none is asked for.
func (d *tornado) even(row int) string {
	at := d.text(row, barEven)
	if at == "" {
		return ""
	}
	return d.o.say(say.T("break-even: %s", at))
}

// ends is the values of an assumption at both ends of its bar.
func (d *tornado) ends(row int) string {
	if !d.hasBar(row) {
		return ""
	}
	return d.o.say(say.T("%s to %s", d.text(row, barAtLow), d.text(row, barAtHigh)))
}

// label is what stands left of a bar, on one line or more: the assumption, or in a group the scenario.
func (d *tornado) label(row int) string {
	label, ends := d.lines[row].Label, d.ends(row)
	if d.shift > 0 {
		label = "  " + d.scenario(row)
		if d.alike(row, d.ends) {
			ends = ""
		}
	}
	if ends != "" {
		label += "\n" + d.indent() + ends
	}
	return label
}

// indent is what stands before all but the first line of a label.
func (d *tornado) indent() string { return strings.Repeat("  ", d.shift+1) }

// targetLine is what the figure is to come to, with its unit, and where it is not the same under all scenarios under which.
func (d *tornado) targetLine(row int) string {
	cell, column := d.cell(row, barLow), d.Columns[barLow+d.shift]
	value, places := cell.Printed(column)
	target := table.Amount{Value: value, Places: places, Unit: column.Unit}
	line := d.o.say(say.T("Target: %s", target))
	if scenario := d.scenario(row); scenario != "" {
		line = scenario + ": " + line
	}
	return wrap(line, d.o.width)
}

// baseLine is the figure as it is above its mark.
func (d *tornado) baseLine(row int) string {
	base := d.text(row, barLow)
	middle := d.labels + d.numbers + 2 + d.at(d.bases[row])
	start := max(0, min(middle-width(base)/2, d.o.width-width(base)))
	return strings.Repeat(" ", start) + base
}

// bar is the lines of one param, or of one scenario in a group.
func (d *tornado) bar(row int) string {
	var label []string
	for _, line := range strings.Split(d.label(row), "\n") {
		label = append(label, strings.Split(wrap(line, d.labels), "\n")...)
	}
	out := padRight(label[0], d.labels) + d.besideLabel(row) + "\n"
	for _, line := range label[1:] {
		out += padRight(line, d.labels) + d.baseAlone(row) + "\n"
	}
	if even := d.even(row); even != "" && !d.alike(row, d.even) {
		out += d.breakEven(row, even)
	}
	return out
}

// breakEven is the line that says where a bar comes to the target. The mark of the figure as it is goes on beside it, where it has room.
func (d *tornado) breakEven(row int, even string) string {
	text := hanging(d.indent(), even, d.o.width)
	if room := d.labels + width(d.baseAlone(row)) - 2; !strings.Contains(text, "\n") && width(text) <= room {
		return d.o.ink.dim(padRight(text, room+1)) + barBase + "\n"
	}
	return d.o.ink.dim(text) + "\n"
}

// baseAlone is the mark of the figure as it is, with nothing beside it.
func (d *tornado) baseAlone(row int) string {
	return strings.Repeat(" ", d.numbers+2+d.at(d.bases[row])) + barBase
}

// besideLabel is a bar with its ends, or what stands in place of one, on the side that has more room.
func (d *tornado) besideLabel(row int) string {
	low, base := d.text(row, barLow), d.at(d.bases[row])
	switch {
	case d.hasBar(row):
	case base > d.bars/2:
		return padLeft(low, d.numbers+1+base) + " " + barBase
	default:
		return d.baseAlone(row) + " " + low
	}
	from, to := d.at(d.cell(row, barLow).Value), d.at(d.cell(row, barHigh).Value)
	bar := strings.Repeat(barFull, base-from) + barBase + strings.Repeat(barFull, to-base)
	return padLeft(low, d.numbers+1+from) + " " + bar + " " + d.text(row, barHigh)
}
