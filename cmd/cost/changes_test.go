package main

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/table"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
	"github.com/costlang/cost/lang/source"
)

func figure(name, value, unit string) eval.Figure {
	return eval.Figure{Name: name, Label: strings.ToUpper(name[:1]) + name[1:], Value: num.Must(value), Unit: unit}
}

func claim(text string, ok bool, actual, gap string) eval.Expectation {
	return eval.Expectation{Text: text, OK: ok, Known: true, Actual: num.Must(actual), Gap: num.Must(gap), Unit: "DKK"}
}

func problem(severity diag.Severity, line int, message string) diag.Diagnostic {
	at := source.Pos{Filename: "model.cost", Line: line, Column: 1}
	return diag.Diagnostic{Severity: severity, Code: diag.UnknownName, Message: say.Verbatim(message), Span: source.Span{Pos: at, EndPos: at}}
}

func figuresOnly(list ...eval.Figure) outcome { return outcome{results: &results{figures: list}} }

func claimsOnly(list ...eval.Expectation) outcome {
	return outcome{results: &results{expectations: list}}
}

// TestChanges compares pairs of outcomes: what is printed, and which diagnostics are new.
func TestChanges(t *testing.T) {
	old, other := problem(diag.Warning, 3, "old"), problem(diag.Error, 4, "other")
	moved := problem(diag.Warning, 9, "old")
	for _, test := range []struct {
		name          string
		before, after outcome
		want          string
		appeared      []string
	}{
		{"nothing", figuresOnly(figure("cost", "1", "DKK")), figuresOnly(figure("cost", "1.0", "DKK")), "", nil},
		{"more", figuresOnly(figure("cost", "76102", "DKK")), figuresOnly(figure("cost", "78300", "DKK")), "  Cost  76,102 → 78,300 kr. (+2.9%)\n", nil},
		{"less", figuresOnly(figure("cost", "200", "DKK")), figuresOnly(figure("cost", "150", "DKK")), "  Cost  200 → 150 kr. (-25.0%)\n", nil},
		{"below zero", figuresOnly(figure("cost", "-200", "DKK")), figuresOnly(figure("cost", "-150", "DKK")), "  Cost  -200 → -150 kr. (+25.0%)\n", nil},
		{"from nothing", figuresOnly(figure("cost", "0", "DKK")), figuresOnly(figure("cost", "150", "DKK")), "  Cost  0 → 150 kr.\n", nil},
		{"hardly", figuresOnly(figure("cost", "100000", "DKK")), figuresOnly(figure("cost", "100001", "DKK")), "  Cost  100,000 → 100,001 kr. (less than 0.1%)\n", nil},
		{"unseen", figuresOnly(figure("cost", "100000.0000001", "DKK")), figuresOnly(figure("cost", "100000.0000002", "DKK")), "  Cost  100,000 kr., changed by less than is shown\n", nil},
		{"percent", figuresOnly(figure("rate", "50", "%")), figuresOnly(figure("rate", "60", "%")), "  Rate  50.0% → 60.0%\n", nil},
		{"unit", figuresOnly(figure("cost", "1", "DKK")), figuresOnly(figure("cost", "1", "hours")), "  Cost  1 kr. → 1 hours\n", nil},
		{"renamed", figuresOnly(figure("cost", "1", "DKK"), figure("b", "2", "")), figuresOnly(figure("b", "2", ""), figure("price", "1", "DKK")), "  Price  new: 1 kr.\n  Cost   gone: 1 kr.\n", nil},
		{"other order", figuresOnly(figure("a", "1", ""), figure("b", "2", "")), figuresOnly(figure("b", "2", ""), figure("a", "1", "")), "", nil},
		{"fails", claimsOnly(claim("cost = 1", true, "1", "0")), claimsOnly(claim("cost = 1", false, "3", "2")), "  ✗ cost = 1  holds → fails, 3 kr.\n      off by 2 kr.\n", nil},
		{"holds", claimsOnly(claim("cost = 1", false, "3", "2")), claimsOnly(claim("cost = 1", true, "1", "0")), "  ✓ cost = 1  fails → holds, 1 kr.\n", nil},
		{"holds at another figure", claimsOnly(claim("cost > 1", true, "3", "2")), claimsOnly(claim("cost > 1", true, "4", "3")), "", nil},
		{"nearer", claimsOnly(claim("cost = 1", false, "3", "2")), claimsOnly(claim("cost = 1", false, "2", "1")), "  ✗ cost = 1  still fails, 2 kr.\n      off by 1 kr.\n", nil},
		{"claimed", claimsOnly(claim("cost = 1", true, "1", "0")), claimsOnly(claim("cost = 2", false, "1", "-1")), "  ✗ cost = 2  new: fails, 1 kr.\n      off by -1 kr.\n  · gone: cost = 1\n", nil},
		{"claimed twice", claimsOnly(claim("cost = 1", true, "1", "0"), claim("cost = 1", true, "1", "0")), claimsOnly(claim("cost = 1", true, "1", "0")), "  · gone: cost = 1\n", nil},
		{"moved", outcome{problems: diag.List{old}}, outcome{problems: diag.List{moved}}, "", nil},
		{"twice", outcome{problems: diag.List{old}}, outcome{problems: diag.List{old, moved}}, "", []string{"old"}},
		{"replaced", outcome{problems: diag.List{old}}, outcome{problems: diag.List{other}}, "  · gone: warning[C0201]: old\n", []string{"other"}},
		{"no results before", outcome{}, figuresOnly(figure("cost", "1", "DKK")), "", nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			d := changes(test.before, test.after)
			if diff := cmp.Diff(test.want, changeLines(d, pageOptions{width: usualWidth, style: table.English()})); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
			var appeared []string
			for _, p := range d.appeared {
				appeared = append(appeared, p.Message.String())
			}
			if diff := cmp.Diff(test.appeared, appeared); diff != "" {
				t.Errorf("appeared, -want +got:\n%s", diff)
			}
			if none := test.want == "" && test.appeared == nil; d.none() != none {
				t.Errorf("none is %t", d.none())
			}
		})
	}
}

