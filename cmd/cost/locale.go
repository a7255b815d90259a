package main

import (
	"os"

	"github.com/costlang/cost/eval/table"
	"github.com/costlang/cost/lang/say"
)

// localeVariable is the variable of the environment that says the language where --locale does not.
const localeVariable = "COST_LOCALE"

// locale is what --locale says. The zero value is English.
type locale struct{ language say.Language }

// choice is the flag, with the language of the environment as its default.
func (l *locale) choice() *choice {
	c := &choice{flag: "locale", kind: "language", words: languageCodes(), choose: l.choose}
	if word := os.Getenv(localeVariable); word != "" {
		c.take(localeVariable, word)
	}
	return c
}

func (l *locale) choose(word string) {
	if language, found := say.LanguageOf(word); found {
		l.language = language
	}
}

func languageCodes() []string {
	var out []string
	for _, language := range say.Languages() {
		out = append(out, language.Code())
	}
	return out
}

// page is how results are laid out as text.
func (a *app) page() pageOptions {
	return pageOptions{width: a.columns(), style: table.StyleOf(a.locale.language), ink: a.ink.results}
}
