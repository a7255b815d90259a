package parser

import (
	"fmt"
	"strings"
	"time"

	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
)

// maxDigits bounds a number on each side of its point.
const maxDigits = 60

// number reads a number, a percentage or a date, and the forms that are written elsewhere.
func (s *scanner) number() {
	rest := s.rest()
	if n := dateLength(rest); n > 0 {
		s.date(rest[:n])
		return
	}
	n := numberLength(rest)
	text := rest[:n]
	value, fine := s.checkNumber(text, n)
	if fine && s.exponent(text, rest[n:]) {
		return
	}
	if blank := percentAhead(rest[n:]); blank >= 0 && fine {
		s.emit(tokPercent, n+blank+1, value)
		return
	}
	if n < len(rest) && wordLength(rest[n:]) > 0 {
		s.glued(text, rest[n:])
	}
	s.emit(tokNumber, n, value)
}

// numberLength measures digits with `_`, and any further groups after points.
func numberLength(text string) int {
	i := digits(text)
	for i+1 < len(text) && text[i] == '.' && isDigit(text[i+1]) {
		i += 1 + digits(text[i+1:])
	}
	return i
}

func digits(text string) int {
	i := 0
	for i < len(text) && (isDigit(text[i]) || text[i] == '_') {
		i++
	}
	return i
}

// percentAhead gives the number of bytes before a `%`, or -1.
func percentAhead(text string) int {
	rest := strings.TrimLeft(text, " \t\u00a0\u202f")
	if strings.HasPrefix(rest, "%") {
		return len(text) - len(rest)
	}
	return -1
}

// checkNumber returns the value to read for a number as written, after reporting what is wrong with it.
func (s *scanner) checkNumber(text string, n int) (string, bool) {
	groups := strings.Split(text, ".")
	switch {
	case len(groups[0]) > maxDigits || len(groups) == 2 && len(groups[1]) > maxDigits:
		return s.tooLong(groups, n)
	case len(groups) > 2 && !thousands(groups):
		s.fault(diag.NumberForm, n, say.T("`%s` is not a number", clip(text)), say.T("a number has one decimal point; a date is written `2018-03-01`"))
		return strings.ReplaceAll(text, ".", ""), false
	case len(groups) > 2 || thousands(groups):
		return s.dotted(groups, n)
	case strings.Contains(text, "__") || strings.HasSuffix(text, "_") || strings.Contains(text, "_.") || strings.Contains(text, "._"):
		s.fault(diag.NumberForm, n, say.T("`%s` has a `_` that stands between no digits", clip(text)), say.T("write one `_` between two digits: `1_234`"))
		return strings.ReplaceAll(text, "_", ""), false
	}
	return text, true
}

func (s *scanner) tooLong(groups []string, n int) (string, bool) {
	long := len(groups[0])
	if len(groups) > 1 && long <= maxDigits {
		long = len(groups[1])
	}
	s.fault(diag.NumberTooLong, n, say.T("this number has %s digits in a row, at most %d are read", say.Number(diag.Grouped(int64(long))), maxDigits), say.T("round it; `million` and `billion` may follow a number"))
	return "1", false
}

// thousands reports groups such as 500 and 000: a Danish reader means five hundred thousand, others 500.
func thousands(groups []string) bool {
	if len(groups) < 2 || len(groups[0]) > 3 || groups[0][0] == '0' || strings.Contains(groups[0], "_") {
		return false
	}
	for _, g := range groups[1:] {
		if len(g) != 3 || strings.Contains(g, "_") {
			return false
		}
	}
	return true
}

// dotted reports 500.000 and 1.234,5.
func (s *scanner) dotted(groups []string, n int) (string, bool) {
	whole := strings.Join(groups, "")
	after := s.rest()[n:]
	if len(after) > 1 && after[0] == ',' && isDigit(after[1]) {
		cents := after[1 : 1+digits(after[1:])]
		long := n + 1 + len(cents)
		s.fault(diag.NumberForm, long, say.T("`%s` has a decimal comma", clip(s.rest()[:long])), say.T("write %s", say.Code(clip(underscored(whole))+"."+clip(cents))))
		return whole, false
	}
	help := say.T("write %s", say.Code(clip(underscored(whole))))
	if len(groups) == 2 {
		help = say.T("write %s, or %s", say.Code(clip(underscored(whole))), say.Code(plainDecimal(groups[0], groups[1])))
	}
	s.fault(diag.NumberForm, n, say.T("`%s` may be read in two ways", clip(s.rest()[:n])), help)
	return whole, false
}

