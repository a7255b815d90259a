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
	span := r.data.NameSpan
	if !span.Known() {
		span = r.data.Span
	}
	d := diag.New(code, span, message)
	d.Help = help
	r.report(func() diag.Diagnostic { return d })
}

// atOffset reports a finding about a part of the file. The message is led in by the file and the line.
func (r *reader) atOffset(code diag.Code, from, to int, message, help say.Phrase, related ...diag.Related) {
	r.report(func() diag.Diagnostic {
		span := spanOf(r.file, from, to)
		d := diag.New(code, span, say.T("%s, line %d: %s", r.path, span.Pos.Line, message))
		d.Help, d.Related = help, related
		return d
	})
}

// atCell reports a finding about the cell of a column in the record being read.
func (r *reader) atCell(c *check.Column, field int, f *flaw) {
	r.report(func() diag.Diagnostic {
		span := r.records.cell(field)
		d := diag.New(f.code, span, say.T("%s, line %d, column %s: %s", r.path, span.Pos.Line, c.Name, f.message))
		d.Help, d.Related = f.help, []diag.Related{declared(c)}
		return d
	})
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
