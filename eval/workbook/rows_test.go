package workbook_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/costlang/cost/eval"
)

const rowsScript = `intervention "Rows" {
  currency DKK
  prices   2024 source "made up"
  horizon  3 years
}

data rows from "rows.csv" { kind: text, hourly: DKK/hour, hours: hours } source "made up"

param up = 10% in {5%, 10%, 15%, 20%} "Raise" source "made up"

wage advisor = 480_000 DKK/year "Advisor" source "made up"
norm 1_600 hours/year source "made up"

team crew "Team" {
  staff 2 * advisor
  start 5 in year 1
  start 2 in year 2
}

cost pay "Pay" operation per team per year {
  staff  crew for 30 hours source "made up"
  amount "Food" 100 DKK
  payer  state 70%, region 30%
}

output whole   "Whole"        = sum(r.hourly * r.hours * (1 + up) for r in rows)
output spent   "Hours"        = sum(r.hours for r in rows)
output some    "Of kind a"    = sum(r.hourly * r.hours for r in rows where r.kind = "a")
output many    "Long"         = count(r for r in rows where r.hours > 20 hours)
output typical "Mean of long" = mean(r.hourly * r.hours for r in rows where r.hours > 20 hours)
output most    "Most"         = max(r.hourly * r.hours for r in rows)
output kinds   "By kind"      = sum(mean(r.hourly * r.hours for r in g) for g in rows by kind)
output present "Present"      = npv(costs.by_year, 3.5%)

vary whole by up
`

// rowsProgram reads rows in no order of their kinds.
func rowsProgram(t *testing.T) *eval.Program {
	t.Helper()
	r := rand.New(rand.NewPCG(1, 8))
	var csv strings.Builder
	csv.WriteString("kind,hourly,hours\n")
	for range 120 {
		fmt.Fprintf(&csv, "%c,%d,%d\n", 'a'+r.IntN(2), 100+r.IntN(800), 1+r.IntN(40))
	}
	files := fstest.MapFS{"rows.cost": {Data: []byte(rowsScript)}, "rows.csv": {Data: []byte(csv.String())}}
	p, err := eval.CompileFS(files, "rows.cost")
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// An aggregate is one formula over a column beside the rows, and every number of the script is a cell.
func TestAggregates(t *testing.T) {
	f := opened(t, file(t, rowsProgram(t), nil))
	want := map[string]string{
		"whole": "SUM('Data rows'!D6:D125)", "spent": "SUM('Data rows'!C6:C125)", "some": "SUM('Data rows'!E7:E123)",
		"many": "SUM('Data rows'!F6:F125)", "typical": "SUM('Data rows'!H6:H125)/SUM('Data rows'!G6:G125)", "most": "MAX('Data rows'!I6:I125)",
	}
	for name, formula := range want {
		sheet, cell := named(t, f, name)
		if got, _ := f.GetCellFormula(sheet, cell); got != formula {
			t.Errorf("%s is %s, not %s", name, got, formula)
		}
	}
	rows, err := f.GetRows("Assumptions")
	if err != nil {
		t.Fatal(err)
	}
	labels := ""
	for _, row := range rows {
		labels += strings.Join(row, " ") + "\n"
	}
	for _, number := range []string{"Team: number of Advisor crew_staff 2", "Team: teams that start in year 1 crew_start_1 5", "Team: teams that start in year 2 crew_start_2 2",
		"Pay: share that state pays pay_payer_state 70.0%", "Pay: share that region pays pay_payer_region 30.0%", "Present: the number in its formula present_1 3.5%", "Raise: alternative 3 of 4 up_alternative_3 15.0%"} {
		if !strings.Contains(labels, number) {
			t.Errorf("the assumptions have no row %q:\n%s", number, labels)
		}
	}
}

const filteredScript = `intervention "Filtered" { currency DKK; prices 2024; horizon 2 years }
data rows from "rows.csv" { kind: text, v: hours, w: hours or missing }
param lim = 50 hours in 10 hours..90 hours "Limit"
output top     "Top"     = max(r.v for r in rows where r.v <= lim)
output bottom  "Bottom"  = min(r.v * 2 for r in rows where r.v >= lim)
output highest "Highest" = max(r.v for r in rows where r.kind = "a")
output typical "Typical" = mean(r.v for r in rows where r.kind = "a")
output known   "Known"   = max(r.w for r in rows where known(r.w))
output one     "One"     = min(r.v for r in rows where r.kind = "c" and r.v <= 95 hours)
output both    "Both"    = min(r.v + r.w for r in rows where known(r.w) and r.v <= lim)
output groups  "Groups"  = max(sum(r.v for r in g) for g in rows by kind where sum(r.v for r in g) <= 20 * lim)
cost "x" operation once { amount 1 DKK }
vary top by lim
`

// filteredProgram goes over rows that conditions of the script and texts of the rows choose.
func filteredProgram(t *testing.T) *eval.Program {
	t.Helper()
	r := rand.New(rand.NewPCG(3, 8))
	var csv strings.Builder
	csv.WriteString("kind,v,w\nc,40,1\n")
	for i := range 400 {
		missing := ""
		if i%3 > 0 {
			missing = fmt.Sprint(1 + r.IntN(50))
		}
		fmt.Fprintf(&csv, "%c,%d,%s\n", 'a'+i%2, 1+r.IntN(99), missing)
	}
	files := fstest.MapFS{"rows.cost": {Data: []byte(filteredScript)}, "rows.csv": {Data: []byte(csv.String())}}
	p, err := eval.CompileFS(files, "rows.cost")
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// A least, greatest or mean one of some rows is one formula over a column beside them, however the rows are scattered.
func TestFilteredAggregates(t *testing.T) {
	p := filteredProgram(t)
	f := opened(t, file(t, p, nil))
	want := map[string]string{
		"top":     "IF(COUNT('Data rows'!D6:D406)>0,MAX('Data rows'!D6:D406),NA())",
		"bottom":  "IF(COUNT('Data rows'!E6:E406)>0,MIN('Data rows'!E6:E406),NA())",
		"highest": "MAX('Data rows'!F7:F405)",
		"typical": "AVERAGE('Data rows'!G7:G405)",
		"known":   "MAX('Data rows'!H6:H405)",
		"both":    "IF(COUNT('Data rows'!I6:I405)>0,MIN('Data rows'!I6:I405),NA())",
	}
	for name, formula := range want {
		sheet, cell := named(t, f, name)
		if got, _ := f.GetCellFormula(sheet, cell); got != formula {
			t.Errorf("%s is %s, not %s", name, got, formula)
		}
	}
	if rows := modelOf(t, p); len(rows) > 20 {
		t.Errorf("the model has %d rows", len(rows))
	}
	noErrors(t, f)
}
