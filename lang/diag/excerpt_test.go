package diag

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/costlang/cost/lang/source"
)

// Of a line that is longer than is laid out, what lies around the mark is shown as of a shorter one.
func TestExcerptOfLongLines(t *testing.T) {
	for _, around := range []int{0, 1, 50, 1_000} {
		show := func(far int) []string {
			text := strings.Repeat("ø", far) + strings.Repeat("ab ", around) + "HERE" + strings.Repeat(" cd", around) + strings.Repeat("é", far)
			f := source.NewFile("a.csv", text)
			e := newExcerpt(group{file: f, line: 1, marks: []mark{{span: at(f, "HERE", 0), main: true}}}, 80)
			return append(e.markLines(), e.text())
		}
		if diff := cmp.Diff(show(1_000), show(2*longLine)); diff != "" {
			t.Errorf("%d: -short +long\n%s", around, diff)
		}
	}
}
