package main

import (
	"strings"
	"unicode/utf8"
)

// width is the columns that a line takes.
func width(line string) int { return utf8.RuneCountInString(line) }

// widest is the columns that the lines of a text take.
func widest(text string) int {
	most := 0
	for line := range strings.SplitSeq(text, "\n") {
		most = max(most, width(line))
	}
	return most
}

// longestWord is the columns below which a text cannot be wrapped without breaking a word.
func longestWord(text string) int {
	most := 0
	for word := range strings.FieldsSeq(text) {
		most = max(most, width(word))
	}
	return most
}

// wrap breaks each line of a text at blanks so that none is wider than columns. What goes on keeps the line's indent.
// A word that is wider by itself is broken.
func wrap(text string, columns int) string {
	if width(text) <= columns && !strings.Contains(text, "\n") {
		return text
	}
	var out []string
	for line := range strings.SplitSeq(text, "\n") {
		out = append(out, wrapLine(line, max(columns, 1))...)
	}
	return strings.Join(out, "\n")
}

func wrapLine(line string, columns int) []string {
	if width(line) <= columns {
		return []string{line}
	}
	bare := strings.TrimLeft(line, " ")
	indent := line[:len(line)-len(bare)]
	if len(indent) >= columns {
		indent = ""
	}
	var out []string
	at := ""
	for word := range strings.FieldsSeq(bare) {
		if at != "" && width(indent+at+" "+word) > columns {
			out, at = append(out, indent+at), ""
		}
		at = strings.TrimLeft(at+" "+word, " ")
		for width(indent+at) > columns {
			cut := runes(at, columns-len(indent))
			out, at = append(out, indent+at[:cut]), at[cut:]
		}
	}
	return append(out, indent+at)
}

// runes is the number of bytes of the first n characters of a text.
func runes(text string, n int) int {
	for i := range text {
		if n == 0 {
			return i
		}
		n--
	}
	return len(text)
}

// padLeft and padRight fill a line with blanks.
func padLeft(line string, columns int) string {
	return strings.Repeat(" ", max(0, columns-width(line))) + line
}

func padRight(line string, columns int) string {
	return line + strings.Repeat(" ", max(0, columns-width(line)))
}
