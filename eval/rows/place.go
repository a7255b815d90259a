package rows

import (
	"strconv"

	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
	"github.com/costlang/cost/lang/source"
)

// place is where in a data file something stands.
type place struct {
	in   say.Phrase  // the file, and the line or cell
	span source.Span // of its text; not known of a sheet, which has none
}

// places finds what is being read.
type places interface {
	cell(field int) place // of the current row
	row() place
}

// linesOf finds cells in lines of text.
type linesOf struct{ r *reader }

func (l linesOf) cell(field int) place { return l.r.line(l.r.records.cell(field)) }

func (l linesOf) row() place {
	start, end := l.r.records.line()
	return l.r.line(spanOf(l.r.file, start, end))
}

// line is the place of a part of a text.
func (r *reader) line(span source.Span) place {
	return place{say.T("%s, line %d", r.path, span.Pos.Line), span}
}

// cellsOf finds cells in a sheet.
type cellsOf struct{ r *reader }

func (c cellsOf) cell(field int) place { return c.r.inSheet(cellName(field+1, c.r.sheet.row)) }

func (c cellsOf) row() place {
	return place{in: say.T("%s, sheet %s, row %d", c.r.path, quote(c.r.sheet.name), c.r.sheet.row)}
}

// inSheet is the place of a cell or an area.
func (r *reader) inSheet(cells string) place {
	return place{in: say.T("%s, sheet %s, %s", r.path, quote(r.sheet.name), cells)}
}

// cellName is the name of a cell, its column and row counted from 1: C7.
func cellName(column, row int) string {
	var letters []byte
	for ; column > 0; column = (column - 1) / 26 {
		letters = append([]byte{byte('A' + (column-1)%26)}, letters...)
	}
	return string(letters) + strconv.Itoa(row)
}

// at reports a finding about a place of the file. Where the place has no text, the finding stands at the column in the script, or at
// the declaration.
func (r *reader) at(p place, c *check.Column, d diag.Diagnostic) {
	r.report(func() diag.Diagnostic {
		d.Span, d.Message = p.span, say.T("%s: %s", p.in, d.Message)
		switch {
		case p.span.Known() && c != nil:
			d.Related = append(d.Related, declared(c))
		case !p.span.Known() && c != nil:
			d.Span = c.Span
		case !p.span.Known():
			d.Span = r.declaration()
		}
		return d
	})
}

// finding is a diagnostic whose place is still to be said.
func finding(code diag.Code, message, help say.Phrase) diag.Diagnostic {
	d := diag.New(code, source.Span{}, message)
	d.Help = help
	return d
}

// declaration is the span of the name in the script.
func (r *reader) declaration() source.Span {
	if r.data.NameSpan.Known() {
		return r.data.NameSpan
	}
	return r.data.Span
}
