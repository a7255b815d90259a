package eval_test

import (
	"context"
	"math"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/lang/diag"
)

// figure runs a script and returns one output.
func figure(t *testing.T, p *eval.Program, name string, in eval.Inputs, opts ...eval.RunOption) string {
	t.Helper()
	r, err := p.Run(context.Background(), in, opts...)
	if err != nil {
		t.Fatalf("%v: %v", in, err)
	}
	f, ok := r.Output(name)
	if !ok {
		t.Fatalf("there is no output %s", name)
	}
	return f.Value.String() + " " + f.Unit
}

func TestInputs(t *testing.T) {
	p := compile(t, groups)
	for _, test := range []struct {
		name  string
		value any
		want  string
	}{
		{"rate", nil, "150000 DKK"},
		{"rate", "400 DKK/hour", "200000 DKK"},
		{"rate", "0.4 thousand DKK/hour", "200000 DKK"},
		{"rate", "2_220 DKK/workday", "150000 DKK"},
		{"rate", "400", "200000 DKK"},
		{"rate", 400, "200000 DKK"},
		{"rate", int64(400), "200000 DKK"},
		{"rate", 300.5, "150250 DKK"},
		{"share", "60%", "150000 DKK"},
		{"ramp", "[1, 2, 3]", "180000 DKK"},
		{"ramp", "[4...]", "360000 DKK"},
		{"ramp", []int{1, 2, 3}, "180000 DKK"},
		{"ramp", []float64{1, 2, 3}, "180000 DKK"},
		{"ramp", []num.D{num.Int(1), num.Int(2), num.Int(3)}, "180000 DKK"},
		{"ramp", []string{"1", "2..."}, "150000 DKK"},
		{"ramp", []any{1.0, "2", 3}, "180000 DKK"},
		{"who", `"volunteer"`, "0 DKK"},
		{"who", "volunteer", "0 DKK"}, // quotes may be left out
	} {
		in := eval.Inputs{test.name: test.value}
		if test.value == nil {
			in = nil
		}
		if diff := cmp.Diff(test.want, figure(t, p, "total", in)); diff != "" {
			t.Errorf("%s = %v: %s", test.name, test.value, diff)
		}
	}
}

// A number from Go is a number in the unit of the param, and a float its shortest decimal, never its binary digits.
func TestFloatsAreTheirShortestDecimal(t *testing.T) {
	p := compile(t, "param a = 1 DKK\noutput b = a * 3\n")
	for f, want := range map[float64]string{0.1: "0.3 DKK", 1e21: "3000000000000000000000 DKK", -2.5: "-7.5 DKK", 1e-7: "0.0000003 DKK"} {
		if diff := cmp.Diff(want, figure(t, p, "b", eval.Inputs{"a": f})); diff != "" {
			t.Errorf("%v: %s", f, diff)
		}
	}
}

func TestRefusedInputs(t *testing.T) {
	p := compile(t, groups)
	for _, test := range []struct {
		name  string
		value any
		code  diag.Code
		help  string
	}{
		{"sise", 8, diag.NothingToSet, "did you mean `size`?"},
		{"total", 8, diag.NothingToSet, "its params are ramp, rate, share, size and who"},
		{"pay", 8, diag.NothingToSet, "only params are given values from outside"},
		{"size", "10 DKK", diag.WrongUnit, ""},
		{"size", "8 participants", diag.WrongUnit, ""},
		{"rate", 500, diag.ParamRange, ""},
		{"share", "110%", diag.ParamRange, ""},
		{"rate", "size", diag.NotWritten, "write the number; where the base value follows from others, change those"},
		{"rate", "", diag.NoValue, ""},
		{"rate", "1 +", diag.NoValue, ""},
		{"rate", "7,4", diag.NumberForm, ""},
		{"rate", "1 / 0", diag.DivisionByZero, "mend the value, or guard the division: `if divisor = 0 then 0 else …`"},
		{"rate", math.NaN(), diag.OutOfRange, ""},
		{"rate", math.Inf(1), diag.OutOfRange, ""},
		{"rate", 1e200, diag.OutOfRange, ""},
		{"rate", true, diag.OutOfRange, ""},
		{"who", "8", diag.UnlikeChoices, ""},
		{"ramp", "3", diag.UnlikeChoices, ""},
		{"ramp", []any{1, true, 3}, diag.OutOfRange, ""},
		{"ramp", []any{1, []any{2}, 3}, diag.OutOfRange, ""},
		{"ramp", []float64{1, math.NaN(), 3}, diag.OutOfRange, ""},
		{"ramp", []int{1, 2}, diag.ListLength, ""},
		{"rate", []int{1, 2, 3}, diag.UnlikeChoices, ""},
		{"rate", num.D{}, diag.OutOfRange, ""},
		{"ramp", "[1, 2]", diag.ListLength, ""},
		{"ramp", "[1, 2, 3, 4]", diag.ListLength, ""},
	} {
		_, err := p.Run(context.Background(), eval.Inputs{test.name: test.value})
		if err == nil {
			t.Errorf("%s = %v is taken", test.name, test.value)
			continue
		}
		d := listOf(t, err)[0]
		if d.Code != test.code || test.help != "" && d.Help.String() != test.help || d.Span.Pos.Filename != "input "+test.name {
			t.Errorf("%s = %v: %v, help %q", test.name, test.value, d, d.Help.String())
		}
	}
}

