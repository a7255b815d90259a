package eval_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/lang/diag"
)

// FuzzSession gives a session texts, each behind the sign ¶, and asks all that can be asked of it. Nothing may be a fault of the program, and
// what would be saved must be the script that runs.
func FuzzSession(f *testing.F) {
	f.Add(annotated + "¶param intake = 1 course¶both * _¶let far = 3; let near = far¶output far")
	f.Add("let a = 1; let b = a¶let a = 2 # c¶_ + [1, 2]¶team x {¶let b = \"x\"¶unit a, as")
	f.Add("scenario \"A\" { p = 2 }¶param p = 1 in 1..3¶param p = 2 ~ pert \"L\"¶vary p by p¶expect p = 1")
	f.Add("\ufefflet a = 1\r\n# c\r\n¶let a = (1 +\n2) \"l\" source \"s\"¶wage w = 3 DKK/hour with pension 3%¶wage w = 4 DKK/hour")
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 2_000 || strings.Contains(text, "from") {
			return
		}
		s := newSession(t, eval.WithLimits(eval.Limits{Operations: 20_000, SourceBytes: 4_000}))
		ctx := context.Background()
		for part := range strings.SplitSeq(text, "¶") {
			_, before := s.Preview(ctx, part)
			_, err := s.Eval(ctx, part)
			_, taken := s.Take(ctx, part)
			_, asked := s.Ask(ctx, "vary "+part)
			_, told := s.Info(ctx, part)
			if from, _ := s.Complete(part, len(part)/2); from > len(part)/2 {
				t.Fatalf("completes %q from %d", part, from)
			}
			_, set := s.Set(part, part)
			for _, err := range []error{before, err, taken, asked, told, set, s.Remove(part)} {
				faultless(t, err)
			}
			saved(t, s)
		}
		for s.Undo() {
			saved(t, s)
		}
	})
}

// faultless checks that an error is one of the text, and not of the program.
func faultless(t *testing.T, err error) {
	t.Helper()
	var problems diag.List
	if err != nil && !errors.As(err, &problems) {
		t.Fatalf("%v is no list of diagnostics", err)
	}
	for _, d := range problems {
		if d.Code == diag.Internal || d.Code == diag.InternalLayout {
			t.Fatal(err)
		}
	}
}

// saved checks that what would be saved can be loaded.
func saved(t *testing.T, s *eval.Session) {
	t.Helper()
	text, err := s.Source()
	if err != nil {
		t.Fatal(err)
	}
	if err := newSession(t, eval.WithLimits(eval.Limits{Operations: 20_000})).LoadText("saved.cost", text); err != nil {
		t.Fatalf("%v in\n%s", err, text)
	}
}
