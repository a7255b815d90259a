package main

import (
	"io/fs"
	"path/filepath"
	"slices"

	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/source"
)

// place returns diagnostics whose files are named as seen from where the command runs. A script knows files by their
// names in its own folder; names of other things, such as standard modules, stay.
func (s script) place(list diag.List) diag.List {
	if s.folder == "." {
		return list
	}
	files := source.Set{}
	out := make(diag.List, len(list))
	for i, d := range list {
		d.Span, d.File = s.placeSpan(d.Span), s.placeFile(d.File, files)
		d.Related = slices.Clone(d.Related)
		for j := range d.Related {
			r := &d.Related[j]
			r.Span, r.File = s.placeSpan(r.Span), s.placeFile(r.File, files)
		}
		d.Fixes = slices.Clone(d.Fixes)
		for j := range d.Fixes {
			d.Fixes[j].Span = s.placeSpan(d.Fixes[j].Span)
		}
		out[i] = d
	}
	return out
}

func (s script) placeSpan(at source.Span) source.Span {
	at.Pos.Filename = s.path(at.Pos.Filename)
	at.EndPos.Filename = s.path(at.EndPos.Filename)
	return at
}

// placeFile returns a file under its path; files keeps those made.
func (s script) placeFile(f *source.File, files source.Set) *source.File {
	if f == nil {
		return nil
	}
	path := s.path(f.Name)
	if path == f.Name {
		return f
	}
	if files[path] == nil {
		files[path] = source.NewFile(path, f.Text)
	}
	return files[path]
}

// path returns the path of a file that lies in the script's folder, and any other name as it is.
func (s script) path(name string) string {
	if !fs.ValidPath(name) || s.files == nil {
		return name
	}
	if _, err := fs.Stat(s.files, name); err != nil {
		return name
	}
	return filepath.Join(s.folder, filepath.FromSlash(name))
}
