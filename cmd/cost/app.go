package main

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/eval/manual"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
)

// app is one call of the command: its streams and what the persistent flags say.
type app struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	width          int         // columns of text, 0 for the usual
	screen         int         // columns of diagnostics, 0 for none that they are wrapped to
	errors         errorFormat // of diagnostics
	reported       bool        // that some were written
	locale         locale      // of results and diagnostics
	ink            inks        // of results and diagnostics as text
	choices        []*choice   // the flags that take one of a few words
	ownInterrupts  bool        // the command itself sees to interrupts
	limits         eval.Limits // of compilations and what follows; zero for the usual
	watched, read  bool        // standard error and standard output are terminals
	typed          bool        // standard input is a terminal
}

// execute runs a command line and returns its exit status.
func (a *app) execute(ctx context.Context, args []string) int {
	root := a.commandsFor(args)
	if completing(args) {
		a.offer(root)
	}
	root.SetArgs(args)
	root.SetFlagErrorFunc(a.flagError(args))
	help := &output{to: a.stdout}
	root.SetOut(help)
	err := root.ExecuteContext(ctx)
	return a.finish(ctx, cmp.Or(help.err, err))
}

// commands are those of the command line but the ones that explain it, by their names.
var commands = []struct {
	name string
	make func(*app) *cobra.Command
}{
	{"new", (*app).newCommand}, {"run", (*app).runCommand}, {"vary", (*app).varyCommand}, {"tornado", (*app).tornadoCommand},
	{"simulate", (*app).simulateCommand}, {"solve", (*app).solveCommand}, {"sweep", (*app).sweepCommand}, {"chart", (*app).chartCommand},
	{"report", (*app).reportCommand}, {"export", (*app).exportCommand}, {"explain", (*app).explainCommand}, {"repl", (*app).replCommand}, {"watch", (*app).watchCommand},
	{"check", (*app).checkCommand}, {"test", (*app).testCommand}, {"fmt", (*app).fmtCommand}, {"plan", (*app).planCommand},
	{"schema", (*app).schemaCommand}, {"version", (*app).versionCommand},
}

// commandsFor returns the tree of commands as far as a command line needs it: one that begins with a command needs no other, and the flags of all of them
// take longer than a short run. Every call has its own: flags hold state.
func (a *app) commandsFor(args []string) *cobra.Command {
	root := a.root()
	for _, c := range commands {
		if len(args) > 0 && args[0] == c.name {
			root.AddCommand(c.make(a))
			return root
		}
	}
	return a.withCommands(root)
}

// rootCommand returns the whole tree of commands.
func (a *app) rootCommand() *cobra.Command { return a.withCommands(a.root()) }

func (a *app) withCommands(root *cobra.Command) *cobra.Command {
	for _, c := range commands {
		root.AddCommand(c.make(a))
	}
	return root
}

// root is the command without any others but those that explain it.
func (a *app) root() *cobra.Command {
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
	raised := root.PersistentFlags().StringArray("limit", nil, "set a limit, as NAME=VALUE such as operations=1_000_000; may be repeated; cost help limits lists them")
	root.PersistentPreRunE = func(*cobra.Command, []string) error { return cmp.Or(a.unknownWord(), a.setLimits(*raised)) }
	root.PersistentFlags().Var(a.chosen(a.errors.choice()), "errors", "how diagnostics are written: text, short or json")
	root.PersistentFlags().Var(a.chosen(a.locale.choice()), "locale", "language of results and diagnostics, en or da; COST_LOCALE gives the usual one")
	root.PersistentFlags().Var(a.chosen(a.colorChoice()), "color", "colour text: auto (on a terminal, without NO_COLOR), always or never")
	a.explains(root)
	return root
}

// knownCommand refuses a word that is no command, with what it may stand for: a topic of that name, a command, a script, or
// another word of the language.
func knownCommand(root *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	word, topics := args[0], manual.New(say.English).Find(args[0])
	near := within(word, append(commandNames(root), "help"), min(2, len(word)-1))
	switch {
	case strings.HasSuffix(word, scriptEnding):
		return usageError(say.T("unknown command %q; did you mean %s?", word, quote("cost run "+word)))
	case len(topics) > 0 && (len(near) == 0 || strings.EqualFold(topics[0].Name, word)):
		return usageError(say.T("unknown command %q; `cost help %s` explains the word", word, word))
	case len(near) > 0 && word != "":
		return usageError(say.T("unknown command %q; did you mean %s?", word, say.Or(near)))
	}
	return usageError(say.T("unknown command %q; `cost help` lists the commands", word))
}

// chosen keeps a flag that takes one of a few words, for unknownWord.
func (a *app) chosen(c *choice) *choice {
	a.choices = append(a.choices, c)
	return c
}

// unknownWord is what is wrong with the word given to a flag.
func (a *app) unknownWord() error {
	for _, c := range a.choices {
		if c.unknown != nil {
			return c.unknown
		}
	}
	return nil
}

// one and some are the arguments of commands that take a single script and several.
func one(cmd *cobra.Command, args []string) error {
	if len(args) == 1 {
		return nil
	}
	return usageError(say.T("%s takes one script, not %d: cost %s", cmd.Name(), len(args), cmd.Use))
}

func some(cmd *cobra.Command, args []string) error {
	if len(args) > 0 {
		return nil
	}
	return usageError(say.T("%s takes at least one script: cost %s", cmd.Name(), cmd.Use))
}

// none are those of commands that take no arguments.
func none(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	return usageError(say.T("%s takes no arguments, such as %q", cmd.Name(), args[0]))
}

// errorFormat is what --errors says. The zero value is text.
type errorFormat struct{ format diag.Format }

var errorFormats = map[string]diag.Format{"text": diag.Text, "short": diag.Short, "json": diag.JSON}

func (f *errorFormat) choice() *choice {
	return &choice{flag: "errors", kind: "form", words: []string{"text", "short", "json"}, choose: func(word string) { f.format = errorFormats[word] }}
}

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
	options := diag.Options{
		Format: a.errors.format, Width: a.screen, Language: a.locale.language, Paint: a.ink.problems.severity,
		More: say.T("`--errors short` lists all"),
	}
	if err := diag.Render(&out, list, options); err == nil {
		_, _ = a.stderr.Write(out.Bytes()) // nothing is left to say it to
	}
}

// complain writes one line about the call itself, such as a file that is not there.
func (a *app) complain(message say.Phrase) {
	if a.errors.format == diag.JSON {
		a.report(diag.List{{Message: message}})
		return
	}
	line := "cost: " + message.In(a.locale.language)
	if a.screen > 0 {
		line = wrap(line, a.screen)
	}
	fmt.Fprintln(a.stderr, line)
}

// print writes a whole result at once, so that nothing is written half.
func (a *app) print(result []byte) error {
	if _, err := a.stdout.Write(result); err != nil {
		return &writeError{err}
	}
	return nil
}
