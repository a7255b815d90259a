package eval_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/lang/diag"
)

// slow is a script that takes a while whatever it is asked.
var slow = `intervention "Slow" { currency DKK; horizon 10 years by month }
data rows from "rows.csv" { place: text, n: number, m: number }
` + lines(12, func(i int) string {
	return fmt.Sprintf("param p%d = 2 in 1..3 step %s\n", i, []string{"0.01", "0.1"}[i%2])
}) + `
wage g = 300 DKK/hour * p0
team t { staff g; start 3 in years 1..10 }
course c { team t; participants 8; starts 5 * p1 per year; duration 9 months }
session s for c { meet 1/week for 6 months, 1 hour each; staff g }
let much = sum(r.n * p2 / (r.m + p3 * p0) for r in rows)
output x = much * p4 * total / 1_000_000 DKK
scenario "Dear" { p0 = 3 }
scenario "Large" from "Dear" { p2 = 3 }
vary x by p0, p1, p2, p3
vary x without rows by place
expect x > 0
`

func slowProgram(t testing.TB) (*eval.Program, fstest.MapFS) {
	t.Helper()
	files := fstest.MapFS{
		"slow.cost": {Data: []byte(slow)},
		"rows.csv":  {Data: []byte("place,n,m\n" + lines(3_000, func(i int) string { return fmt.Sprintf("at %d,%d,%d\n", i%20, i, i%7) }))},
	}
	p, err := eval.CompileFS(files, "slow.cost", patient)
	if err != nil {
		t.Fatal(err)
	}
	return p, files
}

// patient lets analyses begin that would be refused for what they read.
var patient = eval.WithLimits(eval.Limits{Work: 1 << 40})

// interruptible is everything that may take long, by its name. It reads far more than it has time for.
func interruptible(t testing.TB) map[string]func(context.Context) error {
	t.Helper()
	p, files := slowProgram(t)
	s, err := eval.NewSession(patient)
	if err == nil {
		err = s.Load(files, "slow.cost")
	}
	if err != nil {
		t.Fatal(err)
	}
	many := eval.Draws(10_000_000)
	return map[string]func(context.Context) error{
		"compile": func(ctx context.Context) error {
			_, err := eval.CompileFS(files, "slow.cost", eval.WithContext(ctx))
			return err
		},
		"run":     func(ctx context.Context) error { _, err := p.Run(ctx, nil, eval.Under("Large")); return err },
		"report":  func(ctx context.Context) error { _, err := p.Report(ctx, nil); return err },
		"claims":  func(ctx context.Context) error { _, err := p.Expectations(ctx); return err },
		"one way": func(ctx context.Context) error { _, err := p.OneWay(ctx, "x", nil); return err },
		"together": func(ctx context.Context) error {
			_, err := p.Together(ctx, "x", []string{"p0", "p1", "p2"})
			return err
		},
		"grid":     func(ctx context.Context) error { _, err := p.Grid(ctx, "x", "p0", "p1"); return err },
		"without":  func(ctx context.Context) error { _, err := p.LeaveOut(ctx, "x", "rows", "place"); return err },
		"solve":    func(ctx context.Context) error { _, err := p.Solve(ctx, "x", 7_000, "p2"); return err },
		"simulate": func(ctx context.Context) error { _, err := p.Simulate(ctx, "x", many); return err },
		"precise": func(ctx context.Context) error {
			_, err := p.Simulate(ctx, "x", eval.Precision(1e-9), eval.Sampler("random"))
			return err
		},
		"beside": func(ctx context.Context) error {
			_, err := p.AnswerAll(ctx, eval.Question{Kind: eval.AskTornado, Of: "x"})
			return err
		},
		"sweep": func(ctx context.Context) error {
			sweep, err := p.Sweep(ctx, []string{"x", "total"}, []string{"p0", "p1", "p2"})
			if err == nil {
				_, err = sweep.Run(ctx, func(eval.SweepPoints) error { return nil })
			}
			return err
		},
		"explain": func(ctx context.Context) error { _, err := p.Explain(ctx, "x", nil); return err },
		"review":  func(ctx context.Context) error { _, err := p.Strict(ctx); return err },
		"session": func(ctx context.Context) error { _, err := s.Report(ctx); return err },
		"ask":     func(ctx context.Context) error { _, err := s.Ask(ctx, "simulate x draws 10000000"); return err },
	}
}

// Whatever is asked ends soon after its context, with the error that says so, and leaves no goroutine: at 100 random moments. How soon is
// printed; the bound is that of a machine that does much else.
func TestCancellation(t *testing.T) {
	const moments, late = 100, 2 * time.Second
	all := interruptible(t)
	names := make([]string, 0, len(all))
	for name := range all {
		names = append(names, name)
	}
	slices.Sort(names)
	random := rand.New(rand.NewPCG(6, 6))
	slowest := map[string]time.Duration{}
	before := runtime.NumGoroutine()
	for i := range moments {
		name := names[i%len(names)]
		took, err := cancelled(all[name], time.Duration(random.Int64N(int64(60*time.Millisecond))))
		if took > late {
			t.Errorf("%s goes on for %v", name, took)
		}
		slowest[name] = max(slowest[name], took)
		if err == nil {
			continue // it was ready before
		}
		if diff := cmp.Diff([]diag.Code{diag.Interrupted}, codes(t, err)); diff != "" {
			t.Errorf("%s: %v", name, err)
		}
	}
	if !settled(before) {
		t.Errorf("%d goroutines, and %d before", runtime.NumGoroutine(), before)
	}
	var out []string
	for _, name := range names {
		out = append(out, fmt.Sprintf("%s %v", name, slowest[name].Round(100*time.Microsecond)))
	}
	t.Log("slowest to stop:", strings.Join(out, ", "))
}

// cancelled is how long something goes on once its context has ended, after a while.
func cancelled(run func(context.Context) error, after time.Duration) (time.Duration, error) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	end := make(chan time.Time, 1)
	timer := time.AfterFunc(after, func() { end <- time.Now(); cancel() })
	err := run(ctx)
	done := time.Now()
	if timer.Stop() {
		return 0, err
	}
	return done.Sub(<-end), err
}

// settled reports whether there come to be no more goroutines than there were.
func settled(before int) bool {
	for range 100 {
		if runtime.NumGoroutine() <= before {
			return true
		}
		time.Sleep(10 * time.Millisecond)
	}
	return false
}
