//go:build unix

package eval_test

import (
	"errors"
	"io/fs"
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

func TestLinksOutOfTheRoot(t *testing.T) {
	dir := t.TempDir()
	inside := filepath.Join(dir, "in")
	for _, err := range []error{
		os.Mkdir(inside, 0o755), os.WriteFile(filepath.Join(dir, "secret.cost"), []byte("let x = 1\n"), 0o644),
		os.WriteFile(filepath.Join(dir, "secret.csv"), []byte("a\n1\n"), 0o644),
		os.WriteFile(filepath.Join(inside, "near.cost"), []byte("let x = 1\n"), 0o644),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	for link, to := range map[string]string{"out.cost": "../secret.cost", "out.csv": filepath.Join(dir, "secret.csv"), "up": "..", "in.cost": "near.cost"} {
		if err := os.Symlink(to, filepath.Join(inside, link)); err != nil {
			t.Fatal(err)
		}
	}
	root, err := os.OpenRoot(inside)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	if _, err := eval.CompileFS(root.FS(), "in.cost"); err != nil {
		t.Errorf("a link inside the root: %v", err)
	}
	if _, err := eval.CompileFS(root.FS(), "out.cost"); !errors.As(err, new(*fs.PathError)) {
		t.Errorf("a link out of the root: %v", err)
	}
	for _, script := range []string{
		"use \"out.cost\" as x\n", "use \"up/secret.cost\" as x\n",
		"data x from \"out.csv\" { a: number }\n", "data x from \"up/secret.csv\" { a: number }\n",
	} {
		_, err := eval.Compile("main.cost", []byte(script), eval.WithFS(root.FS()))
		if err == nil {
			t.Errorf("%s is read", script)
			continue
		}
		noFault(t, err)
	}
}
