package referee_test

import (
	"math/big"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// byHand is scripts whose figures were worked out on paper, so that the two sides do not merely agree with each other.
var byHand = []struct {
	name, script string
	want         map[string]string
}{
	{"teams that stop, the oldest first", `
intervention "Stops" { currency DKK; horizon 4 years }
norm 1_500 hours/year
wage w = 300 DKK/hour
team t { staff w; start 3 in year 1, 2 in year 2; stop 2 in year 2 }
cost unitary "Each year" operation per t per year { amount 100 DKK }
cost second "Second year of life" operation per t per year in year 2 { amount 100 DKK }
cost third "Third year of life" operation per t in year 3 { amount 100 DKK }
output a = unitary.cost
output b = second.cost
output c = third.cost
output d = unitary.by_year[2]`,
		// active 3, 5, 3, 3; in life year 2: 3 + 2; in life year 3: 1 of the first and both of the second
		map[string]string{"a": "1400", "b": "500", "c": "300", "d": "500"}},
	{"what falls after the horizon", `
intervention "Later" { currency DKK; horizon 1 year by quarter }
course talks { starts 4 per year in total; participants 2 participants; duration 6 months }
cost unitary "Each" operation per course { amount 60 DKK }
cost done "Done" operation per completed participant { amount 10 DKK }
output a = costs.by_step[1]
output b = costs.later
output c = talks.completed
output d = talks.completed_inside
output e = done.later
output f = done.by_year[1]`,
		// a course begins each quarter and lies half in it; the last two ends fall at 12 and 15 months, of which 12 is still inside.
		// A completed participant pays, two of each course.
		map[string]string{"a": "30", "b": "50", "c": "8", "d": "6", "e": "20", "f": "60"}},
	{"phases and active weeks", `
intervention "Phases" { currency DKK; horizon 1 year by quarter; active_weeks 26 }
wage w = 300 DKK/hour
course talks { starts [4] per year in total; participants 1; duration 12 months }
session s for talks {
  meet 2/week for 13 weeks, 1 hour each
  meet 9 times, 2 hours each
  staff w
}
output a = s.meetings
output b = s.length
output c = costs.by_year[1]
output d = s.cost`,
		// 13 meetings of the first quarter, then 9 over the other three. The course of quarter k has quarters k..4 inside: the first phase
		// of all four, and 3 + 2 + 1 times 3 meetings of the second.
		map[string]string{"a": "22", "b": "31", "c": "26400", "d": "37200"}},
	{"residual value and discounting", `
intervention "Life" { currency DKK; horizon 3 years; discount 10%; overhead 50% }
wage w = 200 DKK/hour with pension 10%
cost machine "Machine" investment once in year 2 { amount 1_000 DKK; staff w for 10 hours; life 4 years }
grant help "Help" other per year in year 3 { amount 300 DKK }
output a = costs.residual
output b = costs.gross
output c = costs.by_year[3]
output d = costs.present
output e = costs.overhead`,
		// bought after 12 of 36 months, 24 of 48 months are left: 500; labour 2,200 and overhead 1,100
		map[string]string{"a": "500", "b": "4300", "c": "-800", "d": "393000/121", "e": "1100"}},
	{"hours and full-time equivalents", `
intervention "Hours" { currency DKK; horizon 2 years }
norm 1_500 hours/year
wage w = 480_000 DKK/year
cost salary "Salary" operation per year { staff 2 * w at 50% for 1 year }
cost start "Start" preparation once { staff w for 750 hours }
output a = hours.w
output b = fte.w
output c = w.cost`,
		// one full-time equivalent for two years, and half a year of work
		map[string]string{"a": "3750", "b": "5/4", "c": "1200000"}},
	{"money per year", `
intervention "By year" { currency DKK; horizon 3 years; overhead 10% }
param rent = [100 DKK, 200 DKK...]
param pair = [1, 2] * 2
param toll = [1 DKK, 2 DKK...] in {[1 DKK, 2 DKK...], [1 DKK, 5 DKK, 6 DKK...]}
param fare = [1 DKK, 2 DKK, 3 DKK] in ±10%
cost tolls "Toll" operation per year { amount toll }
cost fares "Fare" operation per year { amount fare }
scenario "Longer" { rent = [1 DKK, 2 DKK, 3 DKK, 4 DKK...]; pair = [3, 4, 5...] }
wage w = 300 DKK/hour
team t { staff w; start 1 in year 1, 2 in year 2 }
course talks { starts [1, 2, 3] per year in total; participants 1 participant; duration 1.5 years }
cost yearly "Year" operation per year { amount rent }
cost life "Life" operation per t per year { amount [10, 20, 40]; amount 1 }
cost held "Course" operation per course { amount 60 DKK * [1, 2...] }
cost done "Done" operation per completed participant in years 2..3 { amount [1 DKK, 100 DKK, 10_000 DKK] }
cost paid "Paid" operation once in years 1..2 { wages [50 DKK, 100 DKK, 0 DKK, 7 DKK...] for 2 hours }
output a = yearly.by_year[3]
output b = life.by_year[3]
output c = held.by_year[2]
output d = done.cost
output e = paid.cost
output f = paid.hours
output g = sum(pair)
output h = rent[4]
output j = high(tolls.cost by toll)
output k = high(fares.cost by fare)
output i = sum(rent * [1, 1, 1, 1, 1])`,
		// A param that is a list is varied as a whole: 1 + 5 + 6, and 110 % of 1 + 2 + 3.
		// The first team is in its third year, two in their second; a course has 40 in its first year and 20 in the next, or twice that; what
		// begins in year 1 is completed in year 2, and in year 3 the two of year 2
		map[string]string{"a": "200", "b": "83", "c": "180", "d": "201", "e": "165", "f": "4", "g": "6", "h": "200", "i": "900", "j": "12", "k": "33/5"}},
}

func TestByHand(t *testing.T) {
	for _, c := range byHand {
		t.Run(c.name, func(t *testing.T) {
			l, err := lower(files{"hand.cost": c.script}, "hand.cost")
			if err != nil {
				t.Fatal(err)
			}
			in, got := under(l.module, l.data, nil), map[string]string{}
			for _, o := range l.module.Outputs {
				got[o.Name] = in.output(o).number.RatString()
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("-by hand +referee\n%s", diff)
			}
			agree(t, files{"hand.cost": c.script}, "hand.cost")
		})
	}
}

// TestRoundingOfTheReferee pins the arithmetic that the referee does not take from math/big.
func TestRoundingOfTheReferee(t *testing.T) {
	for _, c := range []struct{ x, step, want string }{
		{"5/2", "1", "3"}, {"-5/2", "1", "-3"}, {"7/3", "1/2", "5/2"}, {"1249", "100", "1200"}, {"-1250", "100", "-1300"}, {"0", "7", "0"},
	} {
		got := roundTo(fraction(c.x), fraction(c.step)).RatString()
		if got != c.want {
			t.Errorf("%s to a multiple of %s: got %s, want %s", c.x, c.step, got, c.want)
		}
	}
	if got := floor(fraction("-1/3")).RatString(); got != "-1" {
		t.Errorf("floor of -1/3: got %s", got)
	}
}

func fraction(s string) number {
	x, ok := new(big.Rat).SetString(s)
	if !ok {
		panic(s)
	}
	return x
}
