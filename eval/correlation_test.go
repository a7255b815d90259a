package eval_test

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
)

// Correlations that no draws can have are refused, and the nearest that can be are named and are right.
func TestCorrelationsThatCannotBe(t *testing.T) {
	const params = "param a = 2 in 1..3\nparam b = 2 in 1..3\nparam c = 2 in 1..3\noutput sum_of = a + b + c\nsimulate sum_of draws 64\n"
	p := compile(t, params+"correlate a, b 0.9\ncorrelate b, c 0.9\ncorrelate a, c -0.9\n")
	_, err := p.Report(context.Background(), nil)
	list := listOf(t, err)
	want := [3]string{
		string(diag.BadCorrelation),
		"the nearest that can be are `correlate a, b 0.5`, `correlate b, c 0.5` and `correlate a, c -0.5`",
		"de nærmeste, der kan være det, er `correlate a, b 0.5`, `correlate b, c 0.5` og `correlate a, c -0.5`",
	}
	got := [3]string{string(list[0].Code), list[0].Help.String(), list[0].Help.In(say.Danish)}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	report(t, compile(t, params+"correlate a, b 0.5\ncorrelate b, c 0.5\ncorrelate a, c -0.5\n"))
}
