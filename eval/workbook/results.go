package workbook

import (
	"github.com/costlang/cost/eval/plan"
	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/say"
)

// requireResults marks what the tables show as needed.
func (b *builder) requireResults() {
	r := b.Results
	if r.Grid == nil {
		return
	}
	flow := func(list ...plan.Flow) {
		for _, f := range list {
			b.g.require(f.Years...)
			b.g.require(f.Later, f.Total)
		}
	}
	flow(r.Gross, r.Residual, r.Grants, r.AfterGrants, r.Savings, r.Net, r.Overhead)
	b.g.require(r.Labour, r.Present)
	for _, c := range r.Categories {
		flow(c.Flow)
	}
	for _, ln := range r.Lines {
		flow(ln.Own, ln.Overhead)
	}
	for _, t := range r.Teams {
		b.g.require(t.Active...)
	}
	for _, c := range r.Courses {
		flow(c.Courses, c.Started, c.Completed)
	}
	for _, w := range r.Wages {
		b.g.require(w.Labour, w.Hours, w.FTE)
	}
	for _, p := range r.Payers {
		flow(p.Flow)
	}
}

// tableRow is a row of a table by year.
type tableRow struct {
	key    string
	label  say.Phrase
	indent int
	unit   string
	flow   plan.Flow
	minus  bool
	sum    bool // a line is drawn above it
	parts  []int
}

// layResults writes the figures, the ladder and the tables by year.
func (b *builder) layResults() {
	s := b.results
	row := b.head(s, say.T("Results"), b.subject())
	row = b.layChecksLine(row)
	b.header(s, row, say.T("Figure"), say.T("Value"), say.T("Unit"))
	right(s, row, 1, 2)
	row++
	for _, o := range b.Outputs {
		s.Put(row, 0, text(o.Title, Style{Bold: true}))
		b.figure(Address{s, row, 1}, o.Shown, o.Unit, Style{Bold: true})
		s.Put(row, 2, unitText(o.Unit))
		b.record("output", o.Name, o.Title, o.Unit, o.Shown, Address{s, row, 1})
		row++
	}
	s.Widths = []float64{52, 16, 16}
	if b.Results.Grid == nil {
		return
	}
	for len(s.Widths) < b.Results.Grid.Years+4 {
		s.Widths = append(s.Widths, 14)
	}
	row = b.layLadder(row + 1)
	row = b.layByYear(row+1, "costs", say.T("Cost by category and year"), b.costRows())
	row = b.layByYear(row+1, "lines", say.T("Cost by line and year"), b.lineRows())
	row = b.layByYear(row+1, "volumes", say.T("Volumes"), b.volumeRows())
	row = b.layByYear(row+1, "payers", say.T("Net cost by payer and year"), b.payerRows())
	b.layWages(row + 1)
}

// subject is what the figures are of.
func (b *builder) subject() say.Phrase {
	if b.Scenario != "" {
		return say.T("%s, under %q", b.Title, b.Scenario)
	}
	return say.Verbatim(b.Title)
}

// figure stands a number of the model in a table. One that is shown in % is a number of hundredths.
func (b *builder) figure(at Address, x plan.Ref, unit string, style Style) {
	if unit == "%" {
		b.percent(at, x, style)
		return
	}
	style.Format = b.format(unit, x)
	b.refer(at, x, style)
}

// percent shows a number of hundredths with the sign % behind it.
func (b *builder) percent(at Address, x plan.Ref, style Style) {
	style.Format = b.format("", x) + `"%"`
	b.refer(at, x, style)
}

