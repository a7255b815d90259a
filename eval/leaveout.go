package eval

import (
	"context"
	"maps"
	"slices"
	"time"

	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/eval/exact"
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/plan"
	"github.com/costlang/cost/eval/rows"
	"github.com/costlang/cost/eval/sensitivity"
	"github.com/costlang/cost/eval/table"
	"github.com/costlang/cost/lang/say"
)

// leaveOutTable shows a figure without each group of rows, and how low and high it comes.
func (r *Report) leaveOutTable(ctx context.Context, a analysis) (*table.Table, error) {
	found, err := r.leaveOut(ctx, a)
	if err != nil {
		return nil, err
	}
	t := &table.Table{Name: "without_" + a.name, Title: say.T("What if: %s, leaving out one %s at a time", a.title(), a.column.Name)}
	t.Columns = []table.Column{inlineColumn(say.T("Left out"))}
	var values []sensitivity.Value
	for _, g := range found.Groups {
		values = append(values, g.Value)
	}
	places := a.places(ctx, found.Base, values...)
	for _, name := range []say.Phrase{a.title(), say.T("Change")} {
		t.Columns = append(t.Columns, a.valueColumn(name, places))
	}
	t.Rows = append(t.Rows, r.baseRow(a, found.Base, 1))
	for _, g := range found.Groups {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		cell := groupCell(a.column, g.Is)
		r.unknown(say.T("without %s", groupText(cell)), g.Problems)
		t.Rows = append(t.Rows, table.Row{Parent: table.None, Cells: append([]table.Cell{cell}, r.comparedCells(a, a.without(cell), r.asItIs(a), g.Value, found.Base, places)...)})
	}
	if found.Low >= 0 {
		t.Rows = append(t.Rows, r.groupRow(a, say.T("Lowest"), found.Groups[found.Low]), r.groupRow(a, say.T("Highest"), found.Groups[found.High]))
	}
	return t, nil
}

func (r *Result) groupRow(a analysis, label say.Phrase, g sensitivity.Group) table.Row {
	return valueRow(label, g.Value, 1, a.without(groupCell(a.column, g.Is)))
}

// without is the origin of the figure without a group of rows.
func (a analysis) without(group table.Cell) told {
	return told{label: a.title(), note: say.T("without the rows of %s where %s is %s", a.data.Name, a.column.Name, groupText(group)), of: a.name}
}

// leaveOut lowers the script again without each group of rows, under the scenario and with the inputs of the run.
func (r *Result) leaveOut(ctx context.Context, a analysis) (*sensitivity.LeaveOut, error) {
	return r.origin().LeaveOut(ctx, sensitivity.Without{
		Rows: r.program.data, Data: a.data, Column: a.column, Limits: r.program.limits.plan(ctx.Err), Of: a.find, Inputs: r.inputsOf,
	})
}

// inputsOf is the inputs of the run in another plan of the script, where texts may have other numbers and a scenario other values.
func (r *Result) inputsOf(ctx context.Context, p *plan.Plan) (exact.Inputs, error) {
	out := exact.Inputs{}
	if r.scenario >= 0 {
		base, err := exact.Run(ctx, p, nil)
		if err != nil {
			return nil, err
		}
		out = underScenario(base, r.scenario)
	}
	maps.Copy(out, r.set)
	for _, param := range r.program.plan.Params {
		for i := range param.Values {
			slot := param.FirstSlot + i
			if v, set := r.set[slot]; set && param.Decl.Type.Kind == check.KindText {
				out[slot] = r.textIn(p, v)
			}
		}
	}
	return out, nil
}

// textIn is the number of a text of the run in another plan. One that the other does not know comes after all that it does.
func (r *Result) textIn(p *plan.Plan, v num.D) num.D {
	i, _ := v.Int64()
	if known := r.program.plan.Texts; int(i) < len(known) {
		if at := slices.Index(p.Texts, known[i]); at >= 0 {
			return num.Int(int64(at))
		}
	}
	return num.Int(int64(len(p.Texts)) + i)
}

// groupCell is what the rows of a group have in common.
func groupCell(c *check.Column, is rows.Cell) table.Cell {
	switch {
	case is.Missing:
		return table.LabelCell(say.T("without a value"))
	case c.Type.Kind == check.KindText:
		return table.TextCell(is.Text)
	case c.Type.Kind == check.KindDate:
		days, _ := is.Value.Int64()
		return table.LabelCell(say.T("%s", say.Date(time.Unix(0, 0).UTC().AddDate(0, 0, int(days)).Format(time.DateOnly))))
	}
	amount := numberAmount(c.Percent, c.Type.Unit, is.Value)
	out := table.NumberCell(amount.Value)
	out.Unit, out.Places = amount.Unit, amount.Places
	return out
}

func groupText(c table.Cell) say.Phrase {
	if c.Kind == table.Number {
		return say.T("%s", table.Amount{Value: c.Value, Places: c.Places, Unit: c.Unit})
	}
	return c.Text
}
