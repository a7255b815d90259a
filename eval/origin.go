package eval

import (
	"context"
	"slices"

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

// point is a figure under a scenario, where an analysis sets some params. It refers to what the analysis has: most are never asked for.
type point struct {
	of     string // the figure
	under  int    // the scenario of the plan, or -1
	result *Result
	params []*plan.Param
	values [][]num.D // of each
}

// at is the origin of a figure where params have some values.
func (r *Result) at(a analysis, params []*plan.Param, values [][]num.D) point {
	return point{a.name, r.scenario, r, params, values}
}

// asItIs is the origin of a figure of the run itself.
func (r *Result) asItIs(a analysis) point { return r.at(a, nil, nil) }

// set is what the analysis sets.
func (o point) set() exact.Inputs {
	out := exact.Inputs{}
	for i, param := range o.params {
		for slot, v := range o.values[i] {
			out[param.FirstSlot+slot] = v
		}
	}
	return out
}

// where says what the analysis sets, empty where that is nothing.
func (o point) where() say.Phrase {
	if len(o.params) == 0 {
		return say.Phrase{}
	}
	return say.T("with %s", o.result.pointText(o.params, o.values))
}

// from is a cell of a number with where it comes from.
func from(o origin, c table.Cell) table.Cell {
	if c.Kind == table.Number {
		c.From = o
	}
	return c
}

func (o point) node(ctx context.Context, d *Derivations, is table.Amount) (*explain.Node, error) {
	steps, err := d.at(ctx, o.under, o.set())
	if err != nil {
		return nil, err
	}
	if steps != nil {
		n := d.figureOf(steps, o.of)
		if n == nil {
			return nil, nil
		}
		return n.Saying(o.where()), nil
	}
	base := d.figureOf(d.steps, o.of)
	if base == nil {
		return nil, nil
	}
	n := explain.Made(base.Title(), explain.Given, is, explain.Term{Sign: explain.Plus, Node: base.Saying(say.T("as it is"))})
	n.Name = base.Name
	return n.Saying(o.where()), nil
}

// made is a number that a table makes of others.
type made struct {
	label say.Phrase // empty for where it stands
	op    explain.Op
	terms []operand
}

// madeBy is one that is put together when it is asked for.
type madeBy func() made

// operand is a number of a table that another is made of.
type operand struct {
	sign explain.Sign
	is   table.Amount
	step int // as table.Cell.Step and From
	from any
}

// operandOf is a cell as an operand, in a unit where it has none of its own.
func operandOf(sign explain.Sign, c table.Cell, unit string) operand {
	if c.Unit != "" {
		unit = c.Unit
	}
	return operand{sign, table.Amount{Value: c.Value, Places: c.Places, Unit: unit, One: unit}, c.Step, c.From}
}

func (o operand) node(ctx context.Context, d *Derivations) (*explain.Node, error) {
	if o.step > 0 {
		return d.steps.Named(plan.Ref(o.step - 1)), nil
	}
	if from, ok := o.from.(origin); ok {
		return from.node(ctx, d, o.is)
	}
	return nil, nil
}

func (f madeBy) node(ctx context.Context, d *Derivations, is table.Amount) (*explain.Node, error) {
	return f().node(ctx, d, is)
}

func (o made) node(ctx context.Context, d *Derivations, is table.Amount) (*explain.Node, error) {
	var terms []explain.Term
	for _, t := range o.terms {
		n, err := t.node(ctx, d)
		if err != nil {
			return nil, err
		}
		switch {
		case n == nil:
		case o.op == explain.Sum && t.sign == explain.Plus:
			terms = append(terms, explain.Added(n, t.is.Value))
		default:
			terms = append(terms, explain.Term{Sign: t.sign, Node: n})
		}
	}
	return explain.Made(o.label, o.op, is, terms...), nil
}

// added is a sum with one more number, in order.
type added struct {
	before *added
	last   operand
}

func (o *added) node(ctx context.Context, d *Derivations, is table.Amount) (*explain.Node, error) {
	out := made{op: explain.Sum}
	for at := o; at != nil; at = at.before {
		out.terms = append(out.terms, at.last)
	}
	slices.Reverse(out.terms)
	return out.node(ctx, d, is)
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
	cells[1] = from(madeBy(func() made {
		return a.difference(say.T("Change"), from(o, table.NumberCell(v.D)), from(other, table.NumberCell(base.D)))
	}), cells[1])
	return cells
}

// difference is the origin of one number less another of the figure.
func (a analysis) difference(label say.Phrase, x, y table.Cell) made {
	return made{label, explain.Sum, []operand{operandOf(explain.Plus, x, a.unit), operandOf(explain.Minus, y, a.unit)}}
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
	d.room -= len(d.figure.Steps)
	if len(set) > 0 && d.room < 0 || d.room < -mostRead {
		return nil, nil
	}
	run, err := d.run(ctx, scenario, renumbered(d.report.program.plan, d.figure.Plan, set))
	if err != nil {
		return nil, err
	}
	d.points[key] = d.steps.Beside(run)
	return d.points[key], nil
}

// mostRead is how many steps are read for the points of analyses, and of scenarios as many more. What comes after says what it sets, and where the figure as it is comes from.
const mostRead = 1_000_000
