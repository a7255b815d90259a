package workbook_test

import (
	"context"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/workbook"
)

// everyNumber is a script with a number in every place that takes one: each as the name of its cell, what stands there, and another number.
const everyNumber = `intervention "Every number" {
  currency DKK
  prices   2024 by cpi
  horizon  3 years
  discount «discount|3.5%|4.25%» source "of the rate"
  overhead «overhead|19%|12.5%»
  active_weeks «active_weeks|46|41»
}
unit child, children
index cpi { 2020: «cpi_2020|101|103», 2024: «cpi_2024|117|121» } source "of the index"
norm «norm|1_607|1_483» hours/year source "of the norm"

param rent    = «rent|701 DKK|613 DKK» in ±«rent_range|11%|13%» "Rent" source "of the rent"
param share   = «share|73%|74%» in {«share_low|61%|63%», «share_alternative_2|73%|74%», «share_high|83%|82%»}
param balance = «balance|-3|-2.5» in «balance_low|-7|-6.5»..«balance_high|5.5|4.5»
param level   = [«level|1.5|1.25», «level_2|2.5|2.25», «level_3|3.5|3.25»]
param both    = «both_1|17|19» * «both_2|3|5» in «both_low|31|37»..«both_high|211|223»
let served  = «served|-29|-31» "Served" source "of those served"
let follows = served * «follows_1|43|47» + «follows_2|6.5|7.5»
param bound = served in least..«bound_high|59|67»

wage boss   = «boss|480_001 DKK|470_003 DKK»/year with pension «boss_pension|0%|16.3%», overhead «boss_overhead|0%|7.3%», norm «boss_norm|1_511|1_499» hours/year "Boss"
wage helper = «helper_pay|213 DKK|219 DKK»/hour * share "Helper" source "of the pay"

team crew "Crew" {
  staff «crew_staff_boss|2|4» * boss + «crew_staff_helper|3|6» * helper at «crew_share|81%|77%» source "of the crew"
  start «crew_start_1|1|2» in year 1, «crew_start_2|1|3» in year 2 source "of the start"
  stop  «crew_stop_1|1|2» in year 3
}
team lone "Lone" { staff helper; start «lone_start_1|1|2» in years 1..2 }

course talks "Talks" {
  team         crew
  participants «talks_participants|9|8» children source "of the size"
  starts       [«talks_starts_1|2|3», «talks_starts_2|4|5», «talks_starts_3|0|2»...] per year
  duration     «talks_duration|8|9» months
  completion   «talks_completion|87%|89%»
}
session met "Meetings" for talks {
  meet    «met_1_rate|1|2»/week for «met_1_for|2|3» months, «met_1_meeting_length|1.5|1.25» hours each source "of the meetings"
  meet    «met_2_times|7|6» times, «met_2_meeting_length|2.5|2.25» hours each
  prepare «met_preparation|3.5|4.5» hours by boss
  staff   crew + «met_staff|5|4» * helper
  amount  "Coffee" «met_amount|67 DKK|71 DKK»
}
cost room "Room" operation per TEAM per year {
  amount "Rent" rent * «room_rent_1|13|14» source "of the amount"
  amount «room_amount|1_009 DKK|1_013 DKK»
  payer  town «room_payer_town|41%|37%», state «room_payer_state|59%|63%»
}
cost "Car of a team" investment per team of crew over «car_of_a_team_over|14|15» months {
  amount «car_of_a_team_amount|30_011 DKK|30_013 DKK»
  life   «car_of_a_team_life|6|7» years
}
cost "Salaries" operation per crew per year { staff crew for «salaries_time|11|7» months }
cost study "Study" preparation once {
  staff boss for «study_time_boss|37|39» hours
  staff helper for «study_time_helper|31|33» hours
  wages "Paid out" «study_wages|7_001 DKK|7_013 DKK» for «study_wages_hours|23|26» hours
}
grant gift "Gift" other once { amount «gift_amount_1|503 DKK|509 DKK» at 2020 prices }

output total
output odd  = round(balance * «odd_1|-1.7|-1.9», «odd_2|0.3|0.7») + max(balance, «odd_3|-19|-1.1») - both / 1
output some = if share > «some_1|53%|51%» then follows else «some_2|97|89»
output unit_cost = total / talks.completed
output full = fte.helper
output sum3 = level[1] + level[2] * level[3] + bound
output rest = npv([«rest_1|100 DKK|107 DKK», «rest_2|103 DKK|109 DKK» * level[2]], «rest_3|2.9%|3.1%»)

let least = «least|-103|-107»
scenario "Dear one" { rent = «rent_under_dear_one|809 DKK|811 DKK» source "of the scenario" }
vary total by rent, share, balance
`

