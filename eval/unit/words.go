package unit

import (
	"strconv"
	"strings"
)

// String returns u as a script writes it: "DKK/family", "hours/year", "1/week", "DKK/family/month". A numerator that is
// one base stands in the plural, everything else in the singular. A plain number is "".
func (u Unit) String() string {
	over, under := u.factors(1), u.factors(-1)
	top := strings.Join(over, "*")
	switch {
	case len(over) == 1:
		top = u.soleNumerator().Plural()
	case len(over) == 0 && len(under) > 0:
		top = "1"
	}
	return strings.Join(append([]string{top}, under...), "/")
}

// factors returns the names above the line (sign 1) or below it (sign -1), repeated as the exponents say, since the
// language has no powers.
func (u Unit) factors(sign int) []string {
	var names []string
	for _, p := range u.parts {
		for range max(sign*p.Exp, 0) {
			names = append(names, p.Base.Name())
		}
	}
	return names
}

// soleNumerator returns the first base above the line.
func (u Unit) soleNumerator() *Base {
	for _, p := range u.parts {
		if p.Exp > 0 {
			return p.Base
		}
	}
	return nil
}

// Dimension returns the dimension of u in words, for messages: "money per family", "working time", "a plain number",
// "families per calendar time". A currency other than DKK is named, so that unlike dimensions read unlike.
func (u Unit) Dimension() string {
	over, under := u.phrase(1), u.phrase(-1)
	switch {
	case over == "" && under == "":
		return "a plain number"
	case under == "":
		return over
	case over == "":
		return "a number per " + under
	}
	return over + " per " + under
}

// phrase joins the words of the dimensions above the line (sign 1) or below it (sign -1).
func (u Unit) phrase(sign int) string {
	join := map[int]string{1: " times ", -1: " and "}[sign]
	var words []string
	for _, p := range u.parts {
		if exp := sign * p.Exp; exp > 0 {
			words = append(words, p.Base.word(sign > 0)+power(exp))
		}
	}
	return strings.Join(words, join)
}

// word is what messages call the dimension of b.
func (b *Base) word(plural bool) string {
	switch {
	case b.IsCounted() && plural:
		return b.Plural()
	case b.IsMoney() && b.Name() == "DKK":
		return "money"
	case b.IsMoney():
		return "money in " + b.Name()
	}
	return b.Dim()
}

// power says an exponent above 1.
func power(exp int) string {
	switch exp {
	case 1:
		return ""
	case 2:
		return " squared"
	case 3:
		return " cubed"
	}
	return " to the power " + strconv.Itoa(exp)
}
