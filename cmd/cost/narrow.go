package main

import (
	"slices"
	"strings"
)

// leastText is the columns below which texts of a table are no longer read with ease.
const leastText = 10

// readable reports whether blocks fit in columns with no text squeezed too far and, where there are several, more than one number
// in each row.
func readable(parts []grid, natural grid, columns int) bool {
	if len(parts) > 1 && len(parts[0].cols) == parts[0].keys()+1 {
		return false
	}
	keys := natural.keys()
	next := keys
	for _, part := range parts {
		if part.total() > columns || part.squeezed(natural, keys, next) {
			return false
		}
		next += len(part.cols) - keys
	}
	return true
}

// squeezed reports whether a text of a block is squeezed too far. Behind its keys the block has the columns from next on.
func (g grid) squeezed(natural grid, keys, next int) bool {
	for col, c := range g.cols {
		if col >= keys {
			col += next - keys
		}
		if !c.right && c.width < max(min(leastText, natural.widest(col)), natural.leastWidth(col)) {
			return true
		}
	}
	return false
}

// leastWidth is the columns below which words of a column are broken, but for words longer than most are.
func (g grid) leastWidth(col int) int {
	const longWord = 30
	most := longestWord(g.cols[col].head)
	for _, row := range g.rows {
		for line := range strings.SplitSeq(row.cells[col], "\n") {
			indent := width(line) - width(strings.TrimLeft(line, " "))
			most = max(most, indent+longestWord(line))
		}
	}
	return min(most, longWord)
}

// widest is the columns that the cells of a column take.
func (g grid) widest(col int) int {
	most := 0
	for _, row := range g.rows {
		most = max(most, widest(row.cells[col]))
	}
	return most
}

// keys is the number of texts that a row begins with.
func (g grid) keys() int {
	n := 0
	for n < len(g.cols) && !g.cols[n].right {
		n++
	}
	return n
}

// records draws a grid that has no room for columns: each row by itself, with its cells below each other.
func (g grid) records(columns int, ink ink) string {
	keys := max(1, min(g.keys(), len(g.cols)-1))
	var out strings.Builder
	for _, row := range g.rows {
		text := g.record(row, keys, columns)
		if row.sum {
			text = ink.bold(text)
		}
		out.WriteString(text + "\n")
	}
	return out.String()
}

// record is a row: what it is, and a line for each of its other cells. An only number stands beside what it is where it fits.
func (g grid) record(row gridRow, keys, columns int) string {
	label := row.called(keys)
	rest := g.cols[keys:]
	if len(rest) == 1 && rest[0].right {
		return strings.Join(beside(label, padLeft(row.cells[keys], g.widest(keys)), columns-gap-g.widest(keys), gap, columns), "\n")
	}
	lines := []string{wrap(label, columns)}
	for col, cell := range row.cells[keys:] {
		if cell != "" {
			lines = append(lines, g.field(keys+col, cell, keys, columns))
		}
	}
	return strings.Join(lines, "\n")
}

// called is what a row is about by itself, without the rows above it.
func (row gridRow) called(keys int) string {
	texts := slices.Clone(row.cells[:keys])
	if texts[0] == "" {
		texts[0] = row.label
	}
	return strings.TrimRight(strings.Join(filled(texts), ", "), " ")
}

// filled is the texts that are not empty.
func filled(texts []string) []string {
	var out []string
	for _, text := range texts {
		if strings.TrimSpace(text) != "" {
			out = append(out, text)
		}
	}
	return out
}

// field is a cell behind the head of its column, or below it.
func (g grid) field(col int, cell string, keys, columns int) string {
	const indent = "  "
	if g.cols[col].named {
		cell = g.cols[col].head + ": " + cell
	}
	if !g.cols[col].right {
		return fieldLines(indent, cell, columns)
	}
	head := indent + g.cols[col].head + strings.Repeat(" ", narrowGap)
	if room := min(columns, g.fields(keys)) - width(head); room >= width(cell) {
		return head + padLeft(cell, room)
	}
	return wrap(indent+g.cols[col].head, columns) + "\n" + wrap(indent+indent+cell, columns)
}

// fieldLines are the lines of a text, without the blanks that line up what would stand below each other in a table.
func fieldLines(indent, text string, columns int) string {
	var out []string
	for line := range strings.SplitSeq(text, "\n") {
		out = append(out, hanging(indent, strings.TrimLeft(line, " "), columns))
	}
	return strings.Join(out, "\n")
}

// fields is the columns that the numbers of records take with their heads.
func (g grid) fields(keys int) int {
	heads, digits := 0, 0
	for col, c := range g.cols {
		if c.right && col >= keys {
			heads, digits = max(heads, width(c.head)), max(digits, g.widest(col))
		}
	}
	return gap + heads + narrowGap + digits
}
