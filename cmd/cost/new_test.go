package main

import (
	"bytes"
	"errors"
	"io/fs"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/lang/say"
)

// Every template runs without a warning, claims something, and asks for the source of each of its numbers.
func TestTemplates(t *testing.T) {
	if diff := cmp.Diff([]string{"general", "group", "pn", "running-costs"}, templateNames()); diff != "" {
		t.Error(diff)
	}
	for _, like := range templateNames() {
		out := runsTemplate(t, template(like, say.English))
		if !strings.Contains(out, " hold\n") || strings.Contains(out, "no source") || strings.Contains(out, "\nNotes") {
			t.Errorf("%s prints\n%s", like, out)
		}
		golden(t, "new_"+like+".txt", out)
	}
}

// Those in Danish say the same in other words, and have the same figures.
func TestDanishTemplates(t *testing.T) {
	for _, like := range templateNames() {
		text := template(like, say.Danish)
		out := runsTemplate(t, text, "--locale", "da")
		if !strings.Contains(out, " er opfyldt\n") || strings.Contains(out, "ingen kilde") || strings.Contains(out, "\nBemærkninger") {
			t.Errorf("%s prints\n%s", like, out)
		}
		if strings.Contains(text, "assumed") || !strings.ContainsAny(text, "æøå") {
			t.Errorf("%s is English:\n%s", like, text)
		}
		golden(t, "new_"+like+".da.txt", out)
		if diff := cmp.Diff(figuresOf(t, template(like, say.English)), figuresOf(t, text)); diff != "" {
			t.Errorf("%s (-English +Danish):\n%s", like, diff)
		}
	}
}

// runsTemplate returns what a template prints. It fits a page and has one title to replace.
func runsTemplate(t *testing.T, text string, flags ...string) string {
	t.Helper()
	if n := strings.Count(text, `"Title"`); n != 1 {
		t.Errorf("%d titles stand in\n%s", n, text)
	}
	fitsIn(t, text, 100)
	out, problems, exit := call(t, text, append([]string{"run", "-"}, flags...)...)
	if exit != exitFine || problems != "" {
		t.Errorf("exit status %d\n%s", exit, problems)
	}
	return out
}

// figuresOf are the outputs of a script by their names.
func figuresOf(t *testing.T, text string) map[string]string {
	t.Helper()
	p, err := eval.Compile("template.cost", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	r, err := p.Run(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, f := range r.Outputs() {
		out[f.Name] = f.Value.String()
	}
	return out
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

// Who cannot write a script there is told what to do.
func TestUncreated(t *testing.T) {
	at := func(err error) error { return &fs.PathError{Op: "open", Path: "a.cost", Err: err} }
	for want, err := range map[string]error{
		"permission denied; choose a folder that you may read and write":     at(fs.ErrPermission),
		"no space left on device; make room there, or choose another folder": at(syscall.ENOSPC),
		"file too large; make room there, or choose another folder":          at(syscall.EFBIG),
		"it is used by another process":                                      errors.New("it is used by another process"),
	} {
		if got, want := uncreated("a.cost", err).Error(), "`a.cost` could not be written: "+want; got != want {
			t.Errorf("%v is %q, not %q", err, got, want)
		}
	}
}

// closed is an output that takes nothing.
type closed struct{}

func (closed) Write([]byte) (int, error) { return 0, errors.New("closed") }
