package eval_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/lang/diag"
)

// calling is a session with a function that does something else before it gives what it was given.
func calling(t *testing.T, first func(), opts ...eval.Option) *eval.Session {
	t.Helper()
	return newSession(t, append(opts, eval.WithFunc(eval.Func{
		Name: "fare", Params: []eval.FuncParam{{Name: "n"}}, Doc: "what it is given", Pure: true,
		Exact: func(args []num.D) (num.D, error) { first(); return args[0], nil },
	}))...)
}

// A text whose context is over is not taken, whatever it says, and the error is the context's too.
func TestSessionOfContextThatIsOver(t *testing.T) {
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	for _, text := range []string{"let a = 1", "unit kid, kids\nlet a = 1\nlet b = 2", "1 + 1", "# nothing", ""} {
		s := newSession(t)
		for _, evaluate := range []func(context.Context, string) (eval.Reply, error){s.Eval, s.Take} {
			r, err := evaluate(gone, text)
			if diff := cmp.Diff([]diag.Code{diag.Interrupted}, codes(t, err)); diff != "" || !errors.Is(err, context.Canceled) || r.Value != nil || len(r.Changes) > 0 {
				t.Errorf("%q: %v, %v", text, r, err)
			}
		}
		if got := sourceText(t, s); got != "" || s.Undo() {
			t.Errorf("%q was taken: %q", text, got)
		}
	}
}

// A declaration whose value is not known in time is not taken.
func TestSessionContextEndsBeforeTheValue(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	s := calling(t, cancel)
	if _, err := s.Eval(ctx, "let a = fare(1) + fare(2)"); !errors.Is(err, context.Canceled) || sourceText(t, s) != "" {
		t.Errorf("%v, %q", err, sourceText(t, s))
	}
	given(t, s, "let a = fare(1)")
	if got := value(t, s, "a"); got != "1" {
		t.Error(got)
	}
}

// Whoever waits for a change of another does so no longer than the context, and those that only look do not wait at all.
func TestSessionWaitsNoLongerThanItsContext(t *testing.T) {
	busy, free := make(chan struct{}), make(chan struct{})
	s := calling(t, func() { busy <- struct{}{}; <-free })
	first := make(chan error)
	go func() {
		_, err := s.Eval(context.Background(), "let a = fare(1)")
		first <- err
	}()
	<-busy
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer cancel()
	if _, err := s.Eval(ctx, "let b = 2"); !errors.Is(err, context.DeadlineExceeded) {
		t.Error(err)
	}
	if got := value(t, s, "2 + 3"); got != "5" {
		t.Error(got)
	}
	close(free)
	if err := <-first; err != nil {
		t.Error(err)
	}
	if got := sourceText(t, s); !strings.Contains(got, "let a") || strings.Contains(got, "let b") {
		t.Error(got)
	}
}

// A host function that changes the session while it is called for a change is told that it waits too long, and the session goes on. One that
// is called for the value of an expression makes its change.
func TestSessionChangedByAHostFunction(t *testing.T) {
	var s *eval.Session
	var inner error
	s = calling(t, func() { _, inner = s.Eval(context.Background(), "let b = 2") }, eval.WithLimits(eval.Limits{Time: 200 * time.Millisecond}))
	if _, err := s.Eval(t.Context(), "let a = fare(1)"); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]diag.Code{diag.Interrupted}, codes(t, inner)); diff != "" || !strings.Contains(inner.Error(), "the session takes too long: more than 200ms") {
		t.Errorf("%v", inner)
	}
	if got := value(t, s, "fare(3)"); got != "3" || inner != nil {
		t.Errorf("%s, %v", got, inner)
	}
	if diff := cmp.Diff("let a = fare(1)\nlet b = 2\n", sourceText(t, s)); diff != "" {
		t.Error(diff)
	}
}

// The values under a scenario are kept for the next text, and a host function may ask for them while they are made.
func TestSessionAskedWhileAScenarioIsRead(t *testing.T) {
	var s *eval.Session
	inside := false
	s = calling(t, func() {
		if !inside {
			inside = true
			ctx, cancel := context.WithTimeout(context.Background(), 20*time.Millisecond)
			defer cancel()
			_, _ = s.Eval(ctx, "p")
		}
	})
	given(t, s, "param p = 1", "scenario \"s\" { p = 2 }", "let a = fare(p)")
	if err := s.UseScenario("s"); err != nil {
		t.Fatal(err)
	}
	inside = false
	if got := value(t, s, "a"); got != "2" {
		t.Error(got)
	}
}
