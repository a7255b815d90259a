package table

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/lang/say"
)

// line is one row of a table under test: its numbers in columns that follow a
// label, "" for an empty cell.
func line(kind RowKind, parent int, label string, numbers ...string) Row {
	row := Row{Kind: kind, Parent: parent, Cells: []Cell{TextCell(label)}}
	for _, n := range numbers {
		row.Cells = append(row.Cells, numberOrEmpty(n))
	}
	return row
}

func numberOrEmpty(n string) Cell {
	if n == "" {
		return EmptyCell()
	}
	return NumberCell(num.Must(n))
}

// sheet is a table of a label and columns that add up: with one name that
// column by itself, with more the last is the sum of the others.
func sheet(places int, names []string, rows ...Row) *Table {
	t := &Table{Name: "t", Columns: []Column{TextColumn(say.Verbatim("item"))}, Rows: rows}
	for i, name := range names {
		col := Column{Name: say.Verbatim(name), Unit: "DKK", Places: places, Parent: None, Sums: true}
		if i < len(names)-1 {
			col.Parent = len(names)
		}
		t.Columns = append(t.Columns, col)
	}
	return t
}

// show writes a table as lines of cells.
func show(t *Table) string {
	var out strings.Builder
	for i := range t.Rows {
		for j := range t.Columns {
			if j > 0 {
				out.WriteString(" | ")
			}
			out.WriteString(t.Text(i, j, English()))
		}
		out.WriteString("\n")
	}
	return out.String()
}

func mustReconcile(t *testing.T, tab *Table) {
	t.Helper()
	if err := tab.Reconcile(); err != nil {
		t.Fatal(err)
	}
}

func expectShown(t *testing.T, tab *Table, want string) {
	t.Helper()
	if diff := cmp.Diff(strings.TrimLeft(want, "\n"), show(tab)); diff != "" {
		t.Errorf("printed table (-want +got):\n%s", diff)
	}
}

// workedExample is the worked example of the domain notes, in thousands.
func workedExample(places int) *Table {
	return sheet(places, []string{"1", "2", "3", "total"},
		line(Plain, 4, "preparation", "12", "0", "0", "12"),
		line(Plain, 4, "training", "96.075", "0", "0", "96.075"),
		line(Plain, 4, "operation", "47.75", "95.5", "95.5", "238.75"),
		line(Plain, 4, "investment", "30", "", "", "30"),
		line(Subtotal, 6, "gross", "185.825", "95.5", "95.5", "376.825"),
		line(Plain, 6, "residual", "", "", "-12", "-12"),
		line(Total, None, "net", "185.825", "95.5", "83.5", "364.825"),
		line(Memo, 4, "of which labour", "102.825", "72", "72", "246.825"),
	)
}

func TestWorkedExampleExact(t *testing.T) {
	tab := workedExample(3)
	mustReconcile(t, tab)
	expectShown(t, tab, `
preparation | 12.000 | 0.000 | 0.000 | 12.000
training | 96.075 | 0.000 | 0.000 | 96.075
operation | 47.750 | 95.500 | 95.500 | 238.750
investment | 30.000 |  |  | 30.000
gross | 185.825 | 95.500 | 95.500 | 376.825
residual |  |  | -12.000 | -12.000
net | 185.825 | 95.500 | 83.500 | 364.825
of which labour | 102.825 | 72.000 | 72.000 | 246.825
`)
}

// In whole thousands 186 + 96 + 96 is 378, but the gross is 377: one of the two
// ties has to give way, in operation as in gross and net.
func TestWorkedExampleInThousands(t *testing.T) {
	tab := workedExample(0)
	mustReconcile(t, tab)
	expectShown(t, tab, `
preparation | 12 | 0 | 0 | 12
training | 96 | 0 | 0 | 96
operation | 48 | 95 | 96 | 239
investment | 30 |  |  | 30
gross | 186 | 95 | 96 | 377
residual |  |  | -12 | -12
net | 186 | 95 | 84 | 365
of which labour | 103 | 72 | 72 | 247
`)
}

func TestMarshalJSON(t *testing.T) {
	third, _ := num.Int(1).Div(num.Int(3))
	tab := &Table{
		Name: "costs", Title: say.Verbatim("Costs & <more>"), Note: say.Verbatim("not shown"),
		Columns: []Column{TextColumn(say.Verbatim("item")), {Name: say.Verbatim("cost"), Unit: "DKK", Parent: None, Sums: true}, TextColumn(say.Verbatim("unit"))},
		Rows: []Row{
			{Parent: None, Cells: []Cell{TextCell("a"), NumberCell(num.Must("1234.50"))}},
			{Parent: None, Cells: []Cell{TextCell(""), NumberCell(third), EmptyCell()}},
		},
	}
	mustReconcile(t, tab)
	got, err := json.Marshal(*tab)
	if err != nil {
		t.Fatal(err)
	}
	want := `{"name":"costs","title":"Costs \u0026 \u003cmore\u003e",` +
		`"columns":[{"key":"item","name":"item","unit":""},{"key":"cost","name":"cost","unit":"DKK"},{"key":"unit","name":"unit","unit":""}],` +
		`"rows":[["a","1234.5",null],["","0.3333333333333333333333333333",null]]}`
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Errorf("JSON (-want +got):\n%s", diff)
	}
}

