package plan

import (
	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/eval/unit"
	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
)

// driver is how often a cost falls and where: events that spread by one shape. Rates per step have an event in each.
type driver struct {
	course *check.Course // whose courses or participants they are, or nil
	events []event
	shape  shape
}

// part is one driver's share of a line: how often it falls, and what it is worth each time.
type part struct {
	driver
	worth
	often flow
	// gross is labour, overhead and amount; the overhead alone is extra.
	gross, extra flow
	amounts      flow       // what is bought, for residual values
	label        say.Phrase // what it is among the parts of its line
	own          Ref        // labour and amount each time
	// moreHours is hours that do not go with the times, in all.
	moreHours Ref
}

// line is one cost, grant, saving or session, lowered.
type line struct {
	name, label string
	category    *check.Category
	kind        ast.CostKind
	cost        *check.Cost // or nil
	session     *check.Session
	in          *instance
	parts       []*part
	gross       flow // overhead included
	overhead    flow
	labour      Ref
	hours       Ref
	residual    Ref
	payers      []payer
}

// payer is what one payer pays of a line.
type payer struct {
	name string
	flow flow
}

// costLine lowers a cost, grant or saving.
func (l *lowerer) costLine(in *instance, c *check.Cost) *line {
	if ln, ok := in.lines[c]; ok {
		return ln
	}
	ln := &line{name: c.Name, label: c.Label, category: c.Category, kind: c.Kind, cost: c, in: in}
	in.lines[c] = ln
	plain, series := splitSeries(c.Items)
	drivers := l.drivers(in, c)
	if len(plain) > 0 || len(series) == 0 {
		w := l.items(in, plain, None)
		for _, d := range drivers {
			ln.parts = append(ln.parts, l.part(in, c, d, w))
		}
	}
	for _, item := range series {
		money := l.yearly(in, item.Value, in.moneyUnit())
		for _, d := range drivers {
			ln.parts = append(ln.parts, l.seriesPart(in, c, d, item, money))
		}
	}
	l.closeLine(ln, origin{c.NameSpan, in.moneyUnit()})
	l.residual(in, c, ln)
	l.payers(in, c, ln)
	return ln
}

// splitSeries tells items with one value from items with a value per year.
func splitSeries(items []*check.Item) (plain, series []*check.Item) {
	for _, item := range items {
		if item.Value != nil && item.Value.Type().Series != check.Single {
			series = append(series, item)
			continue
		}
		plain = append(plain, item)
	}
	return plain, series
}

// part multiplies a driver by what each time is worth.
func (l *lowerer) part(in *instance, c *check.Cost, d driver, w worth) *part {
	p := &part{driver: d, worth: w, moreHours: None, label: l.partLabel(in, d)}
	p.often = l.howOften(in, c, d)
	l.tellFlow(in.grid, p.often, say.T("how often"))
	l.price(in, origin{c.NameSpan, in.moneyUnit()}, p)
	return p
}

// howOften spreads the events of a driver. The parts of a period need not end as decimals, and yet they are all of it.
func (l *lowerer) howOften(in *instance, c *check.Cost, d driver) flow {
	f := l.flow(number(c.Basis.Span), in, d.events, d.shape)
	if c.Basis.Kind == check.OverPeriod {
		f.total = One
	}
	return f
}

// partLabel is what a driver is called among those of its line.
func (l *lowerer) partLabel(in *instance, d driver) say.Phrase {
	if l.telling() && d.course != nil {
		return say.T("for %s", in.labelOf(d.course.Label))
	}
	return say.T("labour and amounts")
}

// seriesPart weighs each event by the money of its year, so that one time is worth one. Hours that are paid do not change with the money.
func (l *lowerer) seriesPart(in *instance, c *check.Cost, d driver, item *check.Item, entry func(i int) Ref) *part {
	money := origin{item.Span, in.moneyUnit()}
	p := &part{driver: d, worth: zeroWorth(), moreHours: None, label: l.partLabel(in, d)}
	events := make([]event, len(d.events))
	for i, e := range d.events {
		events[i] = e.counted(l.mul(money, e.count, entry(e.year-1)))
	}
	p.often = l.flow(money, in, events, d.shape)
	p.amount = One
	if item.Kind == check.WagesItem {
		p.labour, p.overhead, p.amount = One, l.overheadOf(in, nil), None
	}
	if item.For != nil {
		times := l.howOften(in, c, d)
		p.moreHours = l.mul(l.hours(item.Span), times.total, l.in(in, item.For, unit.Of(l.units.hour)))
	}
	l.price(in, origin{c.NameSpan, in.moneyUnit()}, p)
	return p
}

