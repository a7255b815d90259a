package rows

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/diag/diagtest"
	"github.com/costlang/cost/lang/say"
)

// lines gives findings as "line:column[code]: message (help)".
func lines(found diag.List) string {
	var b strings.Builder
	for _, d := range found {
		fmt.Fprintf(&b, "%s:%d:%d %s %s", d.Span.Pos.Filename, d.Span.Pos.Line, d.Span.Pos.Column, d.Code, d.Message.String())
		if d.Help.String() != "" {
			b.WriteString(" => " + d.Help.String())
		}
		b.WriteString("\n")
	}
	return b.String()
}

func TestFaults(t *testing.T) {
	two := func() *check.Data { return data("id:text", "stay:number") }
	for _, test := range []struct {
		name string
		data *check.Data
		text string
		want []string // each a part of the finding in its place
	}{
		{"missing column", two(), "id,stays\nA,1\n", []string{"rows.csv:1:1 C0476 rows.csv, line 1: there is no column stay => the nearest names: `stays`"}},
		{"missing column, none like it", two(), "id,x\nA,1\n", []string{"no column stay => the file has `id`, `x`"}},
		{"several columns", data("aa:text", "bb:text"), "a long one,b\n1,2\n", []string{"no column aa", "no column bb"}},
		{"capitals", data("Stay:number"), "stay\n1\n", []string{"no column Stay => the nearest names: `stay`"}},
		{"column twice", two(), "id,stay,stay\nA,1,2\n", []string{"rows.csv:1:9 C0477 rows.csv, line 1: column stay stands twice"}},
		{"semicolons", two(), "id;stay\nA;1\n", []string{"1:1 C0476 rows.csv, line 1: the first line is one cell, not the columns id, stay => the cells are separated by `;`: write `danish`"}},
		{"commas", danish(two()), "id,stay\nA,1\n", []string{"=> the cells are separated by `,`: leave out `danish`"}},
		{"tabs", two(), "id\tstay\nA\t1\n", []string{"save the file as CSV, with `,` between the cells"}},
		{"a word", two(), "id,stay\nA,many\n", []string{"rows.csv:2:3 C0480 rows.csv, line 2, column stay: `many` is not a number"}},
		{"after a long row", two(), "id,stay\n\"a\nb\",x\n\nÆ,y\n", []string{"rows.csv:3:4 C0480", "rows.csv:5:3 C0480"}},
		{"percent in plain column", two(), "id,stay\nA,12%\n", []string{"declare the column as %"}},
		{"exponent", two(), "id,stay\nA,1e6\n", []string{"write the number without exponent"}},
		{"underscore", two(), "id,stay\nA,1_000\n", []string{"C0480"}},
		{"blank inside", two(), "id,stay\nA,1 000\n", []string{"C0480"}},
		{"too long", two(), "id,stay\nA,1" + strings.Repeat("0", 60) + "\n", []string{"more than 60 digits"}},
		{"too large when scaled", data("pay:thousand"), "pay\n1" + strings.Repeat("0", 58) + "\n", []string{"C0480"}},
		{"long cell", two(), "id,stay\nA," + strings.Repeat("x", 100) + "\n", []string{"`" + strings.Repeat("x", 40) + "…` is not a number"}},
		{"unprintable", two(), "id,stay\nA,\"1\n2\"\n", []string{`"1\n2" is not a number`}},
		{"no date", data("day:date"), "day\n2018-02-30\n2018-3-1\n", []string{"2:1 C0480", "3:1 C0480 rows.csv, line 3, column day: `2018-3-1` is not a date => a date is year, month and day: 2018-03-01"}},
		{"day first", data("day:date"), "day\n01-03-2018\n", []string{"day first is read only in files declared `danish`"}},
		{"decimal comma", two(), "id,stay\nA,\"7,4\"\n", []string{"rows.csv:2:3 C0481 rows.csv, line 2, column stay: `7,4` has a comma, in a file with decimal points => write 7.4;"}},
		{"danish number", two(), "id,stay\nA,\"1.234,5\"\n", []string{"C0481 rows.csv, line 2, column stay: `1.234,5` has a comma, in a file with decimal points => write 1234.5;"}},
		{"thousands points", two(), "id,stay\nA,1.234.567\n", []string{"C0481 rows.csv, line 2, column stay: `1.234.567` has thousands points, in a file with decimal points => write 1234567;"}},
		{"thousands commas", two(), "id,stay\nA,\"1,234.5\"\n", []string{"has a comma, in a file with decimal points => write 1234.5;"}},
		{"point in danish", danish(two()), "id;stay\nA;7.4\nB;0.125\nC;7,4\n", []string{
			"2:3 C0481 rows.csv, line 2, column stay: `7.4` does not fit a danish file, which has a decimal comma and thousands points => write 7,4, or leave out `danish`",
			"3:3 C0481 rows.csv, line 3, column stay: `0.125`"}},
		{"english in danish", danish(two()), "id;stay\nA;1,234.5\n", []string{"write 1234,5"}},
		{"empty", two(), "id,stay\nA,\n,2\n", []string{"2:3 C0482 rows.csv, line 2, column stay: the cell is empty => write the value, or declare the column `or missing`", "3:1 C0482"}},
		{"empty row", two(), "id,stay\nA,1\n,\n", []string{"3:1 C0482 rows.csv, line 3: all cells of this row are empty"}},
		{"empty line in one column", data("stay:number?"), "stay\n1\n\n2\n", []string{"3:1 C0482 rows.csv, line 3: an empty line could be"}},
		{"too few", two(), "id,stay\nA\nB,1\n", []string{"2:1 C0478 rows.csv, line 2: this row has 1 cell, the first line has 2 => write the missing cells"}},
		{"too many", two(), "id,stay\nA,7,4\n", []string{"this row has 3 cells, the first line has 2 => a cell that holds `,` stands in quotation marks; a number with a decimal comma counts as two"}},
		{"cut off", two(), "id,stay\nA,1\nB", []string{"3:1 C0478 rows.csv, line 3: this row has 1 cell, the first line has 2; the file ends in the middle of this line"}},
		{"quote never closed", two(), "id,stay\nA,1\n\"B,2\nC,3\n", []string{"3:1 C0479 rows.csv, line 3: the quotation mark that opens here is not closed before the end of the file"}},
		{"quote closed later", two(), "id,stay\n\"B,2\n\"C\",3\nD,4\nE,x\n", []string{"2:1 C0479 rows.csv, line 2: the quotation mark that opens here closes only in line 3", "5:3 C0480"}},
		{"quote closed early", two(), "id,stay\nA,1\n\"B\"b,2\n", []string{"3:1 C0479 rows.csv, line 3: the quotation mark that opens here closes before the end"}},
		{"quote inside", two(), "id,stay\nÆ\"b,2\n", []string{"2:1 C0479 rows.csv, line 2: a quotation mark stands inside a cell"}},
		{"quote in the header", two(), "\"id,stay\nA,1\n", []string{"1:1 C0479 rows.csv, line 1: the quotation mark that opens here is not closed"}},
		{"Windows-1252", two(), "id,stay\nB\xf8rge,1\n", []string{"2:2 C0473 rows.csv, line 2: the file is not UTF-8: the byte 0xf8 is `ø` in Windows-1252 => save the file as UTF-8"}},
		{"UTF-16", two(), "\xff\xfei\x00d\x00", []string{"a.cost:1:1 C0473 rows.csv is UTF-16 (little endian)"}},
		{"UTF-16, unmarked", two(), "\x00i\x00d", []string{"a.cost:1:1 C0473 rows.csv is UTF-16 (big endian, unmarked)"}},
		{"zero byte", two(), "id,stay\nA,\x00\n", []string{"a.cost:1:1 C0474 rows.csv is not text: line 2 holds the byte 0x00"}},
		{"workbook", two(), "PK\x03\x04\x00\x00", []string{"a.cost:1:1 C0474 rows.csv is a workbook (xlsx or ods) or an archive, not CSV => open it and save the sheet as CSV"}},
		{"old workbook", two(), "\xd0\xcf\x11\xe0\xa1\xb1", []string{"older Excel"}},
		{"old line ends", two(), "id,stay\rA,1\r", []string{"1:8 C0474 rows.csv, line 1: the lines end in a bare carriage return"}},
		{"empty file", two(), "", []string{"a.cost:1:1 C0475 rows.csv is empty => its first line names the columns: id,stay"}},
		{"only blanks", two(), "\ufeff\r\n \r\n", []string{"C0475"}},
		{"endless line", two(), "id,stay\nA," + strings.Repeat("1", 2<<20), []string{"2:1 C0455 rows.csv, line 2: this row is longer than 1048576 bytes"}},
		{"endless header", two(), strings.Repeat(",", 2<<20), []string{"1:1 C0455"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			table, found := readText(test.data, test.text)
			for _, text := range diagtest.Untranslated(found) {
				t.Errorf("not all Danish: %s", text)
			}
			if table != nil {
				t.Error("a table beside findings")
			}
			got := strings.Split(strings.TrimSpace(lines(found)), "\n")
			if len(got) != len(test.want) {
				t.Fatalf("%d findings, want %d:\n%s", len(got), len(test.want), lines(found))
			}
			for i, part := range test.want {
				if !strings.Contains(got[i], part) {
					t.Errorf("got  %s\nwant %s", got[i], part)
				}
			}
		})
	}
}