// All wrong inputs are reported in one run, in order of their names.
func TestAllInputsAreReported(t *testing.T) {
	_, err := compile(t, groups).Run(context.Background(), eval.Inputs{"share": "2", "rate": "1 DKK", "nothing": 1})
	if diff := cmp.Diff([]diag.Code{diag.NothingToSet, diag.WrongUnit, diag.ParamRange}, codes(t, err)); diff != "" {
		t.Error(diff)
	}
}

// What is none of the alternatives is taken, with a warning, a text that the script does not know among them.
func TestInputsBesideTheAlternatives(t *testing.T) {
	p := compile(t, groups)
	for name, value := range map[string]any{"size": 12, "who": `"a student"`} {
		r, err := p.Run(context.Background(), eval.Inputs{name: value})
		if err != nil {
			t.Fatal(err)
		}
		if w := r.Warnings(); len(w) != 1 || w[0].Code != diag.OffAlternatives {
			t.Errorf("%s = %v warns of %v", name, value, w)
		}
	}
	if diff := cmp.Diff("2500 DKK/family", figure(t, p, "per_family", eval.Inputs{"size": 16})); diff != "" {
		t.Error(diff)
	}
}

// Two texts from outside are the same only when they are written the same.
func TestUnknownTexts(t *testing.T) {
	p := compile(t, "param a = \"x\"\nparam b = \"y\"\noutput same = if a = b then 1 else 0\n")
	for _, test := range []struct{ a, b, want string }{
		{`"new"`, `"new"`, "1 "}, {`"new"`, `"newer"`, "0 "}, {`"y"`, `"y"`, "1 "}, {`"new"`, `"y"`, "0 "},
	} {
		in := eval.Inputs{"a": test.a, "b": test.b}
		if diff := cmp.Diff(test.want, figure(t, p, "same", in)); diff != "" {
			t.Errorf("%v: %s", in, diff)
		}
		r, err := p.Report(context.Background(), in)
		if err != nil {
			t.Fatal(err)
		}
		assumptions := tableNamed(t, r.Tables, "assumptions")
		if got := `"` + assumptions.Cell(0, 2).Text.String() + `"`; got != test.a {
			t.Errorf("%s is shown as %s", test.a, got)
		}
	}
}

// Inputs come on top of a scenario, and a scenario on top of the one it is made from.
func TestScenarioAndInputs(t *testing.T) {
	p := compile(t, groups)
	for _, test := range []struct {
		scenario string
		in       eval.Inputs
		want     string
	}{
		{"", nil, "5000 DKK/family"},
		{"Large and dear", nil, "5333.333333333333333333333333333333 DKK/family"},
		{"Large and dear", eval.Inputs{"share": "100%"}, "4000 DKK/family"},
		{"Large and dear", eval.Inputs{"size": 8, "rate": 300}, "5000 DKK/family"},
	} {
		if diff := cmp.Diff(test.want, figure(t, p, "per_family", test.in, eval.Under(test.scenario))); diff != "" {
			t.Errorf("%s, %v: %s", test.scenario, test.in, diff)
		}
	}
	_, err := p.Run(context.Background(), nil, eval.Under("Deer"))
	if list := listOf(t, err); list[0].Code != diag.UnknownInput || list[0].Help.String() != `it has "Dear" and "Large and dear"` {
		t.Errorf("an unknown scenario: %v, help %q", list, list[0].Help.String())
	}
	_, err = compile(t, "output a = 1\n").Run(context.Background(), nil, eval.Under("Dear"))
	if list := listOf(t, err); list[0].Help.String() != "it has no scenarios" {
		t.Errorf("a script without scenarios: %v, help %q", list, list[0].Help.String())
	}
}

