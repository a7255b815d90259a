package eval_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/eval/table"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
)

// answered is the rows of the first table of an answer.
func answered(t *testing.T, script string, q eval.Question, opts ...eval.RunOption) ([]string, *eval.Report) {
	t.Helper()
	r, err := compile(t, script).Answer(context.Background(), q, opts...)
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Tables) == 0 {
		return nil, r
	}
	return shownRows(r.Tables[0]), r
}

// All figures of a table have the places that any of them needs, and so have differences that would be printed as none.
func TestPlacesOfAllFigures(t *testing.T) {
	for name, test := range map[string]struct {
		script string
		want   []string
	}{
		"a whole base": {"param h = 30 in 20..40\noutput x = h / 15\n", []string{"As it is||2.00|||", "h|20|1.33|-0.67|1.34|", "h|40|2.67|0.67||"}},
		"counted": {"param a = 5 in {4, 5, 8}\noutput x = 10 participants / a\n", []string{
			"As it is||2.00|||", "a|4|2.50|0.50|1.25|", "a|5|2.00|0.00||", "a|8|1.25|-0.75||",
		}},
		"small money": {"param a = 9 DKK in {8.85 DKK, 9 DKK, 9.15 DKK}\noutput x = a\n", []string{
			"As it is||9.00|||", "a|8.85|8.85|-0.15|0.30|", "a|9|9.00|0.00||", "a|9.15|9.15|0.15||",
		}},
		"large money": {"param a = 100 in {90, 100, 130.3}\noutput x = a * 100_000 DKK / 3\n", []string{
			"As it is||3333333|||", "a|90|3000000|-333333|1343333|", "a|100|3333333|0||", "a|130.3|4343333|1010000||",
		}},
		"a large price": {"param a = 2 in 1..3\noutput x = 20_000 DKK/course / a\n", []string{
			"As it is||10000|||", "a|1|20000|10000|13333|", "a|3|6667|-3333||",
		}},
		"noise": {"param a = 7 in {7, 7.0000000001}\noutput x = a * 1_000_000 DKK\n", []string{
			"As it is||7000000|||", "a|7|7000000|0|0|", "a|7.00|7000000|0||",
		}},
	} {
		rows, _ := answered(t, test.script, eval.Question{Kind: eval.AskOneWay, Of: "x"})
		if diff := cmp.Diff(test.want, rows); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

// Scenarios that stand side by side have the same places.
func TestPlacesSideBySide(t *testing.T) {
	const script = "param a = 4 in {3, 4}\nparam d = 4 in {4, 5}\noutput x = a / d\nscenario \"S1\" { d = 5 }\n"
	q := eval.Question{Kind: eval.AskOneWay, Of: "x", By: []string{"a"}}
	all, err := compile(t, script).AnswerAll(context.Background(), q)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"As it is||1.00|0.80|", "a|3|0.75|0.60|", "a|4|1.00|0.80|", "a|Swing|0.25|0.20|"}
	if diff := cmp.Diff(want, shownRows(eval.SideBySide(q, all).Tables[0])); diff != "" {
		t.Error(diff)
	}
}

// The places of a break-even are those of the target, of the figure as it is and of where it comes to.
func TestPlacesOfBreakEvens(t *testing.T) {
	for name, test := range map[string]struct {
		script, target string
		want           []string
	}{
		"a whole target": {"param a = 2 in 1..9\noutput x = 10 / (3 * 2.5 - a * 1.75)\n", "-2", []string{
			"Target||-2.0||", "As it is|2|2.5|4.5|", "Break-even|7.14286|-2.0|0.0|",
		}},
		"a price": {"param a = 2 in 1..9\noutput x = a * 306.25 DKK/course\n", "600", []string{
			"Target||600.00||", "As it is|2|612.50|12.50|", "Break-even|1.95918|600.00|0.00|",
		}},
		"small money": {"param a = 9.15 DKK in 1..20\noutput pv = a\n", "9 DKK", []string{
			"Target||9.00||", "As it is|9.15|9.15|0.15|", "Break-even|9|9.00|0.00|",
		}},
	} {
		of := "x"
		if strings.Contains(test.script, "pv") {
			of = "pv"
		}
		rows, _ := answered(t, test.script, eval.Question{Kind: eval.AskSolving, Of: of, By: []string{"a"}, Target: test.target})
		if diff := cmp.Diff(test.want, rows); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

// statistics are the rows of a simulation by their labels, with figure and error.
func statistics(t *testing.T, script string, opts ...eval.RunOption) (map[string][2]string, *eval.Report) {
	t.Helper()
	_, r := answered(t, script, eval.Question{Kind: eval.AskSimulation, Of: "x"}, opts...)
	out := map[string][2]string{}
	found := tableNamed(t, r.Tables, "simulate_x")
	for row := range found.Rows {
		out[found.Text(row, 0, table.English())] = [2]string{found.Text(row, 1, table.English()), found.Text(row, 2, table.English())}
	}
	return out, r
}

// A number ends where its error begins, or with the third digit of the standard deviation; an error ends where its number does.
func TestDigitsOfSimulations(t *testing.T) {
	for script, want := range map[string]map[string][2]string{
		"param h = 30 in 20..40\noutput x = h / 15\n": {"As it is": {"2", ""}, "Mean": {"2.000", "0.001"}, "Standard deviation": {"0.272", "0.001"}, "Lowest": {"1.336", ""}},
		"param a = 5 in 2.5..7.5 ~ uniform\noutput x = a\n": {
			"Mean": {"5.00", "0.01"}, "Standard deviation": {"1.44", "0.01"}, "25th percentile": {"3.75", "0.01"}, "75th percentile": {"6.25", "0.01"},
		},
		"param a = 5 in 1..9 ~ normal\noutput x = a\n":     {"Mean": {"5.12", "0.01"}, "Standard deviation": {"2.30", "0.01"}},
		"param a = 9 DKK in 8.5..9.5\noutput x = a\n":      {"Mean": {"9.000", "0.001"}},
		"param a = 900 DKK in {300, 900}\noutput x = a\n":  {"Mean": {"600", "1"}, "Highest": {"900", ""}},
		"param a = 90% in {30%, 90%}\noutput x = a as %\n": {"Mean": {"60.0", "0.1"}, "Highest": {"90.0", ""}},
	} {
		got, _ := statistics(t, script)
		for label, cells := range want {
			if diff := cmp.Diff(cells, got[label]); diff != "" {
				t.Errorf("%s%s: %s", script, label, diff)
			}
		}
	}
}

// A few draws have no percentiles, and one has no standard deviation.
func TestFewDraws(t *testing.T) {
	const script = "param a = 5 in 1..9 ~ normal\noutput x = a\n"
	for draws, want := range map[int]struct{ sd, median, high bool }{1: {}, 2: {sd: true}, 99: {sd: true}, 100: {true, true, true}} {
		got, r := statistics(t, script, eval.Draws(draws))
		_, sd := got["Standard deviation"]
		_, median := got["50th percentile"]
		drawn := tableNamed(t, r.Tables, "simulate_x_drawn")
		if sd != want.sd || median != want.median || len(drawn.Rows) > 1 != want.high {
			t.Errorf("%d draws: %v\n%v", draws, got, shownRows(drawn))
		}
		if few := len(r.Notes) > 0; few != (draws < 100) {
			t.Errorf("%d draws: %v", draws, said(r.Notes))
		}
	}
	got, r := statistics(t, script, eval.Draws(1))
	if got["Mean"][1] != "" {
		t.Errorf("one draw has an error: %v", got)
	}
	if diff := cmp.Diff([]string{"a single draw has no standard deviation, and its mean no error; percentiles take at least 100"}, said(r.Notes)); diff != "" {
		t.Error(diff)
	}
	if note := tableNamed(t, r.Tables, "simulate_x").Note.String(); note != "scrambled Sobol points, 1 draw, seed 0" {
		t.Error(note)
	}
	_, r = statistics(t, script, eval.Draws(7))
	if diff := cmp.Diff([]string{"7 draws give no percentiles: those take at least 100"}, said(r.Notes)); diff != "" {
		t.Error(diff)
	}
	s, err := compile(t, script).Simulate(context.Background(), "x", eval.Draws(1), eval.Precision(0.1))
	if err != nil || !s.Precise || s.Draws < 100 {
		t.Errorf("a precision by so few draws as %d: %v", s.Draws, err)
	}
}

// A few draws side by side with none.
func TestFewDrawsSideBySide(t *testing.T) {
	q := eval.Question{Kind: eval.AskSimulation, Of: "cost"}
	all, err := compile(t, mix).AnswerAll(context.Background(), q, eval.Draws(9))
	if err != nil {
		t.Fatal(err)
	}
	if rows := shownRows(eval.SideBySide(q, all).Tables[2]); len(rows) != 2 {
		t.Error(rows)
	}
}

// Where no param moves the figure there are no bars, but a sentence.
func TestTornadoOfNothing(t *testing.T) {
	q := eval.Question{Kind: eval.AskTornado, Of: "x"}
	_, r := answered(t, "param a = 2 in 1..3\nparam b = 5 in 4..6\noutput x = 7\n", q)
	if diff := cmp.Diff([]string{"x does not move with a or b"}, said(r.Notes)); len(r.Tables) > 0 || diff != "" {
		t.Error(diff)
	}
	all, err := compile(t, "param a = 2 in 1..3\nparam b = 5 in {4, 5}\noutput x = 7\nscenario \"S\" { b = 4 }\n").AnswerAll(context.Background(), q)
	if err != nil {
		t.Fatal(err)
	}
	if r := eval.SideBySide(q, all); len(r.Tables) > 0 || len(r.Notes) != 1 {
		t.Error(r.Tables, said(r.Notes))
	}
}

// Where draws are cut, the bounds hold nine in ten of them before that.
func TestCutInWords(t *testing.T) {
	for param, want := range map[string][2]string{
		"5 in 1..9 ~ normal":        {"normal, 90 % of it from 1 to 9 before it is cut at 0", "normal, 90 % af den fra 1 til 9, før den afskæres ved 0"},
		"50% in 5%..95% ~ normal":   {"normal, 90 % of it from 5% to 95% before it is cut at 0% and 100%", "normal, 90 % af den fra 5 % til 95 %, før den afskæres ved 0 % og 100 %"},
		"5 in 1..9 step 1 ~ normal": {"normal, 90 % of it from 1 to 9 before it is cut at 0, in steps of 1", "normal, 90 % af den fra 1 til 9, før den afskæres ved 0, i trin på 1"},
	} {
		_, r := statistics(t, "param a = "+param+"\noutput x = a\n", eval.Draws(100))
		english, danish := tableNamed(t, r.Tables, "simulate_x_drawn"), tableNamed(t, r.In(say.Danish).Tables, "simulate_x_drawn")
		if diff := cmp.Diff(want, [2]string{texts(english, 1)[0], texts(danish, 1)[0]}); diff != "" {
			t.Error(diff)
		}
	}
}

// A number without a unit for a figure in percent is a number of percent, in each way to say it.
func TestPlainTargetsInPercent(t *testing.T) {
	p := compile(t, "param a = 5% in 0%..2_000%\noutput share = a as %\n")
	for target, want := range map[any]string{"9": "0.09", 9: "0.09", "0.8": "0.008", 0.8: "0.008", "-0": "0", "9%": "0.09", "0.09 * 1": "0.09", "0.015 thousand": "0.15"} {
		s, err := p.Solve(context.Background(), "share", target, "a")
		if err != nil {
			t.Errorf("%v: %v", target, err)
			continue
		}
		if got := s.Solutions[0].At.Values[0].String(); got != want {
			t.Errorf("%v is at %s, not %s", target, got, want)
		}
	}
	if _, err := p.Solve(context.Background(), "share", "9 DKK", "a"); listOf(t, err)[0].Code != diag.UnlikeCompared {
		t.Error(err)
	}
}

// A target is shown as it was written.
func TestDigitsOfTargets(t *testing.T) {
	const script = "param a = 5% in 1%..20%\noutput x = a * 2 as %\n"
	for target, want := range map[string]string{"9.25": "9.25", "9": "9.0", "1 / 3": "33.3", "12.5%": "12.5"} {
		for kind, label := range map[eval.QuestionKind]string{eval.AskSolving: "Target", eval.AskTornado: "Target", eval.AskSimulation: "Chance of more than " + want + "%"} {
			q := eval.Question{Kind: kind, Of: "x", Target: target, By: []string{"a"}}
			_, r := answered(t, script, q)
			found := false
			for _, tab := range r.Tables {
				for row := range tab.Rows {
					is := tab.Text(row, 0, table.English()) == label
					found = found || is && (kind == eval.AskSimulation || slices.Contains(strings.Split(shownRows(tab)[row], "|"), want))
				}
			}
			if !found {
				t.Errorf("%s is not shown as %s by question %d: %v", target, want, kind, shownRows(r.Tables[0]))
			}
		}
	}
}
