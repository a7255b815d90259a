package diag

import (
	"fmt"

	"github.com/costlang/cost/lang/say"
)

// Cause is what an error of another program says, as a part of a message, clipped. The List with the message wraps the error.
type Cause struct {
	err  error
	said map[say.Language]string
}

// CauseOf is the cause of an error. One that has a method In of say.Language says it in every language.
func CauseOf(err error) Cause {
	out := Cause{err, map[say.Language]string{}}
	for _, l := range say.Languages() {
		if own, ok := err.(interface{ In(say.Language) string }); ok {
			out.said[l] = Clipped(own.In(l))
			continue
		}
		out.said[l] = Clipped(err.Error())
	}
	return out
}

// CauseOfPanic is what somebody panicked with, as a part of a message: a Cause, where that is an error.
func CauseOfPanic(value any) any {
	text := Clipped(fmt.Sprint(value)) // which outlives an error that panics itself
	err, ok := value.(error)
	if !ok {
		return text
	}
	out := Cause{err, map[say.Language]string{}}
	for _, l := range say.Languages() {
		out.said[l] = text
	}
	return out
}

// In says the cause in a language.
func (c Cause) In(l say.Language) string { return c.said[l] }

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
