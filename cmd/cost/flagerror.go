package main

import (
	"errors"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/costlang/cost/lang/say"
)

// flagError says in our words what the library of flags objects to, and what to do. The library stops at the first mistake,
// so that a language asked for behind it is looked up here.
func (a *app) flagError(args []string) func(*cobra.Command, error) error {
	return func(cmd *cobra.Command, err error) error {
		a.locale.choose(languageAsked(args))
		var unknown *pflag.NotExistError
		var bare *pflag.ValueRequiredError
		var invalid *pflag.InvalidValueError
		var syntax *pflag.InvalidSyntaxError
		switch {
		case errors.As(err, &unknown):
			return unknownFlag(cmd, unknown)
		case errors.As(err, &bare):
			return valueMissing(bare.GetFlag())
		case errors.As(err, &invalid):
			return invalidValue(invalid)
		case errors.As(err, &syntax):
			return usageError(say.T("%s is no flag; write --name or --name=value", quote(syntax.GetSpecifiedFlag())))
		}
		return usageError(say.T("%s; see `%s`", err.Error(), helpOn(cmd)))
	}
}

// helpOn is the command that explains a command.
func helpOn(cmd *cobra.Command) string {
	if cmd.HasParent() && cmd.Name() != "help" {
		return "cost help " + cmd.Name()
	}
	return "cost help"
}

// languageAsked is the word that the last --locale of a command line gives, or "".
func languageAsked(args []string) string {
	word := ""
	for i, arg := range args {
		switch value, glued := strings.CutPrefix(arg, "--locale="); {
		case arg == "--":
			return word
		case glued:
			word = value
		case arg == "--locale" && i+1 < len(args):
			word = args[i+1]
		}
	}
	return word
}

// unknownFlag offers the flag that a mistyped one may stand for: one with two dashes, or a name behind one.
func unknownFlag(cmd *cobra.Command, err *pflag.NotExistError) error {
	name, written := err.GetSpecifiedName(), "--"+err.GetSpecifiedName()
	if letters := err.GetSpecifiedShortnames(); letters != "" {
		name, _, _ = strings.Cut(letters, "=")
		written = "-" + name
	}
	if near := nearestWord(name, flagNames(cmd)); near != "" && len(name) > 1 {
		return usageError(say.T("unknown flag: %s; did you mean %s?", written, "--"+near))
	}
	return usageError(say.T("unknown flag: %s; `%s` lists those there are", written, helpOn(cmd)))
}

// flagNames lists the flags of a command, those of all commands among them.
func flagNames(cmd *cobra.Command) []string {
	var out []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) { out = append(out, f.Name) })
	return out
}

// valueMissing says which values a flag at the end of the line may take.
func valueMissing(f *pflag.Flag) error {
	if c, ok := f.Value.(*choice); ok {
		return usageError(say.T("%s needs a value: %s", "--"+f.Name, say.Or(c.words)))
	}
	return usageError(say.T("%s needs a value", "--"+f.Name))
}

// invalidValue says what a flag takes: those that are on or off, and those that count, refuse a value while flags are read.
func invalidValue(err *pflag.InvalidValueError) error {
	switch f := err.GetFlag(); f.Value.Type() {
	case "int":
		return usageError(say.T("%s takes a whole number, such as 100_000, not %q", "--"+f.Name, err.GetValue()))
	case "uint64":
		return usageError(say.T("%s takes a whole number from 0 on, not %q", "--"+f.Name, err.GetValue()))
	}
	return unknownWord("--"+err.GetFlag().Name, err.GetValue(), []string{"true", "false"})
}
