package rows

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
)

const (
	maxShown  = 10 // findings listed of one file
	maxQuoted = 40 // runes of a cell repeated in a message
)

// report keeps a finding, or beyond the first ten only counts it.
func (r *reader) report(build func() diag.Diagnostic) {
	if len(r.shown) < maxShown {
		r.shown = append(r.shown, build())
		return
	}
	if r.more == 0 {
		r.next = build()
	}
	r.more++
}

// findings returns what was reported, with a last one that counts the rest. It stands at the first of the rest.
func (r *reader) findings() diag.List {
	if r.more == 0 {
		return r.shown
	}
	last := diag.New(r.next.Code, r.next.Span, say.T("and %d more in %s", r.more, r.path))
	return append(r.shown, last)
}

// atName reports a finding about the file as a whole, at its declaration.
func (r *reader) atName(code diag.Code, message, help say.Phrase) {
	d := diag.New(code, r.declaration(), message)
	d.Help = help
	r.report(func() diag.Diagnostic { return d })
}

// atOffset reports a finding about a part of the text.
func (r *reader) atOffset(code diag.Code, from, to int, message, help say.Phrase) {
	r.at(r.line(spanOf(r.file, from, to)), nil, finding(code, message, help))
}

// atCell reports a finding about the cell of a column in the row being read.
func (r *reader) atCell(c *check.Column, field int, f *flaw) {
	p := r.places.cell(field)
	p.in = say.T("%s, column %s", p.in, c.Name)
	r.at(p, c, finding(f.code, f.message, f.help))
}

func declared(c *check.Column) diag.Related {
	return diag.Related{Span: c.Span, Label: say.T("column %s is declared here", c.Name)}
}

// wanted returns the names of the declared columns.
func (r *reader) wanted() []string {
	names := make([]string, len(r.data.Columns))
	for i, c := range r.data.Columns {
		names[i] = c.Name
	}
	return names
}

func (r *reader) comma() string {
	if r.data.Danish {
		return ";"
	}
	return ","
}

// clip shortens what a message repeats.
func clip(s string) string {
	if utf8.RuneCountInString(s) <= maxQuoted {
		return s
	}
	return string([]rune(s)[:maxQuoted]) + "…"
}

// quote gives a cell as a message repeats it: on one line, and not too long.
func quote(s string) string {
	s = clip(s)
	if strings.ContainsFunc(s, func(c rune) bool { return c == '`' || !strconv.IsPrint(c) }) {
		return strconv.Quote(s)
	}
	return "`" + s + "`"
}
