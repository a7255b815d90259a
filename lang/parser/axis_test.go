package parser

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/source"
)

func TestAxis(t *testing.T) {
	type axis struct {
		Param, In string
		Kind      ast.RangeKind
	}
	for text, want := range map[string]axis{
		"fee":                                  {Param: "fee"},
		"fee in 80%..120% step 1%":             {"fee", "80%..120% step 1%", ast.Bounds},
		"g18.fee in {6, 8, 10} # as published": {"g18.fee", "{6, 8, 10}", ast.Alternatives},
		" fee in ±20%\n":                       {"fee", "±20%", ast.PlusMinus},
		"fee in\n  2 DKK .. 3 DKK":             {"fee", "2 DKK .. 3 DKK", ast.Bounds},
	} {
		f := source.NewFile("--over", text)
		param, in, list := ParseAxis(f, Limits{})
		if len(list) > 0 {
			t.Errorf("%s: %v", text, list)
			continue
		}
		got := axis{Param: f.Slice(param.Span)}
		if in != nil {
			got.In, got.Kind = f.Slice(in.Span), in.Kind
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", text, diff)
		}
	}
}

// What is no range is explained as behind a param.
func TestAxisErrors(t *testing.T) {
	for text, want := range map[string]string{
		"":                     "a param is missing",
		" # none":              "a param is missing",
		"fee 60..70":           "`in` is missing after `fee`",
		"fee {6, 8}":           "`in` is missing after `fee`",
		"fee in 60-70":         "a range is written `60..70`",
		"fee in 60 to 70":      "a range is written `60..70`",
		"fee in [6, 8]":        "alternatives stand in braces",
		"fee in 6, 8":          "alternatives stand in braces",
		"fee in {6..8}":        "a range stands without braces",
		"fee in":               "a value is missing after `in`, found the end of the text",
		"fee, size":            "`,` does not fit here",
		"fee in 6..8 as DKK":   "the connecting word `as` does not fit here",
		"fee in 1..3 ~ normal": "`~` does not fit here",
		"fee in 1..3\nsize":    "`size` does not fit here",
	} {
		param, in, list := ParseAxis(source.NewFile("--over", text), Limits{})
		if param != nil || in != nil || len(list) != 1 {
			t.Errorf("%q: %v, %v and %v", text, param, in, list)
			continue
		}
		if diff := cmp.Diff(want, list[0].Message.String()); diff != "" {
			t.Errorf("%q: %s", text, diff)
		}
	}
}
