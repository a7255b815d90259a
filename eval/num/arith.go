package num

import "github.com/shopspring/decimal"

// guard bounds the result of an operation, or answers 0 and false when it is too large. The digit count comes from the
// bit length of the coefficient, so that the usual case, small and with few places, costs no division.
func guard(d decimal.Decimal) (D, bool) {
	if d.Exponent() < -MaxPlaces {
		d = trim(d.RoundBank(MaxPlaces))
	}
	if d.NumDigits()+int(d.Exponent()) > MaxDigits && !d.IsZero() {
		return D{}, false
	}
	return D{d: d}, true
}

// trim drops the zeros behind the last decimal place that matters, and keeps whole numbers whole.
func trim(d decimal.Decimal) decimal.Decimal {
	if n := d.Normalize(); n.Exponent() <= 0 {
		return n
	}
	return d.Truncate(0)
}

// WholeDigits is how many digits x has before its decimal point; 0 of what is below 1.
func (x D) WholeDigits() int {
	if x.d.IsZero() {
		return 0
	}
	return max(0, x.d.NumDigits()+int(x.d.Exponent()))
}

// Add returns x + y, or false when the sum has more than MaxDigits integer digits.
func (x D) Add(y D) (D, bool) {
	// A zero may carry places, to which the sum would be widened for nothing.
	if y.IsZero() {
		return guard(x.d)
	}
	return guard(x.d.Add(y.d))
}

// Sub returns x - y, or false when the difference has more than MaxDigits integer digits.
func (x D) Sub(y D) (D, bool) {
	if y.IsZero() {
		return guard(x.d)
	}
	return guard(x.d.Sub(y.d))
}

// Mul returns x * y, or false when the product has more than MaxDigits integer digits.
func (x D) Mul(y D) (D, bool) { return guard(x.d.Mul(y.d)) }

// Div returns x / y: exact when the quotient ends within MaxPlaces, else to QuotientDigits significant digits. It is
// false when y is 0 or the quotient has more than MaxDigits integer digits.
func (x D) Div(y D) (D, bool) {
	if y.IsZero() {
		return D{}, false
	}
	return quotient(x.d, y.d)
}

// MulRatio returns x * n / d. The product is formed first and whole, so that the result is exact whenever it ends. It is
// false when d is 0 or the result has more than MaxDigits integer digits.
func (x D) MulRatio(n, d int64) (D, bool) {
	switch {
	case d == 0:
		return D{}, false
	case n == d:
		return guard(x.d)
	case d == 1:
		return x.Mul(Int(n))
	}
	return quotient(x.d.Mul(decimal.NewFromInt(n)), decimal.NewFromInt(d))
}

// quotient tries a few places first, because most quotients of money and counts end there, and all places then.
func quotient(x, y decimal.Decimal) (D, bool) {
	few := min(max(y.Exponent()-x.Exponent(), 0)+4, MaxPlaces+1)
	if q, rest := x.QuoRem(y, few); rest.IsZero() {
		return guard(trim(q))
	}
	q, rest := x.QuoRem(y, MaxPlaces+1)
	if rest.IsZero() {
		return guard(trim(q))
	}
	return guard(cut(q))
}

// cut rounds a quotient that goes on to QuotientDigits significant digits, or MaxPlaces when these are fewer. What is cut
// off behind q only ever lifts its magnitude, so that half away from zero is right and no tie is one.
func cut(q decimal.Decimal) decimal.Decimal {
	leading := q.NumDigits() + int(q.Exponent())
	return q.Round(int32(min(QuotientDigits-leading, MaxPlaces)))
}

// Neg returns -x.
func (x D) Neg() D { return D{d: x.d.Neg()} }

// Abs returns the magnitude of x.
func (x D) Abs() D { return D{d: x.d.Abs()} }
