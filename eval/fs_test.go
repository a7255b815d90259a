package eval_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/lang/diag"
)

// folder writes files under a new folder and opens a part of it as a root.
func folder(t *testing.T, part string, files map[string]string) fs.FS {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	root, err := os.OpenRoot(filepath.Join(dir, part))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { root.Close() })
	return root.FS()
}

// A script and what it reads lie under the root, wherever a path in the script points.
func TestPathsOutOfTheRoot(t *testing.T) {
	fsys := folder(t, "in", map[string]string{"secret.cost": "let x = 1\n", "secret.csv": "a\n1\n", "in/other.txt": ""})
	for _, path := range []string{"../secret", "./../secret", "a/../../secret", "/etc/secret", "//secret"} {
		for script, want := range map[string]diag.Code{
			"use \"" + path + ".cost\" as secret\n":                 diag.UnreadableUse,
			"data secret from \"" + path + ".csv\" { a: number }\n": diag.BadDataPath,
		} {
			_, err := eval.Compile("main.cost", []byte(script), eval.WithFS(fsys))
			if diff := cmp.Diff([]diag.Code{want}, codes(t, err)); diff != "" {
				t.Errorf("%s: %s", script, diff)
			}
		}
	}
	for _, name := range []string{"../secret.cost", "/etc/passwd", "", ".."} {
		if _, err := eval.CompileFS(fsys, name); !errors.As(err, new(*fs.PathError)) {
			t.Errorf("the script %q: %v", name, err)
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
			t.Skipf("links cannot be made here: %v", err)
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

func TestMissingAndOddFiles(t *testing.T) {
	fsys := fstest.MapFS{"folder.cost/a.cost": {Data: []byte("let x = 1\n")}, "folder.csv/a.csv": {Data: []byte("a\n")}}
	if _, err := eval.CompileFS(fsys, "missing.cost"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a missing script: %v", err)
	}
	if _, err := eval.CompileFS(fsys, "folder.cost"); err == nil || err.Error() != "read folder.cost: not a regular file" {
		t.Errorf("a folder as script: %v", err)
	}
	for script, want := range map[string]diag.Code{
		"use \"missing.cost\" as x\n":                 diag.UnreadableUse,
		"use \"folder.cost\" as x\n":                  diag.UnreadableUse,
		"data x from \"missing.csv\" { a: number }\n": diag.NoDataFile,
		"data x from \"folder.csv\" { a: number }\n":  diag.NotADataFile,
	} {
		_, err := eval.Compile("main.cost", []byte(script), eval.WithFS(fsys))
		if diff := cmp.Diff([]diag.Code{want}, codes(t, err)); diff != "" {
			t.Errorf("%s: %s", script, diff)
		}
	}
}
