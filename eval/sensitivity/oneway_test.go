package sensitivity_test

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/costlang/cost/eval/exact"
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/plan"
)

// Each point of a one-way analysis is the figure of the whole plan there, and what is measured follows from the points.
func TestOneWayAgainstTheWholePlan(t *testing.T) {
	for _, name := range examples(t) {
		b := baseOf(t, compileFile(t, name))
		for _, o := range b.Reading.Plan.Outputs {
			got, err := b.OneWay(context.Background(), o.Shown, b.Reading.Plan.Params)
			if err != nil {
				t.Fatal(err)
			}
			last := num.Power(50)
			for _, s := range got.Swings {
				low, high := got.Base.D, got.Base.D
				for _, at := range b.Ends(s.Param) {
					r, err := exact.Run(context.Background(), b.Reading.Plan, b.With(s.Param, at))
					if err != nil {
						t.Fatal(err)
					}
					v, _ := r.Value(o.Shown)
					if v.Cmp(low) < 0 {
						low = v
					}
					if v.Cmp(high) > 0 {
						high = v
					}
				}
				swing, _ := high.Sub(low)
				if !s.Low.Equal(low) || !s.High.Equal(high) || !s.Swing.Equal(swing) {
					t.Errorf("%s, %s by %s: %s to %s, not %s to %s", name, o.Name, s.Param.Name, s.Low, s.High, low, high)
				}
				if s.Swing.Cmp(last) > 0 {
					t.Errorf("%s, %s: %s is not in order", name, o.Name, s.Param.Name)
				}
				last = s.Swing
			}
		}
	}
}

// In a model that is linear in each param by itself, the swings are parts of the range of all together, and their shares are one.
func TestLinearTornadoAddsUp(t *testing.T) {
	b := baseOf(t, compile(t, `param a = 3 in 1..6
param b = 2 in {0, 2, 5}
param c = 10 in ±20%
output x = 100 + 7 * a - 3 * b + c / 4
`))
	ps := params(t, b, "a", "b", "c")
	one, err := b.OneWay(context.Background(), output(b), ps)
	if err != nil {
		t.Fatal(err)
	}
	all, err := b.Together(context.Background(), output(b), ps)
	if err != nil {
		t.Fatal(err)
	}
	var sum, shares num.D
	var order []string
	for _, s := range one.Swings {
		sum, _ = sum.Add(s.Swing)
		shares, _ = shares.Add(s.Share)
		order = append(order, s.Param.Name+" "+s.Swing.String())
	}
	whole, _ := all.Highest.Sub(all.Lowest.D)
	if !sum.Equal(whole) || !shares.Near(num.Int(1)) {
		t.Errorf("the swings are %s of %s, the shares %s", sum, whole, shares)
	}
	if diff := cmp.Diff([]string{"a 35", "b 15", "c 1"}, order); diff != "" {
		t.Error(diff)
	}
}

// Whether a param can move a figure is a matter of the plan: not of what it comes to, and not of conditions that others settle.
func TestConnected(t *testing.T) {
	const script = `param a = 3 in 1..6
param nothing = 0 in 0..1
param kind = "paid" in {"paid", "free"}
param twice = 2 * a in ±50%
param idle = 1 in 0..2
let unused = idle * 2
output wage  = (if kind = "paid" then 100 * a else 5 * nothing)
output zero  = a * 0
output split = (if kind = "free" then a else nothing)
output half  = twice / 2
output least = min(a, 0)
`
	b := baseOf(t, compile(t, script))
	all := []string{"a", "nothing", "kind", "twice", "idle"}
	for name, test := range map[string]struct {
		params []string
		want   []bool
	}{
		"wage":          {[]string{"a"}, []bool{true}},
		"wage, nothing": {[]string{"nothing"}, []bool{false}},
		"wage, all":     {all, []bool{true, true, true, false, false}},
		"zero":          {[]string{"a"}, []bool{true}},
		"split":         {[]string{"a"}, []bool{false}},
		"split, kind":   {[]string{"a", "kind"}, []bool{true, true}},
		"half":          {[]string{"a"}, []bool{true}},
		"half, set":     {[]string{"a", "twice"}, []bool{false, true}},
		"least":         {[]string{"a", "idle"}, []bool{true, false}},
	} {
		var of plan.Ref
		for _, o := range b.Reading.Plan.Outputs {
			if len(name) >= len(o.Name) && name[:len(o.Name)] == o.Name {
				of = o.Shown
			}
		}
		if diff := cmp.Diff(test.want, b.Connected(t.Context(), []plan.Ref{of}, params(t, b, test.params...))); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

// A figure that some values of a param leave without a value has a swing over the others, and says why.
func TestOneWayWithoutAValue(t *testing.T) {
	b := baseOf(t, compile(t, "param a = 2 in {0, 1, 2}\nparam top = 5 in 3..7\nparam v = 4 in 1..top\noutput x = 8 / a\noutput y = v + top\n"))
	ps := params(t, b, "a", "top")
	got, err := b.OneWay(context.Background(), output(b), ps)
	if err != nil {
		t.Fatal(err)
	}
	s := got.Swings[0]
	if s.Points[0].Known || len(s.Points[0].Problems) != 1 || s.Low.String() != "4" || s.High.String() != "8" {
		t.Errorf("%+v", s)
	}
	if got.Swings[1].Connected {
		t.Error("top moves 8 / a")
	}
	// A bound that moves below the value is a guard that does not hold.
	got, err = b.OneWay(context.Background(), b.Reading.Plan.Outputs[1].Shown, ps[1:])
	if err != nil {
		t.Fatal(err)
	}
	if p := got.Swings[0].Points; p[0].Known || len(p[0].Problems) != 1 || !p[1].Known || p[1].String() != "11" {
		t.Errorf("%+v", p)
	}
}
