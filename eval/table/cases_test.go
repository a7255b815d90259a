package table

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/lang/say"
)

// swings is a table of points, a group and a number each, or 0 for a text.
func swings(points ...any) *Table {
	t := &Table{Name: "t", Columns: []Column{TextColumn(say.T("Group")), TextColumn(say.T("At")), NumberColumn(say.T("Figure"), "DKK")}}
	for i := 0; i < len(points); i += 2 {
		at := TextCell("sum")
		if n := points[i+1].(int); n > 0 {
			at = NumberCell(num.Int(int64(n)))
		}
		t.Rows = append(t.Rows, Row{Parent: None, Cells: []Cell{TextCell(points[i].(string)), at, NumberCell(num.Int(int64(100 + i)))}})
	}
	return t
}

// Rows that one table lacks stand in its group by their number, or where the others have them.
func TestBeside(t *testing.T) {
	list := []*Table{
		swings("a", 1, "a", 3, "a", 0, "b", 5, "b", 0),
		swings("b", 4, "b", 6, "b", 0, "c", 2, "a", 2, "a", 0, "a", 4),
	}
	var got []string
	both := Beside(list, []say.Phrase{say.T("One"), say.T("Two")}, 2, 2)
	for row := range both.Rows {
		line := ""
		for col := range both.Columns {
			line += both.Text(row, col, StyleOf(say.English)) + "|"
		}
		got = append(got, line)
	}
	want := []string{"a|1|100||", "a|2||108|", "a|3|102||", "a|4||112|", "a|sum|104|110|", "c|2||106|", "b|4||100|", "b|5|106||", "b|6||102|", "b|sum|108|104|"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if name := both.Columns[3].Name.String(); name != "Two" {
		t.Error(name)
	}
}
