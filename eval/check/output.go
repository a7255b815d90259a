package check

import (
	"strings"

	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/source"
)

// declareOutput declares a reported figure: a new name with `=`, else one that exists.
func (c *checker) declareOutput(d *ast.Output) {
	name := d.Name.String()
	o := &Output{Def: def(ast.Ident{Span: d.Name.Span, Name: name}, d.Label, d.Source, d.Span)}
	for _, other := range c.mod.Outputs {
		if other.Name == name && d.Value == nil {
			c.report(diag.DuplicateName, d.Name.Span, quote(name)+" is put out twice", func(f *finding) { f.also(other.NameSpan, "the first stands here") })
			return
		}
	}
	c.mod.Outputs = append(c.mod.Outputs, o)
	value := d.Value
	k := key{o, partValue}
	switch {
	case d.Value == nil:
		value = pathExpr(&d.Name)
	case len(d.Name.Parts) > 1:
		c.report(diag.NoSuchResult, d.Name.Span, "a new figure has a name without dots", help("write "+quote("output "+strings.ReplaceAll(name, ".", "_")+" = …")))
	default:
		c.bind(d.Name.Parts[0], "output", o)
	}
	c.graph.add(&node{key: k, name: name, span: d.Span, reads: []ast.Expr{value}, def: o, resolve: func() { c.output(o, value, d) }})
}

func (c *checker) output(o *Output, value ast.Expr, d *ast.Output) {
	o.Value = c.expr(value, nil)
	if bad(o.Value) {
		return
	}
	if d.Value == nil && d.Label == nil {
		o.Label = labelOf(o.Value, o.Label)
	}
	if d.Value == nil && d.Source == nil {
		o.Source = sourceOf(o.Value)
	}
	if !isNumber(o.Value) {
		c.report(diag.WrongKind, o.Value.Span(), "an output is a number, and this is "+describe(o.Value.Type()), help("a text or condition chooses between numbers: `if … then … else …`"))
		o.Value = failed(o.Value.Span())
		return
	}
	o.As = c.display(o.Value, d.As)
}

// labelOf is the label of what an output repeats.
func labelOf(x Expr, otherwise string) string {
	switch x := x.(type) {
	case *LetExpr:
		return x.Let.Label
	case *ParamExpr:
		return x.Param.Label
	case *OutputExpr:
		return x.Output.Label
	}
	return otherwise
}

func sourceOf(x Expr) string {
	switch x := x.(type) {
	case *LetExpr:
		return x.Let.Source
	case *ParamExpr:
		return x.Param.Source
	}
	return ""
}

// display is the unit that a figure is shown in: that after `as`, else its own.
func (c *checker) display(x Expr, as *ast.UnitExpr) Display {
	own := Display{Unit: x.Type().Unit, Percent: isPercent(x), Scale: 1}
	if as == nil {
		return own
	}
	d, ok := c.unitOf(as)
	if !ok {
		return own
	}
	d.Scale = max(d.Scale, 1)
	if !d.Unit.SameDim(own.Unit) {
		shown := d.Unit.Dimension()
		if d.Percent {
			shown = "a percentage"
		}
		c.report(diag.OtherDimension, as.Span, "this is "+describe(x.Type())+", and `as` shows it as "+shown, func(f *finding) {
			f.also(x.Span(), account(x.Type())).help("`as` changes the unit, never the dimension")
		})
		return own
	}
	return d
}

// CheckDisplay reads the unit after `as` of a query for a checked expression.
func CheckDisplay(m *Module, x Expr, as *ast.UnitExpr) (Display, diag.List) {
	c := laterChecker(m)
	d := c.display(x, as)
	return d, c.diags.list.Sort()
}

// declareExpect declares a claim about a figure. Claims are checked when everything else is resolved.
func (c *checker) declareExpect(d *ast.Expect) {
	e := &Expect{Op: d.Op, Differs: textOf(d.Differs)}
	e.Def = Def{Label: c.claim(d), Source: textOf(d.Source), Span: d.Span, NameSpan: d.Left.Range()}
	c.mod.Expects = append(c.mod.Expects, e)
	c.afterwards(func() { c.expect(e, d) })
}

