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
	got := workbook.DefinedNames("size", "Size", "a1", "XFD7", "r1c1", "R", "c", "rc12", "sum", "TRUE", "talks.completed", "talks_completed", "år", "wage.2", long, long, "rate", "cost", "p_x0041_x00e6", "tax_xy", "ſize", "\u212a", "k")
	want := []string{"size", "Size_2", "a1_", "XFD7_", "r1c1_", "R_", "c_", "rc12_", "sum_", "TRUE_", "talks_completed", "talks_completed_2", "år", "wage_2",
		strings.Repeat("a", 255), strings.Repeat("a", 253) + "_2", "rate", "cost", "p_X0041_X00e6", "tax_xy", "ſize_3", "\u212a", "k_2"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// A title of a sheet has none of the signs that titles cannot have, at most 31 of those it can, and no other sheet has it.
func TestTitles(t *testing.T) {
	long := strings.Repeat("æ", 40)
	got := workbook.Titles("Model", "MODEL", "a/b:c*[d]?\\", "'quoted'", "", long, long, "History", "𝄞"+strings.Repeat("a", 31), "Data _x0041_")
	want := []string{"Model", "MODEL 2", "a b c d", "quoted", "_", strings.Repeat("æ", 31), strings.Repeat("æ", 29) + " 2", "History_", "𝄞" + strings.Repeat("a", 29), "Data _X0041_"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// A cell holds 32,767 UTF-16 units of a text; what is longer is cut between two characters.
func TestLongTexts(t *testing.T) {
	for _, test := range []struct {
		text string
		kept int // characters before …, or all
	}{
		{strings.Repeat("æ", 32_767), 32_767}, {strings.Repeat("æ", 32_768), 32_766}, {strings.Repeat("😀", 20_000), 16_383}, {"a" + strings.Repeat("😀", 20_000), 16_383},
	} {
		s := &workbook.Sheet{}
		s.Put(0, 0, workbook.Cell{Kind: workbook.Text, Text: test.text})
		want := []rune(test.text)
		if len(want) > test.kept {
			want = append(want[:test.kept:test.kept], '…')
		}
		if got := s.At(0, 0).Text; got != string(want) {
			t.Errorf("%d characters of %.8s… become %d, not %d", len([]rune(test.text)), test.text, len([]rune(got)), len(want))
		}
	}
}

// A name that we make up gives way to those of the script, whichever is asked for first.
func TestMadeNames(t *testing.T) {
	got := workbook.MadeNames([]string{"crew_start_1", "T_staff", "t_staff_2"}, "crew_start_1", "t_staff", "room_amount", "Room_Amount")
	if diff := cmp.Diff([]string{"crew_start_1_2", "t_staff_3", "room_amount", "Room_Amount_2"}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
