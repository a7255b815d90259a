package check

import (
	"sort"

	"github.com/costlang/cost/eval/unit"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
	"github.com/costlang/cost/lang/source"
)

// causes holds what one missing line or one wrong one brings about in many places, so that it is reported once.
type causes struct {
	norms   []norming
	foreign []foreign
	prices  []source.Span // places that convert prices without an index
}

// norming is a place that needs a norm which is not there.
type norming struct {
	wage *Wage
	at   source.Span
	said say.Phrase
}

// foreign is a place with money of another currency than the script's.
type foreign struct {
	money *unit.Base
	at    source.Span
	only  func() // reports it where it is no line that takes the script's money, or nil
}

// alsoPlaces is how many further places a report points at.
const alsoPlaces = 3

func (c *checker) reportCauses() {
	found := c.causes
	c.causes = causes{}
	c.reportNorms(found.norms)
	c.reportPrices(found.prices)
	for len(found.foreign) > 0 {
		var these, others []foreign
		for _, f := range found.foreign {
			if f.money.Dim() == found.foreign[0].money.Dim() {
				these = append(these, f)
			} else {
				others = append(others, f)
			}
		}
		c.reportForeign(these)
		found.foreign = others
	}
}

// needNorm notes an annual wage where hours are needed, or an hourly one where years are.
func (c *checker) needNorm(w *Wage, at source.Span) {
	said := say.T("`%s` is an annual wage, and hours are needed here", w.Name)
	switch {
	case w.unpaid():
		said = say.T("`%s` needs a norm here, since working time becomes employment or the other way round", w.Name)
	case !w.Yearly:
		said = say.T("`%s` is an hourly wage, and a year's is needed here", w.Name)
	}
	c.causes.norms = append(c.causes.norms, norming{w, at, said})
}

func (c *checker) reportNorms(places []norming) {
	if len(places) == 0 {
		return
	}
	sort.SliceStable(places, func(i, j int) bool { return earlier(places[i].at, places[j].at) })
	first := places[0]
	message := say.T("%s, without a norm between them", first.said)
	if len(places) > 1 {
		message = say.T("%s need a norm between hours and years in %d places, and the script has none", say.And(few(wagesOf(places))), len(places))
	}
	c.report(diag.NoNorm, first.at, message, func(f *finding) {
		if len(places) == 1 {
			f.also(first.wage.Span, say.T("declared here, without `with norm`"))
		} else {
			f.label(first.said)
		}
		for _, p := range places[1:min(len(places), 1+alsoPlaces)] {
			f.also(p.at, p.said)
		}
		f.help(say.T("declare `norm 1_600 hours/year`, or give the wage its own: `with norm 1_600 hours/year`"))
	})
}

func (c *checker) reportPrices(places []source.Span) {
	if len(places) == 0 {
		return
	}
	sort.SliceStable(places, func(i, j int) bool { return earlier(places[i], places[j]) })
	message := say.T("this converts prices, and the script names no index to convert by")
	c.report(diag.NoPriceIndex, places[0], alsoElsewhere(message, len(places)-1),
		help(say.T("say `prices 2018 by INDEX` in the intervention, and declare the index")))
}

// alsoElsewhere is a message with the number of further places that it is about.
func alsoElsewhere(message say.Phrase, more int) say.Phrase {
	if more == 0 {
		return message
	}
	return say.T("%s; so it is in %s", message, say.Count(more, say.T("1 more place"), say.T("%d more places", more)))
}

// wagesOf names the wages of some places, each once.
func wagesOf(places []norming) []string {
	var names []string
	seen := map[*Wage]bool{}
	for _, p := range places {
		if !seen[p.wage] {
			seen[p.wage] = true
			names = append(names, quote(p.wage.Name))
		}
	}
	return names
}

// foreignMoney returns the currency of a unit when it is all that keeps the unit from fitting: in the script's own it would.
func (c *checker) foreignMoney(u unit.Unit, fits func(unit.Unit) bool) *unit.Base {
	m, exp := u.MoneyPart()
	if c.mod.Intervention == nil || c.mod.Intervention.Currency == nil || exp != 1 || m.Dim() == c.mod.Intervention.Currency.Dim() {
		return nil
	}
	v, _, ok := u.Mul(unit.Of(c.mod.Intervention.Currency))
	if v, _, ok2 := v.Div(unit.Of(m)); ok && ok2 && fits(v) {
		return m
	}
	return nil
}

// foreignPlace notes a value that is in another currency, and reports whether it is.
func (c *checker) foreignPlace(x Expr, fits func(unit.Unit) bool, only func()) bool {
	if !isNumber(x) {
		return false
	}
	m := c.foreignMoney(x.Type().Unit, fits)
	if m != nil {
		c.causes.foreign = append(c.causes.foreign, foreign{m, x.Span(), only})
	}
	return m != nil
}

// reportForeign reports the places of one currency. Where no line takes money, each place says what it is.
func (c *checker) reportForeign(places []foreign) {
	sort.SliceStable(places, func(i, j int) bool { return earlier(places[i].at, places[j].at) })
	first := -1
	for i, p := range places {
		if p.only == nil {
			first = i
			break
		}
	}
	if first < 0 {
		for _, p := range places {
			p.only()
		}
		return
	}
	is, counts := places[first].money.Name(), c.mod.Intervention.Currency.Name()
	message := say.T("this is %s, and the script counts in %s", is, counts)
	c.report(diag.ForeignCurrency, places[first].at, alsoElsewhere(message, len(places)-1), func(f *finding) {
		f.also(c.currencyAt, say.T("the currency of the script"))
		f.help(say.T("say `currency %s` if the script counts in it, or multiply by a rate of your own in %s/%s", is, counts, is))
	})
}
