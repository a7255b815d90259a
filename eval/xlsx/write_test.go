package xlsx

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"html"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"github.com/costlang/cost/eval/rows"
	"github.com/costlang/cost/eval/workbook"
)

// hostile are texts that files of Excel have no room for as they stand, or that would be something else.
func hostile() []string {
	return []string{
		"=1+1", "'quoted", "@SUM(A1)", "-2+3", " before", "after ", "\n", "a\nb", "tab\tin", "return\r\nfeed", "\x00\x01\x1f\x7f", "_x0041_", "_x005F_", "_x0041", "_x0041\x01",
		"_x0041_x0042_", "\x01x0041_", "__x0041__", "_X0041_", "_xyzzy_", "<a href=\"x\">&amp;</a>", "]]>", "𝄞 😀 e\u0301", "\ufffe\uffff", "TRUE", "1e5", "#N/A", "",
		strings.Repeat("æ", 32_767),
	}
}

// column is a book of one sheet with a cell below the other.
func column(cells ...workbook.Cell) *workbook.Book {
	s := &workbook.Sheet{Title: "Ark & 'mere' <1>"}
	for i, c := range cells {
		s.Put(i, 0, c)
	}
	return &workbook.Book{Title: "Title & <more>", Made: "cost 1.0", Language: "da", Sheets: []*workbook.Sheet{s}}
}

func mustWrite(t testing.TB, book *workbook.Book) []byte {
	t.Helper()
	out, err := Write(book)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// reopened is what excelize, which shares nothing with what is tested, reads from a file.
func reopened(t testing.TB, book *workbook.Book) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(mustWrite(t, book)))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

// unpacked is the text of each part of a file.
func unpacked(t testing.TB, file []byte) map[string]string {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, f := range archive.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		out[f.Name] = string(body)
	}
	return out
}

func TestTextsComeBack(t *testing.T) {
	var cells []workbook.Cell
	for _, text := range hostile() {
		cells = append(cells, workbook.Cell{Kind: workbook.Text, Text: text})
	}
	book := column(cells...)
	f, sheet := reopened(t, book), book.Sheets[0].Title
	for i, want := range hostile() {
		at := fmt.Sprint("A", i+1)
		got, err := f.GetCellValue(sheet, at)
		formula, _ := f.GetCellFormula(sheet, at)
		if err != nil || got != want || formula != "" {
			t.Errorf("%.80q is %.80q, formula %q: %v", want, got, formula, err)
		}
	}
	b, err := Reader(mustWrite(t, book), plenty)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := b.Read(sheet, func(row int, cells []rows.SheetCell) bool {
		if want := hostile()[row-1]; cells[0].Text != want {
			t.Errorf("%.80q is %.80q in our own reader", want, cells[0].Text)
		}
		return true
	}); err != nil {
		t.Error(err)
	}
}

// Whatever a text is, it is read as it was; only what is no text at all becomes U+FFFD.
func TestEscapes(t *testing.T) {
	piece := rapid.OneOf(rapid.SampledFrom([]string{"_", "_x", "x0041", "_x005F_", "0", "A", "_x0041_", "\x01", "\r"}), rapid.String())
	rapid.Check(t, func(t *rapid.T) {
		text := strings.ToValidUTF8(strings.Join(rapid.SliceOf(piece).Draw(t, "text"), ""), "\uFFFD")
		got := escaped(text)
		if back := unescaped(got); back != text {
			t.Errorf("%q is written %q and read %q", text, got, back)
		}
		if strings.ContainsFunc(got, func(r rune) bool { return r != '_' && isSpecial(r) }) {
			t.Errorf("%q is written %q", text, got)
		}
	})
	if got := escaped("a\xffb"); got != "a\uFFFDb" {
		t.Errorf("what is no UTF-8 is written %q", got)
	}
}

