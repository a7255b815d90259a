package main

import (
	"strings"
	"testing"
)

func TestPortableNames(t *testing.T) {
	for _, good := range []string{"model", "model.cost", "model 1.2", "ældre", "console", "com", "com12", "COM١", "lpt.a", "a'b", "100%", "aux-1"} {
		if problem := unportable(good); !problem.Empty() {
			t.Errorf("%q is refused: %s", good, problem)
		}
	}
	for bad, why := range map[string]string{
		"a<b": "`<`", "a>b": "`>`", "a:b": "`:`", `a"b`: "`\"`", "a|b": "`|`", "a?": "`?`", "*": "`*`", `a\b`: "`\\`",
		"con": "device", "Prn.cost": "device", "AUX.1.cost": "device", "nul .2.cost": "device", "COM1": "device", "lpt9.cost": "device",
		"com²": "device", "conin$": "device",
		"a.": "a dot", "a..cost": "a dot", "a ": "a blank", "a .cost": "a blank",
	} {
		if problem := unportable(bad).String(); !strings.Contains(problem, why) {
			t.Errorf("%q: %q", bad, problem)
		}
	}
}

func TestArguments(t *testing.T) {
	for path, want := range map[string]string{
		"model.cost":        "model.cost",
		"a/æble_2+3.cost":   "a/æble_2+3.cost",
		"two words.cost":    `"two words.cost"`,
		"it's (a) & b.cost": `"it's (a) & b.cost"`,
		"~a.cost":           `"~a.cost"`,
		"a,b@c.cost":        `"a,b@c.cost"`,
		"$HOME.cost":        `'$HOME.cost'`,
		"now!.cost":         `'now!.cost'`,
		"“a”.cost":          `'“a”.cost'`,
	} {
		if got := argument(path); got != want {
			t.Errorf("%s: %s, not %s", path, got, want)
		}
	}
}
