// Command costparquet makes a Parquet file of the JSON lines of `cost sweep`, for programs that read tables by their columns. It is a
// module by itself, so that the command cost does not get the library that writes them. In a copy of the project:
//
//	go run ./cmd/cost sweep examples/netvaerksmoeder.cost --of total --over meetings --format json -o points.jsonl
//	cd cmd/costparquet && go run . -o points.parquet ../../points.jsonl
//
// Without a name it reads standard input. The columns have the names of the lines, in their order: numbers are doubles, null where there
// is none; texts are strings, lists are lists of doubles. Memory does not grow with the lines, the same lines give the same bytes, and
// nothing stands under the name of -o until all is written. From a pipe it cannot tell a sweep that was stopped from one that came to its
// end: where that matters, let `cost sweep -o` write the lines, which it does whole or not at all. The exit status is 0, 1 for lines that
// are no rows of one table, 2 for wrong usage, 3 for files that cannot be read or written, 130 when interrupted.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/costlang/cost/lang/say"
)

// The exit statuses, as those of the command cost.
const (
	exitFine        = 0
	exitLines       = 1
	exitUsage       = 2
	exitFile        = 3
	exitInterrupted = 130
)

// stdinName stands for standard input.
const stdinName = "-"

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(call(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// call runs a command line and returns its exit status.
func call(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	complain := func(text say.Phrase) { fmt.Fprintln(stderr, "costparquet: "+text.In(language())) }
	flags := flag.NewFlagSet("costparquet", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	out := flags.String("o", "", "")
	err := flags.Parse(args)
	switch {
	case errors.Is(err, flag.ErrHelp):
		fmt.Fprintln(stdout, usage().In(language()))
		return exitFine
	case err != nil || flags.NArg() > 1 || *out == "":
		complain(usage())
		return exitUsage
	}
	err = convert(ctx, flags.Arg(0), stdin, *out)
	var bad *refused
	var file *unusable
	switch {
	case err == nil:
		return exitFine
	case errors.Is(err, context.Canceled):
		return exitInterrupted
	case errors.As(err, &bad):
		complain(bad.what)
		return exitLines
	case errors.As(err, &file):
		complain(file.what)
		return exitFile
	}
	complain(say.T("internal error: %v", err))
	return exitLines
}

func usage() say.Phrase {
	return say.T("make Parquet of the JSON lines of a sweep: costparquet -o FILE.parquet [FILE.jsonl]")
}

// language is what COST_LOCALE says.
func language() say.Language {
	l, _ := say.LanguageOf(os.Getenv("COST_LOCALE"))
	return l
}

// convert writes the lines of a file, or of standard input where none is named, as Parquet.
func convert(ctx context.Context, name string, stdin io.Reader, out string) error {
	var in io.Reader
	if name == "" || name == stdinName {
		in = until(ctx, stdin)
	} else {
		file, err := os.Open(name)
		if err != nil {
			return unreadable(err)
		}
		defer file.Close()
		if info, err := file.Stat(); err == nil && same(info, out) {
			return &unusable{say.T("%s is what is read; choose another name", out)}
		}
		in = file
	}
	d, err := newDraft(out)
	if err != nil {
		return unwritable(err)
	}
	defer d.drop()
	if err := writeTable(ctx, newLines(in), d); err != nil {
		return err
	}
	if err := d.place(); err != nil {
		return unwritable(err)
	}
	return nil
}

// until is a reader that ends with its context, also while it waits: standard input cannot be closed under who reads it.
func until(ctx context.Context, in io.Reader) io.Reader {
	out, to := io.Pipe()
	context.AfterFunc(ctx, func() { to.CloseWithError(ctx.Err()) })
	go func() {
		_, err := io.Copy(to, in)
		to.CloseWithError(err)
	}()
	return out
}
