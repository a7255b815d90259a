package eval

import (
	"context"
	"slices"

	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/plan"
	"github.com/costlang/cost/eval/sensitivity"
	"github.com/costlang/cost/eval/table"
	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/say"
)

// solvingTable shows where a figure comes to its target, or else where it comes nearest.
func (r *Report) solvingTable(ctx context.Context, a analysis) (*table.Table, error) {
	found, err := r.solve(ctx, a)
	if err != nil {
		return nil, err
	}
	param := a.params[0]
	t := &table.Table{Name: "solve_" + param.Name, Title: say.T("Break-even: %s by %s", a.title(), param.Decl.Label)}
	t.Columns = []table.Column{table.TextColumn(say.T("Point")), inlineColumn(say.Verbatim(param.Decl.Label))}
	values := solvedValues(found)
	places := max(a.places(ctx, found.Target, values...), a.places(ctx, found.Base, values...), a.targetPlaces(found.Target.D))
	for _, name := range []say.Phrase{a.title(), say.T("Difference")} {
		t.Columns = append(t.Columns, a.valueColumn(name, places))
	}
	target := told{label: say.T("Target"), note: say.T("what %s is to come to", a.title())}
	t.Rows = append(t.Rows, valueRow(say.T("Target"), found.Target, 2, target))
	own := []table.Cell{table.LabelCell(say.T("As it is")), r.triedCell(param, r.ownValues(param))}
	t.Rows = append(t.Rows, table.Row{Kind: table.Subtotal, Parent: table.None, Cells: append(own, r.comparedCells(a, r.asItIs(a), target, found.Base, found.Target, places)...)})
	add := func(label say.Phrase, found tried, s sensitivity.Solution) {
		value, goal := sensitivity.Value{D: s.Value, Known: true}, sensitivity.Value{D: s.Target, Known: true}
		if s.Exact {
			goal = value // they agree to the digits that count
		}
		cells := []table.Cell{table.LabelCell(label), from(found, r.solutionCell(param, s))}
		at := r.at(a, a.params, [][]num.D{{s.At}})
		t.Rows = append(t.Rows, table.Row{Parent: table.None, Cells: append(cells, r.comparedCells(a, at, target, value, goal, places)...)})
	}
	for _, s := range found.Solutions {
		add(say.T("Break-even"), a.breakEven(param), s)
	}
	if found.Nearest != nil {
		add(say.T("Nearest"), tried{param.Name, say.T("found: with this value %s comes nearest to the target", a.title())}, *found.Nearest)
	}
	t.Note = r.solvingNote(param, found)
	if len(found.Solutions) > 0 {
		t.Basis = []table.Property{table.Truth("exact", say.T("Exact"), !isRounded(found))}
	}
	return t, nil
}

// targetPlaces is the decimal places that a target is written with where they are few: who asks for 9.25% is told of 9.25%.
func (a analysis) targetPlaces(target num.D) int {
	const few = 3
	places := table.AutoPlaces(target, a.unit)
	if own := decimals(target); own <= few {
		return max(own, places)
	}
	return places
}

// solvedValues is the figure as it is and at the break-evens, or nearest to one.
func solvedValues(found *sensitivity.Solving) []sensitivity.Value {
	out := []sensitivity.Value{found.Base}
	for _, s := range found.Solutions {
		out = append(out, sensitivity.Value{D: s.Value, Known: true})
	}
	if found.Nearest != nil {
		out = append(out, sensitivity.Value{D: found.Nearest.Value, Known: true})
	}
	return out
}

func (r *Result) solve(ctx context.Context, a analysis) (*sensitivity.Solving, error) {
	return r.origin().Solve(ctx, sensitivity.Goal{Of: a.of, Target: a.target, Param: a.params[0]})
}

// solutionCell is where a solution lies: a value of the param, or a stretch of them.
func (r *Result) solutionCell(param *plan.Param, s sensitivity.Solution) table.Cell {
	if s.At.Equal(s.To) {
		return shortened(r.paramCell(param, []num.D{s.At}))
	}
	return table.LabelCell(say.T("%s to %s", paramAmount(param, s.At), paramAmount(param, s.To)))
}

// shortened shows a number that has many decimals with six digits.
func shortened(c table.Cell) table.Cell {
	const digits = 6
	if six, err := num.Parse(c.Value.Significant(digits)); c.Places == table.None && err == nil {
		c.Places = decimals(six)
	}
	return c
}

// isRounded reports whether the param is rounded at a solution.
func isRounded(found *sensitivity.Solving) bool {
	return slices.ContainsFunc(found.Solutions, func(s sensitivity.Solution) bool { return !s.Exact })
}

// solvingNote says what the table cannot: that there is no solution, or that one is rounded.
func (r *Result) solvingNote(param *plan.Param, found *sensitivity.Solving) say.Phrase {
	switch {
	case !found.Connected:
		return say.T("not connected: %s can move neither side", param.Name)
	case len(found.Solutions) > 0:
	case param.Decl.Range.Kind == ast.Alternatives:
		return say.T("none of the alternatives of %s is a break-even", param.Name)
	default:
		return say.T("no value of %s from %s to %s is a break-even", param.Name, paramAmount(param, found.Low), paramAmount(param, found.High))
	}
	if isRounded(found) {
		return say.T("%s is rounded; the figures are those at the rounded value", param.Name)
	}
	return say.Phrase{}
}
