package check

import (
	"strings"

	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
	"github.com/costlang/cost/lang/source"
)

var fieldCategories = []string{"preparation", "training", "operation", "investment", "other"}

// declareCategories binds the five categories of the field.
func (c *checker) declareCategories() {
	for _, name := range fieldCategories {
		cat := &Category{Def{Name: name, Label: strings.ToUpper(name[:1]) + name[1:]}}
		c.mod.Categories = append(c.mod.Categories, cat)
		c.scope.entries[name] = &entry{name: name, noun: "category", thing: cat}
	}
}

// declareCategory declares a category beyond those of the field.
func (c *checker) declareCategory(d *ast.Category) {
	cat := &Category{def(d.Name, d.Label, nil, d.Span)}
	if _, taken := ladder[d.Name.Name]; taken {
		c.taken(d.Name, say.T("`%s` is a result of `costs` and cannot be declared", d.Name.Name))
		return
	}
	c.bind(d.Name, "category", cat)
	if e := c.scope.entries[d.Name.Name]; e != nil && e.thing == cat {
		c.mod.Categories = append(c.mod.Categories, cat)
	}
}

// declareCost declares a cost, grant or saving. What drives it, the work in it and the money in it are nodes of their
// own: hours follow from the first two.
func (c *checker) declareCost(d *ast.Cost) {
	cost := &Cost{Kind: d.Kind}
	cost.Def = Def{Label: d.Label.Value, Source: textOf(d.Source), Span: d.Span, NameSpan: d.Label.Span}
	if d.Name != nil {
		cost.Name, cost.NameSpan = d.Name.Name, d.Name.Span
		c.bind(*d.Name, noun(d.Kind.String()), cost)
	}
	c.mod.Costs = append(c.mod.Costs, cost)
	c.trees[cost] = d
	c.afterDeclaring(func() { cost.Category = c.categoryNamed(d.Category) })
	drive := &node{key: key{cost, partDrive}, name: c.costName(cost), span: d.Span}
	drive.reads, drive.needs = timingReads(d.Timing), c.basisNeeds(d.Basis)
	drive.resolve = func() { c.drive(cost, d) }
	work := &node{key: key{cost, partWork}, name: drive.name, span: d.Span, needs: need(nil, partOverhead)}
	money := &node{key: key{cost, partMoney}, name: drive.name, span: d.Span}
	c.costItems(cost, d, work, money)
	for _, n := range []*node{drive, work, money} {
		c.graph.add(n)
	}
}

func (c *checker) costName(cost *Cost) string {
	if cost.Name == "" {
		return cost.Label
	}
	return cost.Name
}

func (c *checker) costItems(cost *Cost, d *ast.Cost, work, money *node) {
	reader := &itemReader{checker: c, to: &cost.Items, clock: func() (clock, bool) { return c.costClock(cost) }, slots: make([]*Item, len(d.Items)), last: map[*node]int{}}
	seen := map[string]source.Span{}
	costs := hasBadItem(d.Items)
	for i, item := range d.Items {
		switch item := item.(type) {
		case *ast.LifeItem:
			if c.oneLine(seen, "life", item.Span) {
				after(money, present(item.Value), func() { c.lifeOf(cost, item) })
			}
		case *ast.PayerItem:
			if c.oneLine(seen, "payer", item.Span) {
				var shares []ast.Expr
				for _, s := range item.Shares {
					shares = append(shares, s.Share)
				}
				after(money, shares, func() { c.payers(cost, item) })
			}
		default:
			costs = true
			reader.enter(i, item, work, money, inCost)
		}
	}
	if !costs {
		c.missingLine(d.Label.Span, theCost(d), "amount", "amount 1_000 DKK")
	}
}

// theCost names a line by its label, with its article.
func theCost(d *ast.Cost) say.Phrase {
	switch d.Kind {
	case ast.GrantLine:
		return say.T("the grant `%s`", d.Label.Value)
	case ast.SavingLine:
		return say.T("the saving `%s`", d.Label.Value)
	}
	return say.T("the cost `%s`", d.Label.Value)
}

// costClock is the years that the lists of a cost count: of the life of the teams of its basis, or of the horizon.
func (c *checker) costClock(cost *Cost) (clock, bool) {
	switch {
	case c.failedBasis[cost]:
		return clock{}, false
	case cost.Basis.clock() == clockOfTeam:
		return c.longestLife(cost.Basis.Teams...)
	}
	return c.mod.horizonClock(c.clockAt), true
}

