package eval

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"sort"

	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/eval/exact"
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/plan"
	"github.com/costlang/cost/eval/table"
	"github.com/costlang/cost/lang/diag"
)

// analyse adds the one-way tables of the script and its scenarios side by side. Analyses of other kinds are said not to run.
func (p *Program) analyse(ctx context.Context, r *Report) error {
	for _, a := range p.plan.Analyses {
		if a.Decl.Kind != check.OneWay {
			d := diag.New(diag.NotRunYet, a.Decl.Span, "this analysis is checked, but this version does not run it")
			d.Severity = diag.Warning
			r.Warnings = append(r.Warnings, diag.List{d}.Attach(p.files)...)
			continue
		}
		t, err := p.oneWay(ctx, r.Result, a)
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

// varied is a param of a one-way table: a point for each value it may take.
type varied struct {
	param  *plan.Param
	points []point
	swing  num.D
}

type point struct {
	at    num.D // the value of the param
	value num.D
	known bool
}

// oneWay varies each param by itself, the widest swing first.
func (p *Program) oneWay(ctx context.Context, r *Result, a *plan.Analysis) (*table.Table, error) {
	base, _ := r.value(a.Of)
	all := make([]varied, len(a.Params))
	for i, param := range a.Params {
		all[i] = r.choices(p.plan.Params[param])
	}
	if err := p.readPoints(ctx, r, a, all); err != nil {
		return nil, p.stopped(err)
	}
	for i := range all {
		all[i].measure(base)
	}
	sort.SliceStable(all, func(i, j int) bool { return all[i].swing.Cmp(all[j].swing) > 0 })
	unit := a.Decl.Of.Type().Unit.String()
	t := &table.Table{Name: "vary_" + a.Decl.Name, Title: fmt.Sprintf("What if: %s, one assumption at a time", a.Decl.Name)}
	t.Columns = []table.Column{table.TextColumn("Assumption"), table.TextColumn("At")}
	for _, name := range []string{a.Decl.Name, "Change", "Swing"} {
		c := table.NumberColumn(name, unit)
		c.Places = table.AutoPlaces(base, unit)
		t.Columns = append(t.Columns, c)
	}
	t.Rows = append(t.Rows, table.Row{Kind: table.Subtotal, Parent: table.None, Cells: []table.Cell{table.TextCell("As it is"), table.EmptyCell(), table.NumberCell(base)}})
	for _, v := range all {
		t.Rows = append(t.Rows, p.variedRows(v, base)...)
	}
	return t, nil
}

// choices is the values that a param may take, not yet read.
func (r *Result) choices(param *plan.Param) varied {
	v := varied{param: param}
	for _, choice := range param.Choices {
		if at, ok := r.value(choice); ok {
			v.points = append(v.points, point{at: at})
		}
	}
	return v
}

// readPoints runs the plan for every point.
func (p *Program) readPoints(ctx context.Context, r *Result, a *plan.Analysis, all []varied) error {
	var inputs []exact.Inputs
	var points []*point
	for _, v := range all {
		for i := range v.points {
			pt := &v.points[i]
			points = append(points, pt)
			inputs = append(inputs, r.with(v.param, pt.at))
		}
	}
	figures, err := r.readEach(ctx, inputs, []plan.Ref{a.Of})
	for i, f := range figures {
		if err == nil {
			points[i].value, points[i].known = f[0].value, f[0].known
		}
	}
	return err
}

// with is the inputs of the run with another value of a param, the same one in every year of a list.
func (r *Result) with(param *plan.Param, at num.D) exact.Inputs {
	inputs := maps.Clone(r.inputs)
	for i := range param.Values {
		inputs[param.FirstSlot+i] = at
	}
	return inputs
}

// measure finds the swing: from the least to the greatest value, the base one among them.
func (v *varied) measure(base num.D) {
	low, high := base, base
	for _, pt := range v.points {
		if pt.known {
			low, high = lesser(low, pt.value), lesser(high.Neg(), pt.value.Neg()).Neg()
		}
	}
	v.swing, _ = high.Sub(low)
}

func lesser(x, y num.D) num.D {
	if y.Cmp(x) < 0 {
		return y
	}
	return x
}

// variedRows is a line per value, with the param's label and swing on the first.
func (p *Program) variedRows(v varied, base num.D) []table.Row {
	var out []table.Row
	for i, pt := range v.points {
		label, swing := table.TextCell(""), table.EmptyCell()
		if i == 0 {
			label, swing = table.TextCell(v.param.Decl.Label), table.NumberCell(v.swing)
		}
		value, change := table.EmptyCell(), table.EmptyCell()
		if pt.known {
			diff, _ := pt.value.Sub(base)
			value, change = table.NumberCell(pt.value), table.NumberCell(diff)
		}
		out = append(out, table.Row{Parent: table.None, Cells: []table.Cell{label, p.paramCell(v.param, pt.at), value, change, swing}})
	}
	return out
}

// paramCell is a value of a param as the script writes it: in percent, as text, or with its unit.
func (p *Program) paramCell(param *plan.Param, v num.D) table.Cell {
	switch {
	case param.Decl.Type.Kind == check.KindText:
		i, _ := v.Int64()
		return table.TextCell(p.plan.Texts[i])
	case param.Decl.Percent:
		percent, _ := v.Mul(num.Int(100))
		return table.TextCell(percent.Significant(6) + "%")
	}
	text := table.Format(v, decimals(v), table.English())
	if u := param.Decl.Type.Unit.String(); u != "" {
		text += " " + u
	}
	return table.TextCell(text)
}

// sideBySide shows every output under every scenario.
func (p *Program) sideBySide(ctx context.Context, r *Report) (*table.Table, error) {
	t := &table.Table{Name: "scenarios", Title: "Scenarios side by side"}
	t.Columns = []table.Column{table.TextColumn("Output"), table.TextColumn("Unit"), table.NumberColumn("Base", "")}
	for _, f := range r.Outputs() {
		value := table.NumberCell(f.Value)
		value.Unit = f.Unit
		t.Rows = append(t.Rows, table.Row{Parent: table.None, Cells: []table.Cell{table.TextCell(f.Label), table.TextCell(f.Unit), value}})
	}
	columns, err := p.scenarioColumns(ctx, r)
	if err != nil {
		return nil, p.stopped(err)
	}
	for i, s := range p.plan.Scenarios {
		t.Columns = append(t.Columns, table.NumberColumn(s.Name, ""))
		for row, cell := range columns[i] {
			t.Rows[row].Cells = append(t.Rows[row].Cells, cell)
		}
	}
	return t, nil
}

// scenarioColumns is a cell for each output under each scenario, the inputs of the run on top of it.
func (p *Program) scenarioColumns(ctx context.Context, r *Report) ([][]table.Cell, error) {
	base, err := p.base(ctx, r.Result)
	if err != nil {
		return nil, err
	}
	inputs := make([]exact.Inputs, len(p.plan.Scenarios))
	for i := range inputs {
		inputs[i] = p.underScenario(base, i)
		maps.Copy(inputs[i], r.inputs)
	}
	figures, err := r.readEach(ctx, inputs, p.shownAndGuards())
	if err != nil {
		return nil, err
	}
	columns := make([][]table.Cell, len(inputs))
	for i := range columns {
		columns[i] = p.outputCells(figures[i])
	}
	return columns, nil
}

// shownAndGuards is the steps of the outputs and then the conditions of all guards.
func (p *Program) shownAndGuards() []plan.Ref {
	var out []plan.Ref
	for _, o := range p.plan.Outputs {
		out = append(out, o.Shown)
	}
	for _, g := range p.plan.Guards {
		out = append(out, g.Cond)
	}
	return out
}

// outputCells is the outputs of a reading; empty ones without a value, or all when a guard does not hold.
func (p *Program) outputCells(figures []figure) []table.Cell {
	outputs, guards := figures[:len(p.plan.Outputs)], figures[len(p.plan.Outputs):]
	broken := slices.ContainsFunc(guards, func(f figure) bool { return f.known && f.value.IsZero() })
	cells := make([]table.Cell, len(outputs))
	for i, f := range outputs {
		cells[i] = table.EmptyCell()
		if f.known && !broken {
			cells[i] = table.NumberCell(f.value)
			cells[i].Unit = displayUnit(p.plan.Outputs[i].Decl.As)
		}
	}
	return cells
}
