package check

import (
	"maps"

	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
)

// LastName is the name that stands for the last value in a query.
const LastName = "_"

// CheckQuery resolves an expression in the scope of a checked module, which it leaves as it is, and the unit that its value
// is shown in. In it LastName stands for another expression, unless that is nil or cannot be checked, or the script has the name.
func CheckQuery(m *Module, e ast.Expr, as *ast.UnitExpr, last ast.Expr) (Expr, Display, diag.List) {
	c := laterChecker(m)
	c.scope = m.scope.withLast(before(m, last))
	x := c.expr(e, nil)
	shown := Display{Scale: 1}
	switch {
	case bad(x):
	case isNumber(x):
		shown = c.display(x, as)
		shown.Scale = max(shown.Scale, 1)
	case as != nil:
		c.report(diag.OtherDimension, as.Span, say.T("this is %s, which is in no unit", describe(x.Type())), help(say.T("leave `as` and what follows out")))
	}
	c.finish()
	return x, shown, c.diags.list.Sort()
}

// before is an expression as the module knows it now, or nil.
func before(m *Module, e ast.Expr) Expr {
	if e == nil {
		return nil
	}
	c := laterChecker(m)
	x := c.expr(e, nil)
	if c.finish(); bad(x) || c.diags.list.Err() != nil {
		return nil
	}
	return x
}

// withLast is the scope with one name more.
func (s *scope) withLast(last Expr) *scope {
	if last == nil || s.entries[LastName] != nil {
		return s
	}
	own := *s
	own.entries = maps.Clone(s.entries)
	own.entries[LastName] = &entry{name: LastName, noun: "let", thing: &Let{Def: Def{Name: LastName, Label: LastName}, Value: last}}
	return &own
}

// Names lists what may stand alone in an expression of the script or before a dot: declared names and results.
func (m *Module) Names() []string { return sorted(m.scope.names()) }

// Parts lists what may stand after a name and a dot.
func (m *Module) Parts(name string) []string {
	s := m.scope
	switch name {
	case "costs":
		return append(sortedKeys(ladder), categoryNames(m)...)
	case "hours", "fte":
		return named[*Wage](s)
	}
	e := s.entries[name]
	if e == nil {
		if s.unitNamed(name) != nil && s.unitNamed(name).IsCounted() {
			return sortedKeys(ofCounted)
		}
		return nil
	}
	switch thing := e.thing.(type) {
	case *Course:
		return sortedKeys(ofCourses)
	case *Session:
		return sortedKeys(ofSessions)
	case *Cost, *Category:
		return sortedKeys(ofThings)
	case *Wage:
		return append(sortedKeys(ofThings), "hourly", "yearly")
	case *Use:
		if thing.Module == nil {
			return nil
		}
		return sorted(append(thing.Module.scope.names(), "total"))
	}
	return nil
}

func categoryNames(m *Module) []string {
	var out []string
	for _, c := range m.Categories {
		out = append(out, c.Name)
	}
	return out
}

// NounOf is what a declared name is, such as param, or "" for one that the script does not declare.
func (m *Module) NounOf(name string) string {
	if e := m.scope.entries[name]; e != nil {
		return string(e.noun)
	}
	return ""
}