// after adds something to what a node resolves.
func after(n *node, reads []ast.Expr, f func()) {
	n.reads = append(n.reads, reads...)
	before := n.resolve
	n.resolve = func() {
		if before != nil {
			before()
		}
		f()
	}
}

func (c *checker) payers(cost *Cost, d *ast.PayerItem) {
	seen := map[string]source.Span{}
	sum, written := num.Int(0), true
	for _, s := range d.Shares {
		if !c.oneLine(seen, s.Payer.Name, s.Payer.Span) {
			return
		}
		x := c.field(s.Share, s.Payer.Name, wantShare())
		if bad(x) {
			written = false
			continue
		}
		cost.Payers = append(cost.Payers, &Payer{Name: s.Payer.Name, Share: x, Span: s.Span})
		v, ok := constant(x)
		written = written && ok
		sum, _ = sum.Add(v)
	}
	if written && !sum.Near(num.Int(1)) {
		c.report(diag.BadPayers, d.Span, say.T("the shares of the payers add up to %s, not to 100%%", percentOf(sum)), help(say.T("change a share so that they add up")))
	}
}

func (c *checker) categoryNamed(id ast.Ident) *Category {
	e := c.scope.entries[id.Name]
	if cat, ok := entryThing(e).(*Category); ok {
		return cat
	}
	if e == nil && c.excused("category "+id.Name) || c.scope.mayHave(id.Name) {
		return nil
	}
	c.report(diag.UnknownCategory, id.Span, say.T("unknown category `%s`", id.Name), func(f *finding) {
		names := named[*Category](c.scope)
		f.help(suggestOr(id.Name, names, say.T("the categories are %s; declare another with `category %s`", say.And(few(sorted(names))), id.Name)))
	})
	return nil
}

// drive resolves how often a cost falls, and when.
func (c *checker) drive(cost *Cost, d *ast.Cost) {
	basis, ok := c.basis(d.Basis)
	cost.Basis, c.failedBasis[cost] = basis, !ok
	switch {
	case d.Timing == nil || !ok:
	case basis.Kind == OverPeriod:
		c.timingClash(d, say.T("`over period` already says when"))
	default:
		cost.Timing = c.timing(d, basis.clock(), basis.rate())
	}
}

// clock is whose years a basis counts.
func (b Basis) clock() whichClock {
	switch b.Kind {
	case PerTeam, PerEmployee, PerTeamYear, PerEmployeeYear:
		return clockOfTeam
	}
	return clockOfHorizon
}

// rate reports whether a basis is per time.
func (b Basis) rate() bool {
	switch b.Kind {
	case PerYear, PerMonth, PerTeamYear, PerEmployeeYear:
		return true
	}
	return false
}

func (c *checker) timingClash(d *ast.Cost, why say.Phrase) {
	c.report(diag.TimingOnRate, d.Timing.Span, why, func(f *finding) { f.also(d.Basis.Span, say.T("the basis")) })
}

func (c *checker) timing(d *ast.Cost, clock whichClock, rate bool) *Timing {
	t := &Timing{Kind: d.Timing.Kind, Span: d.Timing.Span}
	switch d.Timing.Kind {
	case ast.TimingIn:
		from, to, ok := c.years(d.Timing.When, clock, say.T("a cost"))
		t.From, t.To = from, to
		if !ok {
			return nil
		}
		return t
	case ast.TimingOver:
		if rate {
			c.timingClash(d, say.T("a rate falls in every step, so that it cannot be spread `over` a time as well"))
			return nil
		}
		t.Value = c.field(d.Timing.Value, "over", wantCalendar("18 months"))
	default:
		w := wantCalendar("3 years")
		w.least = anySign // wholeYears says it
		t.Value = c.field(d.Timing.Value, "every", w)
		c.wholeYears(t.Value)
	}
	if bad(t.Value) {
		return nil
	}
	return t
}

func (c *checker) wholeYears(x Expr) {
	if bad(x) {
		return
	}
	v, ok := constantIn(x, numberOfYears())
	if ok && (!v.IsInt() || v.Sign() <= 0) {
		c.report(diag.BadYear, x.Span(), say.T("`every` takes whole years from 1 on, and this is %s", show(x, mustConstant(x))), help(say.T("write it as in `every 3 years`")))
	}
}

func mustConstant(x Expr) num.D {
	v, _ := constant(x)
	return v
}

func timingReads(t *ast.Timing) []ast.Expr {
	if t == nil {
		return nil
	}
	return append(yearsOf(t.When), present(t.Value)...)
}
