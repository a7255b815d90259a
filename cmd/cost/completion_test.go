package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/costlang/cost/lang/say"
)

// completionParsers say how each shell, or a grammar of it, reads a script from standard input without running it. Node is
// asked not to optimise the grammar, which takes it longer than to use it.
var completionParsers = map[string][]string{
	"bash":       {"bash", "-n"},
	"zsh":        {"zsh", "-n"},
	"fish":       {"fish", "--no-execute"},
	"powershell": {"node", "--liftoff-only", filepath.Join("testdata", "powershell.cjs")},
}

// parses reports whether a script can be read.
func parses(command []string, script string) ([]byte, error) {
	cmd := exec.Command(command[0], command[1:]...)
	cmd.Stdin = strings.NewReader(script)
	return cmd.CombinedOutput()
}

// Each script is read by its shell. PowerShell is not to be had for the gate, so its grammar reads the script: what the
// script does is that of cobra.
func TestCompletionScripts(t *testing.T) {
	for shell, command := range completionParsers {
		t.Run(shell, func(t *testing.T) {
			script, problems, exit := call(t, "", "completion", shell)
			if exit != exitFine || problems != "" || !strings.Contains(script, "__complete") {
				t.Fatalf("exit status %d\n%s\n%s", exit, problems, script)
			}
			if out, err := parses(command, "echo a\n"); err != nil && os.Getenv("COST_CI") == "" {
				t.Skipf("%s, or what it needs, is not installed: %v %.100s", command[0], err, out)
			}
			if out, err := parses(command, script); err != nil {
				t.Errorf("%v\n%s", err, out)
			}
			whole := strings.TrimSpace(script)
			if _, err := parses(command, whole[:strings.LastIndexAny(whole, "})")]+"\nif ( {"); err == nil {
				t.Error("a script that breaks off is read too")
			}
		})
	}
}

// offered is what a shell is told to offer at the end of a command line, without the descriptions.
func offered(t *testing.T, args ...string) []string {
	t.Helper()
	out, _, exit := call(t, "", append([]string{"__completeNoDesc"}, args...)...)
	if exit != exitFine {
		t.Fatalf("exit status %d\n%s", exit, out)
	}
	return strings.Split(strings.TrimSpace(out), "\n")
}

func TestCompletionOfValues(t *testing.T) {
	script := filepath.Join(examples, "netvaerksmoeder.cost")
	broken := filepath.Join(t.TempDir(), "broken.cost")
	if err := os.WriteFile(broken, []byte("param a = \n"), 0o600); err != nil {
		t.Fatal(err)
	}
	const words, files, goesOn = ":4", ":8", ":6" // cobra's NoFileComp, FilterFileExt, and NoFileComp with NoSpace
	for line, want := range map[string][]string{
		"run|":                              {"cost", files},
		"run|a.cost|":                       {words},
		"check|a.cost|":                     {"cost", files},
		"test|":                             {"cost", files},
		"run|" + script + "|--scenario|":    {"Dear", "Dear, thin", words},
		"run|" + script + "|--scenario|Dea": {"Dear", "Dear, thin", words},
		"run|" + script + "|--scenario|x":   {words},
		"run|" + script + "|--set|":         {"intake=", "finishing=", "meetings=", "wage_level=", goesOn},
		"run|" + script + "|--set|me":       {"meetings=", goesOn},
		"vary|" + script + "|--of|":         {"total", "per_completed", "operation_share", words},
		"tornado|" + script + "|--by|":      {"intake", "finishing", "meetings", "wage_level", goesOn},
		"vary|" + script + "|--by|intake,m": {"intake,meetings", goesOn},
		"sweep|" + script + "|--of|total,p": {"total,per_completed", goesOn},
		"sweep|" + script + "|--over|":      {"intake", "finishing", "meetings", "wage_level", goesOn},
		"sweep|--format|":                   {"csv", "json", words},
		"simulate|--sampler|":               {"sobol", "random", words},
		"run|--set|":                        {goesOn},
		"run|-|--set|":                      {goesOn},
		"run|none.cost|--set|":              {goesOn},
		"run|" + broken + "|--scenario|":    {words},
		"run|--format|":                     {"text", "json", "csv", "markdown", words},
		"check|--errors|":                   {"text", "short", "json", words},
		"run|--locale|":                     {"en", "da", words},
		"new|--like|":                       {"general", "group", "pn", "running-costs", words},
		"new|":                              {words},
		"help|scen":                         {"scenario", words},
		"check|--as|":                       {"omk2021", words},
		"help|lis":                          {"lists per year", words},
		"help|lists|":                       {"per year", words},
		"help|dk.d":                         {"dk.discount", words},
		"help|dk.norms.":                    {"dk.norms.eu_projects", "dk.norms.gross", words},
		"help|C05":                          {"C05xx", "C0501", "C0502", "C0503", "C0504", "C0505", words},
		"help|LISTS|per|":                   {"year", words},
		"help|C020":                         {"C0201", "C0202", "C0203", "C0204", "C0205", "C0206", "C0207", "C0208", "C0209", words},
		"help|ru":                           {"run", words},
		"completion|":                       {"bash", "zsh", "fish", "powershell", words},
	} {
		if diff := cmp.Diff(want, offered(t, strings.Split(line, "|")...)); diff != "" {
			t.Errorf("%s: %s", line, diff)
		}
	}
}

// Topics are offered with what they say, and no codes among them.
func TestCompletionOfTopics(t *testing.T) {
	out, _, _ := call(t, "", "__complete", "help", "")
	for _, part := range []string{"\nlists per year\t`[4, 8...]` is a value for each year", "run\tRun a script", "\ndk.wages\tWages that can be cited\n", "\ntopics\t"} {
		if !strings.Contains(out, part) {
			t.Errorf("%q is not offered:\n%s", part, out)
		}
	}
	if strings.Contains(out, "\nC0") {
		t.Errorf("codes are offered:\n%s", out)
	}
}

// What is offered for a flag is what it takes, all of it.
func TestOfferedValuesAreTaken(t *testing.T) {
	_, problems, _ := call(t, "", "run", "-", "--format", "none")
	if want := say.Or(resultFormats).String(); !strings.Contains(problems, want) {
		t.Errorf("offered are %s, and taken: %s", want, problems)
	}
	for _, format := range resultFormats {
		if out, problems, exit := call(t, "output a = 1\n", "run", "-", "--format", format); exit != exitFine || out == "" {
			t.Errorf("%s: exit status %d\n%s", format, exit, problems)
		}
	}
}

// A script with errors is looked at quietly: a shell shows what is said in the middle of the line.
func TestCompletionIsQuiet(t *testing.T) {
	_, problems, _ := call(t, "", "__complete", "run", "none.cost", "--scenario", "")
	if diff := cmp.Diff("Completion ended with directive: ShellCompDirectiveNoFileComp\n", problems); diff != "" {
		t.Error(diff)
	}
}
