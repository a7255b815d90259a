package main

import (
	"bytes"
	"encoding/csv"
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/table"
	"github.com/costlang/cost/eval/workbook"
	"github.com/costlang/cost/lang/say"
)

// The workbook for SØM holds what the CSV does, with numbers as numbers.
func TestSOMBookIsTheCSV(t *testing.T) {
	dir, numbers := t.TempDir(), 0
	for _, name := range []string{"testdata/structures/ladder", "testdata/structures/combined", "testdata/structures/part", "examples/netvaerksmoeder", "examples/helsingoer"} {
		name = "../../" + name + ".cost"
		book, sheet := filepath.Join(dir, "x.xlsx"), filepath.Join(dir, "x.csv")
		for _, out := range []string{book, sheet} {
			if _, said, status := call(t, "", "export", name, "--form", "som", "--locale", "da", "-o", out); status != 0 {
				t.Fatalf("%s: status %d: %s", name, status, said)
			}
		}
		numbers += compareSOM(t, name, book, sheet)
	}
	if numbers < 300 {
		t.Errorf("only %d numbers were compared", numbers)
	}
}

// compareSOM returns how many numbers are the same.
func compareSOM(t *testing.T, name, book, sheet string) (numbers int) {
	t.Helper()
	text, err := os.ReadFile(sheet)
	if err != nil {
		t.Fatal(err)
	}
	want, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	file, err := excelize.OpenFile(book)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if diff := cmp.Diff([]string{"SØM"}, file.GetSheetList()); diff != "" {
		t.Error(diff)
	}
	for row, fields := range want {
		for col, field := range fields {
			at, err := excelize.CoordinatesToCellName(col+1, row+1)
			if err != nil {
				t.Fatal(err)
			}
			got, err := file.GetCellValue("SØM", at, excelize.Options{RawCellValue: true})
			if err != nil {
				t.Fatal(err)
			}
			x, notNumber := strconv.ParseFloat(field, 64)
			y, notThere := strconv.ParseFloat(got, 64)
			if notNumber == nil && notThere == nil && x == y {
				numbers++
			} else if got != field {
				t.Errorf("%s, %s: %q in the book and %q in CSV", name, at, got, field)
			}
		}
	}
	return numbers
}

// Headings of the sheet stand over what is below them: numbers at their right, texts clear of the numbers before them; names have room.
func TestLooksOfTheSOMSheet(t *testing.T) {
	tab := &table.Table{Columns: []table.Column{table.NumberColumn(say.T("Year"), ""), table.TextColumn(say.T("Payer"))}}
	tab.Columns[0].Places = 0
	tab.Rows = []table.Row{{Parent: table.None, Cells: []table.Cell{table.NumberCell(num.Must("2025.4")), table.TextCell("a town with a long name")}}}
	roundTable(tab)
	s := sheetOf(tab, "S", say.English)
	want := [][]workbook.Cell{
		{
			{Kind: workbook.Text, Text: "Year", Style: workbook.Style{Role: workbook.Header, Wrap: true, Right: true}},
			{Kind: workbook.Text, Text: "Payer", Style: workbook.Style{Role: workbook.Header, Wrap: true, Indent: 1}},
		},
		{
			{Kind: workbook.Number, Text: "2025", Style: workbook.Style{Format: "0"}},
			{Kind: workbook.Text, Text: "a town with a long name", Style: workbook.Style{Indent: 1}},
		},
	}
	if diff := cmp.Diff(want, s.Rows); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]float64{20, 25}, s.Widths); diff != "" {
		t.Errorf("widths (-want +got):\n%s", diff)
	}
}

// A book that Excel would not open is a file that could not be written, and the reason is told in the language of the command.
func TestBookThatNoFileHolds(t *testing.T) {
	_, err := bookFile(&workbook.Book{})
	var unwritten *writeError
	if !errors.As(err, &unwritten) {
		t.Fatalf("%v is %T", err, err)
	}
	if got := phraseOf(err).In(say.Danish); got != "resultatet kunne ikke skrives: en projektmappe skal have et ark" {
		t.Error(got)
	}
}
