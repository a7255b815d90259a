package diag

import (
	"fmt"

	"github.com/costlang/cost/lang/say"
)

// Cause is what an error of another program says, as a part of a message, clipped. The List with the message wraps the error.
type Cause struct {
	err  error
	text string
	own  interface{ In(say.Language) string } // or nil, where it says the same in every language
}

// CauseOf is the cause of an error. One that has a method In of say.Language says it in every language.
func CauseOf(err error) Cause {
	own, _ := err.(interface{ In(say.Language) string })
	return Cause{err, Clipped(err.Error()), own}
}

// CauseOfPanic is what somebody panicked with, as a part of a message: a Cause, where that is an error.
func CauseOfPanic(value any) any {
	text := Clipped(fmt.Sprint(value)) // which outlives an error that panics itself
	if err, ok := value.(error); ok {
		return Cause{err, text, nil}
	}
	return text
}

// In says the cause in a language: as the error has it without one, where that panics.
func (c Cause) In(l say.Language) (text string) {
	if c.own == nil {
		return c.text
	}
	defer func() {
		if recover() != nil {
			text = c.text
		}
	}()
	return Clipped(c.own.In(l))
}

// Unwrap gives the errors of other programs that messages of the list tell, in order of the list: errors.Is and errors.As find them.
func (l List) Unwrap() []error {
	var out []error
	for _, d := range l {
		out = append(out, causesIn(d.Message)...)
	}
	return out
}

func causesIn(message say.Phrase) []error {
	var out []error
	for _, arg := range message.Args {
		switch arg := arg.(type) {
		case Cause:
			out = append(out, arg.err)
		case say.Phrase:
			out = append(out, causesIn(arg)...)
		}
	}
	return out
}
