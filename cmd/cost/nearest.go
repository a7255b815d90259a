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

	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
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
		return &fileError{say.T("%s is a folder, not a script", quote(name)), holds(name)}
	case statErr == nil && !info.Mode().IsRegular():
		return &fileError{say.T("%s is no ordinary file", quote(name)), say.T("`-` reads what it gives as standard input")}
	case errors.Is(err, fs.ErrNotExist) && !isFolder(filepath.Dir(name)):
		return &fileError{message: say.T("there is no folder %s", quote(filepath.Dir(name)))}
	case errors.Is(err, fs.ErrNotExist) && isLink(name):
		return &fileError{message: say.T("%s is a link to a file that is not there", quote(name))}
	case errors.Is(err, fs.ErrNotExist):
		return &fileError{say.T("there is no file %s", quote(name)), instead(name)}
	}
	return &fileError{message: say.T("%s could not be read: %v", quote(name), phraseOf(err))}
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
func instead(name string) say.Phrase {
	folder := filepath.Dir(name)
	names := nearest(filepath.Base(name), filesIn(folder))
	if len(names) == 0 {
		return holds(folder)
	}
	return say.T("did you mean %s?", say.Or(few(folder, names)))
}

// holds names scripts of a folder.
func holds(folder string) say.Phrase {
	names := scriptsIn(folder)
	if len(names) == 0 {
		return say.T("the folder has no scripts")
	}
	return say.T("the folder has %s", listed(few(folder, names)))
}

// few quotes the paths of the first files of a list.
func few(folder string, names []string) []string {
	out := make([]string, min(len(names), mostNames))
	for i := range out {
		out[i] = quote(filepath.Join(folder, names[i]))
	}
	return out
}

// listed puts commas between names of which there may be more.
func listed(names []string) string { return strings.Join(names, ", ") }

// quote sets a name off from the words around it.
func quote(name string) string { return "`" + diag.Visible(name) + "`" }

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
	return slices.DeleteFunc(filesIn(folder), func(name string) bool { return !isScript(name) })
}

// nearest returns the names that a mistyped name may stand for, the nearest first: those that go on from it, and those
// that half its letters agree with.
func nearest(wanted string, names []string) []string {
	return within(wanted, names, max(2, len(stem(wanted))/2))
}

// within returns the names that go on from a mistyped name or differ from it in at most far letters, the nearest first.
func within(wanted string, names []string, far int) []string {
	want := strings.ToLower(stem(wanted))
	distance := func(name string) int {
		have := strings.ToLower(stem(name))
		if strings.HasPrefix(have, want) {
			return 0
		}
		return levenshtein.ComputeDistance(want, have)
	}
	out := slices.DeleteFunc(slices.Clone(names), func(name string) bool { return distance(name) > far })
	slices.SortStableFunc(out, func(a, b string) int { return cmp.Compare(distance(a), distance(b)) })
	return out
}

// stem is a name without the ending of scripts.
func stem(name string) string {
	if isScript(name) {
		return name[:len(name)-len(scriptEnding)]
	}
	return name
}
