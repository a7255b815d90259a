package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/costlang/cost/lang/diag"
)

// app is one call of the command: its streams and what the persistent flags say.
type app struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	width          int         // columns of text, 0 for the usual
	errors         errorFormat // of diagnostics
}

// execute runs a command line and returns its exit status.
func (a *app) execute(ctx context.Context, args []string) int {
	root := a.rootCommand()
	root.SetArgs(args)
	return a.finish(ctx, root.ExecuteContext(ctx))
}

// rootCommand returns the tree of commands. Every call has its own: flags hold state.
func (a *app) rootCommand() *cobra.Command {
	root := &cobra.Command{
		Use:           "cost",
		Short:         "Run cost scenarios written as text",
		Long:          "Cost runs, checks and tests the assumptions of a cost assessment, written as a script.",
		Version:       version(),
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          cobra.NoArgs,
		RunE:          func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	root.SetIn(a.stdin)
	root.SetOut(a.stdout)
	root.SetErr(a.stderr)
	root.SetVersionTemplate("cost {{.Version}}\n")
	root.PersistentFlags().Var(&a.errors, "errors", "how diagnostics are written: text, short or json")
	root.AddCommand(a.runCommand(), a.checkCommand(), a.testCommand(), a.planCommand(), a.schemaCommand(), a.versionCommand())
	return root
}

// errorFormat is the value of --errors. The zero value is text.
type errorFormat struct{ format diag.Format }

var errorFormats = map[string]diag.Format{"text": diag.Text, "short": diag.Short, "json": diag.JSON}

// String gives the name that Set takes.
func (f *errorFormat) String() string {
	for name, format := range errorFormats {
		if format == f.format {
			return name
		}
	}
	return ""
}

// Set reads a name.
func (f *errorFormat) Set(name string) error {
	format, ok := errorFormats[name]
	if !ok {
		return errors.New("must be text, short or json")
	}
	f.format = format
	return nil
}

// Type names the kind of value in a usage text.
func (f *errorFormat) Type() string { return "form" }

// report writes diagnostics to standard error.
func (a *app) report(list diag.List) {
	if len(list) == 0 {
		return
	}
	var out bytes.Buffer
	if err := diag.Render(&out, list, diag.Options{Format: a.errors.format}); err == nil {
		_, _ = a.stderr.Write(out.Bytes()) // nothing is left to say it to
	}
}

// complain writes one line about the call itself, such as a file that is not there.
func (a *app) complain(message string) {
	if a.errors.format == diag.JSON {
		a.report(diag.List{{Message: message}})
		return
	}
	fmt.Fprintln(a.stderr, "cost: "+strings.TrimSpace(message))
}

// print writes a whole result at once, so that nothing is written half.
func (a *app) print(result []byte) error {
	if _, err := a.stdout.Write(result); err != nil {
		return &writeError{err}
	}
	return nil
}
