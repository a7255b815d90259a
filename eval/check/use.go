package check

import (
	"path"
	"strings"
	"unicode"

	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
	"github.com/costlang/cost/lang/source"
)

// declareUse binds the names of a used script. Its module is nil when it could not be read.
func (c *checker) declareUse(d *ast.Use) {
	u := &Use{Standard: d.File == nil}
	u.Def = Def{Span: d.Span, NameSpan: d.Span}
	if s := c.uses[d]; s != nil {
		u.Module = s.module
	}
	c.mod.Uses = append(c.mod.Uses, u)
	c.bindUse(u, d)
	n := &node{key: key{u, partValue}, name: u.Name, span: d.Span}
	for _, set := range d.With {
		n.reads = append(n.reads, set.Value)
	}
	n.resolve = func() { c.bindings(u, d) }
	c.graph.add(n)
}

// bindUse gives a used script its name: the one after `as`, the path of a standard module, or that of the file.
func (c *checker) bindUse(u *Use, d *ast.Use) {
	switch {
	case d.As != nil:
		u.Name, u.NameSpan = d.As.Name, d.As.Span
		c.bind(*d.As, "used script", u)
	case d.File == nil:
		u.Name, u.NameSpan = d.Path.String(), d.Path.Span
		c.bindPath(u, d.Path)
	default:
		u.Name, u.NameSpan = fileStem(d.File.Value), d.File.Span
		if !isName(u.Name) {
			c.report(diag.MissingLine, d.File.Span, say.T("`%s` cannot be a name, so the used script has none", u.Name), help(say.T("write `as NAME` after the file")))
			return
		}
		c.bind(ast.Ident{Span: d.File.Span, Name: u.Name}, "used script", u)
	}
	u.Label = u.Name
	if u.Module != nil && u.Module.Intervention != nil {
		u.Label = u.Module.Intervention.Label
	}
}

func (c *checker) bindPath(u *Use, p *ast.Path) {
	if len(p.Parts) == 1 {
		c.bind(p.Parts[0], "used module", u)
		return
	}
	if e := c.scope.entries[p.Parts[0].Name]; e == nil || e.thing != (library{}) {
		c.bind(p.Parts[0], "library", library{})
	}
	if first := c.scope.modules[u.Name]; first != nil {
		c.report(diag.DuplicateName, p.Span, say.T("the module `%s` is used twice", u.Name), func(f *finding) {
			f.also(first.NameSpan, say.T("first used here")).help(say.T("give one of them a name of its own: `as NAME`"))
		})
		return
	}
	c.scope.modules[u.Name] = u
}

func fileStem(file string) string { return strings.TrimSuffix(path.Base(file), path.Ext(file)) }

func isName(s string) bool {
	for i, r := range s {
		if !unicode.IsLetter(r) && r != '_' && (i == 0 || !unicode.IsDigit(r)) {
			return false
		}
	}
	return s != ""
}

// bindings checks what the params of a used script are given. Values are of the using script.
func (c *checker) bindings(u *Use, d *ast.Use) {
	seen := map[string]source.Span{}
	for _, set := range d.With {
		x := c.expr(set.Value, nil)
		if u.Module == nil || !c.oneLine(seen, set.Name.String(), set.Name.Span) {
			continue
		}
		p := c.settable(u.Module, set.Name, "the script used as "+quote(u.Name))
		if p == nil {
			continue
		}
		if s := c.fitSetting(u.Module, p, x, set.Span); s != nil {
			u.With = append(u.With, s)
		}
	}
}

// declareCombine adds used scripts to this one.
func (c *checker) declareCombine(d *ast.Combine) {
	c.afterDeclaring(func() {
		for _, id := range d.Names {
			c.combine(id)
		}
	})
}

