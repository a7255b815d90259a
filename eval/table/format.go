package table

import (
	"fmt"
	"iter"
	"strings"

	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/lang/say"
)

// Style says how the digits of a printed number are set apart. The zero Style
// is a plain decimal point and no grouping.
type Style struct {
	Thousands string       // between groups of three integer digits
	Decimal   string       // before the decimal places; "" is "."
	Language  say.Language // of words and units
	percent   string       // between a number and %
}

// English is the style of 1,234,567.89.
func English() Style { return Style{Thousands: ",", Decimal: "."} }

// Danish is the style of 1.234.567,89.
func Danish() Style { return StyleOf(say.Danish) }

// StyleOf is the style of numbers in a language.
func StyleOf(l say.Language) Style {
	if l.Code() == "da" {
		return Style{Thousands: ".", Decimal: ",", Language: l, percent: " "}
	}
	return English()
}

// Format writes x with a fixed number of decimal places, half away from zero.
// A negative number begins with '-'; one that rounds to zero does not.
func Format(x num.D, places int, style Style) string {
	text := x.Fixed(max(places, 0))
	sign := ""
	if strings.HasPrefix(text, "-") {
		sign, text = "-", text[1:]
	}
	whole, fraction, _ := strings.Cut(text, ".")
	text = sign + group(whole, style.Thousands)
	if fraction == "" {
		return text
	}
	if style.Decimal == "" {
		return text + "." + fraction
	}
	return text + style.Decimal + fraction
}

// group puts a separator before every third digit from the right.
func group(digits, separator string) string {
	var out strings.Builder
	for i, digit := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			out.WriteString(separator)
		}
		out.WriteRune(digit)
	}
	return out.String()
}

// noisePlaces is how many decimal places count when a value is asked whether it
// is whole: what lies beyond is the rounding of a quotient that does not end.
const noisePlaces = 20

// unitPriceFrom is the unit cost from which its hundredths are noise.
var unitPriceFrom = num.Int(10_000)

// AutoPlaces returns the decimal places a number is printed with where nothing
// else is said, by its unit: none for money; two for money per something below
// 10,000 that is not whole; one for %; for anything else its own, but at most
// two. What is smaller than the last of these places has two significant digits
// instead, at most two if it is no money, so that only zero is printed as zero.
func AutoPlaces(x num.D, unit string) int {
	x = x.Round(noisePlaces)
	places := usualPlaces(x, unit)
	if x.IsZero() || x.Abs().Cmp(tenth(places)) >= 0 {
		return places
	}
	for x.Abs().Cmp(tenth(places)) < 0 {
		places++
	}
	if code, _, _ := strings.Cut(unit, "/"); !isMoney(code) && x.Equal(x.Round(places)) {
		return places
	}
	return places + 1
}

// SharedPlaces returns the decimal places of numbers that stand in one column: the most that AutoPlaces gives any of them. Money
// has those of the first number, and more only where another one would be printed as zero.
func SharedPlaces(numbers iter.Seq[num.D], unit string) int {
	code, _, _ := strings.Cut(unit, "/")
	out, first := 0, true
	for x := range numbers {
		if first || !isMoney(code) || x.Round(out).IsZero() {
			out = max(out, AutoPlaces(x, unit))
		}
		first = false
	}
	return out
}

// usualPlaces are those of AutoPlaces for a number that is not too small for
// them, and for numbers that add up with others.
func usualPlaces(x num.D, unit string) int {
	code, _, per := strings.Cut(unit, "/")
	switch {
	case unit == "%":
		return 1
	case isMoney(code) && per:
		return unitPricePlaces(x)
	case isMoney(code):
		return 0
	}
	return ownPlaces(x)
}

// unitPricePlaces returns the decimal places of money per something.
func unitPricePlaces(x num.D) int {
	if x.Abs().Cmp(unitPriceFrom) >= 0 || ownPlaces(x) == 0 {
		return 0
	}
	return 2
}

// ownPlaces returns how many decimal places x has, at most two.
func ownPlaces(x num.D) int {
	x = x.Round(noisePlaces)
	for places := range 2 {
		if x.Equal(x.Round(places)) {
			return places
		}
	}
	return 2
}

// isMoney reports whether a unit is a currency: a code of three capitals, or kr.
func isMoney(unit string) bool {
	if unit == "kr" {
		return true
	}
	return len(unit) == 3 && strings.Trim(unit, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
}

// ordinal names the thing at an index, counted from one.
func ordinal(noun string, index int) string { return fmt.Sprintf("%s %d", noun, index+1) }