// claim is the text of a claim in one line, without source and differs.
func (c *checker) claim(d *ast.Expect) string {
	end := d.Right.Range()
	for _, x := range present(d.High, d.Nearest) {
		end = x.Range()
	}
	if d.Under != nil {
		end = d.Under.Span
	}
	return strings.Join(strings.Fields(stripComments(c.mod.File.Slice(d.Left.Range().To(end)))), " ")
}

// stripComments takes comments off the lines of a claim.
func stripComments(text string) string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		quotes := false
		for j, r := range line {
			if r == '"' {
				quotes = !quotes
			}
			if r == '#' && !quotes {
				lines[i] = line[:j]
				break
			}
		}
	}
	return strings.Join(lines, " ")
}

func (c *checker) expect(e *Expect, d *ast.Expect) {
	if d.Under != nil {
		e.Under = c.scenarioNamed(d.Under)
	}
	var left, right Expr
	left, right = c.pair(d.Left, d.Right, nil, nil)
	e.Left, e.Right = left, right
	if !c.claimed(left) || bad(right) {
		return
	}
	c.likeClaim(left, right)
	if d.High != nil {
		if e.High = c.expr(d.High, nil); !bad(e.High) && c.likeClaim(left, e.High) {
			c.orderedClaim(e, d)
		}
	}
	if d.Nearest != nil {
		e.Nearest = c.expr(d.Nearest, nil)
		c.nearestClaim(e)
	}
}

// claimed reports a left side that is no figure.
func (c *checker) claimed(x Expr) bool {
	switch t := x.Type(); {
	case bad(x):
		return false
	case !isNumber(x):
		c.report(diag.WrongKind, x.Span(), "an expectation is of a number, and this is "+describe(t))
		return false
	case t.Series != Single:
		c.notSingle(x, "an expectation")
		return false
	}
	return true
}

func (c *checker) likeClaim(left, x Expr) bool {
	t := x.Type()
	switch {
	case !isNumber(x) || !t.Unit.SameDim(left.Type().Unit):
		c.report(diag.UnlikeCompared, x.Span(), describe(left.Type())+" compared with "+describe(t), label(account(t)), operand(left), func(f *finding) {
			if isPlain(x) {
				f.help("give the number its unit: " + left.Type().Unit.String())
			}
		})
		return false
	case t.Series != Single:
		c.notSingle(x, "an expectation")
		return false
	}
	return true
}

func (c *checker) orderedClaim(e *Expect, d *ast.Expect) {
	low, okLow := constantIn(e.Right, e.Left.Type().Unit)
	high, okHigh := constantIn(e.High, e.Left.Type().Unit)
	if okLow && okHigh && low.Cmp(high) > 0 {
		c.report(diag.ReversedRange, d.Right.Range().To(d.High.Range()), "the range ends before it begins", help("write the lower bound first"))
	}
}

func (c *checker) nearestClaim(e *Expect) {
	x := e.Nearest
	if bad(x) || !isPlain(x) && !c.likeClaim(e.Right, x) {
		return
	}
	if !isNumber(x) || x.Type().Series != Single {
		c.notSingle(x, "`to nearest`")
		return
	}
	if v, ok := constant(x); ok && v.Sign() <= 0 {
		c.report(diag.NegativeQuantity, x.Span(), "`to nearest` takes a step above zero")
	}
}

// declareVary declares `vary`.
func (c *checker) declareVary(d *ast.Vary) {
	a := &Analysis{Kind: OneWay, Span: d.Span}
	params := d.By
	switch {
	case d.Without != nil:
		a.Kind = LeaveOut
	case len(d.Over) > 0:
		a.Kind, params = TwoWay, d.Over
	case d.Together:
		a.Kind = Together
	}
	c.analysis(a, &d.Of, params, func() {
		if d.Without != nil {
			c.leaveOut(a, d)
		}
	})
}

func (c *checker) leaveOut(a *Analysis, d *ast.Vary) {
	if a.Data = find[Data](c, *d.Without, "data"); a.Data == nil {
		return
	}
	id := d.Column.Parts[len(d.Column.Parts)-1]
	if a.Column = a.Data.column(id.Name); a.Column == nil {
		c.noColumn(a.Data, id)
	}
}

