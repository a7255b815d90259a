package eval_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/costlang/cost/lang/say"
)

// The range of an assumption stands as the script writes it, and in Danish with Danish numbers and units.
func TestRangesInDanish(t *testing.T) {
	for _, test := range []struct{ param, english, danish string }{
		{"p = 92.5% in {85%, 92.5%, 100%}", "{85%, 92.5%, 100%}", "85 %; 92,5 %; 100 %"},
		{"p = 0 DKK in {0 DKK, 50_000 DKK}", "{0 DKK, 50_000 DKK}", "0 kr.; 50.000 kr."},
		{"p = 0.5% in 0.25%..1%", "0.25%..1%", "0,25 %–1 %"},
		{"p = 50% in 0.4..0.6", "0.4..0.6", "40 %–60 %"},
		{"p = 10 DKK in 10..20 step 2.5", "10..20 step 2.5", "10–20, trin 2,5"},
		{"p = 2 years in 12 months..3 years", "12 months..3 years", "1 år–3 år"},
		{"p = 8 DKK in ±20%", "±20%", "±20 %"},
		{"p = 8 DKK in ±0.25", "±0.25", "±0,25"},
		{"p = 8 DKK in ±(1 / 4)", "±(1 / 4)", "6 kr.; 10 kr."},
		{"p = 8_000 hours in {8_000, 9_000}", "{8_000, 9_000}", "8.000; 9.000"},
		{`p = "paid" in {"paid", "free"}`, `{"paid", "free"}`, "paid; free"},
		{"p = [1, 2] in {[1, 2], [2.5, 3]}", "{[1, 2], [2.5, 3]}", "[1; 2]; [2,5; 3]"},
		{"p = 3", "", ""},
	} {
		tab := tableNamed(t, report(t, compile(t, "param "+test.param+"\noutput n = 1\n")).Tables, "assumptions")
		got := []string{tab.Cell(0, 4).Text.In(say.English), tab.Cell(0, 4).Text.In(say.Danish)}
		if diff := cmp.Diff([]string{test.english, test.danish}, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.param, diff)
		}
	}
}
