package eval_test

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
)

// Correlations that no draws can have are refused, and those of the same proportions that can be are named and are right.
func TestCorrelationsThatCannotBe(t *testing.T) {
	const params = "param a = 2 in 1..3\nparam b = 2 in 1..3\nparam c = 2 in 1..3\noutput sum_of = a + b + c\nsimulate sum_of draws 64\n"
	p := compile(t, params+"correlate a, b 0.9\ncorrelate b, c 0.9\ncorrelate a, c -0.9\n")
	_, err := p.Report(context.Background(), nil)
	list := listOf(t, err)
	want := [3]string{
		string(diag.BadCorrelation),
		"the nearest in these proportions, at 55.5% of them, are `correlate a, b 0.499`, `correlate b, c 0.499` and `correlate a, c -0.499`",
		"de nærmeste i samme forhold, 55,5 % af dem, er `correlate a, b 0.499`, `correlate b, c 0.499` og `correlate a, c -0.499`",
	}
	got := [3]string{string(list[0].Code), list[0].Help.String(), list[0].Help.In(say.Danish)}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	report(t, compile(t, params+"correlate a, b 0.499\ncorrelate b, c 0.499\ncorrelate a, c -0.499\n"))
}
