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
		"let a = 3 DKK + 2 youths / 1 year": "penge kan ikke lægges sammen med youths pr. kalendertid",
		"let a = 3 DKK + 5%":                "penge plus en procentsats går ikke, for en procentsats er et tal uden enhed",
		"course x { team pn; participants [4]; starts 1 per year; duration 9 months }": "listen har 1 led, men teamet `pn` er højst aktivt i 4 år",
		"scenario \"A\" { finishing = 90 }":                                            "den nye værdi for `finishing` er `90`, som ligger uden for intervallet",
		"team x { staff w; start 1 in year 9 }":                                        "tidshorisonten har årene 1 til 5, men her er der et team, der starter i år 9",
		"let s = hours.w / 100 hours\nteam x { staff w at s; start 1 in year 1 }\ncost \"C\" other per x { staff x for 1 hour }": "`s` afhænger af sig selv: `s` -> `w.hours` -> arbejdet i x -> `C` -> `x` -> `s`",
		"let a = 1 hour - 2 DKK":             "penge kan ikke trækkes fra arbejdstid",
		"let a = 3 * 2 participants > 1 DKK": "deltagere kan ikke sammenlignes med penge",
		"let a = 1\nlet a = 2":               "`a` er erklæret to gange",
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

// TestAdvice holds what is said to do about units that do not fit, and about names, in both languages.
func TestAdvice(t *testing.T) {
	tests := map[string][]string{
		"let a = 3 DKK + 2 hours": {"multiply the hours by an hourly wage, such as `leader.hourly`, or divide the money by one",
			"gang timerne med en timeløn, for eksempel `leader.hourly`, eller dividér pengene med en"},
		"let a = 3 EUR + 2 GBP":                {"multiply one of the two by a rate of your own in EUR/GBP", "gang den ene med din egen kurs i `EUR/GBP`"},
		"let a = 3 EUR/year + 2 hours":         {"working time and calendar time never mix: multiply by a number of hours per week, month or year first", "arbejdstid og kalendertid kan ikke blandes: gang først med et antal timer pr. uge, måned eller år"},
		"let a = 3 youths + 2 hours":           {"multiply or divide first: one side lacks `youths/hour`", "gang eller dividér først: den ene side mangler `youths/hour`"},
		"output a = toatl":                     {"did you mean `total`?", "mente du `total`?"},
		"let a = 1\nlet a = 2":                 {"rename one of the two", "omdøb en af de to"},
		"use dk.norms as norms with { x = 3 }": {"the script has no params", "scriptet har ingen parametre"},
	}
	for line, want := range tests {
		_, found := checkText(t, "norm 1_600 hours/year", "test.cost", tested+line+"\n")
		var got []string
		for _, d := range found.Errors() {
			got = append(got, d.Help.In(say.English), d.Help.In(say.Danish))
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", line, diff)
		}
	}
}
