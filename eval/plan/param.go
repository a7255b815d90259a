package plan

import (
	"slices"

	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/eval/unit"
	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
	"github.com/costlang/cost/lang/source"
)

// param lowers a param: what `with` binds it to, or an input with a slot for each entry.
func (l *lowerer) param(in *instance, d *check.Param) value {
	if v, ok := in.bound[d]; ok {
		return v
	}
	p := &Param{Name: in.prefix + d.Name, Decl: d, FirstSlot: l.p.Slots, Low: None, High: None, Step: None, inst: in}
	base := l.expr(in, d.Value)
	p.Base = l.slotsOf(in, d, base)
	for i, b := range p.Base {
		ref := l.emit(origin{d.Span, d.Type.Unit}, Input, Ref(p.FirstSlot+i), b, None)
		l.p.Info[ref].Kind, l.p.Info[ref].Percent = d.Type.Kind, d.Percent
		l.label(ref, p.Name, d.Source)
		p.Values = append(p.Values, ref)
	}
	l.p.Slots += len(p.Values)
	l.p.Params = append(l.p.Params, p)
	v := single(p.Values[0])
	if base.list != nil {
		v = entries(p.Values)
	}
	in.values[d] = v
	if d.Range != nil {
		l.paramRange(in, p)
	}
	return v
}

// slotsOf is the entries of a param's value: one, or of a list those that its type says.
func (l *lowerer) slotsOf(in *instance, d *check.Param, v value) []Ref {
	if v.list == nil {
		return []Ref{l.real(v.ref)}
	}
	out := make([]Ref, slots(in, d))
	for i := range out {
		out[i] = l.real(v.list.at(i))
	}
	return out
}

// slots is how many entries a list needs. An open one needs as many as the horizon has years, or as the longest list that the script
// itself gives it.
func slots(in *instance, d *check.Param) int {
	n := max(1, d.Type.Len)
	if !d.Type.Open {
		return n
	}
	if in.grid != nil {
		n = max(n, in.grid.Years)
	}
	for _, e := range otherValues(in, d) {
		n = max(n, e.Type().Len)
	}
	return n
}

// otherValues are the alternatives of a param and what scenarios give it.
func otherValues(in *instance, d *check.Param) []check.Expr {
	var out []check.Expr
	if d.Range != nil {
		out = append(out, d.Range.Values...)
	}
	for _, s := range in.m.Scenarios {
		for _, set := range s.Sets {
			if set.Param == d {
				out = append(out, set.Value)
			}
		}
	}
	return out
}

// inParam lowers a value that a param is set to, in the param's unit.
func (l *lowerer) inParam(in *instance, e check.Expr, p *check.Param) value {
	have := e.Type().Unit
	return each(func(x Ref) Ref { return l.real(l.to(e.Span(), x, have, p.Type.Unit)) }, l.expr(in, e))
}

// paramRange lowers what a param may be, and guards its hard bounds.
func (l *lowerer) paramRange(in *instance, p *Param) {
	r, d := p.Decl.Range, p.Decl
	if d.Dist != nil {
		for _, e := range d.Dist.Args {
			p.Shapes = append(p.Shapes, l.real(l.in(in, e, unit.Unit{})))
		}
	}
	p.Choices, p.Step = l.choices(in, p, r)
	if r.Kind != ast.Bounds {
		return
	}
	p.Low, p.High = p.Choices[0][0], p.Choices[1][0]
	for _, v := range p.Values {
		if !d.Dist.Open() {
			l.guardBounds(p, v, d.NameSpan)
		}
	}
}

// choices lowers what a param is over a range: a step for each slot of every choice, and the width of its steps or None.
func (l *lowerer) choices(in *instance, p *Param, r *check.Range) (choices [][]Ref, step Ref) {
	bound := func(e check.Expr) Ref { return l.real(l.one(l.inParam(in, e, p.Decl))) }
	step = None
	switch r.Kind {
	case ast.Bounds:
		choices = [][]Ref{{bound(r.Low)}, {bound(r.High)}}
		if r.Step != nil {
			step = bound(r.Step)
		}
	case ast.Alternatives:
		for _, e := range r.Values {
			choices = append(choices, l.slotValues(l.inParam(in, e, p.Decl), p))
		}
	case ast.PlusMinus:
		o := origin{r.Span, p.Decl.Type.Unit}
		dev := l.real(l.in(in, r.Deviation, unit.Unit{}))
		for _, factor := range []Ref{l.op2(number(r.Span), Sub, One, dev), l.op2(number(r.Span), Add, One, dev)} {
			ends := make([]Ref, len(p.Base))
			for i, base := range p.Base {
				ends[i] = l.emit(o, Mul, base, factor, None)
			}
			choices = append(choices, ends)
		}
	}
	return choices, step
}

