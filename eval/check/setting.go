package check

import (
	"sort"

	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
	"github.com/costlang/cost/lang/source"
)

// declareScenario declares values of params under a name. Scenarios are checked when everything else is resolved.
func (c *checker) declareScenario(d *ast.Scenario) {
	s := &Scenario{Def: def(ast.Ident{Span: d.Name.Span, Name: d.Name.Value}, nil, nil, d.Span)}
	for _, other := range c.mod.Scenarios {
		if other.Name == s.Name {
			c.report(diag.DuplicateName, d.Name.Span, say.T("the scenario `%s` is declared twice", s.Name), func(f *finding) { f.also(other.NameSpan, say.T("first declared here")) })
			return
		}
	}
	c.mod.Scenarios = append(c.mod.Scenarios, s)
	c.trees[s] = d
	if len(c.mod.Scenarios) == 1 {
		c.afterwards(c.orderScenarios)
	}
	c.afterwards(func() { c.settings(s, d) })
}

func (c *checker) settings(s *Scenario, d *ast.Scenario) {
	seen := map[string]source.Span{}
	for _, set := range d.Sets {
		if !c.oneLine(seen, set.Name.String(), set.Name.Span) {
			continue
		}
		if out := c.setting(c.mod, set.Name, set.Value, set.Span); out != nil {
			s.Sets = append(s.Sets, out)
		}
	}
}

// orderScenarios finds what each scenario starts from, and puts it before.
func (c *checker) orderScenarios() {
	depth := map[*Scenario]int{}
	for _, s := range c.mod.Scenarios {
		from := c.trees[s].(*ast.Scenario).From
		if from == nil {
			continue
		}
		if s.From = c.scenarioNamed(from); s.From == nil {
			continue
		}
		if c.startsFromItself(s, from) {
			s.From = nil
		}
	}
	for _, s := range c.mod.Scenarios {
		n := 0
		for from := s.From; from != nil; from = from.From {
			n++
		}
		depth[s] = n
	}
	sort.SliceStable(c.mod.Scenarios, func(i, j int) bool { return depth[c.mod.Scenarios[i]] < depth[c.mod.Scenarios[j]] })
}

func (c *checker) startsFromItself(s *Scenario, from *ast.Text) bool {
	for other := s.From; other != nil; other = other.From {
		if other == s {
			c.report(diag.Cycle, from.Span, say.T("the scenario `%s` starts from itself", s.Name), func(f *finding) { f.also(s.From.NameSpan, say.T("by way of this one")) })
			return true
		}
	}
	return false
}

func (c *checker) scenarioNamed(name *ast.Text) *Scenario {
	var names []string
	for _, s := range c.mod.Scenarios {
		if s.Name == name.Value {
			return s
		}
	}
	if !c.scope.broken && !c.brokenScenario() {
		for _, s := range c.mod.Scenarios {
			names = append(names, s.Name)
		}
		c.report(diag.UnknownName, name.Span, say.T("unknown scenario `%s`", name.Value), help(suggestOr(name.Value, names, scenariosThere(names))))
	}
	return nil
}

func scenariosThere(names []string) say.Phrase {
	if len(names) == 0 {
		return say.T("the script has no scenarios: declare one, as in `scenario \"Dear\" { wage_level = 120% }`, or leave `under` out")
	}
	return say.T("the scenarios are %s", say.And(few(quoted(names))))
}

// brokenScenario reports whether a scenario could not be read, so that an unknown one may be it.
func (c *checker) brokenScenario() bool {
	for _, d := range c.mod.Tree.Decls {
		if b, bad := d.(*ast.BadDecl); bad && b.Keyword == "scenario" {
			return true
		}
	}
	return false
}

// setting checks a written value for a param. It is nil when that failed.
func (c *checker) setting(m *Module, name ast.Path, e ast.Expr, at source.Span) *Setting {
	p := c.settable(m, name, say.T("the script"))
	if p == nil || !c.isWritten(e) {
		return nil
	}
	return c.fitSetting(m, p, c.expr(e, nil), at)
}

