package eval

import (
	"context"

	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/plan"
	"github.com/costlang/cost/eval/sensitivity"
	"github.com/costlang/cost/eval/table"
	"github.com/costlang/cost/lang/say"
)

// togetherTable shows the lowest and the highest value over all corners, and below them the assumptions that each rests on.
func (r *Report) togetherTable(ctx context.Context, a analysis) (*table.Table, error) {
	found, err := r.origin().Together(ctx, a.of, a.params)
	if err != nil {
		return nil, err
	}
	r.unknownAmong(a, found.Failed, found.Points, found.FirstFailed)
	t := &table.Table{Name: "together_" + a.name, Title: say.T("What if: %s, several assumptions at once", a.title())}
	t.Columns = []table.Column{
		table.TextColumn(say.T("Assumption")), table.UnitColumn(), table.NumberColumn(say.T("As it is"), ""),
		table.NumberColumn(say.T("Lowest"), ""), table.NumberColumn(say.T("Highest"), ""),
	}
	values := []sensitivity.Value{found.Base, valueOf(found.Lowest), valueOf(found.Highest)}
	places := a.places(ctx, found.Base, values...)
	row := table.Row{Kind: table.Subtotal, Parent: table.None, Key: a.name, Cells: []table.Cell{table.LabelCell(a.title()), table.TextCell(a.unit)}}
	for i, v := range values {
		c := from(r.cornerOf(a, found, i), figureCell(v, a.unit))
		c.Places = places
		row.Cells = append(row.Cells, c)
	}
	t.Rows = append(t.Rows, row)
	for i, param := range a.params {
		t.Rows = append(t.Rows, r.cornerRow(found, i, param))
	}
	return t, nil
}

// cornerOf is the origin of the figure as it is, at the lowest and at the highest point.
func (r *Result) cornerOf(a analysis, found *sensitivity.Together, column int) point {
	if pt := []*sensitivity.Point{nil, found.Lowest, found.Highest}[column]; pt != nil {
		return r.at(a, a.params, pt.At)
	}
	return r.asItIs(a)
}

func valueOf(p *sensitivity.Point) sensitivity.Value {
	if p == nil {
		return sensitivity.Value{}
	}
	return p.Value
}

// cornerRow is the values of one param as it is, at the lowest and at the highest point.
func (r *Report) cornerRow(found *sensitivity.Together, i int, param *plan.Param) table.Row {
	unit := table.EmptyCell()
	cell := func(at []num.D) table.Cell {
		c := r.triedCell(param, at)
		if c.Kind == table.Number {
			unit = table.TextCell(c.Unit)
		}
		return c
	}
	own := r.ownValues(param)
	cells := []table.Cell{table.TextCell(param.Decl.Label), unit, cell(own)}
	for _, pt := range []*sensitivity.Point{found.Lowest, found.Highest} {
		switch {
		case !found.Connected[i]:
			cells = append(cells, table.LabelCell(say.T("not connected")))
		case pt == nil:
			cells = append(cells, table.EmptyCell())
		default:
			cells = append(cells, cell(pt.At[i]))
		}
	}
	cells[1] = unit
	return table.Row{Parent: table.None, Key: param.Name, Cells: cells}
}

// ownValues is the values of a param in the run.
func (r *Result) ownValues(param *plan.Param) []num.D {
	out := make([]num.D, len(param.Values))
	for i, ref := range param.Values {
		out[i], _ = r.value(ref)
	}
	return out
}
