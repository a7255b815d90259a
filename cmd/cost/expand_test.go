package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestFolderThatCannotBeRead takes a folder away while its parent is searched: it is a problem, once, and hides nothing.
func TestFolderThatCannotBeRead(t *testing.T) {
	root := t.TempDir()
	for _, folder := range []string{"a", "b", "c"} {
		if err := os.Mkdir(filepath.Join(root, folder), 0o755); err != nil {
			t.Fatal(err)
		}
		writeFile(t, filepath.Join(root, folder, "x.cost"), tidy)
	}
	var s search
	s.walk(root, func(name string, e fs.DirEntry) {
		if e.Name() == "b" {
			if err := os.RemoveAll(name); err != nil {
				t.Error(err)
			}
		}
		if isScript(name) {
			s.name(name)
		}
	})
	want := []string{filepath.Join(root, "a", "x.cost"), filepath.Join(root, "c", "x.cost")}
	if diff := cmp.Diff(want, s.names); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if len(s.problems) != 1 || !strings.HasPrefix(s.problems[0].Error(), quote(filepath.Join(root, "b"))+" could not be read: ") {
		t.Errorf("problems: %v", s.problems)
	}
}

func TestDeepPatterns(t *testing.T) {
	for pattern, want := range map[string]string{
		"a/*.cost":        "a/*.cost",
		"a**/b":           "a**/b",
		"**/b":            ". ** b",
		"**":              ". ** " + anyScript,
		"a/**":            "a ** " + anyScript,
		"a*/../b/**/":     "b ** " + anyScript,
		"a/**/**/b/**/**": "a ** b ** " + anyScript,
		"/**/b":           "/ ** b",
		"/a/**/b/*":       "/a ** b *",
		"./**/b*/c":       ". ** b* c",
	} {
		base, parts := deep(filepath.FromSlash(pattern))
		if diff := cmp.Diff(want, strings.Join(append([]string{filepath.ToSlash(base)}, parts...), " ")); diff != "" {
			t.Errorf("%s: -want +got:\n%s", pattern, diff)
		}
	}
}

func TestMatchParts(t *testing.T) {
	for _, c := range []struct {
		pattern, name string
		want          bool
	}{
		{"**/*.cost", "x.cost", true},
		{"**/*.cost", "a/b/x.cost", true},
		{"**/*.cost", "a/b/x.csv", false},
		{"**/b/*", "a/b/x", true},
		{"**/b/*", "b/x", true},
		{"**/b/*", "a/b/c/x", false},
		{"**/b/**/x", "a/b/x", true},
		{"**/b/**/x", "b/b/c/d/x", true},
		{"**/b/**/x", "a/c/x", false},
		{"**/x", "ax", false},
		{"**/" + anyScript, "a/UP.Cost", true},
	} {
		if got := matchParts(strings.Split(c.pattern, "/"), strings.Split(c.name, "/")); got != c.want {
			t.Errorf("%s and %s: %t", c.pattern, c.name, got)
		}
	}
}