// layLadder goes from gross to net, with formulas of its own rows.
func (b *builder) layLadder(row int) int {
	s, r := b.results, b.Results
	b.say(s, row, 0, say.T("From gross to net"), Style{Role: Heading})
	row++
	money := r.Money.String()
	b.header(s, row, say.T("Step"), say.T("Amount"), say.T("Unit"))
	right(s, row, 1, 2)
	steps := []struct {
		key   string
		label say.Phrase
		of    plan.Ref
		sum   bool
	}{
		{"gross", say.T("Gross cost"), r.Gross.Total, false}, {"residual", say.T("Residual value"), r.Residual.Total, false},
		{"grants", say.T("Grants"), r.Grants.Total, false}, {"after_grants", say.T("After grants"), r.AfterGrants.Total, true},
		{"savings", say.T("Savings"), r.Savings.Total, false}, {"net", say.T("Net cost"), r.Net.Total, true},
		{"labour", say.T("of gross: labour"), r.Labour, false}, {"overhead", say.T("of gross: overhead"), r.Overhead.Total, false},
	}
	first := row + 1
	for i, step := range steps {
		row++
		at, style := Address{s, row, 1}, Style{}
		if step.sum {
			style.Role = Total
		}
		b.say(s, row, 0, step.label, style)
		s.Put(row, 2, unitText(money))
		switch step.key {
		case "after_grants":
			style.Format = b.format(money, step.of)
			s.Put(row, 1, Cell{Kind: Formula, Text: cellAt(first, 1) + "-" + cellAt(first+1, 1) + "-" + cellAt(first+2, 1), Style: style})
		case "net":
			style.Format = b.format(money, step.of)
			s.Put(row, 1, Cell{Kind: Formula, Text: cellAt(first+3, 1) + "-" + cellAt(first+4, 1), Style: style})
		default:
			b.figure(at, step.of, money, style)
		}
		b.record("ladder", steps[i].key, b.in(step.label), money, step.of, at)
	}
	if r.Present != plan.None {
		row++
		b.say(s, row, 0, say.T("net, present value"), Style{})
		b.figure(Address{s, row, 1}, r.Present, money, Style{})
		b.record("ladder", "present", b.in(say.T("net, present value")), money, r.Present, Address{s, row, 1})
	}
	return row + 1
}

func cellAt(row, col int) string { return Address{Row: row, Col: col}.Ref() }

// costRows are the categories, and the steps from gross to net.
func (b *builder) costRows() []tableRow {
	r, money := b.Results, b.Results.Money.String()
	var out []tableRow
	var parts []int
	for _, c := range r.Categories {
		parts = append(parts, len(out))
		out = append(out, tableRow{key: c.Name, label: categoryLabel(c), unit: money, flow: c.Flow})
	}
	return append(out,
		tableRow{key: "gross", label: say.T("Gross cost"), unit: money, flow: r.Gross, sum: true, parts: parts},
		tableRow{key: "residual", label: say.T("Residual value"), unit: money, flow: r.Residual, minus: true},
		tableRow{key: "grants", label: say.T("Grants"), unit: money, flow: r.Grants, minus: true},
		tableRow{key: "savings", label: say.T("Savings"), unit: money, flow: r.Savings, minus: true},
		tableRow{key: "net", label: say.T("Net cost"), unit: money, flow: r.Net, sum: true, parts: []int{len(parts), len(parts) + 1, len(parts) + 2, len(parts) + 3}})
}

// categoryLabel is the label of a category: those of the field have one in every language.
func categoryLabel(c plan.CategoryResult) say.Phrase {
	if label, ok := fieldCategories[c.Label]; ok {
		return label
	}
	return say.Verbatim(c.Label)
}

var fieldCategories = map[string]say.Phrase{
	"Preparation": say.T("Preparation"), "Training": say.T("Training"), "Operation": say.T("Operation"),
	"Investment": say.T("Investment"), "Other": say.T("Other"),
}

// lineRows are the lines, overhead on a row of its own where there is any.
func (b *builder) lineRows() []tableRow {
	money := b.Results.Money.String()
	var out []tableRow
	for _, ln := range b.Results.Lines {
		minus := ln.Kind != ast.CostLine
		out = append(out, tableRow{key: ln.Name, label: say.Verbatim(ln.Label), unit: money, flow: ln.Own, minus: minus})
		if ln.Overhead.Total != plan.None {
			out = append(out, tableRow{key: ln.Name, label: say.T("Overhead: %s", ln.Label), indent: 1, unit: money, flow: ln.Overhead, minus: minus})
		}
	}
	return out
}

func (b *builder) volumeRows() []tableRow {
	var out []tableRow
	for _, t := range b.Results.Teams {
		out = append(out, tableRow{key: t.Name, label: say.T("Teams active: %s", t.Label), flow: plan.Flow{Years: t.Active, Later: plan.None, Total: plan.None}})
	}
	for _, c := range b.Results.Courses {
		counted := c.Counted.String()
		out = append(out, tableRow{key: c.Name, label: say.T("%s: courses started", c.Label), flow: c.Courses},
			tableRow{key: c.Name, label: say.T("%s: started", c.Label), unit: counted, flow: c.Started},
			tableRow{key: c.Name, label: say.T("%s: completed", c.Label), unit: counted, flow: c.Completed})
	}
	return out
}

func (b *builder) payerRows() []tableRow {
	var out []tableRow
	for _, p := range b.Results.Payers {
		out = append(out, tableRow{key: p.Name, label: say.Verbatim(p.Name), unit: b.Results.Money.String(), flow: p.Flow})
	}
	return out
}

