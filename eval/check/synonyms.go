package check

import (
	"maps"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
)

// synonyms are what analysts write for what the language has another word for. They are consulted before the spelling is,
// and made at the first mistake.
var synonyms = sync.OnceValue(func() map[string][]string {
	return synonymTable(synonymList)
})

// Synonyms returns what the language has for each word that analysts write for something else: one way to write it, or
// several.
func Synonyms() map[string][]string { return maps.Clone(synonyms()) }

const synonymList = `
minutes: min mins minut minutter
hours: h hr hrs t time timer
workdays: arbejdsdag arbejdsdage
weeks: uge uger wk wks
months: måned måneder maaned maaneder md mdr mth mths
quarters: kvartal kvartaler
years: år aar yr yrs
kr or DKK: kroner krone kroners dkr
DKK: dkk
EUR: euro euros eur
USD: usd dollar dollars
SEK: sek
NOK: nok
GBP: gbp
thousand DKK: tkr tDKK TDKK tdkk tusind
million DKK: mio mDKK MDKK mdkk million millioner
billion DKK: mia milliard milliarder
%: percent pct procent
days: day days dag dage
`

func synonymTable(text string) map[string][]string {
	table := map[string][]string{}
	for _, line := range strings.Split(strings.TrimSpace(text), "\n") {
		meant, words, _ := strings.Cut(line, ": ")
		for _, w := range strings.Fields(words) {
			table[w] = strings.Split(meant, " or ")
		}
	}
	return table
}

// isDay reports whether a name means days, which are no unit.
func isDay(name string) bool { return len(synonyms()[name]) > 0 && synonyms()[name][0] == "days" }

// dayUnit reports days.
func (c *checker) dayUnit(id ast.Ident) {
	c.report(diag.DayUnit, id.Span, say.T("`%s` is not a unit: say workdays, or weeks", id.Name),
		help(say.T("a workday is 7.4 hours of work; calendar time is counted in weeks, months, quarters and years")))
}

// noSuchUnit reports a name that is no unit.
func (c *checker) noSuchUnit(id ast.Ident) {
	switch {
	case isDay(id.Name):
		c.dayUnit(id)
	case !c.excused(id.Name):
		c.report(diag.UnknownUnit, id.Span, say.T("unknown unit `%s`", id.Name), c.unitAdvice(id))
	}
}

// unitAdvice says what an unknown unit may have been meant as, or how to declare it.
func (c *checker) unitAdvice(id ast.Ident) func(*finding) {
	return func(f *finding) {
		if meant := synonyms()[id.Name]; len(meant) > 0 {
			f.help(say.T("write %s", say.Or(quoted(meant))))
			if len(meant) == 1 && meant[0] != "%" {
				f.fix(id.Span, meant[0])
			}
			return
		}
		f.help(suggestOr(id.Name, c.unitsFor(id.Name), say.T("declare it with all its spellings: `unit %s`", spellings(id.Name))))
	}
}

// singular gives units as they stand alone, as after a slash.
func singular(units []string) []string {
	out := make([]string, len(units))
	for i, u := range units {
		out[i] = u
		if b := builtinUnit(u); b != nil && !b.IsMoney() {
			out[i] = b.Name()
		}
	}
	return out
}

// unitsFor are the units that a name may be a misspelling of. The codes of currencies are near any short word, so that they are
// candidates only for what looks like one.
func (c *checker) unitsFor(name string) []string {
	isCode := utf8.RuneCountInString(name) == 3 && name == strings.ToUpper(name)
	var fit []string
	for _, candidate := range c.scope.unitNames() {
		if b := builtinUnit(candidate); isCode || b == nil || !b.IsMoney() {
			fit = append(fit, candidate)
		}
	}
	return fit
}

// spellings gives a unit to declare in the singular and the plural, as English makes them.
func spellings(name string) string {
	ends := func(endings ...string) bool {
		for _, e := range endings {
			if strings.HasSuffix(name, e) {
				return true
			}
		}
		return false
	}
	stem := name[:max(0, len(name)-1)]
	switch {
	case ends("ies") && len(name) > 4:
		return name[:len(name)-3] + "y, " + name
	case ends("ches", "shes", "xes", "sses"):
		return name[:len(name)-2] + ", " + name
	case ends("s") && !ends("ss", "us") && len(name) > 2:
		return stem + ", " + name
	case ends("y") && !ends("ay", "ey", "oy", "uy"):
		return name + ", " + stem + "ies"
	case ends("s", "x", "ch", "sh"):
		return name + ", " + name + "es"
	}
	return name + ", " + name + "s"
}
