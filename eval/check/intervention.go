package check

import (
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/unit"
	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
	"github.com/costlang/cost/lang/source"
)

// declareIntervention reads the conventions that need no other line, so that results have types from the beginning;
// its rates are resolved in their turn.
func (c *checker) declareIntervention(d *ast.Intervention) {
	if first := c.mod.Intervention; first != nil {
		c.report(diag.DuplicateLine, d.Name.Span, say.T("a script has one intervention"), func(f *finding) { f.also(first.NameSpan, say.T("the first stands here")) })
		return
	}
	in := &Intervention{Def: Def{Name: d.Name.Value, Label: d.Name.Value, Span: d.Span, NameSpan: d.Name.Span}}
	c.mod.Intervention = in
	seen := map[string]source.Span{}
	for _, item := range d.Items {
		if word := interventionWord(item); word == "" || c.oneLine(seen, word, item.Range()) {
			c.interventionItem(in, item)
		}
	}
	c.trees[in] = d
	if _, there := seen["currency"]; !there && !hasBadItem(d.Items) {
		c.missingLine(d.Name.Span, say.T("the intervention"), "currency", "currency DKK")
	}
	c.oneClock(seen)
}

func hasBadItem[T any](items []T) bool {
	for _, item := range items {
		if _, bad := any(item).(*ast.BadItem); bad {
			return true
		}
	}
	return false
}

func (c *checker) oneClock(seen map[string]source.Span) {
	h, looksForward := seen["horizon"]
	p, looksBack := seen["period"]
	if looksForward && looksBack {
		c.report(diag.DuplicateLine, p, say.T("a script looks forward over a horizon or back over a period, not both"), func(f *finding) { f.also(h, say.T("the horizon stands here")) })
	}
}

func interventionWord(item ast.InterventionItem) string {
	switch item := item.(type) {
	case *ast.CurrencyItem:
		return "currency"
	case *ast.PricesItem:
		return "prices"
	case *ast.HorizonItem:
		return "horizon"
	case *ast.PeriodItem:
		return "period"
	case *ast.ValueItem:
		return item.Field.Name
	case *ast.BeyondItem:
		return "beyond"
	case *ast.AboutItem:
		return "about"
	}
	return ""
}

func (c *checker) interventionItem(in *Intervention, item ast.InterventionItem) {
	switch item := item.(type) {
	case *ast.CurrencyItem:
		in.Currency, c.currencyAt = c.currency(item.Name), item.Name.Span
	case *ast.PricesItem:
		c.prices(in, item)
	case *ast.HorizonItem:
		if in.Grid == nil {
			in.Grid, c.clockAt = c.horizon(item), item.Span
		}
	case *ast.PeriodItem:
		if in.Grid == nil {
			in.Grid, c.clockAt = c.period(item), item.Span
		}
	case *ast.ValueItem:
		c.interventionValue(in, item)
	case *ast.BeyondItem:
		in.Dropped = true
	case *ast.AboutItem:
		in.About = item.Text.Value
	}
}

func (c *checker) currency(id ast.Ident) *unit.Base {
	b := builtinUnit(id.Name)
	if b == nil || !b.IsMoney() {
		c.report(diag.UnknownUnit, id.Span, say.T("`%s` is not a currency", id.Name), help(say.T("write its code, such as DKK or EUR")))
		return nil
	}
	return b
}

func (c *checker) prices(in *Intervention, item *ast.PricesItem) {
	year, ok := c.year(item.Year)
	if !ok {
		c.badPrices = true
		return
	}
	in.Prices = year
	if item.Index == nil {
		return
	}
	c.badPrices = true
	c.afterDeclaring(func() {
		if in.PricesIndex = c.indexNamed(*item.Index); in.PricesIndex == nil {
			return
		}
		if in.PricesIndex.entry(year) == nil {
			c.noIndexYear(item.Year.Span, year, in.PricesIndex)
		}
	})
}

// year reads a calendar year.
func (c *checker) year(n ast.Number) (int, bool) {
	v, err := num.Parse(n.Text)
	year, whole := v.Int64()
	if err != nil || !whole || year < firstCalendarYear || year > lastCalendarYear {
		c.report(diag.BadNumber, n.Span, say.T("`%s` is not a calendar year", n.Text), help(say.T("write it in full, such as 2018")))
		return 0, false
	}
	return int(year), true
}

// interventionValue enters the nodes of discount, overhead and active weeks.
func (c *checker) interventionValue(in *Intervention, item *ast.ValueItem) {
	to, p, w := &in.Discount, partDiscount, wantShare()
	switch item.Field.Name {
	case "overhead":
		to, p = &in.Overhead, partOverhead
	case "active_weeks":
		to, p, w = &in.ActiveWeeks, partWeeks, want{what: say.T("a number of weeks"), example: "46", fits: isWeeks, bare: true, least: notNegative}
	}
	if item.Field.Name == "discount" {
		w.least = anySign
	}
	*to = failed(item.Value.Range()) // until it is its turn
	c.graph.add(&node{key: key{nil, p}, name: item.Field.Name, span: item.Span, reads: []ast.Expr{item.Value}, resolve: func() {
		*to = c.field(item.Value, item.Field.Name, w)
	}})
}

func isWeeks(u unit.Unit) bool { return u.Is(unit.CalendarTime, 1) && u.String() == "weeks" }
