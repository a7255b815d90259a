package html_test

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"html"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/eval/chart/page"
	report "github.com/costlang/cost/eval/report/html"
	"github.com/costlang/cost/lang/say"
)

var update = flag.Bool("update", false, "write the texts of the pages that are made now as what is expected")

func compiled(t testing.TB, script string) *eval.Program {
	t.Helper()
	p, err := eval.CompileFS(os.DirFS(filepath.Dir(script)), filepath.Base(script))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// pageOf is the page of a report on a script.
func pageOf(t testing.TB, p *eval.Program, l say.Language, opts ...eval.RunOption) string {
	t.Helper()
	r, err := p.Report(context.Background(), nil, opts...)
	if err != nil {
		t.Fatal(err)
	}
	text, err := report.Write(context.Background(), report.Document{Program: p, Report: r, Language: l, Version: "of the test"})
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

const (
	charts   = "../../chart/testdata/"
	examples = "../../../examples/"
)

// scripts are those whose pages are looked at in all their parts.
var scripts = []string{charts + "reading.cost", charts + "hostile.cost", charts + "many.cost", examples + "worked.cost", examples + "netvaerksmoeder.cost",
	examples + "helsingoer.cost", examples + "holstebro.cost", examples + "mentalisering.cost", examples + "thisted.cost"}

// What is read on a page is as it was, in both languages. Charts and derivations are data, and left to the tests of their own.
func TestGoldenTexts(t *testing.T) {
	for _, script := range []string{charts + "reading.cost", examples + "netvaerksmoeder.cost", examples + "mentalisering.cost"} {
		for _, l := range say.Languages() {
			name := filepath.Join("testdata", strings.TrimSuffix(filepath.Base(script), ".cost")+"."+l.Code()+".txt")
			got := readable(pageOf(t, compiled(t, script), l))
			if *update {
				if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(strings.ReplaceAll(string(want), "\r\n", "\n"), got); diff != "" {
				t.Errorf("%s (-want +got):\n%s", name, diff)
			}
		}
	}
}

var (
	dataOrCode = regexp.MustCompile(`(?s)<(script|style)[^>]*>.*?</(script|style)>`)
	cellEnds   = regexp.MustCompile(`</(th|td|dt)>`)
	anyTag     = regexp.MustCompile(`<[^>]*>`)
	blanks     = strings.NewReplacer("\u00a0", " ")
)

// readable is the text of a page without its tags, cells with a bar between them, wherever it may be broken.
func readable(text string) string {
	text = cellEnds.ReplaceAllString(dataOrCode.ReplaceAllString(text, ""), " | ")
	var out strings.Builder
	for line := range strings.Lines(anyTag.ReplaceAllString(text, "")) {
		if line = strings.TrimRight(blanks.Replace(html.UnescapeString(line)), " |\n"); line != "" {
			out.WriteString(line + "\n")
		}
	}
	return out.String()
}

var (
	codeElement   = regexp.MustCompile(`(?s)<script>(.*?)</script>`)
	styleElement  = regexp.MustCompile(`(?s)<style>(.*?)</style>`)
	policyContent = regexp.MustCompile(`http-equiv="Content-Security-Policy" content="([^"]*)"`)
	ids           = regexp.MustCompile(` id="([^"]*)"`)
	links         = regexp.MustCompile(` href="([^"]*)"`)
	labels        = regexp.MustCompile(` aria-labelledby="([^"]*)"`)
	headings      = regexp.MustCompile(`<h([1-6])[ >]`)
	quotedValue   = regexp.MustCompile(`"[^"]*"`)
	buttons       = regexp.MustCompile(`data-part="(\d+)"`)
)

// written keeps the pages that several tests look at.
var written = map[string]string{}

func eachPage(t *testing.T, see func(t *testing.T, text string)) {
	for _, script := range scripts {
		for _, l := range say.Languages() {
			name := filepath.Base(script) + " " + l.Code()
			t.Run(name, func(t *testing.T) {
				if written[name] == "" {
					written[name] = pageOf(t, compiled(t, script), l)
				}
				see(t, written[name])
			})
		}
	}
}

// A page is whole: elements are closed in order, ids are there once, and whatever leads somewhere leads to a place of the page.
func TestStructure(t *testing.T) {
	eachPage(t, func(t *testing.T, text string) {
		own := dataOrCode.ReplaceAllString(text, "")
		if problem := nested(own); problem != "" {
			t.Error(problem)
		}
		known := map[string]bool{}
		for _, m := range ids.FindAllStringSubmatch(text[:strings.Index(text, "<script type")]+`<i id="drawings"><i id="derivations">`, -1) {
			if known[m[1]] {
				t.Errorf("two elements have the id %s", m[1])
			}
			known[m[1]] = true
		}
		for _, m := range append(links.FindAllStringSubmatch(own, -1), labels.FindAllStringSubmatch(own, -1)...) {
			if to := strings.TrimPrefix(m[1], "#"); !known[to] {
				t.Errorf("nothing has the id %s", m[1])
			}
		}
		level := 0
		for _, m := range headings.FindAllStringSubmatch(own, -1) {
			if next := int(m[1][0] - '0'); next > level+1 {
				t.Errorf("a heading of level %d follows one of level %d", next, level)
			} else {
				level = next
			}
		}
		for _, once := range []string{"<h1", "<main", "<header>", "<nav", "<dialog", `class="skip"`, `<meta name="viewport"`} {
			if n := strings.Count(own, once); n != 1 {
				t.Errorf("%d times %s", n, once)
			}
		}
	})
}

var element = regexp.MustCompile(`<(/?)([a-z][a-z0-9]*)((?:"[^"]*"|[^">])*)>`)

// nested says which element of a page is not closed where it should, or "".
func nested(text string) string {
	var open []string
	for _, m := range element.FindAllStringSubmatch(text, -1) {
		switch name := m[2]; {
		case slices.Contains([]string{"meta", "br"}, name):
		case m[1] == "":
			open = append(open, name)
		case len(open) == 0 || open[len(open)-1] != name:
			return fmt.Sprintf("</%s> stands within %v", name, open)
		default:
			open = open[:len(open)-1]
		}
	}
	if len(open) > 0 {
		return fmt.Sprintf("%v are not closed", open)
	}
	return ""
}

// A page runs its own scripts and nothing else, asks no network, and what a script is named breaks out of nothing.
func TestPolicy(t *testing.T) {
	eachPage(t, func(t *testing.T, text string) {
		var hashes []string
		for _, m := range codeElement.FindAllStringSubmatch(text, -1) {
			hashes = append(hashes, page.Hash(m[1]))
		}
		styles := styleElement.FindAllStringSubmatch(text, -1)
		if len(hashes) == 0 || len(styles) != 1 {
			t.Fatalf("%d scripts and %d styles", len(hashes), len(styles))
		}
		want := "default-src 'none'; script-src " + strings.Join(hashes, " ") + "; style-src " + page.Hash(styles[0][1]) + "; base-uri 'none'; form-action 'none'"
		if diff := cmp.Diff(want, policyContent.FindStringSubmatch(text)[1]); diff != "" {
			t.Error(diff)
		}
		for _, tag := range anyTag.FindAllString(dataOrCode.ReplaceAllString(text, ""), -1) {
			tag = quotedValue.ReplaceAllString(tag, `""`)
			for _, bad := range []string{"<script", "<img", "<b>", "<link", "<iframe", " style=", " on", " src="} {
				if strings.Contains(tag, bad) {
					t.Errorf("%s holds %s", tag, bad)
				}
			}
		}
		if strings.Contains(styles[0][1], "url(") || strings.Contains(styles[0][1], "@import") {
			t.Error("the style asks for a file")
		}
	})
}

type part struct {
	T, V, A string
	N, C    int
	P       []struct {
		I int
		T string
	}
}

// Every figure opens a part that is there, every part those that it rests on, which stand before it; and lines are those of the page.
func TestDerivationsOfPages(t *testing.T) {
	data := regexp.MustCompile(`(?s)id="derivations">(.*?)</script>`)
	eachPage(t, func(t *testing.T, text string) {
		var parts []part
		if err := json.Unmarshal([]byte(data.FindStringSubmatch(text)[1]), &parts); err != nil {
			t.Fatal(err)
		}
		figures := buttons.FindAllStringSubmatch(text, -1)
		if len(figures) < 4 {
			t.Errorf("only %d figures open", len(figures))
		}
		for _, m := range figures {
			var at int
			if _, err := fmt.Sscan(m[1], &at); err != nil || at >= len(parts) {
				t.Errorf("there is no part %s", m[1])
			}
		}
		for i, p := range parts {
			if p.T == "" || p.V == "" {
				t.Errorf("part %d says nothing", i)
			}
			if p.N > 0 {
				p.A = fmt.Sprint("L", p.N)
			}
			if p.C > i {
				t.Errorf("part %d has the source of %d", i, p.C)
			}
			if p.A != "" && !strings.Contains(text, `<li id="`+p.A+`"`) {
				t.Errorf("there is no line %s", p.A)
			}
			for _, term := range p.P {
				if term.I >= i || term.I < 0 && term.T == "" {
					t.Errorf("part %d rests on %d", i, term.I)
				}
			}
		}
	})
}

// The figures of the tables are those that open under them, but for the rounding of parts of sums.
func TestSentences(t *testing.T) {
	text := pageOf(t, compiled(t, examples+"netvaerksmoeder.cost"), say.English)
	for _, want := range []string{
		"Cost per completed family is 76,102 kr.\n", "Total over five years is 3,500,714 kr.\n", "Operation, share of the gross cost is 87.1%.\n",
	} {
		if !strings.Contains(readable(text), want) {
			t.Errorf("no %s", want)
		}
	}
	p, err := eval.Compile("units.cost", []byte("unit child, children\nparam n = 4 children\noutput a \"Hours for each\" = 8 hours / n\noutput b \"Per child\" = 8 hours / n\noutput c = 3\n"))
	if err != nil {
		t.Fatal(err)
	}
	text = readable(pageOf(t, p, say.Danish))
	for _, want := range []string{"Hours for each er 2 timer/child.\n", "Per child er 2 timer.\n", "c er 3.\n"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in %s", want, text[:600])
		}
	}
}

// long is a script of so many lines of costs, of which the last but one has no source, or none has.
func long(lines int, sourced bool) string {
	var script strings.Builder
	script.WriteString("intervention \"Long\" {\n  currency DKK\n  prices 2024\n  horizon 2 years\n}\n")
	for i := range lines {
		source := "source \"assumed\""
		if i == lines-2 || !sourced {
			source = ""
		}
		fmt.Fprintf(&script, "cost \"Line %d\" operation once { amount %d DKK %s }\n", i, 1000+i, source)
	}
	script.WriteString("output total \"Total\"\n")
	return script.String()
}

// Of a long table the first rows are shown, and the others are there, folded away. Where the page would be too large most of those are left out, and it says
// so. What is too much to be explained is told all the same.
func TestLongTables(t *testing.T) {
	const figuresStay = "figures do not open on this page: the plan needs too many operations"
	for _, c := range []struct {
		lines, limit int
		sourced      bool
		folded       string
		leaves       bool
		opens        bool
	}{
		{400, 4_000_000, true, "302 more rows", false, true},
		{5000, 4_000_000, true, "are left out (`cost run --format csv` has them)", true, true},
		{5000, 60_000, true, "are left out (`cost run --format csv` has them)", true, false},
		{5000, 4_000_000, false, "are left out (`cost run --format csv` has them)", true, true},
	} {
		p, err := eval.Compile("long.cost", []byte(long(c.lines, c.sourced)), eval.WithLimits(eval.Limits{Operations: c.limit}))
		if err != nil {
			t.Fatal(err)
		}
		page := pageOf(t, p, say.English)
		if len(page) > 1_500_000 || c.leaves && len(page) < 1_350_000 {
			t.Errorf("the page of %d lines has %d bytes", c.lines, len(page))
		}
		text := blanks.Replace(page)
		if !strings.Contains(text, `<span class="unsourced">no source</span>`) {
			t.Errorf("of %d lines the one without a source is left out", c.lines)
		}
		if n := strings.Count(text, `<details class="rest">`); n != 2 || !strings.Contains(text, c.folded+"</summary>") {
			t.Errorf("of %d lines %d tables are folded, and none with %s", c.lines, n, c.folded)
		}
		if last := fmt.Sprintf(">Line %d</th>", c.lines-1); strings.Contains(text, last) == c.leaves || strings.Contains(text, "of long tables are left out, since the page would be too large") != c.leaves {
			t.Errorf("of %d lines rows should be left out: %v", c.lines, c.leaves)
		}
		if c.opens != strings.Contains(text, "Total is <span data-part") || c.opens == strings.Contains(text, figuresStay) {
			t.Errorf("with a limit of %d figures should open: %v", c.limit, c.opens)
		}
	}
}

// Under a scenario the page says so, and has what the scenarios come to as well.
func TestScenario(t *testing.T) {
	p := compiled(t, examples+"netvaerksmoeder.cost")
	r, err := p.Report(context.Background(), eval.Inputs{"meetings": "10"}, eval.Under("Dear"))
	if err != nil {
		t.Fatal(err)
	}
	d := report.Document{Program: p, Report: r, Language: say.English, Set: []string{"meetings=10"}, Name: "models/a.cost"}
	if d.Scenarios, _, err = p.ScenarioTable(context.Background(), eval.Inputs{"meetings": "10"}); err != nil {
		t.Fatal(err)
	}
	page, err := report.Write(context.Background(), d)
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(string(page), `<span class="changed">`); n != 6 || strings.Contains(string(page), `class="unsourced"`) {
		t.Errorf("%d assumptions are marked as changed, or some as without a source", n)
	}
	text := readable(string(page))
	for _, want := range []string{
		"kr. · 2018 prices · 5 years · Scenario: Dear · With meetings=10\n", "Cost per completed family is 109,043 kr.\n", "Set for this report | meetings=10\n",
		"Output | Unit | With the values set | Dear | Dear, thin\n", "Cost per completed family | kr./family | 92,500 | 109,043 | 118,024\n", "\na.cost\n",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q", want)
		}
	}
}
