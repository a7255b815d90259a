package say

import (
	"encoding/json"
	"maps"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

// unknown is a text that no catalogue has.
const unknown = "nobody translates %s"

// inBoth is a text in English and in Danish.
func inBoth(p Phrase) []string { return []string{p.In(English), p.In(Danish)} }

func TestIn(t *testing.T) {
	row := T("the number `%s`", "3")
	tests := []struct {
		name   string
		phrase Phrase
		want   []string
	}{
		{"empty", Phrase{}, []string{"", ""}},
		{"no arguments", T("remove it"), []string{"remove it", "fjern det"}},
		{"a percentage without arguments", T("± on a percentage"), []string{"± on a percentage", "± på en procentsats"}},
		{"percent signs as they stand", T("write `in 1..3`, `in {1, 2, 3}` or `in ±20%`"),
			[]string{"write `in 1..3`, `in {1, 2, 3}` or `in ±20%`", "skriv `in 1..3`, `in {1, 2, 3}` eller `in ±20%`"}},
		{"names and numbers", T("this number has %s digits in a row, at most %d are read", "63", 60),
			[]string{"this number has 63 digits in a row, at most 60 are read", "dette tal har 63 cifre i træk, men højst 60 læses"}},
		{"a name with a percent sign", T("write %s", "100%d"), []string{"write 100%d", "skriv 100%d"}},
		{"nested", T("%s does not fit here", row), []string{"the number `3` does not fit here", "tallet `3` passer ikke her"}},
		{"nested twice", T("did you mean `%s`? %s", "by", T("%s has %s", T("a course"), "team")),
			[]string{"did you mean `by`? a course has team", "mente du `by`? et forløb kan have team"}},
		{"the same in all", T("%s: %s", row, "x"), []string{"the number `3`: x", "tallet `3`: x"}},
		{"a missing key", T(unknown, T("a course")), []string{"nobody translates a course", "nobody translates et forløb"}},
		{"a missing key without arguments", T("nobody translates this"), []string{"nobody translates this", "nobody translates this"}},
	}
	for _, tt := range tests {
		if diff := cmp.Diff(tt.want, inBoth(tt.phrase)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, diff)
		}
	}
}

func TestVerbatim(t *testing.T) {
	for _, text := range []string{"error", "remove it", "100% %d", "a course"} {
		if diff := cmp.Diff([]string{text, text}, inBoth(Verbatim(text))); diff != "" {
			t.Errorf("%q (-want +got):\n%s", text, diff)
		}
	}
	if !Verbatim("").Empty() || Verbatim(" ").Empty() {
		t.Error("only a text of nothing is empty")
	}
}

func TestLists(t *testing.T) {
	nouns := []Phrase{T("a team"), T("a course"), T("a session")}
	tests := []struct {
		name   string
		phrase Phrase
		want   []string
	}{
		{"and of none", And[string](nil), []string{"", ""}},
		{"and of one", And(nouns[:1]), []string{"a team", "et team"}},
		{"and of two", And(nouns[:2]), []string{"a team and a course", "et team og et forløb"}},
		{"and of three", And(nouns), []string{"a team, a course and a session", "et team, et forløb og en session"}},
		{"and of names", And([]string{"a%", "b", "c"}), []string{"a%, b and c", "a%, b og c"}},
		{"or of none", Or[string](nil), []string{"", ""}},
		{"or of two", Or(nouns[:2]), []string{"a team or a course", "et team eller et forløb"}},
		{"or of numbers", Or([]int{1, 2, 3}), []string{"1, 2 or 3", "1, 2 eller 3"}},
		{"or of dates", Or([]Date{"2018-03-01", "2019-10-31"}), []string{"2018-03-01 or 2019-10-31", "1. marts 2018 eller 31. oktober 2019"}},
		{"none joined", Join(nil, "; "), []string{"", ""}},
		{"joined", Join(nouns[:2], "; "), []string{"a team; a course", "et team; et forløb"}},
		{"joined by a percent sign", Join(nouns[:2], " % "), []string{"a team % a course", "et team % et forløb"}},
		{"one", Count(1, T("a team"), T("a course")), []string{"a team", "et team"}},
		{"none counted", Count(0, T("a team"), T("a course")), []string{"a course", "et forløb"}},
		{"two", Count(2, T("a team"), T("a course")), []string{"a course", "et forløb"}},
	}
	for _, tt := range tests {
		if diff := cmp.Diff(tt.want, inBoth(tt.phrase)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, diff)
		}
	}
}

