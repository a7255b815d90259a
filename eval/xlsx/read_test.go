package xlsx

import (
	"archive/zip"
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"github.com/costlang/cost/eval/rows"
)

// plenty is room for all that tests read.
var plenty = rows.Room{Bytes: 64 << 20}

func TestHiddenSheets(t *testing.T) {
	b, err := Reader(parted(t, map[string]string{"xl/workbook.xml": `<workbook xmlns:r="r"><sheets><sheet name="A" r:id="a"/><sheet name="B" state="hidden" r:id="a"/>` +
		`<sheet name="C" state="veryHidden" r:id="a"/><sheet name="D" state="visible" r:id="a"/></sheets></workbook>`}), plenty)
	if err != nil {
		t.Fatal(err)
	}
	if hidden := slices.DeleteFunc(b.Sheets(), func(s string) bool { return !b.Hidden(s) }); !slices.Equal(hidden, []string{"B", "C"}) {
		t.Error(hidden)
	}
}

// bookWith is a workbook that a function fills, as excelize writes it.
func bookWith(t testing.TB, fill func(f *excelize.File) error) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	if err := fill(f); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// written is the workbook with cells by their names, on Sheet1.
func written(t testing.TB, cells map[string]any) []byte {
	t.Helper()
	return bookWith(t, func(f *excelize.File) error {
		for name, value := range cells {
			if err := f.SetCellValue("Sheet1", name, value); err != nil {
				return err
			}
		}
		return nil
	})
}

