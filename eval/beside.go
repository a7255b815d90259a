package eval

import (
	"context"
	"errors"
	"slices"

	"github.com/costlang/cost/eval/table"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
)

// AnswerAll answers a question for the script as it is, and then under each of its scenarios. Simulations share their draws, so that
// each says how far its mean lies from that of the script as it is, with the error of that alone. A scenario under which the script
// cannot be computed is left out, and noted in the first report. The error is that of Answer.
func (p *Program) AnswerAll(ctx context.Context, q Question, opts ...RunOption) (out []*Report, err error) {
	defer p.recovered(ctx, &err)
	for _, name := range append([]string{""}, p.Scenarios()...) {
		each := func(o *runOptions) { o.scenario, o.simulate.each = name, name != "" }
		r, err := p.Answer(ctx, q, append(slices.Clone(opts), each)...)
		if why, failed := failedUnder(err); failed && len(out) > 0 {
			out[0].unknown(say.T("under %s", quoted(name)), why)
			continue
		}
		if err != nil {
			return nil, err
		}
		if len(out) > 0 {
			r.compare(out[0])
		}
		out = append(out, r)
	}
	return out, nil
}

// failedUnder is why a script cannot be computed, false where it was stopped or too large.
func failedUnder(err error) (diag.List, bool) {
	var list diag.List
	if !errors.As(err, &list) || len(list) == 0 || list[0].Code == diag.LimitReached || list[0].Code == diag.Interrupted {
		return nil, false
	}
	return list[:1], true
}

// compare adds to the distribution of a simulation how far its mean lies from another with the same draws.
func (r *Report) compare(base *Report) {
	if r.simulated == nil || base.simulated == nil {
		return
	}
	if change, ok := r.simulated.MeanBeyond(base.simulated); ok {
		t := r.Tables[1] // behind the low and high values
		t.Rows = append(t.Rows, statisticRow(say.T("Mean, change from base"), change, placesBySpread(change.Value, t.Columns[1].Places)))
	}
}

// besides lays the tables of each kind of answer side by side, in order of the tables.
var besides = map[QuestionKind][]func([]*table.Table, []say.Phrase) *table.Table{
	AskOneWay:   {swingsBeside},
	AskTornado:  {barsBeside, swingsBeside},
	AskTogether: {interleaved},
	AskGrid:     {interleaved},
	AskSolving:  {interleaved},
	AskLeaveOut: {func(list []*table.Table, names []say.Phrase) *table.Table { return table.Beside(list, names, 1, 1) }},
	AskSimulation: {
		swingsBeside, distributionsBeside, drawnBeside,
	},
}

func interleaved(list []*table.Table, names []say.Phrase) *table.Table {
	return table.Interleaved(list, names, false)
}

func barsBeside(list []*table.Table, names []say.Phrase) *table.Table {
	return table.Interleaved(list, names, true)
}

// distributionsBeside has the error of each scenario behind its figures.
func distributionsBeside(list []*table.Table, names []say.Phrase) *table.Table {
	const figure, wrong = 1, 2
	t := table.Beside(list, names, 1, figure, wrong)
	for i, name := range names {
		t.Columns[2*i+wrong].Name = say.T("%s ±", name)
	}
	return t
}

// drawnBeside has the scenario at the 90th percentile of each scenario.
func drawnBeside(list []*table.Table, names []say.Phrase) *table.Table {
	t := table.Beside(list, names, 2, 2)
	t.Title = say.T("%s, and what is at the 90th percentile", t.Title)
	return t
}

// SideBySide is the reports of AnswerAll as one, for reading: its tables have a column for each scenario, or its rows below each other.
// What is in common stands there once.
func SideBySide(q Question, reports []*Report) *Report {
	out := *reports[0]
	out.Tables, out.Notes = nil, nil
	names := []say.Phrase{say.T("Base")}
	for _, r := range reports[1:] {
		names = append(names, say.Verbatim(r.Scenario))
	}
	for at, lay := range besides[q.Kind] {
		var list []*table.Table
		var with []say.Phrase
		for i, r := range reports {
			if at < len(r.Tables) {
				list, with = append(list, r.Tables[at]), append(with, names[i])
			}
		}
		if len(list) > 0 {
			out.Tables = append(out.Tables, lay(list, with))
		}
	}
	for i, r := range reports {
		for _, note := range r.Notes {
			switch known := slices.ContainsFunc(reports[0].Notes, note.Equal); {
			case i == 0:
				out.Notes = append(out.Notes, note)
			case !known:
				out.Notes = append(out.Notes, say.T("under %s: %s", quoted(r.Scenario), note))
			}
		}
	}
	return &out
}

// The columns of a one-way table that are told side by side.
const (
	swingAt    = 1
	swingValue = 2
	swingWidth = 4
)

// swingsBeside tells of each param the figure at its values, and below them the swing.
func swingsBeside(list []*table.Table, names []say.Phrase) *table.Table {
	var out []*table.Table
	for _, t := range table.Aligned(list) {
		out = append(out, withSwingRows(t))
	}
	return table.Beside(out, names, swingValue, swingValue)
}

// withSwingRows has the swing of each param in a row below its values, and not beside them.
func withSwingRows(t *table.Table) *table.Table {
	out := *t
	out.Columns, out.Rows = t.Columns[:swingValue+1], nil
	swing := table.EmptyCell()
	for row, r := range t.Rows {
		at, value := t.Cell(row, swingAt), t.Cell(row, swingValue)
		if at.Kind == table.Text && value.Kind == table.Empty { // not connected
			at, value = value, at
		}
		if c := t.Cell(row, swingWidth); c.Kind != table.Empty {
			swing = c
		}
		label := r.Cells[0]
		out.Rows = append(out.Rows, table.Row{Kind: r.Kind, Parent: table.None, Key: r.Key, Cells: []table.Cell{label, at, value}})
		if last := row == len(t.Rows)-1 || !t.Cell(row+1, 0).Text.Equal(label.Text); last && swing.Kind != table.Empty {
			out.Rows = append(out.Rows, table.Row{Parent: table.None, Key: r.Key, Cells: []table.Cell{label, table.LabelCell(say.T("Swing")), swing}})
			swing = table.EmptyCell()
		}
	}
	return &out
}
