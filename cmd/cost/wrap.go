package main

import (
	"strings"
	"unicode"
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

// joined is a blank at which lines are not broken where it can be helped, such as that between a number and its unit.
const joined = "\u00a0"

// words are the parts of a line that are wrapped whole. A number goes with the % behind it.
func words(line string) []string {
	line = strings.ReplaceAll(line, " %", joined+"%")
	return strings.FieldsFunc(line, func(r rune) bool { return r == ' ' || r == '\n' || r == '\t' })
}

// longestWord is the columns below which a text cannot be wrapped without breaking a word.
func longestWord(text string) int {
	most := 0
	for _, word := range words(text) {
		most = max(most, width(word))
	}
	return most
}

// wrap breaks each line of a text at blanks so that none is wider than columns. What goes on keeps the line's indent.
// A word that is wider by itself is broken, behind a sign if it can be and else with a hyphen.
func wrap(text string, columns int) string {
	var out []string
	for line := range strings.SplitSeq(text, "\n") {
		out = append(out, wrapLine(line, max(columns, 1))...)
	}
	return strings.ReplaceAll(strings.Join(out, "\n"), joined, " ")
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
	lines := fill(words(bare), columns-len(indent))
	for i := range lines {
		lines[i] = indent + lines[i]
	}
	return lines
}

// fill lays out words in lines.
func fill(words []string, columns int) []string {
	var out []string
	at := ""
	for _, word := range words {
		if at != "" && width(at+" "+word) > columns {
			out, at = append(out, at), ""
		}
		at = strings.TrimLeft(at+" "+word, " ")
		for width(at) > columns {
			first, rest := broken(at, columns)
			out, at = append(out, first), rest
		}
	}
	return append(out, at)
}

// leastBroken is the columns that a broken word has at least on its first line.
const leastBroken = 4

// broken cuts what fits in columns from a word that is wider.
func broken(word string, columns int) (first, rest string) {
	fits := word[:runes(word, columns)]
	if cut := strings.LastIndex(word[:runes(word, columns+1)], joined); cut > 0 {
		return word[:cut], word[cut+len(joined):]
	}
	if cut := strings.LastIndexAny(fits, "/\\_-.,;:=") + 1; width(fits[:cut]) >= max(leastBroken, columns/3) {
		return word[:cut], word[cut:]
	}
	cut := runes(word, columns-1)
	before, _ := utf8.DecodeLastRuneInString(word[:cut])
	after, _ := utf8.DecodeRuneInString(word[cut:])
	if columns > leastBroken && unicode.IsLetter(before) && unicode.IsLetter(after) {
		return word[:cut] + "-", word[cut:]
	}
	return fits, word[len(fits):]
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
