//go:build unix

package eval_test

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/lang/diag"
)

// A pipe has no end until somebody closes it, so nothing reads from one: this test would wait for ever.
func TestPipes(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"pipe.cost", "pipe.csv"} {
		if err := syscall.Mkfifo(filepath.Join(dir, name), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	if _, err := eval.CompileFS(root.FS(), "pipe.cost"); err == nil || err.Error() != "read pipe.cost: not a regular file" {
		t.Errorf("a pipe as script: %v", err)
	}
	for script, want := range map[string]diag.Code{
		"use \"pipe.cost\" as x\n":                 diag.UnreadableUse,
		"data x from \"pipe.csv\" { a: number }\n": diag.NotADataFile,
	} {
		_, err := eval.Compile("main.cost", []byte(script), eval.WithFS(root.FS()))
		if diff := cmp.Diff([]diag.Code{want}, codes(t, err)); diff != "" {
			t.Errorf("%s: %s", script, diff)
		}
	}
}
