package eval_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/lang/diag"
)

const asked = `intervention "Asked" { currency DKK; horizon 2 years }
param share = 40% in 25%..100% "Share"
param fee   = 3_000 DKK in ±20% "Fee"
param size  = 8 in {6, 8, 10} "Size"
param slack = 1 in 0..2 "Slack"
param fixed = 5
param list  = [1, 2...] in {[1, 2...], [3...]}
param kind  = "paid" in {"paid", "free"}
cost room "Room" operation once { amount size * fee * list[2] }
output total
output dear = total / share as thousand DKK
output part = share * (if kind = "paid" then 1 else 0.5) as %
scenario "Dear" { fee = 3_500 DKK }
`

// What a program is asked is what a line of the script would say, under scenarios and with inputs.
func TestQuestions(t *testing.T) {
	p := compile(t, asked)
	ctx := context.Background()
	one, err := p.OneWay(ctx, "dear", []string{"share", "size", "slack"}, eval.Under("Dear"), eval.With(eval.Inputs{"size": 10}))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, s := range one.Swings {
		line := s.Param + " " + s.Low.String() + ".." + s.High.String() + " " + s.Share.Significant(3)
		for _, pt := range s.Points {
			line += " " + pt.At[0].Text + "=" + pt.Value.String() + " " + pt.Unit
		}
		if !s.Connected {
			line += " not connected"
		}
		got = append(got, line)
	}
	want := []string{
		"share 70..280 0.75 25%=280 thousand DKK 100%=70 thousand DKK",
		"size 105..175 0.25 6=105 thousand DKK 8=140 thousand DKK 10=175 thousand DKK",
		"slack 175..175 0 not connected",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if one.Base.Value.String() != "175" || one.Base.Unit != "thousand DKK" || one.Base.Label != "dear" {
		t.Errorf("%+v", one.Base)
	}
}

// Without params named, all that have a range are varied.
func TestQuestionsOfAllParams(t *testing.T) {
	p := compile(t, asked)
	all, err := p.Together(context.Background(), "part", nil)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"fee", "size", "slack", "list"}, all.NotConnected); diff != "" || all.Points != 5 { // two by two, and share as it is with the other kind
		t.Errorf("%d points, %s", all.Points, diff)
	}
	if diff := cmp.Diff(eval.Inputs{"share": "25%", "fee": "3000", "size": "8", "slack": "1", "list": "[1, 2]", "kind": `"free"`}, all.Lowest.Inputs()); diff != "" {
		t.Error(diff)
	}
	r, err := p.Run(context.Background(), all.Lowest.Inputs())
	if err != nil {
		t.Fatal(err)
	}
	if f, _ := r.Output("part"); !f.Value.Equal(all.Lowest.Value) || f.Value.String() != "12.5" {
		t.Errorf("%s in a run, %s in the analysis", f.Value, all.Lowest.Value)
	}
	if one, err := p.OneWay(context.Background(), "part", nil); err != nil || len(one.Swings) != 6 {
		t.Errorf("%v %v", one, err)
	}
}

// A target is an expression of the language, which may follow params, or a number in the unit that the figure is shown in.
func TestTargets(t *testing.T) {
	p := compile(t, asked)
	for _, test := range []struct {
		of     string
		target any
		by     string
		want   string
	}{
		{"dear", "150_000 DKK", "share", "32%"},
		{"dear", 150, "share", "32%"},
		{"dear", 140.5, "fee", "3512.5"},
		{"dear", num.Int(200), "share", ""},
		{"part", "50%", "share", "50%"},
		{"part", 50, "share", "50%"},
		{"total", 48_000, "fee", "3000"},
		{"total", "10_000 * fixed * 1 DKK", "fee", "3125"},
		{"total", "fee * 16", "fee", "2400"}, // everywhere, from the low end on
		{"costs.gross", "60_000 DKK", "size", "10"},
		{"costs.gross", int64(60_000), "size", "10"},
		{"room.cost", "50_000 DKK", "fee", "3125"},
	} {
		s, err := p.Solve(context.Background(), test.of, test.target, test.by)
		if err != nil {
			t.Errorf("%v: %v", test, err)
			continue
		}
		got := ""
		for _, x := range s.Solutions {
			got += x.At.Text
			if !x.Exact {
				t.Errorf("%v: rounded", test)
			}
			sameFigure(t, p, x)
		}
		if got != test.want || (s.Nearest == nil) != (got != "") {
			t.Errorf("%v: %q, nearest %v", test, got, s.Nearest)
		}
	}
}

// sameFigure runs the script at a solution.
func sameFigure(t *testing.T, p *eval.Program, s eval.Solution) {
	t.Helper()
	r, err := p.Run(context.Background(), eval.Inputs{s.At.Param: s.At.Text})
	if err != nil {
		t.Fatal(err)
	}
	if f, ok := r.Output(s.Name); ok && !f.Value.Equal(s.Value) {
		t.Errorf("%s at %s: %s, and in a run %s", s.Name, s.At.Text, s.Value, f.Value)
	}
}