// settable finds the param of a script that is given a value.
func (c *checker) settable(m *Module, name ast.Path, owner say.Phrase) *Param {
	first := name.Parts[0]
	e := m.scope.entries[first.Name]
	if e == nil && m.scope.mayHave(first.Name) {
		return nil
	}
	if e != nil && len(name.Parts) == 1 {
		if p, ok := e.thing.(*Param); ok {
			return p
		}
	}
	c.report(diag.NothingToSet, name.Span, say.T("%s has no param `%s`", owner, name.String()), func(f *finding) {
		switch _, isUse := entryThing(e).(*Use); {
		case isUse:
			f.help(say.T("params of a used script are set where it is used: `with { %s = … }`", name.Parts[len(name.Parts)-1].Name))
		case e != nil:
			f.also(e.span, say.T("`%s` is %s, not a param", first.Name, e.noun.article())).help(say.T("only params are given values from outside"))
		default:
			f.help(suggestOr(first.Name, named[*Param](m.scope), paramsThere(named[*Param](m.scope))))
		}
	})
	return nil
}

func entryThing(e *entry) any {
	if e == nil {
		return nil
	}
	return e.thing
}

// paramsThere lists the params that a script has.
func paramsThere(names []string) say.Phrase {
	if len(names) == 0 {
		return say.T("the script has no params")
	}
	return say.T("its params are %s", say.And(few(sorted(names))))
}

// isWritten reports a value that is not written out: one that depends on a name with a value.
func (c *checker) isWritten(e ast.Expr) bool {
	switch e := e.(type) {
	case *ast.Name:
		if c.scope.unitNamed(e.Name) != nil {
			return true
		}
	case *ast.Number, *ast.Quantity, *ast.Percent, *ast.DateLit, *ast.TextLit, *ast.Hole, *ast.BadExpr:
		return true
	case *ast.List, *ast.Unary, *ast.Binary, *ast.Paren:
		for _, x := range operands(e) {
			if !c.isWritten(x) {
				return false
			}
		}
		return true
	}
	c.report(diag.NotWritten, e.Range(), say.T("the value of a param in a scenario is written out, and this has to be calculated"),
		help(say.T("write the number; where the base value follows from others, change those")))
	return false
}

// fitSetting checks a value against the param it is for, which may be of a used script.
func (c *checker) fitSetting(m *Module, p *Param, x Expr, at source.Span) *Setting {
	if bad(x, p.Value) || !c.likeParam(p, x, say.T("the new value")) || !c.fitsList(m, p, x) {
		return nil
	}
	if p.Range != nil {
		c.withinRange(p, x, say.T("the new value"), diag.OffAlternatives)
	}
	return &Setting{Param: p, Value: x, Span: at}
}

// fitsList reports a list that cannot stand for that of a param: another closed one of its length, an open one of the years of the
// horizon of its script.
func (c *checker) fitsList(m *Module, p *Param, x Expr) bool {
	have, t := p.Type, x.Type()
	if t.Series != ByList {
		return true
	}
	if have.Open && m.grid() != nil {
		return c.fitsHorizon(m, p, x)
	}
	advice := say.T("the list it stands for ends too, or let this one end with `...`")
	switch {
	case !have.Open && (t.Open || t.Len == have.Len):
		return true
	case have.Open && (t.Len <= have.Len || m != c.mod):
		return true
	case have.Open:
		advice = say.T("the script has no horizon that says how many years there are")
	}
	c.report(diag.ListLength, x.Span(), say.T("the list of `%s` has %s, and this one %d", p.Name, entriesLong(have.Len), t.Len),
		func(f *finding) { f.also(p.Value.Span(), say.T("the list it stands for")).help(advice) })
	return false
}

// fitsHorizon compares a list with the longest clock that its param meets in its script, or with the horizon where it meets none.
func (c *checker) fitsHorizon(m *Module, p *Param, x Expr) bool {
	k, met := m.met[p]
	if !met {
		k = m.horizonClock(c.clockAt)
	}
	clash := k.fit(x.Type())
	if clash == nil {
		return true
	}
	c.report(clash.code, x.Span(), clash.reason, func(f *finding) {
		f.help(k.advice(x.Type()))
		if m == c.mod {
			f.also(k.at, k.mark)
			return
		}
		f.also(m.Intervention.NameSpan, say.T("the script of the clock")).also(p.NameSpan, say.T("`%s` is declared here", p.Name))
	})
	return false
}
