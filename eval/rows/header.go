package rows

import (
	"slices"
	"strings"

	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
	"github.com/costlang/cost/lang/source"
)

// maxHeaders is how many names of the header a message lists when none is like the one wanted.
const maxHeaders = 12

// readHeader finds the declared columns in the first line. It reports false when no row can be understood.
func (r *reader) readHeader() bool {
	r.records = newRecords(r.file, rune(r.comma()[0]))
	names, ok := r.nextRecord()
	if !ok {
		return false
	}
	names = trimmed(names)
	r.width = len(names)
	return !r.otherSeparator(names) && r.takeHeader(names)
}

// takeHeader finds the declared columns among the names of a header.
func (r *reader) takeHeader(names []string) bool {
	if r.hiddenName(names) {
		return false
	}
	found := len(r.data.Columns) == 0
	for _, c := range r.data.Columns {
		i := r.find(c, names)
		r.index = append(r.index, i)
		found = found || i >= 0
	}
	return found
}

// trimmed copies names, because the record is used again, without the blanks around them.
func trimmed(names []string) []string {
	out := make([]string, len(names))
	for i, n := range names {
		out[i] = strings.Clone(strings.TrimSpace(n))
	}
	return out
}

// find returns the place of a column in the header, or -1.
func (r *reader) find(c *check.Column, names []string) int {
	at := -1
	for i, n := range names {
		switch {
		case n != c.Name:
		case at < 0:
			at = i
		default:
			r.twice(c, at, i)
			return -1
		}
	}
	if at < 0 {
		r.notFound(c, names)
	}
	return at
}

// hiddenName reports the first name with a character that hides in it: it looks like another.
func (r *reader) hiddenName(names []string) bool {
	for i, n := range names {
		at := source.HiddenIn(n)
		if at < 0 {
			continue
		}
		message := say.T("the name of a column holds the invisible character U+%04X", runeAt(n, at))
		r.at(r.places.cell(i), nil, finding(diag.HiddenCharacter, message, say.T("remove it")))
		return true
	}
	return false
}

func (r *reader) twice(c *check.Column, first, second int) {
	d := finding(diag.ColumnTwice, say.T("column %s stands twice", c.Name), say.T("rename or remove one of the two"))
	if before := r.places.cell(first); before.span.Known() {
		d.Related = []diag.Related{{Span: before.span, Label: say.T("the first stands here")}}
	} else {
		d.Message = say.T("column %s stands twice, first in %s", c.Name, cellName(first+1, r.sheet.row))
	}
	r.at(r.places.cell(second), c, d)
}

func (r *reader) notFound(c *check.Column, names []string) {
	help := say.T("the file has %s", list(present(names)))
	if near := nearest(c.Name, names); len(near) > 0 {
		help = say.T("the nearest names: %s", quoted(near))
	}
	r.at(r.places.row(), c, finding(diag.NoSuchColumn, say.T("there is no column %s", c.Name), help))
}

// present leaves out the empty names, which columns of a sheet may have.
func present(names []string) []string {
	return slices.DeleteFunc(slices.Clone(names), func(n string) bool { return n == "" })
}

// list gives the first names of a header.
func list(names []string) say.Phrase {
	if len(names) > maxHeaders {
		return say.T("%s and %d more", quoted(names[:maxHeaders]), len(names)-maxHeaders)
	}
	return say.Verbatim(quoted(names))
}

// otherSeparator recognises a file whose cells are separated by another sign than declared: it has one column whose
// name holds that sign.
func (r *reader) otherSeparator(names []string) bool {
	if len(names) != 1 || len(r.data.Columns) == 0 {
		return false
	}
	help := say.Phrase{}
	sign := names[0][max(strings.IndexAny(names[0], ",;\t|"), 0):]
	switch {
	case strings.HasPrefix(sign, ";"):
		help = say.T("the cells are separated by `;`: write `danish` after the name of the file if its numbers have a decimal comma")
	case strings.HasPrefix(sign, ","):
		help = say.T("the cells are separated by `,`: leave out `danish`")
	case strings.HasPrefix(sign, "\t"), strings.HasPrefix(sign, "|"):
		help = say.T("save the file as CSV, with `%s` between the cells", r.comma())
	default:
		return false
	}
	message := say.T("the first line is one cell, not the columns %s", strings.Join(r.wanted(), ", "))
	r.at(r.places.row(), r.data.Columns[0], finding(diag.NoSuchColumn, message, help))
	return true
}
