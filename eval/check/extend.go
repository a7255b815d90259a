package check

import (
	"maps"
	"slices"

	"github.com/costlang/cost/lang/ast"
)

// Extend returns a checked module with definitions below the others, and leaves the module as it is. It reports false where the
// whole script has to be checked to know what they do: something is to be said of them, or their names meant something before.
func Extend(m *Module, lets []*ast.Let) (*Module, bool) {
	own := *m
	own.scope = &scope{mod: &own, entries: maps.Clone(m.scope.entries), modules: m.scope.modules, forgiven: m.scope.forgiven, host: m.scope.host}
	own.Lets, own.Order = slices.Clip(m.Lets), slices.Clip(m.Order)
	tree := *m.Tree
	tree.Decls = slices.Clip(tree.Decls)
	own.Tree = &tree
	c := laterChecker(&own)
	for _, d := range lets {
		if _, isUnit := own.Units.Lookup(d.Name.Name); isUnit {
			return nil, false
		}
		l := &Let{Def: def(d.Name, d.Label, d.Source, d.Span), Value: c.expr(d.Value, nil)}
		c.bind(d.Name, "let", l)
		if bad(l.Value) || len(c.diags.list) > 0 {
			return nil, false
		}
		own.Lets, own.Order, tree.Decls = append(own.Lets, l), append(own.Order, l), append(tree.Decls, d)
	}
	c.finish()
	return &own, len(c.diags.list)+len(c.lists) == 0
}
