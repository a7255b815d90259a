package sensitivity

import (
	"context"
	"slices"

	"github.com/costlang/cost/eval/exact"
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/plan"
)

// beside reads the points at which one param has an alternative or an end of its range, and the others are as they are then, as far as they
// are no combination: the value as it is may lie between the ends of a range, or follow another param.
func (c *corners) beside(ctx context.Context, of plan.Ref) ([]Point, error) {
	var at [][][]num.D
	var variants []exact.Inputs
	own := c.asItIs()
	for i, a := range c.axes {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if a == nil {
			continue
		}
		for _, level := range c.ends(a.Axis).levels {
			point := slices.Clone(own)
			point[i] = level
			at = append(at, point)
			variants = append(variants, c.with(c.params[i:i+1], point[i:i+1]))
		}
	}
	outcomes, err := c.Read(ctx, variants, append([]plan.Ref{of}, c.values()...))
	if err != nil {
		return nil, err
	}
	var out []Point
	for i, o := range outcomes {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		c.follow(at[i], o.Values[1:])
		if !c.has(at[i]) && !slices.EqualFunc(at[i], own, equal) {
			out = append(out, Point{at[i], o.Values[0], o.Problems})
		}
	}
	return out, nil
}

// values lists the steps that hold the values of all params, slot by slot.
func (c *corners) values() []plan.Ref {
	var out []plan.Ref
	for _, p := range c.params {
		out = append(out, p.Values...)
	}
	return out
}

// follow puts the values that params have in a reading in place of those of the base, as far as they have any.
func (c *corners) follow(at [][]num.D, read []Value) {
	for i, p := range c.params {
		values := read[:len(p.Values)]
		read = read[len(p.Values):]
		if slices.ContainsFunc(values, func(v Value) bool { return !v.Known }) {
			continue
		}
		at[i] = make([]num.D, len(values))
		for slot, v := range values {
			at[i][slot] = v.D
		}
	}
}

// asItIs is the values of all params in the base.
func (c *corners) asItIs() [][]num.D {
	out := make([][]num.D, len(c.params))
	for i, p := range c.params {
		out[i], _ = c.own(p)
	}
	return out
}

// has reports whether a point is a combination.
func (c *corners) has(at [][]num.D) bool {
	for i, a := range c.axes {
		if a != nil && !a.has(at[i]) {
			return false
		}
	}
	return true
}

// has reports whether a value is among those of an axis.
func (a *axis) has(value []num.D) bool {
	if a.count == 0 || len(value) == 0 {
		if len(a.sorted) != len(a.levels) {
			a.sorted = slices.Clone(a.levels)
			slices.SortFunc(a.sorted, compare)
		}
		_, have := slices.BinarySearchFunc(a.sorted, value, compare)
		return have
	}
	up, _ := value[0].Sub(a.low)
	steps, ok := up.Div(a.step)
	n, small := steps.Round(0).Int64()
	return value[0].Equal(a.high) || ok && small && n >= 0 && n < a.count && a.level(n)[0].Equal(value[0])
}

// compare orders values by their slots.
func compare(x, y []num.D) int { return slices.CompareFunc(x, y, num.D.Cmp) }

// equal reports whether two values are the same in all slots.
func equal(x, y []num.D) bool { return slices.EqualFunc(x, y, num.D.Equal) }
