package check

import (
	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
)

// place tells sessions and cost lines apart for the items they share.
type place int

const (
	inSession place = iota
	inCost
)

// itemReader enters the items of a session or cost into its nodes, and keeps them in the order of the text.
type itemReader struct {
	*checker
	to    *[]*Item
	clock func() (clock, bool) // of lists per year; nil in a session, which has none
	slots []*Item
	last  map[*node]int // the last item of each node, after which they are collected
}

// enter adds what an item reads to the node it belongs to, and its resolution to that node's.
func (r *itemReader) enter(i int, item any, work, money *node, where place) {
	switch item := item.(type) {
	case *ast.StaffItem:
		r.add(i, work, present(item.Staff, item.For), func() *Item { return r.staffItem(item, where) })
	case *ast.PrepareItem:
		r.add(i, work, present(item.By, item.Length), func() *Item { return r.prepareItem(item) })
	case *ast.WagesItem:
		r.add(i, work, present(item.Value, item.For), func() *Item { return r.wagesItem(item, where) })
	case *ast.AmountItem:
		r.add(i, money, present(item.Value), func() *Item { return r.amountItem(item, where) })
	}
}

func (r *itemReader) add(i int, n *node, reads []ast.Expr, read func() *Item) {
	n.reads = append(n.reads, reads...)
	before := n.resolve
	n.resolve = func() {
		if before != nil {
			before()
		}
		r.slots[i] = read()
		if r.last[n] == i {
			r.collect()
		}
	}
	r.last[n] = i
}

// collect lists the items that are read so far.
func (r *itemReader) collect() {
	*r.to = nil
	for _, it := range r.slots {
		if it != nil {
			*r.to = append(*r.to, it)
		}
	}
}

func (r *itemReader) staffItem(d *ast.StaffItem, where place) *Item {
	it := &Item{Kind: StaffItem, Source: textOf(d.Source), Span: d.Span}
	terms, ok := r.staff(d.Staff)
	it.Staff = terms
	switch {
	case d.For == nil && where == inCost:
		r.missingLine(d.Span, say.T("this staff"), "for", "staff leader for 2 hours")
		return nil
	case d.For == nil:
	case where == inSession:
		it.For = r.field(d.For, "for", wantWorking("2 hours"))
	default:
		it.For = r.field(d.For, "for", wantTime())
	}
	if !ok || d.For != nil && bad(it.For) {
		return nil
	}
	it.Employment = it.For != nil && it.For.Type().Unit.IsCalendarTime()
	r.paidBy(it)
	return it
}

func (r *itemReader) prepareItem(d *ast.PrepareItem) *Item {
	it := &Item{Kind: StaffItem, Source: textOf(d.Source), Span: d.Span, Once: !d.Each}
	it.For = r.field(d.Length, "prepare", wantWorking("1 hour"))
	terms, ok := r.staff(d.By)
	it.Staff = terms
	if !ok || bad(it.For) {
		return nil
	}
	r.paidBy(it)
	return it
}

func (r *itemReader) wagesItem(d *ast.WagesItem, where place) *Item {
	it := &Item{Kind: WagesItem, Label: textOf(d.Label), Source: textOf(d.Source), Span: d.Span}
	it.Value = r.ownMoney(d.Value, "wages", where)
	if d.For != nil {
		it.For = r.field(d.For, "for", wantWorking("2 hours"))
	}
	if bad(it.Value) || d.For != nil && bad(it.For) {
		return nil
	}
	return it
}

func (r *itemReader) amountItem(d *ast.AmountItem, where place) *Item {
	it := &Item{Kind: AmountItem, Label: textOf(d.Label), Source: textOf(d.Source), Span: d.Span}
	if it.Value = r.ownMoney(d.Value, "amount", where); bad(it.Value) {
		return nil
	}
	return it
}

// ownMoney checks the money of an item: one value, or in a cost a list per year. A series of results is none, since its clock is that of
// the horizon, and that of the basis may be another.
func (r *itemReader) ownMoney(e ast.Expr, name string, where place) Expr {
	w := r.wantOwnMoney()
	w.list = where == inCost
	x := r.field(e, name, w)
	if bad(x) {
		return x
	}
	if s := x.Type().Series; s == ByYears || s == BySteps {
		r.report(diag.NotSingle, x.Span(), say.T("`%s` takes one value or a list per year, and this is a series of results", name),
			label(account(x.Type())), help(say.T("pick an entry, as in `x[2]`, or add them up: `sum(x)`")), declared(x))
		return failed(x.Span())
	}
	r.fitsClock(x, r.clock)
	return x
}

// wantOwnMoney takes money in the currency of the script.
func (c *checker) wantOwnMoney() want {
	if c.mod.Intervention == nil {
		return wantMoney(nil)
	}
	return wantMoney(c.mod.Intervention.Currency)
}

// lifeOf and payersOf are the items that only costs have.
func (c *checker) lifeOf(cost *Cost, d *ast.LifeItem) {
	if cost.Kind != ast.CostLine {
		c.report(diag.UnknownWord, d.Span, say.T("%s has no `life`", noun(cost.Kind.String()).article()), help(say.T("only what a cost buys keeps a value")))
		return
	}
	if x := c.field(d.Value, "life", wantCalendar("5 years")); !bad(x) {
		cost.Life = x
	}
}
