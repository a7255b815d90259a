package diagtest_test

import (
	"maps"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/diag/diagtest"
	"github.com/costlang/cost/lang/say"
)

func TestEnglish(t *testing.T) {
	for text, want := range map[string][]string{
		"":                                   nil,
		"`the` er ukendt":                    nil,
		"skriv \"not here\" eller `a is b`":  nil,
		"et år at vente for den ene":         nil,
		"The file is not there":              {"The", "is", "not", "there"},
		"kan ikke læses: file is a folder":   {"is"},
		"`x` er of `y`, and `the` står":      {"of", "and"},
		"den nævner ordene thesis og island": nil,
		"filen use/missing.cost mangler":     nil,
		"hvorfor (it is there): unknown.":    {"it", "is", "there", "unknown"},
	} {
		if diff := cmp.Diff(want, diagtest.English(text)); diff != "" {
			t.Errorf("%q (-want +got):\n%s", text, diff)
		}
	}
}

// Every text of the catalogue is Danish, and nearly every English sentence is known as such.
func TestCatalogue(t *testing.T) {
	catalogue := say.Danish.Catalogue()
	sentences, found := 0, 0
	for _, key := range slices.Sorted(maps.Keys(catalogue)) {
		if words := diagtest.English(catalogue[key]); len(words) > 0 {
			t.Errorf("%q has the words %q", catalogue[key], words)
		}
		if len(key) > 60 {
			sentences++
			if len(diagtest.English(key)) > 0 {
				found++
			}
		}
	}
	if found*20 < sentences*19 {
		t.Errorf("of %d English sentences only %d are known as such", sentences, found)
	}
}

func TestUntranslated(t *testing.T) {
	d := diag.Diagnostic{
		Code: "C0201", Message: say.T("remove it"), Label: say.Verbatim("of course"), Help: say.T("write %s", "what is meant"),
		Related: []diag.Related{{Label: say.T("declared here")}, {Label: say.Verbatim("declared here")}},
	}
	want := []string{"C0201: of course", "C0201: skriv what is meant", "C0201: declared here"}
	if diff := cmp.Diff(want, diagtest.Untranslated(diag.List{d})); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
