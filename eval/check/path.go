package check

import (
	"strconv"

	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/unit"
	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
	"github.com/costlang/cost/lang/source"
)

var oneHundred = num.Int(1) // 100 %

func itoa(n int) string { return strconv.Itoa(n) }

// unitValue is a unit as a value: one of it.
func unitValue(b *unit.Base, e ast.Node) Expr {
	return &Lit{Typed: Typed{numberType(unit.Of(b)), e.Range()}, Value: num.Int(1)}
}

// path checks a name, or names with dots between them.
func (c *checker) path(e ast.Expr, v *env) Expr {
	parts, ok := exprPath(e)
	if !ok {
		if x := c.expr(rootOf(e), v); !bad(x) {
			c.report(diag.NoSuchResult, e.(*ast.Field).Name.Span, say.T("a calculated value has nothing after a dot"), help(say.T("results are named directly, as in `costs.by_year`")))
		}
		return failed(e.Range())
	}
	if b := v.find(parts[0].Name); b != nil {
		return c.cell(b, parts, e.Range(), v)
	}
	r := c.scope.lookup(parts)
	if r.used < len(parts) && (r.kind == refThing || r.kind == refResult || r.kind == refRate) {
		c.tooManyParts(r, parts)
		return failed(e.Range())
	}
	return c.refExpr(r, parts, e.Range())
}

func (c *checker) tooManyParts(r ref, parts []ast.Ident) {
	c.report(diag.NoSuchResult, parts[r.used].Span, say.T("`%s` is a value and has nothing after a dot", pathString(parts[:r.used])))
}

// refExpr is the expression for what a path names.
func (c *checker) refExpr(r ref, parts []ast.Ident, at source.Span) Expr {
	switch r.kind {
	case refBroken:
		return failed(at)
	case refNothing:
		c.nothingNamed(r, parts)
		return failed(at)
	case refNoResult:
		c.noResult(r, parts)
		return failed(at)
	case refRate:
		return c.rate(r, at)
	case refResult:
		return c.result(r, parts, at)
	}
	return c.thing(r, parts, at)
}

func (c *checker) nothingNamed(r ref, parts []ast.Ident) {
	if r.via == nil {
		c.noSuchName(parts[0], "name", c.scope.names)
		return
	}
	last := parts[min(r.used, len(parts)-1)]
	c.report(diag.UnknownName, last.Span, say.T("`%s` has no name `%s`", r.via.Name, last.Name),
		suggestion(last.Name, r.home.names, say.T("only what the used script declares itself can be named here")))
}

// noResult reports a name after a dot that the thing before it does not have.
func (c *checker) noResult(r ref, parts []ast.Ident) {
	if r.used == len(parts) {
		c.objectAlone(parts[len(parts)-1])
		return
	}
	last := parts[min(r.used, len(parts)-1)]
	owner, have := pathString(parts[:r.used]), r.has(parts[r.used-1].Name)
	if len(have) == 0 {
		is := say.T("a value")
		if r.entry != nil {
			is = r.entry.noun.article()
		}
		c.report(diag.NoSuchResult, last.Span, say.T("`%s` is %s and has nothing after a dot", owner, is))
		return
	}
	if r.home.mayHave(last.Name) || c.unknown[last.Name] {
		return
	}
	c.report(diag.NoSuchResult, last.Span, say.T("`%s` has no `%s`", owner, last.Name),
		help(suggestOr(last.Name, have, say.T("it has %s", say.And(few(have))))))
}

// has lists what may stand after the dot.
func (r ref) has(first string) []string {
	switch {
	case r.entry != nil:
		if _, ok := r.entry.thing.(*Wage); ok {
			return append(sortedKeys(ofThings), "hourly", "yearly")
		}
		if _, ok := r.entry.thing.(library); ok {
			return sortedKeys(r.home.modules)
		}
		return sortedKeys(resultsOf(r.entry.thing))
	case r.thing != nil:
		return sortedKeys(resultsOf(r.thing))
	case first == "costs":
		return append(sortedKeys(ladder), named[*Category](r.home)...)
	case first == "hours" || first == "fte":
		return sorted(named[*Wage](r.home))
	}
	return nil
}

