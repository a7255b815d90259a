package eval_test

import (
	"context"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/lang/diag"
)

// compile compiles a text that must be right.
func compile(t testing.TB, src string, opts ...eval.Option) *eval.Program {
	t.Helper()
	p, err := eval.Compile("test.cost", []byte(src), opts...)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// codes lists the codes of an error that must be diagnostics, in their order.
func codes(t *testing.T, err error) []diag.Code {
	t.Helper()
	var out []diag.Code
	for _, d := range listOf(t, err) {
		out = append(out, d.Code)
	}
	return out
}

func TestCompileReportsAllErrorsInOrder(t *testing.T) {
	_, err := eval.Compile("test.cost", []byte("let a = 5 hours + 3 months\nlet b = nothing\nlet c = 7 DKK + 5%\n"))
	want := []diag.Code{diag.UnlikeOperands, diag.UnknownName, diag.PercentOnUnit}
	if diff := cmp.Diff(want, codes(t, err)); diff != "" {
		t.Error(diff)
	}
	for i, d := range listOf(t, err) {
		if d.Span.Pos.Line != i+1 || d.File == nil || d.File.Name != "test.cost" {
			t.Errorf("%v stands at %v of %v", d, d.Span, d.File)
		}
	}
}

// What can be read is checked beside a syntax error; but nothing is called missing or unknown that may stand where the script was not understood.
func TestCompileChecksBesideSyntaxErrors(t *testing.T) {
	for src, want := range map[string][]diag.Code{
		"let a = (1\nlet b = nothing\n":                        {diag.OpenBracket, diag.UnknownName},
		"param a = 92.000 in 0..1\n":                           {diag.NumberForm},
		"let fee = (1\nlet b = fee * 2\n":                      {diag.OpenBracket},
		"course talks {\n  durration 9 months\n}\n":            {diag.UnknownItem},
		"let a = 1 DKK + 1 hour\nparam under = 2\nlet b = x\n": {diag.UnlikeOperands, diag.ConnectingWord, diag.UnknownName},
	} {
		_, err := eval.Compile("test.cost", []byte(src))
		if diff := cmp.Diff(want, codes(t, err)); diff != "" {
			t.Errorf("%s: %s", src, diff)
		}
	}
}

func TestCompileFromMemoryHasNoFiles(t *testing.T) {
	for src, want := range map[string]string{
		"use \"shared.cost\" as shared\n":           "C0214 test.cost is compiled from memory, without files beside it",
		"data rows from \"rows.csv\" { a: text }\n": "C0470 the script was given without a folder",
	} {
		_, err := eval.Compile("test.cost", []byte(src))
		code, reason, _ := strings.Cut(want, " ")
		if list := listOf(t, err); len(list) != 1 || string(list[0].Code) != code || !strings.Contains(list[0].Message.String(), reason) {
			t.Errorf("%s: %v", src, list)
		}
	}
}

func TestWithFS(t *testing.T) {
	files := fstest.MapFS{"rows.csv": {Data: []byte("a\n1\n2\n")}, "shared.cost": {Data: []byte("let five = 5\n")}}
	p := compile(t, "use \"shared.cost\" as shared\ndata rows from \"rows.csv\" { a: number }\noutput b = sum(r.a for r in rows) + shared.five\n", eval.WithFS(files))
	r, err := p.Run(context.Background(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if f, ok := r.Output("b"); !ok || f.Value.String() != "8" {
		t.Errorf("b is %v, %t", f.Value, ok)
	}
	for _, name := range []string{"test.cost", "shared.cost", "rows.csv"} {
		if p.Files()[name] == nil {
			t.Errorf("%s is not among the files that were read", name)
		}
	}
}

// Errors of another script carry that script's text.
func TestErrorsOfUsedScripts(t *testing.T) {
	files := fstest.MapFS{
		"main.cost": {Data: []byte("use \"part.cost\" as part\noutput a = part.b\n")},
		"part.cost": {Data: []byte("\nlet b = 1 hour + 1 DKK\n")},
	}
	_, err := eval.CompileFS(files, "main.cost")
	list := listOf(t, err)
	if len(list) != 1 || list[0].Span.Pos.Filename != "part.cost" || list[0].Span.Pos.Line != 2 || list[0].File == nil {
		t.Errorf("the error is %+v", list)
	}
}

// A result that needs a clock asks for one; an intervention may otherwise do without.
func TestResultsWithoutHorizon(t *testing.T) {
	const head = "intervention \"No clock\" { currency DKK }\n"
	for _, result := range []string{"total", "costs.gross", "horizon", "operation.cost"} {
		_, err := eval.Compile("test.cost", []byte(head+"output a = "+result+"\n"))
		if diff := cmp.Diff([]diag.Code{diag.NeedsHorizon}, codes(t, err)); diff != "" {
			t.Errorf("%s: %s", result, diff)
		}
	}
	compile(t, head+"output a = 5 DKK\n")
	_, err := eval.Compile("test.cost", []byte(head+"cost \"Fee\" other once { amount 5 DKK }\noutput total\n"))
	if diff := cmp.Diff([]diag.Code{diag.NeedsHorizon}, codes(t, err)); diff != "" {
		t.Errorf("said more than once: %s", diff)
	}
	files := fstest.MapFS{"part.cost": {Data: []byte(head)}}
	_, err = eval.Compile("test.cost", []byte("use \"part.cost\" as part\noutput a = part.total\n"), eval.WithFS(files))
	if diff := cmp.Diff([]diag.Code{diag.NeedsHorizon}, codes(t, err)); diff != "" {
		t.Errorf("of a used script: %s", diff)
	}
}

func TestProgramSaysWhatItHas(t *testing.T) {
	p := compile(t, groups)
	if diff := cmp.Diff([]string{"Dear", "Large and dear"}, p.Scenarios()); diff != "" {
		t.Error(diff)
	}
	if p.Module().Intervention.Label != "Groups" || len(p.Plan().Outputs) != 2 || len(p.Warnings()) != 0 {
		t.Errorf("module %q, %d outputs, warnings %v", p.Module().Intervention.Label, len(p.Plan().Outputs), p.Warnings())
	}
}

// Options fill what they leave out: a zero limit is the default one.
func TestLimitsAreFilled(t *testing.T) {
	compile(t, "let a = ((1))\noutput b = a\n", eval.WithLimits(eval.Limits{Nesting: 3}))
	_, err := eval.Compile("test.cost", []byte("let a = ((((1))))\n"), eval.WithLimits(eval.Limits{Nesting: 3}))
	if diff := cmp.Diff([]diag.Code{diag.TextLimit}, codes(t, err)); diff != "" {
		t.Error(diff)
	}
}

// A script without an intervention may have wages in any money, and no hours.
func TestWagesWithoutIntervention(t *testing.T) {
	const wage = "wage w = 100 EUR/year with norm 1_600 hours/year\n"
	result, err := compile(t, wage+"output x = w.hourly\n").Run(context.Background(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if figure, _ := result.Output("x"); figure.Value.String() != "0.0625" || figure.Unit != "EUR/hour" {
		t.Errorf("%v", figure)
	}
	for _, name := range []string{"hours", "fte"} {
		_, err := eval.Compile("test.cost", []byte(wage+"output x = "+name+".w\n"))
		if list := listOf(t, err); list[0].Code != diag.NeedsHorizon {
			t.Errorf("%s: %v", name, list)
		}
	}
}
