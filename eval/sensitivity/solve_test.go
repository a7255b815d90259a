package sensitivity_test

import (
	"context"
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/costlang/cost/eval/exact"
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/plan"
	"github.com/costlang/cost/eval/sensitivity"
)

// solved answers `solve p so x = y` of a script with outputs x and y.
func solved(t *testing.T, script string) (*sensitivity.Base, *sensitivity.Solving) {
	t.Helper()
	b := baseOf(t, compile(t, script))
	out, err := b.Solve(context.Background(), goal(t, b))
	if err != nil {
		t.Fatal(err)
	}
	return b, out
}

func goal(t *testing.T, b *sensitivity.Base) sensitivity.Goal {
	t.Helper()
	outputs := b.Reading.Plan.Outputs
	return sensitivity.Goal{Of: outputs[0].Shown, Target: outputs[1].Shown, Param: params(t, b, "p")[0]}
}

// told is what an analysis comes to, on a line: exact solutions, rounded ones with ~, stretches with .., the nearest in brackets.
func told(s *sensitivity.Solving) string {
	var out []string
	for _, x := range s.Solutions {
		text := x.At.Significant(20)
		if !x.To.Equal(x.At) {
			text += ".." + x.To.Significant(20)
		}
		if !x.Exact {
			text = "~" + text
		}
		out = append(out, text)
	}
	if n := s.Nearest; n != nil {
		out = append(out, fmt.Sprintf("[%s gives %s]", n.At.Significant(20), n.Value.Significant(6)))
	}
	return strings.Join(out, " ")
}

var solveCases = []struct {
	name, param, figure, target, want string
}{
	{"linear", "300 in 270..330", "400 * p + 5_000", "125_000", "300"},
	{"linear, between", "300 in 270..330", "400 * p + 5_000", "115_001", "275.0025"},
	{"linear, at an end", "300 in 270..330", "400 * p", "108_000", "270"},
	{"linear, at the other end", "300 in 270..330", "400 * p", "132_000", "330"},
	{"linear, falling", "300 in ±10%", "5_000 - 2 * p", "4_444", "278"},
	{"linear, no short decimal", "2 in 1..3", "3 * p", "7", "2.3333333333333333333"},
	{"linear, out of reach", "300 in 270..330", "400 * p", "150_000", "[330 gives 132000]"},
	{"linear, out of reach below", "300 in 270..330", "400 * p", "0", "[270 gives 108000]"},
	{"linear on both sides", "3 in 0..10", "4 * p + 1", "10 - 2 * p", "1.5"},
	{"percent", "85% in 60%..100%", "1_000 / p", "1_250", "0.8"},
	{"percent, no short decimal", "85% in 60%..100%", "1_000 / p", "1_300", "0.76923076923076923077"},
	{"target of zero", "3 in 0..10", "1_000 * (p - 7.25)", "0", "7.25"},
	{"target of zero, no short decimal", "3 in 0..10", "3 * p - 7", "0", "2.3333333333333333333"},
	{"ratio of linears", "3 in 0..10", "(2 * p + 3) / (p + 5)", "1.25", "4.3333333333333333333"},
	{"ratio with a pole beside the root", "3 in 0..10", "(p - 4.01) / (p - 4.0005)", "0", "4.01"},
	{"ratio with a pole and no root", "3 in 0..10", "1 / (p - 4)", "0", "[10 gives 0.166667]"},
	{"no value at an end", "3 in 0..10", "60 / p", "8", "7.5"},
	{"with steps", "3 in 0..10 step 2", "60 / p", "8", "7.5"},
	{"alternatives, hit", "8 in {6, 8, 10}", "240 / p", "24", "10"},
	{"alternatives, twice", "8 in {6, 8, 10}", "(p - 6) * (p - 10)", "0", "6 10"},
	{"alternatives, none", "8 in {6, 8, 10}", "240 / p", "27", "[8 gives 30]"},
	{"alternatives, a tie", "8 in {6, 8, 10}", "p", "7", "[6 gives 6]"},
	{"square, two solutions", "3 in 0..10", "(p - 2) * (p - 7)", "0", "2 7"},
	{"square, no short decimal", "3.00 in 0.00..10.25", "p * p", "2", "~1.41"},
	{"square, decimals of the range", "3 in 0..10.0125", "p * p", "2", "~1.4142"},
	{"square, three digits", "300 in 0..1_000", "p * p", "2", "~1.41"},
	{"touching", "3 in 0..10", "(p - 4) * (p - 4)", "0", "4"},
	{"touching, no short decimal", "3 in 0..10", "(3 * p - 4) * (3 * p - 4)", "0", "~1.33"},
	{"a little beyond, two solutions", "3 in 0..10", "(p - 4.1) * (p - 6.3)", "-1.2099", "5.19 5.21"},
	{"a little beyond, no short decimals", "3 in 0..10", "p * p * (p - 6.3)", "-37.04", "~4.17 ~4.23"},
	{"nearly touching", "3 in 0..10", "(p - 4) * (p - 4) + 1", "0", "[4 gives 1]"},
	{"cubic, three solutions", "3 in 0..10", "(p - 1) * (p - 2.5) * (p - 9)", "0", "1 2.5 9"},
	{"kink", "3 in 0..10", "max(2 * p, 5 * p - 9)", "16", "5"},
	{"below a kink", "3 in 0..10", "max(2 * p, 5 * p - 9)", "5", "2.5"},
	{"kink, no short decimal", "3 in 0..10", "max(2 * p, 3 * p - 1)", "9", "3.3333333333333333333"},
	{"stretch", "3 in 0..10", "min(max(p, 4), 6)", "4", "0..4"},
	{"stretch in the middle", "3 in 0..10", "max(abs(p - 5), 2)", "2", "3..7"},
	{"two stretches", "3 in 0..10", "min(max(abs(p - 5), 1), 3)", "3", "0..2 8..10"},
	{"everywhere", "3 in 0..10", "max(p, 20)", "20", "0..10"},
	{"jump over the target", "3 in 0..10", "10 * ceil(p, 5)", "70", "[3 gives 50]"},
	{"jumps, on the target", "3 in 0..10", "10 * floor(p, 5)", "50", "5..9.99"},
	{"growth", "2% in 0%..10%", "growth(p)[3]", "1.1025", "0.05"},
	{"growth, no short decimal", "2% in 0%..10%", "growth(p)[3]", "1.1", "~0.0488"},
	{"not connected", "3 in 0..10", "7", "8", "[3 gives 7]"},
	{"not connected, on the target", "3 in 0..10", "7", "7", "0..10"},
	{"only the target", "3 in 0..10", "7", "2 * p", "3.5"},
	{"a range of one value", "3 in 3..3", "2 * p", "6", "3"},
	{"never a value", "3 in 0..10", "1 / (p - p)", "1", ""},
	{"large", "3 in 0..10", "1_000_000_000_000 * p", "2_500_000_000_000", "2.5"},
	{"small", "3 in 0..10", "p / 1_000_000_000_000", "0.0000000000025", "2.5"},
	{"negative", "-3 in -10..-1", "p * p", "16", "-4"},
}

