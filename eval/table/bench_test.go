package table

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/costlang/cost/eval/num"
)

// largeTable is a table of a number of lines in categories, the categories in a
// total, over part columns and their sum.
func largeTable(rows, columns, categories int) *Table {
	random := rand.New(rand.NewPCG(1, 2))
	names := make([]string, columns)
	for i := range names {
		names[i] = fmt.Sprint(i + 1)
	}
	tab := sheet(0, names)
	totals := make([][]num.D, categories+1)
	for i := range totals {
		totals[i] = make([]num.D, columns)
	}
	for i := range rows - categories - 1 {
		category := i % categories
		values := lineValues(random, columns)
		tab.Rows = append(tab.Rows, numbersRow(Plain, rows-categories-1+category, values))
		addInto(totals[category], values)
		addInto(totals[categories], values)
	}
	for i, values := range totals[:categories] {
		tab.Rows = append(tab.Rows, numbersRow(Subtotal, rows-1, values))
		tab.Rows[len(tab.Rows)-1].Level = i % 2
	}
	tab.Rows = append(tab.Rows, numbersRow(Total, None, totals[categories]))
	return tab
}

// lineValues draws a line's numbers, the last their sum.
func lineValues(random *rand.Rand, columns int) []num.D {
	values := make([]num.D, columns)
	for j := range columns - 1 {
		values[j] = num.Ratio(random.Int64N(10_000_000), 37)
		values[columns-1] = sum(values[columns-1], values[j])
	}
	return values
}

func addInto(totals, values []num.D) {
	for j, value := range values {
		totals[j] = sum(totals[j], value)
	}
}

func numbersRow(kind RowKind, parent int, values []num.D) Row {
	row := Row{Kind: kind, Parent: parent, Cells: []Cell{TextCell("line")}}
	for _, value := range values {
		row.Cells = append(row.Cells, NumberCell(value))
	}
	return row
}

func TestLargeTableAddsUpAsPrinted(t *testing.T) {
	tab := largeTable(400, 12, 9)
	mustReconcile(t, tab)
	for col := range tab.Columns {
		for _, problem := range []string{rowProblemOf(tab, col), columnProblemOf(tab, col)} {
			if problem != "" {
				t.Error(problem)
			}
		}
	}
}

func BenchmarkReconcile(b *testing.B) {
	for _, size := range []struct{ rows, categories int }{{60, 6}, {500, 12}, {2000, 12}, {2000, 200}} {
		tab := largeTable(size.rows, 12, size.categories)
		b.Run(fmt.Sprintf("rows=%d/categories=%d", size.rows, size.categories), func(b *testing.B) {
			for b.Loop() {
				if err := tab.Reconcile(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
