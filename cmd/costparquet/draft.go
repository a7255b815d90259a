package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"github.com/costlang/cost/lang/say"
)

// draft is a file that is written beside its place.
type draft struct {
	*os.File
	target string
}

// newDraft begins a file. What stands in its place must be a file; a link is followed.
func newDraft(name string) (*draft, error) {
	if target, err := filepath.EvalSymlinks(name); err == nil {
		name = target
	}
	info, err := os.Stat(name)
	switch {
	case err == nil && info.IsDir():
		return nil, &fs.PathError{Op: "write", Path: name, Err: syscall.EISDIR}
	case err == nil && !info.Mode().IsRegular():
		return nil, &unusable{say.T("the table could not be written: %s is no ordinary file; choose another name", name)}
	}
	file, err := os.CreateTemp(filepath.Dir(name), ".costparquet-*")
	if err != nil {
		return nil, err
	}
	return &draft{file, name}, nil
}

// place puts the file in its place, whole.
func (d *draft) place() error {
	if err := errors.Join(d.Sync(), d.Close()); err != nil {
		return err
	}
	if err := os.Chmod(d.Name(), 0o644); err != nil {
		return err
	}
	return os.Rename(d.Name(), d.target)
}

// drop leaves nothing behind of what is not in its place.
func (d *draft) drop() {
	_ = d.Close()
	_ = os.Remove(d.Name()) // nothing is there once it has its place
}

func same(info fs.FileInfo, name string) bool {
	other, err := os.Stat(name)
	return err == nil && os.SameFile(info, other)
}
