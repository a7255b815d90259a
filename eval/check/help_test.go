package check_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const tested = head + `unit youth, youths
param meetings = 8
param finishing = 92% in 85%..100%
wage w = 300 DKK/hour
team pn { staff w; start 1 in year 2 }
course talks { team pn; participants 4 youths; starts 1 per year; duration 9 months }
`

// TestHelp holds reports to the next step that they name.
func TestHelp(t *testing.T) {
	tests := map[string]string{
		"let a = 5 min":                         "write `minutes`",
		"let a = 5 timer":                       "write `hours`",
		"let a = 5 mDKK":                        "write `million DKK`",
		"let a = 5 pct":                         "write `%`",
		"let a = 5 dkr":                         "write `kr` or `DKK`",
		"let a = 5 DKK/kvartal":                 "for the unit write `quarter`; else declare the name",
		"let a = 5 youh":                        "did you mean `youth`?",
		"let a = 5 DK":                          "declare it with all its spellings: `unit DK, DKs`",
		"let a = 5 USX":                         "did you mean `UGX` or `USD`?",
		"let a = 5 family":                      "declare it with all its spellings: `unit family, families`",
		"let a = 5 families":                    "declare it with all its spellings: `unit family, families`",
		"let a = 5 boxes":                       "declare it with all its spellings: `unit box, boxes`",
		"let a = 5 visits":                      "declare it with all its spellings: `unit visit, visits`",
		"let a = 5 meeting":                     "a value is multiplied: `5 * meetings`; what is counted is declared: `unit meeting, meetings`",
		"cost \"A\" other per md { amount 3 }":  "write `per month`",
		"expect total > 3 DKK under \"Dear\"":   "the script has no scenarios: declare one, as in `scenario \"Dear\" { wage_level = 120% }`, or leave `under` out",
		"scenario \"A\" { finishing = 90 }":     "was `90%` meant?",
		"cost \"A\" other once { amount -3 }":   "write it without the minus; what is saved or given is a `saving` or `grant`, written positive",
		"team x { staff w; start 1 in year 9 }": "take a year of the horizon, or make the horizon longer",
		"course x { team np; participants 4; starts 1 per year; duration 9 months }":             "the script has `pn`; declare it, or mind the spelling",
		"course x { team pn; participants 4; starts -1 per year; duration 9 months }":            "write it without the minus",
		"course x { team pn; participants 4; starts 1 per year; duration 0 months }":             "write a value above zero, as in `9 months`",
		"course x { team pn; participants 4; starts 2 youths per year; duration 9 months }":      "write it as in `2 courses`",
		"team x { staff w; start 2 youths in year 1 }":                                           "write it as in `2 teams`",
		"course x { team pn; participants [4]; starts 1 per year; duration 9 months }":           "end it with `...` to repeat the last",
		"course x { team pn; participants [4, 5, 6, 7, 8]; starts 1 per year; duration 1 month}": "write 4 entries, one for each year",
		"session s for talks { meet 6 meeting times, 1 hour each; staff w }":                     "write `6 times` or `meetings times`",
		"use dk.norms\nlet a = dk": "name one of its modules and what it lends",
	}
	for line, want := range tests {
		_, found := checkText(t, "", "test.cost", tested+line+"\n")
		var got []string
		for _, d := range found {
			if d.Severity.String() == "error" {
				got = append(got, d.Help.String())
			}
		}
		if diff := cmp.Diff([]string{want}, got); diff != "" {
			t.Errorf("%s: %s", line, diff)
		}
	}
}

// TestOneCauseHasFewPlaces sees that a cause with many places names its wages and shows few of them.
func TestOneCauseHasFewPlaces(t *testing.T) {
	var b strings.Builder
	for i := range 9 {
		fmt.Fprintf(&b, "wage w%d = 500_000 DKK/year\ncost \"%d\" other once { staff w%d for 3 hours }\n", i, i, i)
	}
	_, found := checkText(t, "", "test.cost", "intervention \"T\" { currency DKK; horizon 2 years }\n"+b.String())
	if len(found) != 1 || len(found[0].Related) != 3 || !strings.Contains(found[0].Message.String(), "`w0`, `w1`") || !strings.Contains(found[0].Message.String(), "in 9 places") {
		t.Errorf("%d reports: %s", len(found), found.Error())
	}
}
