package say

import (
	"strconv"
	"strings"
)

// Code is what a script writes: a name, a word, or a number with its unit. English lets it stand bare in a sentence; Danish
// sets it between backticks, since its words and its decimal points are not Danish. What is quoted already stays as
// it is, and so does a whole number.
type Code string

// In writes the code as the language sets it apart.
func (c Code) In(l Language) string {
	if l.Code() != "da" || strings.HasPrefix(string(c), "`") || strings.HasPrefix(string(c), `"`) || strings.Trim(string(c), "0123456789") == "" {
		return string(c)
	}
	return "`" + string(c) + "`"
}

// Codes are words of scripts, for And, Or and Join.
func Codes(words []string) []Phrase {
	out := make([]Phrase, len(words))
	for i, word := range words {
		out[i] = T("%s", Code(word))
	}
	return out
}

// Number is a plain number as a script writes it, such as 1_200 or 7.5: Danish says 1.200 and 7,5.
type Number string

// Int is a whole number in a sentence.
func Int(n int) Number { return Number(strconv.Itoa(n)) }

// In writes the number as the language does. English keeps it.
func (n Number) In(l Language) string {
	if l.Code() != "da" {
		return string(n)
	}
	whole, decimals, _ := strings.Cut(strings.ReplaceAll(string(n), "_", ""), ".")
	sign := whole[:len(whole)-len(strings.TrimLeft(whole, "-"))]
	whole = whole[len(sign):]
	for at := len(whole) - 3; at > 0; at -= 3 {
		whole = whole[:at] + "." + whole[at:]
	}
	if decimals != "" {
		whole += "," + decimals
	}
	return sign + whole
}
