package table

import (
	"strings"

	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/lang/say"
)

// Amount is a number with its unit inside a text: `10 courses`, `120%`.
type Amount struct {
	Value  num.D
	Places int    // decimal places, or None for those of AutoPlaces
	Unit   string // as a script writes it, "" for none
	One    string // the unit behind the number 1, if that is another: course where Unit is courses
}

// In writes the amount as the language does.
func (a Amount) In(l say.Language) string { return StyleOf(l).Amount(a) }

// String writes the amount in English.
func (a Amount) String() string { return a.In(say.English) }

// Amount writes a number with its unit.
func (s Style) Amount(a Amount) string {
	text := Format(a.Value, a.places(), s)
	switch a.Unit {
	case "":
		return text
	case "%":
		return s.Percent(text)
	}
	return text + " " + s.Unit(a.Beside())
}

// Beside is the unit that stands behind the number as it is printed.
func (a Amount) Beside() string {
	if a.One != "" && a.Value.Round(a.places()).Abs().Equal(num.Int(1)) {
		return a.One
	}
	return a.Unit
}

func (a Amount) places() int {
	if a.Places < 0 {
		return AutoPlaces(a.Value, a.Unit)
	}
	return a.Places
}

// Percent writes a number that is in percent.
func (s Style) Percent(number string) string { return number + s.percent + "%" }

// Unit writes a unit as people do: kroner are kr. behind the number, and what it is per follows by /. Units that every
// script has are said in the language; those that a script declares stand as it spells them.
func (s Style) Unit(unit string) string {
	if per, ok := strings.CutPrefix(unit, "1/"); ok {
		return say.T("per %s", s.Unit(per)).In(s.Language)
	}
	words := strings.Split(perEach(unit), " ")
	for i, word := range words {
		parts := strings.Split(word, "/")
		for j, part := range parts {
			parts[j] = s.unitWords(part)
		}
		words[i] = strings.Join(parts, "/")
	}
	return strings.Join(words, " ")
}

func (s Style) unitWords(product string) string {
	factors := strings.Split(product, "*")
	for i, factor := range factors {
		if word, ok := unitWords[factor]; ok {
			factors[i] = word.In(s.Language)
		}
	}
	return strings.Join(factors, "·")
}

// unitWords are the units that every script has, and the words for scales before them.
var unitWords = map[string]say.Phrase{
	"DKK": say.T("kr."), "kr": say.T("kr."), "thousand": say.T("thousand"), "million": say.T("million"), "billion": say.T("billion"),
	"hour": say.T("hour"), "hours": say.T("hours"), "minute": say.T("minute"), "minutes": say.T("minutes"),
	"workday": say.T("workday"), "workdays": say.T("workdays"), "week": say.T("week"), "weeks": say.T("weeks"),
	"month": say.T("month"), "months": say.T("months"), "quarter": say.T("quarter"), "quarters": say.T("quarters"),
	"year": say.T("year"), "years": say.T("years"), "participant": say.T("participant"), "participants": say.T("participants"),
	"course": say.T("course"), "courses": say.T("courses"), "team": say.T("team"), "teams": say.T("teams"),
}

// perEach writes a/(b*c) as a/b/c.
func perEach(unit string) string {
	over, under, ok := strings.Cut(unit, "/(")
	if !ok || !strings.HasSuffix(under, ")") {
		return unit
	}
	return over + "/" + strings.ReplaceAll(strings.TrimSuffix(under, ")"), "*", "/")
}
