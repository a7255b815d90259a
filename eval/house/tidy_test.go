package house

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// The top level holds what the project is made of and nothing else; everything new goes beneath it.
func TestTopLevel(t *testing.T) {
	allowed := strings.Fields("cmd lang eval stdlib examples testdata go.mod go.sum README.md LICENSE CHANGELOG.md")
	ignored, err := os.ReadFile(root + "/.gitignore")
	if err != nil {
		t.Fatal(err)
	}
	entries, err := os.ReadDir(root)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		built := slices.Contains(strings.Fields(string(ignored)), "/"+e.Name()) || slices.Contains(strings.Fields(string(ignored)), "/"+e.Name()+"/")
		if !strings.HasPrefix(e.Name(), ".") && !built && !slices.Contains(allowed, e.Name()) {
			t.Errorf("%s stands at the top level", e.Name())
		}
	}
}

// The words are put together here so that this file does not hold them.
func TestNothingIsLeftForLater(t *testing.T) {
	later := regexp.MustCompile(`\b(TO` + `DO|FIX` + `ME|XX` + `X|HA` + `CK)\b|(?i:not (yet )?impl` + `emented)`)
	for _, file := range texts(t, ".go", ".cost", ".md") {
		if found := later.FindString(file.body); found != "" {
			t.Errorf("%s: %s", file.name, found)
		}
	}
}

func TestNoPathOfOneMachine(t *testing.T) {
	machine := regexp.MustCompile("(^|[\\s\"'`(=])/(wo" + "rk|ro" + "ot|ho" + "me|Us" + "ers)/\\w+")
	for _, file := range texts(t, ".go", ".cost", ".md", ".csv", ".txt", ".txtar", ".json") {
		if found := machine.FindString(file.body); found != "" {
			t.Errorf("%s: %s", file.name, strings.TrimSpace(found))
		}
	}
}

// A test is left out only in a short run, where the system has no such thing, or, outside the gate, where a foreign program
// is not installed.
func TestNoTestIsSkipped(t *testing.T) {
	skip := regexp.MustCompile(`\b[tbf]\.Skip(f|Now)?\(`)
	allowed := regexp.MustCompile(`if .*(testing\.Short\(\)|runtime\.GOOS|"COST_CI")`)
	for _, file := range texts(t, ".go") {
		lines := strings.Split(file.body, "\n")
		for i, line := range lines {
			if skip.MatchString(line) && (i == 0 || !allowed.MatchString(lines[i-1])) {
				t.Errorf("%s:%d: %s", file.name, i+1, strings.TrimSpace(line))
			}
		}
	}
}
