package workbook_test

import (
	"bytes"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/eval/workbook"
	"github.com/costlang/cost/lang/say"
)

// edit is a workbook with something typed in it, and what Calc makes of it.
type edit struct {
	file []byte
	see  func(t *testing.T, f *excelize.File)
}

// edits are the workbooks that people type in.
func edits(t *testing.T) map[string]edit {
	t.Helper()
	out := map[string]edit{"date of the script": typedDate(t), "date of the data": typedDatum(t), "divisor": typedDivisor(t), "claim": typedClaim(t), "outside": typedOutside(t)}
	return out
}

// typed is a workbook with values in some cells: "Sheet!A1".
func typed(t *testing.T, file []byte, values map[string]any) []byte {
	t.Helper()
	f := opened(t, file)
	for at, v := range values {
		sheet, cell, _ := strings.Cut(at, "!")
		style, err := f.GetCellStyle(sheet, cell)
		if err != nil {
			t.Fatal(err)
		}
		if err := f.SetCellValue(sheet, cell, v); err != nil {
			t.Fatal(err)
		}
		if err := f.SetCellStyle(sheet, cell, cell, style); err != nil {
			t.Fatal(err)
		}
	}
	var out bytes.Buffer
	if _, err := f.WriteTo(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

const ofDates = `data stays from "stays.csv" { id: text, stay: months, day: date }
param more = 1 months in 0 months..2 months
let from = 2024-02-01
output late "Late" = count(s for s in stays where s.day >= from)
output whole "Whole" = sum(s.stay + more for s in stays where s.day >= from and s.day != 2024-04-01)
`

const datedRows = "id,stay,day\na,2,2024-01-03\nb,3,2024-02-03\nc,5,2024-02-20\nd,7,2024-04-01\n"

func dated(t *testing.T, script, rows string, opts ...eval.RunOption) []byte {
	t.Helper()
	p, err := eval.Compile("d.cost", []byte(script), eval.WithFS(fstest.MapFS{"stays.csv": {Data: []byte(rows)}}))
	if err != nil {
		t.Fatal(err)
	}
	return file(t, p, nil, opts...)
}

// cellsOf are the cells of a sheet that hold a number.
func cellsOf(t *testing.T, f *excelize.File, sheet, number string) []string {
	t.Helper()
	var out []string
	for at, v := range grid(t, f, sheet) {
		if v == number {
			out = append(out, at)
		}
	}
	return out
}

func day(month time.Month, day int) time.Time {
	return time.Date(2024, month, day, 0, 0, 0, 0, time.UTC)
}

// Dates are those of spreadsheets, and look as dates do.
func TestDates(t *testing.T) {
	for l, want := range map[say.Language][2]string{say.English: {"2024-02-01", "2024-01-03"}, say.Danish: {"01-02-2024", "03-01-2024"}} {
		f := opened(t, dated(t, ofDates, datedRows, eval.InLanguage(l)))
		inputs, data := f.GetSheetList()[0], ""
		for _, sheet := range f.GetSheetList() {
			if strings.HasPrefix(sheet, "Data ") {
				data = sheet
			}
		}
		from := cellsOf(t, f, inputs, "45323")
		if len(from) != 1 {
			t.Fatalf("2024-02-01 is not one of the inputs: %v", grid(t, f, inputs))
		}
		written, _ := f.GetCellValue(inputs, from[0])
		read, _ := f.GetCellValue(data, "C6")
		if diff := cmp.Diff(want, [2]string{written, read}); diff != "" {
			t.Errorf("in %s (-want +got):\n%s", l.Code(), diff)
		}
	}
}

func typedDate(t *testing.T) edit {
	file := dated(t, ofDates, datedRows)
	at := cellsOf(t, opened(t, file), "Assumptions", "45323")
	want := figures(t, opened(t, dated(t, strings.Replace(ofDates, "2024-02-01", "2024-02-15", 1), datedRows)), "F")
	return edit{typed(t, file, map[string]any{"Assumptions!" + at[0]: day(time.February, 15)}), func(t *testing.T, f *excelize.File) {
		agree(t, want, figures(t, f, "G"))
	}}
}

func typedDatum(t *testing.T) edit {
	file := dated(t, ofDates, datedRows)
	want := figures(t, opened(t, dated(t, ofDates, strings.Replace(datedRows, "2024-01-03", "2024-03-03", 1))), "F")
	return edit{typed(t, file, map[string]any{"Data stays!C6": day(time.March, 3)}), func(t *testing.T, f *excelize.File) {
		agree(t, want, figures(t, f, "G"))
	}}
}

const divides = `intervention "Z" { currency DKK; prices 2024; horizon 2 years }
param n = 4 in 0..10 "Number"
param only = 3 DKK in 1 DKK..5 DKK "Fee"
cost "x" operation once { amount 100 * only }
output total "Whole"
output apiece "Each" = total / n
`

func compiled(t *testing.T, script string) *eval.Program {
	t.Helper()
	p, err := eval.Compile("z.cost", []byte(script))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

const allChecks = "All checks of the model hold (see the sheet of expectations)"

// A figure that has no value says so among the checks.
func typedDivisor(t *testing.T) edit {
	own := file(t, compiled(t, divides), nil)
	return edit{edited(t, own, map[string]float64{"n": 0}), func(t *testing.T, f *excelize.File) {
		got := []string{
			shown(t, f, "Results", "Each", 1), shown(t, f, "Results", allChecks, 1),
			shown(t, f, "Expectations", `FALSE means: "Each" has no value, as where something is divided by zero`, 5),
			shown(t, f, "Expectations", `FALSE means: "Whole" has no value, as where something is divided by zero`, 5),
		}
		if diff := cmp.Diff([]string{"#DIV/0!", "FALSE", "FALSE", "TRUE"}, got); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	}}
}

// A check has the values that its text is about.
func typedOutside(t *testing.T) edit {
	own := file(t, compiled(t, divides), nil)
	return edit{edited(t, own, map[string]float64{"n": 12}), func(t *testing.T, f *excelize.File) {
		const check = "FALSE means: `n` is (1), outside its range (2)..(3)"
		var got []string
		for col := 1; col <= 5; col++ {
			got = append(got, shown(t, f, "Expectations", check, col))
		}
		if diff := cmp.Diff([]string{"12", "0", "10", "", "FALSE"}, got); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
		if all := shown(t, f, "Results", allChecks, 1); all != "FALSE" {
			t.Errorf("outside of a range the checks are %s", all)
		}
	}}
}

const claims = `param a = 4 in 1..9
output twice "Twice" = 2 * a
output part "Part" = a / 16 as %
expect twice = 8
expect twice = 8.4 to nearest 1 differs "published so"
expect part in 20%..30%
`

// What a claim says follows the cells beside it.
func typedClaim(t *testing.T) edit {
	own := file(t, compiled(t, claims), nil)
	return edit{typed(t, own, map[string]any{"Expectations!C5": 9, "Expectations!C6": 8, "Expectations!D7": 0.22}), func(t *testing.T, f *excelize.File) {
		var got []string
		for _, claim := range []string{"twice = 8", "twice = 8.4 to nearest 1", "part in 20%..30%"} {
			got = append(got, shown(t, f, "Expectations", claim, 5))
		}
		if diff := cmp.Diff([]string{"FALSE", "TRUE", "FALSE"}, got); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	}}
}

const inUnits = `intervention "U" { currency DKK; prices 2024; horizon 2 years }
unit family, families
param n = 6 in 5..9 "Families"
cost "x" operation once { amount 3_000 DKK }
output yearly "Per year" = total / horizon as DKK/year
output share "Share" = n / 8 as %
output thrice "Thrice" = yearly * 3
expect yearly = 1_500 DKK/year to nearest 100
`

// A cell of the name of an output holds what the results say of it, and a figure in % is a share.
func TestNamesOfOutputs(t *testing.T) {
	f := opened(t, file(t, compiled(t, inUnits), nil))
	for name, want := range map[string]string{"yearly": "1500", "share": "0.75"} {
		sheet, cell := named(t, f, name)
		if got := grid(t, f, sheet)[cell]; got != want {
			t.Errorf("%s is %s, not %s", name, got, want)
		}
	}
	cells := grid(t, f, "Results")
	for at, a := range cells {
		if !strings.HasPrefix(at, "A") {
			continue
		}
		value := "B" + at[1:]
		printed, _ := f.GetCellValue("Results", value)
		switch a {
		case "Per year":
			if formula, _ := f.GetCellFormula("Results", value); formula != "yearly" || printed != "1,500" {
				t.Errorf("the figure per year is =%s, %s", formula, printed)
			}
		case "Share":
			if cells[value] != "0.75" || printed != "75.0%" {
				t.Errorf("the share is %s, shown as %s", cells[value], printed)
			}
		}
	}
	if claim := grid(t, f, "Expectations"); claim["B5"] != "1500" || claim["C5"] != "1500" || claim["E5"] != "100" {
		t.Errorf("the claim compares %s with %s to nearest %s", claim["B5"], claim["C5"], claim["E5"])
	}
	if v := figures(t, f, "F")["output share"]; v != 75 {
		t.Errorf("the sheet of values has the share as %v, and a run 75", v)
	}
}

// Without `vary` every output is followed along the params with a range that move it, at the lowest, the present and the highest value.
func TestUnaskedSensitivity(t *testing.T) {
	f := opened(t, file(t, compiled(t, divides), nil))
	rows, err := f.GetRows("Sensitivity", excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, row := range rows {
		if len(row) > 8 && (row[0] == "Number" || row[0] == "Fee") {
			got = append(got, strings.Join(row[:9], "|"))
		}
	}
	want := []string{"Fee|kr.|1|3|5|100|300|500|400", "Number||0|4|10|#N/A|75|30|#N/A", "Fee|kr.|1|3|5|25|75|125|100"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// What a sheet calls a value that may be changed does not say what it was.
func TestLabelsStayTrue(t *testing.T) {
	const script = `param stay = 4 months in {2 months, 4 months, 9 months}
param n = 5 in 1..10
let both = stay * n * n + stay / (n + 1)
output all = both
expect low(all by stay) > 0 months
expect high(all by stay) > 0 months
vary all by stay, n
`
	f := opened(t, file(t, compiled(t, script), nil))
	for _, sheet := range []string{"Model", "Sensitivity", "What-if model"} {
		for at, text := range grid(t, f, sheet) {
			if strings.Contains(text, "= 4") || strings.Contains(text, "4 months") || strings.Contains(text, "1..10") {
				t.Errorf("%s!%s says %q", sheet, at, text)
			}
		}
	}
}

// The corner of a grid and its axes say their units in words, as all else does.
func TestUnitsOfGrids(t *testing.T) {
	f := opened(t, file(t, program(t, "../../examples/worked.cost"), nil))
	cells := grid(t, f, "Sensitivity")
	found := map[string]bool{}
	for _, text := range cells {
		found[text] = true
		if strings.Contains(text, "DKK") {
			t.Errorf("the sheet says %q", text)
		}
	}
	for _, want := range []string{"Cost per completed participant, kr./participant", "Participants who complete, %", "Grant from the state, kr."} {
		if !found[want] {
			t.Errorf("the sheet does not say %q", want)
		}
	}
}

// A name that fits its column leaves its row one line high, and one that does not has two.
func TestHeightsOfNames(t *testing.T) {
	s := &workbook.Sheet{Widths: []float64{20}}
	for row, name := range []string{"costs.after_grants", strings.Repeat("n", 30)} {
		s.Put(row, 0, workbook.Cell{Kind: workbook.Text, Text: name, Style: workbook.Style{Wrap: true}})
	}
	if one, two := s.Height(0), s.Height(1); one != 0 || two <= 15 {
		t.Errorf("rows are %v and %v points high", one, two)
	}
}

// What is short prints on one page side by side, and a long horizon on as many as it takes to read it; no text is empty.
func TestPages(t *testing.T) {
	const script = "intervention \"I\" { currency DKK; prices 2021; horizon 30 years }\ncost a \"A\" operation per year { amount 5 DKK }\noutput total\n"
	book, err := eval.Workbook(t.Context(), compiled(t, script), nil)
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]int{}
	for _, s := range book.Sheets {
		got[s.Title] = s.Pages()
		for _, cells := range s.Rows {
			for _, c := range cells {
				if c.Kind == workbook.Text && c.Text == "" {
					t.Errorf("%s has a text that is empty", s.Title)
				}
			}
		}
	}
	if got["Assumptions"] != 1 || got["Expectations"] != 1 || got["Results"] != 3 || got["Model"] != 3 {
		t.Errorf("pages side by side: %v", got)
	}
}
