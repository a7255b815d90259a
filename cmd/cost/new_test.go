package main

import (
	"bytes"
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Every template runs without a warning, claims something, and asks for the source of each of its numbers.
func TestTemplates(t *testing.T) {
	if diff := cmp.Diff([]string{"general", "group", "pn", "running-costs"}, templateNames()); diff != "" {
		t.Error(diff)
	}
	for _, like := range templateNames() {
		text := template(like)
		if n := strings.Count(text, `"Title"`); n != 1 {
			t.Errorf("%s has %d titles", like, n)
		}
		out, problems, exit := call(t, text, "run", "-")
		if exit != exitFine || problems != "" {
			t.Errorf("%s: exit status %d\n%s", like, exit, problems)
		}
		if !strings.Contains(out, " hold\n") || strings.Contains(out, "no source") || strings.Contains(out, "\nNotes") {
			t.Errorf("%s prints\n%s", like, out)
		}
		fitsIn(t, text, 100)
		golden(t, "new_"+like+".txt", out)
	}
}

func TestTitles(t *testing.T) {
	for path, want := range map[string]string{
		"model.cost":            "Model",
		"a/reading-groups.cost": "Reading groups",
		"ældre__hjem -2.cost":   "Ældre hjem 2",
		"18+.cost":              "18+",
	} {
		if diff := cmp.Diff(want, titleOf(filepath.FromSlash(path))); diff != "" {
			t.Errorf("%s: %s", path, diff)
		}
	}
}

// A script is there whole before anything is said of it; a result that cannot be printed is an error all the same.
func TestNewSaysWhatItWrote(t *testing.T) {
	t.Chdir(t.TempDir())
	var problems bytes.Buffer
	a := &app{stdin: strings.NewReader(""), stdout: closed{}, stderr: &problems}
	if exit := a.execute(t.Context(), []string{"new", "model"}); exit != exitFile || !strings.Contains(problems.String(), "could not be written") {
		t.Errorf("exit status %d\n%s", exit, problems.String())
	}
	if _, _, exit := call(t, "", "run", "model.cost"); exit != exitFine {
		t.Errorf("the script ends with %d", exit)
	}
}

// closed is an output that takes nothing.
type closed struct{}

func (closed) Write([]byte) (int, error) { return 0, errors.New("closed") }
