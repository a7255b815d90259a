package check_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/lang"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/diag/diagtest"
	"github.com/costlang/cost/lang/source"
)

// readBeside reads used scripts from the folder of the tests.
func readBeside(root string) check.Reader {
	return func(name string) (*source.File, error) {
		text, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(name)))
		if err != nil {
			return nil, os.ErrNotExist
		}
		return source.NewFile(name, string(text)), nil
	}
}

// checkText parses and checks a script; the list holds the diagnostics of both.
func checkText(t testing.TB, root, name, text string) (*check.Module, diag.List) {
	t.Helper()
	file := source.NewFile(name, text)
	tree, found := lang.Parse(file)
	m, _, more := check.Check(file, tree, check.Options{Read: readBeside(root)})
	return m, append(found, more...).Sort()
}

// expectation is `### C0301 regexp-of-message` at the end of a line.
type expectation struct {
	line    int
	code    string
	message *regexp.Regexp
}

var expectationMark = regexp.MustCompile(`### (C\d{4})([^#]*)`)

func expectations(t *testing.T, text string) []expectation {
	var all []expectation
	for i, line := range strings.Split(text, "\n") {
		for _, m := range expectationMark.FindAllStringSubmatch(line, -1) {
			re, err := regexp.Compile(strings.TrimSpace(m[2]))
			if err != nil {
				t.Fatalf("line %d: %v", i+1, err)
			}
			all = append(all, expectation{i + 1, m[1], re})
		}
	}
	return all
}

// TestLanguage checks that every script of testdata/check gets exactly the diagnostics that stand beside its lines. A
// file of several scripts has them apart by lines of `=====`.
func TestLanguage(t *testing.T) {
	root := filepath.Join("..", "..", "testdata", "check")
	files, err := filepath.Glob(filepath.Join(root, "*.cost"))
	if err != nil || len(files) == 0 {
		t.Fatal("no language tests", err)
	}
	lines := 0
	for _, path := range files {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		name := filepath.Base(path)
		t.Run(name, func(t *testing.T) {
			for _, part := range scriptsOf(string(text)) {
				_, found := checkText(t, root, name, part)
				lines += compareFindings(t, part, found)
			}
		})
	}
	if lines < 150 {
		t.Errorf("the language tests have %d expected diagnostics, and should have at least 150", lines)
	}
}

// scriptsOf splits a file at its separators, and keeps the line numbers.
func scriptsOf(text string) []string {
	var parts []string
	before := 0
	for _, part := range strings.Split(text, "\n=====\n") {
		parts = append(parts, strings.Repeat("\n", before)+part)
		before += strings.Count(part, "\n") + 2
	}
	return parts
}

func compareFindings(t *testing.T, text string, found diag.List) int {
	t.Helper()
	wanted := expectations(t, text)
	used := make([]bool, len(wanted))
	for _, text := range diagtest.Untranslated(found) {
		t.Errorf("not all Danish: %s", text)
	}
	for _, d := range found {
		if d.File != nil && d.File.Text != text {
			if !claim(expectations(t, d.File.Text), make([]bool, 99), d) {
				t.Errorf("not expected in a used script: %s", d.Error())
			}
			continue
		}
		if !claim(wanted, used, d) {
			t.Errorf("not expected: %s", d.Error())
		}
		if d.Message.String() == "" || strings.Contains(d.Message.String(), "\n") {
			t.Errorf("the message is no single line: %q", d.Message.String())
		}
	}
	for i, w := range wanted {
		if !used[i] {
			t.Errorf("line %d: no %s matching %q", w.line, w.code, w.message)
		}
	}
	return len(wanted)
}

func claim(wanted []expectation, used []bool, d diag.Diagnostic) bool {
	for i, w := range wanted {
		if !used[i] && w.line == d.Span.Pos.Line && w.code == string(d.Code) && w.message.MatchString(d.Message.String()) {
			used[i] = true
			return true
		}
	}
	return false
}

// TestExamples checks that the example scripts and the standard modules have nothing to report.
func TestExamples(t *testing.T) {
	for _, root := range []string{"../../examples", "../../testdata/structures", "../../stdlib/modules"} {
		files, err := filepath.Glob(filepath.Join(root, "*.cost"))
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range files {
			t.Run(filepath.Base(path), func(t *testing.T) {
				text, err := os.ReadFile(path)
				if err != nil {
					t.Fatal(err)
				}
				_, found := checkText(t, root, filepath.Base(path), string(text))
				if filepath.Base(root) == "structures" {
					// They show one structure each, and not what everybody in it costs.
					found = slices.DeleteFunc(found, func(d diag.Diagnostic) bool { return d.Code == diag.UnpaidTeam })
				}
				if diff := cmp.Diff("", found.Error()); diff != "" {
					t.Error(diff)
				}
			})
		}
	}
}
