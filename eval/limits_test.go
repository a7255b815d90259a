package eval_test

import (
	"context"
	"errors"
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

const readTwice = "data rows from \"rows.csv\" { a: number, b: number }\ndata more from \"rows.csv\" { b: number }\noutput x = sum(r.a for r in rows) + sum(r.b for r in more)\n"

// limitCases is for each limit a script that stays within it and is refused with one less. Diagnostics, Time, Digits, KeptBytes, Work and SweepPoints have tests of their own.
var limitCases = []struct {
	field  string
	script string
	least  int // the smallest limit that lets it pass
	code   diag.Code
}{
	{"SourceBytes", "let a = 1\n", 10, diag.TextLimit},
	{"SourceBytes", "use \"one.cost\" as one\noutput x = one.x\n", 85, diag.UnreadableUse}, // all scripts together
	{"Tokens", "let a = 1\n", 4, diag.TextLimit},
	{"Nesting", "let a = (((1)))\n", 3, diag.TextLimit},
	{"Declarations", "let a = 1\nlet b = 2\noutput c = 3\n", 3, diag.TooMuchScript},
	{"NameBytes", "let abc = 1\n", 3, diag.TextLimit},
	{"TextBytes", "output a \"label\" = 1\n", 5, diag.TextLimit},
	{"OutputBytes", "unit fishes\noutput a \"label\" = 1 fishes\n", 28, diag.LimitReached},
	{"Modules", "use \"one.cost\" as one\noutput x = one.x\n", 3, diag.TooMuchScript},
	{"Operations", "output a = 1 + 2 + 3\n", 5, diag.LimitReached},
	{"DataBytes", readRows, 404, diag.LimitReached},
	{"Rows", readRows, 100, diag.LimitReached},
	{"Cells", readRows, 200, diag.LimitReached},
	{"DataBytes", readTwice, 808, diag.LimitReached}, // all files together, and the same twice is two
	{"Rows", readTwice, 200, diag.LimitReached},
	{"Cells", readTwice, 300, diag.LimitReached},
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
	tested := []string{"Diagnostics", "Time", "SweepPoints", "Digits", "KeptBytes", "Work"}
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
	for name, line := range map[string]string{"names": "let v%d = w%d\n", "words": "let v%d = 1 %d\n", "values": "let v%d = %d DKK + 1 hour\n"} {
		var script strings.Builder
		for i := range 50 {
			fmt.Fprintf(&script, line, i, i)
		}
		_, err := eval.Compile("test.cost", []byte(script.String()), eval.WithLimits(eval.Limits{Diagnostics: 7}))
		list := listOf(t, err)
		if len(list) != 8 || list[7].Code != diag.TooMuchScript || !strings.HasPrefix(list[7].Message.String(), "43 more are left out") {
			t.Errorf("%s: %d diagnostics for a limit of 7, the last %v", name, len(list), list[len(list)-1])
		}
	}
}

// The deadline of a caller is not the limit of the time, and what the caller says of the end is found in the error.
func TestCallersDeadline(t *testing.T) {
	ctx, cancel := context.WithDeadline(context.Background(), time.Unix(0, 0))
	defer cancel()
	reason := errors.New("the client went away")
	left, leave := context.WithCancelCause(context.Background())
	leave(reason)
	p := compile(t, groups)
	for name, run := range map[string]func(context.Context) error{
		"compile": func(ctx context.Context) error {
			_, err := eval.Compile("test.cost", []byte(groups), eval.WithContext(ctx))
			return err
		},
		"run":    func(ctx context.Context) error { _, err := p.Run(ctx, nil); return err },
		"report": func(ctx context.Context) error { _, err := p.Report(ctx, nil); return err },
	} {
		err := run(ctx)
		if list := listOf(t, err); !errors.Is(err, context.DeadlineExceeded) || list[0].Message.String() != "the run was interrupted: the deadline of its context has passed" {
			t.Errorf("%s: %v", name, err)
		}
		if err := run(left); !errors.Is(err, context.Canceled) || !errors.Is(err, reason) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestNoLimitsToSet(t *testing.T) {
	var none *eval.Limits
	if list := listOf(t, none.Set("time", "1m")); list[0].Code != diag.OutOfRange {
		t.Errorf("limits that are nil: %v", list)
	}
}

// An input is looked at for what it is before it is written out.
func TestInputsOfTooMany(t *testing.T) {
	p := compile(t, "param l = [1, 2]\noutput o = sum(l)\n")
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := p.Run(ctx, eval.Inputs{"l": "wrong"}); !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled run looks at its inputs: %v", err)
	}
	long := eval.Inputs{"l": make([]any, 1_000_000)} // of nothing that could be written
	_, err := p.Run(context.Background(), long)
	if list := listOf(t, err); list[0].Code != diag.TextLimit || !strings.Contains(list[0].Message.String(), "3_000_000") {
		t.Errorf("a million entries: %v", err)
	}
}

func TestLimitOfTime(t *testing.T) {
	_, err := eval.Compile("test.cost", []byte(groups), eval.WithLimits(eval.Limits{Time: time.Nanosecond}))
	if diff := cmp.Diff([]diag.Code{diag.Interrupted}, codes(t, err)); diff != "" {
		t.Errorf("compilation: %s", diff)
	}
	p := eval.InTime(compile(t, groups), time.Nanosecond)
	_, err = p.Run(context.Background(), nil)
	list := listOf(t, err)
	if list[0].Code != diag.Interrupted || list[0].Message.String() != "the run takes too long: more than 1ns, at most 1ns is allowed" || list[0].Help.String() != "allow more: `--limit time=2ns`, in Go Limits.Time" {
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

// A limit that cannot be is an error of whatever takes it, which names the field and the value.
func TestLimitsThatCannotBe(t *testing.T) {
	for want, limits := range map[string]eval.Limits{
		"Limits.Nesting is -5, below zero; 0 stands for its default, 200":          {Nesting: -5},
		"Limits.Nesting is 1_000_000, and at most 5_000":                           {Nesting: 1_000_000},
		"Limits.Digits is 61, and at most 60":                                      {Digits: 61},
		"Limits.Operations is 9_000_000_000, and at most 2_147_483_646":            {Operations: 9_000_000_000},
		"Limits.Time is -1s, below zero; 0 stands for its default, 1m0s":           {Time: -time.Second},
		"Limits.DataBytes is -1, below zero; 0 stands for its default, 67_108_864": {DataBytes: -1},
	} {
		script := []byte("output a = 1\n")
		_, compiled := eval.Compile("a.cost", script, eval.WithLimits(limits))
		_, read := eval.CompileFS(fstest.MapFS{"a.cost": {Data: script}}, "a.cost", eval.WithLimits(limits))
		_, opened := eval.NewSession(eval.WithLimits(limits))
		for name, err := range map[string]error{"Compile": compiled, "CompileFS": read, "NewSession": opened} {
			if list := listOf(t, err); len(list) != 1 || list[0].Code != diag.OutOfRange || list[0].Message.String() != want {
				t.Errorf("%s: %v, and %q is wanted", name, list, want)
			}
		}
	}
	for name, opt := range map[string]eval.Option{"WithContext": eval.WithContext(nil)} { //nolint:staticcheck // that is the fault
		if _, err := eval.Compile("a.cost", []byte("output a = 1\n"), opt); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := eval.CompileFS(nil, "a.cost"); err == nil || !strings.Contains(err.Error(), "no file system") {
		t.Errorf("without a file system: %v", err)
	}
}

// Limits are set by the names that messages give them, and a limit that was raised as they say lets pass what was refused.
func TestLimitsBySetting(t *testing.T) {
	for _, limit := range eval.AllLimits() {
		var l eval.Limits
		if err := l.Set(limit.Name, limit.Text(limit.Most)); err != nil || limit.Of(l) != limit.Most {
			t.Errorf("%s = %s: %v, %d", limit.Name, limit.Text(limit.Most), err, limit.Of(l))
		}
		if limit.Of(eval.DefaultLimits()) != limit.Default || limit.Default > limit.Most || limit.About.Empty() {
			t.Errorf("%s has the default %d, of at most %d", limit.Name, limit.Default, limit.Most)
		}
		for _, bad := range []string{"", "0", "-1", "x", "1e9", "99999999999999999999"} {
			if err := l.Set(limit.Name, bad); err == nil {
				t.Errorf("%s takes %q", limit.Name, bad)
			}
		}
	}
	var l eval.Limits
	if err := l.Set("points", "3"); err == nil || !strings.Contains(err.Error(), "no limit") {
		t.Errorf("an unknown limit: %v", err)
	}
	script := []byte("output a = " + strings.Repeat("(", 300) + "1" + strings.Repeat(")", 300) + "\n")
	_, err := eval.Compile("a.cost", script)
	help := listOf(t, err)[0].Help.String()
	_, flag, _ := strings.Cut(help, "--limit ")
	flag, _, _ = strings.Cut(flag, "`")
	name, value, _ := strings.Cut(flag, "=")
	if err := l.Set(name, value); err != nil {
		t.Fatalf("%s: %v", help, err)
	}
	if _, err := eval.Compile("a.cost", script, eval.WithLimits(l)); err != nil {
		t.Errorf("with %s: %v", flag, err)
	}
}

// Fewer digits than there may be are kept to in literals, inputs and results alike, and in what analyses read exactly.
func TestLimitOfDigits(t *testing.T) {
	p := compile(t, "param a = 99 in 1..10_000\noutput b = a * 10\noutput c = 1 / a\n", eval.WithLimits(eval.Limits{Digits: 3}))
	if got := figure(t, p, "b", nil); got != "990 " {
		t.Errorf("%q", got)
	}
	_, run := p.Run(context.Background(), eval.Inputs{"a": 100})
	_, input := p.Run(context.Background(), eval.Inputs{"a": 1000})
	for name, err := range map[string]error{"product": run, "input": input} {
		list := listOf(t, err)
		if list[0].Code != diag.TooManyDigits || list[0].Message.String() != "a number here has too many digits before the decimal point: at least 4, at most 3 are allowed" ||
			!strings.Contains(list[0].Help.String(), "--limit digits=60") || !list[0].Span.Known() {
			t.Errorf("%s: %v, help %q", name, list, list[0].Help.String())
		}
	}
	one, err := p.OneWay(context.Background(), "b", []string{"a"})
	if err != nil || len(one.Swings[0].Points) != 1 {
		t.Errorf("%v, %+v; the upper end has five digits", err, one)
	}
}

// What analyses keep is counted beforehand, for one worker: whether one is refused does not depend on the machine.
func TestLimitOfKeptBytes(t *testing.T) {
	p := compile(t, asked, eval.WithLimits(eval.Limits{KeptBytes: 100_000}))
	ctx := context.Background()
	_, sweep := p.Sweep(ctx, []string{"total"}, []string{"size"})
	_, simulation := p.Simulate(ctx, "total")
	_, together := p.Together(ctx, "total", nil)
	_, grid := p.Grid(ctx, "total", "size", "fee")
	if grid != nil {
		t.Errorf("a grid of nine points: %v", grid)
	}
	for name, err := range map[string]error{"sweep": sweep, "simulation": simulation, "together": together} {
		list := listOf(t, err)
		if list[0].Code != diag.LimitReached || !strings.Contains(list[0].Message.String(), "at most 100_000") || !strings.Contains(list[0].Help.String(), "--limit kept-bytes=") {
			t.Errorf("%s: %v, help %q", name, list, list[0].Help.String())
		}
	}
}

// The limits of a script are those of what it uses too, lower ones and higher ones.
func TestLimitsOfUsedScripts(t *testing.T) {
	deep := "let x = " + strings.Repeat("(", 250) + "1" + strings.Repeat(")", 250) + "\n"
	files := fstest.MapFS{"main.cost": {Data: []byte("use \"deep.cost\" as deep\noutput x = deep.x\n")}, "deep.cost": {Data: []byte(deep)}}
	for nesting, ok := range map[int]bool{0: false, 249: false, 250: true} {
		if _, err := eval.CompileFS(files, "main.cost", eval.WithLimits(eval.Limits{Nesting: nesting})); (err == nil) != ok {
			t.Errorf("Nesting %d: %v", nesting, err)
		}
	}
}

// passedLimits is for each limit a script or a question that passes it, and what the error says was asked.
var passedLimits = map[string]struct {
	script, asked string
	limit         int
	ask           func(*eval.Program) error
}{
	"SourceBytes":  {"let a = 1\n", "10", 9, nil},
	"Tokens":       {"let a = 1\n", "4", 3, nil},
	"Nesting":      {"let a = (((1)))\n", "3", 2, nil},
	"Declarations": {"let a = 1\nlet b = 2\noutput c = 3\n", "3", 2, nil},
	"Modules":      {"use \"one.cost\" as one\noutput x = one.x\n", "3", 2, nil},
	"NameBytes":    {"let abcd = 1\n", "4", 3, nil},
	"TextBytes":    {"output a \"label\" = 1\n", "5", 4, nil},
	"OutputBytes": {"param p = 1 in 0..2\noutput a = p\nvary a by p\n", "", 100, func(p *eval.Program) error {
		_, err := p.Report(context.Background(), nil)
		return err
	}},
	"Work": {"param p = 1 in 0..2\noutput a = p\nvary a by p\n", "", 4, func(p *eval.Program) error {
		_, err := p.Report(context.Background(), nil)
		return err
	}},
	"Digits":     {"param a = 99\noutput b = a * 100\n", "4", 3, func(p *eval.Program) error { _, err := p.Run(context.Background(), nil); return err }},
	"Operations": {"output a = 1 + 2 + 3\n", "5", 4, nil},
	"SweepPoints": {"param p = 1 in 1..9 step 1\noutput a = p\n", "9", 8, func(p *eval.Program) error {
		_, err := p.Sweep(context.Background(), []string{"a"}, []string{"p"})
		return err
	}},
	"KeptBytes": {"param p = 1 in 1..9\noutput a = p\n", "", 10, func(p *eval.Program) error { _, err := p.Simulate(context.Background(), "a"); return err }},
	"DataBytes": {readRows, "404", 403, nil},
	"Rows":      {readRows, "100", 99, nil},
	"Cells":     {readRows, "200", 199, nil},

	"Diagnostics": {"let a = x\nlet b = y\nlet c = z\n", "3", 2, nil},
	"Time":        {"output a = 1\n", "1ns", 1, nil},
}

// The error of a limit says by its name on the command line how it is raised, what was asked and what is allowed, and at which line.
func TestLimitErrorsSayAll(t *testing.T) {
	for _, limit := range eval.AllLimits() {
		test := passedLimits[limit.Field]
		files := fstest.MapFS{"main.cost": {Data: []byte(test.script)}, "rows.csv": limitFiles["rows.csv"], "one.cost": limitFiles["one.cost"], "two.cost": limitFiles["two.cost"]}
		p, err := eval.CompileFS(files, "main.cost", eval.WithLimits(limited(limit.Field, test.limit)))
		if err == nil && test.ask != nil {
			err = test.ask(p)
		}
		if err == nil {
			t.Errorf("%s is passed in silence", limit.Name)
			continue
		}
		list := listOf(t, err)
		d := list[len(list)-1]
		said := d.Message.String() + " | " + d.Help.String()
		for _, part := range []string{test.asked, "at most " + limit.Text(int64(test.limit)), "--limit " + limit.Name + "="} {
			if !strings.Contains(said, part) {
				t.Errorf("%s: %q lacks %q", limit.Name, said, part)
			}
		}
		if d.Span.Pos.Line == 0 {
			t.Errorf("%s: %q has no line", limit.Name, said)
		}
	}
}
