package browser

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// hostile is a script that would be more than text wherever it is shown: title, text above, labels, sources, comments.
const hostile = `# </code></li></ol><script>alert("comment")</script><!--
intervention "</title></style></script><script>alert('title')</script>" {
  currency DKK
  prices   2024
  horizon  3 years
  about    "<img src=x onerror=alert('about')> </main> <!-- ]]> &amp; &lt;b&gt;"
}
data rows from "hostile.csv" {
  place: text, hours: hours
} source "<script>alert('source')</script>"

param price = 100 DKK/hour in 50..200 "' onfocus=alert(1) autofocus x='<svg onload=alert('param')>" source "<iframe src=javascript:alert(1)>"

cost "<b onmouseover=alert(1)>bold</b>" operation per year {
  amount "</table><math><script>alert('amount')</script>" price * sum(r.hours for r in rows)
}

output total "</button></table><script>alert('output')</script>"
output shown "${alert(1)} {{1+1}} \u003cscript>" = sum(r.hours for r in rows)

scenario "<script>alert('scenario')</script>" { price = 120 DKK/hour }

vary total by price
vary shown without rows by place
simulate total draws 256

expect total > 0 DKK source "<img src=x onerror=alert('expect')>"
`

// hostileRows have what no text of a script can: quotation marks, and ends of lines of both kinds.
const hostileRows = "place,hours\n" +
	"\"\"\"><img src=x onerror=alert('row')>\",10\n" +
	"</script><script>alert('row')</script>,20\n" +
	"\"two\nlines & 'quotes'\",30\n" +
	"of JavaScript\u2028too,5\n"

// shownAsText are texts that the report has to show just so.
var shownAsText = []string{
	`</title></style></script><script>alert('title')</script>`,
	`<img src=x onerror=alert('about')> </main> <!-- ]]> &amp; &lt;b&gt;`,
	`# </code></li></ol><script>alert("comment")</script><!--`,
	`<script>alert('source')</script>`,
	`' onfocus=alert(1) autofocus x='<svg onload=alert('param')>`,
	`</button></table><script>alert('output')</script>`,
	`${alert(1)} {{1+1}} \u003cscript>`,
	`<script>alert('scenario')</script>`,
	`<img src=x onerror=alert('expect')>`,
	`"><img src=x onerror=alert('row')>`,
	`</script><script>alert('row')</script>`,
	`two lines & 'quotes'`,
}

// strange are elements that no page has, and attributes that no element of one has.
const strange = `[...document.querySelectorAll("*")].flatMap(e => [e.tagName.toLowerCase(), ...e.getAttributeNames()])
	.filter(name => /^(img|iframe|object|embed|math|b|on.*|src|autofocus)$/.test(name))`

// hostileScript is where the script stands, with its rows.
func hostileScript(t *testing.T) string {
	t.Helper()
	script := filepath.Join(t.TempDir(), "hostile.cost")
	for name, text := range map[string]string{script: hostile, filepath.Join(filepath.Dir(script), "hostile.csv"): hostileRows} {
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return script
}

// The texts of a script are shown as they are, and nothing in them runs: not on the page, in a chart or in what a figure opens.
func TestHostileTexts(t *testing.T) {
	script := hostileScript(t)
	for _, language := range languages {
		p := opened(t, written(t, "report", "report", script, "--locale", language))
		all := value[string](t, p, `document.querySelector("header").textContent + document.querySelector("main").textContent`)
		for _, text := range shownAsText {
			if !strings.Contains(all, text) {
				t.Errorf("it does not say %s", text)
			}
		}
		p.none(t, source(t, "figures.js"))
		p.run(t, `document.querySelectorAll("button.figure").forEach(b => { b.click(); derivation.querySelectorAll("details").forEach(d => { d.open = true; }); derivation.close(); })`)
		p.harmless(t)
	}
	for _, kind := range []string{"years", "tornado", "distribution"} {
		p := opened(t, written(t, "chart", "chart", script, kind, "--of", "total"))
		p.none(t, source(t, "drawn.js"))
		p.harmless(t)
	}
}

// harmless demands that a page is made of its own elements, and is quiet.
func (p *tab) harmless(t *testing.T) {
	t.Helper()
	if diff := cmp.Diff([]string{}, value[[]string](t, p, strange)); diff != "" {
		t.Error(diff)
	}
	p.quiet(t)
}

// The largest and the smallest that there is: values of 10^12, 0 and below, labels of many words, and sixty params.
func TestExtremes(t *testing.T) {
	for _, name := range []string{"hostile", "many"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := opened(t, written(t, name, "report", charts+name+".cost"))
			t.Run("looks", p.testLooks)
			t.Run("figures", func(t *testing.T) { p.none(t, source(t, "figures.js")) })
			t.Run("paper", p.testPaper)
			t.Run("access", func(t *testing.T) { p.testAccess(t, "light", "dark") })
			p.harmless(t)
		})
	}
}
