package workbook_test

import (
	"context"
	"fmt"
	"math"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/eval/rows"
	"github.com/costlang/cost/eval/table"
	"github.com/costlang/cost/eval/workbook"
	"github.com/costlang/cost/eval/xlsx"
	"github.com/costlang/cost/lang/say"
)

// grid is the cells of a sheet that hold something, by their addresses.
func grid(t *testing.T, f *excelize.File, sheet string) map[string]string {
	t.Helper()
	list, err := f.GetRows(sheet, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for i, row := range list {
		for j, cell := range row {
			if at, _ := excelize.CoordinatesToCellName(j+1, i+1); cell != "" {
				out[at] = cell
			}
		}
	}
	return out
}

// storedAgree compares the values that a file has beside its formulas with those that Calc computed.
func storedAgree(t *testing.T, own, computed *excelize.File) {
	t.Helper()
	formulas := 0
	for _, sheet := range own.GetSheetList() {
		want, got := grid(t, computed, sheet), grid(t, own, sheet)
		for at, w := range want {
			formula, err := own.GetCellFormula(sheet, at)
			if err != nil || formula == "" {
				continue
			}
			formulas++
			if !same(got[at], w) {
				t.Errorf("%s!%s, =%s, is stored as %q and computed as %q", sheet, at, formula, got[at], w)
			}
		}
	}
	if formulas == 0 {
		t.Error("there are no formulas")
	}
}

// same reports whether two cells are the same number to a billionth, or the same text.
func same(a, b string) bool {
	x, notX := strconv.ParseFloat(a, 64)
	y, notY := strconv.ParseFloat(b, 64)
	if notX != nil || notY != nil {
		return a == b
	}
	return math.Abs(x-y) <= 1e-9*math.Max(math.Abs(x), math.Abs(y))+1e-9
}

// Every formula of every example has a value, so that programs that compute none read the figures.
func TestEveryFormulaIsStored(t *testing.T) {
	for _, path := range examples(t) {
		book, err := eval.Workbook(context.Background(), program(t, path), nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range book.Sheets {
			for i, row := range s.Rows {
				for j, c := range row {
					if c.Kind == workbook.Formula && c.Value == "" {
						t.Errorf("%s: %s, row %d, column %d, =%s, has no value", filepath.Base(path), s.Title, i+1, j+1, c.Text)
					}
				}
			}
		}
	}
}

const readsValues = `data values from "model.xlsx" sheet "SHEET" { table: text, key: text, what: text, written: number, exact: number, now: number, difference: number }
output before = sum(v.written for v in values where v.table = "output")
output exactly = sum(v.exact for v in values where v.table = "output")
output live = sum(v.now for v in values where v.table = "output")
`

// The sheet of values is a table that a script reads, from a file that nothing has computed.
func TestValuesAreData(t *testing.T) {
	p := program(t, "../../examples/worked.cost")
	for sheet, language := range map[string]say.Language{"Values": say.English, "Værdier": say.Danish} {
		files := fstest.MapFS{"model.xlsx": {Data: file(t, p, nil, eval.InLanguage(language))}}
		script := strings.Replace(readsValues, "SHEET", sheet, 1)
		reads, err := eval.Compile("a.cost", []byte(script), eval.WithFS(files), eval.WithReader(".xlsx", xlsx.Reader))
		if err != nil {
			t.Fatal(sheet, err)
		}
		r, err := reads.Run(context.Background(), nil)
		if err != nil {
			t.Fatal(sheet, err)
		}
		var got []string
		for _, o := range r.Outputs() {
			got = append(got, fmt.Sprintf("%s %.6f", o.Name, o.Value.Float64()))
		}
		want := 0.0
		first, err := p.Run(context.Background(), nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, o := range first.Outputs() {
			want += o.Value.Float64()
		}
		all := fmt.Sprintf("%.6f", want)
		if diff := cmp.Diff([]string{"before " + all, "exactly " + all, "live " + all}, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", sheet, diff)
		}
	}
}

// Our own reader finds the value of a formula.
func TestReadsItself(t *testing.T) {
	data := file(t, program(t, "../../examples/worked.cost"), nil)
	book, err := xlsx.Reader(data, rows.Room{Bytes: 10_000_000})
	if err != nil {
		t.Fatal(err)
	}
	found := ""
	if _, err := book.Read("Results", func(_ int, cells []rows.SheetCell) bool {
		if len(cells) > 1 && cells[0].Text == "Total over three years" {
			found = cells[1].Text
		}
		return true
	}); err != nil {
		t.Fatal(err)
	}
	if found != "364825" {
		t.Errorf("the total is read as %q", found)
	}
}

const ofPayers = `intervention "Payers" { currency DKK; prices 2024; horizon 2 years; overhead 10% }
norm 1_600 hours/year
param fee = 1_000 DKK in 500 DKK..1_500 DKK
wage helper = 500_000 DKK/year "Helper"
cost a "A" operation per year { amount fee; payer town 40%, state 60% }
cost b "B" operation per year { staff helper for 60 hours; wages 5_000 DKK for 20 hours }
grant g "G" operation once { amount 100 DKK }
output all "All" = total
`

// The table of payers adds up, and is that of the run.
func TestPayers(t *testing.T) {
	p, err := eval.Compile("payers.cost", []byte(ofPayers))
	if err != nil {
		t.Fatal(err)
	}
	r, err := p.Report(context.Background(), nil)
	if err != nil {
		t.Fatal(err)
	}
	var want *table.Table
	for _, tab := range r.Tables {
		if tab.Name == "payers" {
			want = tab
		}
	}
	f := opened(t, file(t, p, nil))
	cells, at := grid(t, f, "Results"), 0
	for row := 1; row < 200; row++ {
		if cells[fmt.Sprint("A", row)] == "Net cost by payer and year" {
			at = row + 2
		}
	}
	if at == 0 || want == nil || len(want.Rows) != 4 {
		t.Fatal("there is no table of payers")
	}
	for i := range want.Rows {
		if got, label := cells[fmt.Sprint("A", at+i)], want.Text(i, 0, table.English()); got != label {
			t.Errorf("row %d is %q, not %q", i, got, label)
		}
		for col, column := range map[int]string{1: "C", 2: "D", len(want.Columns) - 1: "F"} {
			if got, v := cells[fmt.Sprint(column, at+i)], want.Cell(i, col).Value.String(); got != v {
				t.Errorf("%s%d is %s, and the run has %s", column, at+i, got, v)
			}
		}
	}
}
