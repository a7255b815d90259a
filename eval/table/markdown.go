package table

import (
	"strings"
	"unicode/utf8"
)

// Markdown writes the table for pandoc and other readers of Markdown: its title as a heading of the second level, a pipe
// table with numbers to the right, and its note.
func (t *Table) Markdown(style Style) string {
	v := t.View(style)
	out := "## " + EscapeMarkdown(v.Title) + "\n\n" + v.Markdown()
	if v.Note != "" {
		out += "\n*" + EscapeMarkdown(v.Note) + "*\n"
	}
	return out
}

// widestCell is the columns up to which cells are filled with blanks. The lengths of the lines below the heads are what pandoc
// shares out the width of a page by.
const widestCell = 40

// Markdown writes the rows of the view as a pipe table, sums in bold, without columns that no row has anything in.
func (v View) Markdown() string {
	v = v.withoutEmpty()
	rows := [][]string{make([]string, len(v.Heads))}
	for col, head := range v.Heads {
		rows[0][col] = EscapeMarkdown(head.Name)
	}
	for _, line := range v.Rows {
		rows = append(rows, line.markdown())
	}
	widths := make([]int, len(v.Heads))
	for col := range v.Heads {
		widths[col] = 3
		for _, cells := range rows {
			widths[col] = min(widestCell, max(widths[col], utf8.RuneCountInString(cells[col])))
		}
	}
	var out strings.Builder
	for i, cells := range rows {
		out.WriteString(v.pipeRow(cells, widths))
		if i == 0 {
			out.WriteString(v.delimiters(widths))
		}
	}
	return out.String()
}

// markdown is the cells of a row. Blanks that do not break keep the indentation.
func (line Line) markdown() []string {
	out := make([]string, len(line.Cells))
	for col, cell := range line.Cells {
		out[col] = EscapeMarkdown(cell)
		if line.Sum && out[col] != "" {
			out[col] = "**" + out[col] + "**"
		}
	}
	if len(out) > 0 && out[0] != "" {
		out[0] = strings.Repeat("\u00a0\u00a0", line.Level) + out[0]
	}
	return out
}

func (v View) pipeRow(cells []string, widths []int) string {
	var out strings.Builder
	for col, cell := range cells {
		fill := strings.Repeat(" ", max(0, widths[col]-utf8.RuneCountInString(cell)))
		if v.Heads[col].Right {
			cell = fill + cell
		} else {
			cell += fill
		}
		out.WriteString("| " + cell + " ")
	}
	return out.String() + "|\n"
}

// delimiters is the line below the heads, which says which columns stand to the right.
func (v View) delimiters(widths []int) string {
	var out strings.Builder
	for col, head := range v.Heads {
		right := ":"
		if !head.Right {
			right = "-"
		}
		out.WriteString("|" + strings.Repeat("-", widths[col]+1) + right)
	}
	return out.String() + "|\n"
}

// special is what Markdown, with the extensions that pandoc reads by default, gives a meaning to anywhere in a line.
const special = "\\`*_{}[]<>#|~^$@&"

// EscapeMarkdown gives Markdown that reads as a text does, on one line of a heading or in a cell. Dots and hyphens in rows,
// which would become other characters, are kept too.
func EscapeMarkdown(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	var out strings.Builder
	for i, r := range text {
		if strings.ContainsRune(special, r) || r == '-' && inRow(text, i, 2) || r == '.' && inRow(text, i, 3) {
			out.WriteByte('\\')
		}
		out.WriteRune(r)
	}
	return out.String()
}

// inRow reports whether a character stands among at least so many of its kind.
func inRow(text string, at, least int) bool {
	first, last := at, at
	for first > 0 && text[first-1] == text[at] {
		first--
	}
	for last+1 < len(text) && text[last+1] == text[at] {
		last++
	}
	return last-first+1 >= least
}

// MarkdownParagraph gives Markdown that reads as a text does, on one line that is a paragraph or an item of a list.
func MarkdownParagraph(text string) string {
	text = EscapeMarkdown(text)
	if at := listMark(text); at >= 0 {
		return text[:at] + `\` + text[at:]
	}
	return text
}

// listMark is the place of the character that would make a paragraph an item of a list or a definition, or -1: that behind
// the number of the item, such as 1. or (iv), which a blank follows.
func listMark(text string) int {
	number := strings.TrimPrefix(text, "(")
	rest := strings.TrimLeft(number, "0123456789")
	if rest == number {
		rest = strings.TrimLeft(number, "ivxlcdmIVXLCDM")
	}
	if rest == number && len(number) > 1 && number[0]|0x20 >= 'a' && number[0]|0x20 <= 'z' {
		rest = number[1:]
	}
	mark, after, _ := strings.Cut(rest, " ")
	if len(mark) != 1 || !strings.Contains("-+:.)", mark) || after == "" && len(rest) > 1 {
		return -1
	}
	return len(text) - len(rest)
}
