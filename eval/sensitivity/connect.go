package sensitivity

import (
	"github.com/costlang/cost/eval/plan"
	"github.com/costlang/cost/lang/diag"
)

// Connected reports for each of the params whether it can move any of the figures while they are varied: whether a way leads from it
// to one through the plan. A condition that none of them reaches has the outcome of the base, and the way not taken leads nowhere.
func (b *Base) Connected(of []plan.Ref, params []*plan.Param) []bool {
	n := network{b, map[int]bool{}, nil}
	for _, p := range params {
		n.vary(p)
	}
	n.open = n.reach(n.varied)
	out := make([]bool, len(params))
	for i, p := range params {
		own := network{b, map[int]bool{}, nil}
		own.vary(p)
		reached := n.reach(own.varied)
		for _, ref := range of {
			out[i] = out[i] || ref >= 0 && reached[ref]
		}
	}
	return out
}

// network is the ways through a plan while some input slots are varied.
type network struct {
	*Base
	varied map[int]bool
	open   []bool // the steps that any of the slots reaches, once known
}

// ranges lists the conditions that params are within their ranges, as far as they may fail while some are varied: bounds and values
// that follow other params, and what goes over another range than its own. A sweep looks at no others.
func (b *Base) ranges(axes []plan.Axis) []plan.Ref {
	n := network{b, map[int]bool{}, nil}
	kept := map[int]bool{} // the slots that go over their param's own range
	for _, a := range axes {
		n.vary(a.Param)
		for i := range a.Param.Values {
			kept[a.Param.FirstSlot+i] = a.Range == a.Param.Decl.Range
		}
	}
	reached := n.reach(n.varied)
	moves := func(ref plan.Ref) bool { return ref >= 0 && reached[ref] }
	var out []plan.Ref
	for _, g := range b.Reading.Plan.Guards {
		if g.Failure.Code != diag.ParamRange {
			continue
		}
		value, low, high := g.Values[0], g.Values[1], g.Values[2]
		own := kept[int(b.Reading.Plan.Steps[value].A)]
		if moves(low) || moves(high) || moves(value) && !own {
			out = append(out, g.Cond)
		}
	}
	return out
}

func (n *network) vary(p *plan.Param) {
	for i := range p.Values {
		n.varied[p.FirstSlot+i] = true
	}
}

// reach marks the steps that ways lead to from some of the varied slots.
func (n *network) reach(from map[int]bool) []bool {
	out := make([]bool, len(n.Reading.Plan.Steps))
	open := n.open
	if open == nil {
		open = out
	}
	for i, step := range n.Reading.Plan.Steps {
		switch step.Op {
		case plan.Input:
			out[i] = n.input(step, from, out)
		case plan.Select:
			out[i] = out[step.A] || n.branch(step, open, out)
		default:
			n.Reading.Plan.Operands(step, func(ref plan.Ref) { out[i] = out[i] || out[ref] })
		}
	}
	return out
}

// input reports whether a way leads through an input slot: it begins there, or comes from the written value where no other is set.
func (n *network) input(step plan.Step, from map[int]bool, reached []bool) bool {
	slot := int(step.A)
	if _, set := n.Inputs[slot]; set || n.varied[slot] {
		return from[slot]
	}
	return reached[step.B]
}

func (n *network) branch(step plan.Step, open, reached []bool) bool {
	switch {
	case open[step.A]:
		return reached[step.B] || reached[step.C]
	case n.Reading.Holds(step.A):
		return reached[step.B]
	}
	return reached[step.C]
}
