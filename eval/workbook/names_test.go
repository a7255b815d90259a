package workbook_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/costlang/cost/eval/workbook"
)

// A name of a script becomes one that no spreadsheet takes for an address, a function or another name.
func TestDefinedNames(t *testing.T) {
	long := strings.Repeat("a", 300)
	got := workbook.DefinedNames("size", "Size", "a1", "XFD7", "r1c1", "R", "c", "rc12", "sum", "TRUE", "talks.completed", "talks_completed", "år", "wage.2", long, long, "rate", "cost")
	want := []string{"size", "Size_2", "a1_", "XFD7_", "r1c1_", "R_", "c_", "rc12_", "sum_", "TRUE_", "talks_completed", "talks_completed_2", "år", "wage_2",
		strings.Repeat("a", 255), strings.Repeat("a", 253) + "_2", "rate", "cost"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// A title of a sheet has none of the signs that titles cannot have, at most 31 of those it can, and no other sheet has it.
func TestTitles(t *testing.T) {
	long := strings.Repeat("æ", 40)
	got := workbook.Titles("Model", "MODEL", "a/b:c*[d]?\\", "'quoted'", "", long, long, "History", "𝄞"+strings.Repeat("a", 31))
	want := []string{"Model", "MODEL 2", "a b c d", "quoted", "_", strings.Repeat("æ", 31), strings.Repeat("æ", 29) + " 2", "History_", "𝄞" + strings.Repeat("a", 29)}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
