package eval_test

import (
	"context"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/lang/diag"
)

// takers is everything that takes options of a run, by its name.
func takers(t *testing.T) map[string]func(...eval.RunOption) error {
	t.Helper()
	ctx := context.Background()
	p := compile(t, "param a = 1 in 0..2\nparam c = 1 in 0..2\noutput b = a * c\nscenario \"S\" { a = 2 }\n")
	s := newSession(t)
	if err := s.LoadText("s.cost", []byte("param a = 1 in 0..2\noutput b = a\n")); err != nil {
		t.Fatal(err)
	}
	type in struct {
		A float64 `cost:"a"`
	}
	type out struct {
		B float64 `cost:"b"`
	}
	question := eval.Question{Kind: eval.AskOneWay, Of: "b"}
	return map[string]func(...eval.RunOption) error{
		"Run":                func(o ...eval.RunOption) error { _, err := p.Run(ctx, nil, o...); return err },
		"Report":             func(o ...eval.RunOption) error { _, err := p.Report(ctx, nil, o...); return err },
		"Explain":            func(o ...eval.RunOption) error { _, err := p.Explain(ctx, "b", nil, o...); return err },
		"OneWay":             func(o ...eval.RunOption) error { _, err := p.OneWay(ctx, "b", nil, o...); return err },
		"Together":           func(o ...eval.RunOption) error { _, err := p.Together(ctx, "b", nil, o...); return err },
		"Grid":               func(o ...eval.RunOption) error { _, err := p.Grid(ctx, "b", "a", "c", o...); return err },
		"Solve":              func(o ...eval.RunOption) error { _, err := p.Solve(ctx, "b", 1, "a", o...); return err },
		"Simulate":           func(o ...eval.RunOption) error { _, err := p.Simulate(ctx, "b", o...); return err },
		"EstimateSimulation": func(o ...eval.RunOption) error { _, err := p.EstimateSimulation(ctx, "b", o...); return err },
		"Sweep": func(o ...eval.RunOption) error {
			_, err := p.Sweep(ctx, []string{"b"}, []string{"a"}, o...)
			return err
		},
		"Answer":         func(o ...eval.RunOption) error { _, err := p.Answer(ctx, question, o...); return err },
		"Batch":          func(o ...eval.RunOption) error { _, err := p.Batch([]string{"a"}, []string{"b"}, o...); return err },
		"Bind":           func(o ...eval.RunOption) error { _, err := eval.Bind[in, out](p, o...); return err },
		"Session.Answer": func(o ...eval.RunOption) error { _, err := s.Answer(ctx, question, o...); return err },
		"LeaveOut": func(o ...eval.RunOption) error {
			rows, _ := slowProgram(t)
			_, err := rows.LeaveOut(ctx, "much", "rows", "place", o...)
			return err
		},
		"AnswerAll": func(o ...eval.RunOption) error { _, err := p.AnswerAll(ctx, question, o...); return err },
	}
}

// An option that cannot be is refused by everything it is given to, also where it would not count.
func TestOptionsThatCannotBe(t *testing.T) {
	for name, take := range takers(t) {
		for want, option := range map[string]eval.RunOption{
			"Draws is -1, and a simulation has at least one draw": eval.Draws(-1), "Draws is 0, and": eval.Draws(0),
			"Precision is 2, and": eval.Precision(2), "Precision is NaN, and": eval.Precision(math.NaN()),
			`Sampler is "x", and`: eval.Sampler("x"), "Workers is -1, and": eval.Workers(-1), `no scenario "nope"`: eval.Under("nope"),
		} {
			if name == "AnswerAll" && strings.Contains(want, "scenario") {
				continue // it goes through all scenarios itself
			}
			if err := take(option); err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("%s: %v, and %q is wanted", name, err, want)
			}
		}
	}
}

// A session that has no time, or whose context has ended, says so of every text: it has a program all the same.
func TestSessionWithoutTime(t *testing.T) {
	ctx := context.Background()
	ended, cancel := context.WithCancel(ctx)
	cancel()
	for name, option := range map[string]eval.Option{"no time": eval.WithLimits(eval.Limits{Time: 1}), "no context": eval.WithContext(ended)} {
		s := newSession(t, option)
		_, evaluated := s.Eval(ctx, "param a = 1")
		if diff := cmp.Diff([]diag.Code{diag.Interrupted}, codes(t, evaluated)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
		_, asked := s.Ask(ctx, "vary a by b")
		_, told := s.Info(ctx, "a")
		_, set := s.Set("a", "1")
		for _, err := range []error{asked, told, set, s.Remove("a")} {
			faultless(t, err)
		}
	}
}
