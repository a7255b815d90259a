package main

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"github.com/costlang/cost/lang/say"
)

// destination is where a stream of results goes: standard output, or a file that is there whole or not at all.
type destination interface {
	write(part []byte) error
	place() error // when all is written
	drop()        // what is not in its place
	isFile() bool
}

// writeTo has something written to a destination, and puts that in its place: when all is well and somebody still waits for it.
func (a *app) writeTo(ctx context.Context, name string, s script, do func(destination) error) error {
	to, err := a.destination(name, s)
	if err != nil {
		return err
	}
	defer to.drop()
	to = awaited{to, ctx}
	if err := do(to); err != nil {
		return err
	}
	return to.place()
}

// awaited is a destination until nobody waits for it any more.
type awaited struct {
	destination
	ctx context.Context
}

func (d awaited) write(part []byte) error {
	if err := d.ctx.Err(); err != nil {
		return err
	}
	return d.destination.write(part)
}

func (d awaited) place() error {
	if err := d.ctx.Err(); err != nil {
		return err
	}
	return d.destination.place()
}

// destination opens one: the file of a name, standard output for none. The script itself is not written over.
func (a *app) destination(name string, s script) (destination, error) {
	if name == "" || name == stdinName {
		return onOutput{a}, nil
	}
	target, like, err := placeOf(name)
	if err == nil && like != nil && sameAs(like, s.name) {
		return nil, usageError(say.T("--out %s is the script itself; choose another name", quote(name)))
	}
	var d *draft
	if err == nil {
		d, err = newDraft(target, like)
	}
	if err != nil {
		return nil, misplaced(name, err)
	}
	return &drafted{d, name}, nil
}

// misplaced says why the file of --out cannot be written, and what to do.
func misplaced(name string, err error) error {
	why := phraseOf(err)
	step := say.T("close it where it is open, or choose another file with --out")
	switch {
	case errors.Is(err, fs.ErrNotExist):
		step = say.T("make the folder first, or choose another with --out")
	case errors.Is(err, fs.ErrPermission):
		step = say.T("choose a place with --out where you may write, or close the file where it is open")
	case why.Equal(say.Cause(syscall.ENOSPC)), why.Equal(say.Cause(syscall.EFBIG)):
		step = say.T("make room there, or choose another place with --out")
	case errors.Is(err, errNoFile):
		step = say.T("choose the name of a file with --out")
	}
	return &fileError{message: say.T("%s could not be written: %s; %s", quote(name), why, step)}
}

// placeOf is the file that a name leads to, with what stands there, or nil where nothing does.
func placeOf(name string) (target string, like fs.FileInfo, err error) {
	target, err = filepath.EvalSymlinks(name)
	if _, dangling := os.Lstat(name); errors.Is(err, fs.ErrNotExist) && errors.Is(dangling, fs.ErrNotExist) {
		return name, nil, nil
	}
	if err == nil {
		like, err = writable(target)
	}
	return target, like, err
}

func sameAs(file fs.FileInfo, name string) bool {
	other, err := os.Stat(name)
	return err == nil && os.SameFile(file, other)
}

// onOutput is standard output.
type onOutput struct{ *app }

func (p onOutput) write(part []byte) error { return p.print(part) }
func (p onOutput) place() error            { return nil }
func (p onOutput) drop()                   {}
func (p onOutput) isFile() bool            { return false }

// drafted is a file by its name on the command line.
type drafted struct {
	*draft
	name string
}

func (d *drafted) write(part []byte) error {
	if _, err := d.Write(part); err != nil {
		return misplaced(d.name, err)
	}
	return nil
}

func (d *drafted) place() error {
	err := d.finish(nil)
	if err == nil {
		err = d.draft.place()
	}
	if err != nil {
		return misplaced(d.name, err)
	}
	return nil
}

func (d *drafted) isFile() bool { return true }
