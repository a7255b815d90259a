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
	for _, number := range []string{"Team: Advisor  2", "Team: teams that start in year 1  5", "Team: teams that start in year 2  2", "70%, in: payer", "30%, in: payer", "3.5%, in: output", "15%, in: param"} {
		if !strings.Contains(labels, number) {
			t.Errorf("the assumptions have no row %q:\n%s", number, labels)
		}
	}
}
