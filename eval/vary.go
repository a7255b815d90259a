package eval

import (
	"context"
	"fmt"
	"maps"
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
	at    table.Cell
	value num.D
	known bool
}

// oneWay varies each param by itself, the widest swing first.
func (p *Program) oneWay(ctx context.Context, r *Result, a *plan.Analysis) (*table.Table, error) {
	base, _ := r.value(a.Of)
	var all []varied
	for _, i := range a.Params {
		v, err := p.varyParam(ctx, r, a, p.plan.Params[i])
		if err != nil {
			return nil, err
		}
		all = append(all, v)
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
		t.Rows = append(t.Rows, v.rows(base)...)
	}
	return t, nil
}

// varyParam runs the plan for every value that a param may take.
func (p *Program) varyParam(ctx context.Context, r *Result, a *plan.Analysis, param *plan.Param) (varied, error) {
	v := varied{param: param}
	low, _ := r.value(a.Of)
	high := low
	for _, choice := range param.Choices {
		at, ok := r.value(choice)
		if !ok {
			continue
		}
		inputs := maps.Clone(r.inputs)
		for i := range param.Values {
			inputs[param.FirstSlot+i] = at
		}
		reading, err := exact.Run(ctx, p.plan, inputs)
		if err != nil {
			return v, p.stopped(err)
		}
		pt := point{at: p.paramCell(param, at)}
		pt.value, pt.known = reading.Value(a.Of)
		if pt.known {
			low, high = lesser(low, pt.value), lesser(high.Neg(), pt.value.Neg()).Neg()
		}
		v.points = append(v.points, pt)
	}
	v.swing, _ = high.Sub(low)
	return v, nil
}

func lesser(x, y num.D) num.D {
	if y.Cmp(x) < 0 {
		return y
	}
	return x
}

// rows is a line per value, with the param's label and swing on the first.
func (v varied) rows(base num.D) []table.Row {
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
		out = append(out, table.Row{Parent: table.None, Cells: []table.Cell{label, pt.at, value, change, swing}})
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
	for i, s := range p.plan.Scenarios {
		t.Columns = append(t.Columns, table.NumberColumn(s.Name, ""))
		inputs, err := p.underScenario(ctx, i)
		if err != nil {
			return nil, p.stopped(err)
		}
		maps.Copy(inputs, r.inputs)
		reading, err := exact.Run(ctx, p.plan, inputs)
		if err != nil {
			return nil, p.stopped(err)
		}
		for row, o := range p.plan.Outputs {
			cell := table.EmptyCell()
			if v, ok := reading.Value(o.Shown); ok && reading.Problems().Err() == nil {
				cell = table.NumberCell(v)
				cell.Unit = displayUnit(o.Decl.As)
			}
			t.Rows[row].Cells = append(t.Rows[row].Cells, cell)
		}
	}
	return t, nil
}
