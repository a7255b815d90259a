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

// production reads nodes of one type: the beginning with participle, whose parser is built the first time it is needed,
// and the rest clause by clause. A run pays for what its script uses.
type production struct {
	node    ast.Node
	expr    exprRule
	grammar func() *grammar
	clauses []clause
}

// rule makes the production of nodes of the type of n, whose expressions are read by expr.
func rule(n ast.Node, expr exprRule, clauses ...clause) *production {
	return &production{n, expr, sync.OnceValue(func() *grammar { return build(n, expr, nil) }), clauses}
}

// build makes the parser of one type of node. Lookahead 0 makes participle predictive: the first token commits, so that an
// error is where it is.
func build(n ast.Node, expr exprRule, w *watch) *grammar {
	value := func(lx *lexer.PeekingLexer) (ast.Expr, error) { return expr(&exprs{lx, w}) }
	return participle.MustBuild[ast.Node](
		participle.Lexer(definition{}), participle.Elide("Trivia"), participle.UseLookahead(0),
		participle.ParseTypeWith(value), participle.Union(n))
}

// reading is the state of reading one chunk.
type reading struct {
	*session
	tokens []token
	lx     *lexer.PeekingLexer
	site   site
	// watched is the grammars of a long chunk, which look at its watch on the way.
	watched map[*production]*grammar
}

// long is how many tokens are read within some milliseconds.
const long = 1 << 12

// grammar is that of a production. One that looks at a watch is of this reading alone, so only a long chunk has one made.
func (r *reading) grammar(p *production) *grammar {
	if r.watch == nil || len(r.tokens) < long {
		return p.grammar()
	}
	g, ok := r.watched[p]
	if !ok {
		if g = build(p.node, p.expr, r.watch); r.watched == nil {
			r.watched = map[*production]*grammar{}
		}
		r.watched[p] = g
	}
	return g
}

// value reads an expression by a rule.
func (r *reading) value(rule exprRule) (ast.Expr, error) { return rule(&exprs{r.lx, r.watch}) }

// read reads a node. It is nil when there is an error.
func (r *reading) read(p *production) (ast.Node, error) {
	n, err := r.grammar(p).ParseFromLexer(r.lx, participle.AllowTrailing(true))
	if err != nil {
		return nil, err
	}
	for _, c := range p.clauses {
		if err := c(r, *n); err != nil {
			return nil, err
		}
	}
	if len(p.clauses) > 0 {
		r.extend(*n)
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

// guarded runs one step of reading and turns a panic into an error.
func guarded(step func() error) (err error) {
	defer func() {
		if cause := recover(); cause != nil {
			err = fmt.Errorf("%v", cause)
		}
	}()
	return step()
}
