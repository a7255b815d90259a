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

func TestRunOfExamples(t *testing.T) {
	for _, name := range scripts(t) {
		base := strings.TrimSuffix(filepath.Base(name), ".cost")
		t.Run(base, func(t *testing.T) {
			out, problems, exit := call(t, "", "run", name)
			if exit != exitFine {
				t.Fatalf("exit status %d\n%s", exit, problems)
			}
			golden(t, base+".txt", out)
			fitsIn(t, out, usualWidth)
		})
	}
}

func TestDetail(t *testing.T) {
	out, _, _ := call(t, "", "run", filepath.Join(examples, "worked.cost"), "--detail")
	golden(t, "worked_detail.txt", out)
	fitsIn(t, out, usualWidth)
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

// TestNarrowTerminal checks that examples fit a narrow screen without losing a figure.
func TestNarrowTerminal(t *testing.T) {
	for _, name := range scripts(t) {
		for _, columns := range []int{leastWidth, 60, 132} {
			wide, _, _ := call(t, "", "run", name)
			narrow := callWide(t, columns, "run", name)
			fitsIn(t, narrow, min(columns, usualWidth))
			if diff := cmp.Diff(figures(wide), figures(narrow)); diff != "" {
				t.Errorf("%s in %d columns (-80 +narrow):\n%s", name, columns, diff)
			}
		}
	}
}
