package chart_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/costlang/cost/eval/chart"
	"github.com/costlang/cost/lang/say"
)

// On a telephone a chart is as narrow as that, and its data are those that it has elsewhere, told once where they are of all its parts.
func TestNarrower(t *testing.T) {
	for _, c := range chart.All(tablesOf(t, "testdata/hostile.cost")) {
		look := chart.Look{Language: say.Danish, Untitled: true}
		wide, narrow := c.Spec(look), c.Narrower(look)
		if width, _ := narrow["width"].(int); width < 150 || width > 344 {
			t.Errorf("%s is %v wide", c.Name, narrow["width"])
		}
		if narrow["data"] != nil || narrow["config"] != nil || narrow["$schema"] != nil {
			t.Errorf("%s tells again what is the same", c.Name)
		}
		whole := c.Spec(chart.Look{Language: say.Danish, Untitled: true, Narrow: true})
		for name, is := range narrow {
			wide[name] = is
		}
		if diff := cmp.Diff(marshalled(t, whole), marshalled(t, wide)); diff != "" {
			t.Errorf("%s with what is otherwise on a telephone is another: %s", c.Name, diff)
		}
	}
}

// Steps of a ladder stand below one another, where their names have room.
func TestStepsGoDown(t *testing.T) {
	ladder := chart.Of("ladder", tablesOf(t, "../../examples/worked.cost"))[0].Spec(chart.Look{Language: say.Danish})
	y := ladder["encoding"].(chart.Spec)["y"].(chart.Spec)
	if names := y["scale"].(chart.Spec)["domain"].([]string); y["field"] != "step" || !slices.Contains(names, "Bruttoomkostninger") {
		t.Errorf("%v", y)
	}
}

// What a chart of years says is all that it shows, in as few words as that takes.
func TestYearsInWords(t *testing.T) {
	const head = "intervention \"I\" { currency DKK; prices 2024; "
	const twice = "cost \"A\" operation per year { amount 60 DKK }\n"
	for _, tt := range []struct{ script, want string }{
		{head + "horizon 1 year }\ncost \"A\" operation once { amount 100 DKK }\n", "A stacked bar of cost by category, for Year 1. Operation: 100 kr. in all."},
		{head + "horizon 2 years }\n" + twice, "Stacked bars of cost by category, one for each of Year 1 and Year 2. Operation: 120 kr. in all."},
		{head + "horizon 2 years }\n" + twice + "cost \"B\" preparation once { amount 30 DKK }\n",
			"Stacked bars of cost by category, one for each of Year 1 and Year 2. Gross cost: 150 kr. in all, and with 90 kr. the most in Year 1. " +
				"The largest part, 120 kr., is Operation."},
		{head + "horizon 2 years }\n" + twice + "saving \"S\" operation per year { amount 100 DKK }\n",
			"Stacked bars of cost by category, one for each of Year 1 and Year 2. Operation: 120 kr. in all. Below zero stands what is subtracted, 200 kr.: Savings. " +
				"Net cost: -80 kr. in all."},
	} {
		if diff := cmp.Diff(tt.want, chart.Of("years", tablesIn(t, tt.script))[0].Description.String()); diff != "" {
			t.Error(diff)
		}
	}
}

// An end of a bar where the figure has no value is marked in the drawing, in words.
func TestEndsWithoutValue(t *testing.T) {
	const script = "intervention \"I\" { currency DKK; prices 2024; horizon 1 year }\nunit child, children\nparam n = 2 children in 0 children..4 children \"Children\"\n" +
		"param m = 2 children in 1 child..4 children \"Others\"\noutput figure = 100 DKK / n + 10 DKK / m\nvary figure by n, m\n"
	got := map[string]string{}
	spec := chart.Of("tornado", tablesIn(t, script))[0].Spec(chart.Look{})
	for _, v := range spec["data"].(chart.Spec)["values"].([]any) {
		side := v.(chart.Spec)
		got[side["label"].(string)+" "+side["side"].(string)] = side["at"].(string)
	}
	want := map[string]string{"Children below": "4 children", "Children above": "no value", "Others below": "4 children", "Others above": "1 child"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