var aNumber = regexp.MustCompile(`«([^|»]*)\|([^|»]*)\|([^|»]*)»`)

// everyScript is the script with the numbers that stand there (2) or the others (3).
func everyScript(which int) string {
	of := strings.ReplaceAll(everyNumber, "per TEAM", "per crew")
	return aNumber.ReplaceAllString(of, "$"+fmt.Sprint(which))
}

// everyValue are the numbers by the names of their cells.
func everyValue(which int) map[string]num.D {
	out := map[string]num.D{}
	for _, m := range aNumber.FindAllStringSubmatch(everyNumber, -1) {
		text, _, _ := strings.Cut(strings.ReplaceAll(m[which], "_", ""), " ")
		if share, percent := strings.CutSuffix(text, "%"); percent {
			out[m[1]], _ = num.Must(share).MulRatio(1, 100)
			continue
		}
		out[m[1]] = num.Must(text)
	}
	return out
}

func everyProgram(t *testing.T, which int) *eval.Program {
	t.Helper()
	p, err := eval.Compile("every.cost", []byte(everyScript(which)))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func everyBook(t *testing.T, opts ...eval.RunOption) *workbook.Book {
	t.Helper()
	book, err := eval.Workbook(context.Background(), everyProgram(t, 2), nil, opts...)
	if err != nil {
		t.Fatal(err)
	}
	return book
}

// Every number of a script is one blue cell with a name, and every blue cell of the assumptions is one.
func TestEveryNumberIsACell(t *testing.T) {
	book := everyBook(t)
	names := map[[2]int]string{}
	for _, n := range book.Names {
		if n.At.Sheet == book.Sheets[0] {
			names[[2]int{n.At.Row, n.At.Col}] = n.Name
		}
	}
	got := map[string]string{}
	for row, cells := range book.Sheets[0].Rows {
		for col, c := range cells {
			if c.Style.Role != workbook.Input {
				continue
			}
			name := names[[2]int{row, col}]
			if c.Kind != workbook.Number || name == "" {
				t.Errorf("%s is blue, and holds %q under the name %q", workbook.Address{Row: row, Col: col}.Ref(), c.Text, name)
			}
			got[name] = num.Must(c.Text).String()
		}
	}
	want := map[string]string{"rent_written": "701"}
	for name, v := range everyValue(2) {
		want[name] = v.String()
	}
	delete(want, "")
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	bound := beside(t, [][][]workbook.Cell{book.Sheets[0].Rows}, "bound")
	if bound[2].Text != "served" || bound[4].Text != "least" || bound[2].Style.Role != workbook.Derived {
		t.Errorf("what a param has from others is %+v and %+v", bound[2], bound[4])
	}
}

// otherNumbers are the other numbers of the script for the cells of its workbook. A param and the centre of its range are one number there.
func otherNumbers() map[string]float64 {
	out := map[string]float64{}
	for name, v := range everyValue(3) {
		out[name] = v.Float64()
	}
	out["rent_written"] = out["rent"]
	return out
}

// Formulas read numbers by the names of their cells: none stands in one, but in those of claims.
func TestNoNumberIsWrittenInFormulas(t *testing.T) {
	numbers := map[string]bool{}
	for _, v := range everyValue(2) {
		numbers[v.Abs().String()] = v.Abs().Cmp(num.Int(13)) > 0 || !v.IsInt()
	}
	word := regexp.MustCompile(`[A-Za-z_]*[0-9.]+(!?\$?[A-Z]*\$?[0-9]*)`)
	for _, s := range everyBook(t).Sheets {
		for row, cells := range s.Rows {
			for col, c := range cells {
				for _, n := range word.FindAllString(c.Text, -1) {
					if c.Kind == workbook.Formula && numbers[n] {
						t.Errorf("%s has %s: =%s", workbook.Address{Sheet: s, Row: row, Col: col}.From(nil), n, c.Text)
					}
				}
			}
		}
	}
}

// What a number is called says which one it is, and no two are called the same; beside it stands the source, its own or that of where it is
// written, or the line.
func TestWhichNumberItIs(t *testing.T) {
	book := everyBook(t)
	source := map[string]string{}
	for _, row := range book.Sheets[0].Rows[4:] {
		if len(row) > 6 && row[2].Style.Role == workbook.Input {
			if source[row[0].Text] != "" {
				t.Errorf("two numbers are called %q", row[0].Text)
			}
			source[row[0].Text] = row[6].Text
		}
	}
	for label, want := range map[string]string{
		"Rent": "of the rent", "Rent: as written, the centre of its range": "of the rent", "share: alternative 2 of 3": "line 14",
		"level, from year 2": "line 16", "Helper: pay before share": "of the pay", "Talks: courses started per year, entry 3 and on": "line 35",
		"Crew: number of Boss": "of the crew", "Crew: teams that start in year 2": "of the start", "Meetings: meetings, phase 1 of 2": "of the meetings",
		"Study: time of staff, Helper": "line 58", "Room: share that town pays": "line 49", "some: number 1 of 2, what share is compared to": "line 65",
		`Rent, under "Dear one"`: "of the scenario", "Boss: pension": "line 22",
	} {
		if got, known := source[label]; got != want {
			t.Errorf("%q is from %q (known: %t), not %q", label, got, known, want)
		}
	}
}

// A number that decides how the model is built cannot be changed in a workbook, and says so.
func TestFixedNumbers(t *testing.T) {
	rows := wordsOf(t, `intervention "Fixed" { currency DKK; prices 2024; horizon 3 years }
norm 1_600 hours/year
let first = 2 "First year"
let often = 2 years "How often"
let both  = 3 "Both"
wage nobody = 0 "Volunteer"
cost a "A" operation once in year first { amount 7 DKK }
cost b "B" operation once every often { amount both * 5 DKK; staff nobody for 3 hours }
output total
`)
	for label, fixed := range map[string]bool{"First year": true, "How often": true, "Volunteer": true, "Both": false, "A: amount": false} {
		value := beside(t, rows, label)[2]
		if blue := value.Style.Role == workbook.Input; blue == fixed || strings.Contains(value.Note, "is fixed in a workbook") != fixed {
			t.Errorf("%s is blue: %t, with the note %q", label, blue, value.Note)
		}
	}
}

// What a script reads of a standard module is a cell, by the name that it reads it by; what it does not read is none. Years are said as they
// are written.
func TestLentNumbers(t *testing.T) {
	rows := wordsOf(t, `intervention "Lent" { currency DKK; prices 2024; horizon 2 years starting 2021 }
use dk.norms
norm dk.norms.gross
wage w = 400_000 DKK/year "W"
team t "T" { staff w; start 3 in year 2022 }
cost c "C" operation per team { staff w for 30 hours }
output total
`)
	if got := beside(t, rows, "dk.norms / Gross hours of a full-time year"); got[1].Text != "dk_norms_gross" || got[2].Text != "1924" || got[6].Text == "" {
		t.Errorf("the norm stands as %+v", got)
	}
	if got := beside(t, rows, "T: teams that start in year 2022"); got[1].Text != "t_start_1" {
		t.Errorf("teams stand as %+v", got)
	}
	lent := 0
	for _, row := range rows[0] {
		if len(row) > 1 && strings.HasPrefix(row[1].Text, "dk_") {
			lent++
		}
	}
	if got := beside(t, rows, "W: pay per hour")[4].Text; lent != 1 || got != "w/dk_norms_gross" {
		t.Errorf("%d numbers are lent, and the pay is =%s", lent, got)
	}
}
