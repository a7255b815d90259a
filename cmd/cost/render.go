package main

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"
)

// draw writes a fitted grid: heads, a thin line, rows, and a thin line above sums. No line ends in blanks, so that a copy
// of it is clean.
func draw(g grid) string {
	p := &pen{cols: g.cols, gap: strings.Repeat(" ", g.gap)}
	rule := strings.Repeat("─", g.total()) + "\n"
	heads := make([]string, len(g.cols))
	for i, c := range g.cols {
		heads[i] = c.head
	}
	p.heads(heads)
	p.out.WriteString(rule)
	for i, row := range g.rows {
		if row.rule && i > 0 {
			p.out.WriteString(rule)
		}
		p.row(row.cells)
	}
	return p.out.String()
}

// pen writes rows of cells under each other, by the widths of their columns.
type pen struct {
	cols []gridColumn
	gap  string
	out  bytes.Buffer
}

// heads writes texts that end on the same line.
func (p *pen) heads(texts []string) {
	cells, height := p.wrapped(texts)
	for i, cell := range cells {
		cells[i] = append(make([]string, height-len(cell)), cell...)
	}
	p.write(cells, height)
}

// row writes texts that begin on the same line.
func (p *pen) row(texts []string) { p.write(p.wrapped(texts)) }

// wrapped is the lines of each text, and the most lines that one has.
func (p *pen) wrapped(texts []string) (cells [][]string, height int) {
	cells = make([][]string, len(texts))
	for i, text := range texts {
		cells[i] = strings.Split(wrap(strings.ReplaceAll(text, "\t", "    "), p.cols[i].width), "\n")
		height = max(height, len(cells[i]))
	}
	return cells, height
}

// write draws the lines of cells beside each other.
func (p *pen) write(cells [][]string, height int) {
	for at := range height {
		start := p.out.Len()
		for i, cell := range cells {
			if i > 0 {
				p.out.WriteString(p.gap)
			}
			text := ""
			if at < len(cell) {
				text = cell[at]
			}
			p.cell(p.cols[i], text)
		}
		p.out.Truncate(start + len(bytes.TrimRight(p.out.Bytes()[start:], " ")))
		p.out.WriteByte('\n')
	}
}

// cell writes one line of a cell: numbers stand to the right.
func (p *pen) cell(c gridColumn, text string) {
	if !c.right {
		p.out.WriteString(text)
	}
	for range c.width - seen(text) {
		p.out.WriteByte(' ')
	}
	if c.right {
		p.out.WriteString(text)
	}
}

// seen is the columns that a line takes on a screen, where an accent written by itself stands on the letter before it.
func seen(line string) int {
	n := utf8.RuneCountInString(line)
	if n == len(line) {
		return n
	}
	for _, r := range line {
		if unicode.Is(unicode.Mn, r) {
			n--
		}
	}
	return n
}
