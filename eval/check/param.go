package check

import (
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/unit"
	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
)

// declareParam declares a value that scenarios and analyses may change.
func (c *checker) declareParam(d *ast.Param) {
	p := &Param{Def: def(d.Name, d.Label, d.Source, d.Span)}
	c.mod.Params = append(c.mod.Params, p)
	c.bind(d.Name, "param", p)
	n := &node{key: key{p, partValue}, name: p.Name, span: d.Span, reads: []ast.Expr{d.Value}, def: p}
	if d.In != nil {
		n.reads = append(n.reads, d.In.Values...)
		if d.In.Step != nil {
			n.reads = append(n.reads, d.In.Step)
		}
	}
	if call, ok := d.Dist.(*ast.Call); ok {
		n.reads = append(n.reads, call.Args...)
	}
	n.resolve = func() { c.param(p, d) }
	c.graph.add(n)
}

func (c *checker) param(p *Param, d *ast.Param) {
	x := c.expr(d.Value, nil)
	if c.paramValue(p, x) {
		p.Value, p.Type, p.Percent = x, x.Type(), isPercent(x)
	} else {
		p.Value = failed(d.Value.Range())
	}
	if d.In != nil {
		p.Range = c.rangeOf(p, d.In)
		c.failedRanges[p] = p.Range == nil
	}
	if d.Dist != nil {
		p.Dist = c.distribution(p, d)
	}
	if p.Range != nil {
		c.withinRange(p, p.Value, say.T("the value"), diag.NotAmongValues)
	}
}

func (c *checker) paramValue(p *Param, x Expr) bool {
	t := x.Type()
	switch {
	case bad(x):
		return false
	case t.Kind != KindNumber && t.Kind != KindText:
		c.report(diag.WrongKind, x.Span(), say.T("a param is a number, a list per year or a text, and `%s` is %s", p.Name, describe(t)))
		return false
	case t.Series == ByYears || t.Series == BySteps:
		c.report(diag.NotSingle, x.Span(), say.T("a param is a number, a list per year or a text, and `%s` is %s", p.Name, describe(t)), help(say.T("give it a name with `let` instead")))
		return false
	}
	return true
}

// rangeOf checks what stands after `in`. It is nil when that failed.
func (c *checker) rangeOf(p *Param, d *ast.Range) *Range {
	r := &Range{Kind: d.Kind, Span: d.Span}
	if d.Kind == ast.PlusMinus {
		return c.deviation(p, r, d)
	}
	var xs []Expr
	for _, e := range d.Values {
		xs = append(xs, c.expr(e, nil))
	}
	if bad(p.Value) || bad(xs...) {
		return nil
	}
	for _, x := range xs {
		if !c.likeParam(p, x, say.T("a bound")) {
			return nil
		}
		c.afterwards(func() { c.fitsList(c.mod, p, x) }) // by then it is known what clock the param meets
	}
	if d.Kind == ast.Alternatives {
		r.Values = xs
		return r
	}
	if p.Type.Kind != KindNumber || p.Type.Series != Single {
		c.report(diag.BadRange, d.Span, say.T("`%s` is %s, which has no bounds", p.Name, describe(p.Type)), help(say.T("list what it may be: `in { … }`")))
		return nil
	}
	r.Low, r.High = xs[0], xs[1]
	if d.Step != nil {
		r.Step = c.expr(d.Step, nil)
		if bad(r.Step) || !c.likeParam(p, r.Step, say.T("the step")) {
			return nil
		}
	}
	return c.sensibleBounds(p, r)
}

// deviation checks ±20%.
func (c *checker) deviation(p *Param, r *Range, d *ast.Range) *Range {
	w := wantShare()
	r.Deviation = c.field(d.Values[0], "±", w)
	switch {
	case bad(p.Value, r.Deviation):
		return nil
	case p.Type.Kind != KindNumber:
		c.report(diag.BadRange, d.Span, say.T("`%s` is %s, which has no bounds", p.Name, describe(p.Type)), help(say.T("list what it may be: `in { … }`")))
		return nil
	case p.Percent:
		c.report(diag.RangeOnPercent, d.Span, say.T("± of `%s`, which is written in percent, could be read in two ways", p.Name), func(f *finding) {
			f.also(p.Value.Span(), say.T("the value")).help(say.T("write the bounds, as in `in 80%..90%`"))
		})
		return nil
	}
	return r
}

