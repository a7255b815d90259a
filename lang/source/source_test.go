package source_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/costlang/cost/lang/source"
)

// Lines are those that cutting the text at its line ends gives, however far apart the marks of the index stand.
func TestLines(t *testing.T) {
	for name, text := range map[string]string{
		"nothing": "", "no line end": "a", "line ends only": strings.Repeat("\n", 200), "of Windows": strings.Repeat("ab\r\n", 97) + "c",
		"of all lengths": strings.Repeat("\na\nbc\n\ndef", 31), "a mark at the end": strings.Repeat("x\n", 32), "and one before it": strings.Repeat("x\n", 31),
	} {
		f := source.NewFile("f", text)
		want := strings.Split(text, "\n")
		var got []string
		for n := 1; n <= f.Lines(); n++ {
			got = append(got, f.Line(n))
		}
		for i := range want {
			want[i] = strings.TrimSuffix(want[i], "\r")
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
		for offset := range len(text) + 1 {
			if got, want := f.LineAt(offset), strings.Count(text[:offset], "\n")+1; got != want {
				t.Errorf("%s: byte %d is in line %d, and line %d is wanted", name, offset, got, want)
			}
		}
		if f.Line(0)+f.Line(f.Lines()+1) != "" || f.LineAt(-1) != 0 {
			t.Errorf("%s: there is a line outside the text", name)
		}
	}
}
