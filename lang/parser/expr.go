package parser

import (
	"github.com/alecthomas/participle/v2/lexer"
	"github.com/costlang/cost/lang/say"

	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/source"
)

// exprs reads an expression by precedence climbing. It recurses only where brackets, `if`, `-` and `not` nest, and those
// were counted before.
type exprs struct {
	lx    *lexer.PeekingLexer
	watch *watch
}

// Binding powers of the operators, loosest first.
const (
	powerOr = iota + 1
	powerAnd
	powerNot
	powerCompare
	powerSum
	powerAt
	powerProduct
)

// exprRule is a rule of expressions.
type exprRule func(*exprs) (ast.Expr, error)

var (
	parseExpr  exprRule = (*exprs).expr  // the rule Expr, a condition or `if` included
	parseArith exprRule = (*exprs).arith // the rule Arith, the value of every clause
)

func (p *exprs) span(start lexer.Position) source.Span {
	return source.Span{Pos: source.Pos(start), EndPos: source.Pos(p.lx.RawPeek().Pos)}
}

func (p *exprs) atOp(value string) bool {
	t := p.lx.Peek()
	return t.Type == tokOp && t.Value == value
}

func (p *exprs) atWord(value string) bool {
	t := p.lx.Peek()
	return t.Type == tokWord && t.Value == value
}

// eat takes the next token when it is this sign.
func (p *exprs) eat(value string) bool {
	if !p.atOp(value) {
		return false
	}
	p.lx.Next()
	return true
}

func (p *exprs) eatWord(value string) bool {
	if !p.atWord(value) {
		return false
	}
	p.lx.Next()
	return true
}

func (p *exprs) expr() (ast.Expr, error) {
	if p.atWord("if") {
		return p.ifExpr()
	}
	return p.binary(powerOr)
}

func (p *exprs) arith() (ast.Expr, error) { return p.binary(powerSum) }

func (p *exprs) ifExpr() (ast.Expr, error) {
	start := p.lx.Next().Pos
	cond, err := p.expr()
	if err != nil {
		return nil, err
	}
	then, err := p.branch("then")
	if err != nil {
		return nil, err
	}
	otherwise, err := p.branch("else")
	if err != nil {
		return nil, err
	}
	return &ast.If{Span: p.span(start), Cond: cond, Then: then, Else: otherwise}, nil
}

func (p *exprs) branch(word string) (ast.Expr, error) {
	if !p.eatWord(word) {
		return nil, p.missing(word, say.T("a choice is written `if CONDITION then VALUE else VALUE`"))
	}
	return p.expr()
}

// missing reports that a word or sign should stand where the next token stands.
func (p *exprs) missing(word string, help say.Phrase) error {
	return errorAt(p.lx.Peek(), func(s *site) diag.Diagnostic {
		d := s.errorf(diag.NoWord, s.span(), say.T("`%s` is missing before %s", word, s.describe(s.tok(0))))
		d.Help = help
		return d
	})
}

var powers = map[string]int{
	"or": powerOr, "and": powerAnd,
	"=": powerCompare, "!=": powerCompare, "<": powerCompare, "<=": powerCompare, ">": powerCompare, ">=": powerCompare,
	"+": powerSum, "-": powerSum, "at": powerAt, "*": powerProduct, "/": powerProduct,
}

// power gives the binding power of a token between two values, 0 when it is no operator.
func power(t *lexer.Token) int {
	if t.Type != tokOp && t.Type != tokWord {
		return 0
	}
	return powers[t.Value]
}

// binary reads operands joined by operators that bind at least as strongly as least.
func (p *exprs) binary(least int) (ast.Expr, error) {
	start := p.lx.Peek().Pos
	left, err := p.operand(least)
	for err == nil {
		op := p.lx.Peek()
		bind := power(op)
		if bind == 0 || bind < least {
			return left, nil
		}
		p.lx.Next()
		if bind == powerAt {
			left, err = p.at(start, left)
			continue
		}
		left, err = p.joined(start, left, op, bind)
	}
	return nil, err
}

// operand reads what stands before the first operator.
func (p *exprs) operand(least int) (ast.Expr, error) {
	if least <= powerNot && p.atWord("not") {
		start := p.lx.Next().Pos
		x, err := p.binary(powerNot)
		if err != nil {
			return nil, err
		}
		return &ast.Unary{Span: p.span(start), Op: "not", X: x}, nil
	}
	return p.unary()
}

