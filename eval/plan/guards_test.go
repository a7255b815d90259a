package plan_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/costlang/cost/eval/exact"
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/lang/diag"
)

// TestGuards sets the only param of scripts to what they take, up to the bounds, and to what they do not.
func TestGuards(t *testing.T) {
	const three = "intervention \"I\" { currency DKK; horizon 3 years }\n"
	const crew = "wage w = 300 DKK/hour\nteam t { staff w; start 2 in year 1 }\n"
	for name, c := range map[string]struct {
		script  string
		ok, bad string
		code    diag.Code
	}{
		"a year":       {three + "param y = 1\ncost a \"A\" other once in year y { amount 1 }", "1 2 3", "0 4 1.5 -1", diag.BadYear},
		"first year":   {three + "param y = 1\ncost a \"A\" other once in years y..3 { amount 1 }", "1 3", "0 4 2.5", diag.BadYear},
		"last year":    {three + "param y = 3\ncost a \"A\" other per year in years 1..y { amount 1 }", "1 3", "0 4 2.5", diag.BadYear},
		"years apart":  {three + "param n = 1 year\ncost a \"A\" other once every n { amount 1 }", "1 2 7", "0 -1 0.5 1.5", diag.OutOfRange},
		"bounds":       {"param b = 2 in 1..3\noutput o = b", "1 2 3", "0.99 3.01", diag.ParamRange},
		"payers":       {three + "param s = 50%\ncost a \"A\" other once { amount 1; payer x s, y 50% }", "0.5", "0.4 0.6 0", diag.BadPayers},
		"over":         {three + "param d = 1 month\ncost a \"A\" other once over d { amount 1 }", "0.5 1 60", "0 -1", diag.BadDuration},
		"life":         {three + "param d = 1 month\ncost a \"A\" other once { amount 1; life d }", "0.5 1 60", "0 -1", diag.BadDuration},
		"course":       {three + crew + "param d = 1 month\ncourse c { team t; participants 1; starts 1 per year; duration d }", "0.5 1 60", "0 -1", diag.BadDuration},
		"completion":   {three + crew + "param s = 50%\ncourse c { team t; participants 1; starts 1 per year; duration 1 month; completion s }", "0 0.5 1", "-0.1 1.1", diag.BadCompletion},
		"completions":  {three + crew + "param s = 50%\ncourse c { team t; participants 1; starts 1 per year; duration 1 month; completion [0%, 100%, s] }", "0 0.5 1", "-0.1 1.1", diag.BadCompletion},
		"phases":       {three + crew + "param m = 1 month\ncourse c { team t; participants 1; starts 1 per year; duration 6 months }\nsession s for c { meet 1/month for m, 1 hour each; staff w }", "1 6", "6.1 9", diag.BadDuration},
		"phases left":  {three + crew + "param m = 1 month\ncourse c { team t; participants 1; starts 1 per year; duration 6 months }\nsession s for c { meet 1/month for m, 1 hour each; meet 3 times, 1 hour each; staff w }", "1 5.9", "6 7", diag.BadDuration},
		"stops":        {three + "wage w = 300 DKK/hour\nparam k = 1\nteam t { staff w; start 2 in year 1; stop k in year 2 }", "0 1 2", "3", diag.BadStop},
		"later stops":  {three + "wage w = 300 DKK/hour\nparam k = 1\nteam t { staff w; start 2 in year 1; stop 1 in year 1, k in year 3 }", "0 1", "2", diag.BadStop},
		"step of some": {"param s = 1\noutput o = round(7, s)", "0.5 1 9", "0 -1", diag.OutOfRange},
		"nearest":      {"param s = 1\noutput o = 7\nexpect o = 7 to nearest s", "0.5 1", "0 -1", diag.OutOfRange},
	} {
		t.Run(name, func(t *testing.T) {
			p, err := lower(t, "guards.cost", c.script+"\n", wide)
			if err != nil {
				t.Fatal(err)
			}
			for _, v := range strings.Fields(c.ok) {
				if problems := reading(t, p, exact.Inputs{0: num.Must(v)}).Problems(); len(problems) > 0 {
					t.Errorf("%s is refused: %v", v, problems)
				}
			}
			for _, v := range strings.Fields(c.bad) {
				var codes []diag.Code
				for _, d := range reading(t, p, exact.Inputs{0: num.Must(v)}).Problems() {
					codes = append(codes, d.Code)
				}
				if diff := cmp.Diff([]diag.Code{c.code}, codes); diff != "" {
					t.Errorf("%s: -want +got\n%s", v, diff)
				}
			}
		})
	}
}
