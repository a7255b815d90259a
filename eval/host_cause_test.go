package eval_test

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
)

// refusal is an error of a program that embeds eval.
type refusal struct{ number string }

func (r refusal) Error() string { return "refused " + r.number }

// refusing lends a function whose error, or panic, tells its argument.
func refusing(panics bool) eval.Option {
	return eval.WithFunc(eval.Func{
		Name: "ask", Params: []eval.FuncParam{{Name: "n"}}, Doc: "nothing", Pure: true,
		Exact: func(args []num.D) (num.D, error) {
			if err := (refusal{args[0].String()}); panics {
				panic(err)
			} else {
				return num.D{}, err
			}
		},
		Lanes: func(args [][]float64, out []float64) {
			if panics {
				panic(refusal{"all"})
			}
		},
	})
}

// What a host function returns as an error, or panics with, is found in the error of whatever calls it.
func TestHostErrorIsFound(t *testing.T) {
	type in struct {
		N float64 `cost:"n"`
	}
	type out struct {
		T float64 `cost:"t"`
	}
	for _, panics := range []bool{false, true} {
		p, err := eval.Compile("test.cost", []byte("param n = 3 in 1..9\noutput t = ask(n) + ask(n + 1)\n"), refusing(panics))
		if err != nil {
			t.Fatal(err)
		}
		bound, err := eval.Bind[in, out](p)
		if err != nil {
			t.Fatal(err)
		}
		batch := []float64{0}
		points, err := p.Batch([]string{"n"}, []string{"t"})
		if err != nil {
			t.Fatal(err)
		}
		s := newSession(t, refusing(panics))
		for name, call := range map[string]func() error{
			"Run":       func() error { _, err := p.Run(t.Context(), nil); return err },
			"Report":    func() error { _, err := p.Report(t.Context(), nil); return err },
			"Bound.Run": func() error { _, err := bound.Run(t.Context(), in{3}); return err },
			"Batch":     func() error { return points.Run(t.Context(), [][]float64{{3}}, [][]float64{batch}) },
			"Session":   func() error { _, err := s.Eval(t.Context(), "ask(3)"); return err },
		} {
			err := call()
			var found refusal
			want := "3"
			if panics && name == "Batch" {
				want = "all"
			}
			if !errors.As(err, &found) || found.number != want || !errors.Is(err, refusal{want}) || !strings.Contains(err.Error(), "refused "+want) {
				t.Errorf("%s, panics %v: %v", name, panics, err)
			}
		}
	}
}

// A function that returns the error of a context was not interrupted itself.
func TestHostErrorOfAContext(t *testing.T) {
	p, err := eval.Compile("test.cost", []byte("output t = ask(1)\n"), eval.WithFunc(eval.Func{
		Name: "ask", Params: []eval.FuncParam{{Name: "n"}}, Doc: "nothing", Pure: true,
		Exact: func([]num.D) (num.D, error) { return num.D{}, context.Canceled },
	}))
	if err != nil {
		t.Fatal(err)
	}
	_, err = p.Run(t.Context(), nil)
	if got := codes(t, err); !errors.Is(err, context.Canceled) || len(got) != 1 || got[0] != diag.HostFunction {
		t.Errorf("%v: %v", got, err)
	}
}

// outside is a text with what commands a terminal, what reorders a line and more than anybody reads.
var outside = "one\n\x1b[31mtwo\u202e" + strings.Repeat("z", 1<<20)

// inDanish is an error that knows the languages.
type inDanish struct{}

func (inDanish) Error() string          { return "none" }
func (inDanish) In(say.Language) string { return outside }

// speechless is an error that cannot say in any language what it is.
type speechless struct{}

func (speechless) Error() string          { return "none" }
func (speechless) In(say.Language) string { panic("no words") }

// An error that panics when it is said in a language is said as it is.
func TestHostErrorWithoutWords(t *testing.T) {
	p, err := eval.Compile("test.cost", []byte("output t = ask(1)\n"), eval.WithFunc(eval.Func{
		Name: "ask", Params: []eval.FuncParam{{Name: "n"}}, Doc: "nothing", Pure: true,
		Exact: func([]num.D) (num.D, error) { return num.D{}, speechless{} },
	}))
	if err != nil {
		t.Fatal(err)
	}
	if _, err = p.Run(t.Context(), nil); err == nil || !strings.Contains(err.Error(), "`ask` has no value here: none") {
		t.Error(err)
	}
}

// Texts from outside stand in messages on one line, visible, and no longer than somebody reads.
func TestTextsFromOutside(t *testing.T) {
	lend := func(body func() error) eval.Option {
		return eval.WithFunc(eval.Func{
			Name: "ask", Params: []eval.FuncParam{{Name: "n"}}, Doc: "nothing", Pure: true,
			Exact: func(args []num.D) (num.D, error) { return args[0], body() },
		})
	}
	run := func(body func() error) error {
		p, err := eval.Compile("test.cost", []byte("output t = ask(1)\n"), lend(body))
		if err != nil {
			t.Fatal(err)
		}
		_, err = p.Run(t.Context(), nil)
		return err
	}
	p, s := compile(t, "param n = 1\noutput t = n\n"), newSession(t)
	given := func(in eval.Inputs) error { _, err := p.Run(t.Context(), in); return err }
	for name, err := range map[string]error{
		"error":           run(func() error { return errors.New(outside) }),
		"error that says": run(func() error { return inDanish{} }),
		"panic":           run(func() error { panic(outside) }),
		"panic of error":  run(func() error { panic(errors.New(outside)) }),
		"input":           given(eval.Inputs{outside: 1}),
		"short input":     given(eval.Inputs{"\u202e": 1}),
		"scenario":        func() error { _, err := p.Run(t.Context(), nil, eval.Under(outside)); return err }(),
		"set":             func() error { _, err := s.Set(outside, "1"); return err }(),
		"unset":           s.Unset(outside),
		"remove":          s.Remove(outside),
	} {
		var list diag.List
		if !errors.As(err, &list) || len(list) != 1 {
			t.Errorf("%s: %v", name, err)
			continue
		}
		for _, l := range say.Languages() {
			if text := list[0].In(l); strings.ContainsAny(text, "\n\x1b\u202e") || len(text) > 800 {
				t.Errorf("%s: %q", name, text[:min(len(text), 1000)])
			}
		}
		if text, err := json.Marshal(list); err != nil || len(text) > 2_000 {
			t.Errorf("%s: %d bytes, %v", name, len(text), err)
		}
	}
}
