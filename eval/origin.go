package eval

import (
	"context"

	"github.com/costlang/cost/eval/exact"
	"github.com/costlang/cost/eval/explain"
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/plan"
	"github.com/costlang/cost/eval/sensitivity"
	"github.com/costlang/cost/eval/table"
	"github.com/costlang/cost/lang/say"
)

// origin is where a number of a table comes from that no step of the run stands for. Cells keep it, as table.Cell.From, until somebody asks:
// what reads figures once more is done then.
type origin interface {
	// node is the derivation of a number, nil where there is none.
	node(ctx context.Context, d *Derivations, is table.Amount) (*explain.Node, error)
}

// point is a figure under a scenario, where an analysis sets some params.
type point struct {
	of    string       // the figure
	under int          // the scenario of the plan, or -1
	set   exact.Inputs // by the analysis
	where say.Phrase   // what it sets, in words, or empty
}

// at is the origin of a figure where params have some values.
func (r *Result) at(a analysis, params []*plan.Param, values [][]num.D) point {
	out := point{of: a.name, under: r.scenario, set: exact.Inputs{}}
	for i, param := range params {
		for slot, v := range values[i] {
			out.set[param.FirstSlot+slot] = v
		}
	}
	if len(params) > 0 {
		out.where = r.pointText(params, values)
	}
	return out
}

// asItIs is the origin of a figure of the run itself.
func (r *Result) asItIs(a analysis) point { return r.at(a, nil, nil) }

// from is a cell of a number with where it comes from.
func from(o origin, c table.Cell) table.Cell {
	if c.Kind == table.Number {
		c.From = o
	}
	return c
}

func (o point) node(ctx context.Context, d *Derivations, is table.Amount) (*explain.Node, error) {
	steps, err := d.at(ctx, o.under, o.set)
	if err != nil {
		return nil, err
	}
	note := say.Phrase{}
	if !o.where.Empty() {
		note = say.T("with %s", o.where)
	}
	if steps != nil {
		n := d.figureOf(steps, o.of)
		if n == nil {
			return nil, nil
		}
		return n.Saying(note), nil
	}
	base := d.figureOf(d.steps, o.of)
	if base == nil {
		return nil, nil
	}
	n := explain.Made(base.Title(), explain.Given, is, explain.Term{Sign: explain.Plus, Node: base.Saying(say.T("as it is"))})
	n.Name = base.Name
	return n.Saying(note), nil
}

// made is a number that a table makes of others.
type made struct {
	label say.Phrase // empty for where it stands
	op    explain.Op
	terms []madeOf
}

type madeOf struct {
	sign explain.Sign
	cell table.Cell
	unit string // of the cell, where it has none of its own
}

func (o made) node(ctx context.Context, d *Derivations, is table.Amount) (*explain.Node, error) {
	var terms []explain.Term
	for _, t := range o.terms {
		n, err := d.from(ctx, d.steps, t.cell, amountOf(t.cell, table.Column{Unit: t.unit, Places: table.None}))
		if err != nil {
			return nil, err
		}
		if n == nil && t.cell.Step > 0 {
			n = d.steps.Named(plan.Ref(t.cell.Step - 1)) // such as a zero
		}
		if n == nil {
			continue
		}
		term := explain.Term{Sign: t.sign, Node: n}
		if o.op == explain.Sum && t.sign == explain.Plus {
			term = explain.Added(n, t.cell.Value)
		}
		terms = append(terms, term)
	}
	return explain.Made(o.label, o.op, is, terms...), nil
}

// told is a number that is made of draws or rows: what is said of it, and the figure of the run beside it.
type told struct {
	label, note say.Phrase
	of          string // the figure, or ""
}

func (o told) node(_ context.Context, d *Derivations, is table.Amount) (*explain.Node, error) {
	var terms []explain.Term
	if base := d.figureOf(d.steps, o.of); base != nil {
		terms = append(terms, explain.Term{Sign: explain.Plus, Node: base.Saying(say.T("as it is"))})
	}
	return explain.Made(o.label, explain.Given, is, terms...).Saying(o.note), nil
}

// tried is a value of a param that an analysis takes or finds.
type tried struct {
	param string
	note  say.Phrase
}

func (o tried) node(_ context.Context, d *Derivations, is table.Amount) (*explain.Node, error) {
	for _, param := range d.figure.Params {
		if param.Name != o.param || len(param.Values) == 0 {
			continue
		}
		own := d.steps.Named(param.Values[0])
		n := explain.Made(own.Title(), explain.Given, is).Saying(o.note)
		n.Name, n.File, n.Line, n.Source, n.NoSource = own.Name, own.File, own.Line, own.Source, own.NoSource
		if !own.Amount.Value.Equal(is.Value) {
			n.Base, n.Differs = own.Amount, true
		}
		return n, nil
	}
	return nil, nil
}

// triedCell is a value of a param in a table of an analysis.
func (r *Result) triedCell(param *plan.Param, at []num.D) table.Cell {
	return from(tried{param: param.Name}, r.paramCell(param, at))
}

// pointCells are the figure at a point, and how far it is from the run's.
func (r *Result) pointCells(a analysis, o point, v, base sensitivity.Value, places int) []table.Cell {
	return r.comparedCells(a, o, r.asItIs(a), v, base, places)
}

// comparedCells are a figure, and how far it is from another.
func (r *Result) comparedCells(a analysis, o, other origin, v, base sensitivity.Value, places int) []table.Cell {
	cells := valueCells(v, base, places)
	cells[0] = from(o, cells[0])
	cells[1] = from(a.difference(say.T("Change"), cells[0], from(other, table.NumberCell(base.D))), cells[1])
	return cells
}

// difference is the origin of one number less another of the figure.
func (a analysis) difference(label say.Phrase, x, y table.Cell) made {
	return made{label, explain.Sum, []madeOf{{explain.Plus, x, a.unit}, {explain.Minus, y, a.unit}}}
}

// amountOf is a number of a table as it is said by itself.
func amountOf(c table.Cell, column table.Column) table.Amount {
	out := table.Amount{Value: c.Value, Places: c.Places, Unit: column.Unit}
	if c.Unit != "" {
		out.Unit = c.Unit
	}
	if out.Places < 0 {
		_, out.Places = c.Printed(column)
	}
	out.One = out.Unit
	return out
}

// at is the run of a report under a scenario, with what an analysis sets; nil where so many were read that this one is not worth its time.
func (d *Derivations) at(ctx context.Context, scenario int, set exact.Inputs) (*explain.Steps, error) {
	if scenario == d.report.scenario && len(set) == 0 {
		return d.steps, nil
	}
	key := pointKey(scenario, set)
	if steps, known := d.points[key]; known {
		return steps, nil
	}
	d.points[key] = nil
	if d.room -= len(d.figure.Steps); len(set) > 0 && d.room < 0 {
		return nil, nil
	}
	run, err := d.run(ctx, scenario, renumbered(d.report.program.plan, d.figure.Plan, set))
	if err != nil {
		return nil, err
	}
	d.points[key] = explain.Explained(run)
	return d.points[key], nil
}

// mostRead is how many steps are read for the points of analyses. What comes after says what it sets, and where the figure as it is comes from.
const mostRead = 1_000_000
