package main

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/costlang/cost/lang/say"
)

// replace gives a file another text, all of it or nothing: the text is written beside it, with the same permissions and,
// where possible, the same owner, and then takes its place. A link stays, and what it leads to is replaced. The file must still hold the text that the new one
// was made from. Written is called before that is seen to, unless it is nil. The error is a *fileError.
func replace(name string, before, after []byte, written func()) error {
	target, err := filepath.EvalSymlinks(name)
	if err != nil {
		return unwritable(name, err)
	}
	like, err := writable(target)
	if err != nil {
		return unwritable(name, err)
	}
	d, err := newDraft(target, like)
	if err == nil {
		defer d.drop()
		err = d.finish(after)
	}
	if err != nil {
		return unwritable(name, err)
	}
	if written != nil {
		written()
	}
	now, err := os.ReadFile(target)
	if err != nil || !bytes.Equal(now, before) {
		return &fileError{message: say.T("%s changed while it was being formatted; nothing was written", quote(name))}
	}
	if err := d.place(); err != nil {
		return unwritable(name, err)
	}
	return nil
}

var (
	errReadOnly = error(&remark{say.T("it is read-only")})
	errNoFile   = error(&remark{say.T("it is no ordinary file")})
)

// writable describes an ordinary file that may be written. To take the place of a file, only its folder need be open to
// writing, but a file that is closed is meant to stay. One with several names is refused: the others would keep the old text.
func writable(name string) (fs.FileInfo, error) {
	info, err := os.Stat(name)
	switch {
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular():
		return nil, errNoFile
	case info.Mode().Perm()&0o222 == 0:
		return nil, errReadOnly
	}
	f, err := os.OpenFile(name, os.O_WRONLY, 0)
	if err != nil {
		return nil, err
	}
	names, err := namesOf(f)
	if err = errors.Join(err, f.Close()); err == nil && names > 1 {
		err = &remark{say.T("it has %d names (hard links), and the others would keep the old text; make a copy of it first", names)}
	}
	return info, err
}

// unwritable says why a file cannot be written.
func unwritable(name string, err error) error {
	return &fileError{message: say.T("%s could not be written: %s", quote(name), phraseOf(err))}
}
