package eval

import (
	"context"

	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/plan"
	"github.com/costlang/cost/eval/sensitivity"
	"github.com/costlang/cost/eval/table"
	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/say"
)

// tornadoTable is a bar for each param, the widest first: how low and how high it takes the figure, and with a target where the figure
// comes to it. The first row is the figure as it is.
func (r *Report) tornadoTable(ctx context.Context, a analysis, found *sensitivity.OneWay) (*table.Table, error) {
	t := &table.Table{Name: "tornado_" + a.name, Title: say.T("Tornado: %s", a.title())}
	values := []sensitivity.Value{found.Base}
	for _, s := range found.Swings {
		values = append(values, sensitivity.Value{D: s.Low, Known: s.Connected}, sensitivity.Value{D: s.High, Known: s.Connected})
	}
	places := a.places(ctx, found.Base, values...)
	t.Columns = []table.Column{table.TextColumn(say.T("Assumption"))}
	for _, name := range []say.Phrase{say.T("Lowest"), say.T("Highest"), say.T("Swing")} {
		t.Columns = append(t.Columns, a.valueColumn(name, places))
	}
	t.Columns = append(t.Columns, inlineColumn(say.T("At lowest")), inlineColumn(say.T("At highest")))
	t.Note = openNote(found)
	t.Rows = append(t.Rows, r.baseRow(a, found.Base, 1))
	if a.target != plan.None {
		t.Columns = append(t.Columns, inlineColumn(say.T("Break-even")))
		target, known := r.value(a.target)
		row := valueRow(say.T("Target"), sensitivity.Value{D: target, Known: known}, 1, told{label: say.T("Target"), note: say.T("what %s is to come to", a.title())})
		row.Cells[1].Places = max(places, a.targetPlaces(target))
		t.Rows = append(t.Rows, row)
	}
	for _, s := range found.Swings {
		cells, err := r.barCells(ctx, a, s, places)
		if err != nil {
			return nil, err
		}
		t.Rows = append(t.Rows, table.Row{Parent: table.None, Key: s.Param.Name, Cells: cells})
	}
	return t, nil
}

// barCells is the row of one param.
func (r *Report) barCells(ctx context.Context, a analysis, s sensitivity.Swing, places int) ([]table.Cell, error) {
	label := table.TextCell(s.Param.Decl.Label)
	if !s.Connected {
		return []table.Cell{label, table.LabelCell(say.T("not connected"))}, nil
	}
	low, high := r.lowHighCells(a, s)
	cells := []table.Cell{label, low, high, r.swingCell(a, s, places)}
	lowest, highest := r.endsOf(s)
	cells = append(cells, r.triedCell(s.Param, lowest), r.triedCell(s.Param, highest))
	single := s.Param.Decl.Type.Kind == check.KindNumber && s.Param.Decl.Type.Series == check.Single
	if a.target == plan.None || !single {
		return cells, nil
	}
	found, err := r.origin().Solve(ctx, sensitivity.Goal{Of: a.of, Target: a.target, Param: s.Param})
	if err != nil {
		return nil, err
	}
	return append(cells, from(a.breakEven(s.Param), r.breakEvenCell(s.Param, found))), nil
}

// breakEven is the origin of a value of a param at which the figure comes to a target.
func (a analysis) breakEven(param *plan.Param) tried {
	return tried{param.Name, say.T("found: with this value %s comes to the target", a.title())}
}

// endsOf are the values of a param at which the figure is at the ends of its bar: its own value where no other goes as far. Where
// the figure stays, they are the first and the last that were tried.
func (r *Result) endsOf(s sensitivity.Swing) (low, high []num.D) {
	low, high = r.ownValues(s.Param), r.ownValues(s.Param)
	for i := range s.Points {
		if pt := s.Points[len(s.Points)-1-i]; pt.Known && pt.D.Equal(s.Low) {
			low = pt.At[0]
		}
		if pt := s.Points[i]; pt.Known && pt.D.Equal(s.High) {
			high = pt.At[0]
		}
	}
	return low, high
}

// breakEvenCell is all values of a param at which the figure comes to its target.
func (r *Report) breakEvenCell(param *plan.Param, found *sensitivity.Solving) table.Cell {
	if len(found.Solutions) == 0 && param.Decl.Range.Kind == ast.Alternatives {
		return table.LabelCell(say.T("at none of its alternatives"))
	}
	if len(found.Solutions) == 0 {
		return table.LabelCell(say.T("none in its range"))
	}
	if len(found.Solutions) == 1 {
		return r.solutionCell(param, found.Solutions[0])
	}
	var all []say.Phrase
	for _, s := range found.Solutions {
		c := r.solutionCell(param, s)
		if c.Kind == table.Number {
			all = append(all, say.T("%s", table.Amount{Value: c.Value, Places: c.Places, Unit: c.Unit}))
			continue
		}
		all = append(all, c.Text)
	}
	return table.LabelCell(say.And(all))
}
