package eval_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/eval/table"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
)

// shownRows is what a table shows, a text per row.
func shownRows(tb *table.Table) []string {
	var out []string
	for row := range tb.Rows {
		line := ""
		for col := range tb.Columns {
			line += tb.Text(row, col, table.Style{Language: say.English}) + "|"
		}
		out = append(out, line)
	}
	return out
}

// A report of an answer holds its own tables and output, and nothing else of the script.
func TestAnswers(t *testing.T) {
	p := compile(t, asked)
	for _, q := range []struct {
		eval.Question
		tables []string
	}{
		{eval.Question{Kind: eval.AskOneWay, Of: "dear"}, []string{"vary_dear"}},
		{eval.Question{Kind: eval.AskTornado, Of: "dear"}, []string{"tornado_dear", "vary_dear"}},
		{eval.Question{Kind: eval.AskTogether, Of: "dear", By: []string{"size", "fee"}}, []string{"together_dear"}},
		{eval.Question{Kind: eval.AskGrid, Of: "dear", By: []string{"size", "fee"}}, []string{"grid_dear"}},
		{eval.Question{Kind: eval.AskSolving, Of: "dear", By: []string{"fee"}, Target: 130}, []string{"solve_fee"}},
		{eval.Question{Kind: eval.AskSimulation, Of: "dear", Target: 130}, []string{"vary_dear", "simulate_dear", "simulate_dear_drawn"}},
	} {
		r, err := p.Answer(context.Background(), q.Question, eval.Draws(64), eval.Under("Dear"))
		if err != nil {
			t.Errorf("%+v: %v", q.Question, err)
			continue
		}
		var names []string
		for _, tb := range r.Tables {
			names = append(names, tb.Name)
		}
		if diff := cmp.Diff(q.tables, names); diff != "" || len(r.Outputs()) != 1 || r.Outputs()[0].Name != "dear" || r.Scenario != "Dear" {
			t.Errorf("%+v: outputs %v under %q%s", q.Question, r.Outputs(), r.Scenario, diff)
		}
	}
}

// The bars of a tornado are those of the one-way table, with the break-even value of each that is one number.
func TestTornadoTable(t *testing.T) {
	q := eval.Question{Kind: eval.AskTornado, Of: "dear", By: []string{"fee", "slack", "size", "list", "share"}, Target: 150}
	r, err := compile(t, asked).Answer(context.Background(), q)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"As it is|120||||||", "Target|150||||||", "Share|48|192|144|100|25|32|", "Size|90|150|60|6|10|10|", "list|120|180|60|[1, 2]|[3, 3]||",
		"Fee|96|144|48|2400|3600|none in its range|", "Slack|not connected||||||",
	}
	if diff := cmp.Diff(want, shownRows(r.Tables[0])); diff != "" {
		t.Error(diff)
	}
}

func TestAnswersRefused(t *testing.T) {
	p := compile(t, asked)
	for _, q := range []struct {
		eval.Question
		code diag.Code
	}{
		{eval.Question{Kind: eval.AskGrid, Of: "dear", By: []string{"size"}}, diag.NotVariable},
		{eval.Question{Kind: eval.AskSolving, Of: "dear", Target: 1}, diag.NotVariable},
		{eval.Question{Kind: eval.AskTornado, Of: "dear", By: []string{"fixed"}}, diag.NoRange},
		{eval.Question{Kind: eval.AskOneWay, Of: "deer"}, diag.UnknownName},
		{eval.Question{Kind: eval.AskTornado, Of: "dear", Target: "3 hours"}, diag.UnlikeCompared},
	} {
		_, err := p.Answer(context.Background(), q.Question)
		var list diag.List
		if !errors.As(err, &list) || list[0].Code != q.code {
			t.Errorf("%+v: %v, not %s", q.Question, err, q.code)
		}
	}
}

