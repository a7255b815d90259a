package eval_test

import (
	"context"
	"testing"

	"github.com/costlang/cost/eval"
)

// BenchmarkPreview is what a session does after a key stroke in a script of 500 declarations, which may take 10 ms: for an
// expression that needs a few of them, for one that needs all, for a declaration that is added and for one that many others need.
func BenchmarkPreview(b *testing.B) {
	for name, text := range map[string]string{
		"Expression": "each1 * 2 as thousand DKK",
		"Total":      "total / 1_000",
		"Added":      "let more = each7 * 3",
		"Replaced":   "param rate0 = 40% in 10%..90%",
	} {
		b.Run(name, func(b *testing.B) {
			s := loaded(b, definitions(500))
			b.ReportAllocs()
			for b.Loop() {
				if r, err := s.Preview(context.Background(), text); err != nil || r.Value == nil {
					b.Fatal(r, err)
				}
			}
		})
	}
}

// BenchmarkSessionEval is the change itself, after which all of the script is lowered again.
func BenchmarkSessionEval(b *testing.B) {
	s := loaded(b, definitions(500))
	for b.Loop() {
		if _, err := s.Eval(context.Background(), "param rate0 = 40% in 10%..90%"); err != nil {
			b.Fatal(err)
		}
	}
}

// loaded is a session with a script.
func loaded(tb testing.TB, script string) *eval.Session {
	tb.Helper()
	s := newSession(tb)
	if err := s.LoadText("model.cost", []byte(script)); err != nil {
		tb.Fatal(err)
	}
	return s
}
