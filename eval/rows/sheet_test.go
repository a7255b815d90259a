package rows

import (
	"errors"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/diag/diagtest"
	"github.com/costlang/cost/lang/say"
)

// drawn is a book whose sheets are drawn: a line for each row, cells between bars. A first sign says what a cell is: # an error, = a formula
// without a value, @ a date, ! a truth, and digits are a number. Merged areas are given beside.
type drawn struct {
	names  []string
	sheets map[string]string
	merged []Area
	fault  error
}

func (d drawn) Sheets() []string { return d.names }
func (d drawn) Unpacked() int    { return 1000 }

func (d drawn) Hidden(sheet string) bool { return sheet == "Tom" }

func (d drawn) Read(sheet string, each func(int, []SheetCell) bool) ([]Area, error) {
	for i, line := range strings.Split(d.sheets[sheet], "\n") {
		var cells []SheetCell
		for text := range strings.SplitSeq(line, "|") {
			cells = append(cells, drawnCell(strings.TrimSpace(text)))
		}
		if line != "" && !each(i+1, cells) {
			return nil, nil
		}
	}
	return d.merged, d.fault
}

func drawnCell(text string) SheetCell {
	if text == "" {
		return SheetCell{}
	}
	kind, ok := map[byte]Kind{'#': FaultCell, '=': UnknownCell, '@': DateCell, '!': TruthCell}[text[0]]
	switch {
	case kind == FaultCell:
		return SheetCell{kind, text}
	case ok:
		return SheetCell{kind, text[1:]}
	case strings.Trim(text, "-0123456789.%") == "":
		return SheetCell{NumberCell, text}
	}
	return SheetCell{TextCell, strings.Trim(text, "'")}
}

// readDrawn reads rows of a book of one sheet S.
func readDrawn(d *check.Data, limits Limits, sheet string, merged ...Area) (*Table, diag.List) {
	return readBook(d, limits, func([]byte, Room) (Book, error) {
		return drawn{names: []string{"S"}, sheets: map[string]string{"S": sheet}, merged: merged}, nil
	})
}

func readBook(d *check.Data, limits Limits, open Reader) (*Table, diag.List) {
	d.File = "book.xlsx"
	table, _, found := Readers{".xlsx": open}.Read(fstest.MapFS{"book.xlsx": {Data: []byte("PK")}}, "a.cost", d, limits)
	return table, found
}

