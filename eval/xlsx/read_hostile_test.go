package xlsx

import (
	"archive/zip"
	"bytes"
	"errors"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"github.com/costlang/cost/eval/rows"
	"github.com/costlang/cost/lang/corpus"
	"github.com/costlang/cost/lang/say"
)

// refusal is why a workbook is refused, which must be said in Danish too.
func refusal(t *testing.T, content []byte) string {
	t.Helper()
	var err error
	corpus.Bounded(t, func() { _, _, err = shown(t, content) })
	var why *rows.Refusal
	if !errors.As(err, &why) {
		t.Fatalf("no refusal: %v", err)
	}
	if why.Unpacked > 0 {
		return "unpacked"
	}
	for _, p := range []say.Phrase{why.Why, why.Help} {
		if p.In(say.Danish) == p.String() {
			t.Errorf("not Danish: %s", p)
		}
	}
	return why.Why.String() + " => " + why.Help.String()
}

func TestForeignFiles(t *testing.T) {
	locked := bookWith(t, func(f *excelize.File) error { return nil })
	var secret bytes.Buffer
	f, err := excelize.OpenReader(bytes.NewReader(locked))
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Write(&secret, excelize.Options{Password: "hemmelig"}); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name    string
		content []byte
		want    string
	}{
		{"password", secret.Bytes(), "it is protected by a password => save it without a password"},
		{"xls", []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), "it is a workbook of an older Excel (.xls) => open it and save it as .xlsx"},
		{"xlsb", parted(t, map[string]string{"_rels/.rels": `<Relationships><Relationship Id="r" Type="x/officeDocument" Target="xl/workbook.bin"/></Relationships>`}),
			"it is a binary workbook (.xlsb) => open it and save it as .xlsx"},
		{"ods", parted(t, map[string]string{"_rels/.rels": "", "mimetype": "m", "content.xml": "<a/>"}), "it is an OpenDocument file (.ods) => open it and save it as .xlsx"},
		{"text", []byte("id,stay\n"), "it is no workbook, whatever its name ends in => "},
		{"nothing", nil, "it is empty => "},
		{"archive", parted(t, map[string]string{"_rels/.rels": ""}), "it is an archive without a workbook in it => "},
		{"beginning", locked[:len(locked)/2], "it is damaged: it is cut off, or no archive => open it in Excel or LibreOffice, and save it again"},
		{"no end", locked[:len(locked)-30], "it is damaged: it is cut off"},
	} {
		if got := refusal(t, test.content); !strings.HasPrefix(got, test.want) {
			t.Errorf("%s: %s", test.name, got)
		}
	}
}

func TestDamagedWorkbooks(t *testing.T) {
	sheet := func(data string) map[string]string {
		return map[string]string{"xl/s.xml": `<worksheet><sheetData>` + data + `</sheetData></worksheet>`}
	}
	for want, own := range map[string]map[string]string{
		"its part xl/workbook.xml is missing":               {"xl/workbook.xml": ""},
		"its part xl/s.xml is missing":                      {"xl/s.xml": ""},
		"its part xl/s.xml is empty":                        {"xl/s.xml": "<?xml version='1.0'?>"},
		"its part xl/s.xml cannot be read":                  {"xl/s.xml": "<worksheet><sheetData>"},
		"its part xl/workbook.xml cannot be read":           {"xl/workbook.xml": "<?xml version='1.0' encoding='UTF-16'?><workbook/>"},
		"row 1 stands below row 1":                          sheet(`<row r="1"/><row r="1"/>`),
		"row x stands below row 0":                          sheet(`<row r="x"/>`),
		"it has a row below row 1048576":                    sheet(`<row r="1048577"/>`),
		"the cell B7 stands in row 1, behind column 0":      sheet(`<row><c r="B7"/></row>`),
		"the cell A1 stands in row 1, behind column 2":      sheet(`<row><c r="B1"/><c r="A1"/></row>`),
		"the cell XFE1 stands in row 1":                     sheet(`<row><c r="XFE1"/></row>`),
		"row 1 holds a cell with `5`":                       sheet(`<row><c t="s"><v>5</v></c></row>`),
		"row 1 holds a cell with `NaN`":                     sheet(`<row><c><v>NaN</v></c></row>`),
		"row 1 holds a cell with `1e999`":                   sheet(`<row><c><v>1e999</v></c></row>`),
		"row 1 holds a cell with `2`":                       sheet(`<row><c t="b"><v>2</v></c></row>`),
		"row 1 holds a cell with `x`":                       sheet(`<row><c t="z"><v>x</v></c></row>`),
		"its part xl/s.xml is nested deeper than 50":        {"xl/s.xml": strings.Repeat("<a>", 1<<20)},
		"its part xl/s.xml has a text of more than 1048576": sheet(`<row><c t="str"><v>` + strings.Repeat("x", 1<<21) + `</v></c></row>`),
		"its part xl/texts.xml has a text of more than":     {"xl/texts.xml": `<sst><si>` + strings.Repeat("<t>"+strings.Repeat("x", 1<<16)+"</t>", 17) + `</si></sst>`, "xl/s.xml": `<worksheet/>`},
		"it has more than 10000 number formats":             {"xl/styles.xml": `<s><numFmts>` + strings.Repeat(`<n/>`, 1) + manyFormats() + `</numFmts></s>`},
		"xl/_rels/workbook.xml.rels lists more than 10000":  {"xl/_rels/workbook.xml.rels": manyRelations()},
	} {
		if got := refusal(t, parted(t, own)); !strings.HasPrefix(got, "it is damaged: "+want) {
			t.Errorf("%s: %s", want, got)
		}
	}
}

