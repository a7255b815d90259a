package table

import (
	"regexp"
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

// Markdown writes the rows of the view as a pipe table, sums in bold.
func (v View) Markdown() string {
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

// special is what Markdown, with the extensions that pandoc reads by default, gives a meaning to anywhere in a line; dots and
// hyphens in rows would become other characters.
var (
	special  = regexp.MustCompile("[\\\\`*_{}\\[\\]<>#|~^$@&]|\\.{3}|-{2,}")
	listMark = regexp.MustCompile(`^(\(?(?:[0-9]+|[A-Za-z]|[ivxlcdm]+|[IVXLCDM]+)|)([-+:=%.)])`)
)

// EscapeMarkdown gives Markdown that reads as a text does, on one line: in a paragraph, a heading or a cell of a table.
func EscapeMarkdown(text string) string {
	text = special.ReplaceAllStringFunc(strings.Join(strings.Fields(text), " "), func(found string) string {
		return strings.Repeat(`\`+found[:1], len(found))
	})
	return listMark.ReplaceAllString(text, `$1\$2`)
}