// likeParam reports a bound, alternative or setting that is not of the kind and dimension of its param.
func (c *checker) likeParam(p *Param, x Expr, what say.Phrase) bool {
	t := x.Type()
	switch {
	case t.Kind != p.Type.Kind:
		c.report(diag.UnlikeChoices, x.Span(), say.T("%s of `%s` is %s, and its value is %s", what, p.Name, describe(t), describe(p.Type)), func(f *finding) { f.also(p.NameSpan, say.T("declared here")) })
		return false
	case !isPlain(x) && !t.Unit.SameDim(p.Type.Unit):
		c.report(diag.WrongUnit, x.Span(), say.T("%s of `%s` is %s, and its value is %s", what, p.Name, describe(t), describe(p.Type)), label(account(t)), func(f *finding) { f.also(p.NameSpan, say.T("declared here")) })
		return false
	case (t.Series == Single) != (p.Type.Series == Single) || t.Series > ByList:
		c.report(diag.UnlikeChoices, x.Span(), say.T("%s of `%s` is %s, and its value is %s", what, p.Name, describe(t), describe(p.Type)), func(f *finding) {
			f.also(p.NameSpan, say.T("declared here")).help(say.T("a list is replaced by a whole list"))
		})
		return false
	}
	return true
}

func (c *checker) sensibleBounds(p *Param, r *Range) *Range {
	low, okLow := constantIn(r.Low, p.Type.Unit)
	high, okHigh := constantIn(r.High, p.Type.Unit)
	if okLow && okHigh && low.Cmp(high) > 0 {
		c.report(diag.ReversedRange, r.Span, say.T("the range of `%s` ends at %s before it begins at %s", p.Name, show(r.High, high), show(r.Low, low)),
			func(f *finding) {
				f.also(p.NameSpan, say.T("declared here")).help(say.T("write the lower bound first"))
			})
		return nil
	}
	if r.Step == nil {
		return r
	}
	step, ok := constantIn(r.Step, p.Type.Unit)
	if ok && step.Sign() <= 0 {
		c.report(diag.BadRange, r.Step.Span(), say.T("the step of `%s` has to be above zero", p.Name))
		return nil
	}
	if ok && okLow && okHigh && !divides(step, low, high) {
		c.report(diag.BadRange, r.Step.Span(), say.T("steps of %s from %s do not reach %s", show(r.Step, step), show(r.Low, low), show(r.High, high)))
		return nil
	}
	return r
}

func divides(step, low, high num.D) bool {
	width, ok := high.Sub(low)
	return !ok || width.RoundTo(step).Equal(width)
}

// withinRange reports a value that its param may not have, as far as it is written out.
func (c *checker) withinRange(p *Param, x Expr, what say.Phrase, off diag.Code) {
	if bad(x, p.Value) {
		return
	}
	switch p.Range.Kind {
	case ast.Bounds:
		c.withinBounds(p, x, what)
	case ast.Alternatives:
		c.amongValues(p, x, what, off)
	}
}

func (c *checker) withinBounds(p *Param, x Expr, what say.Phrase) {
	v, ok := constantIn(x, p.Type.Unit)
	low, okLow := constantIn(p.Range.Low, p.Type.Unit)
	high, okHigh := constantIn(p.Range.High, p.Type.Unit)
	if !ok || !(okLow && v.Cmp(low) < 0 || okHigh && v.Cmp(high) > 0) {
		return
	}
	c.report(diag.ParamRange, x.Span(), say.T("%s of `%s` is %s, outside its range", what, p.Name, showLike(x, v, p.Type.Unit)), func(f *finding) {
		f.also(p.Range.Span, say.T("what it may be")).help(say.T("change the value, or the range"))
		if share, meant := c.meantPercent(x, v, p.Range.Low); meant && (!okLow || share.Cmp(low) >= 0) && (!okHigh || share.Cmp(high) <= 0) {
			f.help(say.T("was `%s%%` meant?", v.Significant(12)))
		}
	})
}

// meantPercent is the share that a plain number would be with the % that the bounds have and it has not.
func (c *checker) meantPercent(x Expr, v num.D, bound Expr) (num.D, bool) {
	if isPercent(x) || !isPlain(x) || !isPercent(bound) {
		return num.D{}, false
	}
	return v.MulRatio(1, 100)
}