// plainDecimal writes a decimal that no one takes for thousands: 500.0 for 500 and 000, 7.1250 for 7 and 125.
func plainDecimal(whole, decimals string) string {
	short := strings.TrimRight(decimals, "0")
	switch {
	case short == "":
		short = "0"
	case len(short) == 3:
		short += "0"
	}
	return whole + "." + short
}

// underscored groups digits by three.
func underscored(digits string) string {
	digits = strings.TrimLeft(strings.ReplaceAll(digits, "_", ""), "0")
	if digits == "" {
		return "0"
	}
	var b strings.Builder
	for i := range len(digits) {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b.WriteByte('_')
		}
		b.WriteByte(digits[i])
	}
	return b.String()
}

// exponent reports 1e6.
func (s *scanner) exponent(text, after string) bool {
	if after == "" || after[0]|0x20 != 'e' {
		return false
	}
	sign := len(after) > 1 && (after[1] == '-' || after[1] == '+')
	from := 1
	if sign {
		from = 2
	}
	n := digits(after[from:])
	if n == 0 || wordLength(after[from+n:]) > 0 {
		return false
	}
	help := say.T("write the number out")
	if !sign && n == 1 && !strings.Contains(text, ".") {
		help = say.T("write %s", say.Code(underscored(text+strings.Repeat("0", int(after[from]-'0')))))
	}
	whole := len(text) + from + n
	s.fault(diag.NumberForm, whole, say.T("`%s` has an exponent", clip(s.rest()[:whole])), help)
	s.emit(tokNumber, whole, text)
	return true
}

func (s *scanner) glued(text, after string) {
	word := after[:wordLength(after)]
	if s.wantsName() {
		s.fault(diag.NoName, len(text)+len(word), say.T("a name begins with a letter"), say.T("write `%s`", clip(word+"_"+strings.ReplaceAll(text, ".", "_"))))
		return
	}
	s.fault(diag.NumberGlued, len(text)+len(word), say.T("a blank is missing in `%s`", clip(text+word)), say.T("write `%s %s`", clip(text), clip(inFull(word, text))))
}

// wantsName reports whether a name follows: behind a declaration word that begins a line, but for those that a value may follow.
func (s *scanner) wantsName() bool {
	if len(s.tokens) == 0 {
		return false
	}
	last := s.tokens[len(s.tokens)-1]
	return last.hardStop() && last.Value != "norm" && last.Value != "expect"
}

// inFull gives the whole word for a shortened unit of a number, or the word itself.
func inFull(word, number string) string {
	full, ok := shortUnits[word]
	switch {
	case !ok:
		return word
	case number == "1":
		return full[0]
	}
	return full[1]
}

// dateLength measures four digits, a dash, one or two digits, a dash and one or two digits.
func dateLength(text string) int {
	if len(text) < 8 || text[4] != '-' || digits(text) != 4 {
		return 0
	}
	month := digits(text[5:])
	i := 5 + month
	if month < 1 || month > 2 || i >= len(text) || text[i] != '-' {
		return 0
	}
	day := digits(text[i+1:])
	if day < 1 || day > 2 {
		return 0
	}
	return i + 1 + day
}

func (s *scanner) date(text string) {
	if _, err := time.Parse("2006-01-02", text); err == nil {
		s.emit(tokDate, len(text), text)
		return
	}
	var y, m, d int
	_, _ = fmt.Sscanf(text, "%d-%d-%d", &y, &m, &d)
	full := fmt.Sprintf("%04d-%02d-%02d", y, m, d)
	if _, err := time.Parse("2006-01-02", full); err == nil {
		s.fault(diag.DateForm, len(text), say.T("`%s` is not written as a date", text), say.T("write %s; or put blanks around `-` to subtract", full))
	} else {
		s.fault(diag.DateForm, len(text), say.T("there is no day %s", full), say.T("a date is year, month and day: 2018-03-01"))
		full = "2000-01-01"
	}
	s.emit(tokDate, len(text), full)
}

// clip shortens what is quoted in a message.
func clip(text string) string {
	runes := []rune(text)
	if len(runes) <= 40 {
		return text
	}
	return string(runes[:36]) + "…"
}