// right reads the operand after an operator.
func (p *exprs) right(bind int) (ast.Expr, error) {
	if bind == powerProduct {
		return p.unary()
	}
	return p.binary(bind + 1)
}

func (p *exprs) joined(start lexer.Position, left ast.Expr, op *lexer.Token, bind int) (ast.Expr, error) {
	opSpan := p.span(op.Pos)
	y, err := p.right(bind)
	if err != nil {
		return nil, err
	}
	b := &ast.Binary{Span: p.span(start), Op: op.Value, OpSpan: opSpan, X: left, Y: y}
	if bind == powerCompare && power(p.lx.Peek()) == powerCompare {
		return nil, p.chained(b)
	}
	return b, p.twoReadings(b)
}

func (p *exprs) chained(b *ast.Binary) error {
	return errorAt(p.lx.Peek(), func(s *site) diag.Diagnostic {
		d := s.errorf(diag.Parentheses, s.span(), say.T("comparisons do not chain"))
		d.Help = say.T("join two with `and`: `%s and %s %s …`", s.text(b.Span), s.text(b.Y.Range()), s.written(s.tok(0)))
		return d
	})
}

// twoReadings refuses `total / 400 DKK/hour`, where the second `/` belongs to the unit or to the whole.
func (p *exprs) twoReadings(b *ast.Binary) error {
	left, ok := b.X.(*ast.Binary)
	if !ok || b.Op != "/" || left.Op != "/" {
		return nil
	}
	quantity, ok := left.Y.(*ast.Quantity)
	name, named := b.Y.(*ast.Name)
	if !ok || !named || quantity.Unit == nil {
		return nil
	}
	pos := lexer.Position(b.OpSpan.Pos)
	return &syntaxError{pos: pos, kind: tokOp, say: func(s *site) diag.Diagnostic {
		return sayTwoReadings(s, left, quantity, name)
	}}
}

func sayTwoReadings(s *site, left *ast.Binary, quantity *ast.Quantity, name *ast.Name) diag.Diagnostic {
	rate := quantity.Span.To(name.Span)
	d := s.errorf(diag.TwoReadings, rate, say.T("`/ %s` may be read in two ways", s.text(rate)))
	d.Label = say.T("is this one value?")
	d.Related = []diag.Related{{Span: left.X.Range(), Label: say.T("divided")}}
	d.Help = say.T("write `%s / (%s)` or `(%s) / %s`", s.text(left.X.Range()), s.text(rate), s.text(left.Span), name.Name)
	return d
}

// at reads what follows `at`: a year with `prices`, or a share.
func (p *exprs) at(start lexer.Position, x ast.Expr) (ast.Expr, error) {
	if p.lx.Peek().Type == tokNumber {
		if year, ok := p.prices(); ok {
			return &ast.AtPrices{Span: p.span(start), X: x, Year: year}, nil
		}
	}
	yStart := p.lx.Peek().Pos
	y, err := p.unary()
	if err != nil {
		return nil, err
	}
	if p.atOp("/") {
		op := p.lx.Next()
		if y, err = p.joined(yStart, y, op, powerProduct); err != nil {
			return nil, err
		}
	}
	return &ast.At{Span: p.span(start), X: x, Y: y}, nil
}

// prices reads `2016 prices`, or nothing.
func (p *exprs) prices() (ast.Number, bool) {
	before := p.lx.MakeCheckpoint()
	t := p.lx.Next()
	year := ast.Number{Span: p.span(t.Pos), Text: t.Value}
	if next := p.lx.Peek(); next.Type == tokIdent && next.Value == "prices" {
		p.lx.Next()
		return year, true
	}
	p.lx.LoadCheckpoint(before)
	return ast.Number{}, false
}

// unary reads minus signs and the value after them.
func (p *exprs) unary() (ast.Expr, error) {
	if p.watch.ended() {
		return nil, errGone
	}
	if !p.atOp("-") {
		return p.postfix()
	}
	start := p.lx.Next().Pos
	x, err := p.unary()
	if err != nil {
		return nil, err
	}
	return &ast.Unary{Span: p.span(start), Op: "-", X: x}, nil
}
