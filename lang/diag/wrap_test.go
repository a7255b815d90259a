package diag

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestHanging(t *testing.T) {
	const text = "write the unit of the number, such as 520_000 DKK/year or 400 DKK/hour"
	for _, test := range []struct {
		name, mark, text string
		columns          int
		want             string
	}{
		{"no screen", " = help: ", text, 0, " = help: " + text},
		{"no screen, two lines", " = help: ", "a\nb", 0, " = help: a\n         b"},
		{"wide enough", " = help: ", "a b", 40, " = help: a b"},
		{"wrapped", " = help: ", text, 40,
			" = help: write the unit of the number,\n         such as 520_000 DKK/year or 400\n         DKK/hour"},
		{"no room beside the mark", "error[C0203]: ", text, 30,
			"error[C0203]: write the unit\n  of the number, such as\n  520_000 DKK/year or 400\n  DKK/hour"},
		{"a long word stays whole", "m: ", "see examples/netvaerksmoeder.cost:12:4", 20, "m: see\n  examples/netvaerksmoeder.cost:12:4"},
		{"lines and their indents", "m: ", "write\n  param n = 3\nor less", 34, "m: write\n     param n = 3\n   or less"},
	} {
		if diff := cmp.Diff(test.want, hanging(test.mark, test.text, test.columns)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
	}
}
