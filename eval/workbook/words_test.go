package workbook_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/eval/workbook"
	"github.com/costlang/cost/lang/say"
)

const worded = `intervention "Words" { currency DKK; prices 2024; horizon 2 years }
norm 1_600 hours/year
param wage_level = 100% in {80%, 100%}
param rent = 500 in 400..600
wage helper = 500_000 DKK/year * wage_level "Helper"
wage boss = 700_000 DKK/year "Boss"
cost f "Rent (12 x = 1 year)" operation per year { amount rent * 2 DKK }
cost g "Course {small} # two" operation per year { amount rent * 3 DKK }
cost h "Talks" operation per year { staff helper for 60 hours; staff boss for 5 hours }
output share "Share" = helper.cost / total as %
expect share in 0%..100%
expect total = 1 DKK
expect total = 2 DKK differs "it is more"
`

// wordsOf is the cells of a workbook, sheet by sheet in their order, each row as its texts and formulas.
func wordsOf(t *testing.T, script string, opts ...eval.RunOption) [][][]workbook.Cell {
	t.Helper()
	p, err := eval.Compile("words.cost", []byte(script))
	if err != nil {
		t.Fatal(err)
	}
	book, err := eval.Workbook(context.Background(), p, nil, opts...)
	if err != nil {
		t.Fatal(err)
	}
	var out [][][]workbook.Cell
	for _, s := range book.Sheets {
		out = append(out, s.Rows)
	}
	return out
}

// beside is the first row whose first cell begins as is said.
func beside(t *testing.T, sheets [][][]workbook.Cell, label string) []workbook.Cell {
	t.Helper()
	for _, rows := range sheets {
		for _, row := range rows {
			if len(row) > 0 && row[0].Text == label {
				return row
			}
		}
	}
	t.Errorf("no row is called %q", label)
	return make([]workbook.Cell, 20)
}

// Headings keep signs within labels, assumptions are called by what does not change with them, and units are in words.
func TestWords(t *testing.T) {
	english := wordsOf(t, worded)
	for _, label := range []string{
		`cost f "Rent (12 x = 1 year)" operation per year`, `cost g "Course {small} # two" operation per year`, "Helper: pay before wage_level",
		"Talks: time of staff, Helper", "Talks: time of staff, Boss",
	} {
		beside(t, english, label)
	}
	for unit, sheets := range map[string][][][]workbook.Cell{"hours/year": english, "timer/år": wordsOf(t, worded, eval.InLanguage(say.Danish))} {
		if !slices.ContainsFunc(sheets[0], func(row []workbook.Cell) bool { return len(row) > 3 && row[3].Text == unit }) {
			t.Errorf("no assumption is in %s", unit)
		}
	}
	if claim := beside(t, english, "share in 0%..100%"); !strings.HasSuffix(claim[1].Style.Format, "%") {
		t.Errorf("a share is shown as %s", claim[1].Style.Format)
	}
}

// A claim that fails is seen on the results, and one that is known to differ is none.
func TestFailedClaimIsSeen(t *testing.T) {
	const all = "All expectations of the script as it is written hold (see their sheet)"
	holds := strings.Replace(worded, "expect total = 1 DKK\n", "", 1)
	for script, want := range map[string]string{worded: "FALSE", holds: "TRUE"} {
		if got := beside(t, wordsOf(t, script), all)[1].Value; got != want {
			t.Errorf("it says %s, not %s", got, want)
		}
	}
	if got := beside(t, wordsOf(t, worded), "Total")[2].Value; got == "" {
		t.Error("hours have no total")
	}
}
