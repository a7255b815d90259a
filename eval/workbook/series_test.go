package workbook_test

import (
	"context"
	"strconv"
	"strings"
	"testing"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/eval/workbook"
)

const seriesScript = `intervention "Series" {
  currency DKK
  prices   2024 source "made up"
  horizon  6 years by quarter
  discount 4%
  overhead 10%
}
norm 1_600 hours/year source "made up"

param fee    = 150 DKK in 100 DKK..200 DKK "Fee" source "made up"
param length = 9 months in 4 months..20 months "Length" source "made up"
param share  = 80% in 50%..100% "Share" source "made up"
param level  = 75% in 50%..90% "Wage level" source "made up"

wage w = 480_000 DKK/year * level "Wage" source "made up"

team t "Team" {
  staff 2 * w
  start 2 in year 1, 3 in year 2
  stop  1 in year 4
}

course c "Course" {
  team         t
  participants 8
  starts       [2, 4, 6...] per year source "made up"
  duration     length
  completion   share
}
course d "Other" {
  participants 5
  starts       3 per year in total source "made up"
  duration     14 months
  completion   share
}

session s "Meetings" for c { meet 1/week for 3 months, 1 hour each
  staff t }

cost x "Books" operation per participant of c { amount "B" fee; payer city 60%, state 40% }
cost y "Afterwards" operation per completed participant of d over 5 months { amount "B" fee }
cost z "Car" investment per team every 2 years { amount "B" 90_000 DKK
  life 5 years }
grant  g "Grant" other once { amount 5_000 DKK; payer state 100% }
saving v "Saved" other per completed participant of c { amount 100 DKK; payer city 100% }

output total "Total"
output least "Least" = low(total by level)
vary total by fee, length
`

func seriesProgram(t *testing.T) *eval.Program {
	t.Helper()
	p, err := eval.Compile("series.cost", []byte(seriesScript))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// modelOf is the rows of the sheet Model that compute something.
func modelOf(t *testing.T, p *eval.Program) [][]workbook.Cell {
	t.Helper()
	book, err := eval.Workbook(context.Background(), p, nil)
	if err != nil {
		t.Fatal(err)
	}
	var out [][]workbook.Cell
	for _, row := range book.Sheets[1].Rows {
		for _, c := range row {
			if c.Kind == workbook.Formula {
				out = append(out, row)
				break
			}
		}
	}
	return out
}

func labelOf(row []workbook.Cell) string { return row[0].Text + ", line " + row[3].Text }

// rowCalled is the first row with a label.
func rowCalled(t *testing.T, rows [][]workbook.Cell, label string) []workbook.Cell {
	t.Helper()
	for _, row := range rows {
		if row[0].Text == label {
			return row
		}
	}
	t.Fatalf("the model has no row %q", label)
	return nil
}

// A series is one row across, of each cohort of teams by itself, and no two rows of a line of the script are called the same.
func TestSeriesAreRows(t *testing.T) {
	rows := modelOf(t, seriesProgram(t))
	const most = 85
	if len(rows) > most {
		t.Errorf("the model has %d rows, more than %d", len(rows), most)
	}
	seen := map[string]bool{}
	for _, row := range rows {
		label := labelOf(row)
		if seen[label] {
			t.Errorf("two rows are called %s", label)
		}
		seen[label] = true
		if strings.Contains(label, "part of: part of") {
			t.Errorf("a row is called %s", label)
		}
	}
	const quarters, years = 24, 6
	for label, cells := range map[string]int{
		"Course: courses a year, teams from year 1":                       years,
		"Course: courses started, teams from year 1":                      quarters,
		"Course: courses started, teams from year 2":                      quarters - 4,
		"Course: completed, by when they begin, teams from year 2":        quarters - 4,
		"1 if it ends in step 24, by when it begins":                      quarters,
		"the share of it that falls after the horizon, by when it begins": quarters,
		"meetings of a course in step 24, by when it begins":              quarters,
		"Team: teams from year 2":                                         quarters - 4,
		"Net cost, discounted":                                            quarters + 1,
		"Wage: labour each time, with level: low":                         1,
		"Gross cost": 1 + years + 1 + quarters,
	} {
		n := 0
		for _, c := range rowCalled(t, rows, label)[4:] {
			if c.Kind == workbook.Formula {
				n++
			}
		}
		if n != cells {
			t.Errorf("%s has %d cells, not %d", label, n, cells)
		}
	}
}

// What falls in a step is one sum over two rows for each cohort.
func TestSpreadIsOneSum(t *testing.T) {
	rows := modelOf(t, seriesProgram(t))
	row := rowCalled(t, rows, "meetings of all courses")
	last := row[len(row)-1].Text
	if strings.Count(last, "SUMPRODUCT(") != 2 || strings.Contains(last, "*") {
		t.Errorf("what falls in the last step is =%s", last)
	}
}

// A total is the sum of its row, and what is all in one year stands there.
func TestTotalsAreSums(t *testing.T) {
	rows := modelOf(t, program(t, "../../examples/worked.cost"))
	for _, label := range []string{"Planning", "Gross cost", "Residual value", "Net cost", "Group course: completed", "Operation"} {
		row := rowCalled(t, rows, label)
		if total := row[4].Text; !strings.HasPrefix(total, "SUM(F") || !strings.Contains(total, ":I") {
			t.Errorf("the total of %s is =%s", label, total)
		}
		for col := 5; col < len(row); col++ {
			if strings.HasSuffix(row[col].Text, "_cost") || strings.Contains(row[col].Text, "costs_") {
				t.Errorf("%s in column %d is a total: =%s", label, col, row[col].Text)
			}
		}
	}
}

// Whole rows are not repeated where a script has years, payers and overhead.
func TestYearsAreNotRepeated(t *testing.T) {
	p, err := eval.Compile("years.cost", []byte(strings.Replace(seriesScript, " by quarter", "", 1)))
	if err != nil {
		t.Fatal(err)
	}
	times := map[string]int{}
	for _, row := range modelOf(t, p) {
		times[row[0].Text]++
	}
	for _, label := range []string{"Gross cost", "After grants", "Net cost", "Saved", "Meetings"} {
		if times[label] != 1 {
			t.Errorf("%s stands in %s rows", label, strconv.Itoa(times[label]))
		}
	}
}
