package referee_test

import "github.com/costlang/cost/eval/check"

// line is what a cost, grant, saving or session comes to by step. Times of employment are full-time equivalents times years.
type line struct {
	amount, labour, overhead flow // money
	paid                     flow // hours that `wages` pays
	work, employed           map[*check.Wage]flow
	wage                     map[*check.Wage]flow // money
	residual                 flow                 // positive
	clock                    *clock
}

func newLine(c *clock) *line {
	return &line{amount: c.none(), labour: c.none(), overhead: c.none(), paid: c.none(), residual: c.none(), clock: c,
		work: map[*check.Wage]flow{}, employed: map[*check.Wage]flow{}, wage: map[*check.Wage]flow{}}
}

// gross is the money of a line, overhead included.
func (l *line) gross() flow { return l.amount.plus(l.labour).plus(l.overhead) }

// staff adds the employment or work of a staff item, done times over.
func (in *instance) staff(l *line, item *check.Item, hours number, times flow) {
	for _, s := range item.Staff {
		heads := in.product(s.Counts)
		if item.Employment {
			years := mul(mul(heads, in.product(s.Shares)), div(in.months(item.For), whole(12)))
			l.into(l.employed, s.Wage, times.scale(years))
			in.pay(l, s.Wage, times.scale(mul(years, in.yearly(s.Wage))))
			continue
		}
		work := mul(heads, hours)
		l.into(l.work, s.Wage, times.scale(work))
		in.pay(l, s.Wage, times.scale(mul(work, in.hourly(s.Wage))))
	}
}

func (l *line) into(m map[*check.Wage]flow, w *check.Wage, f flow) {
	if old, ok := m[w]; ok {
		f = f.plus(old)
	}
	m[w] = f
}

// pay adds labour of a wage with its overhead.
func (in *instance) pay(l *line, w *check.Wage, money flow) {
	l.into(l.wage, w, money)
	l.labour = l.labour.plus(money)
	rate := in.generalOverhead()
	if w.Overhead != nil {
		rate = in.plain(w.Overhead)
	}
	l.overhead = l.overhead.plus(money.scale(rate))
}

func (in *instance) generalOverhead() number {
	return in.share(in.module.Intervention.Overhead, zero)
}

// item adds one item, done times over. Meeting is the length of a meeting in hours, for staff who are there for all of it.
func (in *instance) item(l *line, item *check.Item, meeting number, times flow) {
	switch item.Kind {
	case check.StaffItem:
		hours := meeting
		if item.For != nil && !item.Employment {
			hours = in.hours(item.For)
		}
		in.staff(l, item, hours, times)
	default:
		in.paid(l, item, times.scale(in.money(item.Value)), times)
	}
}

// paid adds an amount, or wages that are known as money, and the hours they pay each time.
func (in *instance) paid(l *line, item *check.Item, money, times flow) {
	if item.Kind == check.AmountItem {
		l.amount = l.amount.plus(money)
		return
	}
	l.labour = l.labour.plus(money)
	l.overhead = l.overhead.plus(money.scale(in.generalOverhead()))
	if item.For != nil {
		l.paid = l.paid.plus(times.scale(in.hours(item.For)))
	}
}

// cut drops what falls after the horizon when the script says so.
func (in *instance) cut(f flow) flow {
	if in.module.Intervention.Dropped {
		f.later = zero
	}
	return f
}

// hoursOf is all working time of a line, by step.
func (in *instance) hoursOf(l *line) flow {
	sum := l.paid
	for _, w := range in.module.Wages {
		sum = sum.plus(in.hoursOn(l, w))
	}
	return sum
}

// hoursOn is the working time of one wage on a line.
func (in *instance) hoursOn(l *line, w *check.Wage) flow {
	sum := l.clock.none()
	if f, ok := l.work[w]; ok {
		sum = sum.plus(f)
	}
	if f, ok := l.employed[w]; ok {
		sum = sum.plus(f.scale(in.norm(w)))
	}
	return sum
}
