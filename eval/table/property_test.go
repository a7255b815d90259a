package table

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/lang/say"
)

// sum adds numbers that are known to fit.
func sum(numbers ...num.D) num.D {
	total := num.D{}
	for _, n := range numbers {
		var ok bool
		if total, ok = total.Add(n); !ok {
			panic("sum does not fit")
		}
	}
	return total
}

// drawValue draws what hurts: ties, wholes, quotients that do not end, numbers
// next to a printed unit, huge and tiny ones, of either sign.
func drawValue(t *rapid.T) num.D {
	n := rapid.Int64Range(-3000, 3000).Draw(t, "n")
	var x num.D
	switch rapid.IntRange(0, 7).Draw(t, "kind") {
	case 0:
		x = num.Int(n)
	case 1:
		x = num.Ratio(n, 2)
	case 2:
		x = num.Ratio(n, 1000)
	case 3:
		x = num.Ratio(n, rapid.Int64Range(1, 97).Draw(t, "divisor"))
	case 4:
		x, _ = num.Ratio(n, 7).Mul(num.Must("1000000000000000"))
	case 5:
		x = sum(num.Int(n), num.Must("0.000000000000001"))
	case 6:
		x, _ = num.Int(n).Mul(num.Must("0.000000000000000000006"))
	}
	return x
}

// drawRows draws the kinds and parents of a forest, parents before or after
// their parts.
func drawRows(t *rapid.T, most int) []Row {
	rows := make([]Row, rapid.IntRange(1, most).Draw(t, "rows"))
	later := rapid.Bool().Draw(t, "parents follow")
	for i := range rows {
		rows[i].Parent = rapid.IntRange(-1, i-1).Draw(t, "parent")
		if rapid.IntRange(0, 9).Draw(t, "memo") == 0 {
			rows[i].Kind = Memo
		}
	}
	if !later {
		return rows
	}
	turned := make([]Row, len(rows))
	for i, row := range rows {
		if row.Parent >= 0 {
			row.Parent = len(rows) - 1 - row.Parent
		}
		turned[len(rows)-1-i] = row
	}
	return turned
}

// drawTable draws a table of up to a few part columns with their sum, and a
// column by itself, whose values add up exactly.
func drawTable(t *rapid.T, mostRows, mostParts int, draw func(*rapid.T) num.D) *Table {
	parts := rapid.IntRange(0, mostParts).Draw(t, "parts")
	places := rapid.IntRange(0, 2).Draw(t, "places")
	tab := &Table{Name: "random", Rows: drawRows(t, mostRows)}
	for i := range parts {
		tab.Columns = append(tab.Columns, Column{Name: say.Verbatim(fmt.Sprint(i + 1)), Places: places, Parent: parts, Sums: true})
	}
	tab.Columns = append(tab.Columns,
		Column{Name: say.Verbatim("sum"), Places: places, Parent: None, Sums: true},
		Column{Name: say.Verbatim("alone"), Places: 1, Parent: None, Sums: true})
	tree, err := tab.rowTree()
	if err != nil {
		t.Fatal(err)
	}
	for _, root := range tree.roots {
		fill(t, tab, tree, root, parts, draw)
	}
	return tab
}

// fill gives a row and those under it values: drawn at the ends, sums above.
func fill(t *rapid.T, tab *Table, tree rowTree, row, parts int, draw func(*rapid.T) num.D) {
	for _, part := range tree.parts[row] {
		fill(t, tab, tree, part, parts, draw)
	}
	cells := make([]Cell, len(tab.Columns))
	across, any := num.D{}, false
	for col := range cells {
		switch {
		case col == parts && parts > 0:
			cells[col] = EmptyCell()
			if any {
				cells[col] = NumberCell(across)
			}
		case len(tree.parts[row]) > 0:
			cells[col] = sumOfParts(tab, tree.parts[row], col)
		case rapid.IntRange(0, 7).Draw(t, "empty") == 0:
			cells[col] = EmptyCell()
		default:
			cells[col] = NumberCell(draw(t))
		}
		if col < parts && cells[col].Kind == Number {
			across, any = sum(across, cells[col].Value), true
		}
	}
	tab.Rows[row].Cells = cells
}

// sumOfParts is the cell of a row that others are added into.
func sumOfParts(tab *Table, parts []int, col int) Cell {
	total, any := num.D{}, false
	for _, part := range parts {
		if cell := tab.Rows[part].Cells[col]; cell.Kind == Number {
			total, any = sum(total, cell.Value), true
		}
	}
	if !any {
		return EmptyCell()
	}
	return NumberCell(total)
}

