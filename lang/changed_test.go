package lang

import (
	"strings"
	"testing"

	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/diag/diagtest"
	"github.com/costlang/cost/lang/say"
	"github.com/costlang/cost/lang/source"
)

// TestChangedTextsAreSeen holds the guard of Format to what it is there for. No script is known that it refuses.
func TestChangedTextsAreSeen(t *testing.T) {
	tree, _ := Parse(source.NewFile("f.cost", "let a = 1 # c\n"))
	for text, want := range map[string]string{
		"let a  =\t1   # c  ":  "",
		"let a = 2 # c\n":      "something else",
		"let a = 1 # d\n":      "other comments",
		"let a = 1\n":          "other comments",
		"let a = # c\n":        "cannot be read",
		"let a = 1; let b = 2": "something else",
	} {
		got := changed(tree, source.NewFile("f.cost", text)).String()
		if (got == "") != (want == "") || !strings.Contains(got, want) {
			t.Errorf("%q: got %q, not %q", text, got, want)
		}
	}
	list := layoutFault(source.NewFile("f.cost", "let a = 1"), say.T("the result says something else"))
	if err := list.Err(); err == nil || list[0].Code != diag.InternalLayout || list[0].File == nil {
		t.Errorf("a fault is %+v", list)
	}
	if left := diagtest.Untranslated(list); left != nil {
		t.Errorf("not all Danish: %q", left)
	}
}
