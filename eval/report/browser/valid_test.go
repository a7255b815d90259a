package browser

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// checked is what html-validate has against files, by the standard of HTML.
func checked(t *testing.T, files ...string) []string {
	t.Helper()
	need(t, "node", "-e", `require("html-validate")`)
	out, err := exec.Command("node", append([]string{filepath.Join("testdata", "validate.cjs")}, files...)...).Output()
	if err != nil {
		t.Fatal(err)
	}
	var problems []string
	if err := json.Unmarshal(out, &problems); err != nil {
		t.Fatal(err)
	}
	return problems
}

// The pages are HTML by the standard. A page that is none is found out.
func TestValidHTML(t *testing.T) {
	files := []string{
		written(t, "hostile", "report", hostileScript(t)), written(t, "chart", "chart", hostileScript(t), "years"),
		written(t, "many", "report", charts+"many.cost"), written(t, "grid", "chart", charts+"reading.cost", "grid"),
	}
	for _, asked := range reports {
		for _, language := range languages {
			files = append(files, written(t, "report", append([]string{"report", "--locale", language}, asked...)...))
		}
	}
	for _, problem := range checked(t, files...) {
		t.Error(problem)
	}
	bad := filepath.Join(t.TempDir(), "bad.html")
	if err := os.WriteFile(bad, []byte(`<!doctype html><html lang="en"><head><title>x</title></head><body><p id="a"><div id="a"></p></body></html>`), 0o600); err != nil {
		t.Fatal(err)
	}
	if len(checked(t, bad)) == 0 {
		t.Error("a page that is no HTML is found to be fine")
	}
}
