package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// scripts lists the examples that run by themselves.
func scripts(t *testing.T) []string {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(examples, "*.cost"))
	if err != nil || len(names) == 0 {
		t.Fatalf("no examples: %v", err)
	}
	return names
}

// golden compares with a file of expected output, or writes it with -update.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", "golden", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s differs (-want +got):\n%s", path, diff)
	}
}

// goldenForms are the forms of results, each with the arguments that ask for it and the ending of its files.
var goldenForms = []struct {
	ending string
	args   []string
}{
	{"txt", nil},
	{"json", []string{"--format", "json"}},
	{"csv", []string{"--format", "csv"}},
	{"danish.csv", []string{"--csv", "danish"}},
	{"md", []string{"--format", "markdown"}},
}

func TestRunOfExamples(t *testing.T) {
	for _, name := range scripts(t) {
		for _, language := range languageCodes() {
			base := strings.TrimSuffix(filepath.Base(name), ".cost") + "." + language
			t.Run(base, func(t *testing.T) {
				for _, form := range goldenForms {
					out := printed(t, append([]string{"run", name, "--locale", language}, form.args...)...)
					golden(t, base+"."+form.ending, out)
				}
			})
		}
	}
}

// printed is what a command prints that ends well and has nothing to say beside.
func printed(t *testing.T, args ...string) string {
	t.Helper()
	out, problems, exit := call(t, "", args...)
	if exit != exitFine || problems != "" {
		t.Fatalf("exit status %d of %v\n%s", exit, args, problems)
	}
	return out
}

func TestDetail(t *testing.T) {
	for _, language := range languageCodes() {
		out := printed(t, "run", filepath.Join(examples, "worked.cost"), "--detail", "--locale", language)
		golden(t, "worked_detail."+language+".txt", out)
		fitsIn(t, out, usualWidth)
	}
}

// fitsIn checks that no line is wider than columns or ends in blanks.
func fitsIn(t *testing.T, text string, columns int) {
	t.Helper()
	for i, line := range strings.Split(text, "\n") {
		if width(line) > columns {
			t.Errorf("line %d has %d columns: %s", i+1, width(line), line)
		}
		if strings.TrimRight(line, " ") != line {
			t.Errorf("line %d ends in blanks: %q", i+1, line)
		}
	}
}

// TestTerminals checks that examples fit any screen without losing a figure, in every language.
func TestTerminals(t *testing.T) {
	for _, name := range scripts(t) {
		for _, language := range languageCodes() {
			args := []string{"run", name, "--locale", language}
			want := figures(printed(t, args...), language)
			if len(want) == 0 {
				t.Errorf("%s has no figures in %s", name, language)
			}
			for _, columns := range []int{20, 30, 40, 60, 80, 132} {
				got := callWide(t, columns, args...)
				fitsIn(t, got, min(columns, usualWidth))
				if diff := cmp.Diff(want, figures(got, language)); diff != "" {
					t.Errorf("%s in %s and %d columns (-80 +now):\n%s", name, language, columns, diff)
				}
			}
		}
	}
}
