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
