package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/costlang/cost/lang/say"
)

// expand turns arguments into names of scripts, each once, in order: a folder is all scripts below it, and a pattern
// that is no file is what it matches, since not every shell expands patterns itself. What names no file is kept: using
// it says why it cannot be read.
func expand(args []string) ([]string, error) {
	var out []string
	for _, arg := range args {
		names, err := expandOne(arg)
		if err != nil {
			return nil, err
		}
		for _, name := range names {
			same := func(other string) bool { return filepath.Clean(other) == filepath.Clean(name) }
			if !slices.ContainsFunc(out, same) {
				out = append(out, name)
			}
		}
	}
	return out, nil
}

func expandOne(arg string) ([]string, error) {
	switch {
	case arg == stdinName:
		return []string{arg}, nil
	case isFolder(arg):
		return someBelow(arg)
	case isPattern(arg):
		return matches(arg)
	}
	return []string{arg}, nil
}

// isPattern reports whether an argument has wildcards and is not the name of a file.
func isPattern(arg string) bool {
	if !strings.ContainsAny(arg, "*?[") {
		return false
	}
	_, err := os.Lstat(arg)
	return err != nil
}

// onlyMatch returns the script that an argument of a command for one script stands for.
func onlyMatch(arg string) (string, error) {
	if !isPattern(arg) {
		return arg, nil
	}
	names, err := matches(arg)
	if err != nil {
		return "", err
	}
	if len(names) > 1 {
		return "", usageError(say.T("%s matches %d scripts; name one, such as %s", quote(arg), len(names), listed(few(".", names))))
	}
	return names[0], nil
}

// matches returns the files that a pattern matches and the scripts below the folders that it does.
func matches(pattern string) ([]string, error) {
	found, err := filepath.Glob(pattern)
	if err != nil {
		return nil, usageError(say.T("%s is no pattern of file names: %v", quote(pattern), err))
	}
	var out []string
	for _, name := range found {
		names := []string{name}
		if isFolder(name) {
			if names, err = scriptsBelow(name); err != nil {
				return nil, err
			}
		}
		out = append(out, names...)
	}
	if len(out) == 0 {
		return nil, &fileError{message: say.T("no file matches %s", quote(pattern))}
	}
	return out, nil
}

// someBelow lists the scripts below a folder that is named, and so ought to have some.
func someBelow(folder string) ([]string, error) {
	out, err := scriptsBelow(folder)
	if err == nil && len(out) == 0 {
		err = &fileError{message: say.T("there are no scripts (*%s) in %s", scriptEnding, quote(folder))}
	}
	return out, err
}

// scriptsBelow lists the scripts of a folder and of all folders in it.
func scriptsBelow(folder string) ([]string, error) {
	var out []string
	err := filepath.WalkDir(folder, func(name string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() && filepath.Ext(name) == scriptEnding {
			out = append(out, name)
		}
		return err
	})
	if err != nil {
		return nil, &fileError{message: say.T("%s could not be read: %v", quote(folder), err)}
	}
	return out, nil
}
