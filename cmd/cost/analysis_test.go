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
	"tornado_many": {"tornado", "--of", "per_completed", "--scenario", "all"},
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
			for _, columns := range []int{20, 30, 40, 50, 60} {
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

// askedInHelp is a script that the commands may be tried on which help on analyses shows.
const askedInHelp = `intervention "Model" { currency DKK; horizon 2 years }
unit family, families
param finishing = 90% in {80%, 90%, 100%} "Families that complete"
param meetings  = 8 in 6..10 "Meetings"
data stays from "stays.csv" { place: text, length: number }
cost "Meetings" operation once { amount meetings * 90_000 DKK * mean(s.length for s in stays) }
output total
output per_completed = total / (finishing * 10 families)
scenario "Dear" { meetings = 9 }
`

// Every example of the help on analyses runs as it stands there.
func TestExamplesOfAnalyses(t *testing.T) {
	t.Chdir(t.TempDir())
	for name, text := range map[string]string{"model.cost": askedInHelp, "stays.csv": "place,length\nNorth,1\nSouth,1.2\n"} {
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	tried := 0
	for _, command := range []string{"vary", "tornado", "simulate", "solve"} {
		_, list, _ := strings.Cut(callWide(t, 80, command, "--help"), "Examples:\n")
		list, _, _ = strings.Cut(list, "\n\n")
		for example := range strings.Lines(list) {
			printed(t, shellWords(example)[1:]...)
			tried++
		}
	}
	if tried < 8 {
		t.Errorf("only %d examples", tried)
	}
}

// shellWords are those of a command line, where quotation marks hold words together.
func shellWords(line string) []string {
	var out []string
	for i, part := range strings.Split(line, "'") {
		if i%2 == 1 {
			out = append(out, part)
			continue
		}
		out = append(out, strings.Fields(part)...)
	}
	return out
}

// The bars of all scenarios lie on one scale, and each scenario has its own figure as it is.
func TestBarsOfScenarios(t *testing.T) {
	script := filepath.Join(t.TempDir(), "bars.cost")
	text := "param a = 1 in {0, 1, 3} \"A\"\nparam b = 10 in 9..12 \"B\"\noutput x = a * b\nscenario \"Two\" { a = 3 }\nscenario \"Three\" { a = 0 }\n"
	if err := os.WriteFile(script, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	out := printed(t, "tornado", script, "--scenario", "all", "--target", "27")
	for _, line := range []string{
		"As it is", "A, 0 to 3", "  break-even: at none of its alternatives", "B, 9 to 12", "Target: 27",
		"  Two                                                    27 █████┃███████████ 36",
	} {
		if !strings.Contains(out, "\n"+line+"\n") {
			t.Errorf("no line %q in\n%s", line, out)
		}
	}
	out = printed(t, "tornado", script, "--scenario", "all", "--target", "a * 9")
	for _, line := range []string{"Base: Target: 9", "Two: Target: 27"} {
		if !strings.Contains(out, "\n"+line) {
			t.Errorf("no line %q in\n%s", line, out)
		}
	}
}
