package html_test

import (
	"regexp"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/lang/say"
)

// opening are the figures of a page that a text is printed of, as their dialogs begin.
func opening(page, printed string) (out []string) {
	for _, m := range regexp.MustCompile(`<span data-part="\d+"([^>]*)>`+regexp.QuoteMeta(printed)+`</span>`).FindAllStringSubmatch(blanks.Replace(page), -1) {
		out = append(out, m[1])
	}
	return out
}

// A figure opens as it is printed, with what it is before it was rounded so that its column adds up, and with its sign.
func TestFiguresOpenAsPrinted(t *testing.T) {
	page := pageOf(t, compiled(t, examples+"netvaerksmoeder.cost"), say.English)
	for printed, want := range map[string]string{
		"610,142": ` data-shown="610,142 kr." data-remark="printed as 610,142 so that the column adds up; 610,142.86 before rounding"`,
	} {
		if got := opening(page, printed); len(got) == 0 || got[0] != want {
			t.Errorf("%s opens with %q, want %q", printed, got, want)
		}
	}
	page = pageOf(t, compiled(t, examples+"helsingoer.cost"), say.English)
	if got := opening(page, "-483,158"); len(got) == 0 || !regexp.MustCompile(`data-shown="-483,158 kr\.".*subtracted in this table"`).MatchString(got[0]) {
		t.Errorf("what is subtracted opens with %q", got)
	}
}

// A script with outputs and a horizon but no lines of cost has no section of zeros.
func TestNoCostsNoSections(t *testing.T) {
	p, err := eval.Compile("a.cost", []byte("intervention \"I\" { currency DKK; prices 2024; horizon 2 years }\nlet a = 2_000 DKK\noutput a \"A\"\n"))
	if err != nil {
		t.Fatal(err)
	}
	page := pageOf(t, p, say.English)
	if diff := cmp.Diff([]string(nil), regexp.MustCompile(`<section id="(costs|ladder|more)"|id="chart-\w+"`).FindAllString(page, -1)); diff != "" {
		t.Error(diff)
	}
}

// What a chart shows in words opens as its table does, and so do ranges and values that are lists.
func TestCaptionsAndRangesOpen(t *testing.T) {
	page := pageOf(t, compiled(t, examples+"worked.cost"), say.English)
	caption := regexp.MustCompile(`<figcaption id="chart-costs-text">.*</figcaption>`).FindString(page)
	for _, printed := range []string{"376,825 kr.", "185,825 kr.", "238,750 kr.", "12,000 kr."} {
		if len(opening(caption, printed)) != 1 {
			t.Errorf("%s does not open in %s", printed, caption)
		}
	}
	for printed, times := range map[string]int{"65%; 75%; 85%": 1, "2; 4; 4": 1} {
		if got := opening(page, printed); len(got) != times {
			t.Errorf("%s opens %d times", printed, len(got))
		}
	}
}
