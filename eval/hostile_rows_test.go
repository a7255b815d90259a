package eval_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/lang/diag"
)

// within is how long anything hostile may go on: it is far below a second on a machine that does nothing else.
const within = slower * 10 * time.Second

// ended checks that something begun at a time has ended soon, and prints how soon.
func ended(t *testing.T, what string, begun time.Time) {
	t.Helper()
	took := time.Since(begun)
	t.Logf("%s: %v", what, took.Round(100*time.Microsecond))
	if took > within {
		t.Errorf("%s takes %v", what, took)
	}
}

// runOver runs an output over 32,000 rows, which squared are 10^9.
func runOver(output string) error {
	files := fstest.MapFS{"rows.csv": {Data: []byte("a,b,c\n" + strings.Repeat("1,,x\n", 32_000))}}
	script := "data rows from \"rows.csv\" { a: number, b: number or missing, c: text }\noutput x = " + output + "\n"
	p, err := eval.Compile("main.cost", []byte(script), eval.WithFS(files))
	if err == nil {
		_, err = p.Report(context.Background(), nil)
	}
	return err
}

// A comprehension over 10^9 rows, with or without anything to add up, is refused; but for the last ones before the first row, by their
// numbers alone.
func TestEndlessComprehensions(t *testing.T) {
	for _, body := range []string{
		"sum(sum(r.a * q.a for q in rows) for r in rows)", "sum(sum(1 for q in rows) for r in rows)", "max(count(q for q in rows) for r in rows)",
		"sum(sum(sum(1 for s in rows where s.a = 2) for q in rows where q.a = 2) for r in rows)",
		"sum(r.a for r in rows where r.a > mean(q.a for q in rows))", "sum((if r.a > 1 then 1 else sum(q.a for q in rows)) for r in rows)",
		"sum(sum(q.a for q in rows) for g in rows by c) + sum(sum(q.a for q in rows) for r in rows)",
		"sum(known(r.b, sum(q.a for q in rows)) for r in rows)",
		lines(20, func(i int) string { return "sum(" }) + "1" + lines(20, func(i int) string { return fmt.Sprintf(" for r%d in rows)", i) }),
	} {
		begun := time.Now()
		err := runOver(body)
		var list diag.List
		if !errors.As(err, &list) || list[0].Code != diag.LimitReached {
			t.Errorf("%s: %v", body, err)
			continue
		}
		noFault(t, err)
		ended(t, body, begun)
	}
}

// What looks at no more rows than it may is not refused beforehand: a single group with all of them.
func TestComprehensionsThatEnd(t *testing.T) {
	for _, body := range []string{
		"sum(r.a for r in rows)", "sum(known(r.b, 2) for r in rows)", "sum(sum(q.a for q in g) for g in rows by c)",
		"sum(sum(q.a for q in rows) for g in rows by c)", "sum(r.a * sum(q.a for q in rows where q.a > 2) for r in rows where r.a > 3)",
	} {
		err := runOver(body)
		if refused := strings.Contains(body, "where"); (err != nil) != refused {
			t.Errorf("%s: %v", body, err)
		}
	}
}
