package eval

import (
	"context"
	"maps"
	"slices"

	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/eval/exact"
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/plan"
	"github.com/costlang/cost/eval/sensitivity"
	"github.com/costlang/cost/eval/table"
	"github.com/costlang/cost/eval/unit"
	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
)

// Report is a run with everything that a person reads of it. Its tables are reconciled: as printed, they add up.
type Report struct {
	*Result
	Title        string // of the intervention
	About        string
	Currency     string     // by its code; "" in a script without an intervention
	Prices       int        // price year, or 0
	Horizon      say.Phrase // "5 years", or "2018-03-01 to 2019-09-30, 19 months"
	Scenario     string     // or ""
	Tables       []*table.Table
	AsWritten    bool // no scenario and no inputs: the expectations are about these very figures
	Expectations []Expectation
	Notes        []say.Phrase // what a reader must know of the figures
	Warnings     diag.List

	language  say.Language
	simulated *sensitivity.Simulated // of the last simulation, or nil
}

// In returns the report with all its texts said in a language: titles, labels, notes, and in JSON the warnings. Names, units and
// numbers stay, and so do the texts of the script.
func (r *Report) In(l say.Language) *Report {
	out := *r
	out.language = l
	out.Horizon = say.Verbatim(r.Horizon.In(l))
	out.Tables = make([]*table.Table, len(r.Tables))
	for i, t := range r.Tables {
		out.Tables[i] = t.In(l)
	}
	out.Expectations = slices.Clone(r.Expectations)
	for i := range out.Expectations {
		out.Expectations[i].Said = say.Verbatim(out.Expectations[i].Said.In(l))
		out.Expectations[i].Problem = say.Verbatim(out.Expectations[i].Problem.In(l))
	}
	out.Notes = slices.Clone(r.Notes)
	for i, note := range out.Notes {
		out.Notes[i] = say.Verbatim(note.In(l))
	}
	return &out
}

// Report runs the script and, as other inputs to the same plan, every alternative of its one-way tables and every scenario.
func (p *Program) Report(ctx context.Context, in Inputs, opts ...RunOption) (r *Report, err error) {
	defer p.recovered(ctx, &err)
	result, err := p.Run(ctx, in, opts...)
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, p.limits.Time)
	defer cancel()
	result.drawn, result.spent = runOptionsOf(opts).drawn, new(sensitivity.Spent)
	r = result.report()
	if r.Tables, err = result.tables(ctx); err != nil {
		if ctx.Err() != nil {
			err = p.stopped(err)
		}
		return nil, err
	}
	if !runOptionsOf(opts).plain {
		err = p.analyse(ctx, r)
	}
	if err != nil {
		return nil, err
	}
	if r.Expectations, err = p.expectations(ctx, result); err != nil {
		return nil, err
	}
	r.notes()
	return r, r.fits(ctx)
}

// report is a run as far as it has no tables yet.
func (r *Result) report() *Report {
	out := &Report{Result: r, Warnings: append(append(diag.List(nil), r.program.warnings...), r.warnings...), AsWritten: len(r.inputs) == 0}
	out.head()
	return out
}

// head fills what stands above the tables.
func (r *Report) head() {
	p := r.program
	if r.scenario >= 0 {
		r.Scenario = p.plan.Scenarios[r.scenario].Name
	}
	iv := p.module.Intervention
	if iv == nil {
		r.Title = p.module.File.Name
		return
	}
	r.Title, r.About, r.Prices = iv.Label, iv.About, iv.Prices
	if iv.Currency != nil {
		r.Currency = iv.Currency.Name()
	}
	if iv.Grid != nil {
		r.Horizon = p.horizonWords(iv.Grid)
	}
}

// Basis is the currency, the price year and the time that all figures share, each in words of a style.
func (r *Report) Basis(style table.Style) (out []string) {
	defer quietly()
	if r.Currency != "" {
		out = append(out, style.Unit(r.Currency))
	}
	switch {
	case r.Prices != 0:
		out = append(out, say.T("%d prices", r.Prices).In(style.Language))
	case !r.Horizon.Empty():
		out = append(out, say.T("price year not stated").In(style.Language))
	}
	if !r.Horizon.Empty() {
		out = append(out, r.Horizon.In(style.Language))
	}
	return out
}