// parted is an archive of parts by hand; those of every workbook are put in where they are not given.
func parted(t testing.TB, own map[string]string) []byte {
	t.Helper()
	parts := map[string]string{
		"_rels/.rels":                `<Relationships><Relationship Id="r" Type="x/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/workbook.xml":            `<workbook xmlns:r="r"><sheets><sheet name="S" r:id="a"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="a" Type="x/worksheet" Target="s.xml"/><Relationship Id="b" Type="x/styles" Target="/xl/styles.xml"/><Relationship Id="c" Type="x/sharedStrings" Target="texts.xml"/></Relationships>`,
		"xl/styles.xml":              `<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="9"/><xf numFmtId="46"/><xf numFmtId="20"/></cellXfs></styleSheet>`,
		"xl/texts.xml":               `<sst><si><t>a</t></si></sst>`,
		"xl/s.xml":                   `<worksheet><sheetData/></worksheet>`,
	}
	for name, text := range own {
		parts[name] = text
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		if parts[name] == "" {
			continue
		}
		part, err := w.Create(name)
		if err == nil {
			_, err = part.Write([]byte(parts[name]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// sheetOf is a workbook with these rows in its XML.
func sheetOf(t testing.TB, data string) []byte {
	t.Helper()
	return parted(t, map[string]string{"xl/s.xml": `<worksheet><sheetData>` + data + `</sheetData></worksheet>`})
}

var signs = map[rows.Kind]string{rows.TextCell: "'", rows.NumberCell: "", rows.DateCell: "@", rows.TruthCell: "!", rows.FaultCell: "#", rows.UnknownCell: "="}

// shown is the rows of the first sheet, as "2: 'text | 7 | @2018-03-01".
func shown(t testing.TB, content []byte) (string, []rows.Area, error) {
	t.Helper()
	b, err := Reader(content, plenty)
	if err != nil {
		return "", nil, err
	}
	var out strings.Builder
	merged, err := b.Read(b.Sheets()[0], func(row int, cells []rows.SheetCell) bool {
		fmt.Fprintf(&out, "%d:", row)
		for i, c := range cells {
			if i > 0 {
				out.WriteString(" |")
			}
			if c.Kind != rows.NoCell {
				out.WriteString(" " + signs[c.Kind] + c.Text)
			}
		}
		out.WriteString("\n")
		return true
	})
	return out.String(), merged, err
}

func TestCells(t *testing.T) {
	for _, test := range []struct{ name, data, want string }{
		{"nothing", ``, ""},
		{"numbers keep their digits", `<row><c><v>0.1</v></c><c><v>1.2345678901234567E-2</v></c><c><v>-1E+21</v></c><c t="n"><v>30000000000000004E-17</v></c><c><v>+.50</v></c></row>`,
			"1: 0.1 | 0.012345678901234567 | -1000000000000000000000 | 0.30000000000000004 | 0.5\n"},
		{"percent", `<row><c s="2"><v>0.25</v></c><c s="2"><v>7.0000000000000007E-2</v></c><c s="2"><v>1</v></c></row>`, "1: 25% | 7% | 100%\n"},
		{"dates", `<row><c s="1"><v>43160</v></c><c s="1"><v>43160.5</v></c><c s="1"><v>0.25</v></c><c s="1"><v>61</v></c><c s="1"><v>60</v></c><c s="1"><v>-1</v></c><c s="1"><v>2958465</v></c><c s="1"><v>1E9</v></c></row>`,
			"1: @2018-03-01 | @2018-03-01 12:00:00 | @0.25 | @1900-03-01 | @60 | @-1 | @9999-12-31 | @1000000000\n"},
		{"times that run on", `<row><c s="3"><v>1.5</v></c><c s="3"><v>1.3888888888888888E-2</v></c><c s="3"><v>0.3333333333333333</v></c><c s="3"><v>-6.25E-2</v></c><c s="3"><v>0</v></c><c s="3"><v>-1E-12</v></c></row>`,
			"1: @36:00:00 | @00:20:00 | @08:00:00 | @-01:30:00 | @00:00:00 | @00:00:00\n"},
		{"milliseconds", `<row><c s="3"><v>1.4467592592592593E-6</v></c><c s="3"><v>5.7870370370370378E-6</v></c><c s="3"><v>2958465.9999999884</v></c><c s="3"><v>2958467</v></c></row>`,
			"1: @00:00:00.125 | @00:00:00.5 | @71003183:59:59.999 | @2958467\n"},
		{"times without a day", `<row><c s="4"><v>0.3125</v></c><c s="4"><v>0.013888888888888888</v></c><c s="4"><v>1.0625</v></c><c s="4"><v>43160.5</v></c><c s="4"><v>-0.25</v></c></row>`,
			"1: @07:30:00 | @00:20:00 | @1.0625 | @2018-03-01 12:00:00 | @-0.25\n"},
		{"written dates", `<row><c t="d"><v>2018-03-01T00:00:00</v></c><c t="d"><v>2018-03-01</v></c></row>`, "1: @2018-03-01 | @2018-03-01\n"},
		{"texts", `<row><c t="s"><v>0</v></c><c t="inlineStr"><is><r><t>b</t></r><r><t> c</t></r><rPh><t>x</t></rPh></is></c><c t="str"><f>A1</f><v>d_x000D_e</v></c><c t="str"><f>A1</f><v></v></c></row>`,
			"1: 'a | 'b c | 'd\re | '\n"},
		{"truth and errors", `<row><c t="b"><v>1</v></c><c t="b"><v>0</v></c><c t="e"><v>#DIV/0!</v></c></row>`, "1: !TRUE | !FALSE | ##DIV/0!\n"},
		{"formulas", `<row><c><f>1+1</f><v>2</v></c><c><f>1+1</f></c><c t="str"><f>A1</f></c></row>`, "1: 2 | = | =\n"},
		{"formulas with an empty value", `<row><c><f>A2*2</f><v></v></c><c><f>A2*2</f><v/></c><c t="n"><f t="shared" si="0"/><v> </v></c><c s="1" t="b"><f>A1</f><v/></c><c t="str"><f>A1</f><v/></c></row>`,
			"1: = | = | = | = | '\n"},
		{"places", `<row r="3"><c r="B3"><v>1</v></c><c><v>2</v></c></row><row><c r="D4"><v>3</v></c></row><row r="9"/><row r="12"><c r="A12"><v>4</v></c></row>`,
			"3: | 1 | 2\n4: | | | 3\n12: 4\n"},
		{"cells with a format only", `<row><c s="1"/><c s="1"><v></v></c></row>`, ""},
		{"what hangs on rows", `<row><c><v>1</v></c><extLst><ext><c><v>9</v></c></ext></extLst></row>`, "1: 1\n"},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, _, err := shown(t, sheetOf(t, test.data))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestFormats(t *testing.T) {
	for code, want := range map[string]format{
		"General": asNumber, "Standard": asNumber, "0.00": asNumber, `#,##0.00 "dkk"`: asNumber, `#,##0\ \d`: asNumber, "#,##0 [$kr.-406]": asNumber, "[Red]0": asNumber,
		`0;"minus" d`: asNumber, "_d0": asNumber, "0.00E+00": asNumber, "0%": asPercent, `0.0\ %;[Red]-0.0 %`: asPercent, `"%"0`: asNumber,
		"yyyy-mm-dd": asDate, "[$-406]d. mmmm yyyy": asDate, "DD-MM-ÅÅ": asDate, "d/m h:mm": asDate, "mmm": asDate, "h:mm": asClock, "mm:ss": asClock, "h:mm AM/PM": asClock, "[$-F400]h:mm:ss\\ AM/PM": asClock,
		`h "dag" 0%`: asClock, "[h]:mm": asElapsed, "[hh]:mm:ss.000": asElapsed, `[Red][h]:mm;"m"d`: asElapsed, "[SS]": asElapsed, "[mm]:ss": asElapsed,
		"": asNumber, `"`: asNumber, "[": asNumber, `\`: asNumber, "[]": asNumber, "[hm]": asNumber,
	} {
		if got := formatOf(code); got != want {
			t.Errorf("%s is %d, not %d", code, got, want)
		}
	}
}

func TestBuiltInFormats(t *testing.T) {
	for id, want := range map[string]format{
		"0": asNumber, "9": asPercent, "14": asDate, "18": asClock, "20": asClock, "21": asClock, "22": asDate, "45": asClock, "46": asElapsed, "47": asClock, "x": asNumber,
	} {
		if got := builtIn(id); got != want {
			t.Errorf("%s is %d, not %d", id, got, want)
		}
	}
}

// A typed number is stored with all digits of its double by Excel, with 16 by some libraries, and with all that the double has by others.
func TestNumbersAsMeant(t *testing.T) {
	for stored, want := range map[string]string{
		"8.1999999999999993": "8.2", "1.1000000000000001": "1.1", "19.989999999999998": "19.99", "0.57999999999999996": "0.58", "7.0000000000000007E-2": "0.07",
		"1234567.8899999999": "1234567.89", "-8.1999999999999993": "-8.2", "0.28999999999999998": "0.29", "9.9999999999999992E+22": "1" + strings.Repeat("0", 23),
		"8.199999999999999": "8.2", "0.1000000000000000055511151231257827": "0.1", "4.9406564584124654E-324": "0." + strings.Repeat("0", 323) + "5",
		// Shortest already.
		"8.2": "8.2", "0.30000000000000004": "0.30000000000000004", "5E-2": "0.05", "123456789012345.6": "123456789012345.6", "0.1234567890123456": "0.1234567890123456",
		// Digits that no double has.
		"0.1234567890123456789": "0.1234567890123456789", "9007199254740993.5": "9007199254740993.5", "1." + strings.Repeat("3", 800): "1." + strings.Repeat("3", 800),
		// Whole numbers are as exact as they look.
		"9007199254740993": "9007199254740993", "90071992547409936": "90071992547409936", "12345678901234567.0": "12345678901234567", "100000000000000000000001": "100000000000000000000001",
	} {
		got, _, err := shown(t, sheetOf(t, `<row><c><v>`+stored+`</v></c></row>`))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff("1: "+want+"\n", got); diff != "" {
			t.Errorf("%s: %s", stored, diff)
		}
	}
}

// Whatever double somebody types, with as many digits as a text of it has, is read as typed; and its shortest text stays as it is.
func TestTypedNumbersAreRead(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		typed := fmt.Sprintf("%d.%0*d5", rapid.IntRange(0, 9_999_999).Draw(t, "whole"), rapid.IntRange(1, 6).Draw(t, "places"), rapid.IntRange(0, 9).Draw(t, "fraction"))
		n, err := strconv.ParseFloat(typed, 64)
		if err != nil {
			t.Fatal(err)
		}
		for _, form := range []string{"%.17g", "%.16e", "%.20f", "%v"} {
			if got, ok := plain(meant(fmt.Sprintf(form, n)), 0); !ok || got != typed {
				t.Errorf("%s as %s is %s", typed, fmt.Sprintf(form, n), got)
			}
		}
	})
}

func TestWorkbookOfExcelize(t *testing.T) {
	content := written(t, map[string]any{
		"A1": "town", "B1": "stay", "C1": "day", "A2": "Århus", "B2": 7.8, "C2": time.Date(2018, 3, 1, 0, 0, 0, 0, time.UTC), "A4": true,
	})
	got, merged, err := shown(t, content)
	if err != nil || merged != nil {
		t.Fatal(err, merged)
	}
	if diff := cmp.Diff("1: 'town | 'stay | 'day\n2: 'Århus | 7.8 | @2018-03-01\n4: !TRUE\n", got); diff != "" {
		t.Error(diff)
	}
}

func TestSheetsAndMergedCells(t *testing.T) {
	content := bookWith(t, func(f *excelize.File) error {
		for _, name := range []string{"Ophold & mere", "Skjult"} {
			if _, err := f.NewSheet(name); err != nil {
				return err
			}
		}
		if err := f.SetSheetVisible("Skjult", false); err != nil {
			return err
		}
		if err := f.SetCellValue("Sheet1", "A1", "title"); err != nil {
			return err
		}
		return f.MergeCell("Sheet1", "A1", "C2")
	})
	b, err := Reader(content, plenty)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"Sheet1", "Ophold & mere", "Skjult"}, b.Sheets()); diff != "" {
		t.Error(diff)
	}
	_, merged, err := shown(t, content)
	if diff := cmp.Diff([]rows.Area{{FirstRow: 1, FirstColumn: 1, LastRow: 2, LastColumn: 3}}, merged); diff != "" || err != nil {
		t.Error(diff, err)
	}
}

// Workbooks of old Macs count days from 1904.
func TestDaysFrom1904(t *testing.T) {
	content := parted(t, map[string]string{
		"xl/workbook.xml": `<workbook xmlns:r="r"><workbookPr date1904="1"/><sheets><sheet name="S" r:id="a"/></sheets></workbook>`,
		"xl/s.xml":        `<worksheet><sheetData><row><c s="1"><v>41698</v></c><c s="1"><v>0</v></c></row></sheetData></worksheet>`,
	})
	got, _, err := shown(t, content)
	if err != nil || got != "1: @2018-03-01 | @1904-01-01\n" {
		t.Error(got, err)
	}
}

// A sheet whose rows are not wanted is not read further.
func TestEnough(t *testing.T) {
	b, err := Reader(sheetOf(t, strings.Repeat(`<row><c><v>1</v></c></row>`, 10)+`<row r="x"/>`), plenty)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	if _, err := b.Read("S", func(int, []rows.SheetCell) bool { n++; return n < 3 }); err != nil || n != 3 {
		t.Errorf("%d rows: %v", n, err)
	}
}
