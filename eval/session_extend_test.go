package eval_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/costlang/cost/eval"
)

// TestSessionDefinesOneByOne checks that definitions given one by one mean what they mean in a script that is loaded with them.
func TestSessionDefinesOneByOne(t *testing.T) {
	texts := []string{
		"let a = total_families * 2", "let b = a + 1 family", "let c = [1, 2] * 3", "let d = c * 2; let e = sum(d)", "output o = e * b",
		"let f = o + a", "let a = 1 family", "let g = f / family", "let h = 1 / 0",
	}
	s := loaded(t, annotated)
	given(t, s, texts...)
	other := loaded(t, sourceText(t, s))
	for _, name := range []string{"a", "b", "c", "d", "e", "f", "g", "h", "o", "_ * 2"} {
		if diff := cmp.Diff(value(t, other, name), value(t, s, name)); diff != "" && name != "h" {
			t.Errorf("%s (-loaded +given):\n%s", name, diff)
		}
	}
	var amounts [2][]string
	for i, s := range []*eval.Session{other, s} {
		r, err := s.Run(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range r.Outputs() {
			amounts[i] = append(amounts[i], fmt.Sprint(f.Name, f.Amount()))
		}
	}
	if diff := cmp.Diff(amounts[0], amounts[1]); diff != "" {
		t.Errorf("outputs (-loaded +given):\n%s", diff)
	}
	if _, err := s.Set("intake", "b / 1 family * 1 course / 3"); err == nil {
		t.Error("a definition is known to Set, which takes none")
	}
	for s.Undo() {
	}
	if got := sourceText(t, s); got != "" {
		t.Errorf("all was taken back but %s", got)
	}
}

// TestSessionMindsOddDefinitions checks that what only a check of all of the script finds is found in definitions that come alone.
func TestSessionMindsOddDefinitions(t *testing.T) {
	for text, want := range map[string]string{
		"let family = 1":   "C0305",
		"let hour = 1":     "C0203",
		"let total = 1":    "C0203",
		"let new = new":    "C02",
		"let new = intake": "",
		"let x = 1 + hour": "C0",
	} {
		s := loaded(t, annotated)
		_, err := s.Eval(context.Background(), text)
		if (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, not %s", text, err, want)
		}
	}
}
