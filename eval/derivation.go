package eval

import (
	"context"
	"maps"

	"github.com/costlang/cost/eval/exact"
	"github.com/costlang/cost/eval/explain"
	"github.com/costlang/cost/eval/plan"
	"github.com/costlang/cost/eval/table"
)

// Derivations says where the figures of a report come from. Figures that rest on the same parts share their nodes. It is not safe for
// several goroutines: trees are built as they are asked for. A nil one knows nothing.
type Derivations struct {
	report    *Report
	figure    *plan.Figure
	base      *exact.Reading // of the script as it is written
	steps     *explain.Steps
	tables    map[string]*table.Table // of the run alone, with the steps of the plan that is explained
	scenarios map[string]*explain.Steps
}

// Derivations reads the run of a report once more, over a plan in which every part of a figure can be told apart. The error is a diag.List.
func (r *Report) Derivations(ctx context.Context) (d *Derivations, err error) {
	defer recovered(r.program.module.File.Name, &err)
	p := r.program
	ctx, cancel := context.WithTimeout(ctx, p.limits.Time)
	defer cancel()
	f, problems := plan.LowerFigure(p.module, p.data, p.limits.explained(ctx.Err), nil)
	if problems.Err() != nil {
		return nil, p.lowered(ctx, problems)
	}
	d = &Derivations{report: r, figure: f, tables: map[string]*table.Table{}, scenarios: map[string]*explain.Steps{}}
	for _, o := range f.Outputs {
		stepShown(f, o)
	}
	if d.base, err = exact.Run(ctx, f.Plan, nil); err != nil {
		return nil, p.stopped(err)
	}
	run, err := d.run(ctx, r.scenario)
	if err != nil {
		return nil, err
	}
	d.steps = explain.Explained(run)
	explained := *p
	explained.plan = f.Plan
	same := &Result{program: &explained, reading: run.Read, inputs: run.Set, set: run.Given, texts: r.texts, scenario: r.scenario}
	list, err := same.tables()
	if err != nil {
		return nil, err
	}
	for _, t := range list {
		d.tables[t.Name] = t
	}
	return d, nil
}

// run reads the plan under a scenario, -1 for none, and what the report was given.
func (d *Derivations) run(ctx context.Context, scenario int) (explain.Run, error) {
	r := d.report
	given := renumbered(r.program.plan, d.figure.Plan, r.set)
	out := explain.Run{Figure: d.figure, Base: d.base, Given: given, Set: exact.Inputs{}, Texts: r.texts}
	if scenario >= 0 {
		out.Under, out.Set = r.program.plan.Scenarios[scenario].Name, underScenario(d.base, scenario)
	}
	maps.Copy(out.Set, given)
	var err error
	if out.Read, err = exact.Run(ctx, d.figure.Plan, out.Set); err != nil {
		return out, r.program.stopped(err)
	}
	return out, nil
}

// Output is where an output comes from, nil where there is none of that name.
func (d *Derivations) Output(name string) *explain.Node {
	defer quietly()
	if d == nil {
		return nil
	}
	return d.output(d.steps, name)
}

// OutputUnder is where an output comes from under a scenario of the script, "" for none, beside what the report was given. It is nil
// where there is no such thing. The error is a diag.List.
func (d *Derivations) OutputUnder(ctx context.Context, scenario, name string) (n *explain.Node, err error) {
	defer recovered(d.report.program.module.File.Name, &err)
	if d.scenarios[scenario] == nil {
		at, problems := d.report.program.findScenario(scenario)
		if problems.Err() != nil {
			return nil, problems
		}
		run, err := d.run(ctx, at)
		if err != nil {
			return nil, err
		}
		d.scenarios[scenario] = explain.Explained(run)
	}
	return d.output(d.scenarios[scenario], name), nil
}

func (d *Derivations) output(steps *explain.Steps, name string) *explain.Node {
	for _, o := range d.figure.Outputs {
		if o.Name != name {
			continue
		}
		found := steps.Named(stepShown(d.figure, o))
		if found == nil {
			return nil
		}
		own := *found // a result has the same step under a name of its own
		d.report.program.tellOutput(o, &own)
		return &own
	}
	return nil
}

// Cell is where a number in a table of the report comes from, nil where nothing is known of it: in tables of analyses, of sums that no
// step of the script has, and where a row is of another table.
func (d *Derivations) Cell(t *table.Table, row, col int) *explain.Node {
	defer quietly()
	if d == nil {
		return nil
	}
	own := d.tables[t.Name]
	if own == nil || len(own.Rows) != len(t.Rows) || len(own.Columns) != len(t.Columns) {
		return nil
	}
	c := own.Cell(row, col)
	if c.Kind != table.Number || c.Step <= 0 || t.Cell(row, col).Kind != table.Number {
		return nil
	}
	return d.steps.Of(plan.Ref(c.Step - 1))
}