// TestKeeping checks that a script with errors, or that is gone, loses nothing to compare with.
func TestKeeping(t *testing.T) {
	before := figuresOnly(figure("cost", "1", "DKK"))
	before.problems = diag.List{problem(diag.Warning, 1, "warned")}
	broken := outcome{problems: diag.List{problem(diag.Error, 2, "broken")}}.keeping(before)
	gone := outcome{unread: errUnreadable}.keeping(broken)
	after := figuresOnly(figure("cost", "2", "DKK"))
	after.problems = before.problems
	got := changeLines(changes(gone, after), pageOptions{width: usualWidth, style: table.StyleOf(say.Danish)})
	want := "  Cost  1 → 2 kr. (+100,0 %)\n  · væk: fejl[C0201]: broken\n"
	if diff := cmp.Diff(want, strings.ReplaceAll(got, joined, " ")); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// TestNarrowChanges checks that changes fit any screen.
func TestNarrowChanges(t *testing.T) {
	before, after := figuresOnly(figure("averyveryverylongname", "123456", "DKK")), figuresOnly(figure("averyveryverylongname", "654321", "DKK"))
	before.results.expectations = []eval.Expectation{claim("cost = 100_000_000 DKK to nearest 1_000", true, "1", "0")}
	after.results.expectations = []eval.Expectation{claim("cost = 100_000_000 DKK to nearest 1_000", false, "123456", "789")}
	before.problems = diag.List{problem(diag.Error, 1, "something is wrong with a value in this line")}
	for columns := leastWidth; columns <= usualWidth; columns += 10 {
		fitsIn(t, changeLines(changes(before, after), pageOptions{width: columns, style: table.English()}), columns)
	}
}
