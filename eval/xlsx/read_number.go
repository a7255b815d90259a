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

// numberCell is a cell with a number, as its format has it.
func (b *book) numberCell(stored string, f format) (rows.SheetCell, bool) {
	places := 0
	if f == asPercent {
		places = 2
	}
	text, ok := plain(stored, places)
	switch {
	case !ok:
		return rows.SheetCell{}, false
	case f == asPercent:
		return rows.SheetCell{Kind: rows.NumberCell, Text: text + "%"}, true
	case f == asDate, f == asElapsed:
		return rows.SheetCell{Kind: rows.DateCell, Text: b.timeText(text, f)}, true
	}
	return rows.SheetCell{Kind: rows.NumberCell, Text: text}, true
}

const secondsPerDay = 24 * 60 * 60

// timeText is a number of days as a date, a time of day or both. What is none stays as it is, and is then read as no date: days that
// nobody has, and those before March 1900, which Excel counts with a leap day that there was not, and LibreOffice without.
func (b *book) timeText(days string, f format) string {
	n, err := strconv.ParseFloat(days, 64)
	if err != nil || n < 0 || n > 2_958_466 { // the last day is 9999-12-31
		return days
	}
	day, part := math.Modf(n)
	seconds := int(math.Round(part * secondsPerDay))
	clock := func(hours int) string { return fmt.Sprintf("%02d:%02d:%02d", hours, seconds/60%60, seconds%60) }
	switch {
	case f == asElapsed:
		return clock(int(day)*24 + seconds/3600)
	case n < 1 && !b.old && seconds < secondsPerDay:
		return clock(seconds / 3600)
	case n < 61 && !b.old:
		return days
	}
	first := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	if b.old {
		first = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	return dayText(first.AddDate(0, 0, int(day)).Add(time.Duration(seconds) * time.Second))
}

// dayText is a date, and the time of day unless it is midnight.
func dayText(t time.Time) string {
	if t.Hour() == 0 && t.Minute() == 0 && t.Second() == 0 {
		return t.Format("2006-01-02")
	}
	return t.Format("2006-01-02 15:04:05")
}
