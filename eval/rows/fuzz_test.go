package rows

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/costlang/cost/lang/corpus"
	"github.com/costlang/cost/lang/diag"
)

func FuzzRead(f *testing.F) {
	for _, content := range corpus.Texts(f, "../..", ".csv") {
		f.Add(content, false)
		f.Add(content, true)
	}
	for _, text := range []string{"", "id,stay,share,day\nA,1,2%,2018-03-01\n", "id;stay;share;day\r\n\"a\"\"\n;\";1.234,5;;01-03-2018", "\"", "id,id\n\n\r\n\"x\"y,\n", "\ufeff\ufeffid", "id,run\nA,7:30:00.125\n"} {
		f.Add(text, false)
		f.Add(text, true)
	}
	f.Fuzz(func(t *testing.T, text string, comma bool) {
		d := data("id:text", "stay:number?", "share:%?", "day:date?", "run:minutes?")
		d.Danish = comma
		var table *Table
		var found diag.List
		corpus.Bounded(t, func() { table, found = readText(d, text) })
		if (table == nil) != (len(found) > 0) {
			t.Fatalf("table %v, findings %v", table, found)
		}
		checkFindings(t, found, text)
		if table == nil || strings.HasPrefix(text, byteOrderMark) {
			return
		}
		marked, found := readText(d, byteOrderMark+text)
		if found != nil {
			t.Fatal(found)
		}
		if diff := cmp.Diff(show(table), show(marked)); diff != "" {
			t.Error(diff)
		}
	})
}

// checkFindings demands that every finding stands in the script or inside the file, and that the list is capped.
func checkFindings(t *testing.T, found diag.List, text string) {
	t.Helper()
	if len(found) > maxShown+1 {
		t.Errorf("%d findings", len(found))
	}
	for _, d := range found {
		from, to := d.Span.Pos.Offset, d.Span.EndPos.Offset
		if d.Span.Pos.Filename == "rows.csv" && (from < 0 || from > to || to > len(text) || d.Span.Pos.Line < 1) {
			t.Errorf("%v spans %d to %d of %d bytes", d, from, to, len(text))
		}
		if d.Message.String() == "" || d.Code == "" {
			t.Errorf("an empty finding: %+v", d)
		}
	}
}
