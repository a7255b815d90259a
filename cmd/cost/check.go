package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
)

func (a *app) checkCommand() *cobra.Command {
	var r reviews
	cmd := &cobra.Command{
		Use:   "check FILE...",
		Short: "Check scripts without running them",
		Long: "Check names, units and values of scripts without running them. FILE may be a folder, a pattern or - for standard input.\n" +
			"The exit status is 1 when a script has errors, when it leaves the limits of the model of --as, and with --strict when it has warnings.",
		Args: some,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := r.usage(cmd); err != nil {
				return err
			}
			return a.check(cmd.Context(), args, &r)
		},
	}
	r.flags(cmd)
	return cmd
}

// check checks every script, whatever is wrong with those before it.
func (a *app) check(ctx context.Context, args []string, r *reviews) error {
	var found verdicts
	names, err := a.scripts(args, &found)
	if err != nil {
		return err
	}
	var out bytes.Buffer
	for _, name := range names {
		line := a.checkOne(ctx, name, r, &found)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		fmt.Fprintln(&out, line)
	}
	if err := a.print(out.Bytes()); err != nil {
		return err
	}
	return found.err()
}

// checkOne says what is wrong with one script and returns the line of its result.
func (a *app) checkOne(ctx context.Context, name string, r *reviews, found *verdicts) string {
	var c checked
	err := a.use(ctx, name, func(s script, p *eval.Program) (err error) {
		c, err = r.check(ctx, p)
		a.report(s.place(append(slices.Clone(c.warnings), c.leaves...)))
		return err
	})
	if ctx.Err() != nil {
		return ""
	}
	found.add(a, err)
	found.failed = found.failed || c.failed()
	if err != nil {
		return a.resultLine(name, false, unchecked(err))
	}
	return a.resultLine(name, !c.failed(), c.findings())
}

// resultLine says whether a script is as it should be, and what was found in it.
func (a *app) resultLine(name string, ok bool, found say.Phrase) string {
	line := a.ink.results.mark(ok) + " " + shown(name)
	if !found.Empty() {
		line += ": " + found.In(a.locale.language)
	}
	return line
}

// unchecked says why a script could not be checked to its end.
func unchecked(err error) say.Phrase {
	var problems diag.List
	if !errors.As(err, &problems) {
		return say.T("not read")
	}
	n := len(problems.Errors())
	return say.Count(n, say.T("1 error"), say.T("%d errors", n))
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