func TestMap(t *testing.T) {
	p := T("%s does not fit here, directly after `%s`", T("the number `%s`", "3"), "x")
	loud := p.Map(func(arg any) any { return strings.Repeat(arg.(string), 2) })
	want := []string{"the number `33` does not fit here, directly after `xx`", "tallet `33` passer ikke her, lige efter `xx`"}
	if diff := cmp.Diff(want, inBoth(loud)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if diff := cmp.Diff("the number `3` does not fit here, directly after `x`", p.String()); diff != "" {
		t.Errorf("the original changed (-want +got):\n%s", diff)
	}
}

func TestEqual(t *testing.T) {
	if !T("write %s", "3").Equal(T("write %s", "3")) || T("write %s", "3").Equal(T("write %s", "4")) {
		t.Error("texts are equal when their arguments are")
	}
	if T("remove it").Equal(Verbatim("remove it")) {
		t.Error("a text that stays as it is differs from one that is translated")
	}
}

func TestDate(t *testing.T) {
	for text, want := range map[Date][]string{
		"2018-03-01": {"2018-03-01", "1. marts 2018"},
		"2020-12-31": {"2020-12-31", "31. december 2020"},
		"2018-02-30": {"2018-02-30", "2018-02-30"},
		"soon":       {"soon", "soon"},
	} {
		if diff := cmp.Diff(want, inBoth(T("%s", text))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", text, diff)
		}
	}
}

func TestCode(t *testing.T) {
	tests := []struct {
		name   string
		phrase Phrase
		want   []string
	}{
		{"a name", T("%s", Code("talks")), []string{"talks", "`talks`"}},
		{"a number with its unit", T("%s", Code("2.5 years")), []string{"2.5 years", "`2.5 years`"}},
		{"a whole number", T("%s", Code("2016")), []string{"2016", "2016"}},
		{"quoted already", T("%s", Code("`talks`")), []string{"`talks`", "`talks`"}},
		{"a text", T("%s", Code(`"Dear"`)), []string{`"Dear"`, `"Dear"`}},
		{"nothing", T("%s", Code("")), []string{"", ""}},
		{"several", Or(Codes([]string{"a", "b", "c"})), []string{"a, b or c", "`a`, `b` eller `c`"}},
		{"a number", T("%s", Number("7.5")), []string{"7.5", "7,5"}},
		{"thousands", T("%s", Number("1234567")), []string{"1234567", "1.234.567"}},
		{"thousands of a script", T("%s", Number("1_234.5")), []string{"1_234.5", "1.234,5"}},
		{"a whole number in a sentence", T("%s rows", Int(200000)), []string{"200000 rows", "200.000 rows"}},
		{"below zero", T("%s", Number("-123.25")), []string{"-123.25", "-123,25"}},
	}
	for _, tt := range tests {
		if diff := cmp.Diff(tt.want, inBoth(tt.phrase)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, diff)
		}
	}
}

func TestHasWords(t *testing.T) {
	for format, want := range map[string]bool{
		"": false, "%s": false, "%s, %s": false, "`%s`": false, "%[2]s = %[1]s": false, "0x%02x": true, "%.1f %%": false,
		"write %s": true, "%s år": true, "%s: ": false, "ø": true, "100%": false, "%s%s": false, "%-5d|%+.2f": false,
	} {
		if got := hasWords(format); got != want {
			t.Errorf("%q: got %v, want %v", format, got, want)
		}
	}
}

func TestText(t *testing.T) {
	got, err := json.Marshal(T("write %s", T("a course")))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(`"write a course"`, string(got)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestLanguages(t *testing.T) {
	var codes []string
	for _, l := range Languages() {
		codes = append(codes, l.Code())
	}
	if diff := cmp.Diff([]string{"en", "da"}, codes); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if got := English.Catalogue(); got != nil {
		t.Errorf("English has the catalogue %v", got)
	}
	own := Danish.Catalogue()
	own["remove it"] = "changed"
	if got := T("remove it").In(Danish); got != "fjern det" {
		t.Errorf("a copy of the catalogue changes what is said to %q", got)
	}
}

func TestGather(t *testing.T) {
	files := fstest.MapFS{
		"xx/a.json": {Data: []byte(`{"one": "1", "both": "a"}`)},
		"xx/b.json": {Data: []byte(`{"two": "2", "both": "b"}`)},
		"xx/c.json": {Data: []byte(`["no object"]`)},
		"xx/d.txt":  {Data: []byte(`{"three": "3"}`)},
	}
	if diff := cmp.Diff(map[string]string{"one": "1", "two": "2", "both": "b"}, gather(files, "xx")); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestFilesAreSortedObjects keeps the files of the catalogue easy to merge: objects of texts, sorted, and no key in two
// files with two meanings.
func TestFilesAreSortedObjects(t *testing.T) {
	files, err := danishFiles.ReadDir("da")
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for _, file := range files {
		text, err := danishFiles.ReadFile("da/" + file.Name())
		if err != nil {
			t.Fatal(err)
		}
		own := map[string]string{}
		if err := json.Unmarshal(text, &own); err != nil {
			t.Errorf("%s: %v", file.Name(), err)
		}
		if diff := cmp.Diff(written(own), string(text)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", file.Name(), diff)
		}
		for key, value := range own {
			if first, ok := all[key]; ok && first != value {
				t.Errorf("%s: %q is %q here and %q before", file.Name(), key, value, first)
			}
		}
		maps.Copy(all, own)
	}
}

// written is a catalogue as its file holds it.
func written(own map[string]string) string {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(own); err != nil {
		return err.Error()
	}
	return b.String()
}
