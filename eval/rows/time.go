package rows

import (
	"strconv"
	"strings"

	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
)

// mostHours are the digits of hours that a time has at most: more than all that spreadsheets can hold.
const mostHours = 9

// perMinute is the milliseconds of a minute, in which units of working time are counted, all of them whole.
const perMinute = 60_000

// milliseconds reads a time of hours, minutes and seconds such as 7:30:00 or -180:00:00.125, in a danish file with a comma. Hours and
// minutes alone are none: 7:30 may be minutes and seconds.
func milliseconds(text string, danish bool) (int64, bool) {
	text, negative := strings.CutPrefix(text, "-")
	if strings.Count(text, ":") != 2 {
		return 0, false
	}
	parts := strings.Split(text, ":")
	mark := "."
	if danish {
		mark = ","
	}
	seconds, fraction, hasFraction := strings.Cut(parts[2], mark)
	hours, okHours := digitsUpTo(parts[0], mostHours)
	minutes, okMinutes := sixtieth(parts[1])
	whole, okSeconds := sixtieth(seconds)
	if !hasFraction {
		fraction = "0"
	}
	_, okFraction := digitsUpTo(fraction, 3)
	thousandths, _ := digitsUpTo((fraction + "000")[:3], 3)
	ms := ((hours*60+minutes)*60+whole)*1000 + thousandths
	if negative {
		ms = -ms
	}
	return ms, okHours && okMinutes && okSeconds && okFraction
}

func digitsUpTo(s string, most int) (int64, bool) {
	if !allDigits(s) || len(s) > most {
		return 0, false
	}
	n, err := strconv.ParseInt(s, 10, 64)
	return n, err == nil
}

// sixtieth reads minutes or seconds, which have two digits.
func sixtieth(s string) (int64, bool) {
	n, ok := digitsUpTo(s, 2)
	return n, ok && len(s) == 2 && n < 60
}

func isTime(text string) bool {
	_, ok := milliseconds(text, false)
	return ok
}

// working is how many milliseconds there are in the unit of time of a column of working time, alone or per something: hours, or
// minutes/participant. It is false for other columns.
func working(c *check.Column) (ms int64, ok bool) {
	for _, p := range c.Type.Unit.Parts() {
		switch {
		case p.Exp == 1 && p.Base.IsWorkingTime():
			ms = p.Base.Factor().Num * perMinute
		case p.Exp > 0:
			return 0, false
		}
	}
	return ms, ms > 0
}

// readTime reads a time into the unit of a column of working time, whatever its scale: 7:30:00 is 7.5 hours, and 450 minutes. It is
// false for what is no time, or no such column.
func readTime(text string, c *check.Column, danish bool) (num.D, bool) {
	ms, isTime := milliseconds(text, danish)
	if !isTime {
		return num.D{}, false
	}
	each, ok := working(c)
	if !ok {
		return num.D{}, false
	}
	return num.Int(ms).MulRatio(1, each)
}

// dateForNumber is the flaw of a date or a time in a column of numbers, or nil of a time in one of working time.
func dateForNumber(text string, c *check.Column) *flaw {
	_, works := working(c)
	message, help := say.T("%s is a date or a time, not a number", quote(text)), say.T("format the cell as a number in the workbook, or declare the column `date`")
	switch {
	case works && isTime(text):
		return nil
	case works:
		help = say.T("format the cell in the workbook as a time that runs on, [h]:mm, or as a number")
	case isTime(text):
		message = say.T("%s is a time, not a number", quote(text))
		if u := c.Type.Unit.String(); u != "" {
			message = say.T("%s is a time, not a number of %s", quote(text), u)
		}
		help = say.T("declare the column `hours` or `minutes`; a time that is formatted as a number is in days")
	}
	return &flaw{diag.BadCell, message, help}
}