// layByYear writes a table by year. Totals of rows are sums of the row, and a row of parts is the sum of its parts.
func (b *builder) layByYear(row int, key string, title say.Phrase, list []tableRow) int {
	if len(list) == 0 {
		return row - 1
	}
	s, years := b.results, b.Results.Grid.Years
	b.say(s, row, 0, title, Style{Role: Heading})
	row++
	s.Put(row, 0, text("", Style{Role: Header}))
	b.say(s, row, 1, say.T("Unit"), Style{Role: Header})
	for y := range years {
		b.say(s, row, 2+y, b.yearName(y), Style{Role: Header})
	}
	b.say(s, row, 2+years, say.T("later"), Style{Role: Header})
	b.say(s, row, 3+years, say.T("Total"), Style{Role: Header})
	right(s, row, 2, 4+years)
	row++
	first := row
	for _, r := range list {
		b.layTableRow(row, first, key, r)
		row++
	}
	return row
}

func (b *builder) layTableRow(row, first int, key string, r tableRow) {
	s, years := b.results, b.Results.Grid.Years
	style := Style{Indent: r.indent}
	if r.sum {
		style.Role = Total
	}
	b.say(s, row, 0, r.label, style)
	s.Put(row, 1, text(r.unit, Style{Role: Quiet}))
	refs := append([]plan.Ref(nil), r.flow.Years...)
	for len(refs) < years {
		refs = append(refs, plan.None)
	}
	refs = append(refs[:years:years], r.flow.Later)
	style.Indent, style.Format = 0, b.format(r.unit, append(refs, r.flow.Total)...)
	for i, x := range refs {
		at := Address{s, row, 2 + i}
		switch {
		case len(r.parts) > 0:
			s.Put(at.Row, at.Col, Cell{Kind: Formula, Text: partsOf(first, at.Col, r.parts), Style: style})
		case r.minus:
			b.subtracted(at, x, style)
		default:
			b.refer(at, x, style)
		}
	}
	if r.flow.Total == plan.None && key == "volumes" {
		return
	}
	at := Address{s, row, 3 + years}
	s.Put(at.Row, at.Col, Cell{Kind: Formula, Text: "SUM(" + cellAt(row, 2) + ":" + cellAt(row, 2+years) + ")", Style: bolder(style)})
	b.recordFlow(key, r, row)
}

func bolder(s Style) Style {
	s.Bold = true
	return s
}

// partsOf adds the rows that a row is the sum of, from its first row on.
func partsOf(first, col int, parts []int) string {
	if last := parts[len(parts)-1]; last-parts[0] == len(parts)-1 {
		return "SUM(" + cellAt(first+parts[0], col) + ":" + cellAt(first+last, col) + ")"
	}
	out := ""
	for i, p := range parts {
		if i > 0 {
			out += "+"
		}
		out += cellAt(first+p, col)
	}
	return out
}

// subtracted stands a figure with the sign turned.
func (b *builder) subtracted(at Address, x plan.Ref, style Style) {
	if v, ok := b.number(x); ok {
		at.Sheet.Put(at.Row, at.Col, Cell{Kind: Number, Text: v.Neg().String(), Style: style})
		return
	}
	b.later = append(b.later, func() {
		at.Sheet.Put(at.Row, at.Col, Cell{Kind: Formula, Text: "-" + b.writer(at.Sheet).operand(b.g.of(x)).within(multiplies), Style: style})
	})
}

// layWages writes hours, full-time equivalents and labour of each wage.
func (b *builder) layWages(row int) {
	s := b.results
	if len(b.Results.Wages) == 0 {
		return
	}
	b.say(s, row, 0, say.T("Hours and full-time equivalents"), Style{Role: Heading})
	row++
	money := b.Results.Money.String()
	b.header(s, row, say.T("Wage"), say.T("Hours"), say.T("FTE"), say.T("Labour, %s", money))
	right(s, row, 1, 4)
	for _, w := range b.Results.Wages {
		if !w.Used {
			continue
		}
		row++
		s.Put(row, 0, text(w.Label, Style{}))
		for i, x := range []plan.Ref{w.Hours, w.FTE, w.Labour} {
			at := Address{s, row, 1 + i}
			b.figure(at, x, []string{"hours", "", money}[i], Style{})
			b.record("wages", w.Name+"."+[]string{"hours", "fte", "labour"}[i], w.Label, []string{"hours", "", money}[i], x, at)
		}
	}
}