// price multiplies how often by what it is worth.
func (l *lowerer) price(in *instance, o origin, p *part) {
	p.own = l.add(o, p.labour, p.amount)
	p.extra = l.times(o, in.grid, p.often, p.worth.overhead)
	paid := l.times(o, in.grid, p.often, p.own)
	p.gross = l.plus(o, paid, p.extra)
	if p.extra.total != None {
		l.tellFlow(in.grid, paid, say.T("labour and amounts"))
	}
	p.amounts = l.times(o, in.grid, p.often, p.amount)
}

// closeLine sums the parts of a line.
func (l *lowerer) closeLine(ln *line, o origin) {
	g := ln.in.grid
	ln.gross, ln.overhead, ln.labour, ln.hours = l.nothing(o, g), l.nothing(o, g), None, None
	hours := l.hours(o.span)
	for _, p := range ln.parts {
		ln.gross, ln.overhead = l.plus(o, ln.gross, p.gross), l.plus(o, ln.overhead, p.extra)
		ln.labour = l.add(o, ln.labour, l.mul(o, p.often.total, p.labour))
		ln.hours = l.sum(hours, ln.hours, p.moreHours, l.mul(hours, p.often.total, p.hoursEach(l, hours)))
	}
	l.name(ln.gross.total, ln.in.prefix+lineName(ln))
	l.tellLine(ln)
}

// tellLine says what the parts of a line are.
func (l *lowerer) tellLine(ln *line) {
	if !l.telling() {
		return
	}
	label := ln.in.labelOf(ln.label)
	l.tellNamed(ln.gross.total, ln.in.prefix+lineName(ln), label)
	l.tellFlow(ln.in.grid, ln.gross, label)
	l.tellFlow(ln.in.grid, ln.overhead, say.T("%s: overhead", label))
	l.tell(ln.hours, say.T("%s: hours", label))
	for _, p := range ln.parts {
		l.tellFlow(ln.in.grid, p.gross, p.label)
		l.tellFlow(ln.in.grid, p.extra, say.T("%s: overhead", label))
		l.tell(p.own, say.T("each time"))
		l.tell(p.worth.labour, say.T("labour each time"))
		l.tell(p.worth.overhead, say.T("overhead each time"))
		l.tell(p.worth.amount, say.T("amounts each time"))
	}
}

func lineName(ln *line) string {
	if ln.name != "" {
		return ln.name + ".cost"
	}
	return "\"" + ln.label + "\""
}

// hoursEach is the working time of all employees each time.
func (p *part) hoursEach(l *lowerer, o origin) Ref {
	total := p.hours
	for _, s := range p.shares {
		total = l.add(o, total, s.hours)
	}
	return total
}

// residual credits what amounts are still worth when the horizon ends: straight line over their life, never below nothing.
func (l *lowerer) residual(in *instance, c *check.Cost, ln *line) {
	ln.residual = None
	if c.Life == nil || c.Kind != ast.CostLine {
		return
	}
	life := l.lasting(l.in(in, c.Life, unit.Of(l.units.month)), c.Life.Span(), say.T("a life"))
	money, months, plain := origin{c.Life.Span(), in.moneyUnit()}, l.months(c.Life.Span()), number(c.Life.Span())
	told := l.tellSeries(in.grid, say.T("the share of its life that is left, by when it is bought"))
	for t, s := range in.grid.Steps {
		bought := None
		for _, p := range ln.parts {
			bought = l.add(money, bought, p.amounts.steps[t])
		}
		if bought == None {
			continue
		}
		used := l.tell(l.monthsLong(minus(in.grid.Length, s.Start)), say.T("from when it is bought to the end of the horizon"))
		left := l.max(months, l.int(0), l.sub(months, life, used))
		l.tell(left, say.T("months of its life that are left"))
		share := told.put(t, l.div(plain, left, life), say.T("the share of its life that is left"))
		ln.residual = l.add(money, ln.residual, l.mul(money, bought, share))
	}
	if l.telling() {
		l.tell(ln.residual, say.T("%s: residual value", in.labelOf(ln.label)))
	}
}

// payers splits a line by who pays it; their shares must add to the whole.
func (l *lowerer) payers(in *instance, c *check.Cost, ln *line) {
	plain := number(c.Span)
	all := None
	for _, p := range c.Payers {
		s := l.real(l.in(in, p.Share, unit.Unit{}))
		all = l.add(plain, all, s)
		o := origin{p.Span, in.moneyUnit()}
		paid := l.times(o, in.grid, ln.gross, s)
		if l.telling() {
			l.tellFlow(in.grid, paid, say.T("%s: paid by %s", in.labelOf(ln.label), p.Name))
		}
		ln.payers = append(ln.payers, payer{p.Name, paid})
	}
	if len(c.Payers) > 0 {
		l.guard(l.emit(plain, Eq, l.real(all), l.int(1), None), diag.BadPayers, c.Payers[0].Span.To(c.Payers[len(c.Payers)-1].Span),
			say.T("the shares of the payers of \"%s\" add to %s, and they must add to 100 %%", c.Label, Hole(0)), say.T("change a share"), all)
	}
}
