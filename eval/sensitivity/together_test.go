package sensitivity_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/costlang/cost/eval/exact"
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/plan"
	"github.com/costlang/cost/eval/sensitivity"
)

// mixed has a param of each kind, and a figure that goes up and down with them and has no value at some points.
const mixed = `param a    = 4 in 1..6
param b    = 2 in {0, 2, 5}
param c    = 4 in 2..5 step 0.5
param d    = [2, 4...] in ±25%
param kind = "short" in {"short", "long"}
param idle = 1 in 0..2
output x = (a - 4) * (c - 3.2) + d[1] * d[2] / (b - a + 1) + (if kind = "long" then c else b)
`

// levels is the values of a param as the test counts them: choices, or the steps between them.
func levels(b *sensitivity.Base, p *plan.Param) [][]num.D {
	ends := b.Ends(p)
	if p.Step == plan.None {
		return ends
	}
	var out [][]num.D
	step := b.Value(p.Step).D
	for v := ends[0][0]; v.Cmp(ends[1][0]) <= 0; v, _ = v.Add(step) {
		out = append(out, []num.D{v})
	}
	return out
}

// moving has bounds and values that follow other params, and may leave one another behind.
const moving = `param top  = 5 in 3..7
param v    = 4 in 1..top
param less = top - 2 in 0..4
output x   = v * 10 + top - less
`

// corner is a combination of values, and the figure there.
type corner struct {
	At    [][]string
	Value string
}

// brute reads every combination exactly, one whole plan after the other, then each param by itself, and keeps the first lowest and highest, the
// base last.
func brute(t *testing.T, b *sensitivity.Base, of plan.Ref, ps []*plan.Param) (low, high corner, points, failed int64) {
	t.Helper()
	var least, most num.D
	take := func(at [][]num.D, v num.D) {
		if low.At == nil || v.Cmp(least) < 0 {
			low, least = corner{texts(at), v.String()}, v
		}
		if high.At == nil || v.Cmp(most) > 0 {
			high, most = corner{texts(at), v.String()}, v
		}
	}
	seen := map[string]bool{}
	read := func(in exact.Inputs) {
		r, err := exact.Run(context.Background(), b.Reading.Plan, in)
		if err != nil {
			t.Fatal(err)
		}
		at := valuesIn(r, ps)
		key := fmt.Sprint(texts(at))
		if seen[key] {
			return
		}
		seen[key] = true
		points++
		if v, known := r.Value(of); known && len(r.Problems(of)) == 0 {
			take(at, v)
			return
		}
		failed++
	}
	var visit func(in exact.Inputs, ps []*plan.Param)
	visit = func(in exact.Inputs, ps []*plan.Param) {
		if len(ps) == 0 {
			read(in)
			return
		}
		for _, level := range levels(b, ps[0]) {
			visit(setTo(in, ps[0], level), ps[1:])
		}
	}
	visit(exact.Inputs{}, ps)
	own := valuesIn(b.Reading, ps)
	seen[fmt.Sprint(texts(own))] = true // it comes last, and is not counted
	for _, p := range ps {
		for _, level := range b.Ends(p) {
			read(setTo(exact.Inputs{}, p, level))
		}
	}
	take(own, b.Value(of).D)
	return low, high, points, failed
}

// setTo is some inputs with a param at a value as well.
func setTo(in exact.Inputs, p *plan.Param, level []num.D) exact.Inputs {
	out := maps.Clone(in)
	for slot, v := range level {
		out[p.FirstSlot+slot] = v
	}
	return out
}

// valuesIn is the values of params in a reading.
func valuesIn(r *exact.Reading, ps []*plan.Param) [][]num.D {
	var out [][]num.D
	for _, p := range ps {
		var at []num.D
		for _, ref := range p.Values {
			v, _ := r.Value(ref)
			at = append(at, v)
		}
		out = append(out, at)
	}
	return out
}

func cornerOf(p *sensitivity.Point) corner { return corner{texts(p.At), p.D.String()} }

