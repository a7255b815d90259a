package parser

import (
	"strings"

	"github.com/alecthomas/participle/v2/lexer"

	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
)

// postfix reads a value and what hangs on it: parts after dots, places in brackets, arguments.
func (p *exprs) postfix() (ast.Expr, error) {
	t := p.lx.Peek()
	switch t.Type {
	case tokNumber:
		return p.quantity()
	case tokPercent:
		p.lx.Next()
		return &ast.Percent{Span: p.span(t.Pos), Text: t.Value}, nil
	case tokDate:
		p.lx.Next()
		return &ast.DateLit{Span: p.span(t.Pos), Text: t.Value}, nil
	case tokText:
		p.lx.Next()
		return &ast.TextLit{Span: p.span(t.Pos), Value: t.Value}, nil
	case tokIdent:
		p.lx.Next()
		return p.hanging(t, &ast.Name{Span: p.span(t.Pos), Name: t.Value})
	}
	return p.bracketed(t)
}

func (p *exprs) bracketed(t *lexer.Token) (ast.Expr, error) {
	switch {
	case p.eat("?"):
		return &ast.Hole{Span: p.span(t.Pos)}, nil
	case p.eat("["):
		return p.list(t)
	case p.eat("("):
		x, err := p.paren(t)
		if err != nil {
			return nil, err
		}
		return p.hanging(t, x)
	}
	return nil, errorAt(t, sayNoValue)
}

func (p *exprs) paren(opener *lexer.Token) (ast.Expr, error) {
	x, err := p.expr()
	if err != nil {
		return nil, err
	}
	if !p.eat(")") {
		return nil, p.unclosed(opener)
	}
	return &ast.Paren{Span: p.span(opener.Pos), X: x}, nil
}

// hanging reads the parts after a name or a parenthesis.
func (p *exprs) hanging(first *lexer.Token, x ast.Expr) (ast.Expr, error) {
	for {
		t := p.lx.Peek()
		var err error
		switch {
		case p.eat("."):
			x, err = p.field(first, x)
		case p.eat("["):
			x, err = p.index(first, t, x)
		case p.eat("("):
			x, err = p.call(first, t, x)
		default:
			return x, nil
		}
		if err != nil {
			return nil, err
		}
	}
}

func (p *exprs) field(first *lexer.Token, x ast.Expr) (ast.Expr, error) {
	name, err := p.ident(say.T("a name is missing after `.`"))
	if err != nil {
		return nil, err
	}
	return &ast.Field{Span: p.span(first.Pos), X: x, Name: name}, nil
}

func (p *exprs) ident(missing say.Phrase) (ast.Ident, error) {
	t := p.lx.Peek()
	if t.Type != tokIdent {
		return ast.Ident{}, errorAt(t, func(s *site) diag.Diagnostic {
			return s.errorf(diag.NoName, s.span(), say.T("%s, found %s", missing, s.describe(s.tok(0))))
		})
	}
	p.lx.Next()
	return ast.Ident{Span: p.span(t.Pos), Name: t.Value}, nil
}

func (p *exprs) index(first, opener *lexer.Token, x ast.Expr) (ast.Expr, error) {
	i, err := p.expr()
	if err != nil {
		return nil, err
	}
	if !p.eat("]") {
		return nil, p.unclosed(opener)
	}
	return &ast.IndexExpr{Span: p.span(first.Pos), X: x, I: i}, nil
}

// list reads `[4, 8...]` after its bracket.
func (p *exprs) list(opener *lexer.Token) (ast.Expr, error) {
	l := &ast.List{}
	for !p.atOp("]") {
		x, err := p.expr()
		if err != nil {
			return nil, err
		}
		l.Items = append(l.Items, x)
		l.Open = p.eat("...")
		if !p.eat(",") {
			break
		}
		if l.Open && !p.atOp("]") {
			return nil, errorAt(p.lx.Peek(), sayDotsLast)
		}
	}
	if !p.eat("]") {
		return nil, p.unclosed(opener)
	}
	l.Span = p.span(opener.Pos)
	return l, nil
}

func sayDotsLast(s *site) diag.Diagnostic {
	d := s.errorf(diag.PartMisplaced, s.span(), say.T("`...` repeats the last entry of a list, and another one follows"))
	d.Help = say.T("put `...` after the last entry")
	return d
}

// unclosed blames the bracket that stays open, or what stands where it should be closed.
func (p *exprs) unclosed(opener *lexer.Token) error {
	open := opener.Pos
	return errorAt(p.lx.Peek(), func(s *site) diag.Diagnostic { return sayUnclosed(s, open) })
}

// quantity reads a number with a scale word and one unit.
func (p *exprs) quantity() (ast.Expr, error) {
	t := p.lx.Next()
	number := ast.Number{Span: p.span(t.Pos), Text: t.Value}
	q := &ast.Quantity{Number: number}
	if next := p.lx.Peek(); next.Type == tokIdent && scaleWords[next.Value] {
		p.lx.Next()
		q.Scale = next.Value
	}
	if next := p.lx.Peek(); next.Type == tokIdent && (!declarationWords[next.Value] || countable[next.Value]) {
		p.lx.Next()
		q.Unit = &ast.Ident{Span: p.span(next.Pos), Name: next.Value}
		if p.atOp(".") || p.atOp("(") || p.atOp("[") {
			return nil, errorAt(next, sayNotAUnit)
		}
	}
	if q.Scale == "" && q.Unit == nil {
		return &number, nil
	}
	q.Span = p.span(t.Pos)
	return q, nil
}

// sayNotAUnit reports `3 meetings.total`.
func sayNotAUnit(s *site) diag.Diagnostic {
	if d, ok := ruleAbbreviated(s); ok {
		return d
	}
	number := s.written(s.tok(-1))
	if scaleWords[s.tok(-1).Value] {
		number = s.written(s.tok(-2)) + " " + number
	}
	what := s.tok(0).Value
	switch next := s.tok(1).Value; next {
	case "(":
		what += "(…)"
	case "[":
		what += "[…]"
	default:
		what += s.dotted(1)
	}
	d := s.errorf(diag.NumberThenName, s.span(), say.T("only a unit may follow a number; write `%s * %s`", number, clip(what)))
	d.Help = say.T("values are multiplied with `*`")
	return d
}

// dotted gives the parts after dots from the token i places on.
func (s *site) dotted(i int) string {
	var b strings.Builder
	for ; s.tok(i).is(".") && b.Len() < 80; i += 2 {
		b.WriteString("." + s.tok(i+1).Value)
	}
	return b.String()
}
