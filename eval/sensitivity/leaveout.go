package sensitivity

import (
	"cmp"
	"context"

	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/eval/exact"
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/plan"
	"github.com/costlang/cost/eval/rows"
	"github.com/costlang/cost/lang/diag"
)

// LeaveOut is a figure with one group of rows left out at a time.
type LeaveOut struct {
	Base      Value
	Groups    []Group // in order of their first rows
	Low, High int     // the groups without which the figure is least and greatest, the first ones of several; -1 when it never has a value
}

// Group is the rows with one value of a column, and the figure without them.
type Group struct {
	Is   rows.Cell
	Rows int
	Value
	Problems diag.List // why it has no value
}

// Without says what is left out, and how the plan without it is read.
type Without struct {
	Rows   plan.Rows
	Data   *check.Data
	Column *check.Column
	Limits plan.Limits
	// Of is the figure in a plan lowered without some rows.
	Of func(*plan.Plan) plan.Ref
	// Inputs is the inputs of such a plan that make it the scenario of the base.
	Inputs func(context.Context, *plan.Plan) (exact.Inputs, error)
}

// LeaveOut lowers the script again without the rows of each group. The error is that of the context, or a diag.List of lowering.
func (b *Base) LeaveOut(ctx context.Context, w Without) (*LeaveOut, error) {
	out := &LeaveOut{Base: b.Value(w.Of(b.Reading.Plan)), Low: -1, High: -1}
	groups := w.Rows.Groups(w.Data, w.Column)
	if err := b.work(times(int64(len(groups)), int64(len(b.Reading.Plan.Steps)))); err != nil {
		return nil, err
	}
	for i, members := range groups {
		g := Group{Is: w.Rows.Cell(w.Data, w.Column, members[0]), Rows: len(members)}
		if err := g.read(ctx, b.Reading.Plan.Module, w, members); err != nil {
			return nil, err
		}
		out.Groups = append(out.Groups, g)
		if !g.Known {
			continue
		}
		if out.Low < 0 || g.Cmp(out.Groups[out.Low].D) < 0 {
			out.Low = i
		}
		if out.High < 0 || g.Cmp(out.Groups[out.High].D) > 0 {
			out.High = i
		}
	}
	return out, nil
}

// read reads the figure of a script without some rows.
func (g *Group) read(ctx context.Context, m *check.Module, w Without, members []int) error {
	p, problems := plan.LowerWithout(m, w.Rows, w.Limits, w.Data, members)
	if problems.Err() != nil {
		return cmp.Or(ctx.Err(), error(problems))
	}
	in, err := w.Inputs(ctx, p)
	if err != nil {
		return err
	}
	reading, err := exact.Run(ctx, p, in)
	if err != nil {
		return err
	}
	of := w.Of(p)
	if g.Problems = reading.Problems(of); len(g.Problems) == 0 {
		g.D, g.Known = reading.Value(of)
	}
	return nil
}

// Swing is how far the figure moves over the groups.
func (l *LeaveOut) Swing() (num.D, bool) {
	if l.Low < 0 {
		return num.D{}, false
	}
	return l.Groups[l.High].Sub(l.Groups[l.Low].D)
}
