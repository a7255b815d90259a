package eval

import (
	"context"
	"maps"
	"slices"
	"strconv"

	"github.com/costlang/cost/eval/exact"
	"github.com/costlang/cost/eval/explain"
	"github.com/costlang/cost/eval/plan"
	"github.com/costlang/cost/eval/table"
	"github.com/costlang/cost/lang/say"
)

// Derivations says where the figures of a report come from. Figures that rest on the same parts share their nodes. It is not safe for
// several goroutines: trees are built as they are asked for. A nil one knows nothing.
type Derivations struct {
	report *Report
	figure *plan.Figure
	base   *exact.Reading // of the script as it is written
	steps  *explain.Steps
	tables map[string]*table.Table         // of the run alone, with the steps of the plan that is explained
	points map[string]*explain.Steps       // other runs, by what they are
	told   map[*explain.Node]*explain.Node // steps as the outputs that they are
	room   int                             // for more of them
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
	d = &Derivations{report: r, figure: f, tables: map[string]*table.Table{}, points: map[string]*explain.Steps{}, told: map[*explain.Node]*explain.Node{}, room: mostRead}
	for _, o := range f.Outputs {
		stepShown(f, o)
	}
	if d.base, err = exact.Run(ctx, f.Plan, nil); err != nil {
		return nil, p.stopped(err)
	}
	run, err := d.run(ctx, r.scenario, nil)
	if err != nil {
		return nil, err
	}
	d.steps = explain.Explained(run)
	explained := *p
	explained.plan = f.Plan
	same := &Result{program: &explained, reading: run.Read, inputs: run.Set, set: run.Given, texts: r.texts, scenario: r.scenario}
	list, err := same.tables(ctx)
	if err != nil {
		return nil, err
	}
	for _, t := range list {
		d.tables[t.Name] = t
	}
	return d, nil
}

// script is the name of the script, "" of nothing.
func (d *Derivations) script() string {
	if d == nil {
		return ""
	}
	return d.report.program.module.File.Name
}

// run reads the plan under a scenario, -1 for none, what the report was given, and what an analysis tries.
func (d *Derivations) run(ctx context.Context, scenario int, tried exact.Inputs) (explain.Run, error) {
	r := d.report
	given := renumbered(r.program.plan, d.figure.Plan, r.set)
	out := explain.Run{Figure: d.figure, Base: d.base, Given: given, Set: exact.Inputs{}, Tried: tried, Texts: r.texts}
	if scenario >= 0 {
		out.Under, out.Set = r.program.plan.Scenarios[scenario].Name, underScenario(d.base, scenario)
	}
	maps.Copy(out.Set, given)
	maps.Copy(out.Set, tried)
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
	defer recovered(d.script(), &err)
	at, problems := d.report.program.findScenario(scenario)
	if problems.Err() != nil {
		return nil, problems
	}
	steps, err := d.at(ctx, at, nil)
	if err != nil || steps == nil && d.room < 0 {
		return nil, err
	}
	return d.output(steps, name), nil
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
		if d.told[found] == nil || d.told[found].Name != o.Name {
			own := *found // a result has the same step under a name of its own
			d.report.program.tellOutput(o, &own)
			d.told[found] = &own
		}
		return d.told[found]
	}
	return nil
}

// figureOf is an output, or a result that an analysis of the script follows, by its name.
func (d *Derivations) figureOf(steps *explain.Steps, name string) *explain.Node {
	if n := d.output(steps, name); n != nil {
		return n
	}
	for _, a := range d.figure.Analyses {
		if a.Decl.Name == name && a.Of != plan.None {
			return steps.Named(a.Of)
		}
	}
	return nil
}

// Number is where a number comes from that stands in a table of the report, in one of its scenarios, or in an answer to a question that the script
// asks. It is nil where nothing is known of it. The error is a diag.List.
func (d *Derivations) Number(ctx context.Context, t *table.Table, row, col int) (n *explain.Node, err error) {
	defer recovered(d.script(), &err)
	if d == nil || t.Cell(row, col).Kind != table.Number {
		return nil, nil
	}
	own := d.tables[t.Name]
	if own == nil || len(own.Rows) != len(t.Rows) || len(own.Columns) != len(t.Columns) {
		c := t.Cell(row, col)
		c.Step = 0 // of another plan
		return d.from(ctx, d.steps, c, amountOf(c, t.Columns[col]))
	}
	c := own.Cell(row, col)
	n, err = d.from(ctx, d.steps, c, amountOf(c, own.Columns[col]))
	if n == nil && err == nil && c.Kind == table.Number {
		n, err = d.added(ctx, own, row, col)
	}
	if n != nil && n.Ref == plan.None && n.Label.Empty() && n.Name == "" {
		n.Label = placeIn(own, row, col)
	}
	return n, err
}

