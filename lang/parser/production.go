package parser

import (
	"fmt"
	"sync"

	"github.com/alecthomas/participle/v2"
	"github.com/alecthomas/participle/v2/lexer"

	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/source"
)

// grammar is the participle parser of one rule. Its root is the interface of all nodes, with one member: so participle is
// compiled once, not once for each type of the tree.
type grammar = participle.Parser[ast.Node]

// production builds the parser of one rule the first time it is needed: a run pays for what its script uses.
type production func() *grammar

type exprRule func(*lexer.PeekingLexer) (ast.Expr, error)

// rule makes the production of nodes of the type of n, whose expressions are read by expr.
func rule(n ast.Node, expr exprRule) production {
	return sync.OnceValue(func() *grammar { return build(n, expr) })
}

// build makes the parser of one type of node. Lookahead 0 makes participle predictive: the first token commits, so that an
// error is where it is.
func build(n ast.Node, expr exprRule) *grammar {
	return participle.MustBuild[ast.Node](
		participle.Lexer(definition{}), participle.Elide("Trivia"), participle.UseLookahead(0),
		participle.ParseTypeWith(expr), participle.Union(n))
}

// reading is the state of reading one chunk.
type reading struct {
	*session
	tokens []token
	lx     *lexer.PeekingLexer
	site   site
}

// read reads a node. It is nil when there is an error.
func (r *reading) read(p production) (ast.Node, error) {
	n, err := p().ParseFromLexer(r.lx, participle.AllowTrailing(true))
	if err != nil {
		return nil, err
	}
	return *n, nil
}

func (r *reading) peek() *token { return &r.tokens[r.lx.Cursor()] }

// here gives the end of what was read.
func (r *reading) here() source.Pos { return source.Pos(r.lx.RawPeek().Pos) }

func (r *reading) skipEOL() {
	for r.peek().Type == tokEOL {
		r.lx.Next()
	}
}

// expected reports the token that stands where another should.
func (r *reading) expected() error {
	return &participle.UnexpectedTokenError{Unexpected: *r.lx.Peek()}
}

// sourceClause reads `source "…"` after a block, or nothing.
func (r *reading) sourceClause() (*ast.Text, error) {
	if !r.peek().isWord("source") {
		return nil, nil
	}
	r.lx.Next()
	t := r.peek()
	if t.Type != tokText {
		return nil, r.expected()
	}
	r.lx.Next()
	return &ast.Text{Span: t.span(), Value: t.Value}, nil
}

// guarded runs one step of reading and turns a panic into an error.
func guarded(step func() error) (err error) {
	defer func() {
		if cause := recover(); cause != nil {
			err = fmt.Errorf("%v", cause)
		}
	}()
	return step()
}
