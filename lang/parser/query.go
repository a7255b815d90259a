package parser

import (
	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
	"github.com/costlang/cost/lang/source"
)

// query is an expression with the unit to show it in.
type query struct {
	source.Span
	Value ast.Expr      `parser:"@@"`
	As    *ast.UnitExpr // or nil
}

var queryRule = rule(&query{}, parseExpr, after("as", func(r *reading, q *query) (err error) {
	q.As, err = r.unit()
	return err
}))

// ParseQuery reads one expression, optionally followed by `as UNIT`. The expression is a BadExpr when it could not be
// read, the unit nil when there is none.
func ParseQuery(f *source.File, limits Limits) (ast.Expr, *ast.UnitExpr, diag.List) {
	s := &session{file: f, limits: limits.orDefault(), lines: map[int]bool{}}
	bad := &ast.BadExpr{Span: wholeSpan(f)}
	if !s.prepare(false) {
		return bad, nil, s.list
	}
	if len(s.chunks) == 0 {
		s.emptyQuery()
		return bad, nil, s.list.Sort()
	}
	q := s.query(s.chunks[0])
	if q == nil || q.Value == nil || len(s.list) > 0 {
		return bad, nil, s.list.Sort()
	}
	return q.Value, q.As, nil
}

func (s *session) emptyQuery() {
	d := diag.New(diag.NoValue, wholeSpan(s.file), say.T("an expression is missing"))
	d.Incomplete = true
	s.report(d)
}

func (s *session) query(tokens []token) (q *query) {
	s.whole(tokens, "expression", func(r *reading) error {
		n, err := r.read(queryRule)
		q, _ = n.(*query)
		return err
	})
	return q
}

// whole reads tokens to their end as one thing, or reports why they are none.
func (s *session) whole(tokens []token, keyword string, read func(*reading) error) {
	if d := checkNesting(tokens, s.limits.Nesting); d != nil {
		s.report(*d)
		return
	}
	r, err := s.reading(tokens)
	if err != nil {
		s.interrupt()
		return
	}
	r.site.keyword = keyword
	err = guarded(func() error {
		if err := read(r); err != nil {
			return err
		}
		r.skipEOL()
		return r.endOfDecl()
	})
	if err != nil {
		r.reportError(err)
	}
	if s.watch.now() {
		s.interrupt()
	}
}

// ParseExpr reads one expression and nothing else.
func ParseExpr(f *source.File, limits Limits) (ast.Expr, diag.List) {
	x, unit, list := ParseQuery(f, limits)
	if unit == nil {
		return x, list
	}
	d := diag.New(diag.PartMisplaced, unit.Span, say.T("a unit to show the value in does not belong here"))
	d.Help = say.T("leave `as` and what follows out")
	return &ast.BadExpr{Span: wholeSpan(f)}, diag.List{d}
}