func TestReadSheet(t *testing.T) {
	for _, test := range []struct {
		name  string
		data  *check.Data
		sheet string
		want  string
	}{
		{"plain", data("id:text", "stay:number"), "id|stay\nA|7.8\nB|-2", "A | 7.8\nB | -2\n"},
		{"other columns, none of a name, and rows before", data("id:text", "stay:number"), "\n\n|note||stay|id\n|x|9|3|A\n||9||", "A | 3\n"},
		{"numbers and dates as texts", data("id:text"), "id\n12.50\n@2018-03-01\n!TRUE\n25%", "12.50\n2018-03-01\nTRUE\n25%\n"},
		{"percent and scale", data("share:%", "pay:thousand"), "share|pay\n25%|480\n12|0.5", "0.25 | 480000\n0.12 | 500\n"},
		{"danish texts beside numbers", danish(data("stay:number", "day:date")), "stay|day\n'1.234,5'|'01-03-2018'\n1234.5|@2018-03-01", "1234.5 | 17591\n1234.5 | 17591\n"},
		{"missing, and empty rows that count", data("id:text?", "stay:number?"), "id|stay\nA|\n\n|3\n\n", "A | ?\n? | ?\n? | 3\n"},
		{"times", data("run:hours", "each:minutes/participant", "days:workdays", "n:text"), "run|each|days|n\n@180:00:00|@00:20:00|@07:24:00|@07:30:00\n@-1:30:00|12.5|@00:00:00|'7:30'",
			"180 | 20 | 1 | 07:30:00\n-1.5 | 12.5 | 0 | 7:30\n"},
		{"names only", data("id:text"), "id", ""},
		{"errors where nobody reads", data("id:text"), "id|x\nA|#N/A\nB|=", "A\nB\n"},
	} {
		t.Run(test.name, func(t *testing.T) {
			table, found := readDrawn(test.data, Limits{}, test.sheet)
			if found != nil {
				t.Fatal(found)
			}
			if diff := cmp.Diff(test.want, show(table)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestFaultsOfSheets(t *testing.T) {
	header := Area{1, 1, 1, 2}
	for _, test := range []struct {
		name   string
		data   *check.Data
		sheet  string
		merged []Area
		want   string
	}{
		{"error", data("id:text", "stay:number"), "id|stay\nA|#N/A", nil,
			"a.cost:3:1 C0480 book.xlsx, sheet `S`, B2, column stay: the cell holds the error `#N/A` => correct it in the workbook; where there is no value"},
		{"no value", data("stay:number"), "|stay\n|=", nil, "C0480 book.xlsx, sheet `S`, B2, column stay: the cell holds a formula whose value is not stored => open the workbook in Excel"},
		{"date for a number", data("stay:number"), "stay\n@2018-03-01", nil, "C0480 book.xlsx, sheet `S`, A2, column stay: `2018-03-01` is a date or a time, not a number"},
		{"time for a number", data("stay:number"), "stay\n@36:00:00", nil,
			"column stay: `36:00:00` is a time, not a number => declare the column `hours` or `minutes`; a time that is formatted as a number is in days"},
		{"time for calendar time", data("stay:weeks"), "stay\n@168:00:00", nil, "`168:00:00` is a time, not a number of weeks => declare the column `hours` or `minutes`"},
		{"time for what time is part of", data("stay:participants/hour"), "stay\n@168:00:00", nil, "`168:00:00` is a time, not a number of participants/hour => "},
		{"time for a date alone", data("day:date"), "day\n@07:30:00", nil, "`07:30:00` is not a date"},
		{"date for a time", data("stay:hours"), "stay\n@2018-03-01 07:30:00", nil,
			"`2018-03-01 07:30:00` is a date or a time, not a number => format the cell in the workbook as a time that runs on, [h]:mm, or as a number"},
		{"number for a date", data("day:date"), "day\n43160", nil, "`43160` is a number, not a date => format the cell as a date in the workbook"},
		{"truth for a number", data("stay:number"), "stay\n!TRUE", nil, "`TRUE` is not a number"},
		{"time for a date", data("day:date"), "day\n@2018-03-01 12:00:00", nil, "`2018-03-01 12:00:00` is not a date"},
		{"percent for a number", data("stay:number"), "stay\n25%", nil, "`25%` is not a number => declare the column as %"},
		{"danish text", data("stay:number"), "stay\n'7,4'", nil, "C0481 book.xlsx, sheet `S`, A2, column stay: `7,4` has a comma"},
		{"empty cell", data("id:text", "stay:number"), "id|stay\nA", nil, "C0482 book.xlsx, sheet `S`, B2, column stay: the cell is empty"},
		{"empty row", data("id:text"), "id\nA\n\nB", nil, "a.cost:2:1 C0482 book.xlsx, sheet `S`, row 3: all cells of this row are empty"},
		{"no such column", data("stay:number"), "\nstays|id", nil, "a.cost:2:1 C0476 book.xlsx, sheet `S`, row 2: there is no column stay => the nearest names: `stays`"},
		{"nothing like it", data("pay:number"), "||id||day\n1", nil, "there is no column pay => the nearest names: `day`"},
		{"column twice", data("id:text"), "id|x|id", nil, "C0477 book.xlsx, sheet `S`, C1: column id stands twice, first in A1"},
		{"hidden sign", data("id:text"), "i\u200bd", nil, "book.xlsx, sheet `S`, A1: the name of a column holds the invisible character U+200B"},
		{"empty sheet", data("id:text"), "", nil, "C0475 book.xlsx: sheet `S` is empty => its first row names the columns: id"},
		{"title over the names", data("id:text"), "Title\nid", []Area{header}, "a.cost:1:1 C0480 book.xlsx, sheet `S`, A1:B1: these cells are merged into one => unmerge them in the workbook: the first row"},
		{"merged below", data("id:text?", "stay:number"), "id|stay\nA|1\n|2", []Area{{2, 1, 3, 1}}, "book.xlsx, sheet `S`, A2:A3: these cells are merged into one => unmerge them in the workbook, and write"},
		{"merged and empty", data("id:text", "stay:number"), "id|stay\nA|1\n|2", []Area{{2, 1, 3, 1}}, "A2:A3: these cells are merged"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, found := readDrawn(test.data, Limits{}, test.sheet, test.merged...)
			only(t, found, test.want)
		})
	}
}

// What is merged beside what is read is nobody's business.
func TestMergedElsewhere(t *testing.T) {
	table, found := readDrawn(data("id:text"), Limits{}, "id|note\nA|x\nB|", Area{2, 2, 3, 2}, Area{9, 1, 9, 2})
	if found != nil || show(table) != "A\nB\n" {
		t.Error(found)
	}
}

func TestSheetsByName(t *testing.T) {
	open := func(names ...string) Reader {
		return func([]byte, Room) (Book, error) {
			return drawn{names: names, sheets: map[string]string{"Ophold": "id\nA"}}, nil
		}
	}
	for _, test := range []struct {
		sheet string
		open  Reader
		want  string
	}{
		{"", open("Ophold", "Løn"), "a.cost:1:1 C0483 book.xlsx has 2 sheets, and the script names none of them => write one of them before the columns, `sheet \"Ophold\"`: `Ophold`, `Løn`"},
		{"ophold", open("Løn", "Ophold"), "C0483 book.xlsx has no sheet `ophold` => the nearest names: `Ophold`; it has `Løn`, `Ophold`"},
		{"Priser 2018", open("Løn"), "C0483 book.xlsx has no sheet `Priser 2018` => it has `Løn`"},
		{"S", open(), "C0483 book.xlsx has no sheet with cells"},
	} {
		d := data("id:text")
		d.Sheet = test.sheet
		_, found := readBook(d, Limits{}, test.open)
		only(t, found, test.want)
	}
	d := data("id:text")
	d.Sheet = "Ophold"
	if table, found := readBook(d, Limits{}, open("Løn", "Ophold")); found != nil || show(table) != "A\n" {
		t.Error(found)
	}
}

func TestRefusedBooks(t *testing.T) {
	for want, err := range map[string]error{
		"C0474 book.xlsx cannot be read: it is empty => check that it was saved":            &Refusal{Why: say.T("it is empty"), Help: say.T("check that it was saved")},
		"book.xlsx has too many bytes once it is unpacked: at least 70_000_000, at most 67": &Refusal{Unpacked: 70_000_000},
	} {
		_, found := readBook(data("id:text"), Limits{}, func([]byte, Room) (Book, error) { return nil, err })
		only(t, found, want)
		_, found = readBook(data("id:text"), Limits{}, func([]byte, Room) (Book, error) {
			return drawn{names: []string{"S"}, sheets: map[string]string{"S": "id"}, fault: err}, nil
		})
		only(t, found, want)
	}
	_, found := readBook(data("id:text"), Limits{}, func([]byte, Room) (Book, error) { return nil, errors.New("time is over") })
	if len(found) != 1 || found[0].Code != diag.NotADataFile {
		t.Error(found)
	}
}

func TestLimitsOfSheets(t *testing.T) {
	three := "id|stay\nA|1\nB|2\nC|3"
	for _, test := range []struct {
		limits Limits
		want   string
	}{
		{Limits{Rows: 2}, "book.xlsx, sheet `S`, row 4: there are too many rows: at least 3, at most 2 are allowed"},
		{Limits{Cells: 5}, "book.xlsx, sheet `S`, row 4: there are too many cells: at least 6, at most 5 are allowed"},
		{Limits{Rows: 4, Before: Size{Rows: 2}}, "too many rows in the data files of the script together"},
	} {
		_, found := readDrawn(data("id:text", "stay:number"), test.limits, three)
		only(t, found, test.want)
	}
	table, found := readDrawn(data("id:text"), Limits{Rows: 3}, three+"\n\n\n")
	if found != nil {
		t.Fatal(found)
	}
	if diff := cmp.Diff(Size{1000, 3, 3}, SizeOf(table, nil, data("id:text"))); diff != "" {
		t.Error(diff)
	}
}

// A stray cell a million rows below is no million of findings.
func TestFarBelow(t *testing.T) {
	d := data("id:text")
	_, found := readBook(d, Limits{}, func([]byte, Room) (Book, error) { return far{}, nil })
	if last := found[len(found)-1]; len(found) > maxShown+1 || !strings.Contains(found[0].Message.String(), "row 2: all cells of this row are empty") {
		t.Error(len(found), last)
	}
	for _, text := range diagtest.Untranslated(found) {
		t.Errorf("not all Danish: %s", text)
	}
}

type far struct{ drawn }

func (far) Sheets() []string { return []string{"S"} }

func (far) Read(_ string, each func(int, []SheetCell) bool) ([]Area, error) {
	if each(1, []SheetCell{{TextCell, "id"}}) {
		each(1<<20, []SheetCell{{TextCell, "A"}})
	}
	return nil, nil
}

func TestCellNames(t *testing.T) {
	for want, at := range map[string][2]int{"A1": {1, 1}, "Z9": {26, 9}, "AA10": {27, 10}, "AZ1": {52, 1}, "ZZ1": {702, 1}, "AAA1": {703, 1}, "XFD1048576": {16384, 1 << 20}} {
		if got := cellName(at[0], at[1]); got != want {
			t.Errorf("%v is %s, not %s", at, got, want)
		}
	}
}
