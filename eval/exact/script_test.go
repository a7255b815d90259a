package exact_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/lang/diag"
)

// problems runs a script and renders what is wrong with it.
func problems(t *testing.T, script string) string {
	t.Helper()
	p, err := eval.Compile("test.cost", []byte(script))
	if err != nil {
		t.Fatal(err)
	}
	_, err = p.Run(t.Context(), nil)
	var list diag.List
	if !errors.As(err, &list) {
		t.Fatalf("it ends with %v", err)
	}
	var out bytes.Buffer
	if err := diag.Render(&out, list, diag.Options{}); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// A division by zero names the divisor and, through products and sums, the names that its zero came from.
func TestDivisionByZeroNamesItsSources(t *testing.T) {
	got := problems(t, `param staff = 0 "Staff"
param meetings = 5
let work = staff * meetings
output share = 100 / (work * 2)
`)
	for text, want := range map[string]bool{
		"error[C0450]: division by zero: the divisor is 0\n": true, "`work` is 0": true, "`meetings`": false, "`staff`": false,
	} {
		if strings.Contains(got, text) != want {
			t.Errorf("%q stands there: %t, in\n%s", text, !want, got)
		}
	}
}

// A divisor with a name is called by it, with its unit.
func TestDivisionByZeroNamesTheDivisor(t *testing.T) {
	got := problems(t, "unit family, families\nparam served = 0 families in 0..9\noutput unit_cost = 100 DKK / served\n")
	want := `error[C0450]: division by zero: the divisor ` + "`served`" + ` is 0 families
  --> test.cost:3:20
  |
3 | output unit_cost = 100 DKK / served
  |                    ^^^^^^^^^^^^^^^^
  ::: test.cost:2:1
  |
2 | param served = 0 families in 0..9
  | --------------------------------- this is zero
  = help: mend the value, or guard the division: ` + "`if divisor = 0 then 0 else …`" + `
`
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// One division that fails is told once, however many outputs rest on it.
func TestOneProblemIsToldOnce(t *testing.T) {
	got := problems(t, "param zero = 0\nlet a = 1 / zero\noutput b = a + 1\noutput c = a * 2\n")
	if n := strings.Count(got, "error["); n != 1 {
		t.Errorf("%d errors:\n%s", n, got)
	}
}
