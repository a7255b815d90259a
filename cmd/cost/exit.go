package main

import (
	"context"
	"errors"
	"syscall"

	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
)

// The exit statuses of the command.
const (
	exitFine        = 0
	exitScript      = 1 // errors in a script, a limit, an expectation that failed, or a layout that differs
	exitUsage       = 2
	exitFile        = 3 // a file could not be read or written
	exitInterrupted = 130
)

// errFailed ends a command whose results say themselves what is wrong.
var errFailed = errors.New("failed")

// errUnreadable ends a command that has already said which file it could not read.
var errUnreadable = errors.New("unreadable")

// spoken is an error that is said in the language of the command line.
type spoken interface {
	error
	phrase() say.Phrase
}

// phraseOf is what an error says. One of no kind of ours is that of the system, or of a library and English.
func phraseOf(err error) say.Phrase {
	var own spoken
	if errors.As(err, &own) {
		return own.phrase()
	}
	return say.Cause(err)
}

// remark is an error that is all text.
type remark struct{ text say.Phrase }

func (e *remark) Error() string { return e.text.String() }

func (e *remark) phrase() say.Phrase { return e.text }

// usageError is a mistake on the command line that cobra does not know of.
func usageError(text say.Phrase) error { return &remark{text} }

// fileError is a script that could not be read. Hint says what to do and may be empty.
type fileError struct {
	message, hint say.Phrase
}

func (e *fileError) Error() string { return e.phrase().String() }

func (e *fileError) phrase() say.Phrase {
	if e.hint.Empty() {
		return e.message
	}
	return say.T("%s; %s", e.message, e.hint)
}

// writeError is a result that could not be written.
type writeError struct{ err error }

func (e *writeError) Error() string { return e.phrase().String() }

func (e *writeError) phrase() say.Phrase {
	return say.T("the result could not be written: %v", phraseOf(e.err))
}

func (e *writeError) Unwrap() error { return e.err }

// finish says what ended a command and turns it into an exit status. An error of no kind of ours is one of cobra's
// about the command line.
func (a *app) finish(ctx context.Context, err error) int {
	if ctx.Err() != nil && !a.ownInterrupts || errors.Is(err, errInterrupted) {
		return a.interrupted()
	}
	var problems diag.List
	var file *fileError
	var write *writeError
	switch {
	case err == nil:
		return exitFine
	case errors.Is(err, errFailed):
		return exitScript
	case errors.Is(err, errUnreadable):
		return exitFile
	case errors.As(err, &problems):
		a.report(problems)
		return exitScript
	case errors.As(err, &file):
		a.complain(file.phrase())
		return exitFile
	case errors.As(err, &write):
		return a.unwritten(write)
	}
	a.complain(phraseOf(err))
	return exitUsage
}

func (a *app) interrupted() int {
	a.complain(say.T("interrupted"))
	return exitInterrupted
}

// unwritten is quiet about a reader that went away, as `head` does.
func (a *app) unwritten(err *writeError) int {
	if !errors.Is(err, syscall.EPIPE) {
		a.complain(err.phrase())
	}
	return exitFile
}
