package conformance

import (
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// atLeast is how many cases the suite has. It only grows.
const atLeast = 504

func TestThereAreEnoughCases(t *testing.T) {
	if n := len(readCases(t)); n < atLeast {
		t.Errorf("%d cases, at least %d are wanted", n, atLeast)
	}
}

// TestCasesNameTheirSentence sees that what a case quotes stands in the reference, from the beginning to the end of a sentence or of a
// cell of a table.
func TestCasesNameTheirSentence(t *testing.T) {
	text, err := os.ReadFile("../../lang/SPEC.md")
	if err != nil {
		t.Fatal(err)
	}
	reference := collapsed(string(text))
	for _, c := range readCases(t) {
		for _, sentence := range c.spec {
			if !quotes(reference, sentence) {
				t.Errorf("%s: the reference has no sentence %q", c.name, sentence)
			}
		}
	}
}

// paragraph stands where one ends.
const paragraph = " ¶ "

var (
	emptyLine = regexp.MustCompile(`\n[ \t]*\n`)
	heading   = regexp.MustCompile(`(?m)^#+ .*$`)
)

func collapsed(text string) string {
	text = strings.ReplaceAll(text, "\r", "")
	text = heading.ReplaceAllString(text, paragraph)
	text = emptyLine.ReplaceAllString(text, paragraph)
	return strings.Join(strings.Fields(text), " ")
}

// quotes reports whether a sentence stands in a text between the ends of others.
func quotes(text, sentence string) bool {
	sentence = strings.Join(strings.Fields(sentence), " ")
	for at := 0; len(strings.Fields(sentence)) > 2; {
		next := strings.Index(text[at:], sentence)
		if next < 0 {
			return false
		}
		at += next
		before, after := text[:at], text[at+len(sentence):]
		begins := slices.ContainsFunc([]string{"- ", "| ", ". ", ": ", "; ", "¶ "}, func(s string) bool { return strings.HasSuffix(before, s) })
		ends := strings.HasSuffix(sentence, ".") || slices.ContainsFunc([]string{".", ":", ";", " |", " ¶"}, func(s string) bool { return strings.HasPrefix(after, s) })
		if begins && ends {
			return true
		}
		at += len(sentence)
	}
	return false
}

// TestNoTwoCasesAreOne sees that no case is another one with different numbers.
func TestNoTwoCasesAreOne(t *testing.T) {
	seen := map[string]string{}
	for _, c := range readCases(t) {
		shape := c.shape()
		if other, ok := seen[shape]; ok {
			t.Errorf("%s is %s with other numbers", c.name, other)
		}
		seen[shape] = c.name
	}
}

var (
	comment = regexp.MustCompile(`(?m)#[^"\n]*$`)
	number  = regexp.MustCompile(`[0-9][0-9_.]*`)
)

// shape is what a case gives the program, with 0 for every number and without comments and layout. Of a script the lines stay apart.
func (c *testCase) shape() string {
	var b strings.Builder
	for _, name := range slices.Sorted(maps.Keys(c.files)) {
		b.WriteString(name + "\n" + string(c.files[name].Data))
	}
	for _, e := range c.inputs {
		b.WriteString(e.name + " = " + e.text + "\n")
	}
	b.WriteString(c.scenario + "\n" + c.check)
	text := number.ReplaceAllString(comment.ReplaceAllString(b.String(), ""), "0")
	var out []string
	for line := range strings.Lines(text) {
		if words := strings.Fields(line); len(words) > 0 {
			out = append(out, strings.Join(words, " "))
		}
	}
	return strings.Join(out, "\n")
}

// TestEveryLineOfACalculationCounts sees that every output is calculated, and that nothing else is.
func TestEveryLineOfACalculationCounts(t *testing.T) {
	for _, c := range readCases(t) {
		calculated, err := calculate(c.calculation)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		for _, o := range c.outputs {
			if _, ok := calculated.values[key(o.name)]; !ok {
				t.Errorf("%s: %s is not calculated", c.name, o.name)
			}
		}
		for _, name := range calculated.unused(c.outputs) {
			t.Errorf("%s: %s is calculated for nothing", c.name, name)
		}
	}
}

// TestHarness sees that the harness refuses what it must.
func TestHarness(t *testing.T) {
	const head, model = "spec: a b c\n", "-- model.cost --\noutput x = 2 hours\n"
	for name, text := range map[string]string{
		"no sentence":            model + "-- diagnostics --\n",
		"no script":              head + "-- diagnostics --\n",
		"nothing stated":         head + model,
		"unknown key":            head + "speck: a\n" + model + "-- diagnostics --\n",
		"unknown limit":          head + "limits: Patience = 3\n" + model + "-- diagnostics --\n",
		"no calculation":         head + model + "-- outputs --\nx = 2 hours\n",
		"stated twice":           head + model + "-- calculation --\nx = 2\n-- outputs --\nx = 2 hours\nx = 2 hours\n",
		"other value":            head + model + "-- calculation --\nx = 3\n-- outputs --\nx = 3 hours\n",
		"other calculation":      head + model + "-- calculation --\nx = 3\n-- outputs --\nx = 2 hours\n",
		"other unit":             head + model + "-- calculation --\nx = 2\n-- outputs --\nx = 2 minutes\n",
		"output left out":        head + model + "-- calculation --\ny = 2\n-- outputs --\nx + x = 4 hours\n",
		"warning that is none":   head + model + "-- calculation --\nx = 2\n-- outputs --\nx = 2 hours\n-- diagnostics --\nmodel.cost:1:1 C0403\n",
		"error not stated":       head + "-- model.cost --\noutput x = y\n-- diagnostics --\n",
		"error beside outputs":   head + "-- model.cost --\noutput x = y\n-- calculation --\nx = 1\n-- outputs --\nx = 1\n-- diagnostics --\nmodel.cost:1:12 C0201\n",
		"expectation that fails": head + model + "expect x = 3 hours\n-- calculation --\nx = 2\n-- outputs --\nx = 2 hours\n",
		"unknown scenario":       head + model + "-- inputs --\nunder \"Dear\"\n-- calculation --\nx = 2\n-- outputs --\nx = 2 hours\n",
		"not a number":           head + model + "-- calculation --\nx = 2 hours\n-- outputs --\nx = 2 hours\n",
		"no such name":           head + model + "-- calculation --\nx = y\n-- outputs --\nx = 2 hours\n",
	} {
		c, err := readCase(name, []byte(text))
		if err == nil && len(c.problems()) == 0 {
			t.Errorf("a case with %s passes", name)
		}
	}
	good := head + model + "-- calculation --\nx = 2\n-- outputs --\nx = 2 hours\n"
	if c, err := readCase("good", []byte(good)); err != nil || len(c.problems()) > 0 {
		t.Errorf("a case with nothing wrong fails: %v", err)
	}
}

// TestArithmetic sees that calculations come to what they do by hand.
func TestArithmetic(t *testing.T) {
	for text, want := range map[string]string{
		"1/3 + 1/6": "0.5", "-(2 - 5) * 1_000": "3000", "round(-2.5)": "-3", "round(1_250, 100)": "1300", "floor(-0.5)": "-1", "ceil(7, 4)": "8",
		"digits34(2/3)": "0.6666666666666666666666666666666667", "digits34(-200/3)": "-66.66666666666666666666666666666667", "digits34(1/8)": "0.125",
		"min(3, 1/2)": "0.5", "max(3, 1/2)": "3", "sum(1, 2, 3.5)": "6.5", "abs(-2)": "2", "1 < 2 && !(1 == 2)": "yes", `"a" != "b"`: "yes",
		"digits34(1/3) == 1/3": "no", "digits34(100000000000000000000000000000000000000000/3)": "33333333333333333333333333333333330000000",
	} {
		v, err := (&calculation{}).evaluate(text)
		if got := inWords(v, ""); err != nil || got != want {
			t.Errorf("%s is %s, and %s is wanted (%v)", text, got, want, err)
		}
	}
}
