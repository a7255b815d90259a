package conformance

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/costlang/cost/eval"
)

// folder is where the cases lie; its README.md says how they are written.
const folder = "../../testdata/conformance"

// script is the file of a case that is compiled.
const script = "model.cost"

// testCase is one case as it is written.
type testCase struct {
	name        string
	spec        []string // sentences of the reference
	limits      eval.Limits
	check       string // strict, the name of a model, or "" for an ordinary run
	fails       []int  // lines of the expectations that do not hold
	files       fstest.MapFS
	scenario    string
	inputs      []entry
	calculation []entry
	outputs     []entry
	diagnostics []string
	stated      map[string]bool // the sections that stand in the case
}

// entry is a line `name = text` of a section.
type entry struct {
	line, column int // of the text
	name, text   string
}

// sections are the files of a case that are not for the script.
var sections = map[string]func(*testCase, string) error{
	"inputs":      (*testCase).readInputs,
	"calculation": func(c *testCase, text string) (err error) { c.calculation, err = entries(text); return err },
	"outputs":     func(c *testCase, text string) (err error) { c.outputs, err = entries(text); return err },
	"diagnostics": func(c *testCase, text string) error { c.diagnostics = lines(text); return nil },
}

// readCases reads every case of the suite.
func readCases(t *testing.T) []*testCase {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(folder, "*.txtar"))
	if err != nil || len(names) == 0 {
		t.Fatalf("no cases in %s: %v", folder, err)
	}
	var out []*testCase
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		c, err := readCase(strings.TrimSuffix(filepath.Base(name), ".txtar"), text)
		if err != nil {
			t.Errorf("%s: %v", filepath.Base(name), err)
			continue
		}
		out = append(out, c)
	}
	return out
}

func readCase(name string, text []byte) (*testCase, error) {
	archive := txtar.Parse(text)
	c := &testCase{name: name, files: fstest.MapFS{}, stated: map[string]bool{}}
	for _, line := range lines(string(archive.Comment)) {
		if err := c.readKey(line); err != nil {
			return nil, err
		}
	}
	for _, f := range archive.Files {
		read, ok := sections[f.Name]
		switch {
		case c.stated[f.Name] || c.files[f.Name] != nil:
			return nil, fmt.Errorf("two files %s", f.Name)
		case !ok:
			c.files[f.Name] = &fstest.MapFile{Data: f.Data}
			continue
		}
		c.stated[f.Name] = true
		if err := read(c, string(f.Data)); err != nil {
			return nil, fmt.Errorf("%s: %w", f.Name, err)
		}
	}
	return c, c.whole()
}

// readKey reads a line of the head.
func (c *testCase) readKey(line string) error {
	key, value, _ := strings.Cut(line, ": ")
	switch key {
	case "spec":
		c.spec = append(c.spec, strings.TrimSpace(value))
		return nil
	case "limits":
		return c.readLimit(value)
	case "check":
		c.check = value
		return nil
	case "fails":
		for number := range strings.FieldsSeq(value) {
			n, err := strconv.Atoi(number)
			if err != nil {
				return err
			}
			c.fails = append(c.fails, n)
		}
		return nil
	}
	return fmt.Errorf("unknown key in %q", line)
}

// readLimit reads `Name = value`, the name being that of a field of eval.Limits.
func (c *testCase) readLimit(text string) (err error) {
	name, value, _ := strings.Cut(text, " = ")
	if name == "Time" {
		c.limits.Time, err = time.ParseDuration(value)
		return err
	}
	to, ok := map[string]*int{
		"SourceBytes": &c.limits.SourceBytes, "Tokens": &c.limits.Tokens, "Nesting": &c.limits.Nesting, "Declarations": &c.limits.Declarations,
		"Modules": &c.limits.Modules, "Operations": &c.limits.Operations, "SweepPoints": &c.limits.SweepPoints, "DataBytes": &c.limits.DataBytes,
		"Rows": &c.limits.Rows, "Cells": &c.limits.Cells, "Diagnostics": &c.limits.Diagnostics,
	}[name]
	if !ok {
		return fmt.Errorf("unknown limit %q", text)
	}
	*to, err = strconv.Atoi(strings.ReplaceAll(value, "_", ""))
	return err
}

var underScenario = regexp.MustCompile(`(?m)^under "([^"]*)"[ \t]*$`)

func (c *testCase) readInputs(text string) (err error) {
	if m := underScenario.FindStringSubmatch(text); m != nil {
		c.scenario = m[1]
	}
	c.inputs, err = entries(underScenario.ReplaceAllString(text, ""))
	return err
}

// whole demands what every case has.
func (c *testCase) whole() error {
	switch {
	case len(c.spec) == 0:
		return errors.New("it names no sentence of the reference")
	case c.files[script] == nil:
		return fmt.Errorf("it has no %s", script)
	case !c.stated["outputs"] && !c.stated["diagnostics"]:
		return errors.New("it states neither outputs nor diagnostics")
	case c.stated["outputs"] != c.stated["calculation"]:
		return errors.New("outputs and their calculation stand together")
	}
	return nil
}

// lines are those of a text that say something, without comments.
func lines(text string) []string {
	var out []string
	for line := range strings.Lines(text) {
		if line = bare(line); line != "" {
			out = append(out, line)
		}
	}
	return out
}

// bare is a line without its comment, which is a # at its beginning or behind a blank.
func bare(line string) string {
	before, _, _ := strings.Cut(" "+line, " #")
	return strings.TrimSpace(before)
}

// entries reads lines `name = text`. The last = with blanks around it parts them.
func entries(text string) ([]entry, error) {
	var out []entry
	seen := map[string]bool{}
	n := 0
	for line := range strings.Lines(text) {
		n++
		said := bare(line)
		at := strings.LastIndex(said, " = ")
		switch {
		case said == "":
			continue
		case at < 0:
			return nil, fmt.Errorf("line %d is not `name = text`: %s", n, said)
		}
		e := entry{line: n, name: strings.TrimSpace(said[:at]), text: strings.TrimSpace(said[at+3:])}
		e.column = 1 + len([]rune(line[:strings.LastIndex(line[:strings.Index(line, said)+len(said)], e.text)]))
		if seen[key(e.name)] {
			return nil, fmt.Errorf("line %d: %s stands twice", n, e.name)
		}
		seen[key(e.name)] = true
		out = append(out, e)
	}
	return out, nil
}

// key is a name as it is looked up: without blanks.
func key(name string) string { return strings.Join(strings.Fields(name), "") }
