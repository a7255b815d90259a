package eval

import (
	"context"

	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/plan"
	"github.com/costlang/cost/eval/sensitivity"
	"github.com/costlang/cost/eval/table"
	"github.com/costlang/cost/lang/say"
)

// oneWayTable varies each param by itself, the widest swing first.
func (r *Report) oneWayTable(ctx context.Context, a analysis) (*table.Table, error) {
	found, err := r.origin().OneWay(ctx, a.of, a.params)
	if err != nil {
		return nil, err
	}
	return r.swingTable(a, found), nil
}

// swingTable is a line for each value of each param.
func (r *Report) swingTable(a analysis, found *sensitivity.OneWay) *table.Table {
	t := &table.Table{Name: "vary_" + a.name, Title: say.T("What if: %s, one assumption at a time", a.title())}
	t.Columns = []table.Column{table.TextColumn(say.T("Assumption")), inlineColumn(say.T("At"))}
	var values []sensitivity.Value
	for _, s := range found.Swings {
		values = append(values, valuesOf(s.Points)...)
	}
	places := a.places(found.Base, values...)
	for _, name := range []say.Phrase{a.title(), say.T("Change"), say.T("Swing")} {
		t.Columns = append(t.Columns, a.valueColumn(name, places))
	}
	if len(found.Swings) > 1 {
		t.Columns = append(t.Columns, table.NumberColumn(say.T("Share"), "%"))
	}
	t.Rows = append(t.Rows, baseRow(found.Base, 2))
	for _, s := range found.Swings {
		for _, pt := range s.Points {
			r.unknown(say.T("with %s", r.pointText([]*plan.Param{s.Param}, pt.At)), pt.Problems)
		}
		t.Rows = append(t.Rows, r.swingRows(s, found.Base, places, len(found.Swings) > 1)...)
	}
	return t
}

// inlineColumn is a column for values of params, told with their units.
func inlineColumn(name say.Phrase) table.Column {
	c := table.TextColumn(name)
	c.Inline = true
	return c
}

// swingRows is a line per value of a param, with its label, and its swing on the first.
func (r *Result) swingRows(s sensitivity.Swing, base sensitivity.Value, places int, shares bool) []table.Row {
	label := table.TextCell(s.Param.Decl.Label)
	if !s.Connected {
		return []table.Row{{Parent: table.None, Key: s.Param.Name, Cells: []table.Cell{label, table.LabelCell(say.T("not connected"))}}}
	}
	var out []table.Row
	for i, pt := range s.Points {
		cells := append([]table.Cell{label, r.paramCell(s.Param, pt.At[0])}, valueCells(pt.Value, base, places)...)
		if i == 0 {
			cells = append(cells, difference(s.High, s.Low, places))
		}
		if i == 0 && shares {
			share, _ := s.Share.Mul(num.Int(100))
			cells = append(cells, table.NumberCell(share))
		}
		out = append(out, table.Row{Parent: table.None, Key: s.Param.Name, Cells: cells})
	}
	return out
}
