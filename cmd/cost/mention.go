package main

import (
	"slices"
	"strings"
	"unicode"

	"github.com/spf13/cobra"
)

// mention is a line about a command, or about a flag of it, that has certain words.
type mention struct {
	call string // how to ask for the help of the command
	line string
	flag bool
}

// commandsAbout returns what commands and their flags say with all of some words in a line. A flag of all commands is one of
// the command itself.
func commandsAbout(root *cobra.Command, words string) []mention {
	wanted := lettersOf(words)
	if len(wanted) == 0 {
		return nil
	}
	var out []mention
	for _, c := range append([]*cobra.Command{root}, root.Commands()...) {
		if c != root && !c.IsAvailableCommand() {
			continue
		}
		call := strings.TrimSuffix("`cost help "+strings.TrimPrefix(c.Name(), root.Name()), " ") + "`"
		for _, f := range flagsOf(c.LocalFlags().FlagUsages()) {
			if name := strings.TrimSpace(f.name); f.has(wanted) {
				out = append(out, mention{call, "`" + name + "` " + f.about, true})
			}
		}
		if (entry{c.Short, c.Long}).has(wanted) {
			out = append(out, mention{call, c.Short, false})
		}
	}
	return out
}

// has reports whether an entry has all words.
func (e entry) has(wanted []string) bool {
	have := lettersOf(e.name + " " + e.about)
	return !slices.ContainsFunc(wanted, func(word string) bool { return !slices.Contains(have, word) })
}

// lettersOf are the words of a text, in small letters.
func lettersOf(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// flagged leaves the lines about flags.
func flagged(list []mention) []mention {
	return slices.DeleteFunc(slices.Clone(list), func(m mention) bool { return !m.flag })
}

// mentioned are the commands of a list, each once.
func mentioned(list []mention) []string {
	var out []string
	for _, m := range list {
		if !slices.Contains(out, m.call) {
			out = append(out, m.call)
		}
	}
	return out
}
