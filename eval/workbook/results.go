package workbook

import (
	"github.com/costlang/cost/eval/plan"
	"github.com/costlang/cost/lang/say"
)

// requireResults marks what the tables show as needed.
func (b *builder) requireResults() {
	r := b.Results
	if r.Grid == nil {
		return
	}
	flow := func(list ...*plan.Flow) {
		for _, f := range list {
			b.g.require(f.Years...)
			b.g.require(f.Later, f.Total)
		}
	}
	flow(&r.Gross, &r.Residual, &r.Grants, &r.AfterGrants, &r.Savings, &r.Net, &r.Overhead)
	b.g.require(r.Labour, r.Present)
	for _, c := range r.Categories {
		flow(&c.Flow)
	}
	for _, ln := range r.Lines {
		flow(&ln.Own, &ln.Overhead)
	}
	for _, t := range r.Teams {
		b.g.require(t.Active...)
	}
	for _, c := range r.Courses {
		flow(&c.Courses, &c.Started, &c.Completed)
	}
	for _, w := range r.Wages {
		b.g.require(w.Labour, w.Hours, w.FTE)
	}
	for _, p := range r.Payers {
		flow(&p.Flow)
	}
	if hours := b.workedColumns()[0]; b.isBeyond(hours) {
		b.g.require(hours.all...)
	}
}

// figure is a figure that the script reports, in its cell.
type figure struct {
	title string
	at    Address
	known bool // whether it has a value
}

// layResults writes the figures, the ladder and the tables by year.
func (b *builder) layResults() {
	s := b.results
	s.FrozenCols = 1
	row := b.head(s, say.T("Results"), b.subject())
	row = b.layVerdicts(row)
	b.header(s, row, say.T("Figure"), say.T("Value"), say.T("Unit"))
	right(s, row, 1, 2)
	row++
	for _, o := range b.Outputs {
		s.Put(row, 0, text(o.Title, Style{Bold: true}))
		b.figure(Address{s, row, 1}, o.Shown, o.Unit, Style{Bold: true})
		s.Put(row, 2, b.unitText(o.Unit))
		at := Address{s, row, 1}
		b.record("output", o.Name, o.Title, o.Unit, o.Shown, at)
		_, known := b.Run.Value(o.Shown)
		b.figures = append(b.figures, figure{o.Title, at, known})
		row++
	}
	s.Widths = []float64{52, 16, 16}
	if b.Results.Grid == nil {
		return
	}
	for len(s.Widths) < b.Results.Grid.Years+5 {
		s.Widths = append(s.Widths, 14)
	}
	b.firstTable = row + 1
	row = b.layLadder(row + 1)
	costs := &yearTable{key: "costs", title: say.T("Cost by category and year"), rows: b.costRows()}
	costs.whole = costs.totalOf(b, "gross", row+1)
	row = b.layByYear(row+1, costs)
	row = b.layByYear(row+1, &yearTable{key: "lines", title: say.T("Cost by line and year"), rows: b.lineRows(), whole: costs.whole})
	row = b.layByYear(row+1, &yearTable{key: "volumes", title: say.T("Volumes"), rows: b.volumeRows()})
	row = b.layByYear(row+1, &yearTable{key: "payers", title: say.T("Net cost by payer and year"), rows: b.payerRows()})
	b.layWages(row + 1)
}

// subject is what the figures are of.
func (b *builder) subject() say.Phrase {
	if b.Scenario != "" {
		return say.T("%s, under %q", b.Title, b.Scenario)
	}
	return say.Verbatim(b.Title)
}

// figure stands a number of the model in a table.
func (b *builder) figure(at Address, x plan.Ref, unit string, style Style) {
	style.Format = b.format(unit, x)
	b.refer(at, x, style)
}

// ladderStep is a step from gross to net: minus is subtracted, and sum has the cells above it from its first on.
type ladderStep struct {
	key        string
	label      say.Phrase
	of         plan.Ref
	minus, sum bool
}

// layLadder goes from gross to net, with formulas of its own rows. What is subtracted is negative, as in the tables of a run.
func (b *builder) layLadder(row int) int {
	s, r := b.results, b.Results
	b.say(s, row, 0, say.T("From gross to net"), Style{Role: Heading})
	row++
	b.header(s, row, say.T("Step"), say.T("Amount"), say.T("Unit"))
	right(s, row, 1, 2)
	row++
	first := row
	steps := []ladderStep{
		{key: "gross", label: say.T("Gross cost"), of: r.Gross.Total}, {key: "residual", label: say.T("Residual value"), of: r.Residual.Total, minus: true},
		{key: "grants", label: say.T("Grants"), of: r.Grants.Total, minus: true}, {key: "after_grants", label: say.T("After grants"), of: r.AfterGrants.Total, sum: true},
		{key: "savings", label: say.T("Savings"), of: r.Savings.Total, minus: true}, {key: "net", label: say.T("Net cost"), of: r.Net.Total, sum: true},
		{key: "labour", label: say.T("of gross: labour"), of: r.Labour},
	}
	if v, known := b.Run.Value(r.Overhead.Total); !known || !v.IsZero() || b.moves(r.Overhead.Total) {
		steps = append(steps, ladderStep{key: "overhead", label: say.T("of gross: overhead"), of: r.Overhead.Total})
	}
	if r.Present != plan.None {
		steps = append(steps, ladderStep{key: "present", label: say.T("net, present value"), of: r.Present})
	}
	for _, step := range steps {
		first = b.layStep(step, first, row)
		row++
	}
	return row
}

// layStep writes a step, and gives the row from which the next sum adds.
func (b *builder) layStep(step ladderStep, first, row int) int {
	s, at, money, style := b.results, Address{b.results, row, 1}, b.Results.Money.String(), Style{}
	if step.sum {
		style.Role = Total
	}
	b.say(s, row, 0, step.label, style)
	s.Put(row, 2, text(b.unitWords(money), Style{Role: Quiet, Indent: 1, Over: step.sum}))
	style.Format = b.format(money, step.of)
	switch {
	case step.sum:
		s.Put(row, 1, Cell{Kind: Formula, Text: "SUM(" + cellAt(first, 1) + ":" + cellAt(row-1, 1) + ")", Style: style, Value: b.stored(nil, step.of, false)})
		first = row
	case step.minus:
		b.subtracted(at, step.of, style)
	default:
		b.refer(at, step.of, style)
	}
	b.recordSigned("ladder", step.key, b.in(step.label), money, step.of, at, step.minus)
	return first
}

// cellAt is the address of a cell within its sheet.
func cellAt(row, col int) string { return Address{Row: row, Col: col}.Ref() }
