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
		Long: "Lay scripts out in the one canonical way, and print them. PATH is a script, a folder with scripts at any depth, a " +
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
	names, err := expand(args)
	if err != nil {
		return err
	}
	l := layouter{app: a, flags: f}
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
	after, err := lang.Format(shown(name), before)
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
	if l.flags.diff {
		l.out.Write(diff.Diff(name, before, name, after))
		return
	}
	fmt.Fprintln(&l.out, name)
}

// read returns the text of a script: no more of it than is enough to say that it is too long.
func (l *layouter) read(ctx context.Context, name string) ([]byte, error) {
	if name == stdinName {
		text, err := readInput(ctx, l.app.stdin)
		if err != nil {
			err = &fileError{message: say.T("standard input could not be read: %v", err)}
		}
		return text, err
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