// objectAlone reports a name that needs a dot.
func (c *checker) objectAlone(id ast.Ident) {
	advice := say.T("write %s.WAGE", id.Name)
	switch e := c.scope.entries[id.Name]; {
	case id.Name == "costs":
		advice = say.T("write total, or costs.gross")
	case e != nil:
		advice = say.T("name one of its modules and what it lends")
	}
	c.report(diag.NotAValue, id.Span, say.T("`%s` is no value by itself", id.Name), help(advice))
}

// thing is the value of a declaration named by itself.
func (c *checker) thing(r ref, parts []ast.Ident, at source.Span) Expr {
	switch thing := r.thing.(type) {
	case *unit.Base:
		return unitValue(thing, at)
	case *Param:
		if bad(thing.Value) {
			return failed(at)
		}
		return &ParamExpr{Typed{thing.Type, at}, thing, r.via}
	case *Let:
		if bad(thing.Value) {
			c.hostUnit(thing, at)
			return failed(at)
		}
		return &LetExpr{Typed{thing.Value.Type(), at}, thing, r.via}
	case *Output:
		if bad(thing.Value) {
			return failed(at)
		}
		return &OutputExpr{Typed{thing.Value.Type(), at}, thing, r.via}
	}
	c.noValue(r, parts, at)
	return failed(at)
}

// noValue reports a declared thing that is no number.
func (c *checker) noValue(r ref, parts []ast.Ident, at source.Span) {
	name, advice := pathString(parts), say.Phrase{}
	switch thing := r.thing.(type) {
	case *Wage:
		advice = say.T("write `%s.hourly` or `%s.yearly`", name, name)
	case *Team:
		advice = say.T("a team stands in `staff` and after `per`")
	case *Course:
		advice = say.T("write one of its results, such as `%s.completed`", name)
	case *Session:
		advice = say.T("write `%s.meetings` or `%s.length`", name, name)
	case *Cost, *Category:
		advice = say.T("write `%s.cost`", name)
	case *Data:
		advice = say.T("rows are added up: `sum(r.COLUMN for r in %s)`", name)
	case *Index:
		advice = say.T("an index converts prices: `X at 2016 prices`")
	case *Use:
		advice = say.T("name what it lends, such as `%s.total`", thing.Name)
	}
	var is noun
	if r.entry != nil {
		is = r.entry.noun
	}
	c.report(diag.NotAValue, at, say.T("`%s` is %s, not a value", name, is.article()), help(advice))
}

// rate checks `leader.hourly` and `leader.yearly`.
func (c *checker) rate(r ref, at source.Span) Expr {
	w := r.thing.(*Wage)
	if bad(w.Value) {
		return failed(at)
	}
	if w.Yearly != r.yearly && w.Norm == nil && r.home.mod.Norm == nil && !w.unpaid() {
		c.needNorm(w, at)
	}
	currency := r.home.currency(w)
	if currency == nil {
		c.report(diag.WrongUnit, at, say.T("`%s` is unpaid, and the script names no currency that it is unpaid in", w.Name))
		return failed(at)
	}
	per := "hour"
	if r.yearly {
		per = "year"
	}
	u, _, _ := unit.Of(currency).Div(unit.Of(builtinUnit(per)))
	return &RateExpr{Typed{numberType(u), at}, w, r.yearly, r.via}
}

// currency is the one that a wage is paid in: the script's, or in a script without one, the wage's own.
func (s *scope) currency(w *Wage) *unit.Base {
	if s.mod.Intervention != nil && s.mod.Intervention.Currency != nil {
		return s.mod.Intervention.Currency
	}
	b, _ := w.Value.Type().Unit.MoneyPart()
	return b
}
