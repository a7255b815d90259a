package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"golang.org/x/term"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/eval/xlsx"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
)

// stdinName is how standard input is given on the command line, stdinFile how diagnostics name it.
const (
	stdinName = "-"
	stdinFile = "<stdin>"
)

// script is a script as named on the command line, with the folder that it may read.
type script struct {
	name   string // as given
	folder string
	files  fs.FS // of the folder, which no link leads out of
}

// fileName is the name of a script in diagnostics.
func fileName(name string) string {
	if name == stdinName {
		return stdinFile
	}
	return name
}

// shown is the name of a script in results.
func shown(name string) string { return diag.Visible(fileName(name)) }

// use opens a script's folder, does something with the compiled script, and gives diagnostics the names of files as
// seen from where the command runs. The error is a diag.List, a *fileError or that of do.
func (a *app) use(ctx context.Context, name string, do func(script, *eval.Program) error) error {
	return a.useThrough(ctx, name, func(files fs.FS) fs.FS { return files }, do)
}

// useThrough is use of a script whose folder is seen through another file system.
func (a *app) useThrough(ctx context.Context, name string, through func(fs.FS) fs.FS, do func(script, *eval.Program) error) error {
	name, err := onlyMatch(name)
	if err != nil {
		return err
	}
	folder := "."
	if name != stdinName {
		folder = filepath.Dir(name)
	}
	root, err := os.OpenRoot(folder)
	if err != nil {
		return unreadable(name, err)
	}
	defer root.Close()
	s := script{name, folder, through(root.FS())}
	p, err := a.compile(ctx, s)
	if err == nil {
		err = ctx.Err()
	}
	if err == nil {
		err = do(s, p)
	}
	return s.placed(err)
}

func (a *app) compile(ctx context.Context, s script) (*eval.Program, error) {
	if s.name == stdinName {
		return a.compileInput(ctx, s)
	}
	p, err := eval.CompileFS(s.files, filepath.Base(s.name), a.compiling(eval.WithContext(ctx))...)
	var problems diag.List
	if err != nil && !errors.As(err, &problems) {
		return nil, unreadable(s.name, err)
	}
	return p, err
}

// compiling are the options of every compilation: the limits, workbooks, and more.
func (a *app) compiling(more ...eval.Option) []eval.Option {
	more = append(more, eval.WithLimits(a.limits))
	for _, ending := range []string{".xlsx", ".xlsm"} {
		more = append(more, eval.WithReader(ending, xlsx.Reader))
	}
	return more
}

// compileInput compiles standard input as if it lay in the current folder.
func (a *app) compileInput(ctx context.Context, s script) (*eval.Program, error) {
	text, err := a.input(ctx)
	if err != nil {
		return nil, err
	}
	return eval.Compile(stdinFile, text, a.compiling(eval.WithFS(s.files), eval.WithContext(ctx))...)
}

// tellReading tells someone who types standard input that it is read, since nothing else shows that the command waits.
func (a *app) tellReading() {
	if f, ok := a.stdin.(*os.File); ok && term.IsTerminal(int(f.Fd())) && a.errors.format != diag.JSON {
		fmt.Fprintln(a.stderr, say.T("reading standard input …").In(a.locale.language))
	}
}

// input reads standard input.
func (a *app) input(ctx context.Context) ([]byte, error) {
	a.tellReading()
	text, err := readInput(ctx, a.stdin)
	if err != nil && ctx.Err() == nil {
		err = &fileError{message: say.T("standard input could not be read: %v", phraseOf(err))}
	}
	return text, err
}

// readInput reads all of a stream, or no more of it once the context ends. One byte above the limit of a script is
// enough for the limit to be reported.
func readInput(ctx context.Context, r io.Reader) (text []byte, err error) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		text, err = io.ReadAll(io.LimitReader(r, int64(eval.DefaultLimits().SourceBytes)+1))
	}()
	select {
	case <-done:
		return text, err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// placed gives the diagnostics of an error the paths of their files.
func (s script) placed(err error) error {
	var problems diag.List
	if !errors.As(err, &problems) {
		return err
	}
	return s.place(problems)
}
