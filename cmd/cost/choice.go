package main

import (
	"cmp"
	"slices"
	"strings"

	"github.com/agnivade/levenshtein"

	"github.com/costlang/cost/lang/say"
)

// choice is the value of a flag that takes one of a few words. The first is chosen where none is given.
type choice struct {
	flag, kind string // kind of word, for usage texts
	words      []string
	choose     func(word string) // called with a word that is known

	word    string // the one chosen
	unknown error  // what is wrong with the one given
}

// String gives the word chosen.
func (c *choice) String() string { return cmp.Or(c.word, c.words[0]) }

// Type names the kind of value in a usage text.
func (c *choice) Type() string { return c.kind }

// Set takes a word. One that is not known becomes an error only when all flags are read, so that it is said in the language
// that another flag asks for.
func (c *choice) Set(word string) error {
	c.take("--"+c.flag, word)
	return nil
}

// take takes a word from a flag or a variable of the environment.
func (c *choice) take(from, word string) {
	c.unknown = nil
	if !slices.Contains(c.words, word) {
		c.unknown = unknownWord(from, word, c.words)
		return
	}
	c.word = word
	c.choose(word)
}

// unknownWord names the words that are known, and the one that the word given may stand for.
func unknownWord(from, word string, known []string) error {
	text := say.T("%s takes %s, not %q", from, say.Or(known), word)
	if near := nearestWord(word, known); near != "" {
		text = say.T("%s; did you mean %s?", text, near)
	}
	return usageError(text)
}

// nearestWord is the word that a mistyped one may stand for: one that begins it or that it begins, or else the nearest of
// those that some of its letters agree with.
func nearestWord(wanted string, words []string) string {
	want, best, least := strings.ToLower(wanted), "", min(3, len(wanted))
	for _, word := range words {
		distance := levenshtein.ComputeDistance(want, word)
		if want != "" && (strings.HasPrefix(want, word) || strings.HasPrefix(word, want)) {
			distance = 0
		}
		if distance < least {
			best, least = word, distance
		}
	}
	return best
}
