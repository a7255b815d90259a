package main

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"syscall"
)

// write writes a file whole or not at all: beside it first, and then in its place. Without a name it writes to standard output.
func write(name string, text []byte, stdout io.Writer) error {
	if name == "" || name == "-" {
		_, err := stdout.Write(text)
		return err
	}
	if info, err := os.Stat(name); err == nil && info.IsDir() {
		return &os.PathError{Op: "write", Path: name, Err: syscall.EISDIR}
	}
	draft, err := os.CreateTemp(filepath.Dir(name), ".costsvg-*")
	if err != nil {
		return err
	}
	defer os.Remove(draft.Name()) // nothing is there once it has its place
	_, err = draft.Write(text)
	if err = errors.Join(err, draft.Sync(), draft.Close()); err != nil {
		return err
	}
	if err := os.Chmod(draft.Name(), 0o644); err != nil {
		return err
	}
	return os.Rename(draft.Name(), name)
}
