package check

import (
	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
	"github.com/costlang/cost/lang/source"
)

// declareVary declares `vary`.
func (c *checker) declareVary(d *ast.Vary) { c.vary(d, nil) }

// vary declares one, perhaps with a value that the figure is compared with.
func (c *checker) vary(d *ast.Vary, target ast.Expr) {
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
		if target != nil {
			c.targetOf(a, target)
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

// Question is an analysis that is asked for from outside a script, in the words of one. A name is a path with dots.
type Question struct {
	Kind         AnalysisKind // one that varies, or Solution
	Of           string
	By           []string // params; none for LeaveOut
	Data, Column string   // for LeaveOut
	Target       ast.Expr // for Solution, and for others what the figure is compared with
	Figures      []string // for Sweep, in place of Of
	Over         []Over   // for Sweep
	At           source.Span
}

// CheckAnalysis resolves an analysis in the scope of a checked module, by the rules of a line of a script. It returns the module with
// this analysis in place of its own; the module itself stays as it is.
func CheckAnalysis(m *Module, q Question) (*Module, diag.List) {
	own := *m
	own.Analyses = nil
	c := laterChecker(&own)
	c.scope = m.scope
	switch of := q.path(q.Of); q.Kind {
	case Sweep:
		c.sweep(q)
	case Solution:
		c.declareSolve(&ast.Solve{Span: q.At, Param: *q.path(q.By[0]), Of: *of, Target: q.Target})
	case Simulation:
		c.simulation(&ast.Simulate{Span: q.At, Of: *of}, q.Target)
	default:
		c.vary(q.vary(*of), q.Target)
	}
	c.finish()
	for _, a := range m.Analyses {
		if a.Kind == Correlation {
			own.Analyses = append(own.Analyses, a)
		}
	}
	return &own, c.diags.list.Sort()
}

func (q Question) path(name string) *ast.Path {
	return &ast.Path{Span: q.At, Parts: splitPath(name, q.At)}
}

func (q Question) vary(of ast.Path) *ast.Vary {
	v := &ast.Vary{Span: q.At, Of: of, Together: q.Kind == Together}
	var params []*ast.Path
	for _, name := range q.By {
		params = append(params, q.path(name))
	}
	switch q.Kind {
	case LeaveOut:
		v.Without, v.Column = q.path(q.Data), q.path(q.Column)
	case TwoWay:
		v.Over = params
	default:
		v.By = params
	}
	return v
}

func (c *checker) figure(of *ast.Path) Expr {
	x := c.expr(pathExpr(of), nil)
	if !bad(x) && (!isNumber(x) || x.Type().Series != Single) {
		advice := say.T("pick an entry: `output NAME = %s[1]`", of.String())
		if !isNumber(x) {
			advice = say.T("follow an output, or another result that is a number, such as total")
		}
		c.report(diag.NotAFigure, of.Span, say.T("an analysis follows one number, and `%s` is %s", of.String(), describe(x.Type())), help(advice))
		return failed(of.Span)
	}
	return x
}

// declareSimulate declares `simulate`.
func (c *checker) declareSimulate(d *ast.Simulate) { c.simulation(d, nil) }

// simulation declares one, perhaps with a value whose chance to be exceeded is asked for.
func (c *checker) simulation(d *ast.Simulate, target ast.Expr) {
	a := &Analysis{Kind: Simulation, Span: d.Span}
	a.Draws, a.Seed = c.whole(d.Draws, 1), c.whole(d.Seed, 0)
	c.analysis(a, &d.Of, nil, func() {
		if target != nil {
			c.targetOf(a, target)
		}
		for _, p := range c.mod.Params {
			if p.Range != nil || c.failedRanges[p] {
				return
			}
		}
		c.report(diag.NothingUncertain, d.Span, say.T("no param of the script has a range, so every draw would be the same"), help(say.T("say what a param may be, as in `param x = 2 in 1..3`")))
	})
}

func (c *checker) whole(n *ast.Number, least int64) int64 {
	if n == nil {
		return 0
	}
	v, ok := c.number(n.Text, n.Span)
	i, whole := v.Int64()
	if ok && (!whole || i < least) {
		c.report(diag.BadNumber, n.Span, say.T("`%s` is not a whole number from %d", n.Text, int(least)))
	}
	return i
}

// declareSolve declares `solve`.
func (c *checker) declareSolve(d *ast.Solve) {
	a := &Analysis{Kind: Solution, Span: d.Span}
	c.analysis(a, &d.Of, []*ast.Path{&d.Param}, func() {
		c.numericParams(a, []*ast.Path{&d.Param})
		c.targetOf(a, d.Target)
	})
}

// targetOf checks a value that the figure of an analysis is compared with.
func (c *checker) targetOf(a *Analysis, target ast.Expr) {
	if bad(a.Of) {
		c.expr(target, nil)
		return
	}
	if h, ok := bare(target).(*ast.Hole); ok {
		a.Target = c.holeLike(h, a.Of)
		return
	}
	if a.Target = c.expr(target, nil); !bad(a.Target) {
		c.likeClaim(a.Of, a.Target)
	}
}

// numericParams reports params that are no single numbers.
func (c *checker) numericParams(a *Analysis, at []*ast.Path) {
	for _, p := range a.Params {
		if bad(p.Value) || p.Type.Kind == KindNumber && p.Type.Series == Single {
			continue
		}
		for _, path := range at {
			if path.String() == p.Name {
				c.report(diag.NotVariable, path.Span, say.T("`%s` is %s, and this analysis varies single numbers", p.Name, describe(p.Type)), func(f *finding) { f.also(p.NameSpan, say.T("declared here")) })
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
		w.what, w.example = say.T("a number from -1 to 1"), "0.6"
		a.Value = c.field(d.Value, "correlate", w)
		if bad(a.Value) {
			return
		}
		if v, ok := constant(a.Value); ok && v.Abs().Cmp(oneHundred) > 0 {
			c.report(diag.BadCorrelation, d.Value.Range(), say.T("a correlation lies from -1 to 1, and this is %s", v.Significant(6)))
			return
		}
		c.correlatedOnce(a)
	})
}

// correlatedOnce reports a second statement about the same two params.
func (c *checker) correlatedOnce(a *Analysis) {
	for _, before := range c.mod.Analyses {
		switch {
		case before == a:
			return
		case before.Kind != Correlation || len(before.Params) != 2 || len(a.Params) != 2:
		case before.Params[0] == a.Params[0] && before.Params[1] == a.Params[1], before.Params[0] == a.Params[1] && before.Params[1] == a.Params[0]:
			c.report(diag.BadCorrelation, a.Span, say.T("the correlation of `%s` and `%s` stands here twice", a.Params[0].Name, a.Params[1].Name), func(f *finding) { f.also(before.Span, say.T("the first one")) })
			return
		}
	}
}
