package eval_test

import (
	"context"
	"errors"
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
