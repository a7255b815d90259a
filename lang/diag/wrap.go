package diag

import (
	"strings"
	"unicode/utf8"
)

// leastColumns is the columns below which a text is not squeezed beside what stands before it.
const leastColumns = 30

// hanging writes a text behind a mark, wrapped at blanks to the columns of the screen: what goes on stands below its beginning where
// there is room, else two columns in. Without a screen it is not wrapped. Words are never broken, since some are to be copied.
func hanging(mark, text string, columns int) string {
	indent := utf8.RuneCountInString(mark)
	if columns <= 0 {
		return mark + strings.ReplaceAll(text, "\n", "\n"+strings.Repeat(" ", indent))
	}
	used := indent
	if columns-indent < leastColumns {
		indent = 2
	}
	var out strings.Builder
	out.WriteString(mark)
	for i, line := range strings.Split(text, "\n") {
		if i > 0 {
			out.WriteString("\n" + strings.Repeat(" ", indent))
			used = indent
		}
		used = wrapInto(&out, line, used, indent, columns)
	}
	return out.String()
}

// wrapInto writes a line from a column on and returns the column that it ends in. The blanks that it begins with are kept.
func wrapInto(out *strings.Builder, line string, used, indent, columns int) int {
	first := true
	for word := range strings.SplitSeq(line, " ") {
		size := utf8.RuneCountInString(word)
		switch {
		case first:
		case used+1+size > columns && used > indent:
			out.WriteString("\n" + strings.Repeat(" ", indent))
			used = indent
		default:
			out.WriteByte(' ')
			used++
		}
		first = false
		out.WriteString(word)
		used += size
	}
	return used
}
