package eval_test

import (
	"context"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/lang/say"
)

// A value that is set, or that follows from one, does not keep the source of the script's own.
func TestChangedSources(t *testing.T) {
	p := compile(t, `
param rent  = 1_000 DKK in 500 DKK..3_000 DKK "Rent" source "table 3"
param level = 100% in 80%..120% "Level"
param twice = 2 * rent "Twice" source "double"
output a = rent * level + twice
scenario "Low" { level = 80%; rent = 900 DKK }
`)
	sources := func(in eval.Inputs, opts ...eval.RunOption) (out []string, changed int) {
		r, err := p.Report(context.Background(), in, opts...)
		if err != nil {
			t.Fatal(err)
		}
		for row := range r.Tables[0].Rows {
			out = append(out, r.Tables[0].Cell(row, len(r.Tables[0].Columns)-1).Text.String())
		}
		return out, r.Changed()
	}
	for _, c := range []struct {
		in      eval.Inputs
		under   string
		want    []string
		changed int
	}{
		{nil, "", []string{"table 3", "– no source", "double"}, 0},
		{eval.Inputs{"rent": 1000}, "", []string{"table 3", "– no source", "double"}, 0},
		{eval.Inputs{"rent": 2000}, "", []string{
			"set for this report; the script has 1,000 kr. (source: table 3)", "– no source", "follows from what is set; the script has 2,000 kr. (source: double)",
		}, 2},
		{eval.Inputs{"rent": 1000}, "Low", []string{"table 3", "by the scenario \"Low\"; the script has 100% (no source)", "double"}, 1},
	} {
		got, changed := sources(c.in, eval.Under(c.under))
		if diff := cmp.Diff(c.want, got); diff != "" || changed != c.changed {
			t.Errorf("%v under %q: %d changed (-want +got):\n%s", c.in, c.under, changed, diff)
		}
	}
}

// An expectation of a labelled figure and a value is said in words, in the reader's language.
func TestExpectationsSaid(t *testing.T) {
	p := compile(t, `
param fee = 1_250 DKK source "x"
output twice "Twice the fee" = 2 * fee
output plain = fee
expect twice >= 2_000 DKK
expect twice = 2_450 DKK to nearest 100
expect plain = 1_250 DKK
expect fee * 2 = 2_500 DKK
scenario "Low" { fee = 1_000 DKK }
expect twice = 2_000 DKK under "Low"
`)
	list, err := p.Expectations(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range list {
		got = append(got, e.Said.In(say.Danish))
	}
	want := []string{"Twice the fee ≥ 2.000 kr.", "Twice the fee = 2.450 kr., til nærmeste 100 kr.", "plain = 1.250 kr.", "", "Twice the fee = 2.000 kr., under \"Low\""}
	for i := range got {
		got[i] = strings.ReplaceAll(got[i], "\u00a0", " ")
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