func TestSolve(t *testing.T) {
	for _, test := range solveCases {
		script := fmt.Sprintf("intervention \"S\" { currency DKK; horizon 5 years }\nparam p = %s\noutput x = %s\noutput y = %s\n", test.param, test.figure, test.target)
		_, out := solved(t, script)
		if got := told(out); got != test.want {
			t.Errorf("%s: %s, not %s", test.name, got, test.want)
		}
		if connected := !strings.HasPrefix(test.name, "not connected"); out.Connected != connected {
			t.Errorf("%s: connected is %t", test.name, out.Connected)
		}
	}
}

// A run at an exact solution gives the target to the digits that count as equal, and around a rounded one the figure crosses it.
func TestSolvingThenRunning(t *testing.T) {
	exactly, rounded := 0, 0
	for _, test := range solveCases {
		script := fmt.Sprintf("intervention \"S\" { currency DKK; horizon 5 years }\nparam p = %s\noutput x = %s\noutput y = %s\n", test.param, test.figure, test.target)
		b, out := solved(t, script)
		for _, s := range out.Solutions {
			if s.Exact {
				exactly++
				if gap := gapAt(t, b, s.At); gap.Abs().Cmp(num.Must("0.0000000000000000001")) > 0 && !s.Value.Near(s.Target) {
					t.Errorf("%s: the gap at %s is %s", test.name, s.At, gap)
				}
				continue
			}
			if strings.HasPrefix(test.name, "touching") {
				continue
			}
			rounded++
			unit := num.Must("0.01")
			if s.At.Round(2).Cmp(s.At) != 0 {
				unit = num.Must("0.001")
			}
			if s.At.Round(3).Cmp(s.At) != 0 {
				unit = num.Must("0.0001")
			}
			below, _ := s.At.Sub(unit)
			above, _ := s.At.Add(unit)
			if gapAt(t, b, below).Sign()*gapAt(t, b, above).Sign() >= 0 {
				t.Errorf("%s: around %s the figure does not cross the target", test.name, s.At)
			}
		}
	}
	if exactly < 25 || rounded < 3 {
		t.Errorf("only %d exact and %d rounded solutions", exactly, rounded)
	}
}