func TestBothPlacesAreShown(t *testing.T) {
	text := "id,stay\nÅse,\"many\"\n"
	d := data("id:text", "stay:number")
	_, file, found := Read(fstest.MapFS{"rows.csv": {Data: []byte(text)}}, "a.cost", d, Limits{})
	if len(found) != 1 {
		t.Fatal(found)
	}
	want := []diag.Related{{Span: scriptSpan(3), Label: say.T("column %s is declared here", "stay")}}
	if diff := cmp.Diff(want, found[0].Related); diff != "" {
		t.Error(diff)
	}
	if got := file.Slice(found[0].Span); got != `"many"` {
		t.Errorf("the carets stand under %q", got)
	}
	if got := found[0].Span.Pos.Column; got != 5 {
		t.Errorf("column %d", got)
	}
}

func TestOnlyTenAreListed(t *testing.T) {
	_, found := readText(data("stay:number"), "stay\n"+strings.Repeat("x\n", 30))
	if len(found) != 11 {
		t.Fatalf("%d findings", len(found))
	}
	want := "rows.csv:12:1: error[C0480]: and 20 more in rows.csv"
	if got := found[10].Error(); got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
}

func TestLimits(t *testing.T) {
	text := "id,stay\n" + strings.Repeat("A,1\n", 20)
	for _, test := range []struct {
		limits Limits
		want   string
	}{
		{Limits{Rows: 20, Cells: 40, Bytes: len(text)}, ""},
		{Limits{Rows: 19}, "rows.csv:21:1: error[C0455]: rows.csv, line 21: there are too many rows: at least 20, at most 19 are allowed"},
		{Limits{Cells: 39}, "rows.csv:21:1: error[C0455]: rows.csv, line 21: there are too many cells: at least 40, at most 39 are allowed"},
		{Limits{Bytes: 50}, "a.cost:1:1: error[C0455]: rows.csv has too many bytes: 88, at most 50 are allowed"},
	} {
		_, _, found := Read(fstest.MapFS{"rows.csv": {Data: []byte(text)}}, "a.cost", data("id:text", "stay:number"), test.limits)
		if diff := cmp.Diff(test.want, found.Error()); diff != "" {
			t.Errorf("%+v: %s", test.limits, diff)
		}
	}
}
