package num

import (
	"strings"

	"github.com/shopspring/decimal"
)

// RoundTo returns the multiple of step nearest to x, half away from zero. A step that is not positive leaves x as it
// is. Like every rounding upwards it may reach a digit more than MaxDigits; the next operation reports that.
func (x D) RoundTo(step D) D {
	return x.multiple(step, func(rest decimal.Decimal) bool {
		return rest.Abs().Add(rest.Abs()).Cmp(step.d) >= 0
	})
}

// FloorTo returns the largest multiple of step that is not above x. A step that is not positive leaves x as it is.
func (x D) FloorTo(step D) D {
	return x.multiple(step, func(rest decimal.Decimal) bool { return rest.Sign() < 0 })
}

// CeilTo returns the smallest multiple of step that is not below x. A step that is not positive leaves x as it is.
func (x D) CeilTo(step D) D {
	return x.multiple(step, func(rest decimal.Decimal) bool { return rest.Sign() > 0 })
}

// RoundNear is RoundTo, and takes what is Near to half way between two multiples for that: a quotient that does not end may fall short
// of it.
func (x D) RoundNear(step D) D {
	low, high := x.FloorTo(step), x.CeilTo(step)
	middle := D{d: low.d.Add(high.d).Mul(half)}
	switch {
	case !x.Near(middle):
		return x.RoundTo(step)
	case x.Sign() < 0:
		return low
	}
	return high
}

var half = decimal.New(5, -1)

// FloorNear is FloorTo, and takes what is Near to a multiple for it.
func (x D) FloorNear(step D) D {
	if nearest := x.RoundTo(step); nearest.Near(x) {
		return nearest
	}
	return x.FloorTo(step)
}

// CeilNear is CeilTo, and takes what is Near to a multiple for it.
func (x D) CeilNear(step D) D {
	if nearest := x.RoundTo(step); nearest.Near(x) {
		return nearest
	}
	return x.CeilTo(step)
}

// multiple cuts x to a multiple of step towards zero, and goes one step further out when outward says so of the rest,
// which has the sign of x.
func (x D) multiple(step D, outward func(rest decimal.Decimal) bool) D {
	if step.Sign() <= 0 {
		return x
	}
	q, rest := x.d.QuoRem(step.d, 0)
	if outward(rest) {
		q = q.Add(decimal.NewFromInt(int64(x.Sign())))
	}
	return D{d: q.Mul(step.d)}
}

// Round returns x with at most the given number of decimal places, half away from zero; -3 rounds to thousands.
func (x D) Round(places int) D {
	p := clamp(places)
	if -x.d.Exponent() <= p {
		return x
	}
	return D{d: x.d.Round(p)}
}

// clamp limits places to those in which numbers can differ, since the library works as long as it is told to.
func clamp(places int) int32 {
	return int32(min(max(places, -MaxDigits-1), MaxPlaces))
}

// Fixed returns x in plain notation with exactly the given number of decimal places (at most MaxPlaces), half away from
// zero: "1234.50". Zero has no sign.
func (x D) Fixed(places int) string { return x.d.StringFixed(clamp(places)) }

// String returns x exactly, in plain notation without trailing zeros: "1234.5".
func (x D) String() string {
	s := x.d.StringFixed(max(-x.d.Exponent(), 0))
	if !strings.Contains(s, ".") {
		return s
	}
	return strings.TrimSuffix(strings.TrimRight(s, "0"), ".")
}

// Significant returns x in plain notation without trailing zeros: exactly where n significant digits are enough, else
// rounded to n, half away from zero. n below 1 counts as 1.
func (x D) Significant(n int) string {
	leading := x.d.NumDigits() + int(x.d.Exponent())
	return x.Round(max(n, 1) - leading).String()
}