// A param of a used script is an input of the script that uses it only where that one says so.
func TestParamsOfUsedScripts(t *testing.T) {
	files := fstest.MapFS{"part.cost": {Data: []byte("param a = 2\nparam b = 3\noutput c = a * b\n")}}
	p := compile(t, "param mine = 5\nuse \"part.cost\" as part with { a = mine }\noutput d = part.c\n", eval.WithFS(files))
	var names []string
	for _, param := range p.Params() {
		names = append(names, param.Name)
	}
	if diff := cmp.Diff([]string{"mine"}, names); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff("21 ", figure(t, p, "d", eval.Inputs{"mine": 7})); diff != "" {
		t.Error(diff)
	}
	for _, name := range []string{"a", "part.a", "part.b", "part"} {
		_, err := p.Run(context.Background(), eval.Inputs{name: 1})
		if diff := cmp.Diff([]diag.Code{diag.NothingToSet}, codes(t, err)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

// What a script binds a param of another one to keeps the bounds of that param, also where it has to be calculated.
func TestWithKeepsTheBounds(t *testing.T) {
	files := fstest.MapFS{"part.cost": {Data: []byte("param n = 3 in 1..10\nparam m = 3 in 1..10 ~ normal\nlet twice = 2 * n + m\n")}}
	p := compile(t, "param size = 8\nuse \"part.cost\" as part with { n = size, m = 2 * size }\noutput twice = part.twice\n", eval.WithFS(files))
	for _, c := range []struct{ size, want string }{
		{"10", ""},
		{"11", "test.cost:2:36: error[C0457]: `part.n` is 11, outside its range 1..10"},
		{"0", "test.cost:2:36: error[C0457]: `part.n` is 0, outside its range 1..10"},
	} {
		got := ""
		if _, err := p.Run(context.Background(), eval.Inputs{"size": c.size}); err != nil {
			got, _, _ = strings.Cut(err.Error(), "\n")
		}
		if got != c.want {
			t.Errorf("with size = %s: %s, want %s", c.size, got, c.want)
		}
	}
}

// Inputs of which more are unknown than are listed are refused by their number, and else listed up to the limit.
func TestManyUnknownInputs(t *testing.T) {
	p, err := eval.Compile("a.cost", []byte("param a = 1\noutput b = a\n"), eval.WithLimits(eval.Limits{Diagnostics: 5}))
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct{ unknown, listed int }{{3, 3}, {5, 5}, {6, 1}, {1_000_000, 1}} {
		in := eval.Inputs{"a": 2}
		for i := range test.unknown {
			in["u"+strconv.Itoa(i)] = i
		}
		begun := time.Now()
		_, err := p.Run(context.Background(), in)
		ended(t, strconv.Itoa(test.unknown), begun)
		list := listOf(t, err)
		if len(list) != test.listed {
			t.Errorf("%d unknown inputs: %d listed, %v", test.unknown, len(list), list[0])
		}
		if byNumber := strings.Contains(list[0].Error(), "inputs, and the script has 1 param"); byNumber != (test.unknown > 5) {
			t.Errorf("%d unknown inputs: %v", test.unknown, list[0])
		}
	}
	wrong := eval.Inputs{}
	for _, name := range []string{"a", "b", "c", "d", "e", "f"} {
		wrong[name] = "1 +"
	}
	if _, err := p.Run(context.Background(), wrong); len(listOf(t, err)) != 5 {
		t.Errorf("of 6 inputs that cannot be read are listed: %v", err)
	}
}

// What is too long is refused as what is short is, in a message that is not.
func TestLongInputs(t *testing.T) {
	p := compile(t, "param a = 1\noutput b = a\n", eval.WithLimits(eval.Limits{SourceBytes: 1000}))
	long := strings.Repeat("x", 2000)
	for want, in := range map[string]eval.Inputs{
		"C0215": {long: 1}, "the input has too many bytes: 2_000, at most 1_000 are allowed": {"a": long},
	} {
		_, err := p.Run(t.Context(), in)
		if got := listOf(t, err).Error(); !strings.Contains(got, want) || len(got) > 400 {
			t.Error(got)
		}
	}
}
