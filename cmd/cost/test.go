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

func (a *app) testCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "test PATH...",
		Short: "Run the expectations of scripts",
		Long: "Run every expectation of scripts. PATH is a script, a folder with scripts at any depth, or a pattern.\n" +
			"A script with errors counts as one failure. The exit status is 1 when anything failed.",
		Args: some,
		RunE: func(cmd *cobra.Command, args []string) error { return a.test(cmd.Context(), args) },
	}
}

// suite counts the expectations of several scripts and writes what became of them.
type suite struct {
	app            *app
	out            bytes.Buffer
	passed, failed int
	unread         int // scripts that could not be read
	found          verdicts
}

func (a *app) test(ctx context.Context, args []string) error {
	s := suite{app: a}
	names, err := a.scripts(args, &s.found)
	if err != nil {
		return err
	}
	for _, name := range names {
		s.script(ctx, name)
		if ctx.Err() != nil {
			return ctx.Err()
		}
	}
	fmt.Fprintln(&s.out, s.say(s.summary()))
	if err := a.print(s.out.Bytes()); err != nil {
		return err
	}
	return s.found.err()
}

// script runs the expectations of one script.
func (s *suite) script(ctx context.Context, name string) {
	var list []eval.Expectation
	err := s.app.use(ctx, name, func(_ script, p *eval.Program) (err error) {
		list, err = p.Expectations(ctx)
		return err
	})
	if ctx.Err() != nil {
		return
	}
	fmt.Fprintln(&s.out, wrap(shown(name), s.app.columns()))
	if err != nil {
		s.out.WriteString(marked(s.app.page().ink.mark(false), []string{s.say(s.untested(err))}))
	} else {
		s.count(list)
	}
	s.found.add(s.app, err)
	s.out.WriteByte('\n')
}

// untested counts a script whose expectations cannot be run, and says why.
func (s *suite) untested(err error) say.Phrase {
	if !errors.As(err, new(diag.List)) {
		s.unread++
		return say.T("not read")
	}
	s.failed++
	return say.T("the script has errors")
}

// summary counts what became of all.
func (s *suite) summary() say.Phrase {
	if s.unread > 0 {
		return say.T("%d passed, %d failed, %d not read", s.passed, s.failed, s.unread)
	}
	return say.T("%d passed, %d failed", s.passed, s.failed)
}

func (s *suite) say(text say.Phrase) string { return text.In(s.app.locale.language) }

func (s *suite) count(list []eval.Expectation) {
	if len(list) == 0 {
		fmt.Fprintln(&s.out, "  "+s.say(say.T("no expectations")))
	}
	s.out.WriteString(expectationLines(list, s.app.page()))
	for _, e := range list {
		if e.OK {
			s.passed++
			continue
		}
		s.failed++
		s.found.failed = true
	}
}