// horizonWords is the horizon as a person says it: "5 years", "2.5 years", "18 months"; of a period also its days.
func (p *Program) horizonWords(g *check.Grid) say.Phrase {
	length := num.Ratio(g.Length.Num, g.Length.Den)
	years := num.Ratio(g.Length.Num, g.Length.Den*12)
	switch {
	case g.Back:
		from, to := p.periodDays()
		return say.T("%s to %s, %s", from, to, counted(length.Round(1), "month"))
	case years.Round(2).Equal(years):
		return say.T("%s", counted(years, "year"))
	}
	return say.T("%s", counted(length.Round(1), "month"))
}

// Back reports whether the script looks back over a period, instead of forward over a horizon.
func (r *Report) Back() bool {
	g := r.program.plan.Results.Grid
	return g != nil && g.Back
}

func counted(n num.D, unit string) table.Amount {
	if !n.Equal(num.Int(1)) {
		unit += "s"
	}
	return table.Amount{Value: n, Places: decimals(n), Unit: unit}
}

// periodDays is the first and last day of a period.
func (p *Program) periodDays() (from, to say.Date) {
	ast.Walk(p.module.Tree, func(n ast.Node) bool {
		if period, ok := n.(*ast.PeriodItem); ok {
			from, to = say.Date(period.From.Text), say.Date(period.To.Text)
		}
		return true
	})
	return from, to
}

// notes says on how many rows figures rest, and what residual and grants do to unit costs.
func (r *Report) notes() {
	for _, n := range r.program.plan.Notes {
		used, ok := r.reading.Value(n.Used)
		if all := num.Int(int64(n.All)); ok && !used.Equal(all) {
			r.Notes = append(r.Notes, say.T("line %d uses %s of %d %s", n.Span.Pos.Line, used.String(), n.All, n.What))
		}
	}
	if res := r.program.plan.Results; res.Grid != nil && !r.zero(res.Savings.Total) {
		r.Notes = append(r.Notes, r.netOutputs()...)
	}
}

// netOutputs names the outputs that divide a total from which savings are subtracted.
func (r *Report) netOutputs() []say.Phrase {
	var out []say.Phrase
	for _, o := range r.program.plan.Outputs {
		if e, ok := o.Decl.Value.(*check.BinaryExpr); ok && e.Op == "/" && isNet(e.X) {
			out = append(out, say.T("%s divides a total net of savings", o.Name))
		}
	}
	return out
}

// isNet reports whether an expression is the net total, by its name or through a definition.
func isNet(e check.Expr) bool {
	switch e := e.(type) {
	case *check.ResultExpr:
		return e.Kind == check.Net
	case *check.LetExpr:
		return isNet(e.Let.Value)
	case *check.OutputExpr:
		return isNet(e.Output.Value)
	}
	return false
}

func (r *Result) value(ref plan.Ref) (num.D, bool) { return r.reading.Value(ref) }

func (r *Result) zero(ref plan.Ref) bool {
	v, ok := r.reading.Value(ref)
	return ok && v.IsZero()
}

// cell is a number cell, or an empty one where a figure has no value.
func (r *Result) cell(ref plan.Ref) table.Cell {
	v, ok := r.reading.Value(ref)
	if !ok {
		return table.EmptyCell()
	}
	c := table.NumberCell(v)
	c.Step = int(ref) + 1 // 0 for what no step stands for
	return c
}

// Expectation is a claim of the script and whether it holds.
type Expectation struct {
	Text    string     // as written
	Said    say.Phrase // in words, where it compares a figure that has a label with a value; else empty
	OK      bool
	Actual  num.D  // the left side, in Unit
	Unit    string // of Actual
	One     string // the unit behind the number 1
	Known   bool   // whether the left side has a value
	Gap     num.D  // Actual minus the right side; the distance to the range with `in`
	Under   string // the scenario, or ""
	Differs string // the reason why it is known not to hold, or ""
	Source  string
	Problem say.Phrase // why there is no value, or ""
	Line    int
}

// Expectations evaluates every expect of the script, each under its own scenario.
func (p *Program) Expectations(ctx context.Context) (out []Expectation, err error) {
	defer p.recovered(ctx, &err)
	r, err := p.Run(ctx, nil)
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, p.limits.Time)
	defer cancel()
	return p.expectations(ctx, r)
}

