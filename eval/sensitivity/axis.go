package sensitivity

import (
	"slices"

	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/plan"
	"github.com/costlang/cost/lang/ast"
)

// axis is the values that an analysis goes through for one param, by their number.
type axis struct {
	plan.Axis
	levels [][]num.D // a number for each slot of the param
	// With a count there are so many levels from low on, a step apart, the last one high; and none stands in levels.
	low, step, high num.D
	count           int64
	sorted          [][]num.D // the levels in order of their numbers; made when first asked for
}

// size is how many values there are.
func (a *axis) size() int64 {
	if a.count > 0 {
		return a.count
	}
	return int64(len(a.levels))
}

// level is a value by its number.
func (a *axis) level(i int64) []num.D {
	switch {
	case a.count == 0:
		return a.levels[i]
	case i == a.count-1:
		return []num.D{a.high}
	}
	up, _ := a.step.Mul(num.Int(i))
	v, _ := a.low.Add(up)
	return []num.D{v}
}

// float is what level gives in a slot, to the last bits.
func (a *axis) float(i int64, slot int) float64 {
	if a.count == 0 || i == a.count-1 {
		return a.level(i)[slot].Float64()
	}
	return float64(a.low.Float64() + float64(float64(i)*a.step.Float64()))
}

// ends is the alternatives of an axis, or the two ends of its range, as far as they have values.
func (b *Base) ends(of plan.Axis) *axis {
	a := &axis{Axis: of}
	for _, choice := range of.Choices {
		if v, known := b.values(choice); known {
			a.levels = append(a.levels, v)
		}
	}
	return a
}

// axis is the alternatives of an axis, the steps of its range from end to end, or without steps the two ends.
func (b *Base) axis(of plan.Axis) *axis {
	a := b.ends(of)
	step, known := b.Reading.Value(of.Step)
	if of.Step == plan.None || !known || step.Sign() <= 0 || len(a.levels) != 2 {
		return a
	}
	out := &axis{Axis: of, low: a.levels[0][0], step: step, high: a.levels[1][0]}
	width, _ := out.high.Sub(out.low)
	if width.Sign() <= 0 {
		return a
	}
	out.count = 1 + stepsOver(width, step)
	return out
}

// stepsOver is how many steps it takes to get over a width. The last one is shorter where params move the ends.
func stepsOver(width, step num.D) int64 {
	steps, ok := width.Div(step)
	n, small := steps.CeilTo(num.Int(1)).Int64()
	if !ok || !small || n >= MaxSize {
		return MaxSize - 1
	}
	return n
}

// between adds the value of the base to the two ends of a range of numbers without steps, in its place.
func (b *Base) between(a *axis) *axis {
	own, known := b.own(a.Param)
	if !known || a.count > 0 || a.Range.Kind == ast.Alternatives || a.Param.Decl.Type.Series != check.Single {
		return a
	}
	if slices.ContainsFunc(a.levels, func(have []num.D) bool { return have[0].Equal(own[0]) }) {
		return a
	}
	a.levels = append(a.levels, own)
	slices.SortFunc(a.levels, func(x, y []num.D) int { return x[0].Cmp(y[0]) })
	return a
}
