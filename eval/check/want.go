package check

import (
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/unit"
	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
)

// want is what a line of a block takes.
type want struct {
	what    say.Phrase // in words: "money", "calendar time"
	called  say.Phrase // the line, where it has no word of its own
	example string     // of a value, for the help
	fits    func(unit.Unit) bool
	money   bool
	bare    bool // a plain number will do
	list    bool // so will a list per year
	least   sign
}

// sign is how small a value may be.
type sign int

const (
	anySign sign = iota
	notNegative
	positive
)

func wantNumber() want {
	return want{what: say.T("a plain number"), example: "3", fits: unit.Unit.IsNumber, bare: true}
}

func wantShare() want {
	return want{what: say.T("a share"), example: "20%", fits: unit.Unit.IsNumber, bare: true, least: notNegative}
}

func wantCalendar(example string) want {
	return want{what: say.T("calendar time"), example: example, fits: unit.Unit.IsCalendarTime, least: positive}
}

func wantWorking(example string) want {
	return want{what: say.T("working time"), example: example, fits: unit.Unit.IsWorkingTime, least: notNegative}
}

// wantTime takes calendar time and working time.
func wantTime() want {
	return want{what: say.T("working or calendar time"), example: "2 hours", least: notNegative, fits: func(u unit.Unit) bool {
		return u.IsCalendarTime() || u.IsWorkingTime()
	}}
}

func wantMoney(currency *unit.Base) want {
	w := want{what: say.T("money"), money: true, example: "1_000 DKK", fits: unit.Unit.IsMoney, bare: true, least: notNegative}
	if currency != nil {
		w.example = "1_000 " + currency.Name()
		w.fits = func(u unit.Unit) bool { return u.Is(currency.Dim(), 1) }
	}
	return w
}

// wantCount takes a counted unit or a plain number.
func wantCount(what say.Phrase, example string, fits func(*unit.Base) bool) want {
	return want{what: what, example: example, bare: true, least: notNegative, fits: func(u unit.Unit) bool {
		b, ok := u.Only()
		return ok && b.IsCounted() && fits(b)
	}}
}

func wantNorm() want {
	return want{what: say.T("working time per calendar time"), example: "1_600 hours/year", least: positive, fits: func(u unit.Unit) bool {
		return u.Exp(unit.WorkingTime) == 1 && u.Exp(unit.CalendarTime) == -1 && len(u.Parts()) == 2
	}}
}

// field checks the value of a line: its kind, its unit, whether it may be a list, and its sign where it is written out.
func (c *checker) field(e ast.Expr, name string, w want) Expr {
	if h, ok := bare(e).(*ast.Hole); ok {
		return c.hole(h, w.what, func(t Type) bool { return t.Kind == KindNumber && w.takes(t.Unit) })
	}
	x := c.expr(e, nil)
	switch {
	case bad(x):
		return x
	case !isNumber(x) || !w.takes(x.Type().Unit):
		return c.wrongField(x, name, w)
	case x.Type().Series != Single && !w.list:
		c.notSingle(x, say.T("`%s`", w.line(name)))
		return failed(x.Span())
	}
	c.checkSign(x, name, w)
	return x
}

// line is what messages call a line: by its word, if it has one.
func (w want) line(name string) say.Phrase {
	if w.called.Empty() {
		return say.Verbatim(name)
	}
	return w.called
}

func (w want) takes(u unit.Unit) bool { return w.bare && u.IsNumber() || w.fits(u) }

func (c *checker) wrongField(x Expr, name string, w want) Expr {
	if c.foreignPlace(x, w.fits, nil) {
		return failed(x.Span())
	}
	code, advice := diag.WrongUnit, say.T("write it as in `%s`", w.example)
	if !isNumber(x) {
		code = diag.WrongKind
	}
	c.report(code, x.Span(), say.T("`%s` takes %s, and this is %s", w.line(name), w.what, describe(x.Type())),
		label(account(x.Type())), help(advice), declared(x))
	return failed(x.Span())
}

func (c *checker) notSingle(x Expr, place say.Phrase) {
	c.report(diag.NotSingle, x.Span(), say.T("%s takes one value, and this is %s", place, describe(x.Type())),
		label(account(x.Type())), help(say.T("pick an entry, as in `x[2]`, or add them up: `sum(x)`")), declared(x))
}

func (c *checker) checkSign(x Expr, name string, w want) {
	for _, item := range itemsOf(x) {
		v, ok := constant(item)
		switch {
		case !ok || w.least == anySign:
		case v.Sign() < 0:
			c.report(diag.NegativeQuantity, item.Span(), say.T("`%s` is %s, and it cannot be below zero", w.line(name), show(item, v)),
				help(w.withoutMinus()), declared(item))
		case w.least == positive && v.IsZero():
			c.report(diag.BadDuration, item.Span(), say.T("`%s` has to last longer than nothing", w.line(name)), help(say.T("write a value above zero, as in `%s`", w.example)), declared(item))
		}
	}
}

func (w want) withoutMinus() say.Phrase {
	if w.money {
		return say.T("write it without the minus; what is saved or given is a `saving` or `grant`, written positive")
	}
	return say.T("write it without the minus")
}

// itemsOf returns the entries of a written list, or the value itself.
func itemsOf(x Expr) []Expr {
	if list, ok := x.(*ListExpr); ok {
		return list.Items
	}
	return []Expr{x}
}

// show writes a constant as a script does.
func show(x Expr, v num.D) string { return showIn(v, x.Type().Unit, isPercent(x)) }

func showIn(v num.D, u unit.Unit, percent bool) string {
	if percent {
		if hundred, ok := v.Mul(num.Int(100)); ok {
			return hundred.Significant(12) + "%"
		}
	}
	if u.IsNumber() {
		return v.Significant(12)
	}
	return v.Significant(12) + " " + u.Beside(v.Equal(num.Int(1)))
}

// showLike writes a constant in a unit as the script wrote it: in percent only where that is written.
func showLike(x Expr, v num.D, u unit.Unit) string { return showIn(v, u, isPercent(x)) }

// percentOf writes a share in percent.
func percentOf(v num.D) string { return showIn(v, unit.Unit{}, true) }

// hole reports a `?` with what it wants and the names that fit, once everything is resolved.
func (c *checker) hole(h *ast.Hole, what say.Phrase, fits func(Type) bool) Expr {
	c.afterwards(func() {
		c.report(diag.OpenHole, h.Span, say.T("a value is still to be found here: %s", what), label(what), help(c.namesThatFit(fits)))
	})
	return failed(h.Span)
}

func (c *checker) namesThatFit(fits func(Type) bool) say.Phrase {
	var names []string
	for name, e := range c.scope.entries {
		if x := valueOf(e.thing); !bad(x) && fits(x.Type()) {
			names = append(names, name)
		}
	}
	if len(names) == 0 {
		return say.T("no name of this script fits; write a value")
	}
	return say.T("names that fit: %s", say.And(few(sorted(names))))
}

// valueOf returns what a named thing stands for, or nil when it is no value.
func valueOf(thing any) Expr {
	switch thing := thing.(type) {
	case *Let:
		return thing.Value
	case *Param:
		return thing.Value
	case *Output:
		return thing.Value
	}
	return nil
}