func (c *checker) combine(id ast.Ident) {
	u := find[Use](c, ast.Path{Span: id.Span, Parts: []ast.Ident{id}}, "used script")
	if u == nil {
		return
	}
	for _, other := range c.mod.Combined {
		if other == u {
			c.report(diag.DuplicateLine, id.Span, say.T("`%s` is combined twice", id.Name))
			return
		}
	}
	if u.Standard || u.Module != nil && u.Module.Intervention == nil && !u.Module.scope.broken {
		c.report(diag.CombineMismatch, id.Span, say.T("`%s` has no costs to combine: it has no intervention", id.Name))
		return
	}
	c.mod.Combined = append(c.mod.Combined, u)
	c.combinable(u, id)
}

// combinable compares the conventions of a combined script with those of this one.
func (c *checker) combinable(u *Use, id ast.Ident) {
	mine := c.mod.Intervention
	if mine == nil || u.Module == nil || u.Module.Intervention == nil {
		return
	}
	its := u.Module.Intervention
	differ := func(what, here, there string) {
		c.report(diag.CombineMismatch, id.Span, say.T("`%s` cannot be combined: its %s is %s, and here it is %s", id.Name, what, there, here), func(f *finding) {
			f.also(mine.NameSpan, say.T("this intervention")).also(its.NameSpan, say.T("the other intervention"))
		})
	}
	if mine.Currency != nil && its.Currency != nil && mine.Currency != its.Currency {
		differ("currency", mine.Currency.Name(), its.Currency.Name())
	}
	if mine.Prices != its.Prices {
		differ("price year", yearOrNone(mine.Prices), yearOrNone(its.Prices))
	}
	if mine.Grid != nil && its.Grid != nil {
		compareClocks(mine.Grid, its.Grid, differ)
	}
}

func yearOrNone(year int) string {
	if year == 0 {
		return "not given"
	}
	return itoa(year)
}

// compareClocks calls differ with what keeps two clocks from being added step by step.
func compareClocks(mine, its *Grid, differ func(what, here, there string)) {
	switch {
	case mine.Back != its.Back || mine.StepMonths != its.StepMonths:
		differ("step", stepName(mine), stepName(its))
	case mine.Back && (mine.FirstYear != its.FirstYear || mine.Length != its.Length):
		differ("period", lengthName(mine), lengthName(its))
	case mine.FirstYear != 0 && its.FirstYear != 0 && mine.FirstYear != its.FirstYear:
		differ("first year", itoa(mine.FirstYear), itoa(its.FirstYear))
	case len(its.Steps) > len(mine.Steps):
		differ("horizon", lengthName(mine), lengthName(its)+", which is longer")
	}
}

func stepName(g *Grid) string {
	for _, name := range []string{"year", "quarter", "month"} {
		if stepLengths[name] == g.StepMonths {
			return "a " + name
		}
	}
	return "a calendar year of a period"
}

func lengthName(g *Grid) string {
	text := g.Length.String() + " months"
	if g.FirstYear != 0 {
		text += " from " + itoa(g.FirstYear)
	}
	return text
}

// combineClocks gives a script that leaves its horizon out the longest of those it combines.
func (c *checker) combineClocks() {
	in := c.mod.Intervention
	if in == nil || in.Grid != nil || len(c.mod.Combined) == 0 {
		return
	}
	var first *Use
	for _, u := range c.mod.Combined {
		if u.Module == nil || u.Module.Intervention == nil || u.Module.Intervention.Grid == nil {
			continue
		}
		g := u.Module.Intervention.Grid
		if in.Grid == nil {
			first, in.Grid = u, g
			continue
		}
		c.sameSteps(first, u, in.Grid, g)
		if len(g.Steps) > len(in.Grid.Steps) {
			first, in.Grid = u, g
		}
	}
}

func (c *checker) sameSteps(a, b *Use, mine, its *Grid) {
	if len(its.Steps) > len(mine.Steps) {
		mine, its, a, b = its, mine, b, a
	}
	compareClocks(mine, its, func(what, here, there string) {
		c.report(diag.CombineMismatch, b.NameSpan, say.T("`%s` and `%s` cannot be combined: the %s is %s and %s", a.Name, b.Name, what, here, there))
	})
}
