package page

import (
	"html"
	"strconv"
	"strings"

	"github.com/costlang/cost/eval/table"
)

// Table is a table as people read it, as an element of HTML. Numbers have the class number; rows may be sums, and are indented by
// level1 and so on.
func Table(v table.View) string {
	var out strings.Builder
	out.WriteString("<div class=\"table\" tabindex=\"0\" role=\"region\" aria-label=\"" + html.EscapeString(v.Title) + "\">\n<table>\n<caption>" + html.EscapeString(v.Title) + "</caption>\n<thead>\n<tr>")
	for _, head := range v.Heads {
		out.WriteString("<th scope=\"col\"" + class(head.Right, "number") + ">" + html.EscapeString(head.Name) + "</th>")
	}
	out.WriteString("</tr>\n</thead>\n<tbody>\n")
	for _, line := range v.Rows {
		out.WriteString(row(line, v.Heads))
	}
	out.WriteString("</tbody>\n</table>\n")
	if v.Note != "" {
		out.WriteString("<p class=\"note\">" + html.EscapeString(v.Note) + "</p>\n")
	}
	out.WriteString("</div>\n")
	return out.String()
}

func row(line table.Line, heads []table.Head) string {
	out := "<tr" + class(line.Sum, "sum") + ">"
	for i, cell := range line.Cells {
		switch {
		case i == 0:
			out += "<th scope=\"row\"" + class(line.Level > 0, "level"+strconv.Itoa(line.Level)) + ">" + html.EscapeString(cell) + "</th>"
		default:
			out += "<td" + class(heads[i].Right, "number") + ">" + html.EscapeString(cell) + "</td>"
		}
	}
	return out + "</tr>\n"
}

// class is an attribute where something is so.
func class(is bool, name string) string {
	if !is {
		return ""
	}
	return " class=\"" + name + "\""
}
