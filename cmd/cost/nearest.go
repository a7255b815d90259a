package main

import (
	"cmp"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/agnivade/levenshtein"
)

// scriptEnding ends the names of scripts.
const scriptEnding = ".cost"

// mostNames is how many names of a folder a message lists.
const mostNames = 3

// unreadable says why a script cannot be read and what there is instead.
func unreadable(name string, err error) error {
	info, statErr := os.Stat(name)
	switch {
	case statErr == nil && info.IsDir():
		return &fileError{quote(name) + " is a folder, not a script", holds(name)}
	case errors.Is(err, fs.ErrNotExist) && !isFolder(filepath.Dir(name)):
		return &fileError{message: "there is no folder " + quote(filepath.Dir(name))}
	case errors.Is(err, fs.ErrNotExist) && isLink(name):
		return &fileError{message: quote(name) + " is a link to a file that is not there"}
	case errors.Is(err, fs.ErrNotExist):
		return &fileError{"there is no file " + quote(name), instead(name)}
	}
	var at *fs.PathError
	if errors.As(err, &at) {
		err = at.Err
	}
	return &fileError{message: quote(name) + " could not be read: " + err.Error()}
}

func isFolder(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.IsDir()
}

func isLink(name string) bool {
	info, err := os.Lstat(name)
	return err == nil && info.Mode()&fs.ModeSymlink != 0
}

// instead offers the files that a mistyped name may stand for, or else says what the folder holds.
func instead(name string) string {
	folder := filepath.Dir(name)
	names := nearest(filepath.Base(name), filesIn(folder))
	if len(names) == 0 {
		return holds(folder)
	}
	return "did you mean " + strings.Join(few(folder, names), " or ") + "?"
}

// holds names scripts of a folder.
func holds(folder string) string {
	names := scriptsIn(folder)
	if len(names) == 0 {
		return "the folder has no scripts"
	}
	return "the folder has " + strings.Join(few(folder, names), ", ")
}

// few quotes the paths of the first files of a list.
func few(folder string, names []string) []string {
	out := make([]string, min(len(names), mostNames))
	for i := range out {
		out[i] = quote(filepath.Join(folder, names[i]))
	}
	return out
}

func quote(name string) string { return "`" + name + "`" }

// filesIn lists the files of a folder by name; none when it cannot be read.
func filesIn(folder string) []string {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil
	}
	var out []string
	for _, e := range entries {
		if !e.IsDir() {
			out = append(out, e.Name())
		}
	}
	return out
}

func scriptsIn(folder string) []string {
	return slices.DeleteFunc(filesIn(folder), func(name string) bool { return filepath.Ext(name) != scriptEnding })
}

// nearest returns the names that a mistyped name may stand for, the nearest first: those that go on from it, and those
// that half its letters agree with.
func nearest(wanted string, names []string) []string {
	want := strings.ToLower(stem(wanted))
	distance := func(name string) int {
		have := strings.ToLower(stem(name))
		if strings.HasPrefix(have, want) {
			return 0
		}
		return levenshtein.ComputeDistance(want, have)
	}
	far := max(2, len(want)/2)
	out := slices.DeleteFunc(slices.Clone(names), func(name string) bool { return distance(name) > far })
	slices.SortStableFunc(out, func(a, b string) int { return cmp.Compare(distance(a), distance(b)) })
	return out
}

// stem is a name without the ending of scripts.
func stem(name string) string { return strings.TrimSuffix(name, scriptEnding) }
