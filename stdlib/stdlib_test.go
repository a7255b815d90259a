package stdlib_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/costlang/cost/stdlib"
)

func TestSignatures(t *testing.T) {
	want := map[string]string{
		"min":   "min(x: a, …) -> a",
		"round": "round(x: a, to: a = 1) -> a",
		"npv":   "npv(series: a by year, rate: number) -> a",
		"known": "known(cell: cell, otherwise: a = none) -> a",
		"low":   "low(x: a by P, …) -> a",
	}
	for name, signature := range want {
		f, ok := stdlib.Lookup(name)
		if diff := cmp.Diff(signature, f.Signature()); !ok || diff != "" {
			t.Error(diff)
		}
	}
}

func TestTakes(t *testing.T) {
	tests := []struct {
		name string
		n    int
		want bool
	}{
		{"round", 0, false}, {"round", 1, true}, {"round", 2, true}, {"round", 3, false},
		{"min", 0, false}, {"min", 9, true}, {"npv", 1, false}, {"npv", 2, true}, {"growth", 2, false},
	}
	for _, tt := range tests {
		if f, _ := stdlib.Lookup(tt.name); f.Takes(tt.n) != tt.want {
			t.Errorf("%s takes %d: %v", tt.name, tt.n, !tt.want)
		}
	}
}

func TestFunctionsAreACopy(t *testing.T) {
	stdlib.Functions()[0].Name = "changed"
	if stdlib.Functions()[0].Name == "changed" {
		t.Error("the table can be changed from outside")
	}
}

func TestModules(t *testing.T) {
	want := []string{"dk.discount", "dk.norms", "dk.wages"}
	if diff := cmp.Diff(want, stdlib.Modules()); diff != "" {
		t.Error(diff)
	}
	for _, path := range append(want, "dk.nothing", "norms", "dk.norms.cost") {
		file, ok := stdlib.Module(path)
		if ok != (strings.Count(path, ".") == 1 && path != "dk.nothing") {
			t.Errorf("module %s: %v", path, ok)
		}
		if ok && !strings.Contains(file.Name, path) {
			t.Errorf("the file of %s is named %s", path, file.Name)
		}
	}
}

// Every standard module has an example, which uses it.
func TestExample(t *testing.T) {
	for _, path := range stdlib.Modules() {
		if text, ok := stdlib.Example(path); !ok || !strings.Contains(text, "use "+path+"\n") || !strings.Contains(text, path+".") {
			t.Errorf("the example of %s is\n%s", path, text)
		}
	}
	if text, ok := stdlib.Example("dk.nothing"); ok {
		t.Errorf("no module has the example\n%s", text)
	}
}

func TestEveryFunctionHasForms(t *testing.T) {
	for _, f := range stdlib.Functions() {
		for _, form := range append(f.Forms, f.Example) {
			if len(f.Forms) == 0 || !strings.Contains(form, f.Name+"(") {
				t.Errorf("%s has the form %q", f.Name, form)
			}
		}
	}
}
