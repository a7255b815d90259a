// Package diagtest helps tests that hold diagnostics to the languages of the program.
package diagtest

import (
	"regexp"
	"slices"
	"strings"

	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
)

// quoted is what a text says in the words of a script or a file, the same in every language.
var quoted = regexp.MustCompile("`[^`]*`|\"[^\"]*\"")

// english are words that hold English sentences together and are no Danish words.
var english = strings.Fields(`
	the this these those that it its they their which who what whose
	is are was were has had does do did cannot be been being may must would could should
	of with without from into than then there where when between before after because since until both each every
	and or not no none nothing an another only such same more most least several
	write say remove raise choose declare declared put pick leave keep called named stand stands need needs take takes
	missing unknown too here wrong
`)

// English lists the English words in what is meant to be a Danish text, apart from what stands in backticks or quotes. A
// word that is part of a name, such as that of a file, is none.
func English(text string) []string {
	var out []string
	for _, word := range strings.Fields(quoted.ReplaceAllString(text, " ")) {
		if word = strings.Trim(word, ".,:;!?()"); slices.Contains(english, strings.ToLower(word)) {
			out = append(out, word)
		}
	}
	return out
}

// Texts lists everything that a diagnostic says: its message, its labels and its help.
func Texts(d diag.Diagnostic) []say.Phrase {
	all := []say.Phrase{d.Message, d.Label, d.Help}
	for _, r := range d.Related {
		all = append(all, r.Label)
	}
	return all
}

// Untranslated lists the texts of diagnostics that have English words in Danish.
func Untranslated(l diag.List) []string {
	var out []string
	for _, d := range l {
		for _, p := range Texts(d) {
			if text := p.In(say.Danish); len(English(text)) > 0 {
				out = append(out, string(d.Code)+": "+text)
			}
		}
	}
	return out
}
