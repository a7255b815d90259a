package eval_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/eval/table"
	"github.com/costlang/cost/lang/diag"
)

// mix is a script in which a scenario leaves nothing to draw, and another moves what assumptions are.
const mix = `param fee  = 100 DKK in {50 DKK, 100 DKK, 200 DKK} "Fee"
param size = 2 in 1..4 "Size"
output cost "Cost" = fee * size
scenario "Fixed" { fee = 50 DKK; size = 3 }
scenario "Large" { size = 4 }
`

// besideRows is what the tables of a question show when all scenarios stand side by side.
func besideRows(t *testing.T, q eval.Question) ([][]string, *eval.Report) {
	t.Helper()
	all, err := compile(t, mix).AnswerAll(context.Background(), q, eval.Draws(256))
	if err != nil {
		t.Fatal(err)
	}
	var out [][]string
	r := eval.SideBySide(q, all)
	for _, tb := range r.Tables {
		out = append(out, append([]string{headsOf(tb)}, shownRows(tb)...))
	}
	return out, r
}

func headsOf(tb *table.Table) string {
	var out []string
	for _, c := range tb.Columns {
		out = append(out, c.Name.String())
	}
	return strings.Join(out, "|")
}

func TestSideBySide(t *testing.T) {
	for name, test := range map[string]struct {
		q    eval.Question
		want []string
	}{
		"one way": {eval.Question{Kind: eval.AskOneWay, Of: "cost"}, []string{
			"Assumption|At|Base|Fixed|Large", "As it is||200|150|400|",
			"Fee|50|100|150|200|", "Fee|100|200|300|400|", "Fee|200|400|600|800|", "Fee|Swing|300|450|600|",
			"Size|1|100|50|100|", "Size|4|400|200|400|", "Size|Swing|300|150|300|",
		}},
		"tornado": {eval.Question{Kind: eval.AskTornado, Of: "cost", By: []string{"size"}, Target: 200}, []string{
			"Assumption|Scenario|Lowest|Highest|Swing|At lowest|At highest|Break-even",
			"As it is|Base|200||||||", "As it is|Fixed|150||||||", "As it is|Large|400||||||", "Target||200||||||",
			"Size|Base|100|400|300|1|4|2|", "Size|Fixed|50|200|150|1|4|4|", "Size|Large|100|400|300|1|4|2|",
		}},
		"solve": {eval.Question{Kind: eval.AskSolving, Of: "cost", By: []string{"fee"}, Target: "400"}, []string{
			"Point|Scenario|Fee|Cost|Difference", "Target|||400||",
			"As it is|Base|100|200|-200|", "As it is|Fixed|50|150|-250|", "As it is|Large|100|400|0|",
			"Break-even|Base|200|400|0|", "Break-even|Large|100|400|0|", "Nearest|Fixed|100|300|-100|",
		}},
		"together": {eval.Question{Kind: eval.AskTogether, Of: "cost", By: []string{"size"}}, []string{
			"Assumption|Scenario|Unit|As it is|Lowest|Highest",
			"Cost|Base|DKK|200|100|400|", "Cost|Fixed|DKK|150|50|200|", "Cost|Large|DKK|400|100|400|",
			"Size|Base||2|1|4|", "Size|Fixed||3|1|4|", "Size|Large||4|1|4|",
		}},
		"grid": {eval.Question{Kind: eval.AskGrid, Of: "cost", By: []string{"size", "fee"}}, []string{
			"Size|Scenario|50 kr.|100 kr.|200 kr.",
			"1||50|100|200|", "2|Base|100|200|400|", "3|Fixed|150|300|600|", "4||200|400|800|",
		}},
	} {
		rows, _ := besideRows(t, test.q)
		if diff := cmp.Diff(test.want, rows[0]); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

// A scenario that leaves nothing to draw is noted, and all others are compared with the script as it is.
func TestSimulationsSideBySide(t *testing.T) {
	rows, r := besideRows(t, eval.Question{Kind: eval.AskSimulation, Of: "cost", Target: 300})
	if diff := cmp.Diff("Statistic|Base|Base ±|Large|Large ±", rows[1][0]); diff != "" {
		t.Error(diff)
	}
	if last := rows[1][len(rows[1])-1]; !strings.HasPrefix(last, "Mean, change from base|||") {
		t.Error(last)
	}
	if diff := cmp.Diff([]string{`under "Fixed": nothing that Cost depends on is uncertain`}, said(r.Notes)); diff != "" {
		t.Error(diff)
	}
	all, err := compile(t, "param a = 1 in 1..2\noutput x = 3\nscenario \"S\" { a = 2 }\n").AnswerAll(context.Background(), eval.Question{Kind: eval.AskSimulation, Of: "x"})
	if list := listOf(t, err); all != nil || list[0].Code != diag.NothingUncertain {
		t.Error(err)
	}
}

// A number without a unit is in that of the figure, also with a scale of its own; what has a unit keeps it.
func TestPlainTargets(t *testing.T) {
	p := compile(t, "param fee = 100 DKK in 1 DKK..900_000 DKK \"Fee\"\noutput cost = fee * 20\noutput thousands = cost as thousand DKK\nlet part = fee / 400 DKK\noutput share = part as %\n")
	for _, test := range []struct {
		of     string
		target any
		want   string
	}{
		{"cost", "80_000", "80000"}, {"cost", 80_000, "80000"}, {"cost", "80 thousand", "80000"}, {"cost", "100 DKK * 8", "800"},
		{"thousands", "80", "80000"}, {"thousands", 80, "80000"}, {"thousands", "0.08 million", "80000"}, {"thousands", "80_000 DKK", "80000"},
		{"share", "0.8", "0.8"}, {"share", "80%", "0.8"}, {"share", 80, "0.8"},
	} {
		s, err := p.Solve(context.Background(), test.of, test.target, "fee")
		if err != nil {
			t.Errorf("%v: %v", test.target, err)
			continue
		}
		at := s.Solutions[0].At.Values[0].String()
		if want := map[string]string{"800": "40", "80000": "4000", "0.8": "320"}[test.want]; at != want {
			t.Errorf("%s = %v: fee %s, not %s", test.of, test.target, at, want)
		}
	}
	if _, err := p.Solve(context.Background(), "cost", "-5", "fee"); err != nil {
		t.Error(err)
	}
}

// A scenario under which the script cannot be computed hides none of the others; one that is as it is hides all.
func TestScenarioWithoutValue(t *testing.T) {
	const script = "param a = 2 in 1..3\nparam d = 2 in 0..4\noutput x = a / d\nscenario \"Zero\" { d = 0 }\nscenario \"Four\" { d = 4 }\n"
	q := eval.Question{Kind: eval.AskOneWay, Of: "x", By: []string{"a"}}
	all, err := compile(t, script).AnswerAll(context.Background(), q)
	if err != nil {
		t.Fatal(err)
	}
	r := eval.SideBySide(q, all)
	if diff := cmp.Diff([]string{"Assumption|At|Base|Four", `no value under "Zero": division by zero: the divisor ` + "`d` is 0"}, append([]string{headsOf(r.Tables[0])}, said(r.Notes)...)); diff != "" {
		t.Error(diff)
	}
	ctx, stop := context.WithCancel(context.Background())
	stop()
	if _, err := compile(t, script).AnswerAll(ctx, q); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	_, err = compile(t, script, eval.WithLimits(eval.Limits{SweepPoints: 3})).AnswerAll(context.Background(), eval.Question{Kind: eval.AskTogether, Of: "x"})
	if listOf(t, err)[0].Code != diag.LimitReached {
		t.Error(err)
	}
}
