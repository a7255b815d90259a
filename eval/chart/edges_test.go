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
	const room = 420
	places := map[string]int{"first": 10, "right at the edge": room - 5, "before it": room - 150}
	var list []flag
	for _, text := range []string{"first", "right at the edge", "before it"} {
		list = append(list, flag{text: text})
	}
	got := map[string][2]any{}
	for _, f := range staircase(list, room, func(f flag) int { return places[f.text] }) {
		got[f.text] = [2]any{f.inward, f.level}
	}
	want := map[string][2]any{"first": {false, 0}, "right at the edge": {true, 0}, "before it": {false, 1}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// Numbers of many digits are told so that no text goes through a line of another, or beyond an edge: here they are of trillions.
func TestManyDigitsAreUndisturbed(t *testing.T) {
	column := table.NumberColumn(say.T("A"), "DKK")
	statistics := &table.Table{Columns: []table.Column{table.TextColumn(say.T("Statistic")), column}}
	values := []int64{3_000_000_000_000, 3_000_010_000_000, 1, 2_794_950_000_000, 2_800_000_000_000, 2_900_000_000_000,
		2_999_990_000_000, 3_100_000_000_000, 3_150_000_000_000, 3_205_200_000_000}
	for _, v := range values {
		statistics.Rows = append(statistics.Rows, table.Row{Parent: table.None, Cells: []table.Cell{table.TextCell("x"), table.NumberCell(num.Int(v))}})
	}
	d := spread{Table: statistics}
	d.find()
	m := measure{unit: "DKK"}
	m.reach(num.Int(2_700_000_000_000))
	m.reach(num.Int(3_300_000_000_000))
	for _, l := range say.Languages() {
		look := Look{Language: l}
		if flags := d.flags(m, look); len(flags) != 5 || !undisturbed(flags, look.room(), func(f flag) int { return m.pixel(d.value(f.at), look.room()) }) {
			t.Errorf("%s: %v", l.Code(), flags)
		}
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
