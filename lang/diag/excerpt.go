package diag

import (
	"sort"
	"strings"
	"unicode"
)

// excerpt is a line as a screen shows it: tabs are blanks, what cannot be shown is replaced, and what lies far from the
// main mark is cut off.
type excerpt struct {
	cells       []string // what each column shows; the second column of a wide character is empty
	marks       []columns
	left, right bool // whether the line was cut there
}

// columns is a mark in columns of the screen, from 0.
type columns struct {
	from, to int
	label    string
	main     bool
}

const tabWidth = 4

func newExcerpt(g group, width int) *excerpt {
	e, width := &excerpt{}, max(width, 20)
	line, before := g.near(strings.TrimPrefix(g.file.Line(g.line), "\ufeff"), 4*width)
	starts := e.lay(line)
	for _, m := range g.marks {
		to := m.span.EndPos.Column
		if m.span.EndPos.Line > g.line {
			to = len(starts) + before
		}
		c := columns{from: column(starts, m.span.Pos.Column-before), to: column(starts, to-before), label: m.label, main: m.main}
		c.to = max(c.to, c.from+1)
		e.marks = append(e.marks, c)
	}
	e.crop(width)
	sort.SliceStable(e.marks, func(i, j int) bool { return e.marks[i].from < e.marks[j].from })
	return e
}

// longLine is how many bytes of a line are laid out. A data file may be one line of 64 MB.
const longLine = 1 << 14

// near is what a long line has up to so many characters to both sides of the main mark, and how many come before that.
func (g group) near(line string, reach int) (part string, before int) {
	if len(line) <= longLine {
		return line, 0
	}
	at := g.marks[0].span.Pos.Column
	for _, m := range g.marks {
		if m.main {
			at = m.span.Pos.Column
		}
	}
	before = max(at-reach, 0)
	from, n := len(line), 0
	for i := range line {
		switch n++; n {
		case before + 1:
			from = i
		case before + 2*reach:
			return line[from:i], before
		}
	}
	return line[from:], before
}

// lay fills the cells and gives the column at which each character, counted from 1 in the text, starts.
func (e *excerpt) lay(line string) []int {
	starts := []int{0}
	for _, r := range line {
		starts = append(starts, len(e.cells))
		e.show(r)
	}
	return append(starts, len(e.cells))
}

func (e *excerpt) show(r rune) {
	switch {
	case r == '\t':
		e.cells = append(e.cells, " ")
		for len(e.cells)%tabWidth != 0 {
			e.cells = append(e.cells, " ")
		}
	case unicode.Is(unicode.Mn, r) && len(e.cells) > 0:
		e.cells[len(e.cells)-1] += string(r)
	case !unicode.IsPrint(r) && !unicode.Is(unicode.Zs, r):
		e.cells = append(e.cells, "\ufffd")
	case wide(r):
		e.cells = append(e.cells, string(r), "")
	default:
		e.cells = append(e.cells, string(r))
	}
}

// wide reports characters that take two columns.
func wide(r rune) bool {
	return r >= 0x1100 && (r <= 0x115f || r >= 0x2e80 && r <= 0xa4cf || r >= 0xac00 && r <= 0xd7a3 || r >= 0xf900 && r <= 0xfaff ||
		r >= 0xfe30 && r <= 0xfe6f || r >= 0xff00 && r <= 0xff60 || r >= 0x1f300 && r <= 0x1faff || r >= 0x20000 && r <= 0x3fffd)
}

func column(starts []int, n int) int {
	return starts[min(max(n, 1), len(starts)-1)]
}

// crop keeps at most width columns around the main mark, or the first when none is.
func (e *excerpt) crop(width int) {
	if len(e.cells) <= width {
		return
	}
	at := e.marks[0].from
	for _, m := range e.marks {
		if m.main {
			at = m.from
		}
	}
	from := min(max(at-width/3, 0), len(e.cells)-width)
	e.left, e.right = from > 0, from+width < len(e.cells)
	e.cells = append([]string(nil), e.cells[from:from+width]...)
	for i := range e.marks {
		m := &e.marks[i]
		m.from = min(max(m.from-from, 0), width-1)
		m.to = min(max(m.to-from, m.from+1), width)
	}
	e.dots(width)
}

func (e *excerpt) dots(width int) {
	if e.left {
		e.cells[0] = "…"
	}
	if e.right {
		e.cells[width-1] = "…"
	}
}

func (e *excerpt) text() string { return strings.Join(e.cells, "") }

// markLines gives the line of carets and dashes, the last label on it and each other one on a line of its own.
func (e *excerpt) markLines() []string {
	labelled := e.labelled()
	first := e.underline()
	if n := len(labelled); n > 0 && labelled[n-1].to == len(first) {
		first = append(first, []rune(" "+labelled[n-1].label)...)
		labelled = labelled[:n-1]
	}
	lines := []string{string(first)}
	for i := len(labelled) - 1; i >= 0; i-- {
		lines = append(lines, hang(labelled[:i+1]))
	}
	return lines
}

// underline gives carets under the main mark and dashes under the others.
func (e *excerpt) underline() []rune {
	var line []rune
	for _, pass := range []bool{false, true} {
		for _, m := range e.marks {
			if m.main == pass {
				line = draw(line, m)
			}
		}
	}
	return line
}

func draw(line []rune, m columns) []rune {
	sign := '-'
	if m.main {
		sign = '^'
	}
	for len(line) < m.to {
		line = append(line, ' ')
	}
	for i := m.from; i < m.to; i++ {
		line[i] = sign
	}
	return line
}

func (e *excerpt) labelled() []columns {
	var out []columns
	for _, m := range e.marks {
		if m.label != "" {
			out = append(out, m)
		}
	}
	return out
}

// hang writes the last label under its mark, and bars for those further to the left.
func hang(marks []columns) string {
	var b strings.Builder
	last := marks[len(marks)-1]
	at := 0
	for _, m := range marks[:len(marks)-1] {
		if m.from >= at && m.from < last.from {
			b.WriteString(strings.Repeat(" ", m.from-at) + "|")
			at = m.from + 1
		}
	}
	b.WriteString(strings.Repeat(" ", last.from-at) + last.label)
	return b.String()
}
