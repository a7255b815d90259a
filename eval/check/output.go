package check

import (
	"strings"

	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
)

// declareOutput declares a reported figure: a new name with `=`, else one that exists.
func (c *checker) declareOutput(d *ast.Output) {
	name := d.Name.String()
	o := &Output{Def: def(ast.Ident{Span: d.Name.Span, Name: name}, d.Label, d.Source, d.Span)}
	for _, other := range c.mod.Outputs {
		if other.Name == name && d.Value == nil {
			c.report(diag.DuplicateName, d.Name.Span, say.T("`%s` is put out twice", name), func(f *finding) { f.also(other.NameSpan, say.T("the first stands here")) })
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
		c.report(diag.NoSuchResult, d.Name.Span, say.T("a new figure has a name without dots"), help(say.T("write `output %s = …`", strings.ReplaceAll(name, ".", "_"))))
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
		c.report(diag.WrongKind, o.Value.Span(), say.T("an output is a number, and this is %s", describe(o.Value.Type())), help(say.T("a text or condition chooses between numbers: `if … then … else …`")))
		o.Value = failed(o.Value.Span())
		return
	}
	if o.Value.Type().Series != Single {
		c.notSingle(o.Value, say.T("an output"))
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
			shown = say.T("a percentage")
		}
		only := func() {
			c.report(diag.OtherDimension, as.Span, say.T("this is %s, and `as` shows it as %s", describe(x.Type()), shown), func(f *finding) {
				f.also(x.Span(), account(x.Type())).help(say.T("`as` changes the unit, never the dimension"))
			})
		}
		if m := c.foreignMoney(d.Unit, own.Unit.SameDim); m != nil {
			c.causes.foreign = append(c.causes.foreign, foreign{m, as.Span, only})
			return own
		}
		only()
		return own
	}
	return d
}
