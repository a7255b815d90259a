package num

import (
	"errors"
	"fmt"
	"math/big"

	"github.com/shopspring/decimal"
)

var (
	// ErrSyntax is what Parse wraps when a text is not a number of the language.
	ErrSyntax = errors.New("is not a number")
	// ErrTooLong is what Parse wraps when a number has more than MaxDigits integer digits.
	ErrTooLong = fmt.Errorf("has more than %d integer digits", MaxDigits)
)

// quoted is how much of a faulty text an error repeats.
const quoted = 40

// Parse reads digits with an optional '-' before them, an optional point with digits on both sides, and single '_'
// between digits: "1_234.5". There is no exponent and no plus. The time is linear in the text, whatever its length,
// because only the digits that can matter are ever converted. The error wraps ErrSyntax or ErrTooLong.
func Parse(s string) (D, error) {
	lit, ok := scan(s)
	if !ok {
		return D{}, fmt.Errorf("%q %w", clip(s), ErrSyntax)
	}
	if lit.whole <= MaxDigits {
		if x, ok := guard(lit.decimal()); ok {
			return x, nil
		}
	}
	return D{}, fmt.Errorf("%q %w", clip(s), ErrTooLong)
}

func clip(s string) string {
	if len(s) <= quoted {
		return s
	}
	return s[:quoted] + "…"
}

// literal is a number being read: a sign, and its digits as far as they can matter.
type literal struct {
	negative bool
	digits   []byte
	whole    int  // integer digits without leading zeros, counted beyond what is kept
	places   int  // decimal places kept
	sticky   bool // a digit that is not zero was left out behind the last place kept
}

// scan splits s, and reports whether it is a number at all.
func scan(s string) (literal, bool) {
	var lit literal
	if s != "" && s[0] == '-' {
		lit.negative, s = true, s[1:]
	}
	point := false
	for i := 0; i < len(s); i++ {
		switch {
		case isDigit(s, i):
			lit.add(s[i], point)
		case !isDigit(s, i-1) || !isDigit(s, i+1), s[i] != '_' && s[i] != '.', s[i] == '.' && point:
			return lit, false
		case s[i] == '.':
			point = true
		}
	}
	return lit, s != ""
}

func isDigit(s string, i int) bool {
	return i >= 0 && i < len(s) && '0' <= s[i] && s[i] <= '9'
}

func (l *literal) add(c byte, fraction bool) {
	if fraction {
		l.addPlace(c)
		return
	}
	if c == '0' && l.whole == 0 {
		return
	}
	l.whole++
	if l.whole <= MaxDigits {
		l.digits = append(l.digits, c)
	}
}

// addPlace keeps one place more than a number may have, so that the guard can round half even at the last one.
func (l *literal) addPlace(c byte) {
	if l.places > MaxPlaces {
		l.sticky = l.sticky || c != '0'
		return
	}
	l.places++
	l.digits = append(l.digits, c)
}

// decimal converts at most MaxDigits + MaxPlaces + 2 digits.
func (l *literal) decimal() decimal.Decimal {
	if l.sticky {
		l.places++
		l.digits = append(l.digits, '1')
	}
	for l.places > 0 && l.digits[len(l.digits)-1] == '0' {
		l.places--
		l.digits = l.digits[:len(l.digits)-1]
	}
	coefficient, _ := new(big.Int).SetString("0"+string(l.digits), 10)
	if l.negative {
		coefficient.Neg(coefficient)
	}
	return decimal.NewFromBigInt(coefficient, -int32(l.places))
}
