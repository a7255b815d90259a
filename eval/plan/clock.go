package plan

import (
	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/unit"
	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
)

// currency is the script's money; a script that only lends names counts in kroner.
func (in *instance) currency() *unit.Base {
	if in.m.Intervention != nil && in.m.Intervention.Currency != nil {
		return in.m.Intervention.Currency
	}
	base, _ := in.m.Units.Lookup("DKK")
	return base
}

// currencyOf is the money of a wage, which may be another where nothing is counted.
func (in *instance) currencyOf(w *check.Wage) *unit.Base {
	if money, exp := w.Value.Type().Unit.MoneyPart(); exp == 1 {
		return money
	}
	return in.currency() // the 0 of a volunteer
}

// moneyUnit is the unit of an amount.
func (in *instance) moneyUnit() unit.Unit { return unit.Of(in.currency()) }

// stepLength is the length of step t in months.
func stepLength(g *check.Grid, t int) unit.Ratio {
	s := g.Steps[t]
	return minus(s.End, s.Start)
}

// firstStep is the first step of a year, or -1.
func firstStep(g *check.Grid, year int) int {
	for t, s := range g.Steps {
		if s.Year == year {
			return t
		}
	}
	return -1
}

// timing says in which years of a clock something falls.
type timing struct {
	l        *lowerer
	span     origin
	from, to Ref // years, both None when every year is meant
	every    Ref // years between, or None
	told     *toldSeries
}

// timing lowers `in year Y`, `in years Y..Z` and `every N years`; nil and `over` leave it open.
func (l *lowerer) timing(in *instance, t *check.Timing) timing {
	out := timing{l: l, from: None, to: None, every: None, told: l.tellSeries(in.grid, say.T("1 if it falls then"))}
	if t == nil || t.Kind == ast.TimingOver {
		return out
	}
	out.span = number(t.Span)
	if t.Kind == ast.TimingEvery {
		out.every = l.wholeYears(in, t.Value)
		return out
	}
	out.from, out.to = l.years(in, t.From, t.To)
	return out
}

// years lowers a year or a range of them, each a whole number within the clock.
func (l *lowerer) years(in *instance, first, last check.Expr) (from, to Ref) {
	from = l.year(in, first)
	if last == nil {
		return from, from
	}
	return from, l.year(in, last)
}

func (l *lowerer) year(in *instance, e check.Expr) Ref {
	y := l.real(l.in(in, e, unit.Unit{}))
	if v, ok := l.static(y); ok && v.IsInt() && v.Sign() > 0 && v.Cmp(whole(in.grid.Years)) <= 0 {
		return y
	}
	o := number(e.Span())
	isWhole := l.emit(o, Eq, l.emit(o, Floor, y, l.int(1), None), y, None)
	inside := l.and(o, l.emit(o, Le, l.int(1), y, None), l.emit(o, Le, y, l.int(int64(in.grid.Years)), None))
	l.guard(l.and(o, isWhole, inside), diag.BadYear, e.Span(),
		say.T("year %s is not one of the years 1 to %d", Hole(0), in.grid.Years), say.T("a year is a whole number of the horizon"), y)
	return y
}

// wholeYears lowers the N of `every N years`.
func (l *lowerer) wholeYears(in *instance, e check.Expr) Ref {
	n := l.real(l.in(in, e, unit.Of(l.units.year)))
	if v, ok := l.static(n); ok && v.IsInt() && v.Sign() > 0 {
		return n
	}
	o := number(e.Span())
	isWhole := l.emit(o, Eq, l.emit(o, Floor, n, l.int(1), None), n, None)
	l.guard(l.and(o, isWhole, l.emit(o, Le, l.int(1), n, None)), diag.OutOfRange, e.Span(),
		say.T("`every` needs a whole number of years, and this is %s", Hole(0)), say.Phrase{}, n)
	return n
}

// open reports whether every year is meant.
func (t timing) open() bool { return t.from == None && t.every == None }

// falls is the condition that something falls in a year: One, None or a step.
func (t timing) falls(year int) Ref {
	y := t.l.int(int64(year))
	switch {
	case t.open():
		return One
	case t.every != None:
		return t.fallsEvery(year, y)
	}
	t.fixed()
	after := t.l.orderly(t.span, t.from, y)
	if t.from == t.to {
		return t.l.settledEq(t.span, t.from, y)
	}
	return t.l.and(t.span, after, t.l.orderly(t.span, y, t.to))
}

// fixed tells of years that are written: they decide which steps there are.
func (t timing) fixed() {
	for _, x := range []Ref{t.from, t.to} {
		if _, ok := t.l.static(x); ok {
			t.l.tellFixed(x)
		}
	}
}

// fallsEvery is whether year - 1 is a multiple of the years between.
func (t timing) fallsEvery(year int, y Ref) Ref {
	if n, ok := t.l.static(t.every); ok {
		if k, small := n.Int64(); small && k > 0 {
			t.l.tellFixed(t.every)
			if int64(year-1)%k == 0 {
				return One
			}
			return None
		}
	}
	passed := t.l.emit(t.span, Sub, y, t.l.int(1), None)
	times := t.l.emit(t.span, Div, passed, t.every, None)
	return t.l.emit(t.span, Eq, t.l.emit(t.span, Floor, times, t.l.int(1), None), times, None)
}

// orderly is x <= y, settled when both are constants.
func (b *builder) orderly(o origin, x, y Ref) Ref {
	return b.settled(o, Le, x, y, func(a, c num.D) bool { return a.Cmp(c) <= 0 })
}

func (b *builder) settledEq(o origin, x, y Ref) Ref {
	return b.settled(o, Eq, x, y, num.D.Equal)
}

func (b *builder) settled(o origin, op Op, x, y Ref, holds func(a, b num.D) bool) Ref {
	a, ok1 := b.static(x)
	c, ok2 := b.static(y)
	if !ok1 || !ok2 {
		return b.emit(o, op, x, y, None)
	}
	if holds(a, c) {
		return One
	}
	return None
}
