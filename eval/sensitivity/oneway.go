package sensitivity

import (
	"context"
	"slices"
	"sort"

	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/plan"
)

// OneWay is how a figure moves with each of some params by itself.
type OneWay struct {
	Base   Value
	Swings []Swing // the widest first
}

// Swing is how far one param moves a figure.
type Swing struct {
	Param     *plan.Param
	Connected bool // false where the param cannot move the figure; then it has no points
	Points    []Point
	// Low and High are the least and the greatest value, that of the base among them, and Swing the way between them.
	Low, High, Swing num.D
	Share            num.D // of the sum of all swings; zero where that is
	Open             bool  // some point has no value, so that how far the param moves the figure is not known: Swing is that of the others
}

// OneWay varies each param by itself: over its alternatives, or the two ends of its range.
func (b *Base) OneWay(ctx context.Context, of plan.Ref, params []*plan.Param) (*OneWay, error) {
	out := &OneWay{Base: b.Value(of), Swings: make([]Swing, len(params))}
	var sum num.D
	for i, p := range params {
		s, err := b.swing(ctx, of, p, out.Base)
		if err != nil {
			return nil, err
		}
		out.Swings[i] = s
		sum, _ = sum.Add(s.Swing)
	}
	for i := range out.Swings {
		out.Swings[i].Share, _ = out.Swings[i].Swing.Div(sum)
	}
	sort.SliceStable(out.Swings, func(i, j int) bool { return out.Swings[i].Swing.Cmp(out.Swings[j].Swing) > 0 })
	return out, nil
}

func (b *Base) swing(ctx context.Context, of plan.Ref, p *plan.Param, base Value) (Swing, error) {
	params := []*plan.Param{p}
	if err := b.looks(1); err != nil {
		return Swing{}, err
	}
	s := Swing{Param: p, Connected: b.Connected(ctx, []plan.Ref{of}, params)[0], Low: base.D, High: base.D}
	if !s.Connected {
		return s, ctx.Err()
	}
	var at [][][]num.D
	for _, level := range b.ends(p.Axis()).levels {
		at = append(at, [][]num.D{level})
	}
	var err error
	if s.Points, err = b.points(ctx, params, at, of); err != nil {
		return s, err
	}
	s.Open = slices.ContainsFunc(s.Points, func(p Point) bool { return !p.Known })
	s.Low, s.High = extremes(base, s.Points)
	s.Swing, _ = s.High.Sub(s.Low)
	return s, nil
}

// extremes is the least and the greatest value of the points and the base, as far as they have any.
func extremes(base Value, points []Point) (low, high num.D) {
	known := base.Known
	low, high = base.D, base.D
	for _, p := range points {
		switch {
		case !p.Known:
		case !known:
			low, high, known = p.D, p.D, true
		default:
			low, high = lesser(low, p.D), greater(high, p.D)
		}
	}
	return low, high
}
