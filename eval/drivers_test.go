package eval_test

import (
	"context"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/eval/table"
	"github.com/costlang/cost/lang/say"
)

func reportOn(t *testing.T, text string) *eval.Report {
	t.Helper()
	p, err := eval.Compile("model.cost", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	r, err := p.Report(context.Background(), nil)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

const drivers = `intervention "Drivers" { currency DKK; prices 2020 source "tbd"; horizon 2.5 years by quarter starting 2020 source "plan" }
norm 1_600 hours/year source "agreement"
wage leader = 480_000 DKK/year "Leader" source "assumed: a round figure"
wage helper = 240_000 DKK/year "Helper" source "antaget"
team pn "Pair" { staff leader + helper source "plan"; start 5 in year 1, 2 in years 2021..2022 source "plan" }
course talks "Talks" { team pn; participants [1, 2...]; starts [2, 4, 4] per year source "plan"; duration 3 months source "plan" }
session visit "Visit" for talks { meet 4 times, 2 hours each source "plan"; staff pn + 9 * helper at 50% source "who attends" }
cost "Rent" other per year { amount 100 DKK source "contract" }
expect total > 0 DKK
expect talks.started > 0 participants
expect talks.started = 9_999 participants differs "another year"
`

// What drives the cost has a row of its own with its source, whether it is a number of the script or not.
func TestDriversAreAssumptions(t *testing.T) {
	r := reportOn(t, drivers)
	got := map[string]string{}
	for _, tb := range r.Tables {
		for row := range tb.Rows {
			if tb.Name == "assumptions" {
				got[tb.Text(row, 1, table.English())] = strings.TrimSpace(tb.Text(row, 2, table.English())+" "+tb.Text(row, 3, table.English())) + " | " + tb.Text(row, 5, table.English())
			}
		}
	}
	for label, want := range map[string]string{
		"Price year":                          "2020 | – no source: \"tbd\" is a placeholder",
		"Horizon":                             "30 months from 2020 | plan",
		"Pair: teams that start in year 2020": "5 teams | plan",
		"Pair: teams that start in each of the years 2021 to 2022": "2 teams | plan",
		"Pair: Leader and Helper":                                  "1 of each | plan",
		"Visit: Helper":                                            "9 | who attends",
		"Visit: Helper, share of full time":                        "50 % | who attends",
	} {
		if diff := cmp.Diff(want, got[label]); diff != "" {
			t.Errorf("%s (-want +got):\n%s", label, diff)
		}
	}
	without, all := r.Unsourced()
	if diff := cmp.Diff([]int{2, 2, len(got)}, []int{without, r.Own(), all}); diff != "" {
		t.Errorf("without a source, the author's own, all (-want +got):\n%s\n%v", diff, got)
	}
}

// A figure that is known to differ is neither met nor a failure.
func TestKnownDeviationsAreCountedApart(t *testing.T) {
	r := reportOn(t, drivers)
	var marks []string
	for _, e := range r.Expectations {
		mark, words := e.Verdict()
		marks = append(marks, mark+" "+words.In(say.Danish))
	}
	want := []string{"✓ opfyldt", "✓ opfyldt", "≠ kendt afvigelse", "Expectations: 2 of 3 hold, 1 known deviation"}
	if diff := cmp.Diff(want, append(marks, r.Hold().String())); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// A year that is not whole says so to people; programs call it by its name.
func TestPartYearsSayTheirMonths(t *testing.T) {
	for script, want := range map[string][]string{
		`horizon 2.5 years by quarter`:             {"Year 1", "Year 2", "Year 3 (6 months)"},
		`horizon 13 months by month starting 2020`: {"2020", "2021 (1 month)"},
		`period 2023-03-01 .. 2024-08-31`:          {"2023 (10 months)", "2024 (8 months)"},
		`period 2023-01-01 .. 2024-12-31`:          {"2023", "2024"},
		`period 2023-12-17 .. 2024-12-31`:          {"2023 (0.5 months)", "2024"},
	} {
		r := reportOn(t, `intervention "Years" { currency DKK; `+script+` }
cost "Rent" other over period { amount 100 DKK source "contract" }
`)
		for _, tb := range r.Tables {
			if tb.Name != "costs" {
				continue
			}
			var got, names []string
			for col := 1; col <= len(want); col++ {
				got = append(got, tb.View(table.English()).Heads[col].Name)
				names = append(names, strings.Split(want[col-1], " (")[0])
				if diff := cmp.Diff(names[col-1], tb.Columns[col].Name.String()); diff != "" {
					t.Errorf("%s: the name changed (-want +got):\n%s", script, diff)
				}
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s (-want +got):\n%s", script, diff)
			}
		}
	}
}

// The method says what every figure rests on, and nothing of columns that no table has.
func TestMethodSaysHowCostsAreAdded(t *testing.T) {
	said := func(text string) map[string]string {
		out := map[string]string{}
		for _, c := range reportOn(t, text).Method() {
			out[c.About.String()] = c.Is.String()
		}
		return out
	}
	plain := said(`intervention "I" { currency DKK; horizon 2 years }
param a = 5 DKK in 4..6
cost "Rent" other per year { amount a }
vary total by a
expect high(total by a) = 12 DKK
`)
	long := said(`intervention "I" { currency DKK; horizon 1 year; discount 3% }
course c { participants 1; starts 1 per year in total; duration 18 months }
cost "Talks" other per course { amount 500 DKK }
cost "Car" other once { amount 500 DKK; life 4 years }
`)
	for _, is := range []struct {
		said        map[string]string
		about, want string
	}{
		{plain, "After the horizon", "nothing falls there"},
		{plain, "Discounting", "none: totals are plain sums of what falls in the years"},
		{plain, "Residual value", ""},
		{plain, "Swing", "from the lowest to the highest value that one assumption takes the figure to when the others keep theirs"},
		{long, "After the horizon", "what falls after the horizon is counted, in a column of its own"},
		{long, "Discounting", "totals are plain sums; beside them stands the present value, in which year 1 is not discounted"},
		{long, "Swing", ""},
	} {
		if diff := cmp.Diff(is.want, is.said[is.about]); diff != "" {
			t.Errorf("%s (-want +got):\n%s", is.about, diff)
		}
	}
	if plain["low and high"] == "" || long["low and high"] != "" || long["Residual value"] == "" {
		t.Errorf("the method is %v and %v", plain, long)
	}
}
