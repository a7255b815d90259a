package diag

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Visible returns the name of a file as a terminal may show it: as it is, or written as in Go where it has signs that would
// command the terminal, that nobody sees, or that are none.
func Visible(name string) string {
	hidden := func(r rune) bool { return !unicode.IsPrint(r) }
	if utf8.ValidString(name) && !strings.ContainsFunc(name, hidden) {
		return name
	}
	quoted := strconv.Quote(name)
	return quoted[1 : len(quoted)-1]
}

// Clipped returns a text from outside as a message has it: on one line, as Visible has it, and cut behind 200 characters.
func Clipped(text string) string {
	const most, read = 200, 1 << 12 // characters, and bytes that are looked at
	isCut := len(text) > read
	if isCut {
		text = strings.ToValidUTF8(text[:read], "")
	}
	text = strings.Join(strings.Fields(text), " ")
	if runes := []rune(text); len(runes) > most {
		text, isCut = string(runes[:most]), true
	}
	if text = Visible(text); isCut {
		text += "…"
	}
	return text
}
