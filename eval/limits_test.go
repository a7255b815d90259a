package eval_test

import (
	"context"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/lang/diag"
)

// limitFiles is read by the script of a limit: some rows, and scripts that use one another.
var limitFiles = fstest.MapFS{
	"rows.csv": {Data: []byte("a,b\n" + strings.Repeat("1,2\n", 100))},
	"one.cost": {Data: []byte("use \"two.cost\" as two\nlet x = two.x\n")},
	"two.cost": {Data: []byte("let x = 1\n")},
}

const readRows = "data rows from \"rows.csv\" { a: number, b: number }\noutput x = sum(r.a for r in rows)\n"

// limitCases is for each limit a script that stays within it and is refused with one less. Diagnostics, Time and SweepPoints have tests of their own.
var limitCases = []struct {
	field  string
	script string
	least  int // the smallest limit that lets it pass
	code   diag.Code
}{
	{"SourceBytes", "let a = 1\n", 10, diag.TextLimit},
	{"Tokens", "let a = 1\n", 4, diag.TextLimit},
	{"Nesting", "let a = (((1)))\n", 3, diag.TextLimit},
	{"Declarations", "let a = 1\nlet b = 2\noutput c = 3\n", 3, diag.TooMuchScript},
	{"Modules", "use \"one.cost\" as one\noutput x = one.x\n", 3, diag.TooMuchScript},
	{"Operations", "output a = 1 + 2 + 3\n", 5, diag.LimitReached},
	{"DataBytes", readRows, 404, diag.LimitReached},
	{"Rows", readRows, 100, diag.LimitReached},
	{"Cells", readRows, 200, diag.LimitReached},
}

func limited(field string, n int) eval.Limits {
	var l eval.Limits
	reflect.ValueOf(&l).Elem().FieldByName(field).SetInt(int64(n))
	return l
}

// Every limit is kept to the last unit, and the error names the field that raises it.
func TestEachLimit(t *testing.T) {
	for _, test := range limitCases {
		files := fstest.MapFS{"main.cost": {Data: []byte(test.script)}}
		for name, f := range limitFiles {
			files[name] = f
		}
		if _, err := eval.CompileFS(files, "main.cost", eval.WithLimits(limited(test.field, test.least))); err != nil {
			t.Errorf("%s = %d refuses what it must not: %v", test.field, test.least, err)
		}
		_, err := eval.CompileFS(files, "main.cost", eval.WithLimits(limited(test.field, test.least-1)))
		if err == nil {
			t.Errorf("%s = %d is passed", test.field, test.least-1)
			continue
		}
		if d := listOf(t, err)[0]; d.Code != test.code || !strings.Contains(d.Message.String()+d.Help.String(), test.field) {
			t.Errorf("%s = %d: %v, help %q", test.field, test.least-1, d, d.Help.String())
		}
	}
}

// No field is without a test.
func TestLimitsAreAllTested(t *testing.T) {
	tested := []string{"Diagnostics", "Time", "SweepPoints"}
	for _, test := range limitCases {
		tested = append(tested, test.field)
	}
	typ := reflect.TypeFor[eval.Limits]()
	for i := range typ.NumField() {
		name := typ.Field(i).Name
		if !strings.Contains(" "+strings.Join(tested, " ")+" ", " "+name+" ") {
			t.Errorf("Limits.%s has no test", name)
		}
		if reflect.ValueOf(eval.DefaultLimits()).Field(i).Int() <= 0 {
			t.Errorf("Limits.%s has no default", name)
		}
	}
}

func TestLimitOfDiagnostics(t *testing.T) {
	var script strings.Builder
	for i := range 50 {
		fmt.Fprintf(&script, "let v%d = w%d\n", i, i)
	}
	_, err := eval.Compile("test.cost", []byte(script.String()), eval.WithLimits(eval.Limits{Diagnostics: 7}))
	list := listOf(t, err)
	if len(list) < 7 || len(list) > 8 {
		t.Errorf("%d diagnostics for a limit of 7", len(list))
	}
}

func TestLimitOfTime(t *testing.T) {
	p := compile(t, groups, eval.WithLimits(eval.Limits{Time: time.Nanosecond}))
	_, err := p.Run(context.Background(), nil)
	list := listOf(t, err)
	if list[0].Code != diag.Interrupted || list[0].Message.String() != "the run took longer than 1ns" || list[0].Help.String() != "allow more: `--limit time=2ns`, in Go Limits.Time" {
		t.Errorf("%v, help %q", list, list[0].Help.String())
	}
	for name, run := range map[string]func() error{
		"report":       func() error { _, err := p.Report(context.Background(), nil); return err },
		"expectations": func() error { _, err := p.Expectations(context.Background()); return err },
	} {
		if diff := cmp.Diff([]diag.Code{diag.Interrupted}, codes(t, run())); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func TestCancelledContext(t *testing.T) {
	p := compile(t, groups)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	for name, run := range map[string]func() error{
		"run":          func() error { _, err := p.Run(ctx, nil); return err },
		"scenario":     func() error { _, err := p.Run(ctx, nil, eval.Under("Dear")); return err },
		"report":       func() error { _, err := p.Report(ctx, nil); return err },
		"expectations": func() error { _, err := p.Expectations(ctx); return err },
	} {
		err := run()
		if err == nil {
			t.Errorf("%s goes on though its context is cancelled", name)
			continue
		}
		if list := listOf(t, err); list[0].Code != diag.Interrupted || list[0].Message.String() != "the run was interrupted" {
			t.Errorf("%s: %v", name, list)
		}
	}
}

// What an input or a table of scenarios needs counts against the limit of the script too.
func TestLimitOfOperationsInRuns(t *testing.T) {
	p := compile(t, "param a = 1\noutput b = a\n", eval.WithLimits(eval.Limits{Operations: 10}))
	_, err := p.Run(context.Background(), eval.Inputs{"a": "1" + strings.Repeat(" + 1", 20)})
	if diff := cmp.Diff([]diag.Code{diag.LimitReached}, codes(t, err)); diff != "" {
		t.Error(diff)
	}
	var script strings.Builder
	script.WriteString("param a = 1\n")
	for i := range 10 {
		fmt.Fprintf(&script, "output o%d = a\nscenario \"%d\" { a = 2 }\n", i, i)
	}
	p = compile(t, script.String(), eval.WithLimits(eval.Limits{Operations: 99}))
	_, err = p.Report(context.Background(), nil)
	if diff := cmp.Diff([]diag.Code{diag.LimitReached}, codes(t, err)); diff != "" {
		t.Error(diff)
	}
	report(t, compile(t, script.String(), eval.WithLimits(eval.Limits{Operations: 100})))
}

// A chain of scenarios repeats what the earlier ones set; the chain as a whole is bounded.
func TestLimitOfScenarioChains(t *testing.T) {
	var script strings.Builder
	script.WriteString("param p0 = 1\nscenario \"0\" { p0 = 2 }\n")
	for i := 1; i < 20; i++ {
		fmt.Fprintf(&script, "param p%d = 1\nscenario \"%d\" from \"%d\" { p%d = 2 }\n", i, i, i-1, i)
	}
	compile(t, script.String(), eval.WithLimits(eval.Limits{Operations: 210}))
	_, err := eval.Compile("test.cost", []byte(script.String()), eval.WithLimits(eval.Limits{Operations: 209}))
	if diff := cmp.Diff([]diag.Code{diag.LimitReached}, codes(t, err)); diff != "" {
		t.Error(diff)
	}
}