func TestNumbersComeBack(t *testing.T) {
	list := []string{"0", "-0.1", "0.30000000000000004", "123456789012345678901234567890", "0.000000000000000000000000000001", "1e300", "5e-324", "-1e21"}
	var cells []workbook.Cell
	for _, n := range list {
		cells = append(cells, workbook.Cell{Kind: workbook.Number, Text: n})
	}
	book := column(cells...)
	f := reopened(t, book)
	for i, n := range list {
		got, err := f.GetCellValue(book.Sheets[0].Title, fmt.Sprint("A", i+1), excelize.Options{RawCellValue: true})
		want, _ := strconv.ParseFloat(n, 64)
		if v, bad := strconv.ParseFloat(got, 64); err != nil || bad != nil || v != want {
			t.Errorf("%s is %s: %v", n, got, err)
		}
	}
}

// full is a book with all that a file can hold, on three sheets.
func full() *workbook.Book {
	first := &workbook.Sheet{Title: "One's", Widths: []float64{30, 0, 400}, FrozenRows: 2, FrozenCols: 1}
	first.Put(0, 0, workbook.Cell{Kind: workbook.Text, Text: "Title", Style: workbook.Style{Role: workbook.Title}})
	first.Put(1, 1, workbook.Cell{Kind: workbook.Text, Text: "Head", Style: workbook.Style{Role: workbook.Header, Right: true}})
	first.Put(3, 1, workbook.Cell{Kind: workbook.Number, Text: "0.5", Style: workbook.Style{Role: workbook.Input, Format: `#,##0.0 "kr. _x0041_"`}, Note: "where from\n" + strings.Repeat("long ", 300)})
	first.Put(4, 1, workbook.Cell{Kind: workbook.Formula, Text: `IF(given<1,"a&b",2)`, Style: workbook.Style{Role: workbook.Total, Indent: 2, Wrap: true}})
	first.Put(5, 1, workbook.Cell{Style: workbook.Style{Role: workbook.Quiet}, Note: "=_x0041_\x01"})
	first.Limits = []workbook.Limit{{Row: 3, Col: 1, Low: "$C$1", High: "$C$2"}}
	second := &workbook.Sheet{Title: "Two", FrozenRows: 1}
	second.Put(0, 0, workbook.Cell{Kind: workbook.Digest, Text: "abc"})
	third := &workbook.Sheet{Title: "Tre ✓", FrozenCols: 2}
	third.Put(0, mostColumns-1, workbook.Cell{Kind: workbook.Text, Text: "last", Note: "beside the last column"})
	return &workbook.Book{Title: "T", Made: "cost 1.0", Language: "en", Sheets: []*workbook.Sheet{first, second, third},
		Names: []workbook.Name{{Name: "given", At: workbook.Address{Sheet: first, Row: 3, Col: 1}}, {Name: "ænder", At: workbook.Address{Sheet: third}}}}
}

// shape says what excelize finds in a file, a line each.
func shape(t *testing.T, f *excelize.File) string {
	t.Helper()
	var out strings.Builder
	for _, n := range f.GetDefinedName() {
		fmt.Fprintln(&out, n.Name, n.RefersTo, n.Scope)
	}
	props, err := f.GetDocProps()
	if err != nil {
		t.Fatal(err)
	}
	fmt.Fprintln(&out, props.Title, "|", props.Creator, "|", props.LastModifiedBy, "|", props.Created, "|", props.Modified, "|", props.Language)
	for _, sheet := range f.GetSheetList() {
		panes, err := f.GetPanes(sheet)
		if err != nil {
			t.Fatal(err)
		}
		view, _ := f.GetSheetView(sheet, 0)
		layout, _ := f.GetPageLayout(sheet)
		props, _ := f.GetSheetProps(sheet)
		foot, _ := f.GetHeaderFooter(sheet)
		fmt.Fprintf(&out, "%s: %v %d|%d %s %s, lines %v, paper %d %s %d×%d %v %s\n", sheet, panes.Freeze, panes.YSplit, panes.XSplit, panes.TopLeftCell, panes.ActivePane,
			*view.ShowGridLines, *layout.Size, *layout.Orientation, *layout.FitToWidth, *layout.FitToHeight, *props.FitToPage, foot.OddFooter)
	}
	return out.String()
}

