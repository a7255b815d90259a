package eval_test

import (
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/lang/diag"
)

// mute compiles a script with two functions that have values exactly: clear gives them in lanes too, and dim what it is told.
func mute(t *testing.T, dim func(out []float64)) *eval.Program {
	t.Helper()
	lend := func(name string, lanes func(args [][]float64, out []float64)) eval.Option {
		return eval.WithFunc(eval.Func{
			Name: name, Params: []eval.FuncParam{{Name: "n"}}, Doc: "what it is given", Pure: true, Lanes: lanes,
			Exact: func(args []num.D) (num.D, error) { return args[0], nil },
		})
	}
	p, err := eval.Compile("mute.cost", []byte("param n = 3 in 1..9 step 1\nlet one = clear(n)\noutput t =\n  clear(dim(one)) + clear(n)\n"),
		lend("clear", func(args [][]float64, out []float64) { copy(out, args[0]) }),
		lend("dim", func(_ [][]float64, out []float64) { dim(out) }))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// A host function that gives no numbers in lanes is named, at its call, by batches, sweeps and simulations: the exact run has a value.
func TestMuteHostFunction(t *testing.T) {
	const want = "the body for lanes of the host function `dim` gives no number here"
	fill := func(v float64) func([]float64) {
		return func(out []float64) {
			for i := range out {
				out[i] = v
			}
		}
	}
	for name, dim := range map[string]func([]float64){"Inf": fill(math.Inf(1)), "NaN": fill(math.NaN()), "nothing": func([]float64) {}} {
		p := mute(t, dim)
		batch, err := p.Batch([]string{"n"}, []string{"t"})
		if err != nil {
			t.Fatal(err)
		}
		err = batch.Run(t.Context(), [][]float64{{1, 2}}, [][]float64{{0, 0}})
		blamed(t, name+", Batch", err, "2 of 2 points have no value, the first has index 0: "+want)
		_, err = p.Simulate(t.Context(), "t", eval.Draws(128))
		blamed(t, name+", Simulate", err, "t has no value in any of 128 draws: "+want)
		s, err := p.Sweep(t.Context(), []string{"t"}, []string{"n"})
		if err != nil {
			t.Fatal(err)
		}
		warnings, err := s.Run(t.Context(), func(eval.SweepPoints) error { return nil })
		if err != nil {
			t.Error(err)
		}
		blamed(t, name+", Sweep", warnings, "t has no value at 9 of 9 points, the first with n = 1: "+want)
	}
}

// blamed expects one diagnostic of a call in line 4, in an error with a text.
func blamed(t *testing.T, name string, err error, want string) {
	t.Helper()
	var list diag.List
	if !errors.As(err, &list) || len(list) != 1 || !strings.Contains(err.Error(), want) {
		t.Errorf("%s: %v, and %q is wanted", name, err, want)
		return
	}
	if d := list[0]; d.Code != diag.HostFunction || d.Span.Pos.Line != 4 || d.File == nil {
		t.Errorf("%s: %v at %v", name, d.Code, d.Span.Pos)
	}
}

// A simulation of what has no value in any draw says why, and where some have one it gives them.
func TestSimulateWithoutValues(t *testing.T) {
	p := compile(t, "param a = 1 in 0..1\nparam b = 1 in 0..2\noutput never = b / floor(a)\noutput seldom = b / floor(b)\n")
	_, err := p.Simulate(t.Context(), "never", eval.With(eval.Inputs{"b": 1}))
	if got := codes(t, err); len(got) != 1 || got[0] != diag.DivisionByZero || !strings.Contains(err.Error(), "never has no value in any of 16384 draws: division by zero") {
		t.Error(err)
	}
	found, err := p.Simulate(t.Context(), "seldom")
	if err != nil || found.Without == 0 || found.Without == found.Draws {
		t.Errorf("%+v, %v", found, err)
	}
}
