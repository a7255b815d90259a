package check_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/costlang/cost/lang/say"
)

// TestDanish holds messages to Danish that inflects: nouns with their articles, lists, counts, and what stands inside others.
func TestDanish(t *testing.T) {
	tests := map[string]string{
		"let a = pn":        "`pn` er et team, ikke en værdi",
		"let a = talks + 1": "`talks` er et forløb, ikke en værdi",
		"course x { team w; participants 4; starts 1 per year; duration 9 months }": "her skal der stå et team, men `w` er en løn",
		"session s for tals { meet 1 times, 1 hour each; staff w }":                 "ukendt forløb `tals`",
		"let total = 3":                     "`total` er et resultat, som alle scripts har, og kan ikke erklæres",
		"let a = 3 DKK + 2 youths / 1 year": "penge plus youths pr. kalendertid",
		"let a = 3 DKK + 5%":                "penge plus en procentsats går ikke, for en procentsats er et tal uden enhed",
		"course x { team pn; participants [4]; starts 1 per year; duration 9 months }": "listen har 1 led, men teamet `pn` er højst aktivt i 4 år",
		"scenario \"A\" { finishing = 90 }":                                            "den nye værdi for `finishing` er 90, som ligger uden for intervallet",
		"team x { staff w; start 1 in year 9 }":                                        "tidshorisonten har årene 1 til 5, men her er der et team, der starter i år 9",
		"let s = hours.w / 100 hours\nteam x { staff w at s; start 1 in year 1 }\ncost \"C\" other per x { staff x for 1 hour }": "`s` afhænger af sig selv: s -> w.hours -> arbejdet i x -> C -> x -> s",
	}
	for line, want := range tests {
		_, found := checkText(t, "", "test.cost", tested+line+"\n")
		var got []string
		for _, d := range found.Errors() {
			got = append(got, d.Message.In(say.Danish))
		}
		if diff := cmp.Diff([]string{want}, got); diff != "" {
			t.Errorf("%s: %s", line, diff)
		}
	}
}
