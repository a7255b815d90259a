package table

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/lang/say"
)

func TestSharesMakeAHundred(t *testing.T) {
	tab := sheet(1, []string{"%"},
		line(Plain, 3, "a", "33.3333333333333333333333333333"),
		line(Plain, 3, "b", "33.3333333333333333333333333333"),
		line(Plain, 3, "c", "33.3333333333333333333333333333"),
		line(Total, None, "all", "100"),
	)
	mustReconcile(t, tab)
	expectShown(t, tab, `
a | 33.4
b | 33.3
c | 33.3
all | 100.0
`)
}

func TestTiesRoundAwayFromZeroWhereNothingForbids(t *testing.T) {
	tab := sheet(0, []string{"x"},
		line(Plain, 2, "up", "2.5"),
		line(Plain, 2, "down", "-2.5"),
		line(Total, None, "none", "0"),
		line(Plain, None, "lone up", "0.5"),
		line(Plain, None, "lone down", "-0.5"),
	)
	mustReconcile(t, tab)
	expectShown(t, tab, `
up | 3
down | -3
none | 0
lone up | 1
lone down | -1
`)
}

// The subtotals keep their roundings 1, 1 and 3 although three lines must move
// for it.
func TestTotalsMoveLast(t *testing.T) {
	tab := sheet(0, []string{"x"},
		line(Plain, 3, "a", "0.45"),
		line(Plain, 3, "b", "0.45"),
		line(Plain, 3, "c", "0.45"),
		line(Subtotal, 7, "abc", "1.35"),
		line(Plain, 6, "d", "0.6"),
		line(Plain, 6, "e", "0.8"),
		line(Subtotal, 7, "de", "1.4"),
		line(Plain, 8, "sum", "2.75"),
		line(Total, None, "all", "2.75"),
	)
	mustReconcile(t, tab)
	expectShown(t, tab, `
a | 1
b | 0
c | 0
abc | 1
d | 1
e | 1
de | 2
sum | 3
all | 3
`)
}

// An empty row between passes on what is under it; a heading is no obstacle.
func TestEmptyCellsPassOn(t *testing.T) {
	tab := sheet(0, []string{"1", "2", "total"},
		line(Heading, 3, "heading", "", "", ""),
		line(Plain, 0, "a", "0.5", "0.25", "0.75"),
		line(Plain, 0, "b", "", "0.75", "0.75"),
		line(Total, None, "all", "0.5", "1", "1.5"),
	)
	mustReconcile(t, tab)
	expectShown(t, tab, `
heading |  |  | 
a | 1 | 0 | 1
b |  | 1 | 1
all | 1 | 1 | 2
`)
}

// Rows that do not add up with each other do so across the columns.
func TestColumnsWithoutSumsOfRows(t *testing.T) {
	tab := sheet(None, []string{"1", "2", "total"},
		line(Plain, None, "courses", "1.5", "1.5", "3"),
		line(Plain, None, "teams, not a sum", "1.5", "1.5", "1.5"),
	)
	for i := range tab.Columns {
		tab.Columns[i].Sums, tab.Columns[i].Unit = false, ""
	}
	for i := range tab.Columns[1:] {
		tab.Columns[i+1].Places = 0
	}
	mustReconcile(t, tab)
	expectShown(t, tab, `
courses | 1 | 2 | 3
teams, not a sum | 2 | 2 | 2
`)
}

func TestAutomaticPlacesAreCommonToWhatAddsUp(t *testing.T) {
	tab := sheet(None, []string{"1", "2", "total"},
		line(Plain, None, "hours", "7.5", "7.25", "14.75"),
		line(Plain, None, "whole", "7", "7", "14"),
	)
	for i := range tab.Columns {
		tab.Columns[i].Unit = "hours"
	}
	mustReconcile(t, tab)
	expectShown(t, tab, `
hours | 7.50 | 7.25 | 14.75
whole | 7 | 7 | 14
`)
}

func TestReconcileTwiceFollowsTheValues(t *testing.T) {
	tab := sheet(0, []string{"1", "2", "total"}, line(Plain, None, "a", "0.5", "0.5", "1"))
	mustReconcile(t, tab)
	tab.Rows[0].Cells[3].Value = num.Must("7")
	mustReconcile(t, tab)
	expectShown(t, tab, "a | 1 | 1 | 7\n")
}

// With 34 digits a third of 10^30 is known to four decimal places only, and one
// of 10^45 to no whole number: the sums still add up as printed.
func TestNoiseOfQuotients(t *testing.T) {
	for _, whole := range []string{"1", "1000000", "1000000000000000000000000000000",
		"1000000000000000000000000000000000000000000000"} {
		third, _ := num.Must(whole).Div(num.Int(3))
		tab := sheet(0, []string{"x"},
			Row{Parent: 3, Cells: []Cell{TextCell("a"), NumberCell(third)}},
			Row{Parent: 3, Cells: []Cell{TextCell("b"), NumberCell(third)}},
			Row{Parent: 3, Cells: []Cell{TextCell("c"), NumberCell(third)}},
			line(Total, None, "all", whole),
		)
		mustReconcile(t, tab)
		if problem := rowProblemOf(tab, 1); problem != "" {
			t.Errorf("thirds of %s: %s", whole, problem)
		}
	}
}