func TestShape(t *testing.T) {
	f := reopened(t, full())
	want := `given 'One''s'!$B$4 Workbook
ænder 'Tre ✓'!$A$1 Workbook
_xlnm.Print_Titles 'One''s'!$A:$A,'One''s'!$1:$2 One's
_xlnm.Print_Titles 'Two'!$1:$1 Two
_xlnm.Print_Titles 'Tre ✓'!$A:$B Tre ✓
T | cost 1.0 | cost 1.0 |  |  | en
One's: true 2|1 B3 bottomRight, lines false, paper 9 landscape 1×0 true &L&A&R&P / &N
Two: true 1|0 A2 bottomLeft, lines false, paper 9 landscape 1×0 true &L&A&R&P / &N
Tre ✓: true 0|2 C1 topRight, lines false, paper 9 landscape 665×0 true &L&A&R&P / &N
`
	if diff := cmp.Diff(want, shape(t, f)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	limits, err := f.GetDataValidations("One's")
	if err != nil || len(limits) != 1 || limits[0].Sqref != "B4" || limits[0].Formula1 != "$C$1" || limits[0].Formula2 != "$C$2" || limits[0].Type != "decimal" || !limits[0].ShowErrorMessage {
		t.Errorf("the limits are %+v: %v", limits, err)
	}
	for at, want := range map[string]string{"B4": "", "B5": `IF(given<1,"a&b",2)`} {
		if got, err := f.GetCellFormula("One's", at); got != want || err != nil {
			t.Errorf("the formula in %s is %s: %v", at, got, err)
		}
	}
	if got, _ := f.GetCellValue("Two", "A1"); got != "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" {
		t.Errorf("the digest of abc is %s", got)
	}
	for col, want := range map[string]float64{"A": 30, "B": 9.140625, "C": widest} {
		if got, err := f.GetColWidth("One's", col); got != want || err != nil {
			t.Errorf("%s is %v wide: %v", col, got, err)
		}
	}
	if high, err := f.GetRowHeight("One's", 1); high != 24 || err != nil {
		t.Errorf("the title is %v high: %v", high, err)
	}
}

// Roles look as they should, and equal looks are one. Colours that are not those of texts excelize tells only of files with a theme.
func TestLooks(t *testing.T) {
	f := reopened(t, full())
	styled := func(at string) *excelize.Style {
		number, err := f.GetCellStyle("One's", at)
		if err != nil {
			t.Fatal(err)
		}
		s, err := f.GetStyle(number)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	if s := styled("A1"); s.Font.Size != 16 || !s.Font.Bold || s.Font.Color != head[2:] || s.Alignment.Vertical != "top" {
		t.Errorf("the title looks like %+v", s)
	}
	if s := styled("B2"); s.Fill.Pattern != 1 || len(s.Border) == 0 || s.Alignment.Horizontal != "right" || !s.Alignment.WrapText || s.Alignment.Vertical != "bottom" {
		t.Errorf("the head of a column looks like %+v", s)
	}
	if s := styled("B4"); s.Font.Color != blue[2:] || s.Fill.Pattern != 1 || s.CustomNumFmt == nil || *s.CustomNumFmt != `#,##0.0 "kr. _x005F_x0041_"` {
		t.Errorf("an input looks like %+v", s)
	}
	if s := styled("B5"); s.Alignment.Indent != 2 || s.Alignment.Horizontal != "left" || !s.Font.Bold || s.Fill.Pattern != 0 {
		t.Errorf("a sum looks like %+v", s)
	}
	if s := styled("B4"); s.Alignment.Vertical != "center" {
		t.Errorf("a row of one line stands at the %s", s.Alignment.Vertical)
	}
	over := unpacked(t, mustWrite(t, column(workbook.Cell{Kind: workbook.Number, Text: "1", Style: workbook.Style{Role: workbook.Quiet, Over: true}})))["xl/styles.xml"]
	if !strings.Contains(over, `<top style="thin">`) {
		t.Errorf("no line is drawn above a unit in a row of sums:\n%s", over)
	}
	var cells []workbook.Cell
	for i := range 100 {
		cells = append(cells, workbook.Cell{Kind: workbook.Number, Text: "1", Style: workbook.Style{Indent: i % 3, Role: workbook.Role(2 * (i % 2))}})
	}
	if styles := unpacked(t, mustWrite(t, column(cells...)))["xl/styles.xml"]; !strings.Contains(styles, `<cellXfs count="7">`) {
		t.Errorf("six looks and the usual one are not told once each:\n%s", styles)
	}
}

// What is typed over a number that is given is shown with all its decimals, whatever its format rounds to; cells alike are told of once.
func TestDigits(t *testing.T) {
	s, given := &workbook.Sheet{Title: "Given"}, workbook.Style{Role: workbook.Input, Format: "#,##0"}
	share, money, date := given, workbook.Style{Given: true, Format: `#,##0.00" kr."`}, given
	share.Format, date.Format = "#,##0.0%", "yyyy-mm-dd"
	for row, style := range []workbook.Style{given, given, share, money, date, {Format: "#,##0"}, given} {
		s.Put(row, 2, workbook.Cell{Kind: workbook.Number, Text: "7", Style: style})
	}
	s.Put(7, 2, workbook.Cell{Kind: workbook.Text, Text: "7", Style: given})
	book := &workbook.Book{Sheets: []*workbook.Sheet{s}}
	got, err := reopened(t, book).GetConditionalFormats("Given")
	if err != nil {
		t.Fatal(err)
	}
	formats := regexp.MustCompile(`<dxf><numFmt numFmtId="\d+" formatCode="([^"]*)"/></dxf>`).FindAllStringSubmatch(unpacked(t, mustWrite(t, book))["xl/styles.xml"], -1)
	shown := map[string]string{}
	for at, rules := range got {
		for _, rule := range rules {
			if rule.Type != "formula" || len(formats) != 3 {
				t.Fatalf("%s: %+v %q", at, rule, formats)
			}
			shown[at] = rule.Criteria + " " + html.UnescapeString(formats[*rule.Format][1])
		}
	}
	want := map[string]string{
		"C1:C2 C7": "ROUND(C1,10)<>ROUND(C1,0) #,##0.##########", "C3": "ROUND(C3,12)<>ROUND(C3,3) #,##0.0#########%",
		"C4": `ROUND(C4,10)<>ROUND(C4,2) #,##0.00########" kr."`,
	}
	if diff := cmp.Diff(want, shown); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestNotes(t *testing.T) {
	f := reopened(t, full())
	list, err := f.GetComments("One's")
	if err != nil || len(list) != 2 {
		t.Fatal(len(list), "notes", err)
	}
	long := "where from\n" + strings.Repeat("long ", 300)
	if list[0].Cell != "B4" || list[0].Author != "cost" || len(list[0].Paragraph) != 1 || list[0].Paragraph[0].Text != long[:longestNote]+"…" {
		t.Errorf("the first note is %+v", list[0])
	}
	parts := unpacked(t, mustWrite(t, full()))
	if text := parts["xl/comments1.xml"]; !strings.Contains(text, "<t>=_x005F_x0041__x0001_</t>") {
		t.Errorf("the second note is not escaped:\n%s", text)
	}
	boxes := parts["xl/drawings/vmlDrawing1.vml"]
	if strings.Count(boxes, "visibility:hidden") != 2 || !strings.Contains(boxes, `id="_x0000_s1025"`) || !strings.Contains(boxes, `id="_x0000_s1026"`) {
		t.Errorf("the notes are not in two hidden boxes:\n%s", boxes)
	}
	// Column C is wider than a box; 24 lines of 16 pixels end in the twentieth row of 20.
	if !strings.Contains(boxes, "<x:Anchor>2, 15, 2, 0, 2, 255, 21, 4</x:Anchor>") {
		t.Errorf("the first box stands elsewhere:\n%s", boxes)
	}
	if last := parts["xl/drawings/vmlDrawing3.vml"]; !strings.Contains(last, "<x:Anchor>16383, 15, 0, 0, 16383, 64, 1, 12</x:Anchor>") {
		t.Errorf("a box at the last column does not end on it:\n%s", last)
	}
	if _, has := parts["xl/comments2.xml"]; has || strings.Contains(parts["xl/worksheets/sheet2.xml"], "legacyDrawing") {
		t.Error("a sheet without notes has a part for them")
	}
}

// Excel refuses a sheet whose elements do not stand as the schema of ECMA-376 has them.
func TestOrder(t *testing.T) {
	order := strings.Fields("sheetPr dimension sheetViews sheetFormatPr cols sheetData conditionalFormatting dataValidations pageSetup headerFooter legacyDrawing")
	parts := unpacked(t, mustWrite(t, full()))
	if got := children(t, parts["xl/worksheets/sheet1.xml"]); !slices.Equal(got, order) {
		t.Errorf("a sheet is %v, not %v", got, order)
	}
	styles := strings.Fields("numFmts fonts fills borders cellStyleXfs cellXfs cellStyles dxfs")
	if got := children(t, parts["xl/styles.xml"]); !slices.Equal(got, styles) {
		t.Errorf("the styles are %v, not %v", got, styles)
	}
	book := strings.Fields("bookViews sheets definedNames calcPr")
	if got := children(t, parts["xl/workbook.xml"]); !slices.Equal(got, book) {
		t.Errorf("the workbook is %v, not %v", got, book)
	}
	if !strings.Contains(parts["xl/workbook.xml"], `<calcPr fullCalcOnLoad="1"/>`) {
		t.Error("nobody is asked to compute the formulas")
	}
}

// children are the names of the elements directly in that of a part, which is read to its end.
func children(t *testing.T, part string) []string {
	t.Helper()
	var out []string
	depth := 0
	for d := xml.NewDecoder(strings.NewReader(part)); ; {
		token, err := d.Token()
		if err == io.EOF {
			return out
		}
		switch e := token.(type) {
		case nil:
			t.Fatal(err)
		case xml.StartElement:
			if depth++; depth == 2 {
				out = append(out, e.Name.Local)
			}
		case xml.EndElement:
			depth--
		}
	}
}

// Every part is whole, is of a kind that is told, and tells no time; and the same book gives the same bytes.
func TestParts(t *testing.T) {
	file := mustWrite(t, full())
	if !bytes.Equal(file, mustWrite(t, full())) {
		t.Error("one book gives two files")
	}
	archive, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	parts := unpacked(t, file)
	if len(parts) != len(archive.File) || archive.File[0].Name != "[Content_Types].xml" {
		t.Errorf("%d parts, %d of them different, and the first is %s", len(archive.File), len(parts), archive.File[0].Name)
	}
	for _, f := range archive.File {
		children(t, parts[f.Name])
		if f.ModifiedTime != 0 || f.ModifiedDate != 0 || len(f.Extra) > 0 {
			t.Errorf("%s tells a time", f.Name)
		}
		if strings.HasSuffix(f.Name, ".xml") && f.Name != "[Content_Types].xml" && !strings.Contains(parts["[Content_Types].xml"], `"/`+f.Name+`"`) {
			t.Errorf("%s is of no kind", f.Name)
		}
	}
}

func TestUnfit(t *testing.T) {
	sheets := func(list ...*workbook.Sheet) *workbook.Book { return &workbook.Book{Sheets: list} }
	titled := func(title string) *workbook.Sheet { return &workbook.Sheet{Title: title} }
	named := func(names ...string) *workbook.Book {
		b := sheets(titled("A"))
		for _, n := range names {
			b.Names = append(b.Names, workbook.Name{Name: n, At: workbook.Address{Sheet: b.Sheets[0]}})
		}
		return b
	}
	wide := titled("A")
	wide.Put(0, mostColumns, workbook.Cell{})
	long := titled("A")
	long.Rows = [][]workbook.Cell{{{}, {Kind: workbook.Text, Text: strings.Repeat("😀", 20_000)}}} // 40,000 units
	elsewhere := sheets(titled("A"))
	elsewhere.Names = []workbook.Name{{Name: "n", At: workbook.Address{Sheet: titled("A")}}}
	for _, test := range []struct {
		book *workbook.Book
		want string
	}{
		{sheets(), "a workbook needs a sheet"},
		{sheets(titled("")), "no sheet can be called ``"},
		{sheets(titled("a/b")), "no sheet can be called `a/b`"},
		{sheets(titled("'a")), "no sheet can be called `'a`"},
		{sheets(titled(strings.Repeat("𝄞", 16))), "no sheet can be called `" + strings.Repeat("𝄞", 16) + "`"},
		{sheets(titled("Æ"), titled("æ")), "two sheets are called `æ`"},
		{named("a", "A"), "no cell can be called `A`"},
		{named(""), "no cell can be called ``"},
		{elsewhere, "no cell can be called `n`"},
		{sheets(wide), "the sheet `A` has 16385 columns, and the most is 16384"},
		{sheets(&workbook.Sheet{Title: "A", Rows: make([][]workbook.Cell, mostRows+1)}), "the sheet `A` has 1048577 rows, and the most is 1048576"},
		{sheets(long), "the cell B1 on the sheet `A` has a text of more than 32767 characters"},
		{column(workbook.Cell{Kind: workbook.Formula, Text: strings.Repeat("1+", 4096) + "1"}), "the cell A1 on the sheet `Ark & 'mere' <1>` has a formula of more than 8192 characters"},
		{column(workbook.Cell{Kind: workbook.Number, Text: "1e999"}), "the cell A1 on the sheet `Ark & 'mere' <1>` holds `1e999`, which is not a number that a workbook can have"},
		{column(workbook.Cell{Kind: workbook.Number, Text: "NaN"}), "the cell A1 on the sheet `Ark & 'mere' <1>` holds `NaN`, which is not a number that a workbook can have"},
	} {
		file, err := Write(test.book)
		var unfit *Unfit
		if !errors.As(err, &unfit) || err.Error() != test.want || file != nil {
			t.Errorf("%v, not %s", err, test.want)
		}
	}
}

// A formula has its value beside it, as what it is: a number, TRUE or FALSE, an error, or none.
func TestStoredValues(t *testing.T) {
	f := func(stored string) workbook.Cell {
		return workbook.Cell{Kind: workbook.Formula, Text: "1+1", Value: stored}
	}
	file := reopened(t, column(f("2.50"), f("TRUE"), f("FALSE"), f("#N/A"), f(""), f("-7.015865384615384615384615384615385")))
	sheet := file.GetSheetList()[0]
	var got []string
	for row := range 6 {
		at := fmt.Sprint("A", row+1)
		text, err := file.GetCellValue(sheet, at, excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		kind, err := file.GetCellType(sheet, at)
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, fmt.Sprint(text, " ", kind == excelize.CellTypeBool, " ", kind == excelize.CellTypeError))
	}
	want := []string{"2.5 false false", "1 true false", "0 true false", "#N/A false true", " false false", "-7.015865384615385 false false"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	var refused *Unfit
	if _, err := Write(column(f("seven"))); !errors.As(err, &refused) {
		t.Errorf("a value that is none is written: %v", err)
	}
}
