package referee_test

import (
	"strings"
	"testing"
)

// refused is a script whose params are fine as they are written, and a scenario under which it has no meaning.
const refused = `
intervention "Refused" { currency DKK; horizon 3 years }
param share = 80%
param count = 1
param when = 2
param long = 9 months
param phase = 10 weeks
param age = 5 years
wage w = 300 DKK/hour
team t { staff w; start 2 in year 1; stop count in year when }
course talks { team t; starts 2 per year; participants 4; duration long; completion share }
session s for talks { meet 1/week for phase, 1 hour each; meet 3 times, 1 hour each; staff w }
cost machine "Machine" investment once { amount 1_000 DKK; life age }
cost repeated "Each" other per t every age { amount 100 DKK }
output a = talks.completed
output b = total
scenario "Bad" { SET }
`

// TestRefusals sets params to what makes no sense: both sides must refuse the script, and neither before.
func TestRefusals(t *testing.T) {
	for _, set := range []string{
		"share = 120%", "share = -10%", "count = 3", "when = 1.5", "when = 4", "when = 0", "long = 0 months", "long = 6 weeks",
		"phase = 52 weeks", "long = 10 weeks", "age = 0 years", "age = 18 months",
	} {
		t.Run(set, func(t *testing.T) {
			l, err := lower(files{"bad.cost": strings.Replace(refused, "SET", set, 1)}, "bad.cost")
			if err != nil {
				t.Fatal(err)
			}
			if _, err := l.read(nil); err != nil {
				t.Fatalf("refused as it is written: %v", err)
			}
			bad := l.scenario("Bad")
			if _, err := l.read(bad); err == nil {
				t.Errorf("the exact reading takes it")
			}
			f := answer(l.module, l.data, bad)
			if f["output a"].refused == nil && f["output b"].refused == nil {
				t.Errorf("the referee takes it")
			}
		})
	}
}