func TestMarshalJSONOfNothing(t *testing.T) {
	got, err := json.Marshal(&Table{})
	if err != nil {
		t.Fatal(err)
	}
	if want := `{"name":"","title":"","columns":[],"rows":[]}`; string(got) != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestFormat(t *testing.T) {
	tests := []struct {
		x      string
		places int
		style  Style
		want   string
	}{
		{"1234567.891", 2, English(), "1,234,567.89"},
		{"1234567.891", 2, Danish(), "1.234.567,89"},
		{"1234567.891", 1, Style{}, "1234567.9"},
		{"-999", 0, English(), "-999"},
		{"-1000", 0, English(), "-1,000"},
		{"-0.4", 0, English(), "0"},
		{"-0.5", 0, English(), "-1"},
		{"0.005", 2, Danish(), "0,01"},
		{"100000", 0, English(), "100,000"},
		{"7", -1, English(), "7"},
	}
	for _, test := range tests {
		if got := Format(num.Must(test.x), test.places, test.style); got != test.want {
			t.Errorf("Format(%s, %d) = %q, want %q", test.x, test.places, got, test.want)
		}
	}
}

func TestAutoPlaces(t *testing.T) {
	tests := []struct {
		x, unit string
		want    int
	}{
		{"1234.56", "DKK", 0},
		{"1234.56", "kr", 0},
		{"4560.3125", "DKK/family", 2},
		{"4560.5", "kr/hour", 2},
		{"4560", "DKK/family", 0},
		{"-9999.99", "EUR/course", 2},
		{"10000.5", "DKK/family", 0},
		{"-10000.5", "DKK/family", 0},
		{"65.5", "%", 1},
		{"65", "%", 1},
		{"37.5", "hours", 1},
		{"37.25", "hours", 2},
		{"37.001", "hours", 2},
		{"37", "hours", 0},
		{"36.999999999999999999999999999", "hours", 0},
		{"1.5", "dkk", 1},
		{"1.5", "", 1},
		{"1.5", "thousand DKK", 1},
		{"0", "DKK", 0},
		{"0.4", "DKK", 2},
		{"-0.6", "DKK", 2},
		{"1", "DKK", 0},
		{"0.04", "DKK", 3},
		{"0.001", "DKK/family", 4},
		{"0.000123", "", 5},
		{"0.05", "%", 2},
		{"0.052", "%", 3},
		{"0.1", "%", 1},
		{"0.0000000000000000000000001", "DKK", 0}, // noise
		{"0.00000000000000000001", "DKK", 21},
	}
	for _, test := range tests {
		if got := AutoPlaces(num.Must(test.x), test.unit); got != test.want {
			t.Errorf("AutoPlaces(%s, %q) = %d, want %d", test.x, test.unit, got, test.want)
		}
	}
}

// One small number gives the numbers that it adds up with no decimal places.
func TestSmallNumbersInSums(t *testing.T) {
	tab := sheet(None, []string{"total"}, line(Plain, 2, "small", "0.4"), line(Plain, 2, "large", "1000"), line(Total, None, "all", "1000.4"), line(Memo, None, "of it", "0.4"))
	mustReconcile(t, tab)
	expectShown(t, tab, `
small | 0
large | 1,000
all | 1,000
of it | 0.40
`)
}

// A cell outside any sum follows its own places and unit before its column's.
func TestTextOfSingleCells(t *testing.T) {
	withUnit := func(n, unit string, places int) Cell {
		return Cell{Kind: Number, Value: num.Must(n), Unit: unit, Places: places}
	}
	tab := &Table{
		Columns: []Column{TextColumn(say.Verbatim("item")), NumberColumn(say.Verbatim("value"), "DKK")},
		Rows: []Row{
			{Parent: None, Cells: []Cell{TextCell("total"), withUnit("3500000.4", "", None)}},
			{Parent: None, Cells: []Cell{TextCell("each"), withUnit("4560.3125", "DKK/family", None)}},
			{Parent: None, Cells: []Cell{TextCell("share"), withUnit("65.54", "%", None)}},
			{Parent: None, Cells: []Cell{TextCell("norm"), withUnit("1418.75", "hours", 1)}},
			{Parent: None, Cells: []Cell{TextCell("none")}},
		},
	}
	want := `
total | 3,500,000
each | 4,560.31
share | 65.5
norm | 1,418.8
none | 
`
	expectShown(t, tab, want)
	mustReconcile(t, tab)
	expectShown(t, tab, want)
}

// A share that one decimal would print as nothing is told as less than that. Zero is zero, and what adds up adds up.
func TestAtLeast(t *testing.T) {
	share := NumberColumn(say.T("Share"), "%")
	share.Places, share.AtLeast = 1, true
	tab := &Table{Columns: []Column{share}}
	var got []string
	for i, v := range []string{"99.96", "0.000000025", "-0.0000000100", "0", "0.05", "0.04"} {
		tab.Rows = append(tab.Rows, Row{Parent: None, Cells: []Cell{NumberCell(num.Must(v))}})
		got = append(got, tab.Text(i, 0, Danish()))
	}
	if diff := cmp.Diff([]string{"100,0", "< 0,1", "> -0,1", "0,0", "0,1", "< 0,1"}, got); diff != "" {
		t.Error(diff)
	}
}
