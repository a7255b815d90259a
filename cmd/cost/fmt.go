package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"

	"github.com/rogpeppe/go-internal/diff"
	"github.com/spf13/cobra"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/lang"
	"github.com/costlang/cost/lang/say"
)

// layoutFlags says what becomes of the layout of scripts. Without any the laid out text is printed.
type layoutFlags struct{ write, list, diff bool }

func (a *app) fmtCommand() *cobra.Command {
	var f layoutFlags
	cmd := &cobra.Command{
		Use:   "fmt [PATH...]",
		Short: "Lay scripts out in the one canonical way",
		Long: "Lay scripts out in the one canonical way, and print them. PATH is a script, a folder with scripts at any depth, a\n" +
			"pattern, or - for standard input, which is also read when there is no PATH. Scripts with errors are refused.\n" +
			"With -l or -d the exit status is 1 when a layout differs.",
		RunE: func(cmd *cobra.Command, args []string) error { return a.layOut(cmd.Context(), f, args) },
	}
	cmd.Flags().BoolVarP(&f.write, "write", "w", false, "write the files whose layout differs, and print nothing")
	cmd.Flags().BoolVarP(&f.list, "list", "l", false, "print the names of the files whose layout differs")
	cmd.Flags().BoolVarP(&f.diff, "diff", "d", false, "print what differs")
	return cmd
}

// check refuses flags that say two things, and writing where nothing can be written.
func (f layoutFlags) check(args []string) error {
	var given []string
	for _, flag := range []struct {
		name string
		set  bool
	}{{"-w", f.write}, {"-l", f.list}, {"-d", f.diff}} {
		if flag.set {
			given = append(given, flag.name)
		}
	}
	switch {
	case len(given) > 1:
		return usageError(say.T("%s exclude each other: give one of them", say.And(given)))
	case f.write && (len(args) == 0 || slices.Contains(args, stdinName)):
		return usageError(say.T("-w writes files and cannot write standard input: leave -w out to print the result"))
	}
	return nil
}

func (a *app) layOut(ctx context.Context, f layoutFlags, args []string) error {
	if err := f.check(args); err != nil {
		return err
	}
	if len(args) == 0 {
		args = []string{stdinName}
	}
	l := layouter{app: a, flags: f}
	names, err := a.scripts(args, &l.found)
	if err != nil {
		return err
	}
	for _, name := range names {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		l.found.add(a, l.script(ctx, name))
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err := a.print(l.out.Bytes()); err != nil {
		return err
	}
	return l.found.err()
}

// layouter lays scripts out, whatever is wrong with those before.
type layouter struct {
	app     *app
	flags   layoutFlags
	out     bytes.Buffer
	found   verdicts
	written func() // called by tests when a text is written and does not yet stand in the place of the script
}

// script lays one script out. The error is a diag.List or a *fileError.
func (l *layouter) script(ctx context.Context, name string) error {
	before, err := l.read(ctx, name)
	if err != nil {
		return err
	}
	after, err := lang.Format(fileName(name), before)
	switch {
	case err != nil:
		return err
	case !l.flags.write && !l.flags.list && !l.flags.diff:
		l.out.Write(after)
	case bytes.Equal(before, after):
	case l.flags.write:
		return replace(name, before, after, l.written)
	default:
		l.differs(shown(name), before, after)
	}
	return nil
}

// differs prints that a layout differs, or how.
func (l *layouter) differs(name string, before, after []byte) {
	l.found.failed = true
	if !l.flags.diff {
		fmt.Fprintln(&l.out, name)
		return
	}
	if mixed(before) {
		text := say.T("%s has lines that end in CRLF and lines that end in LF; laid out, all end alike", name)
		fmt.Fprintln(&l.out, text.In(l.app.locale.language))
	}
	l.out.Write(diff.Diff(name, before, name, after))
}

// mixed reports line ends of both kinds, which look the same.
func mixed(text []byte) bool {
	crlf := bytes.Count(text, []byte("\r\n"))
	return crlf > 0 && crlf < bytes.Count(text, []byte("\n"))
}

// read returns the text of a script: no more of it than is enough to say that it is too long.
func (l *layouter) read(ctx context.Context, name string) ([]byte, error) {
	if name == stdinName {
		return l.app.input(ctx)
	}
	if info, err := os.Stat(name); err == nil && !info.Mode().IsRegular() {
		return nil, unreadable(name, errNoFile) // opening a pipe would wait for a writer
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, unreadable(name, err)
	}
	text, err := io.ReadAll(io.LimitReader(f, int64(eval.DefaultLimits().SourceBytes)+1))
	if err = errors.Join(err, f.Close()); err != nil {
		return nil, unreadable(name, err)
	}
	return text, nil
}
