package check

import (
	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/source"
)

// def is what every named declaration carries.
func def(name ast.Ident, label, src *ast.Text, span source.Span) Def {
	d := Def{Name: name.Name, Label: textOf(label), Source: textOf(src), Span: span, NameSpan: name.Span}
	if src != nil && src.Until != nil {
		d.Until = src.Until.Text
	}
	if d.Label == "" {
		d.Label = name.Name
	}
	return d
}

// declareLet declares a definition.
func (c *checker) declareLet(d *ast.Let) {
	l := &Let{Def: def(d.Name, d.Label, d.Source, d.Span)}
	c.mod.Lets = append(c.mod.Lets, l)
	c.bind(d.Name, "let", l)
	c.graph.add(&node{key: key{l, partValue}, name: l.Name, span: d.Span, reads: []ast.Expr{d.Value}, def: l, resolve: func() {
		l.Value = c.expr(d.Value, nil)
	}})
}
