package main

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

const (
	untidy = "let a  = 1\n"
	tidy   = "let a = 1\n"
)

func writeFile(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(text), 0o640); err != nil {
		t.Fatal(err)
	}
}

func readFile(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// onlyFile demands that a folder holds one file: nothing that was written beside it is left.
func onlyFile(t *testing.T, name string) {
	t.Helper()
	entries, err := os.ReadDir(filepath.Dir(name))
	if err != nil {
		t.Fatal(err)
	}
	if len(entries) != 1 || entries[0].Name() != filepath.Base(name) {
		t.Errorf("the folder holds %v", entries)
	}
}

func TestLayoutIsWritten(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"plain", untidy, tidy},
		{"CRLF", "let a  = 1\r\nlet b = 2\r\n", "let a = 1\r\nlet b = 2\r\n"},
		{"mark", "\ufeff" + untidy, "\ufeff" + tidy},
		{"no line end", "let a = 1", tidy},
	} {
		t.Run(c.name, func(t *testing.T) {
			name := filepath.Join(t.TempDir(), "a.cost")
			writeFile(t, name, c.in)
			before, err := os.Stat(name)
			if err != nil {
				t.Fatal(err)
			}
			if out, problems, exit := call(t, "", "fmt", "-w", name); exit != exitFine || out+problems != "" {
				t.Fatalf("exit status %d: %s%s", exit, out, problems)
			}
			if diff := cmp.Diff(c.want, readFile(t, name)); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
			after, err := os.Stat(name)
			if err != nil || after.Mode() != before.Mode() {
				t.Errorf("permissions %v become %v, %v", before.Mode(), after.Mode(), err)
			}
			onlyFile(t, name)
		})
	}
}

func TestCanonicalFilesAreNotTouched(t *testing.T) {
	name := filepath.Join(t.TempDir(), "a.cost")
	writeFile(t, name, tidy)
	then := time.Date(2020, 1, 2, 3, 4, 5, 0, time.UTC)
	if err := os.Chtimes(name, then, then); err != nil {
		t.Fatal(err)
	}
	if _, problems, exit := call(t, "", "fmt", "-w", name); exit != exitFine {
		t.Fatal(problems)
	}
	if info, err := os.Stat(name); err != nil || !info.ModTime().Equal(then) {
		t.Errorf("the file was touched: %v, %v", info.ModTime(), err)
	}
}

// TestFilesThatChangeMeanwhile lets something happen to the file or its folder between reading and writing.
func TestFilesThatChangeMeanwhile(t *testing.T) {
	const changed = "changed while it was being formatted; nothing was written"
	for _, c := range []struct {
		name, want string
		meanwhile  func(name string) error
		left       string // what the file holds then, when it is still there
	}{
		{"other text", changed, func(name string) error { return os.WriteFile(name, []byte("let b = 2\n"), 0o640) }, "let b = 2\n"},
		{"removed", changed, os.Remove, ""},
		{"a folder now", changed, func(name string) error { return errors.Join(os.Remove(name), os.Mkdir(name, 0o755)) }, ""},
		{"folder removed", changed, func(name string) error { return os.RemoveAll(filepath.Dir(name)) }, ""},
		{"folder emptied", "could not be written", removeHidden, untidy},
	} {
		t.Run(c.name, func(t *testing.T) {
			name := filepath.Join(t.TempDir(), "folder", "a.cost")
			if err := os.Mkdir(filepath.Dir(name), 0o755); err != nil {
				t.Fatal(err)
			}
			writeFile(t, name, untidy)
			l := layouter{app: &app{}, flags: layoutFlags{write: true}}
			l.written = func() {
				if err := c.meanwhile(name); err != nil {
					t.Error(err)
				}
			}
			var problem *fileError
			if err := l.script(context.Background(), name); !errors.As(err, &problem) || !strings.Contains(problem.Error(), c.want) {
				t.Fatalf("got %v", err)
			}
			if c.left != "" {
				onlyFile(t, name)
				if diff := cmp.Diff(c.left, readFile(t, name)); diff != "" {
					t.Errorf("-want +got:\n%s", diff)
				}
			}
		})
	}
}

// removeHidden removes what was written beside a file.
func removeHidden(name string) error {
	found, err := filepath.Glob(filepath.Join(filepath.Dir(name), ".*"))
	if err == nil && len(found) == 1 {
		return os.Remove(found[0])
	}
	return errors.Join(err, errors.New("nothing was written beside the file"))
}

func TestUnwritable(t *testing.T) {
	folder := t.TempDir()
	name := filepath.Join(folder, "gone", "a.cost")
	if _, err := newDraft(name, nil); err == nil {
		t.Error("a folder that is not there takes a file")
	}
	if err := replace(name, nil, []byte(tidy), nil); err == nil || !strings.HasPrefix(err.Error(), quote(name)+" could not be written: ") {
		t.Errorf("a file that is not there gives %v", err)
	}
	if err := replace(folder, nil, []byte(tidy), nil); err == nil || !strings.HasSuffix(err.Error(), errNoFile.Error()) {
		t.Errorf("a folder gives %v", err)
	}
}

// TestLongScriptsAreNotCut sees that a script beyond the limit is refused, not written as far as it was read.
func TestLongScriptsAreNotCut(t *testing.T) {
	name := filepath.Join(t.TempDir(), "a.cost")
	text := strings.Repeat(untidy, 300_000)
	writeFile(t, name, text)
	_, problems, exit := call(t, "", "fmt", "-w", name)
	if exit != exitScript || !strings.Contains(problems, "too many bytes") {
		t.Errorf("exit status %d: %s", exit, problems)
	}
	if readFile(t, name) != text {
		t.Error("the file has changed")
	}
}

func TestInterruptedLayout(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	name := filepath.Join(t.TempDir(), "a.cost")
	writeFile(t, name, untidy)
	var problems bytes.Buffer
	a := &app{stdin: strings.NewReader(untidy), stdout: &problems, stderr: &problems}
	if exit := a.execute(ctx, []string{"fmt", "-w", name}); exit != exitInterrupted {
		t.Errorf("exit status %d: %s", exit, &problems)
	}
	if diff := cmp.Diff(untidy, readFile(t, name)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}