// from is where a number comes from: a step, or what the table says of it.
func (d *Derivations) from(ctx context.Context, steps *explain.Steps, c table.Cell, is table.Amount) (*explain.Node, error) {
	if c.Kind == table.Number && c.Step > 0 {
		return steps.Of(plan.Ref(c.Step - 1)), nil
	}
	if o, ok := c.From.(origin); ok && c.Kind == table.Number {
		return o.node(ctx, d, is)
	}
	return nil, nil
}

// added is a number that is but the sum of others in its table, along its row or else its column. To a zero that is no sum nothing is added.
func (d *Derivations) added(ctx context.Context, t *table.Table, row, col int) (*explain.Node, error) {
	c := t.Cell(row, col)
	o := made{label: placeIn(t, row, col), op: explain.Sum}
	add := func(row, col int) {
		if part := t.Cell(row, col); part.Kind == table.Number {
			o.terms = append(o.terms, operandOf(explain.Plus, part, t.Columns[col].Unit))
		}
	}
	for i, column := range t.Columns {
		if column.Parent == col {
			add(row, i)
		}
	}
	if kind := t.Rows[row].Kind; len(o.terms) == 0 && t.Columns[col].Sums && (kind == table.Subtotal || kind == table.Total) {
		for i, r := range t.Rows {
			if r.Kind != table.Memo && r.Parent == row {
				add(i, col)
			}
		}
	}
	if len(o.terms) == 0 && !c.Value.IsZero() {
		return nil, nil
	}
	n, err := o.node(ctx, d, amountOf(c, t.Columns[col]))
	if err == nil && len(n.Terms) == 0 {
		n.Op, n.Note = explain.Given, say.T("no line of the script adds to this")
	}
	return n, err
}

// placeIn is what a number of a table is called by where it stands.
func placeIn(t *table.Table, row, col int) say.Phrase {
	return say.T("%s, %s", t.Cell(row, 0).Text, t.Columns[col].Name)
}

// Expectation is where both sides of an expectation of the report come from, as it was read: on the script as it is written, or under the scenario
// that it names. It is nil where there is none of that number. The error is a diag.List.
func (d *Derivations) Expectation(ctx context.Context, number int) (n *explain.Node, err error) {
	defer recovered(d.script(), &err)
	if d == nil || number < 0 || number >= len(d.figure.Expects) || number >= len(d.report.Expectations) {
		return nil, nil
	}
	x, e := d.figure.Expects[number], d.report.Expectations[number]
	steps, err := d.written(ctx, x.Under)
	if err != nil || steps == nil {
		return nil, err
	}
	n = explain.Made(say.Verbatim(e.Claim()), explain.Given, e.Amount(e.Actual))
	n.Known, n.Problem, n.File, n.Line, n.Source = e.Known, e.Problem, d.report.program.module.File.Name, e.Line, e.Source
	for _, side := range []plan.Ref{x.Left, x.Right, x.High} {
		if part := steps.Named(side); part != nil {
			n.Terms = append(n.Terms, explain.Term{Sign: explain.Plus, Node: part})
		}
	}
	return n, nil
}

// written is the run of the script as it is written, or under a scenario, whatever the report was given.
func (d *Derivations) written(ctx context.Context, scenario int) (*explain.Steps, error) {
	if len(d.report.set) == 0 {
		return d.at(ctx, scenario, nil)
	}
	key := "written " + pointKey(scenario, nil)
	if d.points[key] == nil {
		run := explain.Run{Figure: d.figure, Base: d.base, Read: d.base, Set: exact.Inputs{}}
		if scenario >= 0 {
			var err error
			run.Under, run.Set = d.report.program.plan.Scenarios[scenario].Name, underScenario(d.base, scenario)
			if run.Read, err = exact.Run(ctx, d.figure.Plan, run.Set); err != nil {
				return nil, d.report.program.stopped(err)
			}
		}
		d.points[key] = d.steps.Beside(run)
	}
	return d.points[key], nil
}

// pointKey is what a run of the plan is known by.
func pointKey(scenario int, set exact.Inputs) string {
	key := strconv.Itoa(scenario)
	for _, slot := range slices.Sorted(maps.Keys(set)) {
		key += " " + strconv.Itoa(slot) + "=" + set[slot].String()
	}
	return key
}