func manyFormats() string { return many(`<numFmt numFmtId="`, `"/>`) }

func manyRelations() string {
	return `<Relationships>` + many(`<Relationship Type="x/worksheet" Id="`, `"/>`) + `</Relationships>`
}

// many is 10,001 elements with numbers of their own.
func many(before, after string) string {
	var b strings.Builder
	for i := range 10_001 {
		b.WriteString(before + strings.Repeat("i", 1+i%97) + string(rune('0'+i%10)) + strings.Repeat("j", i/97) + after)
	}
	return b.String()
}

// What is packed to little and unpacks to much is refused once it has had its share, in the time and memory of that.
func TestBombs(t *testing.T) {
	shares := strings.Repeat(`<row><c t="s"><v>0</v></c></row>`, 1<<10)
	for name, own := range map[string]map[string]string{
		"a sheet of nothing": {"xl/s.xml": `<worksheet>` + strings.Repeat("<!-- -->", 1<<20)},
		"empty cells":        {"xl/s.xml": `<worksheet><sheetData><row>` + strings.Repeat("<a/>", 2<<20)},
		"shared texts":       {"xl/texts.xml": `<sst>` + strings.Repeat("<si/>", 1<<20), "xl/s.xml": `<worksheet/>`},
		"one text, shared":   {"xl/texts.xml": `<sst><si><t>` + strings.Repeat("x", 1<<19) + `</t></si></sst>`, "xl/s.xml": `<worksheet><sheetData>` + shares + `</sheetData></worksheet>`},
		"styles":             {"xl/styles.xml": `<s><cellXfs>` + strings.Repeat("<x/>", 2<<20)},
		"one tag":            {"xl/s.xml": `<worksheet a="` + strings.Repeat("x", 5<<20)},
		"a text in pieces":   {"xl/texts.xml": `<sst><si>` + strings.Repeat("<t>"+strings.Repeat("x", 1<<16)+"</t>", 65), "xl/s.xml": `<worksheet/>`},
	} {
		content := parted(t, own)
		var err error
		runtime.GC()
		peak := corpus.Peak(func() { _, err = read(content, rows.Room{Bytes: 4 << 20}) })
		var why *rows.Refusal
		if !errors.As(err, &why) || why.Unpacked <= 4<<20 {
			t.Errorf("%s: %v", name, err)
		}
		if peak > 200<<20 {
			t.Errorf("%s takes %d MB", name, peak>>20)
		}
	}
}

// read reads the first sheet, and returns how many rows it has.
func read(content []byte, room rows.Room) (n int, err error) {
	b, err := Reader(content, room)
	if err == nil {
		_, err = b.Read(b.Sheets()[0], func(int, []rows.SheetCell) bool { n++; return true })
	}
	return n, err
}

// The last of a million rows lies as near as the first, wherever its cells stand.
func TestCellsFarToTheRight(t *testing.T) {
	var data strings.Builder
	for range 1 << 18 {
		data.WriteString(`<row><c/><c><v>1</v></c></row>`)
	}
	content := sheetOf(t, `<row r="1"><c r="XFD1"><v>1</v></c></row>`+data.String())
	runtime.GC()
	corpus.Bounded(t, func() {
		if n, err := read(content, plenty); n != 1<<18+1 || err != nil {
			t.Error(n, err)
		}
	})
}

