package browser

import (
	"fmt"
	"os"
	"os/exec"
	"testing"
)

// axe is what checks whether people can use a page whatever they see it with.
func axe(t *testing.T) string {
	t.Helper()
	const where = `process.stdout.write(require.resolve("axe-core/axe.min.js"))`
	need(t, "node", "-e", where)
	name, err := exec.Command("node", "-e", where).Output()
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(string(name))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// findings is what axe finds in a part of a page.
func (p *tab) findings(t *testing.T, part string) []string {
	t.Helper()
	return value[[]string](t, p, fmt.Sprintf(`axe.run(%q, {resultTypes: ["violations"]}).then(r => r.violations.map(v =>
		v.impact + " " + v.id + ": " + v.help + ": " + v.nodes.length + " times " + v.nodes.slice(0, 2).map(n => n.html + " " + n.failureSummary).join(" and ")))`, part))
}

// Nothing keeps people from a page, with all that is folded opened, nor from what a figure opens, in some themes.
func (p *tab) testAccess(t *testing.T, themes ...string) {
	p.run(t, axe(t)+`; document.querySelectorAll("main details").forEach(d => { d.open = true; })`)
	for _, theme := range themes {
		p.look(t, desktop, theme)
		p.wait(t, allDrawn)
		found := p.findings(t, "html")
		if p.holds(t, `document.querySelector("button.figure")`) {
			p.run(t, `document.querySelector("button.figure").click(), derivation.querySelectorAll("details").forEach(d => { d.open = true; })`)
			found = append(found, p.findings(t, "#derivation")...)
			p.run(t, `derivation.close()`)
		}
		for _, finding := range found {
			t.Errorf("%s: %s", theme, finding)
		}
	}
}
