package referee_test

import (
	"maps"

	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/eval/unit"
)

// instance is one script with its params set: the script that is run, or one that it uses. Everything it computes is kept, so that
// each line is computed once.
type instance struct {
	module *check.Module
	prefix string // "g18." in the script that uses it so
	clock  *clock
	data   reader
	set    map[*check.Param]value        // scenario and one-way values: they reach the used scripts too
	with   map[*check.Param]func() value // what the using script binds
	used   map[*check.Use]*instance
	kept   map[any]value
	teams  map[*check.Team]*crew
	begun  map[*check.Course][]batch
	lines  map[any]*line
}

// reader gives the rows of a data declaration.
type reader func(*check.Module, *check.Data) []row

func newInstance(m *check.Module, data reader, set map[*check.Param]value) *instance {
	in := &instance{module: m, data: data, set: set, used: map[*check.Use]*instance{}, kept: map[any]value{},
		teams: map[*check.Team]*crew{}, lines: map[any]*line{}, begun: map[*check.Course][]batch{}}
	if m.Intervention != nil && m.Intervention.Grid != nil {
		in.clock = newClock(m.Intervention.Grid)
	}
	return in
}

// under is the instance with the values of a scenario.
func under(m *check.Module, data reader, s *check.Scenario) *instance {
	base := newInstance(m, data, map[*check.Param]value{})
	if s == nil {
		return base
	}
	set := map[*check.Param]value{}
	base.apply(s, set)
	return newInstance(m, data, set)
}

func (in *instance) apply(s *check.Scenario, set map[*check.Param]value) {
	if s.From != nil {
		in.apply(s.From, set)
	}
	for _, x := range s.Sets {
		set[x.Param] = in.setting(x.Value, x.Param)
	}
}

// setting is a value for a param. A param that is a list of so many entries stays one when it is given an open list.
func (in *instance) setting(e check.Expr, p *check.Param) value {
	v := in.in(e, p.Type.Unit)
	if v.series == nil || p.Type.Open {
		return v
	}
	return seriesOf(check.ByList, p.Type.Len, nil, v.series.at)
}

// but is the same script, bound by the same user, with one param at another value.
func (in *instance) but(p *check.Param, v value) *instance {
	set := maps.Clone(in.set)
	set[p] = v
	other := newInstance(in.module, in.data, set)
	other.with = in.with
	return other
}

// via gives the used script that a name comes from; nil is this one.
func (in *instance) via(use *check.Use) *instance {
	if use == nil {
		return in
	}
	if in.used[use] == nil {
		child := newInstance(use.Module, in.data, in.set)
		child.prefix = in.prefix + use.Name + "."
		child.with = map[*check.Param]func() value{}
		for _, s := range use.With {
			child.with[s.Param] = func() value { return in.setting(s.Value, s.Param) }
		}
		in.used[use] = child
	}
	return in.used[use]
}

func (in *instance) keep(key any, compute func() value) value {
	if _, ok := in.kept[key]; !ok {
		in.kept[key] = compute()
	}
	return in.kept[key]
}

func (in *instance) param(p *check.Param) value {
	if v, ok := in.set[p]; ok {
		return v
	}
	return in.keep(p, func() value {
		if bound, ok := in.with[p]; ok {
			return bound()
		}
		return in.in(p.Value, p.Type.Unit)
	})
}

func (in *instance) let(l *check.Let) value {
	return in.keep(l, func() value { return in.eval(l.Value, nil) })
}

func (in *instance) output(o *check.Output) value {
	return in.keep(o, func() value { return in.eval(o.Value, nil) })
}

// in evaluates e and brings it into unit u; a plain number is taken for one in u.
func (in *instance) in(e check.Expr, u unit.Unit) value {
	return convert(in.eval(e, nil), e.Type(), u)
}

func convert(v value, from check.Type, to unit.Unit) value {
	if from.Kind != check.KindNumber || from.Unit.IsNumber() {
		return v
	}
	r, ok := from.Unit.To(to)
	if !ok {
		panic("the checker let " + from.Unit.String() + " stand for " + to.String())
	}
	return v.times(factor(r))
}

// plain evaluates a plain number or a count.
func (in *instance) plain(e check.Expr) number { return in.eval(e, nil).number }

// product multiplies plain numbers; of none it is one.
func (in *instance) product(es []check.Expr) number {
	p := one
	for _, e := range es {
		p = mul(p, in.plain(e))
	}
	return p
}

// share evaluates a plain number that may be left out.
func (in *instance) share(e check.Expr, otherwise number) number {
	if e == nil {
		return otherwise
	}
	return in.plain(e)
}

func (in *instance) base(name string) unit.Unit {
	b, ok := in.module.Units.Lookup(name)
	if !ok {
		panic("no unit " + name)
	}
	return unit.Of(b)
}

func (in *instance) currency() unit.Unit { return unit.Of(in.module.Intervention.Currency) }

func per(u, v unit.Unit) unit.Unit {
	q, _, ok := u.Div(v)
	if !ok {
		panic("no unit")
	}
	return q
}

// The fields of a script, each in the unit that this interpreter works in.

func (in *instance) months(e check.Expr) number { return in.in(e, in.base("month")).number }
func (in *instance) hours(e check.Expr) number  { return in.in(e, in.base("hour")).number }
func (in *instance) money(e check.Expr) number  { return in.in(e, in.currency()).number }

// perMonth evaluates a number per calendar time.
func (in *instance) perMonth(e check.Expr) number {
	return in.in(e, in.base("month").Inv()).number
}

// norm is a wage's hours per year.
func (in *instance) norm(w *check.Wage) number {
	if w.Norm == nil {
		refuse("wage %s has no norm", w.Name)
	}
	return in.in(w.Norm, per(in.base("hour"), in.base("year"))).number
}

// hourly is money per hour, pension included.
func (in *instance) hourly(w *check.Wage) number {
	pension := add(one, in.share(w.Pension, zero))
	if w.Yearly {
		yearly := in.in(w.Value, per(in.currency(), in.base("year"))).number
		return mul(div(yearly, in.norm(w)), pension)
	}
	return mul(in.in(w.Value, per(in.currency(), in.base("hour"))).number, pension)
}

// yearly is money per year, pension included.
func (in *instance) yearly(w *check.Wage) number {
	pension := add(one, in.share(w.Pension, zero))
	if w.Yearly {
		return mul(in.in(w.Value, per(in.currency(), in.base("year"))).number, pension)
	}
	hourly := in.in(w.Value, per(in.currency(), in.base("hour"))).number
	if hourly.Sign() == 0 {
		return zero
	}
	return mul(mul(hourly, in.norm(w)), pension)
}
