package eval

import (
	"context"

	"github.com/costlang/cost/eval/sensitivity"
	"github.com/costlang/cost/eval/table"
	"github.com/costlang/cost/lang/say"
)

// gridTable shows a figure over the values of two params: the first down, the second across.
func (r *Report) gridTable(ctx context.Context, a analysis) (*table.Table, error) {
	found, err := r.origin().Grid(ctx, a.of, a.params[0], a.params[1])
	if err != nil {
		return nil, err
	}
	rows, columns := a.params[0], a.params[1]
	t := &table.Table{Name: "grid_" + a.name, Title: say.T("What if: %s by %s (down) and %s (across)", a.title(), rows.Decl.Label, columns.Decl.Label)}
	t.Across = say.Verbatim(columns.Decl.Label)
	t.Columns = []table.Column{inlineColumn(say.Verbatim(rows.Decl.Label))}
	var values []sensitivity.Value
	for _, line := range found.Cells {
		values = append(values, valuesOf(line)...)
	}
	places := a.places(ctx, found.Base, values...)
	for _, pt := range found.Cells[0] {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		t.Columns = append(t.Columns, a.valueColumn(r.paramText(columns, pt.At[1]), places))
	}
	var first *sensitivity.Point
	failed, all := int64(0), int64(0)
	for _, line := range found.Cells {
		row := table.Row{Parent: table.None, Cells: []table.Cell{r.triedCell(rows, line[0].At[0])}}
		for _, pt := range line {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			if all++; !pt.Known {
				failed++
			}
			if !pt.Known && first == nil {
				first = &pt
			}
			row.Cells = append(row.Cells, from(r.at(a, a.params, pt.At), valueCells(pt.Value, found.Base, 0)[0]))
		}
		t.Rows = append(t.Rows, row)
	}
	r.unknownAmong(a, failed, all, first)
	t.Note = a.noteAsItIs(found.Base)
	return t, nil
}

// noteAsItIs tells the figure of the run beside a table.
func (a analysis) noteAsItIs(base sensitivity.Value) say.Phrase {
	if !base.Known {
		return say.Phrase{}
	}
	return say.T("%s is %s as it is", a.title(), table.Amount{Value: base.D, Places: table.None, Unit: a.unit, One: a.one})
}
