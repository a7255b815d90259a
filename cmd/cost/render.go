package main

import (
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"
)

// calm is the style of every table: a thin line under the heads and above sums, and nothing else.
func calm(gap int) table.Style {
	rule := "─"
	return table.Style{
		Name: "calm",
		Box: table.BoxStyle{
			MiddleHorizontal: rule, MiddleSeparator: rule, LeftSeparator: rule, RightSeparator: rule,
			TopSeparator: rule, BottomSeparator: rule, PaddingRight: strings.Repeat(" ", gap),
		},
		Options: table.Options{SeparateHeader: true},
	}
}

// draw writes a fitted grid. No line ends in blanks, so that a copy of it is clean.
func draw(g grid, ink ink) string {
	w := table.NewWriter()
	w.SetStyle(calm(g.gap))
	w.SetColumnConfigs(g.configs())
	w.AppendHeader(g.header())
	for _, row := range g.rows {
		if row.rule {
			w.AppendSeparator()
		}
		w.AppendRow(g.wrapped(row))
	}
	drawn := trimmed(w.Render(), g.total())
	if ink {
		return g.inked(drawn, ink)
	}
	return drawn
}

// inked makes the lines of sums bold.
func (g grid) inked(drawn string, ink ink) string {
	lines := strings.Split(drawn, "\n")
	at := height(g.header()) + 1
	for _, row := range g.rows {
		if row.rule {
			at++
		}
		for end := at + height(g.wrapped(row)); at < end; at++ {
			if row.sum {
				lines[at] = ink.bold(lines[at])
			}
		}
	}
	return strings.Join(lines, "\n")
}

// height is the number of lines that a row takes.
func height(row table.Row) int {
	most := 1
	for _, cell := range row {
		most = max(most, strings.Count(cell.(string), "\n")+1)
	}
	return most
}

func (g grid) configs() []table.ColumnConfig {
	out := make([]table.ColumnConfig, len(g.cols))
	for i, c := range g.cols {
		out[i] = table.ColumnConfig{
			Number: i + 1, WidthMin: c.width, WidthMax: c.width, WidthMaxEnforcer: asWrapped,
			VAlignHeader: text.VAlignBottom, Align: text.AlignLeft, AlignHeader: text.AlignLeft,
		}
		if c.right {
			out[i].Align, out[i].AlignHeader = text.AlignRight, text.AlignRight
		}
	}
	return out
}

// asWrapped leaves lines as they are: they fit already, and their indents stay.
func asWrapped(text string, _ int) string { return text }

func (g grid) header() table.Row {
	out := make(table.Row, len(g.cols))
	for i, c := range g.cols {
		out[i] = wrap(c.head, c.width)
	}
	return out
}

func (g grid) wrapped(row gridRow) table.Row {
	out := make(table.Row, len(row.cells))
	for i, cell := range row.cells {
		out[i] = wrap(cell, g.cols[i].width)
	}
	return out
}

// trimmed cuts what goes beyond the last column, and blanks at the ends of lines.
func trimmed(drawn string, columns int) string {
	var out strings.Builder
	for line := range strings.SplitSeq(drawn, "\n") {
		out.WriteString(strings.TrimRight(line[:runes(line, columns)], " ") + "\n")
	}
	return out.String()
}
