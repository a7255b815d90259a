package plan

import (
	"fmt"

	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/rows"
	"github.com/costlang/cost/eval/unit"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
	"github.com/costlang/cost/lang/source"
)

// Rows holds the rows of every data declaration of a module and of those it uses.
type Rows map[*check.Data]*rows.Table

// usualSteps is room for the plan of most scripts, so that it need not move as it grows.
const usualSteps = 1024

// Lower builds the plan of a module that was checked without errors. The list holds at most one error: that a limit was reached, or that it was stopped.
func Lower(m *check.Module, data Rows, limits Limits) (*Plan, diag.List) {
	return lowered(m, newLowerer(m, data, limits))
}

// LowerWithout builds the plan as if some rows of a data declaration were not there. The rows that stay keep their numbers, and the
// params their slots.
func LowerWithout(m *check.Module, data Rows, limits Limits, d *check.Data, rows []int) (*Plan, diag.List) {
	l := newLowerer(m, data, limits)
	l.without.data, l.without.rows = d, map[int]bool{}
	for _, r := range rows {
		l.without.rows[r] = true
	}
	return lowered(m, l)
}

func lowered(m *check.Module, l *lowerer) (p *Plan, problems diag.List) {
	defer onStop(m, l.limits, func(d diag.Diagnostic) { p, problems = nil, diag.List{d} })
	l.p.Steps, l.p.Info = make([]Step, 0, usualSteps), make([]Info, 0, usualSteps)
	root := l.instance(m, "", nil)
	l.definitions(root)
	l.p.Results = l.results(root)
	l.outputs(root)
	l.scenarios(root)
	l.expects(root)
	l.analyses(root)
	l.assumed(root)
	return l.p, nil
}

// onStop is deferred: it calls f with the problem when a plan has outgrown its limit, or nobody waits for it any more.
func onStop(m *check.Module, limits Limits, f func(diag.Diagnostic)) {
	script := source.Span{Pos: source.Pos{Filename: m.File.Name}}
	switch r := recover().(type) {
	case nil:
	case tooLarge:
		if !r.at.Known() {
			r.at = script
		}
		f(limitReached(r.at, limits))
	case stopped:
		f(diag.New(diag.Interrupted, script, say.T("the run was interrupted")))
	default:
		panic(r)
	}
}

// limitReached is about the step that was one too many. How many would follow nobody knows.
func limitReached(span source.Span, limits Limits) diag.Diagnostic {
	return diag.Passed{
		Field: "Operations", What: say.T("the plan needs too many operations"),
		Asked: int64(limits.Operations) + 1, AtLeast: true, Allowed: int64(limits.Operations),
		Instead: say.T("use a coarser step or fewer rows"),
	}.At(diag.LimitReached, span)
}

// lowerer carries what lowering needs across scripts.
type lowerer struct {
	builder
	data    Rows
	units   basics
	written map[*check.Lit]Ref // each literal of a script is one step, however often it is asked for
	without struct {           // rows that are left out
		data *check.Data
		rows map[int]bool
	}
}

// basics are the units that lowering itself speaks of.
type basics struct {
	month, year, week, hour, team *unit.Base
}

// number is the origin of a plain number.
func number(span source.Span) origin { return origin{span: span} }

func newLowerer(m *check.Module, data Rows, limits Limits) *lowerer {
	l := &lowerer{data: data, written: map[*check.Lit]Ref{}}
	l.builder = builder{p: &Plan{Module: m, Digits: limits.Digits}, limits: limits, small: map[string]Ref{}, texts: map[string]Ref{}}
	base := func(name string) *unit.Base {
		b, ok := m.Units.Lookup(name)
		if !ok {
			panic("the built-in unit " + name + " is missing")
		}
		return b
	}
	l.units = basics{base("month"), base("year"), base("week"), base("hour"), base("team")}
	return l
}

func (l *lowerer) months(span source.Span) origin { return origin{span, unit.Of(l.units.month)} }
func (l *lowerer) hours(span source.Span) origin  { return origin{span, unit.Of(l.units.hour)} }

// perTime is base per time, such as DKK/year.
func perTime(base, time *unit.Base) unit.Unit {
	u, _, _ := unit.Of(base).Div(unit.Of(time))
	return u
}

// instance is one reading of a script: the same script used twice with other settings is lowered twice.
type instance struct {
	m       *check.Module
	prefix  string // "g18." in the script that uses it so
	label   string // "g18" in a combined table
	grid    *check.Grid
	bound   map[*check.Param]value // by `with`
	values  map[check.Definition]value
	uses    map[*check.Use]*instance
	teams   map[*check.Team]*team
	volume  map[*check.Course]*volume
	lines   map[any]*line         // by *check.Cost or *check.Session
	employs map[*check.Wage][]any // the sessions and costs of each wage; made when first asked for
	phases  map[*check.Session]*meetings
	rates   map[*check.Wage]rates
	flows   map[string]flow
}