func (c *checker) amongValues(p *Param, x Expr, what say.Phrase, off diag.Code) {
	for _, alternative := range p.Range.Values {
		if same, known := sameValue(x, alternative, p.Type.Unit); same || !known {
			return
		}
	}
	message := say.T("%s of `%s` is not one of its alternatives", what, p.Name)
	if v, ok := constantIn(x, p.Type.Unit); ok {
		message = say.T("%s of `%s` is %s, not one of its alternatives", what, p.Name, showLike(x, v, p.Type.Unit))
	}
	c.report(off, x.Span(), message, func(f *finding) {
		f.also(p.Range.Span, say.T("the alternatives"))
		if c.percentAmong(p, x) {
			f.help(say.T("was `%s%%` meant?", mustConstant(x).Significant(12)))
			return
		}
		if off == diag.OffAlternatives {
			f.warning().help(say.T("add it to the alternatives when it belongs there"))
			return
		}
		f.help(say.T("add the value to the alternatives, or take one of them"))
	})
}

// percentAmong reports whether a number without % is one of the alternatives with it.
func (c *checker) percentAmong(p *Param, x Expr) bool {
	v, ok := constantIn(x, p.Type.Unit)
	for _, alternative := range p.Range.Values {
		share, meant := c.meantPercent(x, v, alternative)
		if a, known := constant(alternative); ok && meant && known && a.Equal(share) {
			return true
		}
	}
	return false
}

// sameValue compares two written values, lists entry by entry; known is false when one is not written out.
func sameValue(x, y Expr, u unit.Unit) (same, known bool) {
	a, b := itemsOf(x), itemsOf(y)
	if x.Type().Kind == KindText {
		lx, okX := x.(*Lit)
		ly, okY := y.(*Lit)
		return okX && okY && lx.Text == ly.Text, okX && okY
	}
	if len(a) != len(b) || x.Type().Open != y.Type().Open {
		return false, true
	}
	for i := range a {
		va, okA := constantIn(a[i], u)
		vb, okB := constantIn(b[i], u)
		if !okA || !okB {
			return false, false
		}
		if !va.Equal(vb) {
			return false, true
		}
	}
	return true, true
}

var distributions = []string{"uniform", "triangular", "pert", "normal", "lognormal", "beta"}

// distribution checks what stands after `~`.
func (c *checker) distribution(p *Param, d *ast.Param) *Dist {
	out := &Dist{Span: d.Dist.Range()}
	var args []ast.Expr
	name := ast.Ident{Span: d.Dist.Range()}
	switch e := bare(d.Dist).(type) {
	case *ast.Name:
		name.Name = e.Name
	case *ast.Call:
		name, args = e.Func, e.Args
	}
	out.Name = name.Name
	if !c.distributionName(name, len(args)) {
		return nil
	}
	w := wantNumber()
	w.least = positive
	for _, e := range args {
		out.Args = append(out.Args, c.field(e, name.Name, w))
	}
	if d.In == nil || d.In.Kind == ast.Alternatives {
		c.report(diag.BadDistribution, out.Span, say.T("the distribution of `%s` has no bounds to lie in", p.Name), func(f *finding) {
			f.also(p.NameSpan, say.T("declared here")).help(say.T("give the param bounds: `in 1..3 ~ %s`; alternatives are equally likely", name.Name))
		})
		return nil
	}
	c.possible(p, out)
	return out
}

// possible reports a distribution that contradicts its bounds or has impossible shapes, as far as they are written out.
func (c *checker) possible(p *Param, d *Dist) {
	one := num.Int(1)
	low, shapes := one, []num.D{one, one}
	if p.Range != nil && p.Range.Low != nil && !bad(p.Range.Low) {
		if v, ok := constantIn(p.Range.Low, p.Type.Unit); ok {
			low = v
		}
	}
	for i, e := range d.Args {
		if v, ok := constant(e); ok && !bad(e) {
			shapes[i] = v
		}
	}
	if message, advice := d.Contradiction(p.Name, low, shapes[0], shapes[1]); !message.Empty() {
		c.report(diag.BadDistribution, d.Span, message, func(f *finding) { f.also(p.NameSpan, say.T("declared here")).help(advice) })
	}
}

func (c *checker) distributionName(name ast.Ident, args int) bool {
	want, known := map[string]int{"beta": 2}[name.Name], false
	for _, n := range distributions {
		known = known || n == name.Name
	}
	switch {
	case !known:
		c.report(diag.UnknownWord, name.Span, say.T("unknown distribution `%s`", name.Name), help(suggestOr(name.Name, distributions, say.T("the distributions are %s", say.And(say.Codes(distributions))))))
	case args != want:
		c.report(diag.BadDistribution, name.Span, say.T("`%s` takes %s, not %d", name.Name, say.Count(want, say.T("1 number"), say.T("%d numbers", want)), args), help(say.T("bounds stand after `in`; `beta(2, 5)` has its two shapes")))
	default:
		return true
	}
	return false
}
