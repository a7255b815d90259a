package plan

import (
	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/eval/unit"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
)

// rates is what a kind of employee costs, pension included, and what comes on top.
type rates struct {
	hourly, yearly Ref // money per hour, money per year; a failure where the norm that it needs is not there
	norm           Ref // hours per year, or None without a norm
	overhead       Ref // a plain number or None
}

// rates lowers a wage in its two forms.
func (l *lowerer) rates(in *instance, w *check.Wage) rates {
	r, ok := in.rates[w]
	if !ok {
		r = l.newRates(in, w)
		in.rates[w] = r
	}
	return r
}

func (l *lowerer) newRates(in *instance, w *check.Wage) rates {
	written := l.one(l.definition(in, w))
	hour := origin{w.Span, perTime(in.currencyOf(w), l.units.hour)}
	year := origin{w.Span, perTime(in.currencyOf(w), l.units.year)}
	r := rates{norm: l.optional(in, w.Norm, perTime(l.units.hour, l.units.year), None), overhead: l.overheadOf(in, w)}
	if w.Yearly {
		r.yearly, r.hourly = l.withPension(in, year, w, written), l.noNorm(hour, w)
		if r.norm != None {
			r.hourly = l.div(hour, r.yearly, r.norm)
		}
	} else {
		r.hourly, r.yearly = l.withPension(in, hour, w, written), l.noNorm(year, w)
		if r.norm != None {
			r.yearly = l.mul(year, r.hourly, r.norm)
		}
	}
	if l.isZero(written) {
		l.tellFixed(written)
		r.hourly, r.yearly = None, None
	}
	l.name(r.hourly, in.prefix+w.Name+".hourly")
	l.name(r.yearly, in.prefix+w.Name+".yearly")
	if l.telling() {
		l.tell(r.hourly, say.T("%s: pay per hour", in.labelOf(w.Label)))
		l.tell(r.yearly, say.T("%s: pay per year", in.labelOf(w.Label)))
	}
	return r
}

func (l *lowerer) isZero(x Ref) bool {
	v, ok := l.static(x)
	return ok && v.IsZero()
}

func (l *lowerer) noNorm(o origin, w *check.Wage) Ref {
	return l.fail(o, Failure{
		Code: diag.NoNorm, Span: w.NameSpan,
		Message: say.T("the wage `%s` has no norm, so its other form cannot be computed", w.Name),
		Help:    say.T("declare `norm HOURS/year`, or write `with norm 1_600 hours/year` after the wage"),
	})
}

func (l *lowerer) withPension(in *instance, o origin, w *check.Wage, x Ref) Ref {
	if w.Pension == nil {
		return x
	}
	rate := l.in(in, w.Pension, unit.Unit{})
	return l.mul(o, x, l.add(number(w.Pension.Span()), l.int(1), rate))
}

// overheadOf is a wage's own overhead, else the intervention's.
func (l *lowerer) overheadOf(in *instance, w *check.Wage) Ref {
	if w != nil && w.Overhead != nil {
		return l.in(in, w.Overhead, unit.Unit{})
	}
	if in.m.Intervention == nil {
		return None
	}
	return l.optional(in, in.m.Intervention.Overhead, unit.Unit{}, None)
}

// share is the part of an item that one wage is paid for, per unit of the item's basis.
type share struct {
	wage   *check.Wage
	labour Ref // money
	hours  Ref // working time; unknown is true where a norm is missing
	// employed is full-time equivalents × years of employment, and worked the hours of working time: what FTE is made of.
	employed, worked Ref
}

// worth is what one unit of a basis costs.
type worth struct {
	labour, overhead, amount Ref
	shares                   []share
	hours                    Ref // of `wages … for HOURS`
}

// staff lowers `staff S for T`: heads × T × hourly for working time, full-time equivalents × T × yearly for employment.
func (l *lowerer) staff(in *instance, terms []*check.StaffTerm, time Ref, employment bool, w *worth) {
	for _, term := range terms {
		s := l.staffTerm(in, term, time, employment)
		w.shares = append(w.shares, s)
		o := origin{term.Span, in.moneyUnit()}
		w.labour = l.add(o, w.labour, s.labour)
		w.overhead = l.add(o, w.overhead, l.mul(o, s.labour, l.overheadOf(in, term.Wage)))
	}
}

func (l *lowerer) staffTerm(in *instance, term *check.StaffTerm, time Ref, employment bool) share {
	r := l.rates(in, term.Wage)
	money := origin{term.Span, in.moneyUnit()}
	hours := l.hours(term.Span)
	heads := l.product(in, term.Counts)
	if !employment {
		worked := l.mul(hours, heads, time)
		pay := l.mul(money, worked, r.hourly)
		l.tellPay(in, term.Wage, pay)
		if l.telling() && worked != time {
			l.tell(worked, say.T("%s: hours each time", in.labelOf(term.Wage.Label)))
		}
		return share{term.Wage, pay, worked, None, worked}
	}
	full := l.mul(number(term.Span), heads, l.product(in, term.Shares))
	months := l.mul(l.months(term.Span), full, time)
	perYear := unit.NewRatio(1, 12)
	years := l.scale(origin{term.Span, unit.Of(l.units.year)}, months, perYear)
	labour := l.scale(money, l.mul(money, months, r.yearly), perYear)
	l.tellPay(in, term.Wage, labour)
	if l.telling() {
		l.tell(years, say.T("%s: years of employment", in.labelOf(term.Wage.Label)))
	}
	s := share{wage: term.Wage, labour: labour, employed: years, worked: None}
	if r.norm == None {
		s.hours = l.noNorm(hours, term.Wage)
		return s
	}
	s.hours = l.scale(hours, l.mul(hours, months, r.norm), perYear)
	return s
}

func (l *lowerer) tellPay(in *instance, w *check.Wage, x Ref) {
	if l.telling() {
		l.tell(x, say.T("%s: labour each time", in.labelOf(w.Label)))
	}
}

// items lowers the items of a cost that are no series into what one unit of its basis is worth. Meeting is the length of a meeting, or None.
func (l *lowerer) items(in *instance, items []*check.Item, meeting Ref) worth {
	w := zeroWorth()
	for _, item := range items {
		l.item(in, item, meeting, &w)
	}
	return w
}

func (l *lowerer) item(in *instance, item *check.Item, meeting Ref, w *worth) {
	money := origin{item.Span, in.moneyUnit()}
	switch item.Kind {
	case check.AmountItem:
		w.amount = l.add(money, w.amount, l.in(in, item.Value, in.moneyUnit()))
	case check.WagesItem:
		paid := l.in(in, item.Value, in.moneyUnit())
		w.labour = l.add(money, w.labour, paid)
		w.overhead = l.add(money, w.overhead, l.mul(money, paid, l.overheadOf(in, nil)))
		w.hours = l.add(l.hours(item.Span), w.hours, l.optional(in, item.For, unit.Of(l.units.hour), None))
	case check.StaffItem:
		time := meeting
		switch {
		case item.For != nil && item.Employment:
			time = l.in(in, item.For, unit.Of(l.units.month))
		case item.For != nil:
			time = l.in(in, item.For, unit.Of(l.units.hour))
		}
		l.staff(in, item.Staff, time, item.Employment, w)
	}
}

func zeroWorth() worth { return worth{labour: None, overhead: None, amount: None, hours: None} }
