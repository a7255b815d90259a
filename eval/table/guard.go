package table

import (
	"regexp"
	"strings"
	"sync"
)

// formulaStarts begin what a spreadsheet may compute, and the characters it may skip before that.
const formulaStarts = "=+-@\t\r\n"

// guarded puts a ' before a text that a Danish or English spreadsheet would take for something else.
func guarded(text string) string {
	if text != "" && (strings.ContainsRune(formulaStarts, rune(text[0])) || readAsData(text)) {
		return "'" + text
	}
	return text
}

// readAsData reports whether some spreadsheet reads a text as a number that looks otherwise, a date, a time, a truth or an error.
// Versions and settings differ, so it is true of what only one of them may take for such. A whole number such as a year reads the
// same.
func readAsData(text string) bool {
	text = strings.ToLower(strings.TrimSpace(strings.ReplaceAll(text, "\u00a0", " ")))
	if wholeNumber(text) {
		return false
	}
	return dataForm().MatchString(text)
}

// wholeNumber reports whether a text is a number in digits alone that spreadsheets show as it stands.
func wholeNumber(text string) bool {
	const exactDigits = 11 // longer ones get an exponent where cells are narrow
	return strings.Trim(text, "0123456789") == "" && len(text) <= exactDigits && (text == "0" || !strings.HasPrefix(text, "0"))
}

// The parts of what spreadsheets read as data. Texts are in small letters and without blanks around them.
const (
	currencyPart = `(kr\.?|dkk|eur|usd|[€$£])`
	digitsPart   = `([0-9]+([. ][0-9]{3})*(,[0-9]*)?|[0-9]+(,[0-9]{3})*(\.[0-9]*)?|[.,][0-9]+)(e[+-]?[0-9]+)?`
	datePart     = `[0-9]{1,4}([-/. ] ?[0-9]{1,4}){1,2}`
	timePart     = `[0-9]{1,4}([:.][0-9]{1,2}){1,2}([.,][0-9]+)?( ?[ap]\.?m?\.?)?`
	monthPart    = `(jan(uary?|uar)?|feb(ruary?|ruar)?|mar(ts|ch)?|apr(il)?|maj|may|june?|juni|july?|juli|aug(ust)?|` +
		`sept?(ember)?|o[kc]t(ober)?|nov(ember)?|dec(ember)?)`
)

// dataForm, compiled when it is first asked for, is what spreadsheets read as data: numbers with groups, exponents, signs, per cent
// and currencies; dates by numbers and by months; times; truths; and errors.
var dataForm = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(` + strings.Join([]string{
		`\(?[+-]? ?` + currencyPart + `? ?[+-]?` + digitsPart + ` ?%?` + currencyPart + `?\)?-?`,
		`%` + digitsPart,
		datePart + `\.?([t ]` + timePart + `)?`,
		monthPart + `([-/., ]{0,2}[0-9]{1,4}){1,2}`,
		`[0-9]{1,4}[-/. ]{0,2}` + monthPart + `[-/., ]{0,2}([0-9]{1,4})?`,
		timePart,
		`[0-9]{1,2} ?[ap]\.?m?\.?`,
		`sand|falsk|true|false`,
		`#[a-zæøå0-9/]+[!?]|#n/a|#i/t`,
	}, "|") + `)$`)
})