// The lowest and highest point are those of reading every combination exactly.
func TestTogetherAgainstBruteForce(t *testing.T) {
	b := baseOf(t, compile(t, mixed))
	for _, names := range [][]string{
		{"a"}, {"c", "a"}, {"b", "c"}, {"d", "b", "kind"}, {"a", "b", "c", "d", "kind"}, {"kind", "d", "c", "b", "a"},
	} {
		ps := params(t, b, names...)
		low, high, points, failed := brute(t, b, output(b), ps)
		got, err := b.Together(context.Background(), output(b), ps)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff([]corner{low, high}, []corner{cornerOf(got.Lowest), cornerOf(got.Highest)}); diff != "" {
			t.Errorf("%v: %s", names, diff)
		}
		if got.Points != points || got.Failed != failed || (got.FirstFailed != nil) != (failed > 0) {
			t.Errorf("%v: %d points and %d without a value, not %d and %d", names, got.Points, got.Failed, points, failed)
		}
	}
}

// The range over all params is never narrower than that of each by itself, though the value as it is may lie inside of its bounds.
func TestTogetherIsNoNarrowerThanOneWay(t *testing.T) {
	for _, script := range []string{
		mixed, moving, "param a = 2 in 1..5\nparam b = 2 in 1..5\noutput x = 10 - (a - 5) * (b - 1) * (a - b - 1)\n",
		"param a = 0 in -1..1\nparam b = 0 in -1..1\noutput x = (if a * b = 0 then 10 * (a + b) else a + b)\n",
	} {
		b := baseOf(t, compile(t, script))
		ps := b.Reading.Plan.Params
		alone, err := b.OneWay(context.Background(), output(b), ps)
		if err != nil {
			t.Fatal(err)
		}
		got, err := b.Together(context.Background(), output(b), ps)
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range alone.Swings {
			if s.Low.Cmp(got.Lowest.D) < 0 || s.High.Cmp(got.Highest.D) > 0 {
				t.Errorf("%s%s by itself: %s to %s; together %s to %s", script, s.Param.Name, s.Low, s.High, got.Lowest.D, got.Highest.D)
			}
		}
	}
}

// Points where a bound has moved below a value are left out, as they are in a run.
func TestTogetherWithBoundsThatMove(t *testing.T) {
	b := baseOf(t, compile(t, moving))
	for _, names := range [][]string{{"top"}, {"v", "top"}, {"top", "v", "less"}, {"less", "v"}} {
		ps := params(t, b, names...)
		low, high, points, failed := brute(t, b, output(b), ps)
		got, err := b.Together(context.Background(), output(b), ps)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff([]corner{low, high}, []corner{cornerOf(got.Lowest), cornerOf(got.Highest)}); diff != "" {
			t.Errorf("%v: %s", names, diff)
		}
		if got.Points != points || got.Failed != failed || failed == 0 && len(names) > 2 {
			t.Errorf("%v: %d points and %d without a value, not %d and %d", names, got.Points, got.Failed, points, failed)
		}
	}
}

// The sweep of every example finds what brute force finds, for two params of its at a time.
func TestTogetherOfExamples(t *testing.T) {
	compared := 0
	for _, name := range examples(t) {
		b := baseOf(t, compileFile(t, name))
		var ps []*plan.Param
		for _, p := range b.Reading.Plan.Params {
			if len(p.Choices) > 0 {
				ps = append(ps, p)
			}
		}
		for _, o := range b.Reading.Plan.Outputs {
			for i := 1; i < len(ps); i++ {
				pair := []*plan.Param{ps[i-1], ps[i]}
				if connected := b.Connected(t.Context(), []plan.Ref{o.Shown}, pair); !connected[0] || !connected[1] {
					continue
				}
				low, high, _, _ := brute(t, b, o.Shown, pair)
				got, err := b.Together(context.Background(), o.Shown, pair)
				if err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff([]corner{low, high}, []corner{cornerOf(got.Lowest), cornerOf(got.Highest)}); diff != "" {
					t.Errorf("%s, %s by %s and %s: %s", name, o.Name, pair[0].Name, pair[1].Name, diff)
				}
				compared++
			}
		}
	}
	if compared < 20 {
		t.Errorf("only %d pairs were compared", compared)
	}
}

