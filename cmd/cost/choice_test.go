package main

import "testing"

func TestNearestWord(t *testing.T) {
	for _, test := range []struct{ wanted, want string }{
		{"dk", "da"}, {"dansk", "da"}, {"DA", "da"}, {"english", "en"}, {"sv", ""}, {"", ""}, {"x", ""},
	} {
		if got := nearestWord(test.wanted, languageCodes()); got != test.want {
			t.Errorf("nearestWord(%q, languages) = %q, not %q", test.wanted, got, test.want)
		}
	}
	for _, test := range []struct{ wanted, want string }{
		{"mark", "markdown"}, {"cvs", "csv"}, {"JSON", "json"}, {"jsonl", "json"}, {"tekst", "text"}, {"xml", ""}, {"pdf", ""},
	} {
		if got := nearestWord(test.wanted, resultFormats); got != test.want {
			t.Errorf("nearestWord(%q, formats) = %q, not %q", test.wanted, got, test.want)
		}
	}
}

// A flag given again takes the place of what was wrong before.
func TestChoiceTakesTheLast(t *testing.T) {
	var chosen string
	c := &choice{flag: "form", words: []string{"a", "b"}, choose: func(word string) { chosen = word }}
	for _, step := range []struct {
		word, text, chosen string
		wrong              bool
	}{{"", "a", "", true}, {"b", "b", "b", false}, {"c", "b", "b", true}, {"a", "a", "a", false}} {
		if err := c.Set(step.word); err != nil {
			t.Fatal(err)
		}
		if c.String() != step.text || chosen != step.chosen || (c.unknown != nil) != step.wrong {
			t.Errorf("after %q: %q, %q, %v", step.word, c.String(), chosen, c.unknown)
		}
	}
}
