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
		p := c.settable(u.Module, set.Name, say.T("the script used as `%s`", u.Name))
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
	differ := func(why say.Phrase) {
		c.report(diag.CombineMismatch, id.Span, say.T("`%s` cannot be combined: %s", id.Name, why), func(f *finding) {
			f.also(mine.NameSpan, say.T("this intervention")).also(its.NameSpan, say.T("the other intervention"))
		})
	}
	if mine.Currency != nil && its.Currency != nil && mine.Currency != its.Currency {
		differ(say.T("its currency is %s, and here it is %s", its.Currency.Name(), mine.Currency.Name()))
	}
	if mine.Prices != its.Prices {
		differ(say.T("its price year is %s, and here it is %s", yearOrNone(its.Prices), yearOrNone(mine.Prices)))
	}
	if mine.Grid == nil || its.Grid == nil {
		return
	}
	if unlike := compareClocks(mine.Grid, its.Grid); unlike != nil {
		differ(unlike.its)
	} else if len(its.Grid.Steps) > len(mine.Grid.Steps) {
		differ(say.T("its horizon is %s, which is longer, and here it is %s", lengthName(its.Grid), lengthName(mine.Grid)))
	}
}

func yearOrNone(year int) say.Phrase {
	if year == 0 {
		return say.T("not given")
	}
	return say.Verbatim(itoa(year))
}

// unlikeClocks is what keeps two clocks from being added step by step: said of the other clock, and of both.
type unlikeClocks struct{ its, both say.Phrase }

func compareClocks(mine, its *Grid) *unlikeClocks {
	switch {
	case mine.Back != its.Back || mine.StepMonths != its.StepMonths:
		here, there := stepName(mine), stepName(its)
		return &unlikeClocks{say.T("its step is %s, and here it is %s", there, here), say.T("the step is %s and %s", here, there)}
	case mine.Back && (mine.FirstYear != its.FirstYear || mine.Length != its.Length):
		here, there := lengthName(mine), lengthName(its)
		return &unlikeClocks{say.T("its period is %s, and here it is %s", there, here), say.T("the period is %s and %s", here, there)}
	case mine.FirstYear != 0 && its.FirstYear != 0 && mine.FirstYear != its.FirstYear:
		here, there := mine.FirstYear, its.FirstYear
		return &unlikeClocks{say.T("its first year is %d, and here it is %d", there, here), say.T("the first year is %d and %d", here, there)}
	}
	return nil
}

func stepName(g *Grid) say.Phrase {
	switch g.StepMonths {
	case stepLengths["year"]:
		return say.T("a year")
	case stepLengths["quarter"]:
		return say.T("a quarter")
	case stepLengths["month"]:
		return say.T("a month")
	}
	return say.T("a calendar year of a period")
}

func lengthName(g *Grid) say.Phrase {
	if g.FirstYear != 0 {
		return say.T("%s months from %d", say.Number(g.Length.String()), g.FirstYear)
	}
	return say.T("%s months", say.Number(g.Length.String()))
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
	if unlike := compareClocks(mine, its); unlike != nil {
		c.report(diag.CombineMismatch, b.NameSpan, say.T("`%s` and `%s` cannot be combined: %s", a.Name, b.Name, unlike.both))
	}
}
