package eval

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/plan"
	"github.com/costlang/cost/eval/table"
	"github.com/costlang/cost/eval/unit"
	"github.com/costlang/cost/lang/say"
	"github.com/costlang/cost/lang/source"
)

// Convention is something that all figures of a report rest on, by what it is about.
type Convention struct{ About, Is say.Phrase }

// Method lists the conventions of a report: those of the language, what the script chose among them, and how simulations were drawn.
func (r *Report) Method() (out []Convention) {
	defer quietly()
	out = []Convention{
		{say.T("Arithmetic"), say.T("exact decimals; a number is rounded where the script says so, and where it is printed, half away from zero")},
		{say.T("Sums in tables"), say.T("where parts as printed would not add up, some are rounded the other way; explanations and exports have the exact values")},
		{say.T("Calendar"), calendarWords()},
		{say.T("Working time"), workdayWords()},
	}
	out = append(out, r.clockMethod()...)
	for _, name := range []string{"norm", "active_weeks", "overhead", "discount"} {
		out = append(out, r.assumedMethod(name)...)
	}
	out = append(append(out, r.costMethod()...), r.caseMethod()...)
	for _, t := range r.Tables {
		if text := basisWords(t); !text.Empty() {
			out = append(out, Convention{t.Title, text})
		}
	}
	return out
}

// calendarWords says how calendar units relate, by the table of units.
func calendarWords() say.Phrase {
	return say.T("a year is %s or %s", builtinAmount("year", "month"), builtinAmount("year", "week"))
}

func workdayWords() say.Phrase { return say.T("a workday is %s", builtinAmount("workday", "hour")) }

// builtinAmount is how many of a unit that every script has another one is.
func builtinAmount(of, in string) table.Amount {
	units := unit.NewRegistry()
	whole, _ := units.Lookup(of)
	part, _ := units.Lookup(in)
	ratio, _ := unit.Of(whole).To(unit.Of(part))
	v := num.Ratio(ratio.Num, ratio.Den)
	return table.Amount{Value: v, Places: decimals(v), Unit: unit.Of(part).Beside(false), One: unit.Of(part).Beside(true)}
}

// clockMethod is what money and time are counted in.
func (r *Report) clockMethod() []Convention {
	iv := r.program.module.Intervention
	if iv == nil {
		return nil
	}
	var out []Convention
	switch {
	case r.Prices != 0 && iv.PricesIndex != nil:
		out = append(out, Convention{say.T("Prices"), say.T("all amounts are in %d prices, by the price index %s", r.Prices, iv.PricesIndex.Label)})
	case r.Prices != 0:
		out = append(out, Convention{say.T("Prices"), say.T("all amounts are in %d prices", r.Prices)})
	case iv.Grid != nil:
		out = append(out, Convention{say.T("Prices"), say.T("price year not stated")})
	}
	if iv.Grid == nil {
		return out
	}
	if iv.Grid.Back {
		return append(out, Convention{say.T("Period"), say.T("%s, %s", r.Horizon, stepWords(iv.Grid))})
	}
	out = append(out, Convention{say.T("Time horizon"), say.T("%s, %s", r.Horizon, stepWords(iv.Grid))})
	beyond := say.T("nothing falls there")
	switch {
	case iv.Dropped:
		beyond = say.T("what falls after the horizon is left out")
	case r.has("costs", "later"):
		beyond = say.T("what falls after the horizon is counted, in a column of its own")
	}
	return append(out, Convention{say.T("After the horizon"), beyond})
}

// has reports whether a table whose name begins in some way has a column.
func (r *Report) has(prefix, column string) bool {
	return slices.ContainsFunc(r.Tables, func(t *table.Table) bool {
		return strings.HasPrefix(t.Name, prefix) && slices.ContainsFunc(t.Columns, func(c table.Column) bool { return cmp.Or(c.Key, c.Name.String()) == column })
	})
}

// costMethod is how costs of different times are put together.
func (r *Report) costMethod() []Convention {
	res := r.program.plan.Results
	if res.Grid == nil || !r.has("costs", "Total") {
		return nil
	}
	discounting := say.T("none: totals are plain sums of what falls in the years")
	if res.Present != plan.None {
		discounting = say.T("totals are plain sums; beside them stands the present value, in which year 1 is not discounted")
	}
	out := []Convention{{say.T("Discounting"), discounting}}
	if !r.zero(res.Residual.Total) {
		out = append(out, Convention{say.T("Residual value"),
			say.T("what is bought loses its value evenly over its life; what is left of it when the horizon ends is subtracted in the last year")})
	}
	if r.has("hours", "Hours") {
		out = append(out, Convention{say.T("Employees"), say.T("labour is with pension, without overhead; a full-time equivalent (FTE) is the norm of hours, as an average over the horizon")})
	}
	return out
}

