package main

import (
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// anyDepth is the part of a pattern that stands for folders in folders, or for none.
const anyDepth = "**"

// anyScript is the pattern of the names of scripts.
const anyScript = "*.[cC][oO][sS][tT]"

// glob returns the files and folders that a pattern matches, where `**` between separators stands for any depth, and at the
// end for all scripts. What begins with a dot lies at no depth. The error says why it is no pattern.
func (s *search) glob(pattern string) ([]string, error) {
	if _, err := path.Match(filepath.ToSlash(pattern), ""); err != nil {
		return nil, err
	}
	base, parts := deep(pattern)
	found, err := filepath.Glob(base)
	if err != nil || len(parts) == 0 {
		return found, err
	}
	var out []string
	for _, folder := range slices.DeleteFunc(found, func(name string) bool { return !isFolder(name) }) {
		s.walk(folder, func(name string, _ fs.DirEntry) {
			below, err := filepath.Rel(folder, name)
			if err == nil && matchParts(parts, strings.Split(filepath.ToSlash(below), "/")) {
				out = append(out, name)
			}
		})
	}
	return out, nil
}

// deep cuts a pattern into the pattern of the folders to search and the parts of what lies below them, from the first `**`
// on. Without `**` there are no parts.
func deep(pattern string) (base string, parts []string) {
	base, below, isDeep := strings.Cut("/"+filepath.ToSlash(pattern)+"/", "/"+anyDepth+"/")
	if !isDeep {
		return pattern, nil
	}
	parts = append([]string{anyDepth}, strings.FieldsFunc(below, func(r rune) bool { return r == '/' })...)
	parts = slices.CompactFunc(parts, func(a, b string) bool { return a == anyDepth && b == anyDepth })
	if parts[len(parts)-1] == anyDepth {
		parts = append(parts, anyScript)
	}
	if base == "" {
		return ".", parts
	}
	return filepath.Clean(base[1:] + "/"), parts // the root of the system stays
}

// matchParts reports whether the parts of a pattern match those of a path, all of them.
func matchParts(pattern, names []string) bool {
	switch {
	case len(pattern) == 0:
		return len(names) == 0
	case pattern[0] == anyDepth && matchParts(pattern[1:], names):
		return true
	case len(names) == 0:
		return false
	case pattern[0] == anyDepth:
		return matchParts(pattern, names[1:])
	}
	same, _ := path.Match(pattern[0], names[0]) // glob has seen to it that it is one
	return same && matchParts(pattern[1:], names[1:])
}
