package main

import (
	"go/parser"
	"go/token"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// mutants lists those of a file that need not compile.
func mutants(t *testing.T, text string) []*mutant {
	t.Helper()
	c := &code{folder: "p", set: token.NewFileSet()}
	tree, err := parser.ParseFile(c.set, "f.go", text, 0)
	if err != nil {
		t.Fatal(err)
	}
	g := gatherer{code: c, seen: map[string]int{}}
	g.inFile(&file{path: "f.go", text: []byte(text), tree: tree})
	return g.found
}

func TestOperators(t *testing.T) {
	for body, want := range map[string][]string{
		"x = a + b":                      {"arithmetic a + b -> (a - b)"},
		"x = a * b":                      {"arithmetic a * b -> (a / b)"},
		"x.Mul(y)":                       {"call x.Mul(y) -> nothing", "arithmetic Mul -> Div"},
		"f(a < b)":                       {"call f(a < b) -> nothing", "comparison a < b -> a <= b", "comparison a < b -> a >= b"},
		"f(a && b)":                      {"call f(a && b) -> nothing", "condition a && b -> (a || b)"},
		"if ok { f = g }":                {"condition ok -> !(ok)"},
		"if a == b { f = g }":            {"comparison a == b -> a != b"},
		"switch { case ok: f = g }":      {"condition ok -> !(ok)"},
		"if ok { f = g } else { f = h }": {"condition ok -> !(ok)", "branches { f = g } else { f = h } -> { f = h } else { f = g }"},
		"x = y.Round(p)":                 {"rounding y.Round(p) -> y"},
		"x = y.CeilTo(p)":                {"rounding y.CeilTo(p) -> y", "rounding CeilTo -> FloorTo"},
		"x = 7":                          {"off by one 7 -> 8", "off by one 7 -> 6"},
		"x = xs[i]":                      {"off by one i -> (i + 1)", "off by one i -> (i - 1)"},
		"x = step.Year":                  {"off by one step.Year -> (step.Year + 1)", "off by one step.Year -> (step.Year - 1)"},
		"x = b.pick(o, c, y, z)":         {"branches y, z -> z, y"},
		"x = emit(o, Select, c, y, z)":   {"branches y, z -> z, y"},
		"x = emit(o, Le, y, z, None)":    {"comparison Le -> Lt"},
		"x = emit(o, Round, y, z, None)": {"rounding emit(o, Round, y, z, None) -> y"},
		"x = NewRatio(n, d)":             {"ratio n, d -> d, n"},
		"x = r.Num":                      {"ratio Num -> Den"},
		"x = R{Num: y}":                  {"ratio Num -> Den"},
		"x = min(y, z)":                  {"extremes min -> max"},
		"x = None":                       {"ends None -> One"},
		"for { continue }":               {"early exit continue -> nothing"},
		"return":                         {"early exit return -> nothing"},
		"f()":                            {"call f() -> nothing"},
		"xs = make([]T, n+m, n*m)":       nil,
		"panic(a + b)":                   nil,
	} {
		var got []string
		for _, m := range mutants(t, "package p\nfunc g() {\n"+body+"\n}\n") {
			got = append(got, strings.TrimPrefix(m.key(), "p/f.go:g:"))
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: -want +got\n%s", body, diff)
		}
	}
}

// The names of mutants tell those apart that look alike, and say which method, constant or held function they are of.
func TestKeys(t *testing.T) {
	got := []string{}
	for _, m := range mutants(t, "package p\nconst most = 8\nfunc (b *B) f() { x = a + b; x = a + b }\nvar held = once(func() int { return n - 1 })\n") {
		if m.operator == arithmetic || m.function == "most" {
			got = append(got, m.key())
		}
	}
	want := []string{
		"p/f.go:most:off by one 8 -> 9", "p/f.go:most:off by one 8 -> 7", "p/f.go:B.f:arithmetic a + b -> (a - b)",
		"p/f.go:B.f:arithmetic a + b -> (a - b) #2", "p/f.go:held:arithmetic n - 1 -> (n + 1)",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

// All mutants of a function stand before what it does itself.
func TestTogether(t *testing.T) {
	found := mutants(t, "package p\nfunc f() int { return a + b }\nfunc g() { h() }\n")
	var chosen []*mutant
	for _, m := range found {
		if m.operator != early {
			chosen = append(chosen, m)
			m.id = len(chosen)
		}
	}
	want := "package p\nfunc f() int {\nif mutantChosen == 1 {\n return (a - b) \n}\n return a + b }\n" +
		"func g() {\nif mutantChosen == 2 {\n  \nreturn\n}\n h() }\n"
	if diff := cmp.Diff(want, string(together(found[0].file, chosen))); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

// The list of equivalent mutants gives a reason for each, and names none that the code no longer has.
func TestEquivalents(t *testing.T) {
	known, err := readEquivalents()
	if err != nil {
		t.Fatal(err)
	}
	for key, reason := range known {
		if len(reason) < 20 {
			t.Errorf("%s: %q is no reason", key, reason)
		}
	}
	root, err := moduleRoot()
	if err != nil {
		t.Fatal(err)
	}
	packages := []string{"eval/num", "eval/unit", "eval/plan", "eval/exact"}
	all, err := gather(root, options{packages: packages})
	if err != nil {
		t.Fatal(err)
	}
	r := newReport(known, false)
	r.stale(all, packages)
	if diff := cmp.Diff([]string(nil), r.wrong); diff != "" {
		t.Error(diff)
	}
}

func TestReport(t *testing.T) {
	found := mutants(t, "package p\nfunc f() { x = 7 + y }\n")
	r := newReport(map[string]string{found[2].key(): "it is the same"}, false)
	r.add(found[0], "eval TestIt")
	r.add(found[1], "")
	r.add(found[2], "")
	if got := r.sums(0)["p"]; got != (tally{1, 1, 1}) || got.share() != 50 || !r.good(50) || r.good(51) {
		t.Errorf("%+v, %v percent", got, got.share())
	}
	r.add(found[2], "eval TestIt")
	if r.good(50) || len(r.wrong) != 1 {
		t.Errorf("a listed mutant that is killed: %v", r.wrong)
	}
}

func TestFailed(t *testing.T) {
	for out, want := range map[string]string{
		"--- FAIL: TestA (0.00s)\n    --- FAIL: TestA/b (0.00s)\n": "TestA", "panic: out of range\n": "panic: out of range", "": "no end",
	} {
		if got := failed(out); got != want {
			t.Errorf("%q: %s, want %s", out, got, want)
		}
	}
}