func TestSumError(t *testing.T) {
	tests := []struct {
		name string
		tab  *Table
		want SumError
	}{
		{"rows", sheet(0, []string{"1", "total"},
			line(Plain, 1, "a", "1.5", "1.5"),
			line(Total, None, "all", "1.6", "1.6")),
			SumError{"t", "all", "1", num.Must("1.6"), num.Must("1.5")}},
		{"columns", sheet(0, []string{"1", "2", "total"},
			line(Plain, 1, "a", "1", "2", "4"),
			line(Total, None, "all", "1", "2", "4")),
			SumError{"t", "a", "total", num.Must("4"), num.Must("3")}},
		{"total of rows", sheet(0, []string{"1", "total"},
			line(Plain, 1, "a", "", "1"),
			line(Total, None, "all", "", "2")),
			SumError{"t", "all", "total", num.Must("2"), num.Must("1")}},
		{"total of no year", sheet(0, []string{"1", "total"},
			line(Plain, 2, "a", "1", "1"),
			line(Plain, 2, "b", "", "1"),
			line(Total, None, "all", "1", "2")),
			SumError{"t", "all", "total", num.Must("2"), num.Must("1")}},
		{"barely", sheet(0, []string{"x"},
			line(Plain, 1, "a", "1"),
			line(Total, None, "all", "1.0000000000000000001")),
			SumError{"t", "all", "x", num.Must("1.0000000000000000001"), num.Must("1")}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			before := show(test.tab)
			var got *SumError
			if err := test.tab.Reconcile(); !errors.As(err, &got) {
				t.Fatalf("got %v, want a SumError", err)
			}
			if diff := cmp.Diff(test.want, *got); diff != "" {
				t.Errorf("error (-want +got):\n%s", diff)
			}
			expectShown(t, test.tab, before)
		})
	}
}

func TestErrorTexts(t *testing.T) {
	shape := func(change func(*Table)) *Table {
		tab := sheet(0, []string{"1", "2", "total"},
			line(Plain, 1, "a", "1", "2", "3"), line(Total, None, "", "1", "2", "3"))
		change(tab)
		return tab
	}
	huge := "600000000000000000000000000000000000000000000000000000000000"
	tests := []struct {
		want string
		tab  *Table
	}{
		{`table "t", row "row 2", column "1": 7 is not the sum of its parts, 1`,
			shape(func(t *Table) { t.Rows[1].Cells[1] = NumberCell(num.Int(7)) })},
		{`table "t", row "a" is added into a row that does not exist`,
			shape(func(t *Table) { t.Rows[0].Parent = 2 })},
		{`table "t", row "a" is added into itself`,
			shape(func(t *Table) { t.Rows[0].Parent = 0 })},
		{`table "t", row "a" is added into itself`,
			shape(func(t *Table) { t.Rows[1].Parent = 0 })},
		{`table "t", row "row 1" has more cells than the table has columns`,
			shape(func(t *Table) { t.Rows[0].Cells = make([]Cell, 5) })},
		{`table "t", column "1" is summed into a column that does not exist`,
			shape(func(t *Table) { t.Columns[1].Parent = 4 })},
		{`table "t", column "1" is summed into itself`,
			shape(func(t *Table) { t.Columns[1].Parent = 1 })},
		{`table "t", column "1" is summed into a column that is summed itself`,
			shape(func(t *Table) { t.Columns[1].Parent = 2 })},
		{`table "t", column "column 3" and its sum differ in whether their rows add up`,
			shape(func(t *Table) { t.Columns[2].Sums, t.Columns[2].Name = false, say.Phrase{} })},
		{`table "t", row "all", column "x": the sum has more than 60 digits`,
			sheet(0, []string{"x"}, line(Plain, 2, "a", huge), line(Plain, 2, "b", huge), line(Total, None, "all", huge))},
	}
	for _, test := range tests {
		err := test.tab.Reconcile()
		if err == nil || err.Error() != test.want {
			t.Errorf("got %v\nwant %s", err, test.want)
		}
	}
}

// What nobody waits for any more ends, and its cells are as they were.
func TestReconcileUntil(t *testing.T) {
	rows := []Row{}
	for range 5_000 {
		rows = append(rows, line(Plain, 5_000, "part", "33.333"))
	}
	tab := sheet(0, []string{"x"}, append(rows, line(Total, None, "all", "166665"))...)
	asked, gone := 0, errors.New("nobody waits")
	stops := func() error {
		if asked++; asked > 3 {
			return gone
		}
		return nil
	}
	if err := tab.ReconcileUntil(stops); !errors.Is(err, gone) || tab.Rows[0].Cells[1].hasPrinted {
		t.Errorf("it ends with %v", err)
	}
	if err := tab.ReconcileUntil(func() error { return nil }); err != nil || asked != 4 || !tab.Rows[0].Cells[1].hasPrinted {
		t.Errorf("it ends with %v, asked %d times", err, asked)
	}
}
