package eval_test

import (
	"errors"
	"math"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/lang/diag"
)

// stays is a script with rows.
const stays = `unit family, families
data stays from "stays.csv" { town: text, stay: months, share: % or missing, begun: date, fee: thousand DKK }
output stayed = sum(s.stay for s in stays)
output north = sum(s.stay for s in stays where s.town = "north")
output share = sum(known(s.share, 0%) for s in stays)
output fees = sum(s.fee for s in stays)
`

type stayed struct {
	Town  string    `cost:"town"`
	Years float64   `cost:"stay,years"`
	Share *num.D    `cost:"share,%"`
	Begun time.Time `cost:"begun"`
	Fee   int       `cost:"fee,DKK"`
	Note  string
}

func figures(t *testing.T, p *eval.Program) map[string]string {
	t.Helper()
	r, err := p.Run(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, f := range r.Outputs() {
		out[f.Name] = f.Value.String() + " " + f.Unit
	}
	return out
}

// Rows from memory are those of a file: as structs, as text, and before a file of that name.
func TestWithRows(t *testing.T) {
	day := time.Date(2024, 2, 29, 23, 0, 0, 0, time.UTC)
	half := num.Int(50)
	structs := []stayed{{"north", 0.5, &half, day, 1500, ""}, {"south, \"east\"", 0.25, nil, day, 500, ""}}
	lines := [][]string{
		{"note", "town", "stay", "share", "begun", "fee"}, {"", "north", "6", "50%", "2024-02-29", "1.5"}, {"", `south, "east"`, "3", "", "2024-02-29", "0.5"},
	}
	file := fstest.MapFS{"stays.csv": {Data: []byte("nothing")}}
	want := map[string]string{"stayed": "9 months", "north": "6 months", "share": "0.5 ", "fees": "2000 DKK"}
	for what, rows := range map[string]any{"structs": structs, "lines": lines} {
		got := figures(t, compile(t, stays, eval.WithRows("stays.csv", rows), eval.WithFS(file)))
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", what, diff)
		}
	}
	danish := strings.Replace(stays, `"stays.csv"`, `"stays.csv" danish`, 1)
	lines[1][5], lines[2][5] = "1,5", "0,5"
	for what, rows := range map[string]any{"structs": structs, "lines": lines} {
		got := figures(t, compile(t, danish, eval.WithRows("stays.csv", rows)))
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("danish %s: %s", what, diff)
		}
	}
}

// What is wrong with rows from memory is said as of a file, with the line.
func TestWithRowsRefuses(t *testing.T) {
	type person struct {
		Town string  `cost:"town"`
		Stay float64 `cost:"stay,DKK"`
		Fee  []int   `cost:"fee"`
		note string  `cost:"share"`
		Unit num.D   `cost:"share,monthss"`
	}
	_ = person{}.note
	type short struct {
		Stay  float64 `cost:"stay"`
		Begun string  `cost:"begun"`
		Town  *string `cost:"town"`
		Fee   int32   `cost:"fee"`
		Share string  `cost:"share"`
	}
	town := "north"
	for what, test := range map[string]struct {
		file string
		rows any
		want []string
	}{
		"tags": {"stays.csv", []person{{}}, []string{
			"C0453 the field person.Fee is []int, and may be a string, num.D, float64, int, int32, int64 or time.Time, or a pointer to one",
			"C0309 the column `stay` is calendar time, and its field is in DKK", "C0304 unknown unit `monthss`",
			"C0453 the field person.note has a tag and is not exported",
		}},
		"cells": {"stays.csv", []short{{1, "2024-02-29", &town, 1, ""}, {math.NaN(), "soon", nil, 1, "x"}}, []string{
			"C0480 stays.csv, line 3, column stay: `NaN` is not a number of months", "C0480 stays.csv, line 3, column begun: `soon` is not a date",
			"C0482 stays.csv, line 3, column town: the cell is empty", "C0480 stays.csv, line 3, column share: `x` is not a number",
		}},
		"columns": {"stays.csv", [][]string{{"town", "stay", "begun", "fee"}}, []string{"C0476 stays.csv, line 1: there is no column share"}},
		"none":    {"stays.csv", [][]string{}, []string{"C0475 stays.csv is empty"}},
		"width":   {"stays.csv", [][]string{{"town", "stay", "share", "begun", "fee"}, {"north"}}, []string{"C0478 stays.csv, line 2: this row has 1 cell, the first line has 5"}},
		"no rows": {"stays.csv", 7, []string{"C0453 rows are a [][]string or a slice of structs, not int"}},
		"many":    {"stays.csv", slices.Repeat([]short{{1, "2024-02-29", &town, 1, ""}}, 12), []string{"C0455 stays.csv, line 12: there are too many rows: at least 11, at most 10 are allowed"}},
		"unused":  {"stay.csv", [][]string{}, []string{"C0470 stays.csv is not there: the script was given without a folder"}},
	} {
		_, err := eval.Compile("test.cost", []byte(stays), eval.WithRows(test.file, test.rows), eval.WithLimits(eval.Limits{Rows: 10}))
		var list diag.List
		if !errors.As(err, &list) {
			t.Errorf("%s: %v", what, err)
			continue
		}
		var got []string
		for _, d := range list {
			got = append(got, string(d.Code)+" "+d.Message.String())
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s: %s", what, diff)
		}
	}
}

// Rows that nothing asks for are an error, which names the file that was meant.
func TestWithRowsUnused(t *testing.T) {
	for src, want := range map[string]string{
		"output a = 1\n": "it has no data",
		stays:            "did you mean `stays.csv`?",
	} {
		_, err := eval.Compile("test.cost", []byte(src), eval.WithRows("stay.csv", [][]string{}), eval.WithFS(fstest.MapFS{
			"stays.csv": {Data: []byte("town,stay,share,begun,fee\n")},
		}))
		list := listOf(t, err)
		if list[0].Code != diag.UnknownInput || list[0].Message.String() != `no data of the script comes from "stay.csv"` || list[0].Help.String() != want {
			t.Errorf("%v, help %s", err, list[0].Help.String())
		}
	}
}

func TestWithRowsTwice(t *testing.T) {
	_, err := eval.Compile("test.cost", []byte(stays), eval.WithRows("stays.csv", [][]string{}), eval.WithRows("stays.csv", [][]string{}))
	if list := listOf(t, err); list[0].Code != diag.DuplicateName {
		t.Error(err)
	}
}

// All that is wrong with tags is said at once.
func TestWithRowsTags(t *testing.T) {
	type row struct {
		Town int     `cost:"town"`
		Stay float64 `cost:"stya"`
		Fee  float64 `cost:""`
	}
	_, err := eval.Compile("test.cost", []byte(stays), eval.WithRows("stays.csv", []row{}))
	for _, want := range []string{"row.Town is int, which the column `town`", "row.Stay is for a column", "row.Fee names nothing"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("%v, and %q is wanted", err, want)
		}
	}
}