func (l *lowerer) instance(m *check.Module, prefix string, bound map[*check.Param]value) *instance {
	const elements = 50 // what it takes, in elements
	l.workOf(elements, source.Span{})
	in := &instance{
		m: m, prefix: prefix, bound: bound,
		values: map[check.Definition]value{}, uses: map[*check.Use]*instance{}, teams: map[*check.Team]*team{},
		volume: map[*check.Course]*volume{}, lines: map[any]*line{}, phases: map[*check.Session]*meetings{},
		rates: map[*check.Wage]rates{}, flows: map[string]flow{},
	}
	if m.Intervention != nil {
		in.grid = m.Intervention.Grid
	}
	return in
}

// used returns the instance of a used script, lowering its bindings in the scope of the script that uses it.
func (l *lowerer) used(in *instance, use *check.Use) *instance {
	if use == nil {
		return in
	}
	if sub, ok := in.uses[use]; ok {
		return sub
	}
	bound := map[*check.Param]value{}
	sub := l.instance(use.Module, in.prefix+use.Name+".", bound)
	sub.label = use.Name
	for _, set := range use.With {
		bound[set.Param] = l.inParam(in, set.Value, set.Param)
	}
	in.uses[use] = sub
	l.definitions(sub)
	for _, set := range use.With {
		l.boundRange(sub, set.Param, bound[set.Param], set.Value.Span())
	}
	return sub
}

// definitions lowers all that has a name, so that a plan keeps every named step, used or not.
func (l *lowerer) definitions(in *instance) {
	for _, d := range in.m.Order {
		l.definition(in, d)
	}
}

func (l *lowerer) definition(in *instance, d check.Definition) value {
	if v, ok := in.values[d]; ok {
		return v
	}
	var v value
	switch d := d.(type) {
	case *check.Let:
		v = l.named(in, d.Def, l.expr(in, d.Value))
	case *check.Param:
		v = l.param(in, d)
	case *check.Output:
		v = l.named(in, d.Def, l.expr(in, d.Value))
	case *check.Wage:
		v = l.named(in, d.Def, single(l.wageValue(in, d)))
	}
	in.values[d] = v
	return v
}

// named calls the steps of a definition by its name and keeps its source beside them.
func (l *lowerer) named(in *instance, d check.Def, v value) value {
	if v.list == nil {
		v.ref = l.real(v.ref)
		l.label(v.ref, in.prefix+d.Name, d.Source)
	}
	return v
}

func (l *lowerer) label(ref Ref, name, src string) {
	l.name(ref, name)
	if l.p.Info[ref].Source == "" {
		l.p.Info[ref].Source = src
	}
}

// outputs lists the reported figures.
func (l *lowerer) outputs(root *instance) {
	for _, o := range root.m.Outputs {
		v := l.real(l.one(l.definition(root, o)))
		shown := l.show(v, o)
		l.p.Outputs = append(l.p.Outputs, &Output{Name: o.Name, Label: o.Label, Value: v, Shown: shown, Decl: o})
	}
}

// show brings an output into the unit it is shown in.
func (l *lowerer) show(v Ref, o *check.Output) Ref {
	from := origin{o.Span, o.As.Unit}
	if ratio, ok := o.Value.Type().Unit.To(o.As.Unit); ok {
		v = l.scale(from, v, ratio)
	}
	switch {
	case o.As.Percent:
		v = l.scale(from, v, unit.Ratio{Num: 100, Den: 1})
	case o.As.Scale > 1:
		v = l.scale(from, v, unit.Ratio{Num: 1, Den: o.As.Scale})
	}
	return v
}

// one is the single value of an expression that the check knows to be no series.
func (l *lowerer) one(v value) Ref {
	if v.list != nil {
		return v.list.at(0)
	}
	return v.ref
}

// to brings a value of one unit into another of the same dimension. A plain number is taken to be in the wanted unit.
func (l *lowerer) to(span source.Span, x Ref, have, want unit.Unit) Ref {
	if have.IsNumber() {
		l.tellUnit(x, want)
		return x
	}
	ratio, ok := have.To(want)
	if !ok {
		panic(fmt.Sprintf("%s is no %s at %v", have, want, span.Pos))
	}
	return l.scale(origin{span, want}, x, ratio)
}

// in lowers an expression that is no series into a unit.
func (l *lowerer) in(in *instance, e check.Expr, want unit.Unit) Ref {
	return l.to(e.Span(), l.one(l.expr(in, e)), e.Type().Unit, want)
}

// entry is the entry of year i (from 0) of an expression that may be a list, in a unit. A single value stands for every year.
func (l *lowerer) entry(in *instance, e check.Expr, want unit.Unit, i int) Ref {
	return l.yearly(in, e, want)(i)
}

// yearly lowers an expression that may be a list once, and gives its entry of year i (from 0).
func (l *lowerer) yearly(in *instance, e check.Expr, want unit.Unit) func(i int) Ref {
	v := l.expr(in, e)
	return memo(func(i int) Ref {
		x := v.ref
		if v.list != nil {
			x = v.list.at(i)
		}
		return l.to(e.Span(), x, e.Type().Unit, want)
	})
}

// optional lowers an expression that may be left out, which then is def.
func (l *lowerer) optional(in *instance, e check.Expr, want unit.Unit, def Ref) Ref {
	if e == nil {
		return def
	}
	return l.in(in, e, want)
}

func whole(n int) num.D { return num.Int(int64(n)) }
