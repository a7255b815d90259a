package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
)

// load begins with a script. Its folder stays open, since the script may come to name other files of it.
func (r *repl) load(name string) error {
	name, err := onlyMatch(name)
	if err != nil {
		return err
	}
	if name == stdinName {
		return usageError(say.T("standard input is what the session reads; name a file"))
	}
	root, err := os.OpenRoot(filepath.Dir(name))
	if err != nil {
		return unreadable(name, err)
	}
	s := script{name, filepath.Dir(name), root.FS()}
	if err := r.session.Load(s.files, filepath.Base(name)); err != nil {
		var problems diag.List
		err = errors.Join(s.placed(err), ignored(root.Close()))
		if !errors.As(err, &problems) {
			err = unreadable(name, err)
		}
		return err
	}
	r.opened = append(r.opened, root)
	r.script = s
	return nil
}

// ignored is an error that nobody needs to hear of: nothing was written.
func ignored(error) error { return nil }

func (r *repl) close() {
	for _, root := range r.opened {
		_ = root.Close() // nothing was written through it
	}
}

func (r *repl) loadFile(name string) error {
	if name == "" {
		return usageError(say.T("`:load` takes the name of a script"))
	}
	return r.load(unquoted(name))
}

func (r *repl) reload(string) error {
	if r.script.name == "" {
		return usageError(say.T("no script was loaded"))
	}
	return r.load(r.script.name)
}

// source prints the script as it would be saved.
func (r *repl) source(string) error {
	text, err := r.session.Source()
	if err != nil {
		return err
	}
	return r.print(text)
}

// save writes the script to a file that is not there yet.
func (r *repl) save(name string) error {
	path, err := savePath(name)
	if err != nil {
		return err
	}
	if _, err := os.Lstat(path); err == nil {
		return &fileError{say.T("%s is there already, and is left as it is", quote(path)), say.T("`:save! %s` replaces it", name)}
	}
	text, err := r.session.Source()
	if err != nil {
		return err
	}
	return r.saved(name, path, create(path, string(text)))
}

// overwrite writes the script to a file, whole or not at all.
func (r *repl) overwrite(name string) error {
	if name == "" {
		name = r.script.name
	}
	path, err := savePath(name)
	if err != nil {
		return err
	}
	text, err := r.session.Source()
	if err != nil {
		return err
	}
	before, err := os.ReadFile(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return r.saved(name, path, create(path, string(text)))
	case err != nil:
		return unwritable(path, err)
	}
	return r.saved(name, path, replace(path, before, text, nil))
}

// saved notes that the script was written, and says so where that is in a file of another name.
func (r *repl) saved(name, path string, err error) error {
	if err != nil {
		return err
	}
	r.session.Saved()
	if unquoted(name) != path {
		r.complain(say.T("the script is in %s", quote(path)))
	}
	return nil
}

// savePath is the file that a name stands for: one without an ending gets that of scripts.
func savePath(name string) (string, error) {
	name = unquoted(name)
	if name == "" || name == stdinName {
		return "", usageError(say.T("`:save` takes the name of a file"))
	}
	if problem := unportable(filepath.Base(name)); !problem.Empty() {
		return "", usageError(problem)
	}
	path := name
	if filepath.Ext(name) == "" {
		path += scriptEnding
	}
	for _, at := range []string{name, path} {
		// A folder beside the file may well have its name without the ending.
		if info, err := os.Stat(at); err == nil && !info.Mode().IsRegular() && (at == path || !info.IsDir()) {
			return "", unwritable(at, errNoFile)
		}
	}
	return path, nil
}