// analysis declares one analysis of a figure by params; more is what else it checks.
func (c *checker) analysis(a *Analysis, of *ast.Path, params []*ast.Path, more func()) {
	c.mod.Analyses = append(c.mod.Analyses, a)
	c.afterwards(func() {
		if of != nil {
			a.Name = of.String()
			a.Of = c.figure(of)
		}
		seen := map[string]source.Span{}
		for _, p := range params {
			if !c.oneLine(seen, p.String(), p.Span) {
				continue
			}
			if out := c.paramOf(pathExpr(p)); out != nil {
				a.Params = append(a.Params, out)
			}
		}
		more()
	})
}

func (c *checker) figure(of *ast.Path) Expr {
	x := c.expr(pathExpr(of), nil)
	if !bad(x) && (!isNumber(x) || x.Type().Series != Single) {
		c.report(diag.NotAFigure, of.Span, "an analysis follows one number, and "+quote(of.String())+" is "+describe(x.Type()), help("pick an entry: `output NAME = "+of.String()+"[1]`"))
		return failed(of.Span)
	}
	return x
}

// declareSimulate declares `simulate`.
func (c *checker) declareSimulate(d *ast.Simulate) {
	a := &Analysis{Kind: Simulation, Span: d.Span}
	a.Draws, a.Seed = c.whole(d.Draws, 1), c.whole(d.Seed, 0)
	c.analysis(a, &d.Of, nil, func() {
		for _, p := range c.mod.Params {
			if p.Range != nil || c.failedRanges[p] {
				return
			}
		}
		c.report(diag.NothingUncertain, d.Span, "no param of the script has a range, so every draw would be the same", help("say what a param may be, as in `param x = 2 in 1..3`"))
	})
}

func (c *checker) whole(n *ast.Number, least int64) int64 {
	if n == nil {
		return 0
	}
	v, ok := c.number(n.Text, n.Span)
	i, whole := v.Int64()
	if ok && (!whole || i < least) {
		c.report(diag.BadNumber, n.Span, quote(n.Text)+" is not a whole number from "+itoa(int(least)))
	}
	return i
}

// declareSolve declares `solve`.
func (c *checker) declareSolve(d *ast.Solve) {
	a := &Analysis{Kind: Solution, Span: d.Span}
	c.analysis(a, &d.Of, []*ast.Path{&d.Param}, func() {
		c.numericParams(a, []*ast.Path{&d.Param})
		if bad(a.Of) {
			c.expr(d.Target, nil)
			return
		}
		if h, ok := bare(d.Target).(*ast.Hole); ok {
			a.Target = c.holeLike(h, a.Of)
			return
		}
		if a.Target = c.expr(d.Target, nil); !bad(a.Target) {
			c.likeClaim(a.Of, a.Target)
		}
	})
}

// numericParams reports params that are no single numbers.
func (c *checker) numericParams(a *Analysis, at []*ast.Path) {
	for _, p := range a.Params {
		if bad(p.Value) || p.Type.Kind == KindNumber && p.Type.Series == Single {
			continue
		}
		for _, path := range at {
			if path.String() == p.Name {
				c.report(diag.NotVariable, path.Span, quote(p.Name)+" is "+describe(p.Type)+", and this analysis varies single numbers", func(f *finding) { f.also(p.NameSpan, "declared here") })
			}
		}
	}
}

// declareCorrelate declares `correlate`.
func (c *checker) declareCorrelate(d *ast.Correlate) {
	a := &Analysis{Kind: Correlation, Span: d.Span}
	both := []*ast.Path{&d.A, &d.B}
	c.analysis(a, nil, both, func() {
		c.numericParams(a, both)
		w := wantNumber()
		w.what, w.example = "a number from -1 to 1", "0.6"
		a.Value = c.field(d.Value, "correlate", w)
		if bad(a.Value) {
			return
		}
		if v, ok := constant(a.Value); ok && v.Abs().Cmp(oneHundred) > 0 {
			c.report(diag.BadCorrelation, d.Value.Range(), "a correlation lies from -1 to 1, and this is "+v.Significant(6))
		}
	})
}
