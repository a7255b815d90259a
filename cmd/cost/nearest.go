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
		return &fileError{quote(name) + " is a folder, not a script", offer(name, scriptsIn(name))}
	case errors.Is(err, fs.ErrNotExist) && !isFolder(filepath.Dir(name)):
		return &fileError{message: "there is no folder " + quote(filepath.Dir(name))}
	case errors.Is(err, fs.ErrNotExist):
		folder := filepath.Dir(name)
		return &fileError{"there is no file " + quote(name), offer(folder, nearest(filepath.Base(name), filesIn(folder)))}
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

// offer lists at most a few files of a folder as a question.
func offer(folder string, names []string) string {
	if len(names) == 0 {
		return ""
	}
	names = names[:min(len(names), mostNames)]
	quotes := make([]string, len(names))
	for i, name := range names {
		quotes[i] = quote(filepath.Join(folder, name))
	}
	return "did you mean " + strings.Join(quotes, " or ") + "?"
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

// nearest returns the names that a mistyped name may stand for, the nearest first: those that half its letters agree
// with.
func nearest(wanted string, names []string) []string {
	distance := func(name string) int {
		return levenshtein.ComputeDistance(strings.ToLower(stem(wanted)), strings.ToLower(stem(name)))
	}
	var out []string
	for _, name := range names {
		if distance(name) <= max(2, len(stem(wanted))/2) {
			out = append(out, name)
		}
	}
	slices.SortStableFunc(out, func(a, b string) int { return cmp.Compare(distance(a), distance(b)) })
	return out
}

// stem is a name without the ending of scripts.
func stem(name string) string { return strings.TrimSuffix(name, scriptEnding) }
