package eval

import (
	"context"
	"slices"

	"github.com/costlang/cost/eval/explain"
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
	return r.swingTable(ctx, a, found), nil
}

// swingTable is a line for each value of each param, as far as somebody waits for it.
func (r *Report) swingTable(ctx context.Context, a analysis, found *sensitivity.OneWay) *table.Table {
	t := &table.Table{Name: "vary_" + a.name, Title: say.T("What if: %s, one assumption at a time", a.title())}
	t.Columns = []table.Column{table.TextColumn(say.T("Assumption")), inlineColumn(say.T("At"))}
	var values []sensitivity.Value
	for _, s := range found.Swings {
		values = append(values, valuesOf(s.Points)...)
	}
	places := a.places(ctx, found.Base, values...)
	for _, name := range []say.Phrase{a.title(), say.T("Change"), say.T("Swing")} {
		t.Columns = append(t.Columns, a.valueColumn(name, places))
	}
	if len(found.Swings) > 1 {
		t.Columns = append(t.Columns, shareColumn())
	}
	t.Note = openNote(found)
	t.Rows = append(t.Rows, r.baseRow(a, found.Base, 2))
	all := r.sumOfSwings(a, found)
	for _, s := range found.Swings {
		for _, pt := range s.Points {
			if ctx.Err() != nil {
				return t
			}
			r.unknown(say.T("with %s", r.pointText([]*plan.Param{s.Param}, pt.At)), pt.Problems)
		}
		t.Rows = append(t.Rows, r.swingRows(ctx, a, s, found.Base, places, all)...)
	}
	return t
}

// inlineColumn is a column for values of params, told with their units.
func inlineColumn(name say.Phrase) table.Column {
	c := table.TextColumn(name)
	c.Inline = true
	return c
}

// openNote says of which params it is not known how far they move the figure.
func openNote(found *sensitivity.OneWay) say.Phrase {
	var labels []say.Phrase
	for _, s := range found.Swings {
		if s.Open {
			labels = append(labels, say.Verbatim(s.Param.Decl.Label))
		}
	}
	if len(labels) == 0 {
		return say.Phrase{}
	}
	return say.T("no swing is known of %s, since the figure has no value at some of its ends", say.And(labels))
}

// sumOfSwings is what shares are of, an empty cell where there is but one swing or one is not known.
func (r *Result) sumOfSwings(a analysis, found *sensitivity.OneWay) table.Cell {
	if len(found.Swings) < 2 || slices.ContainsFunc(found.Swings, func(s sensitivity.Swing) bool { return s.Open }) {
		return table.EmptyCell()
	}
	var all num.D
	for _, s := range found.Swings {
		all, _ = all.Add(s.Swing)
	}
	return from(madeBy(func() made {
		o := made{label: say.T("All swings together"), op: explain.Sum}
		for _, s := range found.Swings {
			if s.Connected {
				o.terms = append(o.terms, operandOf(explain.Plus, r.swingCell(a, s, 0), a.unit))
			}
		}
		return o
	}), table.NumberCell(all))
}

// swingCell is the way between the lowest and the highest value that a param takes the figure to, empty where that is not known.
func (r *Result) swingCell(a analysis, s sensitivity.Swing, places int) table.Cell {
	if s.Open {
		return table.EmptyCell()
	}
	return from(madeBy(func() made {
		low, high := r.lowHighCells(a, s)
		return a.difference(say.T("%s: swing", s.Param.Decl.Label), high, low)
	}), difference(s.High, s.Low, places))
}

// lowHighCells are the least and the greatest value that a param takes the figure to.
func (r *Result) lowHighCells(a analysis, s sensitivity.Swing) (low, high table.Cell) {
	lowest, highest := r.endsOf(s)
	params := []*plan.Param{s.Param}
	return from(r.at(a, params, [][]num.D{lowest}), table.NumberCell(s.Low)), from(r.at(a, params, [][]num.D{highest}), table.NumberCell(s.High))
}

// swingRows is a line per value of a param, with its label, and its swing on the first; shares are of all swings together, where there are several.
func (r *Result) swingRows(ctx context.Context, a analysis, s sensitivity.Swing, base sensitivity.Value, places int, all table.Cell) []table.Row {
	label := table.TextCell(s.Param.Decl.Label)
	if !s.Connected {
		return []table.Row{{Parent: table.None, Key: s.Param.Name, Cells: []table.Cell{label, table.LabelCell(say.T("not connected"))}}}
	}
	var out []table.Row
	for i, pt := range s.Points {
		if ctx.Err() != nil {
			break
		}
		cells := append([]table.Cell{label, r.triedCell(s.Param, pt.At[0])}, r.pointCells(a, r.at(a, []*plan.Param{s.Param}, pt.At), pt.Value, base, places)...)
		if i == 0 {
			cells = append(cells, r.swingCell(a, s, places))
		}
		if i == 0 && all.Kind == table.Number {
			share, _ := s.Share.Mul(num.Int(100))
			of := madeBy(func() made {
				parts := []operand{operandOf(explain.Times, r.swingCell(a, s, places), a.unit), operandOf(explain.Over, all, a.unit)}
				return made{say.T("%s: share of all swings", s.Param.Decl.Label), explain.Product, parts}
			})
			cells = append(cells, from(of, table.NumberCell(share)))
		}
		out = append(out, table.Row{Parent: table.None, Key: s.Param.Name, Cells: cells})
	}
	return out
}
