package main

import (
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
)

// draft is a new text of a file, written beside it. The file is as it was, or not there, until the draft takes its place.
type draft struct {
	*os.File
	target string
	like   fs.FileInfo // the file that stands there, or nil
	closed bool
}

// newDraft begins a draft of a file.
func newDraft(target string, like fs.FileInfo) (*draft, error) {
	beside := filepath.Join(filepath.Dir(target), fmt.Sprintf(".cost-%016x", rand.Uint64()))
	mode := fs.FileMode(0o666) // less what the user's mask takes away
	if like != nil {
		mode = 0o600
	}
	f, err := os.OpenFile(beside, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return nil, err
	}
	return &draft{File: f, target: target, like: like}, nil
}

// finish writes the end of the text, and gives the draft the permissions and, where possible, the owner of the file.
func (d *draft) finish(rest []byte) error {
	_, err := d.Write(rest)
	if err == nil {
		err = d.Sync()
	}
	if err = errors.Join(err, d.Close()); err != nil || d.like == nil {
		return err
	}
	giveLike(d.Name(), d.like)
	return os.Chmod(d.Name(), d.like.Mode().Perm())
}

// Close closes the file once.
func (d *draft) Close() error {
	if d.closed {
		return nil
	}
	d.closed = true
	return d.File.Close()
}

// place lets a finished draft take the place of the file.
func (d *draft) place() error { return os.Rename(d.Name(), d.target) }

// drop removes a draft that did not take the place of the file.
func (d *draft) drop() {
	_ = d.Close()
	_ = os.Remove(d.Name())
}
