package review

import (
	"strconv"
	"strings"
)

// numbered are words that a number of an account, a page or a paper stands behind, without their points.
var numbered = words(`konto konti kontonr kontonummer account accounts nr nummer no number sag sagsnr sagsnummer journal journalnr j.nr
	faktura fakturanr invoice bilag s side sider p pp page pages § §§ art artikel tlf telefon tel phone`)

// joining are words between two numbers of one kind.
var joining = words("og and til to - – &")

func words(text string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(text) {
		out[w] = true
	}
	return out
}

// latestYear is the latest calendar year that the text of a source names, or 0. What is counted behind a word such as `konto` or `page`,
// stands in an address of the web, or is part of a longer sign such as A2010, is no year.
func latestYear(text string) int {
	latest := 0
	counts, counted := false, false // the last word leads to a number, or is one
	for _, word := range pieces(text) {
		bare := strings.Trim(word, ".,:;!?")
		goesOn := bare != "" && !strings.ContainsAny(word[len(word)-1:], ",;")
		switch {
		case bare != "" && digit(bare[0]) && (counts || counted):
			counts, counted = false, goesOn
		case counted && joining[bare]:
			counts, counted = true, false
		default:
			latest = max(latest, yearOf(bare))
			counts, counted = goesOn && numbered[strings.ToLower(bare)], false
		}
	}
	return latest
}

// pieces are the words of a text without addresses of the web, each with the point or comma behind it.
func pieces(text string) []string {
	var out []string
	for _, word := range strings.Fields(text) {
		if strings.Contains(word, "://") || strings.HasPrefix(word, "www.") {
			continue
		}
		word = strings.NewReplacer(",", ", ", ";", "; ").Replace(word)
		out = append(out, strings.FieldsFunc(word, func(c rune) bool { return strings.ContainsRune(" ()[]\"'«»“”„’", c) })...)
	}
	return out
}

// yearOf is the year of a word: 2023, the last of 2021-2023 or 2023/24, that of a date, and that of 2023-prices. It is 0 for any other.
func yearOf(word string) int {
	for _, sign := range []string{"-", "–", "/", "."} {
		if year := yearIn(strings.Split(word, sign)); year > 0 {
			return year
		}
	}
	return 0
}

// yearIn is the latest year among the parts of a word, of which the others are days, months, or behind a year its end or what is of it.
func yearIn(parts []string) int {
	latest := 0
	for i, part := range parts {
		behind := latest > 0 && i == 1 && len(parts) == 2
		switch n, short := number(part); {
		case n >= 1900 && n < 2100:
			latest = max(latest, n)
		case behind && short && n == (latest+1)%100:
			latest++
		case !short && !(behind && letters(part)) || len(parts) > 3:
			return 0
		}
	}
	return latest
}

// number is the value of four digits, or of one or two, which is short; else it is 0.
func number(text string) (n int, short bool) {
	if n, err := strconv.Atoi(text); err == nil && digit(text[0]) && len(text) != 3 && len(text) <= 4 {
		return n, len(text) <= 2
	}
	return 0, false
}

// letters reports a word rather than a sign: at least three characters, and no digits.
func letters(text string) bool { return len(text) > 2 && !strings.ContainsAny(text, "0123456789") }

func digit(c byte) bool { return c >= '0' && c <= '9' }
