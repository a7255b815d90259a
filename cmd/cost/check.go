package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
)

func (a *app) checkCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "check FILE...",
		Short: "Check scripts without running them",
		Long:  "Check names, units and values of scripts without running them. FILE may be a folder, a pattern or - for standard input.",
		Args:  some,
		RunE:  func(cmd *cobra.Command, args []string) error { return a.check(cmd.Context(), args) },
	}
}

// check checks every script, whatever is wrong with those before it.
func (a *app) check(ctx context.Context, args []string) error {
	names, err := expand(args)
	if err != nil {
		return err
	}
	var out bytes.Buffer
	var found verdicts
	for _, name := range names {
		var warnings diag.List
		err := a.use(ctx, name, func(s script, p *eval.Program) error {
			warnings = s.place(p.Warnings())
			return nil
		})
		if ctx.Err() != nil {
			return ctx.Err()
		}
		a.report(warnings)
		found.add(a, err)
		fmt.Fprintln(&out, a.checkLine(name, err, len(warnings)))
	}
	if err := a.print(out.Bytes()); err != nil {
		return err
	}
	return found.err()
}

// checkLine is the result for one script.
func (a *app) checkLine(name string, err error, warnings int) string {
	line := a.ink.results.mark(err == nil) + " " + shown(name)
	if found := checked(err, warnings); !found.Empty() {
		line += ": " + found.In(a.locale.language)
	}
	return line
}

// checked says what was found in a script, if anything.
func checked(err error, warnings int) say.Phrase {
	var problems diag.List
	switch {
	case errors.As(err, &problems):
		n := len(problems.Errors())
		return say.Count(n, say.T("1 error"), say.T("%d errors", n))
	case err != nil:
		return say.T("not read")
	case warnings > 0:
		return say.Count(warnings, say.T("1 warning"), say.T("%d warnings", warnings))
	}
	return say.Phrase{}
}

// verdicts gathers what became of several scripts.
type verdicts struct{ failed, unreadable bool }

// add says what is wrong with a script, if anything.
func (v *verdicts) add(a *app, err error) {
	var problems diag.List
	switch {
	case err == nil:
	case errors.As(err, &problems):
		a.report(problems)
		v.failed = true
	default:
		a.complain(phraseOf(err))
		v.unreadable = true
	}
}

// err is the worst of the verdicts.
func (v *verdicts) err() error {
	switch {
	case v.unreadable:
		return errUnreadable
	case v.failed:
		return errFailed
	}
	return nil
}
