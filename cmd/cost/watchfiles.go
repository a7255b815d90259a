package main

import (
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
)

// trace is the files that a run asked for, whether they are there or not, each as it was just before it was first read. So
// what changes while a run reads is noticed after it.
type trace struct {
	folder string
	stamps map[string]fs.FileInfo // by path; nil where there is no file
}

func newTrace(folder string) *trace { return &trace{folder, map[string]fs.FileInfo{}} }

// note keeps a file by its name in the folder.
func (t *trace) note(name string) {
	path := filepath.Join(t.folder, filepath.FromSlash(name))
	if _, known := t.stamps[path]; !known {
		t.stamps[path] = stampOf(path)
	}
}

func stampOf(path string) fs.FileInfo {
	info, err := os.Stat(path)
	if err != nil {
		return nil
	}
	return info
}

// changed are the paths of files that are not as they were, in order.
func (t *trace) changed() []string {
	var out []string
	for _, path := range slices.Sorted(maps.Keys(t.stamps)) {
		if !sameStamp(t.stamps[path], stampOf(path)) {
			out = append(out, path)
		}
	}
	return out
}

// sameStamp reports whether a file was not written or replaced. What goes on in a folder is no change of it.
func sameStamp(a, b fs.FileInfo) bool {
	if a == nil || b == nil {
		return a == nil && b == nil
	}
	if a.Mode() != b.Mode() || !os.SameFile(a, b) {
		return false
	}
	return a.IsDir() || a.Size() == b.Size() && a.ModTime().Equal(b.ModTime())
}

// folders are those in which files come and go: of each file, and of what a link leads to.
func (t *trace) folders() []string {
	found := map[string]bool{}
	for path := range t.stamps {
		found[existing(filepath.Dir(path))] = true
		if target, err := filepath.EvalSymlinks(path); err == nil {
			found[filepath.Dir(target)] = true
		}
	}
	return slices.Sorted(maps.Keys(found))
}

// existing is a folder, or the nearest above it that is there.
func existing(folder string) string {
	for !isFolder(folder) {
		above := filepath.Dir(folder)
		if above == folder {
			break
		}
		folder = above
	}
	return folder
}

// tracing is a file system that notes what it is asked for.
type tracing struct {
	files fs.FS
	asked *trace
}

func (t tracing) Open(name string) (fs.File, error) {
	t.asked.note(name)
	return t.files.Open(name)
}

func (t tracing) Stat(name string) (fs.FileInfo, error) {
	t.asked.note(name)
	return fs.Stat(t.files, name)
}

func (t tracing) ReadDir(name string) ([]fs.DirEntry, error) { return fs.ReadDir(t.files, name) }

func (t tracing) Lstat(name string) (fs.FileInfo, error) { return fs.Lstat(t.files, name) }

func (t tracing) ReadLink(name string) (string, error) { return fs.ReadLink(t.files, name) }
