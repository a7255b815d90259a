package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// explained is the figure of each example that is explained.
var explained = map[string]string{
	"helsingoer":      "per_participant",
	"helsingoer_18":   "per_completed",
	"helsingoer_30":   "total",
	"holstebro":       "by_stay",
	"mentalisering":   "per_month_rp",
	"netvaerksmoeder": "per_completed",
	"thisted":         "per_month",
	"worked":          "operation.by_year[2]",
}

func TestExplainOfExamples(t *testing.T) {
	for _, script := range scripts(t) {
		base := strings.TrimSuffix(filepath.Base(script), ".cost")
		figure := explained[base]
		if figure == "" {
			t.Errorf("no figure of %s is explained", base)
		}
		for _, language := range languageCodes() {
			out := printed(t, "explain", script, figure, "--locale", language)
			fitsIn(t, out, usualWidth)
			golden(t, "explain_"+base+"."+language+".txt", out)
		}
	}
}

func TestExplainForms(t *testing.T) {
	script := filepath.Join(examples, "worked.cost")
	for ending, args := range map[string][]string{
		"json":     {"--format", "json"},
		"md":       {"--format", "markdown"},
		"unit.txt": {"--unit", "--depth", "3"},
		"dear.txt": {"--scenario", "Completion 85 %", "--set", "subsidy=50_000 DKK", "--depth", "3"},
	} {
		golden(t, "explain_forms."+ending, printed(t, append([]string{"explain", script, "per_completed"}, args...)...))
	}
	var doc struct{ Figure struct{ Value string } }
	out := printed(t, "explain", script, "hours.advisor", "--format", "json", "--locale", "da")
	if err := json.Unmarshal([]byte(out), &doc); err != nil || doc.Figure.Value != "714" {
		t.Errorf("%v: %q\n%s", err, doc.Figure.Value, out)
	}
}

func TestExplainInMarkdownIsOneList(t *testing.T) {
	pandoc, err := exec.LookPath("pandoc")
	if err != nil {
		t.Log("pandoc is not installed, so its reading of the list is not compared")
		return
	}
	command := exec.Command(pandoc, "--from", "markdown", "--to", "html")
	command.Stdin = strings.NewReader(printed(t, "explain", filepath.Join(examples, "netvaerksmoeder.cost"), "per_completed", "--format", "markdown"))
	out, err := command.Output()
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(string(out), "<strong>"); n < 30 || strings.Contains(string(out), "<code>") || strings.Contains(string(out), "**") {
		t.Errorf("%d parts\n%s", n, out)
	}
	if deep := strings.Count(string(out), "<ul>"); deep < 8 {
		t.Errorf("the lists are %d\n%s", deep, out)
	}
}

// Trees fit every screen, and a terminal that draws nothing has plain branches.
func TestExplainOnTerminals(t *testing.T) {
	for _, script := range scripts(t) {
		figure := explained[strings.TrimSuffix(filepath.Base(script), ".cost")]
		for _, language := range languageCodes() {
			for _, columns := range []int{20, 27, 40, 60, 100, 120, 200} {
				fitsIn(t, callWide(t, columns, "explain", script, figure, "--locale", language), min(columns, widestTree))
			}
		}
	}
	t.Setenv("TERM", "dumb")
	out := printed(t, "explain", filepath.Join(examples, "worked.cost"), "total")
	if strings.ContainsAny(out, "├└│") || !strings.Contains(out, "\n| + ") {
		t.Errorf("drawn for a terminal that draws nothing:\n%s", out)
	}
}

// What is cut is counted: the tree of a level has as many lines less as it says.
func TestExplainDepth(t *testing.T) {
	script := filepath.Join(examples, "worked.cost")
	if out := printed(t, "explain", script, "talks.started", "--depth", "1"); !strings.Contains(out, "parts below are not shown") || strings.Contains(out, "├") {
		t.Errorf("one level:\n%s", out)
	}
	whole := printed(t, "explain", script, "talks.started")
	if deep := printed(t, "explain", script, "talks.started", "--depth", "99"); deep != whole {
		t.Errorf("99 levels are not all:\n%s", deep)
	}
}

// No level is no tree.
func TestExplainRefusesNoDepth(t *testing.T) {
	for _, depth := range []string{"0", "-1"} {
		_, problems, exit := call(t, "", "explain", filepath.Join(examples, "worked.cost"), "total", "--depth", depth)
		if exit == exitFine || !strings.Contains(problems, "--depth takes a number of levels, not "+depth) {
			t.Errorf("%d: %s", exit, problems)
		}
	}
}

func TestExplainCompletesFigures(t *testing.T) {
	script := filepath.Join(examples, "netvaerksmoeder.cost")
	for line, want := range map[string]string{
		"per":     "per_completed",
		"talks.c": "talks.courses talks.completed talks.cost",
		"hours.":  "hours.leader hours.caseworker hours.interpreter hours.professional",
	} {
		got := offered(t, "explain", script, line)
		if text := strings.Join(got[:len(got)-1], " "); text != want {
			t.Errorf("after %s: %s, not %s", line, text, want)
		}
	}
	if got := offered(t, "explain", ""); got[0] != "cost" {
		t.Errorf("first a script is offered, not %v", got)
	}
}

// A script as long as any is explained: in JSON as a list that is no deeper for it, in a tree down to where there is no room.
func TestExplainOfDeepScripts(t *testing.T) {
	var script strings.Builder
	script.WriteString("let a0 = 1\n")
	const lets = 5000
	for i := 1; i <= lets; i++ {
		fmt.Fprintf(&script, "let a%d = a%d + 1\n", i, i-1)
	}
	path := filepath.Join(t.TempDir(), "deep.cost")
	if err := os.WriteFile(path, []byte(script.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	figure := fmt.Sprintf("a%d", lets)
	type part struct {
		ID, Name, Value string
		Terms           []struct{ See string }
		Parts           []part
	}
	var doc struct{ Figure part }
	out := printed(t, "explain", path, figure, "--format", "json")
	if err := json.Unmarshal([]byte(out), &doc); err != nil || len(out) > 1000*lets {
		t.Fatalf("%d bytes: %v", len(out), err)
	}
	if f := doc.Figure; f.Value != "5001" || len(f.Parts) < lets || f.Parts[0].Name != "a4999" || f.Terms[0].See != f.Parts[0].ID {
		t.Errorf("%s of %d parts, %+v", f.Value, len(f.Parts), f.Parts[0])
	}
	if out := printed(t, "explain", path, figure, "--depth", "99"); !strings.Contains(out, "have no room here") {
		t.Error(out)
	}
}
