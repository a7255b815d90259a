package xlsx

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/costlang/cost/eval/rows"
)

// plain writes a number that is stored as 1.2345678901234567E-2 without its exponent, times ten to a power. It keeps every digit. It is
// false for what is no number.
func plain(stored string, power int) (string, bool) {
	digits, exponent, has := strings.Cut(strings.ToLower(strings.TrimSpace(stored)), "e")
	if has {
		n, err := strconv.Atoi(exponent)
		if err != nil || n < -400 || n > 400 { // beyond what cells can hold
			return "", false
		}
		power += n
	}
	sign := ""
	if strings.HasPrefix(digits, "-") {
		sign, digits = "-", digits[1:]
	}
	whole, fraction, _ := strings.Cut(strings.TrimPrefix(digits, "+"), ".")
	if whole+fraction == "" || strings.Trim(whole+fraction, "0123456789") != "" {
		return "", false
	}
	return sign + shifted(whole, fraction, power), true
}

// shifted moves the point behind whole by some places to the right, or to the left.
func shifted(whole, fraction string, places int) string {
	switch {
	case places > 0:
		fraction += strings.Repeat("0", max(0, places-len(fraction)))
		whole, fraction = whole+fraction[:places], fraction[places:]
	case places < 0:
		whole = strings.Repeat("0", max(0, -places-len(whole))) + whole
		cut := len(whole) + places
		whole, fraction = whole[:cut], whole[cut:]+fraction
	}
	whole, fraction = strings.TrimLeft(whole, "0"), strings.TrimRight(fraction, "0")
	if whole == "" {
		whole = "0"
	}
	if fraction == "" {
		return whole
	}
	return whole + "." + fraction
}

// Doubles tell all decimals of so many digits apart, and none has more of its own than the second number.
const (
	exactDigits = 15
	mostDigits  = 767
)

// meant is the number that a program stored: the shortest one with the same double, if the text is what that double is with so many
// digits. Excel stores a typed 8.2 as 8.1999999999999993, its double with 17. Digits that no double has are the file's own, and whole
// numbers without an exponent are as exact as they look: both stay.
func meant(stored string) string {
	if len(stored) <= exactDigits {
		return stored
	}
	exact, ok := plain(stored, 0)
	digits := len(strings.Trim(strings.TrimLeft(strings.Replace(exact, ".", "", 1), "-0"), "0"))
	isWhole := !strings.Contains(exact, ".") && !strings.ContainsAny(stored, "eE")
	if !ok || isWhole || digits <= exactDigits || digits > mostDigits {
		return stored
	}
	double, err := strconv.ParseFloat(exact, 64)
	if err != nil {
		return stored
	}
	if same, _ := plain(strconv.FormatFloat(double, 'e', digits-1, 64), 0); same != exact {
		return stored
	}
	return strconv.FormatFloat(double, 'e', -1, 64)
}

// numberCell is a cell with a number, as its format has it.
func (b *book) numberCell(stored string, f format) (rows.SheetCell, bool) {
	places := 0
	if f == asPercent {
		places = 2
	}
	text, ok := plain(meant(stored), places)
	switch {
	case !ok:
		return rows.SheetCell{}, false
	case f == asPercent:
		return rows.SheetCell{Kind: rows.NumberCell, Text: text + "%"}, true
	case f >= asClock:
		return rows.SheetCell{Kind: rows.DateCell, Text: b.timeText(text, f)}, true
	}
	return rows.SheetCell{Kind: rows.NumberCell, Text: text}, true
}

const (
	secondsPerDay = 24 * 60 * 60
	mostDays      = 2_958_466 // the last day is 9999-12-31
)

// timeText is a number of days as a time, a date or both. What is none stays as it is, and is then read as neither.
func (b *book) timeText(days string, f format) string {
	n, err := strconv.ParseFloat(days, 64)
	switch {
	case err != nil || math.Abs(n) > mostDays:
		return days
	case f == asElapsed, f == asClock && 0 <= n && n < 1:
		return clockText(n)
	}
	return b.dateText(days, n)
}

// clockText is a time of day, or one that runs on beyond a day: 7:30 is stored as 0.3125, and 0:20 as 0.013888888888888888. Nobody types
// less than the milliseconds that it is rounded to.
func clockText(days float64) string {
	ms := int64(math.Round(math.Abs(days) * secondsPerDay * 1000))
	text := fmt.Sprintf("%02d:%02d:%02d", ms/3_600_000, ms/60_000%60, ms/1000%60)
	if ms%1000 > 0 {
		text += strings.TrimRight(fmt.Sprintf(".%03d", ms%1000), "0")
	}
	if days < 0 && ms > 0 {
		text = "-" + text
	}
	return text
}

// dateText is a day, and the time of it. None are days that nobody has, and those before March 1900, which Excel counts with a leap day
// that there was not, and LibreOffice without.
func (b *book) dateText(days string, n float64) string {
	if n < 0 || n < 61 && !b.old {
		return days
	}
	day, part := math.Modf(n)
	first := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	if b.old {
		first = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	return dayText(first.AddDate(0, 0, int(day)).Add(time.Duration(math.Round(part*secondsPerDay)) * time.Second))
}

// dayText is a date, and the time of day unless it is midnight.
func dayText(t time.Time) string {
	if t.Hour() == 0 && t.Minute() == 0 && t.Second() == 0 {
		return t.Format("2006-01-02")
	}
	return t.Format("2006-01-02 15:04:05")
}