// boundRange guards the hard bounds of a param that `with` binds to a value.
func (l *lowerer) boundRange(in *instance, d *check.Param, v value, at source.Span) {
	if d.Range == nil || d.Range.Kind != ast.Bounds || d.Dist.Open() {
		return
	}
	p := &Param{Name: in.prefix + d.Name, Decl: d}
	ends, _ := l.choices(in, p, d.Range)
	p.Low, p.High = ends[0][0], ends[1][0]
	l.guardBounds(p, l.real(l.one(v)), at)
}

func (l *lowerer) guardBounds(p *Param, v Ref, at source.Span) {
	o := number(p.Decl.Range.Span)
	ok := l.emit(o, And, l.emit(o, Le, p.Low, v, None), l.emit(o, Le, v, p.High, None), None)
	if l.telling() {
		l.tell(ok, say.T("%s lies within its range", p.Name))
	}
	l.guard(ok, diag.ParamRange, at, say.T("`%s` is %s, outside its range %s..%s", p.Name, Hole(0), Hole(1), Hole(2)),
		say.T("change the value, or the bounds after `in`"), v, p.Low, p.High)
}

// scenarios lowers the values that scenarios give to params. What a scenario starts from comes first.
func (l *lowerer) scenarios(root *instance) {
	sets := 0
	for _, d := range root.m.Scenarios {
		s := &Scenario{Name: d.Name, Decl: d}
		if d.From != nil {
			s.Sets = slices.Clone(l.p.Scenarios[l.p.scenario(d.From)].Sets)
		}
		for _, set := range d.Sets {
			if at := l.paramIndex(root, set.Param); at >= 0 {
				s.set(ScenarioSet{at, l.setValues(root, set, l.p.Params[at])})
			}
		}
		// A long chain of scenarios repeats what the earlier ones set, so it counts against the limit too.
		if sets += len(s.Sets); sets > l.limits.Operations {
			panic(tooLarge{d.Span})
		}
		l.p.Scenarios = append(l.p.Scenarios, s)
	}
}

// set gives a param its value, in the place of an earlier one.
func (s *Scenario) set(set ScenarioSet) {
	for i := range s.Sets {
		if s.Sets[i].Param == set.Param {
			s.Sets[i] = set
			return
		}
	}
	s.Sets = append(s.Sets, set)
}

// setValues is the value of a setting for each slot of its param.
func (l *lowerer) setValues(root *instance, set *check.Setting, p *Param) []Ref {
	return l.slotValues(l.inParam(root, set.Value, p.Decl), p)
}

// slotValues is the entries of a value that a param may take, one for each slot.
func (l *lowerer) slotValues(v value, p *Param) []Ref {
	out := make([]Ref, len(p.Values))
	for i := range out {
		if v.list == nil {
			out[i] = l.real(v.ref)
			continue
		}
		out[i] = l.real(v.list.at(i))
	}
	return out
}

// scenario is the index of a scenario, or -1.
func (p *Plan) scenario(d *check.Scenario) int {
	for i, s := range p.Scenarios {
		if s.Decl == d {
			return i
		}
	}
	return -1
}

// paramIndex is the index of a param of the script itself, or else of a used one.
func (l *lowerer) paramIndex(root *instance, d *check.Param) int {
	other := -1
	for i, p := range l.p.Params {
		if p.Decl == d && p.inst == root {
			return i
		}
		if p.Decl == d {
			other = i
		}
	}
	return other
}

