package check

import (
	"github.com/costlang/cost/eval/unit"
	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
	"github.com/costlang/cost/lang/source"
	"github.com/costlang/cost/stdlib"
)

// call checks a function: over rows, over a series, over values by the table of the standard library, or one of the host.
func (c *checker) call(e *ast.Call, v *env) Expr {
	f, host, ok := c.scope.function(e.Func.Name)
	switch {
	case !ok:
		c.noFunction(e, v)
		return failed(e.Span)
	case host != nil:
		return c.hostCall(e, host, v)
	case f.Form == stdlib.OfCell:
		return c.known(e, v)
	case f.Form == stdlib.OverParams:
		return c.extreme(e, v)
	case len(e.By) > 0, e.Each != nil && !f.Rows:
		return c.wrongForm(e)
	case e.Each != nil:
		return c.each(e, v)
	case f.Name == "count" && len(e.Args) == 1:
		if x := c.countRows(e, v); x != nil {
			return x
		}
	}
	return c.values(e, f, v)
}

func (c *checker) noFunction(e *ast.Call, v *env) {
	for _, x := range e.Args {
		if e.Each == nil {
			c.expr(x, v)
		}
	}
	var names []string
	for _, f := range c.mod.Functions() {
		names = append(names, f.Name)
	}
	if decl := c.scope.entries[e.Func.Name]; decl != nil {
		c.report(diag.UnknownFunction, e.Func.Span, say.T("`%s` is %s, not a function", e.Func.Name, decl.noun.article()), func(f *finding) {
			f.also(decl.span, say.T("declared here")).help(say.T("multiplication is written with `*`"))
		})
		return
	}
	if c.excused(e.Func.Name + "()") {
		return
	}
	c.report(diag.UnknownFunction, e.Func.Span, say.T("unknown function `%s`", e.Func.Name),
		help(suggestOr(e.Func.Name, names, say.T("the functions are %s", say.Join(say.Codes(names), " ")))))
}

// wrongForm reports a function that is written as it never is.
func (c *checker) wrongForm(e *ast.Call) Expr {
	f, _, _ := c.scope.function(e.Func.Name)
	c.report(diag.WrongArguments, e.Span, say.T("`%s` is not used like this", f.Name), help(say.T("its form is `%s`, as in `%s`", f.Signature(), f.Example)))
	return failed(e.Span)
}

// countRows is `count(rows)` and `count(g)`, or nil when the argument is something else.
func (c *checker) countRows(e *ast.Call, v *env) Expr {
	parts, ok := exprPath(bare(e.Args[0]))
	if !ok {
		return nil
	}
	out := &EachExpr{Typed: Typed{numberType(unit.Unit{}), e.Span}, Func: "count"}
	if row := v.find(parts[0].Name); row != nil && row.Group && len(parts) == 1 {
		out.From, out.Data = row, row.Data
		return out
	}
	r := c.scope.lookup(parts)
	if d, ok := r.thing.(*Data); ok && r.kind == refThing && r.used == len(parts) {
		out.Data, out.Via = d, r.via
		return out
	}
	return nil
}

// values checks a function of values by its row in the table.
func (c *checker) values(e *ast.Call, f stdlib.Func, v *env) Expr {
	if !f.Takes(len(e.Args)) {
		return c.wrongForm(e)
	}
	out := &CallExpr{Typed: Typed{Src: e.Span}, Func: f.Name}
	ok := true
	for _, a := range e.Args {
		x := c.expr(a, v)
		out.Args = append(out.Args, x)
		ok = ok && !bad(x)
	}
	if !ok {
		return failed(e.Span)
	}
	if f.Reduces && len(out.Args) == 1 {
		return c.reduce(out)
	}
	out.Typ = numberType(unit.Unit{})
	for i, x := range out.Args {
		if !c.argument(out, f, i, x) {
			return failed(e.Span)
		}
	}
	return c.callResult(out, f)
}

// reduce is a function over the entries of one series.
func (c *checker) reduce(out *CallExpr) Expr {
	x := out.Args[0]
	t := x.Type()
	switch {
	case !isNumber(x) || t.Series == Single:
		f, _ := stdlib.Lookup(out.Func)
		c.report(diag.NotSeries, x.Span(), say.T("`%s` of one value needs a series or rows, and this is %s", out.Func, describe(t)),
			label(account(t)), help(say.T("as in `%s`", f.Example)), declared(x))
		return failed(out.Src)
	case t.Open:
		c.endless(x)
		return failed(out.Src)
	}
	out.Factors = []unit.Ratio{unit.One}
	out.Typ = numberType(t.Unit)
	if out.Func == "count" {
		out.Typ = numberType(unit.Unit{})
	}
	return out
}

func (c *checker) endless(x Expr) {
	c.report(diag.ListHasNoEnd, x.Span(), say.T("this list goes on for ever"), label(account(x.Type())),
		help(say.T("multiply it by a series with a clock, such as costs.by_year, or write all its entries")), declared(x))
}

// argument checks one argument against its parameter, and gives it its factor. The letter of a unit is bound by the
// first argument that has it: the function works in that unit.
func (c *checker) argument(out *CallExpr, f stdlib.Func, i int, x Expr) bool {
	p := f.Param(i)
	factor, ok := unit.One, isNumber(x)
	switch {
	case !ok:
	case p.Plain():
		ok = isPlain(x)
	case i == 0:
		out.Typ.Unit = x.Type().Unit
	default:
		factor, ok = x.Type().Unit.To(out.Typ.Unit)
	}
	if !ok {
		c.wrongArgument(out, f, p, x)
		return false
	}
	out.Factors = append(out.Factors, factor)
	return c.argumentSeries(out, f, p, x)
}

