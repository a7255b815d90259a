package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/costlang/cost/lang/say"
)

// search gathers the scripts that arguments stand for, each once, in order: a folder is all scripts below it, and a pattern
// that is no file is what it matches, since not every shell expands patterns itself. What names no file is kept: using
// it says why it cannot be read.
type search struct {
	names    []string
	problems []error // folders and patterns that give nothing, or not all
	seen     map[string]bool
	matched  int // names and problems, with those that came before
}

// scripts returns the scripts that arguments stand for. What is wrong with one argument is said and goes into the
// verdicts, and the others are used all the same; without any script that is the error.
func (a *app) scripts(args []string, found *verdicts) ([]string, error) {
	var s search
	for _, arg := range args {
		if err := s.add(arg); err != nil {
			return nil, err
		}
	}
	for _, problem := range s.problems {
		found.add(a, problem)
	}
	if len(s.names) == 0 {
		return nil, found.err()
	}
	return s.names, nil
}

// add adds what an argument stands for. The error is a usage error.
func (s *search) add(arg string) error {
	switch {
	case arg == stdinName:
		s.name(arg)
	case isFolder(arg):
		s.someBelow(arg)
	case isPattern(arg):
		return s.matches(arg)
	default:
		s.name(arg)
	}
	return nil
}

func (s *search) name(name string) {
	if s.first("name " + filepath.Clean(name)) {
		s.names = append(s.names, name)
	}
}

func (s *search) problem(err error) {
	if s.first("problem " + err.Error()) {
		s.problems = append(s.problems, err)
	}
}

// first reports whether something is found for the first time.
func (s *search) first(key string) bool {
	s.matched++
	if s.seen == nil {
		s.seen = map[string]bool{}
	}
	known := s.seen[key]
	s.seen[key] = true
	return !known
}

// onlyMatch returns the script that an argument of a command for one script stands for.
func onlyMatch(arg string) (string, error) {
	if !isPattern(arg) {
		return arg, nil
	}
	var s search
	if err := s.matches(arg); err != nil {
		return "", err
	}
	switch {
	case len(s.problems) > 0:
		return "", s.problems[0]
	case len(s.names) > 1:
		return "", usageError(say.T("%s matches %d scripts; name one, such as %s", quote(arg), len(s.names), listed(few(".", s.names))))
	}
	return s.names[0], nil
}

// matches adds the files that a pattern matches and the scripts below the folders that it does.
func (s *search) matches(pattern string) error {
	before := s.matched
	found, err := s.glob(pattern)
	if err != nil {
		return usageError(say.T("%s is no pattern of file names: %v", quote(pattern), err))
	}
	for _, name := range found {
		if isFolder(name) {
			s.below(name)
		} else {
			s.name(name)
		}
	}
	if s.matched == before {
		s.problem(&fileError{message: say.T("no file matches %s", quote(pattern))})
	}
	return nil
}

// someBelow adds the scripts below a folder that is named, and so ought to have some.
func (s *search) someBelow(folder string) {
	before := s.matched
	s.below(folder)
	if s.matched == before {
		s.problem(&fileError{message: say.T("there are no scripts (*%s) in %s", scriptEnding, quote(folder))})
	}
}

// below adds the scripts of a folder and of all folders in it: ordinary files, and links, which may lead to some.
func (s *search) below(folder string) {
	s.walk(folder, func(name string, e fs.DirEntry) {
		if e.Type()&^fs.ModeSymlink == 0 && isScript(name) {
			s.name(name)
		}
	})
}

// walk visits all that lies below a folder but for what begins with a dot, which is kept by programs and not by people. A
// folder that cannot be read is a problem and hides nothing beside it.
func (s *search) walk(folder string, visit func(name string, e fs.DirEntry)) {
	root := folder
	if isLink(folder) {
		root += string(filepath.Separator) // what it leads to
	}
	_ = filepath.WalkDir(root, func(name string, e fs.DirEntry, err error) error { // every error is a problem
		switch {
		case err != nil:
			s.problem(unsearchable(name, err))
		case name == root:
		case strings.HasPrefix(e.Name(), "."):
			return skipped(e)
		default:
			visit(name, e)
		}
		return nil
	})
}

func skipped(e fs.DirEntry) error {
	if e.IsDir() {
		return fs.SkipDir
	}
	return nil
}

// unsearchable says why a folder cannot be searched.
func unsearchable(name string, err error) error {
	return &fileError{message: say.T("%s could not be read: %v", quote(name), phraseOf(err))}
}

// isScript reports whether a file has the name of a script; some systems write all names in capitals.
func isScript(name string) bool { return strings.EqualFold(filepath.Ext(name), scriptEnding) }

// isPattern reports whether an argument has wildcards and is not the name of a file.
func isPattern(arg string) bool {
	if !strings.ContainsAny(arg, "*?[") {
		return false
	}
	_, err := os.Lstat(arg)
	return err != nil
}
