package eval_test

import (
	"bytes"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/eval/xlsx"
	"github.com/costlang/cost/lang/diag"
)

// workbooks are files that LibreOffice wrote.
var workbooks = os.DirFS("../testdata/workbooks")

var reading = eval.WithReader(".xlsx", xlsx.Reader)

func TestWithReaderIsValidated(t *testing.T) {
	for want, opts := range map[string][]eval.Option{
		`C0453 WithReader is given the ending "xlsx"`:               {eval.WithReader("xlsx", xlsx.Reader)},
		`C0453 WithReader is given the ending ".XLSX"`:              {eval.WithReader(".XLSX", xlsx.Reader)},
		`C0453 WithReader is given the ending ".tar.gz"`:            {eval.WithReader(".tar.gz", xlsx.Reader)},
		`C0453 WithReader is given the ending ""`:                   {eval.WithReader("", xlsx.Reader)},
		"C0453 WithReader is given .csv, which is read as text":     {eval.WithReader(".csv", xlsx.Reader)},
		"C0453 WithReader is given no reader for .ods":              {eval.WithReader(".ods", nil)},
		"C0202 WithReader is given twice for .xlsx":                 {reading, reading},
		"C0453 WithReader is given no reader for .x => give one, s": {eval.WithReader(".x", nil)},
	} {
		_, err := eval.Compile("a.cost", []byte("output a = 1"), opts...)
		list := refusedBy(t, err)
		if got := string(list[0].Code) + " " + list[0].Message.String() + " => " + list[0].Help.String(); !strings.HasPrefix(got, want) {
			t.Errorf("got  %s\nwant %s", got, want)
		}
		if _, err := eval.NewSession(opts...); err == nil {
			t.Errorf("%s: a session takes it", want)
		}
	}
}

func refusedBy(t *testing.T, err error) diag.List {
	t.Helper()
	list, ok := err.(diag.List)
	if !ok || len(list) == 0 {
		t.Fatalf("no diagnostics: %v", err)
	}
	return list
}

const ofBook = `data stays from "stays.xlsx" sheet "Ophold" { ophold: months, start: date, andel: % }
output n = sum(s.ophold * s.andel for s in stays where s.start < 2019-01-01)
`

// One option serves any number of compilations, and endings are found whatever their capitals.
func TestWithReader(t *testing.T) {
	book, err := os.ReadFile("../testdata/workbooks/stays.xlsx")
	if err != nil {
		t.Fatal(err)
	}
	files := fstest.MapFS{"stays.XLSX": {Data: book}, "stays.xlsx": {Data: book}}
	for _, script := range []string{ofBook, strings.Replace(ofBook, "xlsx", "XLSX", 1)} {
		p, err := eval.Compile("a.cost", []byte(script), reading, eval.WithFS(files))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(map[string]string{"n": "0.975 months"}, figures(t, p)); diff != "" {
			t.Error(diff)
		}
	}
	_, err = eval.Compile("a.cost", []byte(ofBook), eval.WithFS(files))
	if got := refusedBy(t, err)[0]; got.Code != diag.NotCSV || !strings.Contains(got.Help.String(), `eval.WithReader(".xlsx", xlsx.Reader)`) {
		t.Error(got)
	}
}

// A session reads a book once, and the rows of its sheets are told apart.
func TestSessionReadsSheets(t *testing.T) {
	s, err := eval.NewSession(reading, eval.WithFS(workbooks))
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range []string{
		`data a from "stays.xlsx" sheet "Ophold" { ophold: months }`, `data b from "stays.xlsx" danish sheet "Lønninger" { løn: DKK }`,
		`output x = sum(r.ophold for r in a)`, `output y = sum(r.løn for r in b)`,
	} {
		if _, err := s.Eval(t.Context(), line); err != nil {
			t.Fatal(err)
		}
	}
}