// What cannot be asked is told as in a script, with the nearest names.
func TestQuestionsRefused(t *testing.T) {
	files := fstest.MapFS{"rows.csv": {Data: []byte("a\n1\n")}}
	p := compile(t, asked+"data rows from \"rows.csv\" { a: number }\noutput n = count(rows)\n", eval.WithFS(files))
	ctx := context.Background()
	oneWay := func(of string, by ...string) func() error {
		return func() error { _, err := p.OneWay(ctx, of, by); return err }
	}
	solve := func(of string, target any, by string) func() error {
		return func() error { _, err := p.Solve(ctx, of, target, by); return err }
	}
	for _, test := range []struct {
		name string
		ask  func() error
		code diag.Code
		says string
	}{
		{"figure", oneWay("totl", "fee"), diag.UnknownName, "did you mean `total`"},
		{"empty figure", oneWay("", "fee"), diag.UnknownName, ""},
		{"param", oneWay("total", "fees"), diag.UnknownName, "did you mean `fee`"},
		{"range", oneWay("total", "fixed"), diag.NoRange, "`in` is missing"},
		{"twice", oneWay("total", "fee", "fee"), diag.DuplicateLine, "stands twice"},
		{"series", oneWay("costs.by_year", "fee"), diag.NotAFigure, "follows one number"},
		{"no param", oneWay("total", "room"), diag.WrongThing, "takes a param"},
		{"text", solve("total", 5, "kind"), diag.NotVariable, "single numbers"},
		{"list", solve("total", 5, "list"), diag.NotVariable, "single numbers"},
		{"unit", solve("total", "5 hours", "fee"), diag.UnlikeCompared, "compared"},
		{"other unit", solve("total", "5 DKK/year", "fee"), diag.UnlikeCompared, "per calendar time"},
		{"no expression", solve("total", "5 +", "fee"), diag.NoValue, ""},
		{"no number", solve("total", true, "fee"), diag.OutOfRange, "not bool"},
		{"data", func() error { _, err := p.LeaveOut(ctx, "total", "rosw", "a"); return err }, diag.UnknownName, "rows"},
		{"column", func() error { _, err := p.LeaveOut(ctx, "total", "rows", "b"); return err }, diag.UnknownName, "column"},
		{"grid", func() error { _, err := p.Grid(ctx, "total", "fee", "fees"); return err }, diag.UnknownName, "fee"},
		{"scenario", func() error { _, err := p.OneWay(ctx, "total", nil, eval.Under("No")); return err }, diag.UnknownInput, "Dear"},
		{"inputs", func() error {
			_, err := p.Together(ctx, "total", nil, eval.With(eval.Inputs{"sise": 8}))
			return err
		}, diag.NothingToSet, "size"},
	} {
		err := test.ask()
		var list diag.List
		if !errors.As(err, &list) {
			t.Errorf("%s: %v", test.name, err)
			continue
		}
		text := list[0].Message.String() + " " + list[0].Help.String()
		if list[0].Code != test.code || !strings.Contains(text, test.says) {
			t.Errorf("%s: %s %s", test.name, list[0].Code, text)
		}
	}
}

// A sweep beyond the limit is refused before it starts, with its size, in a report too.
func TestSweepPoints(t *testing.T) {
	const script = "param a = 1 in 0..9 step 1\nparam b = 1 in 0..99 step 1\noutput x = a * b\n"
	ctx := context.Background()
	at := func(n int) *eval.Program {
		return compile(t, script+"vary x by a, b together\n", eval.WithLimits(eval.Limits{SweepPoints: n}))
	}
	if r, err := at(1000).Together(ctx, "x", nil); err != nil || r.Points != 1000 {
		t.Errorf("%v %v", r, err)
	}
	_, together := at(999).Together(ctx, "x", nil)
	_, grid := at(999).Grid(ctx, "x", "a", "b")
	_, report := at(999).Report(ctx, nil)
	for name, err := range map[string]error{"together": together, "grid": grid, "report": report} {
		d := listOf(t, err)[0]
		if d.Code != diag.LimitReached || !strings.Contains(d.Message.String(), "1_000, at most 999") || !strings.Contains(d.Help.String(), "Limits.SweepPoints") {
			t.Errorf("%s: %v, help %q", name, d, d.Help.String())
		}
	}
	if d := listOf(t, report)[0]; d.Span.Pos.Line != 4 {
		t.Errorf("the report points at line %d", d.Span.Pos.Line)
	}
}

// A question ends with the context, and leaves the program as it was.
func TestQuestionsEnd(t *testing.T) {
	p := compile(t, asked)
	ended, cancel := context.WithCancel(context.Background())
	cancel()
	_, err := p.Together(ended, "total", nil)
	if d := listOf(t, err)[0]; d.Code != diag.Interrupted || !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
	if n := len(p.Plan().Analyses) + len(p.Module().Analyses); n != 0 {
		t.Errorf("the program has %d analyses", n)
	}
}