// expectations evaluates the claims on the script as it is written, each under its own scenario: inputs and the scenario of a run do not
// touch them.
func (p *Program) expectations(ctx context.Context, r *Result) ([]Expectation, error) {
	base, err := p.base(ctx, r)
	if err != nil {
		return nil, p.stopped(err)
	}
	byScenario := map[int][]int{}
	for i, x := range p.plan.Expects {
		byScenario[x.Under] = append(byScenario[x.Under], i)
	}
	out := make([]Expectation, len(p.plan.Expects))
	parts := exact.NewParts(p.plan)
	for _, under := range slices.Sorted(maps.Keys(byScenario)) {
		reading := base
		if under >= 0 {
			if reading, err = p.readUnder(ctx, r, parts, base, byScenario[under]); err != nil {
				return nil, p.refused(p.plan.Scenarios[under].Decl.Span, err)
			}
		}
		for _, i := range byScenario[under] {
			if err := ctx.Err(); err != nil {
				return nil, p.stopped(err)
			}
			out[i] = p.expectation(reading, p.plan.Expects[i])
		}
	}
	return out, nil
}

// readUnder reads what some claims are made of under their scenario.
func (p *Program) readUnder(ctx context.Context, r *Result, parts *exact.Parts, base *exact.Reading, claims []int) (*exact.Reading, error) {
	var wanted []plan.Ref
	for _, i := range claims {
		x := p.plan.Expects[i]
		wanted = append(wanted, x.OK, x.Left, x.Right, x.High)
	}
	n, err := parts.Find(ctx, wanted...)
	if err != nil {
		return nil, err
	}
	if err := r.origin().Reads(n); err != nil {
		return nil, err
	}
	return parts.Read(ctx, underScenario(base, p.plan.Expects[claims[0]].Under))
}

func (p *Program) expectation(r *exact.Reading, x *plan.Expect) Expectation {
	d := x.Decl
	e := Expectation{Text: d.Label, Unit: d.Left.Type().Unit.String(), One: d.Left.Type().Unit.Beside(true), Differs: d.Differs, Source: d.Source, Line: d.Span.Pos.Line}
	if d.Under != nil {
		e.Under = d.Under.Name
	}
	if problems := r.Problems(x.OK); problems.Err() != nil {
		e.Problem = problems[0].Message
		return e
	}
	e.Actual, e.Known = r.Value(x.Left)
	e.Gap = gap(r, x)
	e.inUnitOf(d)
	e.Said = e.words(p.labelOf(d.Left), d)
	holds := r.Holds(x.OK)
	// A figure known to differ fails only once it agrees: then the reason is out of date.
	e.OK = holds != (d.Differs != "")
	if holds && d.Differs != "" {
		e.Problem = say.T("agrees now, though it is marked as differing")
	}
	return e
}

// inUnitOf shows actual and gap as the right side is written: in its unit, or in percent.
func (e *Expectation) inUnitOf(d *check.Expect) {
	left, right := d.Left.Type().Unit, d.Right.Type().Unit
	ratio := unit.One
	switch lit, ok := d.Right.(*check.Lit); {
	case ok && lit.Percent:
		ratio, e.Unit = unit.NewRatio(100, 1), "%"
	case !right.IsNumber():
		to, ok := left.To(right)
		if !ok {
			return
		}
		ratio, e.Unit, e.One = to, right.String(), right.Beside(true)
	}
	e.Actual, _ = e.Actual.MulRatio(ratio.Num, ratio.Den)
	e.Gap, _ = e.Gap.MulRatio(ratio.Num, ratio.Den)
}

// Amount is a value in the unit of Actual, Actual itself or Gap, as a text says it.
func (e Expectation) Amount(value num.D) table.Amount {
	return table.Amount{Value: value, Places: table.None, Unit: e.Unit, One: e.One}
}

// gap is how far the left side is from the right one, or from the nearer end of a range.
func gap(r *exact.Reading, x *plan.Expect) num.D {
	left, _ := r.Value(x.Left)
	right, _ := r.Value(x.Right)
	if high, ok := r.Value(x.High); ok && x.High != plan.None && left.Cmp(right) >= 0 {
		if left.Cmp(high) <= 0 {
			return num.Int(0)
		}
		right = high
	}
	if left.Near(right) {
		return num.Int(0) // what is left is the rounding of a quotient that does not end
	}
	diff, _ := left.Sub(right)
	return diff
}