// An analysis needs the figure that it follows, and no other output; a run needs them all.
func TestAnswersNeedOnlyTheirFigure(t *testing.T) {
	p := compile(t, "param x = 2 in 0..5\nparam y = 3 in 1..4\noutput q = x * y + 1\noutput inv = 1 / (x - 2)\n")
	ctx := context.Background()
	for _, q := range []eval.Question{
		{Kind: eval.AskOneWay, Of: "q"}, {Kind: eval.AskTornado, Of: "q", Target: 9}, {Kind: eval.AskTogether, Of: "q"},
		{Kind: eval.AskGrid, Of: "q", By: []string{"x", "y"}}, {Kind: eval.AskSolving, Of: "q", By: []string{"x"}, Target: 9},
		{Kind: eval.AskSimulation, Of: "q", Target: 9},
	} {
		r, err := p.Answer(ctx, q)
		if err != nil {
			t.Errorf("%v: %v", q, err)
			continue
		}
		if figures := r.Outputs(); len(figures) != 1 || figures[0].Value.String() != "7" || len(r.Tables) == 0 {
			t.Errorf("%v: %v", q, figures)
		}
	}
	if _, err := p.Sweep(ctx, []string{"q"}, []string{"x"}); err != nil {
		t.Error(err)
	}
	_, run := p.Run(ctx, nil)
	_, of := p.Answer(ctx, eval.Question{Kind: eval.AskOneWay, Of: "inv"})
	_, target := p.Answer(ctx, eval.Question{Kind: eval.AskSolving, Of: "q", By: []string{"x"}, Target: "inv"})
	_, among := p.Sweep(ctx, []string{"q", "inv"}, []string{"x"})
	for name, err := range map[string]error{"run": run, "of": of, "target": target, "among": among} {
		var list diag.List
		if !errors.As(err, &list) || list[0].Code != diag.DivisionByZero {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// The questions of a script are those that it asks, in its order; asked again they give the tables of its report.
func TestOwnQuestions(t *testing.T) {
	p := compile(t, `
param a = 2 in 1..3
param b = 4 in 2..8
output x = a * b
vary x by a, b
vary x by b, a together
vary x over a x b
solve a so x = 10
simulate x draws 256 seed 7
`)
	report, err := p.Report(context.Background(), nil)
	if err != nil {
		t.Fatal(err)
	}
	var asked []eval.Question
	var again []string
	for _, q := range p.OwnQuestions() {
		asked = append(asked, q.Question)
		if q.Kind == eval.AskSolving {
			continue // its target is not told
		}
		r, err := p.Answer(context.Background(), q.Question, q.Options...)
		if err != nil {
			t.Fatal(err)
		}
		for _, tab := range r.Tables {
			again = append(again, tab.Markdown(table.English()))
		}
	}
	want := []eval.Question{
		{Kind: eval.AskOneWay, Of: "x", By: []string{"a", "b"}}, {Kind: eval.AskTogether, Of: "x", By: []string{"b", "a"}},
		{Kind: eval.AskGrid, Of: "x", By: []string{"a", "b"}}, {Kind: eval.AskSolving, Of: "x", By: []string{"a"}},
		{Kind: eval.AskSimulation, Of: "x"},
	}
	if diff := cmp.Diff(want, asked); diff != "" {
		t.Error(diff)
	}
	for _, tab := range report.Tables {
		if text := tab.Markdown(table.English()); tab.Name != "assumptions" && !strings.HasPrefix(tab.Name, "solve_") && !slices.Contains(again, text) {
			t.Errorf("asked again there is no %s", text)
		}
	}
}

// A plain report has the tables of the run and none of its analyses.
func TestPlainReport(t *testing.T) {
	p := compile(t, "param a = 2 in 1..3\noutput x = a\nvary x by a\nsimulate x\nexpect x = 2\n")
	r, err := p.Report(context.Background(), nil, eval.Plain())
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Tables) != 1 || r.Tables[0].Name != "assumptions" || len(r.Expectations) != 1 {
		t.Errorf("%d tables, %d expectations", len(r.Tables), len(r.Expectations))
	}
}
