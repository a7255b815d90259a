// Package unit holds dimensions and named units: what DKK/family is, when two units can be added, and by which exact
// factor a value changes when its unit does. It computes no values.
//
// A program that embeds eval writes units as texts, as scripts do; this is what checks them. A [Registry] knows the names of one script, and a
// [Unit] is what one stands for.
package unit

import (
	"cmp"
	"slices"
)

// MaxExponent is the largest magnitude of an exponent in a unit.
const MaxExponent = 8

// MaxParts is how many bases a unit has at most.
const MaxParts = 12

// Part is one base of a unit with its exponent, which is never 0.
type Part struct {
	Base *Base
	Exp  int
}

// Unit is an immutable product of bases with integer exponents, at most one base of each dimension. Its zero value is
// the unit of a plain number. Compare with Equal, never ==, which does not compile.
type Unit struct {
	parts []Part // sorted: money, counted, working time, calendar time; by name within a kind
}

// Of returns the unit that is one base.
func Of(b *Base) Unit { return Unit{parts: []Part{{Base: b.root(), Exp: 1}}} }

// Mul returns the unit of a product, and the factor by which the product of the two values must be multiplied for it:
// of two bases of one dimension the left one stays, so DKK/year times months is DKK, with the factor 1/12. It is false
// when an exponent passes MaxExponent, there are more than MaxParts bases, or the factor does not fit a Ratio.
func (u Unit) Mul(v Unit) (Unit, Ratio, bool) {
	merged, factor := slices.Clone(u.parts), One
	for _, p := range v.parts {
		i := slices.IndexFunc(merged, p.sameDim)
		if i < 0 {
			merged = append(merged, p)
			continue
		}
		change, ok := p.convert(merged[i].Base, factor)
		if !ok {
			return Unit{}, One, false
		}
		merged[i].Exp, factor = merged[i].Exp+p.Exp, change
	}
	return normal(merged, factor)
}

// Div returns the unit of a quotient, with the factor and the failures of Mul.
func (u Unit) Div(v Unit) (Unit, Ratio, bool) { return u.Mul(v.Inv()) }

// Inv returns the unit of 1 divided by a value in u.
func (u Unit) Inv() Unit {
	parts := slices.Clone(u.parts)
	for i := range parts {
		parts[i].Exp = -parts[i].Exp
	}
	return Unit{parts: parts}
}

// normal drops what cancelled, checks the exponents and sorts.
func normal(parts []Part, factor Ratio) (Unit, Ratio, bool) {
	parts = slices.DeleteFunc(parts, func(p Part) bool { return p.Exp == 0 })
	for _, p := range parts {
		if p.Exp > MaxExponent || p.Exp < -MaxExponent {
			return Unit{}, One, false
		}
	}
	if len(parts) > MaxParts {
		return Unit{}, One, false
	}
	slices.SortFunc(parts, func(a, b Part) int {
		return cmp.Or(cmp.Compare(a.Base.kind, b.Base.kind), cmp.Compare(a.Base.Name(), b.Base.Name()))
	})
	return Unit{parts: parts}, factor, true
}

func (p Part) sameDim(q Part) bool { return p.Base.Dim() == q.Base.Dim() }

// convert returns factor times what a value changes by when the base of p becomes another of its dimension.
func (p Part) convert(to *Base, factor Ratio) (Ratio, bool) {
	if p.Base == to {
		return factor, true
	}
	single, _ := p.Base.Factor().Mul(to.Factor().Inv()) // the factors of bases are small
	change, ok := single.pow(p.Exp)
	if !ok {
		return One, false
	}
	return factor.Mul(change)
}

// SameDim reports whether values in u and in v can be added and compared, once converted.
func (u Unit) SameDim(v Unit) bool {
	if len(u.parts) != len(v.parts) {
		return false
	}
	for _, p := range u.parts {
		if v.Exp(p.Base.Dim()) != p.Exp {
			return false
		}
	}
	return true
}

// To returns the factor that turns a value in u into one in v. It is false when the dimensions differ, see SameDim, or
// the factor does not fit a Ratio.
func (u Unit) To(v Unit) (Ratio, bool) {
	if !u.SameDim(v) {
		return One, false
	}
	factor := One
	for _, p := range u.parts {
		i := slices.IndexFunc(v.parts, p.sameDim)
		change, ok := p.convert(v.parts[i].Base, factor)
		if !ok {
			return One, false
		}
		factor = change
	}
	return factor, true
}

// Equal reports whether u and v are the same unit, so that values in them are comparable as they are.
func (u Unit) Equal(v Unit) bool { return slices.Equal(u.parts, v.parts) }

// Parts returns the bases and exponents in the order of display: money, what is counted, working time, calendar time.
func (u Unit) Parts() []Part { return slices.Clone(u.parts) }

// Dims returns the exponent of every dimension in u, by the key that Base.Dim gives.
func (u Unit) Dims() map[string]int {
	dims := make(map[string]int, len(u.parts))
	for _, p := range u.parts {
		dims[p.Base.Dim()] = p.Exp
	}
	return dims
}

// Exp returns the exponent of a dimension in u, 0 when it is not there.
func (u Unit) Exp(dim string) int {
	for _, p := range u.parts {
		if p.Base.Dim() == dim {
			return p.Exp
		}
	}
	return 0
}

// Is reports whether u is exactly one dimension with that exponent: Is(WorkingTime, 1) of hours.
func (u Unit) Is(dim string, exp int) bool {
	return len(u.parts) == 1 && u.parts[0].Base.Dim() == dim && u.parts[0].Exp == exp
}

// IsNumber reports whether u is the unit of a plain number.
func (u Unit) IsNumber() bool { return len(u.parts) == 0 }

// IsMoney reports whether u is one currency and nothing else.
func (u Unit) IsMoney() bool {
	b, ok := u.Only()
	return ok && b.IsMoney()
}

// IsWorkingTime reports whether u is hours, minutes or workdays.
func (u Unit) IsWorkingTime() bool { return u.Is(WorkingTime, 1) }

// IsCalendarTime reports whether u is weeks, months, quarters or years.
func (u Unit) IsCalendarTime() bool { return u.Is(CalendarTime, 1) }

// IsCounted reports whether u is one counted unit and nothing else.
func (u Unit) IsCounted() bool {
	b, ok := u.Only()
	return ok && b.IsCounted()
}

// Only returns the base that u is, when it is one base to the first power.
func (u Unit) Only() (*Base, bool) {
	if len(u.parts) != 1 || u.parts[0].Exp != 1 {
		return nil, false
	}
	return u.parts[0].Base, true
}

// MoneyPart returns the currency in u and its exponent, or nil and 0 without one. Of several it is the first by name.
func (u Unit) MoneyPart() (*Base, int) {
	if len(u.parts) == 0 || !u.parts[0].Base.IsMoney() {
		return nil, 0
	}
	return u.parts[0].Base, u.parts[0].Exp
}
