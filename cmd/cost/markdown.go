package main

import "strings"

// markdownText lays out the Markdown of the manual as text: headings, paragraphs and lists wrapped to columns, tables drawn,
// and blocks of code indented as they are. Code within a line keeps its marks.
func markdownText(text string, columns int) string {
	m := &markdown{lines: strings.Split(text, "\n"), columns: columns}
	var out []string
	for m.at < len(m.lines) {
		if part := m.part(); part != "" {
			out = append(out, part)
		}
	}
	return strings.Join(out, "\n")
}

// markdown reads a text by lines.
type markdown struct {
	lines   []string
	at      int
	columns int
}

const (
	codeFence  = "```"
	codeIndent = "    "
	saidTag    = "output" // of blocks of what the program says, which is wrapped
)

// part reads and lays out what the next line begins. It is "" for an empty line, and else ends with its line.
func (m *markdown) part() string {
	line := m.lines[m.at]
	switch {
	case line == "":
		m.at++
		return ""
	case strings.HasPrefix(line, codeFence):
		return m.code()
	case strings.HasPrefix(line, "#"):
		m.at++
		return wrap(inline(strings.TrimLeft(line, "# ")), m.columns) + "\n"
	case strings.HasPrefix(line, "|"):
		return m.table()
	case strings.HasPrefix(line, "- "):
		return m.list()
	}
	return m.paragraph()
}

// while reads lines as long as they begin as is asked.
func (m *markdown) while(goesOn func(line string) bool) []string {
	start := m.at
	for m.at < len(m.lines) && goesOn(m.lines[m.at]) {
		m.at++
	}
	return m.lines[start:m.at]
}

func (m *markdown) code() string {
	said := m.lines[m.at] == codeFence+saidTag
	m.at++
	body := m.while(func(line string) bool { return !strings.HasPrefix(line, codeFence) })
	m.at++
	if said {
		body = saidLines(body, m.columns-width(codeIndent))
	}
	out := ""
	for _, line := range body {
		out += strings.TrimRight(codeIndent+line, " ") + "\n"
	}
	return out
}

// saidLines wraps diagnostics to columns, all but the excerpts of scripts. Help goes on below its text.
func saidLines(lines []string, columns int) []string {
	var out []string
	hang := ""
	for _, line := range lines {
		mark, text := hang, strings.TrimPrefix(line, hang)
		if head, help, ok := strings.Cut(line, ": "); ok && strings.HasPrefix(strings.TrimLeft(head, " "), "= ") {
			mark, text = head+": ", help
			hang = strings.Repeat(" ", width(mark))
		}
		switch bare := strings.TrimLeft(line, " 0123456789"); {
		case strings.HasPrefix(bare, "|") || strings.HasPrefix(bare, "-->") || strings.HasPrefix(bare, ":::"):
			out = append(out, line)
		case line == "" || !strings.HasPrefix(line, hang) && mark == hang:
			hang = ""
			out = append(out, wrap(line, columns))
		default:
			out = append(out, hanging(mark, text, columns))
		}
	}
	return strings.Split(strings.Join(out, "\n"), "\n")
}

func (m *markdown) list() string {
	var items []string
	for _, line := range m.while(func(line string) bool { return strings.HasPrefix(line, "- ") || strings.HasPrefix(line, "  ") }) {
		if text, begins := strings.CutPrefix(line, "- "); begins {
			items = append(items, text)
		} else {
			items[len(items)-1] += " " + strings.TrimSpace(line)
		}
	}
	out := ""
	for _, text := range items {
		out += hanging("- ", inline(text), m.columns) + "\n"
	}
	return out
}

func (m *markdown) paragraph() string {
	lines := m.while(func(line string) bool {
		return line != "" && !strings.HasPrefix(line, codeFence) && !strings.HasPrefix(line, "- ") && line[0] != '|' && line[0] != '#'
	})
	return wrap(inline(strings.Join(lines, " ")), m.columns) + "\n"
}

// table draws a table whose second line is the rule below the heads.
func (m *markdown) table() string {
	rows := m.while(func(line string) bool { return strings.HasPrefix(line, "|") })
	g := grid{}
	for i, row := range rows {
		cells := tableCells(row)
		switch {
		case i == 0:
			for _, head := range cells {
				g.cols = append(g.cols, gridColumn{head: head})
			}
		case i > 1:
			g.rows = append(g.rows, gridRow{cells: append(cells, make([]string, len(g.cols))...)[:len(g.cols)]})
		}
	}
	parts := g.fit(m.columns)
	if !readable(parts, g, m.columns) || parts[0].cols[0].width < g.longestName() {
		return g.records(m.columns, false)
	}
	out := ""
	for _, part := range parts {
		out += draw(part, false)
	}
	return out
}

// longestName is the columns below which a name in the first column is broken, so that it cannot be copied.
func (g grid) longestName() int {
	most := 0
	for _, row := range g.rows {
		most = max(most, longestWord(row.cells[0]))
	}
	return most
}

// tableCells cuts a row at its strokes, which `\|` is none of.
func tableCells(row string) []string {
	const stroke = "\x00"
	row = strings.ReplaceAll(strings.Trim(strings.TrimSpace(row), "|"), `\|`, stroke)
	var out []string
	for cell := range strings.SplitSeq(row, "|") {
		cell = strings.ReplaceAll(strings.ReplaceAll(cell, stroke, "|"), "<br>", "\n")
		out = append(out, inline(strings.TrimSpace(cell)))
	}
	return out
}

// inline replaces links by the words they stand on.
func inline(text string) string {
	for {
		before, rest, ok := strings.Cut(text, "[")
		words, target, found := strings.Cut(rest, "](")
		if !ok || !found || strings.ContainsAny(words, "`[") {
			return text
		}
		_, after, _ := strings.Cut(target, ")")
		text = before + words + after
	}
}
