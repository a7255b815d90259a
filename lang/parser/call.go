package parser

import (
	"github.com/alecthomas/participle/v2/lexer"
	"github.com/costlang/cost/lang/say"

	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/diag"
)

// call reads the arguments after the bracket that follows a name.
func (p *exprs) call(first, opener *lexer.Token, x ast.Expr) (ast.Expr, error) {
	name, ok := x.(*ast.Name)
	if !ok {
		return nil, errorAt(opener, sayNotAFunction)
	}
	c := &ast.Call{Func: ast.Ident{Span: name.Span, Name: name.Name}}
	if err := p.args(c); err != nil {
		return nil, err
	}
	if !p.eat(")") {
		return nil, p.unclosed(opener)
	}
	c.Span = p.span(first.Pos)
	return c, nil
}

func sayNotAFunction(s *site) diag.Diagnostic {
	d := s.errorf(diag.PartMisplaced, s.span(), say.T("only the name of a function takes arguments in `( )`"))
	d.Help = say.T("multiply with `*`; a place in a series stands in `[ ]`")
	return d
}

func (p *exprs) args(c *ast.Call) error {
	if p.atOp(")") {
		return nil
	}
	x, err := p.expr()
	if err != nil {
		return err
	}
	c.Args = []ast.Expr{x}
	switch {
	case p.atWord("for"):
		return p.each(c)
	case p.eatWord("by"):
		return p.by(c)
	}
	for p.eat(",") && !p.atOp(")") {
		if x, err = p.expr(); err != nil {
			return err
		}
		c.Args = append(c.Args, x)
	}
	return nil
}

// by reads the params of `low(E by P, Q)`.
func (p *exprs) by(c *ast.Call) error {
	for {
		x, err := p.unary()
		if err != nil {
			return err
		}
		c.By = append(c.By, x)
		if !p.eat(",") {
			return nil
		}
	}
}

// each reads `for r in rows by g where c`.
func (p *exprs) each(c *ast.Call) error {
	start := p.lx.Next().Pos
	name, err := p.ident(say.T("a name for each row is missing after `for`"))
	if err != nil {
		return err
	}
	if !p.eatWord("in") {
		return p.missing("in", say.T("rows are read with `sum(r.cost for r in rows)`"))
	}
	e := &ast.Each{Var: name}
	if e.In, err = p.arith(); err != nil {
		return err
	}
	if err = p.clauses(e); err != nil {
		return err
	}
	e.Span = p.span(start)
	c.Each = e
	return nil
}

func (p *exprs) clauses(e *ast.Each) (err error) {
	if p.eatWord("by") {
		if e.By, err = p.unary(); err != nil {
			return err
		}
	}
	if p.eatWord("where") {
		e.Where, err = p.expr()
	}
	return err
}
