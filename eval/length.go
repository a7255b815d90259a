package eval

import (
	"context"

	"github.com/costlang/cost/eval/table"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
	"github.com/costlang/cost/lang/source"
)

// numberBytes is about what a number takes that is written.
const numberBytes = 16

// longOutputs says that the outputs have more bytes together than they may, or nothing: a unit is written once more for each of them.
func (p *Program) longOutputs() diag.List {
	n := 0
	for _, f := range p.Outputs() {
		if n += numberBytes + len(f.Name) + len(f.Label) + len(f.Unit); n > p.limits.OutputBytes {
			return diag.List{p.limits.tooMuchOutput(p.figureAt(f.Name), n)}
		}
	}
	return nil
}

// figureAt is where an output is declared.
func (p *Program) figureAt(name string) source.Span {
	for _, o := range p.module.Outputs {
		if o.Name == name {
			return o.Span
		}
	}
	return p.here()
}

func (l Limits) tooMuchOutput(at source.Span, bytes int) diag.Diagnostic {
	return diag.Passed{
		Field: "OutputBytes", What: say.T("the outputs and tables have too many bytes"), Asked: int64(bytes), AtLeast: true, Allowed: int64(l.OutputBytes),
		Instead: say.T("use shorter labels and fewer analyses"),
	}.At(diag.LimitReached, at)
}

// fits says that a report is longer than it may be, or that nobody waits for it any more: what was stopped early is no report.
func (r *Report) fits(ctx context.Context) error {
	n := len(r.About)
	for _, e := range r.Expectations {
		n += 2*numberBytes + len(e.Text) + len(e.Unit) + len(e.Under) + len(e.Differs) + len(e.Source)
	}
	for _, note := range r.Notes {
		n += len(note.String())
	}
	for _, t := range r.Tables {
		n += r.tableBytes(ctx, t, r.program.limits.OutputBytes-n)
	}
	if err := ctx.Err(); err != nil {
		return r.program.stopped(err)
	}
	if n > r.program.limits.OutputBytes {
		return diag.List{r.program.limits.tooMuchOutput(r.program.asking(), n)}.Attach(r.program.files)
	}
	return nil
}

// asking is where the first analysis stands, or else the script begins.
func (p *Program) asking() source.Span {
	at := p.questioned()
	if !at.Known() {
		at.Pos.Line, at.Pos.Column = 1, 1
		at.EndPos = at.Pos
	}
	return at
}

// tableBytes is about what a table takes that is written, counted until it is more than there is left.
func (r *Report) tableBytes(ctx context.Context, t *table.Table, left int) int {
	n := len(t.Title.String()) + len(t.Note.String())
	for _, c := range t.Columns {
		n += len(c.Name.String()) + len(c.Unit)
	}
	for _, row := range t.Rows {
		for _, c := range row.Cells {
			if n > left || ctx.Err() != nil {
				return n
			}
			n += cellBytes(c)
		}
	}
	return n
}

func cellBytes(c table.Cell) int {
	switch c.Kind {
	case table.Text:
		return len(c.Text.String())
	case table.Number:
		return numberBytes + len(c.Unit)
	}
	return 0
}
