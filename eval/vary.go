package eval

import (
	"cmp"
	"context"
	"errors"

	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/plan"
	"github.com/costlang/cost/eval/sensitivity"
	"github.com/costlang/cost/eval/table"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
	"github.com/costlang/cost/lang/source"
)

// analyse adds a table for each analysis of the script, and its scenarios side by side.
func (p *Program) analyse(ctx context.Context, r *Report) error {
	for i, a := range p.plan.Analyses {
		build, ok := analyses[a.Decl.Kind]
		if !ok { // correlations belong to simulations, which come last
			continue
		}
		t, err := build(r, ctx, p.analysis(i))
		if err = cmp.Or(err, ctx.Err()); err != nil {
			return p.refused(a.Decl.Span, err)
		}
		r.Tables = append(r.Tables, t)
	}
	if err := p.simulate(ctx, r); err != nil {
		return err
	}
	if len(p.plan.Scenarios) > 0 && len(p.plan.Outputs) > 0 && r.scenario < 0 {
		t, err := p.sideBySide(ctx, r)
		if err != nil {
			return err
		}
		r.Tables = append(r.Tables, t)
	}
	return nil
}

// analyses builds the table of each kind of analysis.
var analyses = map[check.AnalysisKind]func(*Report, context.Context, analysis) (*table.Table, error){
	check.OneWay: (*Report).oneWayTable, check.Together: (*Report).togetherTable, check.TwoWay: (*Report).gridTable,
	check.LeaveOut: (*Report).leaveOutTable, check.Solution: (*Report).solvingTable,
}

// analysis is one to be run: a figure, and what it is followed along.
type analysis struct {
	figure
	params []*plan.Param
	data   *check.Data
	column *check.Column
	target plan.Ref // of a solution, in the unit of the figure
	axes   []plan.Axis
}

// figure is what an analysis follows. The unit is that of the step.
type figure struct {
	name, label string
	unit, one   string // the unit, and how it stands behind the number 1
	of          plan.Ref
	find        func(*plan.Plan) plan.Ref // it in another plan of the script
}

// analysis is one that the script documents.
func (p *Program) analysis(index int) analysis {
	a := p.plan.Analyses[index]
	out := analysis{data: a.Decl.Data, column: a.Decl.Column, target: a.Target, axes: a.Axes}
	out.figure = figure{name: a.Decl.Name, of: a.Of, find: func(p *plan.Plan) plan.Ref { return p.Analyses[index].Of }}
	if a.Decl.Of != nil {
		out.unit, out.one = a.Decl.Of.Type().Unit.String(), a.Decl.Of.Type().Unit.Beside(true)
	}
	for _, o := range p.plan.Outputs {
		if o.Name == a.Decl.Name {
			out.unit, out.one, out.label = displayUnit(o.Decl.As, false), displayUnit(o.Decl.As, true), o.Label
		}
	}
	for _, at := range a.Params {
		out.params = append(out.params, p.plan.Params[at])
	}
	return out
}

// origin is the run as what analyses start from.
func (r *Result) origin() *sensitivity.Base {
	limits := r.program.limits
	return &sensitivity.Base{Reading: r.reading, Inputs: r.inputs, Spent: r.spent, Limits: sensitivity.Limits{
		Figures: int64(limits.Operations), Points: int64(limits.SweepPoints), Bytes: int64(limits.KeptBytes), Work: int64(limits.Work),
	}}
}

// title is what a person calls the figure: its label, or else its name.
func (a analysis) title() say.Phrase { return say.Verbatim(cmp.Or(a.label, a.name)) }

// refused says why an analysis has no result: it is too large, a plan of it cannot be lowered, or the run was stopped.
func (p *Program) refused(at source.Span, err error) error {
	if list, lowering := err.(diag.List); lowering {
		return list.Attach(p.files)
	}
	if !at.Known() {
		at = p.questioned()
	}
	var large *sensitivity.TooLarge
	if !errors.As(err, &large) {
		return p.stoppedAt(at, err)
	}
	return diag.List{passed(large).At(diag.LimitReached, at)}.Attach(p.files)
}

// questioned is where the script declares what a question is about: the first param, or else the figure.
func (p *Program) questioned() source.Span {
	for _, a := range p.module.Analyses {
		switch {
		case a.Span.Known():
			return a.Span
		case len(a.Axes) > 0:
			return a.Axes[0].Param.Span
		case len(a.Params) > 0:
			return a.Params[0].Span
		case a.Of != nil:
			return p.figureSpan(a)
		}
	}
	return p.here()
}

// figureSpan is where the figure of an analysis is declared, or written.
func (p *Program) figureSpan(a *check.Analysis) source.Span {
	for _, o := range p.module.Outputs {
		if o.Name == a.Name {
			return o.Span
		}
	}
	return a.Of.Span()
}