// caseMethod is what the tables of what-ifs compare.
func (r *Report) caseMethod() []Convention {
	var out []Convention
	add := func(about, is say.Phrase) { out = append(out, Convention{about, is}) }
	if r.has("vary_", "Swing") || r.has("tornado_", "Swing") {
		add(say.T("Swing"), say.T("from the lowest to the highest value that one assumption takes the figure to when the others keep theirs"))
	}
	if r.has("vary_", "Share") {
		add(say.T("Share of a swing"), say.T("the swing over the sum of the swings of the table; it is no probability"))
	}
	if r.program.asksExtremes() {
		add(say.T("low and high"), say.T("`low(figure by assumptions)` and `high(…)` are the lowest and highest value of the figure over the ranges of the assumptions, all of them at once, when the others keep their values"))
	}
	if r.has("together_", "Lowest") {
		add(say.T("Lowest and highest together"), say.T("over all combinations of the ends and alternatives of the assumptions; how likely they are does not count"))
	}
	return out
}

func stepWords(g *check.Grid) say.Phrase {
	switch {
	case g.Back:
		return say.T("computed by the calendar years that it touches")
	case g.StepMonths == 1:
		return say.T("computed by month")
	case g.StepMonths == 3:
		return say.T("computed by quarter")
	}
	return say.T("computed by year")
}

// assumedMethod is what the script says about a convention by its name.
func (r *Report) assumedMethod(name string) []Convention {
	for _, a := range r.program.plan.Assumed {
		v, ok := r.value(a.Value)
		if a.Def.Name != name || !a.Text.Empty() || a.Value == plan.None || !ok {
			continue
		}
		u := r.program.plan.Info[a.Value].Unit
		amount := table.Amount{Value: v, Places: placesOf(v), Unit: u.Beside(false), One: u.Beside(true)}
		if a.Percent {
			amount.Value, _ = v.Mul(num.Int(100))
			amount.Places, amount.Unit, amount.One = placesOf(amount.Value), "%", "%"
		}
		is := say.T("%s", amount)
		if a.Def.Source != "" {
			is = say.T("%s (%s)", amount, a.Def.Source)
		}
		return []Convention{{a.Label, is}}
	}
	return nil
}

// basisWords is what a table rests on.
func basisWords(t *table.Table) say.Phrase {
	var parts []say.Phrase
	for _, p := range t.Basis {
		switch c := p.Value; {
		case p.Key == "exact" && c.Value.IsZero():
			parts = append(parts, say.T("found to about 12 digits"))
		case p.Key == "exact":
			parts = append(parts, say.T("exact"))
		case c.Kind == table.Number:
			parts = append(parts, say.T("%s: %s", p.Name, table.Amount{Value: c.Value}))
		default:
			parts = append(parts, say.T("%s: %s", p.Name, c.Text))
		}
	}
	return say.Join(parts, "; ")
}

// Scripts are the texts of the script, first, and of all scripts and standard modules that it uses, each once.
func (p *Program) Scripts() (out []*source.File) {
	defer quietly()
	for _, m := range modules(p.module) {
		if m.File != nil && !slices.ContainsFunc(out, func(f *source.File) bool { return f.Name == m.File.Name }) {
			out = append(out, m.File)
		}
	}
	return out
}

// ScenarioTable shows every output of the script as it is with some inputs, and under each of its scenarios, with notes of where one has no value.
// It is nil where there is no scenario. The error is a diag.List.
func (p *Program) ScenarioTable(ctx context.Context, in Inputs) (t *table.Table, notes []say.Phrase, err error) {
	defer p.recovered(ctx, &err)
	if len(p.plan.Scenarios) == 0 || len(p.plan.Outputs) == 0 {
		return nil, nil, nil
	}
	result, err := p.Run(ctx, in)
	if err != nil {
		return nil, nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, p.limits.Time)
	defer cancel()
	r := result.report()
	t, err = p.sideBySide(ctx, r)
	return t, r.Notes, err
}

// asksExtremes reports whether an output or an expectation says low(…) or high(…).
func (p *Program) asksExtremes() bool {
	found := false
	look := func(list ...check.Expr) {
		for _, e := range list {
			if e != nil {
				check.Inspect(e, func(x check.Expr) bool {
					_, is := x.(*check.ExtremeExpr)
					found = found || is
					return true
				})
			}
		}
	}
	for _, o := range p.module.Outputs {
		look(o.Value)
	}
	for _, x := range p.module.Expects {
		look(x.Left, x.Right, x.High)
	}
	return found
}
