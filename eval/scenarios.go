package eval

import (
	"cmp"
	"context"
	"maps"

	"github.com/costlang/cost/eval/exact"
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/plan"
	"github.com/costlang/cost/eval/sensitivity"
	"github.com/costlang/cost/eval/table"
	"github.com/costlang/cost/lang/say"
)

// sideBySide shows every output under every scenario.
func (p *Program) sideBySide(ctx context.Context, r *Report) (*table.Table, error) {
	t := &table.Table{Name: "scenarios", Title: say.T("Scenarios side by side")}
	t.Columns = []table.Column{table.TextColumn(say.T("Output")), table.UnitColumn(), r.baseColumn()}
	var wanted []plan.Ref
	for i, f := range r.Outputs() {
		wanted = append(wanted, p.plan.Outputs[i].Shown)
		own := point{of: f.Name, under: r.scenario, result: r.Result}
		cells := []table.Cell{table.TextCell(f.Title()), table.TextCell(f.Unit), from(own, figureCell(sensitivity.Value{D: f.Value, Known: true}, f.Unit))}
		t.Rows = append(t.Rows, table.Row{Parent: table.None, Cells: cells})
	}
	variants, err := p.scenarioVariants(ctx, r)
	if err != nil {
		return nil, err
	}
	outcomes, err := r.origin().Read(ctx, variants, wanted)
	if err != nil {
		return nil, p.refused(p.plan.Scenarios[0].Decl.Span, err)
	}
	for i, s := range p.plan.Scenarios {
		t.Columns = append(t.Columns, caseColumn(say.Verbatim(s.Name)))
		r.unknown(say.T("under %s", quoted(s.Name)), outcomes[i].Problems)
		for row, f := range outcomes[i].Values {
			t.Rows[row].Cells = append(t.Rows[row].Cells, from(point{of: p.plan.Outputs[row].Name, under: i, result: r.Result}, figureCell(f, displayUnit(p.plan.Outputs[row].Decl.As, false))))
		}
	}
	return t, nil
}

// baseColumn is the case that is no scenario. Files know it by one name.
func (r *Report) baseColumn() table.Column {
	c := caseColumn(say.T("Base"))
	if len(r.set) > 0 {
		c.Key, c.Name = c.Name.String(), say.T("With the values set")
	}
	return c
}

// ScenarioSets says of each scenario of the script what it sets, and what of that the report sets otherwise. The error is a diag.List.
func (r *Report) ScenarioSets(ctx context.Context) (out []Convention, err error) {
	defer r.program.recovered(ctx, &err)
	p := r.program
	base, err := p.base(ctx, r.Result)
	if err != nil {
		return nil, p.stopped(err)
	}
	for _, s := range p.plan.Scenarios {
		parts := make([]say.Phrase, len(s.Sets))
		for i, set := range s.Sets {
			parts[i] = r.scenarioSet(base, p.plan.Params[set.Param], set.Values)
		}
		out = append(out, Convention{say.Verbatim(s.Name), say.Join(parts, "; ")})
	}
	return out, nil
}

// scenarioSet is a param with its value under a scenario.
func (r *Report) scenarioSet(base *exact.Reading, p *plan.Param, values []plan.Ref) say.Phrase {
	at := make([]num.D, len(values))
	overridden := false
	for i, ref := range values {
		at[i], _ = base.Value(ref)
		_, set := r.set[p.FirstSlot+i]
		overridden = overridden || set
	}
	label := cmp.Or(p.Decl.Label, p.Name)
	if overridden {
		return say.T("%s %s, but another value is set for this report and counts", label, r.paramText(p, at))
	}
	return say.T("%s %s", label, r.paramText(p, at))
}

func caseColumn(name say.Phrase) table.Column {
	c := table.NumberColumn(name, "")
	c.Case = true
	return c
}

func figureCell(f sensitivity.Value, unit string) table.Cell {
	if !f.Known {
		return table.LabelCell(noValue)
	}
	c := table.NumberCell(f.D)
	c.Unit = unit
	return c
}

// scenarioVariants is every scenario, with the inputs of the run on top of it.
func (p *Program) scenarioVariants(ctx context.Context, r *Report) ([]exact.Inputs, error) {
	base, err := p.base(ctx, r.Result)
	if err != nil {
		return nil, p.stopped(err)
	}
	out := make([]exact.Inputs, len(p.plan.Scenarios))
	for i := range p.plan.Scenarios {
		out[i] = underScenario(base, i)
		maps.Copy(out[i], r.inputs)
	}
	return out, nil
}

// noValue stands where a figure has none; a note says why.
var noValue = say.T("no value")
