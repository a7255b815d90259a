package page

import (
	"html"
	"strings"
	"unicode"
)

// Escaped is a text as it stands between tags or in an attribute, its numbers kept on one line with their units.
func Escaped(text string) string { return html.EscapeString(Unbroken(text)) }

// Unbroken is a text that is not broken between a number and its unit, nor between a sign of comparison and its number.
func Unbroken(text string) string {
	if !strings.ContainsRune(text, ' ') {
		return text
	}
	const noBreak = '\u00a0'
	letters := []rune(text)
	for i := 1; i+1 < len(letters); i++ {
		if letters[i] == ' ' && belong(letters[i-1], letters[i+1]) {
			letters[i] = noBreak
		}
	}
	return string(letters)
}

// belong reports whether two signs stand for one thing: the end of a number and the beginning of a unit, or a sign and its number.
func belong(before, after rune) bool {
	if unicode.IsDigit(before) {
		return unicode.IsLetter(after) || after == '%' || unicode.Is(unicode.Sc, after)
	}
	return strings.ContainsRune("=<>≤≥≠±~", before) && (unicode.IsDigit(after) || after == '-')
}
