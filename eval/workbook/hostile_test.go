package workbook_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/costlang/cost/eval"
)

// hostile is a script whose texts would be formulas, whose names are addresses, and whose figures may have no value.
const hostile = `intervention "=HYPERLINK(A1,B1)" { currency DKK; prices 2024; horizon 2 years; about "+1+1" }
unit child, children
param a1    = 4 in 2..8 "=1+1"
param r1c1  = 2 in {2, 4} "@SUM(A1)"
param c     = 50% in 0%..100% "-2+3"
param R     = 3
param who   = "paid" in {"paid", "volunteer"}
param spread = 10 in ± 20%
let chosen = if who = "paid" then a1 else 0
let stepped = round(a1 * 2.5, 5) + floor(spread) + ceil(r1c1 / 3)
wage A1 = 100_000 DKK/year * c "=cmd|' /C calc'!A0"
team sum { staff 2 * A1; start r1c1 in year 1 }
cost "=HYPERLINK(B2)" operation per sum per year { amount chosen * 1_000 DKK; payer town 40%, state 60% }
output per_unit "=SUM(A1)" = total / (a1 - 1)
output steps = stepped * R
output above = if a1 > 4 then 1 else 0
vary per_unit by a1, c, who, spread
scenario "=1+1" { a1 = 6 }
expect above = 0 source "=HYPERLINK(1)"
expect above = 1 under "=1+1" differs "=no"
`

func hostileProgram(t *testing.T) *eval.Program {
	t.Helper()
	p, err := eval.Compile("=1+1.cost", []byte(hostile))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// No text of a script is a formula, and every formula is one of ours.
func TestHostileTexts(t *testing.T) {
	f := opened(t, file(t, hostileProgram(t), nil))
	texts := 0
	for _, sheet := range f.GetSheetList() {
		rows, err := f.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for i, row := range rows {
			for j, text := range row {
				at, _ := excelize.CoordinatesToCellName(j+1, i+1)
				formula, _ := f.GetCellFormula(sheet, at)
				if strings.Contains(formula, "HYPERLINK") || strings.Contains(formula, "cmd") || strings.Contains(formula, `"`) {
					t.Errorf("%s!%s is =%s", sheet, at, formula)
				}
				if strings.HasPrefix(text, "=") && formula == "" {
					texts++
				}
			}
		}
	}
	if texts < 8 {
		t.Errorf("only %d texts begin with =", texts)
	}
}

// edited is a workbook with other numbers in the cells of some names.
func edited(t *testing.T, file []byte, values map[string]float64) []byte {
	t.Helper()
	f := opened(t, file)
	for name, v := range values {
		sheet, cell := named(t, f, name)
		if err := f.SetCellFloat(sheet, cell, v, -1, 64); err != nil {
			t.Fatal(err)
		}
	}
	var out bytes.Buffer
	if _, err := f.WriteTo(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// shown is the text of a cell beside the first one of a sheet that holds a text.
func shown(t *testing.T, f *excelize.File, sheet, label string, right int) string {
	t.Helper()
	rows, err := f.GetRows(sheet)
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		if len(row) > right && row[0] == label {
			return row[right]
		}
	}
	t.Fatalf("nothing on %s is called %s", sheet, label)
	return ""
}

// A value that no run takes shows as a check that does not hold, and a division by zero as an error.
func brokenShows(t *testing.T, f *excelize.File) {
	t.Helper()
	if got := shown(t, f, "Results", "All checks of the model hold (see the sheet of expectations)", 1); got != "FALSE" {
		t.Errorf("outside of a range the checks are %s", got)
	}
	if got := shown(t, f, "Results", "=SUM(A1)", 1); got != "#DIV/0!" {
		t.Errorf("a figure that divides by zero is %s", got)
	}
	if got := shown(t, f, "Sensitivity", "=1+1", 6); got != "#DIV/0!" {
		t.Errorf("a figure that divides by zero is %s among its alternatives", got)
	}
}
