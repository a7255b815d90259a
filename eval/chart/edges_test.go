package chart

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/table"
	"github.com/costlang/cost/lang/say"
)

// A text that would go beyond the right edge stands to the left of its line, above the texts that it would meet.
func TestTextsStayInside(t *testing.T) {
	places := map[string]int{"first": 10, "right at the edge": narrow - 5, "before it": narrow - 150}
	var list []flag
	for _, text := range []string{"first", "right at the edge", "before it"} {
		list = append(list, flag{text: text})
	}
	got := map[string][2]any{}
	for _, f := range staircase(list, func(f flag) int { return places[f.text] }) {
		got[f.text] = [2]any{f.inward, f.level}
	}
	want := map[string][2]any{"first": {false, 0}, "right at the edge": {true, 0}, "before it": {false, 1}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// A number with too many digits for a mark is told in billions, as the axis is.
func TestLongNumbersAreShort(t *testing.T) {
	tbl := &table.Table{Columns: []table.Column{table.NumberColumn(say.T("A"), "DKK")}}
	for _, v := range []num.D{num.Int(2_000_000_000_000), num.Int(2_000_000)} {
		tbl.Rows = append(tbl.Rows, table.Row{Parent: table.None, Cells: []table.Cell{table.NumberCell(v)}})
	}
	got := []string{toldShort(tbl, 0, 0, 17, say.Danish), toldShort(tbl, 1, 0, 17, say.Danish)}
	if diff := cmp.Diff([]string{"2.000 mia. kr.", "2.000.000 kr."}, got); diff != "" {
		t.Error(diff)
	}
}