// Sheets count against the limits together with what was read before.
func TestLimitsOfWorkbooks(t *testing.T) {
	const twice = `data a from "stays.xlsx" sheet "Ophold" { by: text }
data b from "stays.xlsx" sheet "Ophold" { by: text }
output n = count(a) + count(b)
`
	for want, limits := range map[string]eval.Limits{
		"there are too many rows in the data files of the script together": {Rows: 3},
		"there are too many cells":                                         {Cells: 1},
		"has too many bytes once it is unpacked":                           {DataBytes: 10_000},
		"stays.xlsx and the data files above have too many bytes together": {DataBytes: 20_000},
	} {
		_, err := eval.Compile("a.cost", []byte(twice), reading, eval.WithFS(workbooks), eval.WithLimits(limits))
		if got := refusedBy(t, err).Error(); !strings.Contains(got, want) {
			t.Errorf("%s: %s", want, got)
		}
	}
}

// The same table has the same figures, as text or as a workbook.
func TestTextAndWorkbookAgree(t *testing.T) {
	files := fstest.MapFS{
		"plain.csv": {Data: []byte("id,stay,day,share,fee\nA,7.8,2018-03-01,12.5%,1\nB,0.1,2019-12-31,7%,\nC,123456789.125,2020-02-29,100%,0.001\n")},
		"b.xlsx":    {Data: bookOf(t)},
	}
	script := `data d from "FILE" { id: text, stay: months, day: date, share: %, fee: thousand DKK or missing }
output stay  = sum(x.stay for x in d)
output mean_share = mean(x.share for x in d)
output fees  = sum(known(x.fee, 2 DKK) for x in d where x.day > 2018-03-01)
output b     = sum(x.stay for x in d where x.id = "B")
`
	var got []map[string]string
	for _, file := range []string{"plain.csv", "b.xlsx"} {
		p, err := eval.Compile("a.cost", []byte(strings.Replace(script, "FILE", file, 1)), reading, eval.WithFS(files))
		if err != nil {
			t.Fatal(file, err)
		}
		got = append(got, figures(t, p))
	}
	if diff := cmp.Diff(got[0], got[1]); diff != "" {
		t.Errorf("(-text +workbook):\n%s", diff)
	}
}

// bookOf is the table of TestTextAndWorkbookAgree as excelize writes it.
func bookOf(t *testing.T) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	percent, err := f.NewStyle(&excelize.Style{NumFmt: 9})
	if err != nil {
		t.Fatal(err)
	}
	date, err := f.NewStyle(&excelize.Style{NumFmt: 14})
	if err != nil {
		t.Fatal(err)
	}
	for i, row := range [][]any{
		{"id", "stay", "day", "share", "fee"}, {"A", 7.8, 43160, 0.125, 1}, {"B", 0.1, 43830, 0.07, nil}, {"C", 123456789.125, 43890, 1, "0.001"},
	} {
		if err := f.SetSheetRow("Sheet1", "A"+string(rune('1'+i)), &row); err != nil {
			t.Fatal(err)
		}
	}
	if err := f.SetCellStyle("Sheet1", "C2", "C4", date); err != nil {
		t.Fatal(err)
	}
	if err := f.SetCellStyle("Sheet1", "D2", "D4", percent); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// Rows in the place of a workbook are those of one of its sheets.
func TestWithRowsOfSheets(t *testing.T) {
	const one = `data a from "b.xlsx" sheet "A" { x: number }
output n = sum(r.x for r in a)
`
	held := eval.WithRows("b.xlsx", [][]string{{"x"}, {"2"}})
	p, err := eval.Compile("a.cost", []byte(one), held)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(map[string]string{"n": "2 "}, figures(t, p)); diff != "" {
		t.Error(diff)
	}
	_, err = eval.Compile("a.cost", []byte(one+`data c from "b.xlsx" sheet "C" { x: number }`+"\n"), held)
	if got := refusedBy(t, err)[0]; got.Code != diag.NoSuchSheet || got.Span.Pos.Line != 3 {
		t.Error(got)
	}
}
