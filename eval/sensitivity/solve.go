package sensitivity

import (
	"cmp"
	"context"
	"slices"

	"github.com/costlang/cost/eval/exact"
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/plan"
	"github.com/costlang/cost/lang/ast"
)

// Goal is a figure that is to come to a target by a param of single numbers.
type Goal struct {
	Of, Target plan.Ref // in one unit
	Param      *plan.Param
}

// Solving is where a figure comes to a target.
type Solving struct {
	Param        *plan.Param
	Base, Target Value // of the figure and of the target in the base
	Low, High    num.D // the range that was searched, or the least and the greatest alternative
	Connected    bool  // false where the param can move neither figure nor target
	Solutions    []Solution
	// Nearest is where the figure comes nearest to the target, when it comes to it nowhere; nil when it has no value at all.
	Nearest *Solution
}

// Solution is a value of the param, and the figure and the target there, read exactly.
type Solution struct {
	At num.D
	// To is the end of a stretch from At on over the whole of which the figure is on its target, or At.
	To            num.D
	Value, Target num.D
	// Exact says that the two agree to 20 digits. Else the value of the param is rounded.
	Exact bool
}

// Gap is how far the figure is above the target.
func (s Solution) Gap() num.D {
	gap, _ := s.Value.Sub(s.Target)
	return gap
}

// Solve finds all values of a param of single numbers, inside its range, at which a figure comes to a target. They are exact where
// figure less target is linear in the param or a ratio of linear functions of it, be it near the solution alone; else they are rounded
// to the decimals that the param is written with, and at least three digits.
func (b *Base) Solve(ctx context.Context, g Goal) (*Solving, error) {
	s := &solver{Base: b, Goal: g, ctx: ctx, seen: map[string]Solution{}}
	out := &Solving{Param: g.Param, Base: b.Value(g.Of), Target: b.Value(g.Target)}
	of := []plan.Ref{g.Of, g.Target}
	if err := b.looks(1); err != nil {
		return nil, err
	}
	out.Connected = b.Connected(ctx, of, []*plan.Param{g.Param})[0]
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	own, known := b.own(g.Param)
	choices := b.ends(g.Param.Axis()).levels
	if !known || len(choices) == 0 {
		return out, nil
	}
	out.Low, out.High = span(choices)
	var err error
	switch {
	case !out.Connected:
		err = s.among(out, []num.D{own[0]})
		if len(out.Solutions) > 0 {
			out.Solutions[0].At, out.Solutions[0].To = out.Low, out.High
		}
	case g.Param.Decl.Range.Kind == ast.Alternatives:
		err = s.among(out, firsts(choices))
	case out.Low.Equal(out.High):
		err = s.among(out, []num.D{out.Low})
	default:
		err = s.within(out, own[0])
	}
	return out, cmp.Or(err, s.stopped, ctx.Err())
}

func firsts(levels [][]num.D) []num.D {
	out := make([]num.D, len(levels))
	for i, l := range levels {
		out[i] = l[0]
	}
	return out
}

// span is the least and the greatest of some values.
func span(levels [][]num.D) (low, high num.D) {
	low, high = levels[0][0], levels[0][0]
	for _, l := range levels {
		low, high = lesser(low, l[0]), greater(high, l[0])
	}
	return low, high
}

// solver reads a figure and its target at values of the param.
type solver struct {
	*Base
	Goal
	ctx     context.Context
	cut     *slice
	seen    map[string]Solution // by the value of the param; without a value not there
	stopped error               // why the function is read no longer
	size    num.D               // the largest magnitude of figure and target that was read: what a difference is small against
}

// read is the figure and its target at a value of the param, exactly, and false where one has no value.
func (s *solver) read(x num.D) (Solution, bool, error) {
	key := x.String()
	if have, ok := s.seen[key]; ok {
		s.judge(&have)
		return have, true, nil
	}
	if s.cut == nil {
		wanted := []plan.Ref{s.Of, s.Target}
		for _, g := range s.Reading.Plan.Guards {
			wanted = append(wanted, g.Cond)
		}
		cut, err := s.slice(s.ctx, []int{s.Param.FirstSlot}, wanted)
		if err != nil {
			return Solution{}, false, err
		}
		s.cut = cut
	}
	if err := s.work(s.cut.steps()); err != nil {
		return Solution{}, false, err
	}
	values, err := s.cut.read(s.ctx, s.at(x))
	if err != nil || !sound(values[:2], values[2:]) {
		return Solution{}, false, err
	}
	out := Solution{At: x, To: x, Value: values[0].D, Target: values[1].D}
	s.size = greater(s.size, greater(out.Value.Abs(), out.Target.Abs()))
	s.judge(&out)
	s.seen[key] = out
	return out, true, nil
}

func (s *solver) at(x num.D) exact.Inputs {
	return s.with([]*plan.Param{s.Param}, [][]num.D{{x}})
}

// judge says whether the figure is on its target: to 20 digits, of the target or, where that is zero, of what figures come to.
func (s *solver) judge(at *Solution) {
	slack, _ := s.size.Mul(num.Power(-num.NearDigits))
	at.Exact = at.Value.Near(at.Target) || at.Gap().Abs().Cmp(slack) <= 0
}

// among tries values one by one: those that hit, or else the nearest, the first of several.
func (s *solver) among(out *Solving, values []num.D) error {
	var tried []Solution
	for _, x := range values {
		at, known, err := s.read(x)
		if err != nil {
			return err
		}
		if known {
			tried = append(tried, at)
		}
	}
	for i := range tried {
		if s.judge(&tried[i]); tried[i].Exact {
			out.add(tried[i])
		}
	}
	if len(out.Solutions) == 0 {
		out.Nearest = nearest(tried)
	}
	return nil
}

func nearest(tried []Solution) *Solution {
	var best *Solution
	for _, at := range tried {
		if best == nil || at.Gap().Abs().Cmp(best.Gap().Abs()) < 0 {
			best = &at
		}
	}
	return best
}

// add takes a solution in, in order of the param's values and each once.
func (out *Solving) add(s Solution) {
	at, have := slices.BinarySearchFunc(out.Solutions, s, func(x, y Solution) int { return x.At.Cmp(y.At) })
	if have || at > 0 && out.Solutions[at-1].To.Cmp(s.At) >= 0 {
		return
	}
	out.Solutions = slices.Insert(out.Solutions, at, s)
}
