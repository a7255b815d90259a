package unit

import (
	"strings"

	"github.com/costlang/cost/lang/say"
)

// String returns u as a script writes it: "DKK/family", "hours/year", "1/week", "DKK/family/month". A numerator that is
// one base stands in the plural, everything else in the singular. A plain number is "".
func (u Unit) String() string { return u.Beside(false) }

// Beside returns u as it stands behind a number: in the singular behind the number 1, 1 workday and 2 workdays.
func (u Unit) Beside(one bool) string {
	over, under := u.factors(1), u.factors(-1)
	top := strings.Join(over, "*")
	switch {
	case len(over) == 1 && !one:
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
func (u Unit) Dimension() say.Phrase {
	over, under := u.phrase(1), u.phrase(-1)
	switch {
	case over.Empty() && under.Empty():
		return say.T("a plain number")
	case under.Empty():
		return over
	case over.Empty():
		return say.T("a number per %s", under)
	}
	return say.T("%s per %s", over, under)
}

// phrase joins the words of the dimensions above the line (sign 1) or below it (sign -1).
func (u Unit) phrase(sign int) say.Phrase {
	var all say.Phrase
	for _, p := range u.parts {
		exp := sign * p.Exp
		if exp <= 0 {
			continue
		}
		word := power(p.Base.word(sign > 0), exp)
		switch {
		case all.Empty():
			all = word
		case sign > 0:
			all = say.T("%s times %s", all, word)
		default:
			all = say.T("%s and %s", all, word)
		}
	}
	return all
}

// word is what messages call the dimension of b.
func (b *Base) word(plural bool) say.Phrase {
	switch {
	case b.IsCounted() && plural:
		return counting(b.Plural())
	case b.IsMoney() && b.Name() == "DKK":
		return say.T("money")
	case b.IsMoney():
		return say.T("money in %s", b.Name())
	case b.Dim() == WorkingTime:
		return say.T("working time")
	case b.Dim() == CalendarTime:
		return say.T("calendar time")
	}
	return counting(b.Dim())
}

// counting is the word of a counted unit. Those that every script has are said in every language, others as the script
// spells them.
func counting(word string) say.Phrase {
	if own, ok := countedWords[word]; ok {
		return own
	}
	return say.Verbatim(word)
}

var countedWords = map[string]say.Phrase{
	"participant": say.T("participant"), "participants": say.T("participants"), "course": say.T("course"),
	"courses": say.T("courses"), "team": say.T("team"), "teams": say.T("teams"),
}

// power says an exponent above 1.
func power(word say.Phrase, exp int) say.Phrase {
	switch exp {
	case 1:
		return word
	case 2:
		return say.T("%s squared", word)
	case 3:
		return say.T("%s cubed", word)
	}
	return say.T("%s to the power %d", word, exp)
}
