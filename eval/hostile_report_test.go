package eval_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/lang/diag"
)

// alternatives is a param with many of them.
func alternatives(n int) string {
	return "param p = 1 in {1" + lines(n-1, func(i int) string { return fmt.Sprintf(", %d", i+2) }) + "}\n"
}

// hostileReports are short scripts with much to report, and the limit that one passes, or "".
var hostileReports = map[string]struct{ script, limit string }{
	"a wide grid":          {"param p = 1 in 0..22800 step 1\nparam q = 1 in {1}\noutput t = p + q\nvary t over q x p\n", ""},
	"a long grid":          {"param p = 1 in 0..22800 step 1\nparam q = 1 in {1}\noutput t = p + q\nvary t over p x q\n", ""},
	"a square grid":        {squareGrid(150), ""},
	"many grids":           {squareGrid(300) + strings.Repeat("vary t over p x q\n", 500), "KeptBytes"},
	"low of many":          {alternatives(40_000) + "output o = low(p * p by p)\n", ""},
	"many without a value": {alternatives(15_000) + "output o = 1 / (if p = 1 then 1 else 0)\nvary o by p\n", ""},
	"many together":        {alternatives(30_000) + "param q = 1 in 0..2\noutput o = p * q\nvary o by p, q together\n", ""},
	"claims under scenarios": {"param p = 1\noutput o = p\n" + lines(4_000, func(i int) string {
		return fmt.Sprintf("scenario \"s%d\" { p = %d }\nexpect o = %d under \"s%d\"\n", i, i, i, i)
	}), ""},
	"solving over a chain": {chainOf(5_000) + lines(100, func(i int) string { return fmt.Sprintf("solve p so o = %d\n", i) }), "Work"},
	"claims over a chain": {chainOf(5_000) + lines(2_000, func(i int) string {
		return fmt.Sprintf("scenario \"s%d\" { p = %d }\nexpect o = 1 under \"s%d\"\n", i, i, i)
	}), "Work"},
	"many simulations":        {"param p = 1 in 0..2\noutput t = p\n" + strings.Repeat("simulate t draws 3_000_000\n", 4), "SweepPoints"},
	"labels in every row":     {"param p = 1 in 0..2 \"" + strings.Repeat("x", 9_000) + "\"\noutput t = p\n" + strings.Repeat("vary t by p\n", 2_000), "OutputBytes"},
	"a unit in every output":  {"unit " + strings.Repeat("x", 190) + ", y\nlet z = 1 y\n" + lines(9_000, func(i int) string { return fmt.Sprintf("output o%d = z\n", i) }), ""},
	"a unit of many, written": {lines(60, func(i int) string { return fmt.Sprintf("unit u%d\n", i) }) + "let z0 = 1\n" + lines(60, func(i int) string { return fmt.Sprintf("let z%d = z%d * 1 u%d\n", i+1, i, i) }), "C0319"},
}

func squareGrid(n int) string {
	return fmt.Sprintf("param p = 1 in 0..%d step 1\nparam q = 1 in 0..%d step 1\noutput t = p * q\nvary t over p x q\n", n, n)
}

// chainOf is definitions that follow one another.
func chainOf(n int) string {
	return "param p = 1 in 0..1_000_000_000\nlet l0 = p / 7\n" + lines(n, func(i int) string { return fmt.Sprintf("let l%d = l%d / 3 + floor(l%d) / 7\n", i+1, i, i) }) + fmt.Sprintf("output o = l%d\n", n)
}

// What a script of some kilobytes asks to be reported takes seconds at most on a machine that does much else, or passes a limit that is named.
func TestHostileReports(t *testing.T) {
	for name, test := range hostileReports {
		begun := time.Now()
		p, err := eval.Compile("hostile.cost", []byte(test.script))
		var r *eval.Report
		if err == nil {
			r, err = p.Report(t.Context(), nil)
		}
		ended(t, name, begun)
		if err == nil {
			text, err := json.Marshal(r)
			if err != nil || len(text) > 40<<20 {
				t.Errorf("%s: %d bytes of JSON, %v", name, len(text), err)
			}
		}
		if (err != nil) != (test.limit != "") || err != nil && !saysLimit(listOf(t, err)[0], test.limit) {
			t.Errorf("%s: %.300v, and %q is wanted", name, err, test.limit)
		}
	}
}

func saysLimit(d diag.Diagnostic, limit string) bool {
	return string(d.Code) == limit || strings.Contains(d.Help.String(), "Limits."+limit)
}

// Expectations under scenarios are read one scenario at a time, in the same memory.
func TestMemoryOfExpectations(t *testing.T) {
	p := compile(t, hostileReports["claims under scenarios"].script)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	if _, err := p.Expectations(t.Context()); err != nil {
		t.Fatal(err)
	}
	runtime.ReadMemStats(&after)
	if n := after.TotalAlloc - before.TotalAlloc; n > 100<<20 {
		t.Errorf("%d bytes are taken in all", n)
	}
}

// The tables of a report stop with their context, whatever they are made of: no report comes back then.
func TestReportsStop(t *testing.T) {
	rows := fstest.MapFS{"r.csv": {Data: []byte("a,b\n" + lines(700, func(i int) string { return fmt.Sprintf("g%d,%d\n", i, i) }))}}
	for name, script := range map[string]string{
		"grid":     squareGrid(250),
		"one way":  alternatives(40_000) + "output o = p * p\nvary o by p\n",
		"without":  "data x from \"r.csv\" { a: text, b: number }\noutput t = sum(s.b for s in x)\nvary t without x by a\n",
		"together": alternatives(40_000) + "param q = 1 in 0..2\noutput o = p * q\nvary o by p, q together\n",
		"claims": chainOf(1_000) + lines(300, func(i int) string {
			return fmt.Sprintf("scenario \"s%d\" { p = %d }\nexpect o < 9 under \"s%d\"\n", i, i, i)
		}),
		"lines": "intervention \"L\" { currency DKK; horizon 100 years }\n" + lines(200, func(i int) string {
			return fmt.Sprintf("cost \"c%d\" operation per year { amount %d / 3 * 5 DKK }\n", i, i)
		}),
	} {
		p := compile(t, script, eval.WithFS(rows))
		for _, after := range []time.Duration{0, 5 * time.Millisecond, 20 * time.Millisecond} {
			ctx, cancel := context.WithCancel(t.Context())
			var stopped time.Time
			timer := time.AfterFunc(after, func() { stopped = time.Now(); cancel() })
			_, err := p.Report(ctx, nil)
			ended := time.Now()
			if timer.Stop() {
				t.Errorf("%s is ready sooner than in %v", name, after)
				cancel()
				continue
			}
			<-ctx.Done()
			if late := ended.Sub(stopped); late > time.Second || !errors.Is(err, context.Canceled) {
				t.Errorf("%s, stopped after %v, ends %v later with %v", name, after, late, err)
			}
		}
	}
}
