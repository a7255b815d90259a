// Command costsvg draws a chart of `cost chart` as SVG: it reads a Vega-Lite spec and runs the programs that a page would run, in
// a machine of its own. It is a module by itself, so that the command cost does not get that machine. In a copy of the project:
//
//	go run ./cmd/cost chart examples/worked.cost years -o years.vl.json
//	cd cmd/costsvg && go run . -o years.svg ../../years.vl.json
//
// Without a name it reads standard input, without -o it writes to standard output. Data that a spec would fetch are refused. The
// exit status is 0, 1 for what is no spec that can be drawn, 2 for wrong usage, 3 for files that cannot be read or written.
package main

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"

	"github.com/costlang/cost/lang/say"
)

// The exit statuses, as those of the command cost.
const (
	exitFine  = 0
	exitSpec  = 1
	exitUsage = 2
	exitFile  = 3
)

func main() { os.Exit(call(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }

// call runs a command line and returns its exit status.
func call(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	complain := func(text say.Phrase) { fmt.Fprintln(stderr, "costsvg: "+text.In(language())) }
	flags := flag.NewFlagSet("costsvg", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	out := flags.String("o", "", "")
	err := flags.Parse(args)
	switch {
	case errors.Is(err, flag.ErrHelp):
		fmt.Fprintln(stdout, usage().In(language()))
		return exitFine
	case err != nil || flags.NArg() > 1:
		complain(usage())
		return exitUsage
	}
	spec, err := read(flags.Arg(0), stdin)
	if err != nil {
		complain(say.T("the spec could not be read: %s", say.Cause(err)))
		return exitFile
	}
	d, err := render(string(bytes.TrimPrefix(spec, []byte("\ufeff"))))
	if err != nil {
		complain(say.T("the spec could not be drawn: %s", err.Error()))
		return exitSpec
	}
	for _, text := range d.warnings {
		complain(say.T("warning: %s", text))
	}
	if err := write(*out, []byte(d.svg+"\n"), stdout); err != nil {
		complain(say.T("the drawing could not be written: %s", say.Cause(err)))
		return exitFile
	}
	return exitFine
}

func usage() say.Phrase {
	return say.T("draw a Vega-Lite spec as SVG: costsvg [-o FILE.svg] [FILE.vl.json]")
}

// language is what COST_LOCALE says.
func language() say.Language {
	l, _ := say.LanguageOf(os.Getenv("COST_LOCALE"))
	return l
}

// read reads a file, or standard input where none is named.
func read(name string, stdin io.Reader) ([]byte, error) {
	if name == "" || name == "-" {
		return io.ReadAll(stdin)
	}
	return os.ReadFile(name)
}