// cellProblem says what is wrong with a printed number: it must be a neighbour
// of its value on the grid of printed units, and the value itself if that is on
// the grid.
func cellProblem(tab *Table, row, col int) string {
	cell := tab.Cell(row, col)
	if cell.Kind != Number {
		return ""
	}
	places := tab.Columns[col].Places
	unit := num.Must(Format(num.Int(1), 0, Style{}))
	for range places {
		unit, _ = unit.Div(num.Int(10))
	}
	printed, shown := cell.Printed(tab.Columns[col])
	distance := sum(printed, cell.Value.Neg()).Abs()
	switch {
	case !cell.hasPrinted || shown != places || !printed.Equal(printed.Round(places)):
		return fmt.Sprintf("row %d, column %d: %s is not printed at %d places", row, col, printed, places)
	case distance.Cmp(unit) >= 0 && !noise(sum(distance, unit.Neg())):
		return fmt.Sprintf("row %d, column %d: %s is printed as %s", row, col, cell.Value, printed)
	case cell.Value.Equal(cell.Value.Round(places)) && !distance.IsZero():
		return fmt.Sprintf("row %d, column %d: exact %s moved to %s", row, col, cell.Value, printed)
	}
	return ""
}

// noise reports whether a number is so small that it counts as zero.
func noise(x num.D) bool { return x.Abs().Cmp(num.Must("0.00000000000000000001")) <= 0 }

// printedAt returns a printed number.
func printedAt(tab *Table, row, col int) num.D {
	printed, _ := tab.Cell(row, col).Printed(tab.Columns[col])
	return printed
}

// rowProblemOf says which row of a column is not, as printed, the sum of the
// rows added into it.
func rowProblemOf(tab *Table, col int) string {
	for i := range tab.Rows {
		total, any := num.D{}, false
		for j, part := range tab.Rows {
			if part.Parent == i && part.Kind != Memo && tab.Cell(j, col).Kind == Number {
				total, any = sum(total, printedAt(tab, j, col)), true
			}
		}
		if printed := printedAt(tab, i, col); any && !printed.Equal(total) {
			return fmt.Sprintf("row %d, column %d: printed %s, its rows make %s", i, col, printed, total)
		}
	}
	return ""
}

// columnProblemOf says which row of a column is not, as printed, the sum of the
// columns summed into it.
func columnProblemOf(tab *Table, col int) string {
	for i := range tab.Rows {
		total, any := num.D{}, false
		for j, part := range tab.Columns {
			if part.Parent == col && tab.Cell(i, j).Kind == Number {
				total, any = sum(total, printedAt(tab, i, j)), true
			}
		}
		if printed := printedAt(tab, i, col); any && !printed.Equal(total) {
			return fmt.Sprintf("row %d: printed %s, its columns make %s", i, printed, total)
		}
	}
	return ""
}

// checkPrinted asserts the promises of Reconcile, all but nearness.
func checkPrinted(t *rapid.T, tab *Table) {
	for col := range tab.Columns {
		for _, problem := range []string{rowProblemOf(tab, col), columnProblemOf(tab, col)} {
			if problem != "" {
				t.Fatal(problem)
			}
		}
		for row := range tab.Rows {
			if problem := cellProblem(tab, row, col); problem != "" {
				t.Fatal(problem)
			}
			checkRoot(t, tab, row, col)
		}
	}
}

// checkRoot asserts that a last total is conventionally rounded.
func checkRoot(t *rapid.T, tab *Table, row, col int) {
	cell, r := tab.Cell(row, col), tab.Rows[row]
	if cell.Kind != Number || tab.Columns[col].Parent >= 0 || (r.Parent >= 0 && r.Kind != Memo) {
		return
	}
	if want := cell.Value.Round(tab.Columns[col].Places); !printedAt(tab, row, col).Equal(want) {
		t.Fatalf("row %d, column %d: last total %s printed as %s", row, col, cell.Value, printedAt(tab, row, col))
	}
}

func TestRandomTablesAddUpAsPrinted(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		tab := drawTable(t, 25, 6, drawValue)
		if err := tab.Reconcile(); err != nil {
			t.Fatal(err)
		}
		checkPrinted(t, tab)
	})
}

// Wholes divided among parts: the parent is given, not added up, so its parts
// miss it by the noise of the quotients.
func TestSharedWholesAddUpAsPrinted(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		whole := num.Ratio(rapid.Int64Range(-1_000_000, 1_000_000).Draw(t, "whole"), 2)
		n := rapid.Int64Range(2, 40).Draw(t, "n")
		share, _ := whole.Div(num.Int(n))
		tab := sheet(rapid.IntRange(0, 2).Draw(t, "places"), []string{"x"},
			Row{Parent: None, Cells: []Cell{TextCell("all"), NumberCell(whole)}})
		for range n {
			tab.Rows = append(tab.Rows, Row{Parent: 0, Cells: []Cell{TextCell("part"), NumberCell(share)}})
		}
		if err := tab.Reconcile(); err != nil {
			t.Fatal(err)
		}
		checkPrinted(t, tab)
	})
}

func TestReconcileIsDeterministic(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		tab := drawTable(t, 12, 4, drawValue)
		again := *tab
		again.Rows = make([]Row, len(tab.Rows))
		for i, row := range tab.Rows {
			row.Cells = append([]Cell(nil), row.Cells...)
			again.Rows[i] = row
		}
		if err := tab.Reconcile(); err != nil {
			t.Fatal(err)
		}
		if err := again.Reconcile(); err != nil {
			t.Fatal(err)
		}
		if err := again.Reconcile(); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(tab, &again); diff != "" {
			t.Fatalf("two runs differ:\n%s", diff)
		}
	})
}
