package main

import (
	"fmt"
	"strings"

	"github.com/costlang/cost/eval/table"
	"github.com/costlang/cost/lang/say"
)

// locale is the value of --locale. The zero value is English.
type locale struct{ language say.Language }

// String gives the name that Set takes.
func (l *locale) String() string { return l.language.Code() }

// Set reads a name.
func (l *locale) Set(name string) error {
	var known []string
	for _, language := range say.Languages() {
		if name == language.Code() {
			l.language = language
			return nil
		}
		known = append(known, language.Code())
	}
	return fmt.Errorf("must be %s", strings.Join(known, " or "))
}

// Type names the kind of value in a usage text.
func (l *locale) Type() string { return "language" }

// page is how results are laid out as text.
func (a *app) page() pageOptions {
	return pageOptions{width: a.columns(), style: table.StyleOf(a.locale.language)}
}