func TestManyParts(t *testing.T) {
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for i := range mostParts + 1 {
		if _, err := w.CreateHeader(&zip.FileHeader{Name: strings.Repeat("a", i%90) + string(rune('a'+i/90%26))}); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff("it is damaged: it has more than 50000 parts => open it in Excel or LibreOffice, and save it again", refusal(t, out.Bytes())); diff != "" {
		t.Error(diff)
	}
}

func TestTwoPartsOfOneName(t *testing.T) {
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, name := range []string{"xl/workbook.xml", `XL\Workbook.xml`} {
		if _, err := w.Create(name); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if got := refusal(t, out.Bytes()); !strings.HasPrefix(got, "it is damaged: it has two parts xl/workbook.xml") {
		t.Error(got)
	}
}

var errOver = errors.New("time is over")

func TestStopped(t *testing.T) {
	content := sheetOf(t, strings.Repeat(`<row><c><v>1</v></c></row>`, 10_000))
	asked := 0
	n, err := read(content, rows.Room{Bytes: 64 << 20, Stopped: func() error {
		if asked++; asked > 3 {
			return errOver
		}
		return nil
	}})
	if !errors.Is(err, errOver) || n == 0 || n > 5_000 {
		t.Errorf("%d rows: %v", n, err)
	}
}

// FuzzReader gives parts of a workbook that are as real ones have them, or not.
func FuzzReader(f *testing.F) {
	for _, data := range []string{
		`<row r="1"><c r="A1" s="1" t="s"><v>0</v></c><c r="C1" s="2"><f>1+1</f><v>7.0000000000000007E-2</v></c></row><row r="3"><c r="A3" t="inlineStr"><is><t>x</t></is></c></row>`,
		`<row><c t="e"><v>#N/A</v></c><c t="b"><v>1</v></c><c s="3"><v>1.5</v></c><c><f>1</f></c></row>`,
	} {
		f.Add(`<worksheet><sheetData>`+data+`</sheetData><mergeCells><mergeCell ref="A1:B2"/></mergeCells></worksheet>`,
			`<sst><si><t>a</t></si><si><r><t>b_x000D_</t></r></si></sst>`, `<styleSheet><numFmts><numFmt numFmtId="164" formatCode="[h]:mm;0%"/></numFmts><cellXfs><xf numFmtId="14"/><xf numFmtId="164"/></cellXfs></styleSheet>`)
	}
	f.Add("", "<", `<a b="`)
	f.Fuzz(func(t *testing.T, sheet, texts, styles string) {
		content := parted(t, map[string]string{"xl/s.xml": sheet, "xl/texts.xml": texts, "xl/styles.xml": styles})
		corpus.Bounded(t, func() { checkReading(t, content) })
	})
}

// FuzzWorkbook gives whole files, beginning with real ones.
func FuzzWorkbook(f *testing.F) {
	f.Add(written(f, map[string]any{"A1": "town", "B1": "stay", "A2": "Århus", "B2": 7.8, "D9": true}))
	f.Add(sheetOf(f, `<row><c t="s"><v>0</v></c></row>`))
	for _, content := range corpus.Texts(f, "../..", ".xlsx") {
		f.Add([]byte(content))
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		corpus.Bounded(t, func() { checkReading(t, content) })
	})
}

// checkReading demands of a workbook that it is refused in words, or has rows in order with cells that are what their kinds say.
func checkReading(t *testing.T, content []byte) {
	b, err := Reader(content, rows.Room{Bytes: 4 << 20})
	if err != nil {
		checkRefusal(t, err)
		return
	}
	for _, name := range b.Sheets()[:min(len(b.Sheets()), 3)] {
		last := 0
		_, err := b.Read(name, func(row int, cells []rows.SheetCell) bool {
			if row <= last || len(cells) == 0 || len(cells) > mostColumns {
				t.Fatalf("row %d with %d cells behind row %d", row, len(cells), last)
			}
			last = row
			for _, c := range cells {
				checkCell(t, c)
			}
			return true
		})
		if err != nil {
			checkRefusal(t, err)
		}
	}
}

func checkCell(t *testing.T, c rows.SheetCell) {
	switch c.Kind {
	case rows.NumberCell:
		if _, ok := plain(strings.TrimSuffix(c.Text, "%"), 0); !ok || strings.ContainsAny(c.Text, "eE") {
			t.Fatalf("%q is no number", c.Text)
		}
	case rows.NoCell, rows.UnknownCell:
		if c.Text != "" {
			t.Fatalf("a cell without a value has the text %q", c.Text)
		}
	}
}

func checkRefusal(t *testing.T, err error) {
	var why *rows.Refusal
	if !errors.As(err, &why) || why.Why.Empty() {
		t.Fatalf("no refusal: %v", err)
	}
}
