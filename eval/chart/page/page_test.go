package page

import (
	"context"
	"encoding/json"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/eval/chart"
	"github.com/costlang/cost/lang/say"
)

func pages(t *testing.T, script string, l chart.Look) map[string]string {
	t.Helper()
	p, err := eval.CompileFS(os.DirFS("../testdata"), script)
	if err != nil {
		t.Fatal(err)
	}
	r, err := p.Report(context.Background(), nil)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, c := range chart.All(r.Tables) {
		text, err := Write(c, l)
		if err != nil {
			t.Fatal(err)
		}
		out[c.Name] = string(text)
	}
	return out
}

var (
	scriptElement = regexp.MustCompile(`(?s)<script>(.*?)</script>`)
	dataElement   = regexp.MustCompile(`(?s)<script type="application/json" id="drawing">(.*?)</script>`)
	styleElement  = regexp.MustCompile(`(?s)<style>(.*?)</style>`)
	policyContent = regexp.MustCompile(`http-equiv="Content-Security-Policy" content="([^"]*)"`)
)

// The policy of a page allows its scripts and its style and nothing else, and what a script is named breaks out of none of it.
func TestPolicy(t *testing.T) {
	for name, text := range pages(t, "hostile.cost", chart.Look{Subtitle: say.Verbatim("</style><script>alert(1)</script>")}) {
		var hashes []string
		for _, m := range scriptElement.FindAllStringSubmatch(text, -1) {
			hashes = append(hashes, Hash(m[1]))
		}
		styles := styleElement.FindAllStringSubmatch(text, -1)
		if len(hashes) != 4 || len(styles) != 1 {
			t.Fatalf("%s has %d scripts and %d styles", name, len(hashes), len(styles))
		}
		want := "default-src 'none'; script-src " + strings.Join(hashes, " ") + "; style-src " + Hash(styles[0][1]) + "; base-uri 'none'; form-action 'none'"
		if diff := cmp.Diff(want, policyContent.FindStringSubmatch(text)[1]); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
		own := scriptElement.ReplaceAllString(dataElement.ReplaceAllString(text, ""), "")
		for _, bad := range []string{"<script", "<img", "<b>", " style=", "onclick", "http://", "https://", "src="} {
			if strings.Contains(strings.ReplaceAll(own, "&lt;img src=x", ""), bad) {
				t.Errorf("%s holds %s", name, bad)
			}
		}
	}
}

// The data of a page are the spec without colours, and the colours of both themes.
func TestDrawing(t *testing.T) {
	for name, text := range pages(t, "reading.cost", chart.Look{Language: say.Danish}) {
		var d struct{ Spec, Light, Dark chart.Spec }
		if err := json.Unmarshal([]byte(dataElement.FindStringSubmatch(text)[1]), &d); err != nil {
			t.Fatal(err)
		}
		if d.Spec["config"] != nil || d.Spec["title"] != nil || d.Light["background"] != "#ffffff" || d.Dark["background"] == d.Light["background"] {
			t.Errorf("%s: %v", name, d)
		}
		if !strings.Contains(text, `<html lang="da">`) || !strings.Contains(text, `class="number"`) {
			t.Errorf("%s is not Danish, or has no table", name)
		}
	}
}

// Tables are told as views are: labels head their rows, sums stand out, numbers stand to the right.
func TestTable(t *testing.T) {
	text := pages(t, "reading.cost", chart.Look{})["costs"]
	for _, want := range []string{
		`<caption>Cost by category and year, kr.</caption>`,
		`<th scope="col">Cost</th><th scope="col" class="number">2024</th>`,
		`<tr><th scope="row">Preparation</th><td class="number">25,000</td>`,
		`<tr class="sum"><th scope="row">Net cost</th><td class="number">170,520</td>`,
	} {
		if !strings.Contains(text, want) {
			t.Errorf("no %s", want)
		}
	}
}
