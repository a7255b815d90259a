package referee_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestOrderOfDeclarations shuffles the lines of a script: no figure may change.
func TestOrderOfDeclarations(t *testing.T) {
	for seed := range rounds(60) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			d := randomDraft(uint64(seed))
			order := rand.New(rand.NewPCG(uint64(seed), 1)).Perm(len(d.decls))
			want := exactFigures(t, d.texts(d.plainOrder(), nil), "")
			got := exactFigures(t, d.texts(order, nil), "")
			if diff := cmp.Diff([]string(nil), differences(named(want), named(got))); diff != "" {
				t.Errorf("-agreement +difference\n%s\n%s", diff, numbered(d.text(order, nil)))
			}
		})
	}
}

// TestScenarioIsTheScriptWithItsValues writes the values of a scenario into the script: that must be the scenario.
func TestScenarioIsTheScriptWithItsValues(t *testing.T) {
	tried := 0
	for seed := range rounds(60) {
		d := randomDraft(uint64(seed))
		for _, s := range d.settings {
			tried++
			t.Run(fmt.Sprintf("%d/%s", seed, s.name), func(t *testing.T) {
				t.Parallel()
				want := exactFigures(t, d.texts(d.plainOrder(), s.values), "")
				got := exactFigures(t, d.texts(d.plainOrder(), nil), s.name)
				if diff := cmp.Diff([]string(nil), differences(named(want), named(got))); diff != "" {
					t.Errorf("-agreement +difference\n%s\n%s", diff, numbered(d.text(d.plainOrder(), nil)))
				}
			})
		}
	}
	if tried == 0 {
		t.Error("no random script has a scenario")
	}
}

// exactFigures is what the exact reading answers.
func exactFigures(t *testing.T, texts files, scenario string) figures {
	t.Helper()
	l, err := lower(texts, "main.cost")
	if err != nil {
		t.Fatalf("%v\n%s", err, numbered(texts["main.cost"]))
	}
	s := l.scenario(scenario)
	if (s == nil) != (scenario == "") {
		t.Fatalf("no scenario %q", scenario)
	}
	f, err := l.read(s)
	if err != nil {
		t.Fatalf("%v\n%s", err, numbered(texts["main.cost"]))
	}
	return f
}

// named keeps the figures that have names of their own: what has none is numbered by its order in the text, and what is expected
// without a scenario is asked of no other.
func named(f figures) figures {
	out := figures{}
	for name, x := range f {
		if !strings.Contains(name, " #") && !strings.Contains(name, ".#") && !strings.HasPrefix(name, "expect[") {
			out[name] = x
		}
	}
	return out
}
