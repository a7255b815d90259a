package manual_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/costlang/cost/eval/manual"
	"github.com/costlang/cost/lang/say"
)

// Analysts look for the words of their field, in English and Danish, and for signs.
func TestFindOtherWords(t *testing.T) {
	m := manual.New(say.English)
	for topic, words := range map[string]string{
		"analyses":                            "uncertainty, sensitivity, tornado, break even, usikkerhed, følsomhed",
		"param":                               "range, distribution, pert, ±, .., ~, parameter, forudsætning",
		"numbers":                             "%, percent, pct, procent, tkr, mio",
		"text":                                "#, comment, kommentar",
		"holes":                               "?",
		"lists per year":                      "...",
		"lines and items":                     ";",
		"labels and sources":                  "until, kilde",
		"index":                               "inflation, price index, prisindeks",
		"data":                                "csv, danish, datasæt",
		"workbooks":                           "excel, regneark, sheet",
		"residual value":                      "depreciation, afskrivning",
		"present value":                       "discount rate, nutidsværdi",
		"intervention":                        "pris, horisont, indsats",
		"course":                              "forløb, frafald",
		"team":                                "hold",
		"session":                             "møder",
		"wage":                                "løn, pension, salary",
		"labour":                              "årsværk, fte",
		"unit":                                "enhed",
		"cost grant and saving":               "tilskud, omkostning, income",
		"output":                              "resultat",
		"units":                               "day, dage",
		"unit hours":                          "timer, hrs",
		"unit years":                          "år, aar",
		"mean":                                "average, gennemsnit",
		"checking against the official model": "omk2021, omkostningsmodellen",
	} {
		for word := range strings.SplitSeq(words, ", ") {
			if found := m.Find(word); len(found) == 0 || found[0].Name != topic {
				t.Errorf("%s finds %v, not %s", word, names(found), topic)
			}
		}
	}
}

// What has no topic is searched for in the text: whole words before beginnings, titles before text, more words before one.
func TestSearch(t *testing.T) {
	m := manual.New(say.English)
	for words, want := range map[string][]string{
		"volunteer":          {"wage", "strict checking"},
		"Volunteers":         {"wage", "strict checking"},
		"JSON":               {"tables", "explanations"},
		"phase":              {"session"},
		"municipality state": {"cost grant and saving"},
		"exact decimals":     {"exactness"},
		"≥":                  {"grammar"},
		"xyzzy":              nil,
		"of the":             nil,
		"":                   nil,
	} {
		if diff := cmp.Diff(want, names(m.Search(words))); diff != "" {
			t.Errorf("%q: %s", words, diff)
		}
	}
}
