package rows

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/costlang/cost/lang/say"
)

func TestOutlines(t *testing.T) {
	files := fstest.MapFS{
		"plain.csv":  {Data: []byte("id,stay,day,share,note\nA,7.5,2018-03-01,12%,\nB,8,2018-03-02,5.5 %,x\nA,7.5,2018-03-02,1%,y\n")},
		"danish.csv": {Data: []byte("\ufeffid;løn;dag\r\nA;1.200,50;01-03-2018\r\nB;;02-03-2018\r\n")},
		"times.csv":  {Data: []byte("run,both,odd,short\n7:30:00,0:20:00,0:20:00,7:30\n-0:00:01.5,2,x,8:00\n")},
		"names.csv":  {Data: []byte("id,stay\n")},
		"book.xlsx":  {Data: []byte("PK")},
		"bad.csv":    {Data: []byte("PK\x03\x04")},
		"empty.csv":  {},
	}
	book := drawn{names: []string{"S", "T", "Tom"}, sheets: map[string]string{
		"S": "\n||by|ophold|start|løn\n|9|Køge|7|@2018-03-01|'520.000,50'\n|||=|@2018-03-02|'1'",
		"T": "by\n\nKøge\n'12'",
	}, merged: []Area{{2, 3, 2, 4}, {9, 1, 9, 2}}}
	readers := Readers{".xlsx": func([]byte, Room) (Book, error) { return book, nil }}
	for file, want := range map[string][]Outline{
		"plain.csv": {{Rows: 3, Columns: []ColumnOutline{
			{Name: "id", Kind: "text", Samples: []string{"A", "B"}}, {Name: "stay", Samples: []string{"7.5", "8"}},
			{Name: "day", Kind: "date", Samples: []string{"2018-03-01", "2018-03-02"}}, {Name: "share", Kind: "%", Samples: []string{"12%", "5.5 %", "1%"}},
			{Name: "note", Kind: "text", Missing: true, Samples: []string{"x", "y"}},
		}}},
		"danish.csv": {{Danish: true, Rows: 2, Columns: []ColumnOutline{
			{Name: "id", Kind: "text", Samples: []string{"A", "B"}}, {Name: "løn", Missing: true, Samples: []string{"1.200,50"}},
			{Name: "dag", Kind: "date", Samples: []string{"01-03-2018", "02-03-2018"}},
		}}},
		"times.csv": {{Rows: 2, Columns: []ColumnOutline{
			{Name: "run", Kind: "hours", Samples: []string{"7:30:00", "-0:00:01.5"}}, {Name: "both", Samples: []string{"0:20:00", "2"}},
			{Name: "odd", Kind: "text", Samples: []string{"0:20:00", "x"}}, {Name: "short", Kind: "text", Samples: []string{"7:30", "8:00"}},
		}}},
		"names.csv": {{Columns: []ColumnOutline{{Name: "id"}, {Name: "stay"}}}},
		"book.xlsx": {
			{Sheet: "S", Danish: true, Rows: 2, Merged: []Area{{2, 3, 2, 4}}, Columns: []ColumnOutline{
				{Name: "by", Place: "C", Kind: "text", Missing: true, Samples: []string{"Køge"}}, {Name: "ophold", Place: "D", Unknown: true, Samples: []string{"7"}},
				{Name: "start", Place: "E", Kind: "date", Samples: []string{"2018-03-01", "2018-03-02"}}, {Name: "løn", Place: "F", Samples: []string{"520.000,50", "1"}},
			}},
			{Sheet: "T", Rows: 2, Merged: []Area{{2, 3, 2, 4}}, Columns: []ColumnOutline{{Name: "by", Place: "A", Kind: "text", Samples: []string{"Køge", "12"}}}},
			{Sheet: "Tom", Hidden: true},
		},
	} {
		got, found := Outlines(files, file, Limits{}, readers)
		if found != nil {
			t.Errorf("%s: %v", file, found)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", file, diff)
		}
	}
	for file, want := range map[string]string{
		"bad.csv": "C0474", "empty.csv": "C0475 empty.csv is empty", "none.csv": "C0470 none.csv is not there", "../up.csv": "C0472",
	} {
		_, found := Outlines(files, file, Limits{}, readers)
		only(t, found, want)
	}
	_, found := Outlines(files, "book.xlsx", Limits{}, Readers{".xlsx": func([]byte, Room) (Book, error) {
		return nil, &Refusal{Why: say.T("it is empty"), Help: say.T("check that it was saved")}
	}})
	only(t, found, "C0474 book.xlsx cannot be read: it is empty")
}

// One cell above rows of more is a title. The row below it that has more cells names the columns, unless it lies far below.
func TestOutlinesBelowTitles(t *testing.T) {
	for text, want := range map[string]int{
		"\nVisits 2020\n\nby|løn\nKøge|1":                        4,
		"Visits\nSource: x\nby|løn\nKøge|1":                      3,
		"by|løn\nKøge|1":                                         0,
		"by\nKøge\nÅrhus":                                        0,
		"by" + strings.Repeat("\nKøge", mostTitle) + "\nÅrhus|1": 0,
	} {
		book := drawn{names: []string{"S"}, sheets: map[string]string{"S": text}}
		got, _ := outlineSheet(book, "S")
		if got.Below != want {
			t.Errorf("%q: names in row %d, not %d", text, got.Below, want)
		}
	}
}

func TestOutlinesOfManyRows(t *testing.T) {
	text := []byte("n\n")
	for range mostOutlined + 1 {
		text = append(text, "1\n"...)
	}
	got, _ := Outlines(fstest.MapFS{"n.csv": {Data: text}}, "n.csv", Limits{}, nil)
	if !got[0].More || got[0].Rows != mostOutlined {
		t.Errorf("%+v", got[0])
	}
}
