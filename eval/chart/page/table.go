package page

import (
	"strconv"
	"strings"

	"github.com/costlang/cost/eval/table"
)

// Cell writes a cell as HTML: of a line, by the column of its table, what is read there.
type Cell func(line table.Line, col int, text string) string

// Options are what a page does in its own way. The zero Options are plain.
type Options struct {
	Cell    Cell   // nil for the text alone
	Caption string // HTML, "" for the title
	Class   string // of the element around the table, beside its own
}

// Table is a table as people read it, as an element of HTML. Numbers have the class number; rows may be sums, and are indented by
// level1 and so on.
func Table(v table.View, o Options) string {
	if o.Cell == nil {
		o.Cell = func(_ table.Line, _ int, text string) string { return Escaped(text) }
	}
	if o.Caption == "" {
		o.Caption = Escaped(v.Title)
	}
	var out strings.Builder
	out.WriteString("<div class=\"" + strings.TrimSpace("table "+o.Class) + "\" tabindex=\"0\" role=\"group\" aria-label=\"" + Escaped(v.Title) + "\">\n<table>\n<caption>" + o.Caption + "</caption>\n<thead>\n<tr>")
	for _, head := range v.Heads {
		out.WriteString("<th scope=\"col\"" + class(head.Right, "number") + ">" + Escaped(head.Name) + "</th>")
	}
	out.WriteString("</tr>\n</thead>\n<tbody>\n")
	for _, line := range v.Rows {
		writeRow(&out, line, v.Heads, o.Cell)
	}
	out.WriteString("</tbody>\n</table>\n")
	if v.Note != "" {
		out.WriteString("<p class=\"note\">" + Escaped(v.Note) + "</p>\n")
	}
	out.WriteString("</div>\n")
	return out.String()
}

func writeRow(out *strings.Builder, line table.Line, heads []table.Head, cell Cell) {
	out.WriteString("<tr" + class(line.Sum, "sum") + ">")
	for i, text := range line.Cells {
		inner := cell(line, heads[i].Col, text)
		switch {
		case i == 0 && text == "" && line.Label != "": // it is seen in the row above
			out.WriteString("<th scope=\"row\" class=\"again\"><span class=\"hidden\">" + Escaped(line.Label) + "</span></th>")
		case i == 0:
			out.WriteString("<th scope=\"row\"" + class(line.Level > 0, "level"+strconv.Itoa(line.Level)) + ">" + inner + "</th>")
		default:
			out.WriteString("<td" + class(heads[i].Right, "number") + ">" + inner + "</td>")
		}
	}
	out.WriteString("</tr>\n")
}

// class is an attribute where something is so.
func class(is bool, name string) string {
	if !is {
		return ""
	}
	return " class=\"" + name + "\""
}