// Of points with the same value the first counts, though floats tell them apart; and the base only where it lies further out.
func TestTogetherTies(t *testing.T) {
	for _, test := range []struct {
		script, low, high string
	}{
		{"param a = 0.2 in {0.3, 0.1, 0.2}\nparam b = 1 in {1, 3}\noutput x = a * b\n", "[[0.1] [1]] 0.1", "[[0.3] [3]] 0.9"},
		{"param a = 0.1 in {0.3, 0.1}\nparam b = 3 in {1, 3}\noutput x = abs(a * b - 0.3)\n", "[[0.3] [1]] 0", "[[0.3] [3]] 0.6"},
		{"param a = 0.7 in {0.1, 0.7}\nparam b = 0.1 in {0.1, 0.7}\noutput x = a + b + 0.2\n", "[[0.1] [0.1]] 0.4", "[[0.7] [0.7]] 1.6"},
		{"param a = 1 in 0..2\nparam b = 1 in 0..2\noutput x = (a - 1) * (a - 1) + (b - 1) * (b - 1)\n", "[[1] [1]] 0", "[[0] [0]] 2"},
	} {
		b := baseOf(t, compile(t, test.script))
		got, err := b.Together(context.Background(), output(b), params(t, b, "a", "b"))
		if err != nil {
			t.Fatal(err)
		}
		for want, point := range map[string]*sensitivity.Point{test.low: got.Lowest, test.high: got.Highest} {
			if have := fmt.Sprint(texts(point.At), " ", point.D); have != want {
				t.Errorf("%s: %s, not %s", test.script, have, want)
			}
		}
	}
}

// A param that cannot move the figure keeps its value and costs no points.
func TestTogetherLeavesOutWhatIsNotConnected(t *testing.T) {
	b := baseOf(t, compile(t, mixed))
	ps := params(t, b, "idle", "b", "kind")
	got, err := b.Together(context.Background(), output(b), ps)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]bool{false, true, true}, got.Connected); diff != "" || got.Points != 6 {
		t.Errorf("%d points, %s", got.Points, diff)
	}
	if at := got.Lowest.At[0][0].String(); at != "1" {
		t.Errorf("idle is %s", at)
	}
}

// What is too large is refused before it starts, with its size; a size beyond counting too.
func TestTogetherTooLarge(t *testing.T) {
	script := "param a = 1 in 0..2 step 0.01\nparam b = 1 in 0..2 step 0.001\nparam c = 1 in 0..1 step 0.000000001\noutput x = a * b + c\n"
	b := baseOf(t, compile(t, script))
	for names, want := range map[[2]string]int64{{"a", "b"}: 201 * 2001, {"b", "c"}: 2001 * 1_000_000_001} {
		b.Limits.Points = want - 1
		_, err := b.Together(context.Background(), output(b), params(t, b, names[0], names[1]))
		var large *sensitivity.TooLarge
		if !errors.As(err, &large) || !large.Points || large.Needed != want || large.Limit != want-1 {
			t.Errorf("%v: %v", names, err)
		}
	}
	b.Limits.Points = 201 * 2001
	if _, err := b.Together(context.Background(), output(b), params(t, b, "a", "b")); err != nil {
		t.Error(err)
	}
	ended, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := b.Together(ended, output(b), params(t, b, "a", "b")); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

// A size beyond counting stands for more than any limit.
func TestSizesSaturate(t *testing.T) {
	script := ""
	sum := "0"
	var names []string
	for i := range 8 {
		script += fmt.Sprintf("param p%d = 1 in 0..1 step 0.000001\n", i)
		sum += fmt.Sprintf(" + p%d", i)
		names = append(names, fmt.Sprintf("p%d", i))
	}
	b := baseOf(t, compile(t, script+"output x = "+sum+"\n"))
	b.Limits.Points = 10_000_000
	_, err := b.Together(context.Background(), output(b), params(t, b, names...))
	var large *sensitivity.TooLarge
	if !errors.As(err, &large) || large.Needed != sensitivity.MaxSize {
		t.Errorf("%v", err)
	}
}

// A million points are gone through in order, whatever the chunks: the answer is that of thinking.
func TestTogetherOfManySteps(t *testing.T) {
	b := baseOf(t, compile(t, "param a = 1 in 0..10 step 0.01\nparam b = 1 in 0..10 step 0.01\noutput x = (a - 3.33) * (a - 3.33) + abs(b - 7.77) - 1\n"))
	got, err := b.Together(context.Background(), output(b), params(t, b, "a", "b"))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(corner{[][]string{{"3.33"}, {"7.77"}}, "-1"}, cornerOf(got.Lowest)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(corner{[][]string{{"10"}, {"0"}}, "51.2589"}, cornerOf(got.Highest)); diff != "" {
		t.Error(diff)
	}
}
