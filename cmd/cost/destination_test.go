package main

import (
	"errors"
	"io/fs"
	"os"
	"strings"
	"syscall"
	"testing"
)

// Who cannot write a file is told what to do.
func TestMisplaced(t *testing.T) {
	at := func(err error) error { return &fs.PathError{Op: "open", Path: "/a/b", Err: err} }
	for _, c := range []struct {
		err  error
		want string
	}{
		{at(fs.ErrPermission), "permission denied; choose a place with --out where you may write, or close the file where it is open"},
		{at(fs.ErrNotExist), "no such file or directory; make the folder first, or choose another with --out"},
		{at(syscall.ENOSPC), "no space left on device; make room there, or choose another place with --out"},
		{os.NewSyscallError("write", syscall.EFBIG), "file too large; make room there, or choose another place with --out"},
		{errNoFile, "it is no ordinary file; choose the name of a file with --out"},
		{errors.New("it is used by another process"), "it is used by another process; close it where it is open, or choose another file with --out"},
	} {
		if got, want := misplaced("x.html", c.err).Error(), "`x.html` could not be written: "+c.want; !strings.HasSuffix(got, want) {
			t.Errorf("%v is %q, not %q", c.err, got, want)
		}
	}
}

// A command line that begins with a command makes that alone, under its own name.
func TestCommandsFor(t *testing.T) {
	for _, c := range commands {
		if got := c.make(&app{}).Name(); got != c.name {
			t.Errorf("%s makes %s", c.name, got)
		}
		alone := (&app{}).commandsFor([]string{c.name})
		if found, _, err := alone.Find([]string{c.name}); err != nil || found.Name() != c.name || len(commandNames(alone)) > 2 {
			t.Errorf("%s has %q beside it", c.name, commandNames(alone))
		}
	}
	if all := commandNames((&app{}).commandsFor([]string{"--locale", "da", "run"})); len(all) < len(commands)-1 {
		t.Errorf("before a flag there are %q", all)
	}
}
