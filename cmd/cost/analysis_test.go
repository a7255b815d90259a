package main

import (
	"context"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

// questionsOfPN are commands about one published assessment, by the name of their goldens.
var questionsOfPN = map[string][]string{
	"vary":     {"vary", "--of", "per_completed", "--by", "wage_level,finishing"},
	"together": {"vary", "--of", "per_completed", "--together", "--scenario", "all"},
	"grid":     {"vary", "--of", "per_completed", "--over", "finishing,meetings"},
	"tornado":  {"tornado", "--of", "per_completed"},
	"target":   {"tornado", "--of", "total", "--target", "4 million DKK"},
	"simulate": {"simulate", "--of", "per_completed", "--draws", "1024", "--seed", "7", "--target", "80_000 DKK/family"},
	"solve":    {"solve", "--so", "per_completed = 80_000 DKK/family", "--by", "wage_level"},

	"vary_all":     {"vary", "--of", "per_completed", "--scenario", "all"},
	"grid_all":     {"vary", "--of", "per_completed", "--over", "finishing,meetings", "--scenario", "all"},
	"tornado_all":  {"tornado", "--of", "per_completed", "--by", "wage_level,finishing", "--target", "80_000", "--scenario", "all"},
	"simulate_all": {"simulate", "--of", "per_completed", "--draws", "1024", "--target", "80_000", "--scenario", "all"},
	"solve_all":    {"solve", "--so", "per_completed = 80_000", "--by", "wage_level", "--scenario", "all"},
}

func questionOfPN(name, language string) []string {
	return append(questionsOfPN[name], filepath.Join(examples, "netvaerksmoeder.cost"), "--locale", language)
}

func TestAnalysesOfPN(t *testing.T) {
	for name := range questionsOfPN {
		for _, language := range languageCodes() {
			args := questionOfPN(name, language)
			out := printed(t, args...)
			golden(t, "pn_"+name+"."+language+".txt", out)
			fitsIn(t, out, usualWidth)
			for _, columns := range []int{20, 40, 60} {
				fitsIn(t, callWide(t, columns, args...), columns)
			}
		}
	}
}

// A tornado is a table where it is not drawn, with all that the drawing leaves out.
func TestTornadoForms(t *testing.T) {
	args := questionOfPN("target", "en")
	for _, form := range []struct{ name, part string }{
		{"csv", ",tornado_total,Level of all wages,Break-even,116.3661"},
		{"markdown", "## Tornado: Total over five years, kr."},
		{"json", `"name": "tornado_total"`},
	} {
		if out := printed(t, append(args, "--format", form.name)...); !strings.Contains(out, form.part) {
			t.Errorf("%s has no %q:\n%s", form.name, form.part, out)
		}
	}
}

// Each document of JSON is as that of a run.
func TestAnswersFollowTheSchema(t *testing.T) {
	s := compiledSchema(t)
	for _, name := range []string{"vary", "grid", "tornado", "target", "simulate", "solve"} {
		out := printed(t, append(questionOfPN(name, "en"), "--format", "json")...)
		doc, err := jsonschema.UnmarshalJSON(strings.NewReader(out))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if err := s.Validate(doc); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		sameLengths(t, name, out)
	}
}

// Under all scenarios JSON is a list of documents, and CSV one file.
func TestAllScenariosTogether(t *testing.T) {
	var list []struct{ Scenario string }
	if err := json.Unmarshal([]byte(printed(t, append(questionOfPN("together", "en"), "--format", "json")...)), &list); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]struct{ Scenario string }{{""}, {"Dear"}, {"Dear, thin"}}, list); diff != "" {
		t.Error(diff)
	}
	csv := printed(t, append(questionOfPN("together", "en"), "--format", "csv")...)
	head, _, _ := strings.Cut(csv, "\n")
	if n := strings.Count(csv, head); n != 1 || !strings.Contains(csv, "\n\"Dear, thin\",together_per_completed,") {
		t.Errorf("%d heads:\n%s", n, csv)
	}
}

// A command that is cancelled before it answers prints nothing.
func TestCancelledAnalyses(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	for name := range questionsOfPN {
		var out strings.Builder
		a := &app{stdin: strings.NewReader(""), stdout: &out, stderr: io.Discard}
		if got := a.execute(ctx, questionOfPN(name, "en")); got != exitInterrupted || out.Len() > 0 {
			t.Errorf("%s: exit status %d, not %d; printed %q", name, got, exitInterrupted, out.String())
		}
	}
}

// A simulation that would go on for long stops in the middle, and prints nothing of what it has.
func TestStoppedSimulation(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	time.AfterFunc(50*time.Millisecond, cancel)
	args := []string{"simulate", filepath.Join(examples, "netvaerksmoeder.cost"), "--of", "total", "--scenario", "all", "--sampler", "random", "--precision", "0.000001%"}
	var out, problems strings.Builder
	a := &app{stdin: strings.NewReader(""), stdout: &out, stderr: &problems}
	if got := a.execute(ctx, args); got != exitInterrupted || out.Len() > 0 {
		t.Errorf("exit status %d, not %d; printed %q, said %q", got, exitInterrupted, out.String(), problems.String())
	}
}

// Where all bars would be empty, or nothing is known of the figure, the tornado is a table.
func TestTornadoWithoutBars(t *testing.T) {
	script := filepath.Join(t.TempDir(), "flat.cost")
	if err := os.WriteFile(script, []byte("param a = 1 in 0..2 \"A\"\nparam b = 2 in 1..3 \"B\"\noutput x = b\nlet y = a\noutput z = 3\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	out := printed(t, "tornado", script, "--of", "z")
	if strings.Contains(out, barBase) || strings.Count(out, "not connected") != 4 {
		t.Errorf("printed\n%s", out)
	}
	if out = printed(t, "tornado", script, "--of", "x"); !strings.Contains(out, "┃ not connected") || !strings.Contains(out, "█┃█") {
		t.Errorf("printed\n%s", out)
	}
}
