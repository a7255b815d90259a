package say

import (
	"strconv"
	"time"
)

// Date is a day as scripts write it, 2018-03-01. English keeps that form; Danish says 1. marts 2018.
type Date string

var danishMonths = [...]string{
	"januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober", "november", "december",
}

// In writes the day as the language does. What is no date stands as it is.
func (d Date) In(l Language) string {
	day, err := time.Parse(time.DateOnly, string(d))
	if err != nil || l.Code() != "da" {
		return string(d)
	}
	return strconv.Itoa(day.Day()) + ". " + danishMonths[day.Month()-1] + " " + strconv.Itoa(day.Year())
}