// expects lowers the claims.
func (l *lowerer) expects(root *instance) {
	for _, d := range root.m.Expects {
		want := d.Left.Type().Unit
		x := &Expect{Decl: d, Under: -1, High: None}
		if d.Under != nil {
			x.Under = l.p.scenario(d.Under)
		}
		x.Left = l.real(l.one(l.expr(root, d.Left)))
		x.Right = l.real(l.in(root, d.Right, want))
		o := number(d.Span)
		switch {
		case d.Op == "in":
			x.High = l.real(l.in(root, d.High, want))
			x.OK = l.emit(o, And, l.compare(o, "<=", x.Right, x.Left), l.compare(o, "<=", x.Left, x.High), None)
		case d.Nearest != nil:
			x.OK = l.nearest(root, d, x)
		default:
			x.OK = l.compare(o, d.Op, x.Left, x.Right)
		}
		l.p.Expects = append(l.p.Expects, x)
	}
}

// nearest compares as a published, rounded figure does: the left side rounded half away from zero equals the right one.
func (l *lowerer) nearest(root *instance, d *check.Expect, x *Expect) Ref {
	o := origin{d.Nearest.Span(), d.Left.Type().Unit}
	have := d.Nearest.Type().Unit
	if have.IsNumber() {
		have = d.Right.Type().Unit
	}
	step := l.real(l.to(d.Nearest.Span(), l.one(l.expr(root, d.Nearest)), have, o.unit))
	l.guard(l.emit(number(o.span), Lt, l.int(0), step, None), diag.OutOfRange, o.span, say.T("`to nearest` needs a step above zero, and this is %s", Hole(0)), say.Phrase{}, step)
	return l.emit(number(d.Span), Eq, l.emit(o, Round, x.Left, step, None), x.Right, None)
}

// analyses lowers what the analyses of the script need.
func (l *lowerer) analyses(root *instance) {
	for _, d := range root.m.Analyses {
		a := &Analysis{Decl: d, Of: None, Target: None, Value: None}
		if d.Of != nil {
			a.Of = l.shownAs(d, l.real(l.one(l.expr(root, d.Of))))
		}
		for _, p := range d.Params {
			a.Params = append(a.Params, l.paramIndex(root, p))
		}
		if d.Target != nil {
			a.Target = l.shownAs(d, l.real(l.in(root, d.Target, d.Of.Type().Unit)))
		}
		if d.Value != nil {
			a.Value = l.real(l.in(root, d.Value, unit.Unit{}))
		}
		for _, axis := range d.Axes {
			a.Axes = append(a.Axes, l.axis(root, axis))
		}
		l.p.Analyses = append(l.p.Analyses, a)
	}
}

// axis lowers what a param is over an axis of a sweep.
func (l *lowerer) axis(root *instance, d check.Axis) Axis {
	p := l.p.Params[l.paramIndex(root, d.Param)]
	if d.Range == d.Param.Range {
		return p.Axis()
	}
	choices, step := l.choices(root, p, d.Range)
	return Axis{p, d.Range, choices, step}
}

// shownAs brings a value in the unit of an analysed figure into the one that the figure is shown in, when it is an output.
func (l *lowerer) shownAs(d *check.Analysis, v Ref) Ref {
	for _, o := range l.p.Outputs {
		if o.Name == d.Name {
			return l.show(l.to(d.Span, v, d.Of.Type().Unit, o.Decl.Value.Type().Unit), o.Decl)
		}
	}
	return v
}

// Setting lowers one value that a param is given from outside, as a plan of its own: the index of the param in p and a step for each slot.
// The index is -1 when no input can set the param. The list holds at most one error: that a limit was reached.
func (p *Plan) Setting(set *check.Setting, limits Limits) (own *Plan, param int, values []Ref, problems diag.List) {
	param = p.settable(set.Param)
	if param < 0 {
		return nil, -1, nil, nil
	}
	defer onStop(p.Module, limits, func(d diag.Diagnostic) {
		d.Span = set.Span
		own, values, problems = nil, nil, diag.List{d}
	})
	l := newLowerer(p.Module, nil, limits)
	root := l.instance(p.Module, "", nil)
	values = l.setValues(root, set, p.Params[param])
	return l.p, param, values, nil
}

// settable is the index of a param that is not bound by `with`, that of the script itself before that of a used one.
func (p *Plan) settable(d *check.Param) int {
	at := -1
	for i, have := range p.Params {
		if have.Decl == d && (at < 0 || have.inst.prefix == "") {
			at = i
		}
	}
	return at
}