func (c *checker) argumentSeries(out *CallExpr, f stdlib.Func, p stdlib.Param, x Expr) bool {
	t := x.Type()
	switch {
	case p.Series() && t.Series == Single:
		c.report(diag.NotSeries, x.Span(), say.T("`%s` takes a series as `%s`, and this is %s", f.Name, p.Name, describe(t)),
			label(account(t)), help(say.T("as in `%s`", f.Example)), declared(x))
		return false
	case p.Series() && t.Open:
		c.endless(x)
		return false
	case p.Series():
		return true
	case t.Series != Single && p.Plain():
		c.notSingle(x, say.T("`%s` of `%s`", p.Name, f.Name))
		return false
	}
	typ, clash := joinSeries(out.Typ, out.Typ, t)
	if clash != nil {
		c.clash(clash, x, out.Args[0])
		return false
	}
	out.Typ = typ
	return true
}

func (c *checker) wrongArgument(out *CallExpr, f stdlib.Func, p stdlib.Param, x Expr) {
	wants := say.T("a plain number")
	if !p.Plain() {
		wants = describe(numberType(out.Typ.Unit))
		if len(out.Factors) == 0 {
			wants = say.T("a number")
		}
	}
	c.report(diag.WrongArgument, x.Span(), say.T("`%s` takes %s as `%s`, and this is %s", f.Name, wants, p.Name, describe(x.Type())),
		label(account(x.Type())), help(say.T("as in `%s`", f.Example)), declared(x), func(d *finding) {
			if len(out.Factors) > 0 && !p.Plain() {
				operand(out.Args[0])(d)
			}
		})
}

func (c *checker) callResult(out *CallExpr, f stdlib.Func) Expr {
	switch f.Result {
	case "number":
		out.Typ = numberType(unit.Unit{})
	case "number by year":
		out.Typ = Type{Kind: KindNumber, Series: ByList, Open: true}
	}
	return out
}

// extreme checks low(E by P, Q) and high(E by P, Q).
func (c *checker) extreme(e *ast.Call, v *env) Expr {
	if len(e.Args) != 1 || e.Each != nil || len(e.By) == 0 {
		return c.wrongForm(e)
	}
	x := c.expr(e.Args[0], v)
	out := &ExtremeExpr{Typed: Typed{Src: e.Span}, High: e.Func.Name == "high", X: x}
	ok := !bad(x)
	for _, by := range e.By {
		p := c.paramOf(by)
		ok = ok && p != nil
		out.By = append(out.By, p)
	}
	switch {
	case !ok:
		return failed(e.Span)
	case !isNumber(x) || x.Type().Series != Single:
		c.report(diag.NotAFigure, x.Span(), say.T("`%s` follows one number, and this is %s", e.Func.Name, describe(x.Type())), label(account(x.Type())))
		return failed(e.Span)
	case v != nil:
		c.report(diag.NotVariable, e.Span, say.T("`%s` cannot stand inside an aggregate over rows", e.Func.Name), help(say.T("give it a name of its own with `let`")))
		return failed(e.Span)
	}
	out.Typ = numberType(x.Type().Unit)
	return out
}

// paramOf finds the param of this script that an expression names, for an analysis: it has to have a range.
func (c *checker) paramOf(e ast.Expr) *Param {
	p := c.ownParam(e)
	if p == nil || p.Range != nil {
		return p
	}
	c.report(diag.NoRange, e.Range(), say.T("the param `%s` has no range: the `in` is missing", p.Name), func(f *finding) {
		f.also(p.NameSpan, say.T("declared here, without `in`")).help(say.T("say what it may be, as in `param %s = … in 1..3`", p.Name))
	})
	return nil
}

// ownParam finds a param of the script, with or without a range.
func (c *checker) ownParam(e ast.Expr) *Param {
	parts, ok := exprPath(bare(e))
	if !ok {
		c.report(diag.WrongThing, e.Range(), say.T("an analysis varies params by their names"))
		return nil
	}
	r := c.scope.lookup(parts)
	switch p, is := r.thing.(*Param); {
	case r.kind == refBroken:
	case r.kind == refNothing && r.via == nil:
		c.noSuchName(parts[0], "param", func() []string { return named[*Param](c.scope) })
	case r.kind == refNothing:
		c.nothingNamed(r, parts)
	case pathString(parts) == "horizon" || pathString(parts) == "period":
		c.report(diag.NotVariable, e.Range(), say.T("`%s` is no param, and what is counted hangs on its steps: it cannot be varied", parts[0].Name),
			help(say.T("run a script of each length, and compare what they print")))
	case !is || r.kind != refThing:
		c.wrongThing(ast.Ident{Span: e.Range(), Name: pathString(parts)}, nounOf(r), "param", spanOf(r))
	case r.via != nil:
		c.report(diag.NotVariable, e.Range(), say.T("`%s` belongs to a used script, and only the script's own params are varied", pathString(parts)),
			help(say.T("declare a param here and bind it: `with { %s = %s }`", p.Name, p.Name)))
	case c.failedRanges[p] || bad(p.Value):
	default:
		return p
	}
	return nil
}

func nounOf(r ref) noun {
	if r.entry != nil && r.kind == refThing {
		return r.entry.noun
	}
	return resultOrUnit
}

func spanOf(r ref) source.Span {
	if r.entry != nil {
		return r.entry.span
	}
	return source.Span{}
}