// gapAt is figure less target in a run of the whole plan.
func gapAt(t *testing.T, b *sensitivity.Base, x num.D) num.D {
	t.Helper()
	g := goal(t, b)
	r, err := exact.Run(context.Background(), b.Reading.Plan, b.With(g.Param, []num.D{x}))
	if err != nil {
		t.Fatal(err)
	}
	v, _ := r.Value(g.Of)
	target, _ := r.Value(g.Target)
	gap, _ := v.Sub(target)
	return gap
}

// Every figure of the examples that a param moves comes back to the value that it has as it is: there is the param itself.
func TestSolvingForTheBase(t *testing.T) {
	found := 0
	for _, name := range examples(t) {
		b := baseOf(t, compileFile(t, name))
		for _, p := range b.Reading.Plan.Params {
			if len(p.Choices) == 0 || p.Decl.Type.Series != 0 || p.Decl.Type.Kind != 0 {
				continue
			}
			for _, o := range b.Reading.Plan.Outputs {
				target := b.Value(o.Shown)
				in := *b.Reading.Plan
				in.Steps = append(in.Steps[:len(in.Steps):len(in.Steps)], plan.Step{Op: plan.Const, A: plan.Ref(len(in.Consts)), B: plan.None, C: plan.None})
				in.Consts = append(in.Consts[:len(in.Consts):len(in.Consts)], target.D)
				in.Info = append(in.Info[:len(in.Info):len(in.Info)], plan.Info{})
				r, err := exact.Run(context.Background(), &in, nil)
				if err != nil {
					t.Fatal(err)
				}
				own := &sensitivity.Base{Reading: r, Limits: wide}
				s, err := own.Solve(context.Background(), sensitivity.Goal{Of: o.Shown, Target: plan.Ref(len(in.Steps) - 1), Param: p})
				if err != nil {
					t.Fatal(err)
				}
				if !s.Connected {
					continue
				}
				found++
				hit := false
				for _, x := range s.Solutions {
					hit = hit || x.At.Cmp(b.Value(p.Values[0]).D) <= 0 && x.To.Cmp(b.Value(p.Values[0]).D) >= 0
				}
				if !hit {
					t.Errorf("%s: %s by %s is %s", name, o.Name, p.Name, told(s))
				}
			}
		}
	}
	if found < 40 {
		t.Errorf("only %d pairs were solved", found)
	}
}

// Where the range of another param has moved away from its value there is no figure, and so no solution.
func TestSolveWithBoundsThatMove(t *testing.T) {
	for target, want := range map[string]string{"9": "4.5", "7": "[4 gives 8]", "16": "8"} {
		_, out := solved(t, "param p = 5 in 3..8\nparam v = 4 in 1..p\noutput x = 2 * p + 0 * v\noutput y = "+target+"\n")
		if got := told(out); got != want {
			t.Errorf("%s: %s, not %s", target, got, want)
		}
	}
}

func TestSolveIsInterrupted(t *testing.T) {
	b := baseOf(t, compile(t, "param p = 3 in 0..10\noutput x = p * p\noutput y = 2 * 1\n"))
	ended, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := b.Solve(ended, goal(t, b)); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
}

func TestRoot(t *testing.T) {
	for name, test := range map[string]struct {
		f          func(float64) float64
		a, b, want float64
	}{
		"cosine":     {func(x float64) float64 { return math.Cos(x) - x }, 0, 1, 0.7390851332151607},
		"cube":       {func(x float64) float64 { return x*x*x - 2 }, 0, 4, math.Cbrt(2)},
		"flat":       {func(x float64) float64 { return math.Pow(x-1, 9) }, 0, 3, 1},
		"steep":      {func(x float64) float64 { return math.Exp(40*x) - 2 }, -1, 1, math.Ln2 / 40},
		"at the end": {func(x float64) float64 { return x }, 0, 1, 0},
		"jump":       {func(x float64) float64 { return math.Copysign(1, x-0.3) }, 0, 1, 0.3},
	} {
		got := sensitivity.Root(test.f, test.a, test.b)
		slack := 1e-15
		if name == "flat" {
			slack = 1e-2 // where floats see no difference from zero
		}
		if math.Abs(got-test.want) > slack*math.Max(1, math.Abs(test.want)) {
			t.Errorf("%s: %v, not %v", name, got, test.want)
		}
	}
}

func TestLeast(t *testing.T) {
	got := sensitivity.Least(func(x float64) float64 {
		if x > 3.5 {
			return math.NaN()
		}
		return (x - 3) * (x - 3)
	}, 0, 4)
	if diff := cmp.Diff(true, math.Abs(got-3) < 1e-7); diff != "" {
		t.Errorf("%v", got)
	}
}
