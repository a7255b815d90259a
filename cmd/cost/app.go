package main

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
)

// app is one call of the command: its streams and what the persistent flags say.
type app struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	width          int         // columns of text, 0 for the usual
	errors         errorFormat // of diagnostics
	reported       bool        // that some were written
	locale         locale      // of results and diagnostics
}

// execute runs a command line and returns its exit status.
func (a *app) execute(ctx context.Context, args []string) int {
	root := a.rootCommand()
	// The command that writes completions is made for nothing where it is neither called nor listed.
	root.CompletionOptions.DisableDefaultCmd = len(args) > 0 && args[0] == "run"
	root.SetArgs(args)
	help := &output{to: a.stdout}
	root.SetOut(help)
	err := root.ExecuteContext(ctx)
	return a.finish(ctx, cmp.Or(help.err, err))
}

// rootCommand returns the tree of commands. Every call has its own: flags hold state.
func (a *app) rootCommand() *cobra.Command {
	root := &cobra.Command{
		Use:           "cost",
		Short:         "Run cost scenarios written as text",
		Long:          "Cost runs, checks and tests the assumptions of a cost assessment, written as a script.",
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          knownCommand,
	}
	asked := root.Flags().Bool("version", false, "print the version")
	root.RunE = func(*cobra.Command, []string) error {
		if *asked {
			return a.printVersion()
		}
		return root.Help()
	}
	root.SetIn(a.stdin)
	root.SetErr(a.stderr)
	root.PersistentFlags().Var(&a.errors, "errors", "how diagnostics are written: text, short or json")
	root.PersistentFlags().Var(&a.locale, "locale", "language of results and diagnostics: en or da")
	root.AddCommand(a.runCommand(), a.checkCommand(), a.testCommand(), a.planCommand(), a.schemaCommand(), a.versionCommand())
	return root
}

// knownCommand refuses a word that is no command, with the commands that it may stand for.
func knownCommand(root *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	root.SuggestionsMinimumDistance = 2
	message := fmt.Sprintf("unknown command %q", args[0])
	if near := root.SuggestionsFor(args[0]); len(near) > 0 {
		message += "; did you mean " + strings.Join(near, " or ") + "?"
	}
	return errors.New(message)
}

// one and some are the arguments of commands that take a single script and several.
func one(cmd *cobra.Command, args []string) error {
	if len(args) == 1 {
		return nil
	}
	return usageError("%s takes one script, not %d: cost %s", cmd.Name(), len(args), cmd.Use)
}

func some(cmd *cobra.Command, args []string) error {
	if len(args) > 0 {
		return nil
	}
	return usageError("%s takes at least one script: cost %s", cmd.Name(), cmd.Use)
}

// none are those of commands that take no arguments.
func none(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	return usageError("%s takes no arguments, such as %q", cmd.Name(), args[0])
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
	if a.reported && a.errors.format == diag.Text {
		out.WriteByte('\n') // as between those of one list
	}
	a.reported = true
	if err := diag.Render(&out, list, diag.Options{Format: a.errors.format, Language: a.locale.language}); err == nil {
		_, _ = a.stderr.Write(out.Bytes()) // nothing is left to say it to
	}
}

// complain writes one line about the call itself, such as a file that is not there.
func (a *app) complain(message string) {
	if a.errors.format == diag.JSON {
		a.report(diag.List{{Message: say.Verbatim(message)}})
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
