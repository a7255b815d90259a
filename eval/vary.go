package eval

import (
	"context"
	"maps"
	"slices"
	"sort"

	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/eval/exact"
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/plan"
	"github.com/costlang/cost/eval/table"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
)

// analyse adds the one-way tables of the script and its scenarios side by side. Analyses of other kinds are said not to run.
func (p *Program) analyse(ctx context.Context, r *Report) error {
	for _, a := range p.plan.Analyses {
		if a.Decl.Kind != check.OneWay {
			r.Notes = append(r.Notes, say.T("`%s` is checked, but this version does not run it", p.slice(a.Decl.Span)))
			continue
		}
		t, err := p.oneWay(ctx, r, a)
		if err != nil {
			return err
		}
		r.Tables = append(r.Tables, t)
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

// variant is other inputs for the plan, and how a person calls them.
type variant struct {
	inputs exact.Inputs
	name   say.Phrase
}

// try gives the wanted figures for each variant. Where a figure has no value or a guard does not hold, it has none, and a note says why.
func (r *Report) try(ctx context.Context, variants []variant, wanted []plan.Ref) ([][]figure, error) {
	guarded := append([]plan.Ref(nil), wanted...)
	for _, g := range r.program.plan.Guards {
		guarded = append(guarded, g.Cond)
	}
	if n := len(guarded) * len(variants); n > r.program.limits.Operations {
		return nil, r.program.tooManyFigures(n)
	}
	out := make([][]figure, len(variants))
	for i, v := range variants {
		figures, err := r.read(ctx, v.inputs, guarded)
		if err != nil {
			return nil, r.program.stopped(err)
		}
		out[i] = figures[:len(wanted)]
		if sound(out[i], figures[len(wanted):]) {
			continue
		}
		if err := r.explain(ctx, v, wanted); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// sound reports whether all figures have a value and all guards hold. When a guard does not, it takes the figures' values away.
func sound(figures, guards []figure) bool {
	ok := !slices.ContainsFunc(figures, func(f figure) bool { return !f.known })
	if slices.ContainsFunc(guards, func(f figure) bool { return f.known && f.value.IsZero() }) {
		clear(figures)
		ok = false
	}
	return ok
}

// explain notes why a variant has no figures, by a whole reading of it.
func (r *Report) explain(ctx context.Context, v variant, wanted []plan.Ref) error {
	reading, err := exact.Run(ctx, r.program.plan, v.inputs)
	if err != nil {
		return r.program.stopped(err)
	}
	for _, d := range reading.Problems(wanted...) {
		r.Notes = append(r.Notes, say.T("no value %s: %s", v.name, d.Message))
	}
	return nil
}

// tooManyFigures bounds tables that grow with the product of what a script has.
func (p *Program) tooManyFigures(n int) error {
	d := diag.New(diag.LimitReached, p.here(), say.T("the scenarios and alternatives need %d figures, more than %d", n, p.limits.Operations))
	d.Help = say.T("use fewer scenarios, alternatives or outputs, or raise Limits.Operations")
	return diag.List{d}
}

// varied is a param of a one-way table: a point for each value it may take.
type varied struct {
	param  *plan.Param
	points []point
	swing  num.D // from low to high
	// low and high are the least and the greatest value, that of the run among them.
	low, high num.D
}

type point struct {
	at     table.Cell // the value of the param
	said   say.Phrase // and as a text
	inputs exact.Inputs
	figure
}

// shown is a figure in the unit that the script shows it in: that of the output, when it is one.
func (p *Program) shown(a *plan.Analysis) (plan.Ref, string) {
	for _, o := range p.plan.Outputs {
		if o.Name == a.Decl.Name {
			return o.Shown, displayUnit(o.Decl.As)
		}
	}
	return a.Of, a.Decl.Of.Type().Unit.String()
}

// oneWay varies each param by itself, the widest swing first.
func (p *Program) oneWay(ctx context.Context, r *Report, a *plan.Analysis) (*table.Table, error) {
	of, unit := p.shown(a)
	base, _ := r.value(of)
	all := make([]varied, len(a.Params))
	for i, param := range a.Params {
		all[i] = r.points(p.plan.Params[param])
		if err := r.readPoints(ctx, all[i], of); err != nil {
			return nil, err
		}
		all[i].measure(base)
	}
	sort.SliceStable(all, func(i, j int) bool { return all[i].swing.Cmp(all[j].swing) > 0 })
	t := &table.Table{Name: "vary_" + a.Decl.Name, Title: say.T("What if: %s, one assumption at a time", a.Decl.Name)}
	at := table.TextColumn(say.T("At"))
	at.Inline = true
	t.Columns = []table.Column{table.TextColumn(say.T("Assumption")), at}
	for _, name := range []say.Phrase{say.Verbatim(a.Decl.Name), say.T("Change"), say.T("Swing")} {
		c := table.NumberColumn(name, unit)
		c.Places = table.AutoPlaces(base, unit)
		t.Columns = append(t.Columns, c)
	}
	t.Rows = append(t.Rows, table.Row{Kind: table.Subtotal, Parent: table.None, Cells: []table.Cell{table.LabelCell(say.T("As it is")), table.EmptyCell(), table.NumberCell(base)}})
	for _, v := range all {
		t.Rows = append(t.Rows, v.rows(base, t.Columns[2].Places)...)
	}
	return t, nil
}

// points is the values that a param may take, not yet read.
func (r *Result) points(param *plan.Param) varied {
	v := varied{param: param}
	for _, choice := range param.Choices {
		inputs := maps.Clone(r.inputs)
		var at []num.D
		for i, ref := range choice {
			if value, ok := r.value(ref); ok {
				inputs[param.FirstSlot+i] = value
				at = append(at, value)
			}
		}
		if len(at) == len(choice) {
			v.points = append(v.points, point{at: r.program.paramCell(param, at), said: r.program.paramText(param, at), inputs: inputs})
		}
	}
	return v
}

// readPoints reads the figure for every value of a param.
func (r *Report) readPoints(ctx context.Context, v varied, of plan.Ref) error {
	variants := make([]variant, len(v.points))
	for i, pt := range v.points {
		variants[i] = variant{pt.inputs, say.T("with %s = %s", v.param.Name, pt.said)}
	}
	figures, err := r.try(ctx, variants, []plan.Ref{of})
	for i, f := range figures {
		v.points[i].figure = f[0]
	}
	return err
}

// measure finds the swing: from the least to the greatest value, the base one among them.
func (v *varied) measure(base num.D) {
	v.low, v.high = base, base
	for _, pt := range v.points {
		if pt.known {
			v.low, v.high = lesser(v.low, pt.value), lesser(v.high.Neg(), pt.value.Neg()).Neg()
		}
	}
	v.swing, _ = v.high.Sub(v.low)
}

func lesser(x, y num.D) num.D {
	if y.Cmp(x) < 0 {
		return y
	}
	return x
}

// noValue stands where a figure has none; a note says why.
var noValue = say.T("no value")

// difference is a cell for x - y that is printed as the difference of what x and y are printed as.
func difference(x, y num.D, places int) table.Cell {
	diff, _ := x.Sub(y)
	printed, _ := x.Round(places).Sub(y.Round(places))
	return table.NumberCell(diff).PrintedAs(printed, places)
}

// rows is a line per value, with the param's label, and its swing on the first.
func (v varied) rows(base num.D, places int) []table.Row {
	var out []table.Row
	for i, pt := range v.points {
		value, change, swing := table.LabelCell(noValue), table.EmptyCell(), table.EmptyCell()
		if i == 0 {
			swing = difference(v.high, v.low, places)
		}
		if pt.known {
			value, change = table.NumberCell(pt.value), difference(pt.value, base, places)
		}
		out = append(out, table.Row{Parent: table.None, Cells: []table.Cell{table.TextCell(v.param.Decl.Label), pt.at, value, change, swing}})
	}
	return out
}

// paramCell is a value of a param: a number in percent or with its unit, a text, or a list.
func (p *Program) paramCell(param *plan.Param, at []num.D) table.Cell {
	if param.Decl.Type.Series != check.Single || param.Decl.Type.Kind == check.KindText {
		return table.LabelCell(p.paramText(param, at))
	}
	amount := paramAmount(param, at[0])
	c := table.NumberCell(amount.Value)
	c.Unit, c.Places = amount.Unit, amount.Places
	return c
}

// paramText is a value of a param as a text.
func (p *Program) paramText(param *plan.Param, at []num.D) say.Phrase {
	texts := make([]say.Phrase, len(at))
	for i, v := range at {
		if param.Decl.Type.Kind == check.KindText {
			index, _ := v.Int64()
			texts[i] = say.Verbatim(p.plan.Texts[index])
			continue
		}
		texts[i] = say.T("%s", paramAmount(param, v))
	}
	if param.Decl.Type.Series == check.Single {
		return texts[0]
	}
	return say.T("[%s]", say.Join(texts, ", "))
}

// paramAmount is a value of a param as the script writes it.
func paramAmount(param *plan.Param, v num.D) table.Amount {
	if param.Decl.Percent {
		percent, _ := v.Mul(num.Int(100))
		return table.Amount{Value: percent, Places: decimals(percent), Unit: "%"}
	}
	return table.Amount{Value: v, Places: decimals(v), Unit: unitOf(param.Decl.Type.Unit, v)}
}

// sideBySide shows every output under every scenario.
func (p *Program) sideBySide(ctx context.Context, r *Report) (*table.Table, error) {
	t := &table.Table{Name: "scenarios", Title: say.T("Scenarios side by side")}
	t.Columns = []table.Column{table.TextColumn(say.T("Output")), table.UnitColumn(), caseColumn(say.T("Base"))}
	var wanted []plan.Ref
	for i, f := range r.Outputs() {
		wanted = append(wanted, p.plan.Outputs[i].Shown)
		cells := []table.Cell{table.TextCell(f.Title()), table.TextCell(f.Unit), figureCell(figure{f.Value, true}, f.Unit)}
		t.Rows = append(t.Rows, table.Row{Parent: table.None, Cells: cells})
	}
	variants, err := p.scenarioVariants(ctx, r)
	if err != nil {
		return nil, err
	}
	columns, err := r.try(ctx, variants, wanted)
	if err != nil {
		return nil, err
	}
	for i, s := range p.plan.Scenarios {
		t.Columns = append(t.Columns, caseColumn(say.Verbatim(s.Name)))
		for row, f := range columns[i] {
			t.Rows[row].Cells = append(t.Rows[row].Cells, figureCell(f, displayUnit(p.plan.Outputs[row].Decl.As)))
		}
	}
	return t, nil
}

func caseColumn(name say.Phrase) table.Column {
	c := table.NumberColumn(name, "")
	c.Case = true
	return c
}

func figureCell(f figure, unit string) table.Cell {
	if !f.known {
		return table.LabelCell(noValue)
	}
	c := table.NumberCell(f.value)
	c.Unit = unit
	return c
}

// scenarioVariants is every scenario, with the inputs of the run on top of it.
func (p *Program) scenarioVariants(ctx context.Context, r *Report) ([]variant, error) {
	base, err := p.base(ctx, r.Result)
	if err != nil {
		return nil, p.stopped(err)
	}
	out := make([]variant, len(p.plan.Scenarios))
	for i, s := range p.plan.Scenarios {
		out[i] = variant{p.underScenario(base, i), say.T("under %s", quoted(s.Name))}
		maps.Copy(out[i].inputs, r.inputs)
	}
	return out, nil
}
