package referee_test

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/costlang/cost/eval/exact"
	"github.com/costlang/cost/eval/lanes"
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/plan"
	"github.com/costlang/cost/lang/diag"
)

// TestLanesOnRandomScripts compares the lanes with the exact reading: every figure of a script, at random values of all its params.
func TestLanesOnRandomScripts(t *testing.T) {
	const points = 5
	var compared, failed int
	for seed := range rounds(300) {
		d := randomDraft(uint64(seed))
		l, err := lower(d.texts(d.plainOrder(), nil), "main.cost")
		if err != nil {
			t.Fatal(err)
		}
		s := sampled(t, l, points, rand.New(rand.NewPCG(uint64(seed), 17)))
		for i := range points {
			c, f := s.compare(t, fmt.Sprintf("script %d, point %d", seed, i), i)
			compared, failed = compared+c, failed+f
		}
	}
	if failed == 0 || 2*failed > compared {
		t.Errorf("%d figures compared, %d of them without a value: too few have one, or all", compared, failed)
	}
}

// sample is the figures of a script in lanes, at some points.
type sample struct {
	plan    *plan.Plan
	slots   []int
	figures []plan.Ref
	in, out [][]float64
}

func sampled(t *testing.T, l *lowered, points int, r *rand.Rand) *sample {
	t.Helper()
	base, err := exact.Run(context.Background(), l.plan, nil)
	if err != nil {
		t.Fatal(err)
	}
	s := &sample{plan: l.plan}
	read(l.plan, nil, func(ref plan.Ref) (num.D, error) {
		if !slices.Contains(s.figures, ref) {
			s.figures = append(s.figures, ref)
		}
		return num.D{}, nil
	})
	for _, p := range l.plan.Params {
		for i, ref := range p.Values {
			if v, ok := base.Value(ref); ok && l.plan.Info[ref].Kind == 0 {
				s.slots, s.in = append(s.slots, p.FirstSlot+i), append(s.in, around(v.Float64(), points, r))
			}
		}
	}
	for range s.figures {
		s.out = append(s.out, make([]float64, points))
	}
	p, err := lanes.Compile(context.Background(), base, s.slots, s.figures)
	if err != nil {
		t.Fatal(err)
	}
	p.NewMachine().Run(s.in, s.out)
	return s
}

// around are values within a fifth of one, that decimals and floats both have.
func around(v float64, points int, r *rand.Rand) []float64 {
	out := make([]float64, points)
	for i := range out {
		out[i] = math.Round(v*(0.8+0.4*r.Float64())*64) / 64
	}
	return out
}

// compare returns how many figures it compared at a point, and how many of those have no value. What a figure may be off by is
// relative to the largest of all, since it may be a small difference of those.
func (s *sample) compare(t *testing.T, where string, point int) (compared, failed int) {
	t.Helper()
	inputs := exact.Inputs{}
	for i, slot := range s.slots {
		inputs[slot], _ = num.FromFloat(s.in[i][point])
	}
	want, err := exact.Run(context.Background(), s.plan, inputs)
	if err != nil {
		t.Fatal(err)
	}
	holds, largest := guarded(s.plan, want), 1.0
	for _, ref := range s.figures {
		if v, ok := want.Value(ref); ok {
			largest = max(largest, math.Abs(v.Float64()))
		}
	}
	for i, ref := range s.figures {
		v, ok := want.Value(ref)
		got := s.out[i][point]
		compared++
		switch {
		case !ok || !holds:
			if failed++; !lanes.Failed(got) {
				t.Errorf("%s: figure %d is %v, and has no value (guards hold: %t)", where, i, got, holds)
			}
		case !(math.Abs(got-v.Float64()) <= 1e-12*largest):
			t.Errorf("%s: figure %d is %v, and exactly %s", where, i, got, v)
		}
	}
	return compared, failed
}

// guarded reports whether all guards hold, but those of ranges, which the lanes do not look at.
func guarded(p *plan.Plan, r *exact.Reading) bool {
	for _, g := range p.Guards {
		if v, ok := r.Value(g.Cond); ok && v.IsZero() && g.Failure.Code != diag.ParamRange {
			return false
		}
	}
	return true
}
