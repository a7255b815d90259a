// Package num holds the guarded decimal: exact base-ten numbers whose size is bounded after every operation.
//
// Figures of a run are of type D, without their unit. [Parse] and [Int] make one, [D.String] and [D.Fixed] write it, [D.Float64] is the float
// nearest to it, and in JSON it is a text. Arithmetic reports whether it could be done:
//
//	sum, ok := x.Add(y)
//
// A number has at most 60 integer digits, and at most 60 decimal places: beyond the places it is rounded half even,
// beyond the integer digits the operation reports that it failed. So no chain of operations, however hostile, takes more
// than a bounded time a step. It is the only package that knows the decimal library, and reads none of its globals.
package num

import (
	"strconv"
	"strings"

	"github.com/shopspring/decimal"
)

const (
	// MaxDigits is the largest number of integer digits of a number.
	MaxDigits = 60
	// MaxPlaces is the largest number of decimal places of a number; further ones are rounded half even.
	MaxPlaces = 60
	// QuotientDigits is the number of significant digits of a quotient that does not end.
	QuotientDigits = 34
	// NearDigits is the number of significant digits to which Near compares.
	NearDigits = 20
)

// D is an immutable exact decimal without a unit. Its zero value is 0. Compare with Equal or Cmp, never ==, which does
// not compile: 1.0 and 1.00 are the same number in two forms.
type D struct {
	_ [0]func()
	d decimal.Decimal
}

// Int returns n.
func Int(n int64) D { return D{d: decimal.NewFromInt(n)} }

// Power returns 10^exp, for an exp from -MaxPlaces up to, not including, MaxDigits.
func Power(exp int) D { return D{d: decimal.New(1, int32(exp))} }

// Ratio returns n/d as Div does: exact where the quotient ends, else to QuotientDigits. It panics when d is 0, so it is
// for factors known beforehand; a divisor out of a script goes through Div.
func Ratio(n, d int64) D {
	q, ok := Int(n).Div(Int(d))
	if !ok {
		panic("num: ratio with denominator 0")
	}
	return q
}

// Must parses s and panics when it is no number: for tests and tables in the program's own text.
func Must(s string) D {
	x, err := Parse(s)
	if err != nil {
		panic("num: " + err.Error())
	}
	return x
}

// FromFloat returns the shortest decimal that reads back as f, rounded to MaxPlaces. It is false for a NaN, an infinity
// and a magnitude beyond MaxDigits.
func FromFloat(f float64) (D, bool) {
	x, err := Parse(strconv.FormatFloat(f, 'f', -1, 64))
	return x, err == nil
}

// Exponent is the power of ten of the first digit of a float other than 0: 2 of 123, and -3 of 0.001. Logarithms differ between
// machines in their last bit, and so in this. It is 0 for what is no finite number.
func Exponent(f float64) int {
	_, power, _ := strings.Cut(strconv.FormatFloat(f, 'e', -1, 64), "e")
	n, _ := strconv.Atoi(power) // nothing where there is none
	return n
}

// Float64 returns the float nearest to x.
func (x D) Float64() float64 { return x.d.InexactFloat64() }

// Sign returns -1, 0 or +1.
func (x D) Sign() int { return x.d.Sign() }

// IsZero reports whether x is 0.
func (x D) IsZero() bool { return x.d.IsZero() }

// IsInt reports whether x is a whole number.
func (x D) IsInt() bool { return x.d.IsInteger() }

// Int64 returns x as a machine integer, and whether it is a whole number that fits one. Of a fraction it is 0.
func (x D) Int64() (int64, bool) {
	if !x.IsInt() {
		return 0, false
	}
	n := x.d.BigInt()
	return n.Int64(), n.IsInt64()
}

// Cmp returns -1, 0 or +1 as x is less than, equal to or greater than y.
func (x D) Cmp(y D) int { return x.d.Cmp(y.d) }

// Equal reports whether x and y are the same number, to the last digit.
func (x D) Equal(y D) bool { return x.d.Equal(y.d) }

// Near reports whether x and y are the same to NearDigits significant digits: they differ by no more than 10^-20 of the
// larger magnitude. Nothing but 0 is near 0.
func (x D) Near(y D) bool {
	larger := x.d.Abs()
	if other := y.d.Abs(); other.Cmp(larger) > 0 {
		larger = other
	}
	return x.d.Sub(y.d).Abs().Cmp(larger.Shift(-NearDigits)) <= 0
}

// IsSet reports whether x was ever given a value: it is false of the zero value of D, which is 0 to every other method.
func (x D) IsSet() bool { return x.d != decimal.Decimal{} }
