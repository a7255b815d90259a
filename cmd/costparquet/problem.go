package main

import (
	"errors"

	"github.com/costlang/cost/lang/say"
)

// refused is what is wrong with the lines, and what to do.
type refused struct{ what say.Phrase }

func (r *refused) Error() string { return r.what.String() }

// unusable is a file that could not be read or written.
type unusable struct{ what say.Phrase }

func (u *unusable) Error() string { return u.what.String() }

func unreadable(err error) error {
	return &unusable{say.T("the lines could not be read: %s", say.Cause(err))}
}

func unwritable(err error) error {
	var said *unusable
	if errors.As(err, &said) {
		return said
	}
	return &unusable{say.T("the table could not be written: %s", say.Cause(err))}
}

// inLine refuses a line by its number.
func inLine(number int, what say.Phrase) error {
	return &refused{say.T("line %s: %s", say.Int(number), what)}
}

func anew() say.Phrase {
	return say.T("write the lines again, with `cost sweep --format json -o FILE`")
}