// passed is the limit that an analysis passes.
func passed(large *sensitivity.TooLarge) diag.Passed {
	out := diag.Passed{Asked: large.Needed, Allowed: large.Limit}
	switch {
	case large.Work:
		out.Field, out.What, out.Instead, out.AtLeast = "Work", say.T("the analyses read too many steps one after the other"), say.T("ask fewer questions, or about fewer params, alternatives or groups"), true
	case large.Draws:
		out.Field, out.What, out.Instead = "SweepPoints", say.T("the simulation has too many draws"), say.T("draw fewer")
	case large.Bytes:
		out.Field, out.What, out.Instead = "KeptBytes", say.T("the analysis keeps too many bytes"), say.T("ask about fewer params or figures at a time")
	case large.Points:
		out.Field, out.What, out.Instead = "SweepPoints", say.T("the analysis has too many points"), say.T("go over fewer params or coarser steps")
	default:
		out.Field, out.What = "Operations", say.T("the scenarios and alternatives need too many figures")
		out.Instead = say.T("use fewer scenarios, alternatives or outputs")
	}
	return out
}

// unknown notes why a figure has no value somewhere.
func (r *Report) unknown(where say.Phrase, problems diag.List) {
	for _, d := range problems {
		r.Notes = append(r.Notes, say.T("no value %s: %s", where, d.Message))
	}
}

// unknownAmong notes at how many points of an analysis a figure has no value, and why it has none at the first of them.
func (r *Report) unknownAmong(a analysis, failed, all int64, first *sensitivity.Point) {
	if failed == 0 {
		return
	}
	r.Notes = append(r.Notes, say.T("%s has no value at %s of %s points", a.title(), say.Int(int(failed)), say.Int(int(all))))
	r.unknown(say.T("with %s", r.pointText(a.params, first.At)), first.Problems)
}

// pointText is the values of params at a point: `size = 8 and pay = 120%`.
func (r *Result) pointText(params []*plan.Param, at [][]num.D) say.Phrase {
	var parts []say.Phrase
	for i, param := range params {
		parts = append(parts, say.T("%s = %s", param.Name, r.paramText(param, at[i])))
	}
	return say.And(parts)
}

// valueColumn is a column for the figure, or for differences of it.
func (a analysis) valueColumn(name say.Phrase, places int) table.Column {
	c := table.NumberColumn(name, a.unit)
	c.Places = places
	if name.Equal(a.title()) {
		c.Key = a.name
	}
	return c
}

// places is the decimal places of a table: those that all its figures share, and what they differ by from the base. When the context ends
// it is some number.
func (a analysis) places(ctx context.Context, base sensitivity.Value, others ...sensitivity.Value) int {
	return table.SharedPlaces(func(yield func(num.D) bool) {
		on := yield(base.D)
		for _, v := range others {
			if !on || ctx.Err() != nil {
				return
			}
			if !v.Known {
				continue
			}
			on = yield(v.D)
			if on && base.Known && differs(v.D, base.D) {
				gap, _ := v.Sub(base.D)
				on = yield(gap)
			}
		}
	}, a.unit)
}

// differs reports whether two figures differ by more than a millionth: who reads thousands does not look for hundredths.
func differs(x, y num.D) bool {
	gap, _ := x.Sub(y)
	least, _ := y.MulRatio(1, 1_000_000)
	return gap.Abs().Cmp(least.Abs()) > 0
}

// valuesOf is the figure at points.
func valuesOf(points []sensitivity.Point) []sensitivity.Value {
	out := make([]sensitivity.Value, len(points))
	for i, pt := range points {
		out[i] = pt.Value
	}
	return out
}

// valueCells is a value and how far it is from the base.
func valueCells(v, base sensitivity.Value, places int) []table.Cell {
	switch {
	case !v.Known:
		return []table.Cell{table.LabelCell(noValue), table.EmptyCell()}
	case !base.Known:
		return []table.Cell{table.NumberCell(v.D), table.EmptyCell()}
	}
	return []table.Cell{table.NumberCell(v.D), difference(v.D, base.D, places)}
}

// baseRow is the row of the run itself, its value in a column.
func (r *Result) baseRow(a analysis, base sensitivity.Value, column int) table.Row {
	return valueRow(say.T("As it is"), base, column, r.asItIs(a))
}

func valueRow(label say.Phrase, v sensitivity.Value, column int, of origin) table.Row {
	cells := []table.Cell{table.LabelCell(label)}
	for len(cells) < column {
		cells = append(cells, table.EmptyCell())
	}
	return table.Row{Kind: table.Subtotal, Parent: table.None, Cells: append(cells, from(of, valueCells(v, sensitivity.Value{}, 0)[0]))}
}

// difference is a cell for x - y that is printed as the difference of what x and y are printed as.
func difference(x, y num.D, places int) table.Cell {
	diff, _ := x.Sub(y)
	printed, _ := x.Round(places).Sub(y.Round(places))
	return table.NumberCell(diff).PrintedAs(printed, places)
}
