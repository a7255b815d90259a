package parser

import (
	"unicode/utf8"

	"github.com/costlang/cost/lang/ast"
)

// Clauses of declarations.
var (
	rangeRule  = rule(&ast.Range{}, parseExpr, rangeEnd)
	paramRange = after("in", func(r *reading, p *ast.Param) error {
		n, err := r.read(rangeRule)
		p.In, _ = n.(*ast.Range)
		return err
	})
	paramDist = after("~", func(r *reading, p *ast.Param) (err error) {
		p.Dist, err = r.value(parseExpr)
		return err
	})
	onTopRule = rule(&ast.OnTop{}, parseArith)
	wageWith  = after("with", func(r *reading, w *ast.Wage) (err error) {
		w.With, err = listed[*ast.OnTop](r, onTopRule)
		return err
	})
	sessionCourse = then(func(r *reading, s *ast.Session) error {
		if err := r.want("for"); err != nil {
			return err
		}
		p, err := r.path()
		if err == nil {
			s.Course = *p
		}
		return err
	})
	outputValue = after("=", func(r *reading, o *ast.Output) (err error) {
		o.Value, err = r.value(parseExpr)
		return err
	})
	outputUnit = after("as", func(r *reading, o *ast.Output) (err error) {
		o.As, err = r.unit()
		return err
	})
	varyForm    = then(readVary)
	costPurpose = then(readPurpose)
	costBasis   = then(readBasis)
	costTiming  = then(readTiming)
	columnUnit  = then(readColumn)
)

// Clauses of expectations.
var (
	expectForm    = then(readComparison)
	expectHigh    = valueAfter("..", func(e *ast.Expect) *ast.Expr { return &e.High })
	expectNearest = after("to", func(r *reading, e *ast.Expect) (err error) {
		if err = r.want("nearest"); err == nil {
			e.Nearest, err = r.value(parseArith)
		}
		return err
	})
	expectUnder   = textAfter("under", func(e *ast.Expect) **ast.Text { return &e.Under })
	expectDiffers = textAfter("differs", func(e *ast.Expect) **ast.Text { return &e.Differs })
)

// rangeEnd tells the kinds of ranges apart by their first sign, and reads the step of one from bound to bound.
func rangeEnd(r *reading, n ast.Node) (err error) {
	rng := n.(*ast.Range)
	switch first, _ := utf8.DecodeRuneInString(r.file.Text[rng.Pos.Offset:]); first {
	case '{':
		rng.Kind = ast.Alternatives
	case '±', '+':
		rng.Kind = ast.PlusMinus
	}
	if rng.Kind == ast.Bounds && r.eat("step") {
		rng.Step, err = r.value(parseExpr)
	}
	return err
}

// readVary reads which values are varied.
func readVary(r *reading, v *ast.Vary) (err error) {
	switch {
	case r.eat("by"):
		v.By, err = r.paths()
		v.Together = err == nil && r.eat("together")
		return err
	case r.eat("over"):
		v.Over, err = r.crossed()
		return err
	case !r.eat("without"):
		return r.expected()
	}
	if v.Without, err = r.path(); err == nil {
		err = r.want("by")
	}
	if err == nil {
		v.Column, err = r.path()
	}
	return err
}

// crossed reads `P x Q`.
func (r *reading) crossed() ([]*ast.Path, error) {
	p, err := r.path()
	if err != nil {
		return nil, err
	}
	if !r.eat("x") && !r.eat("×") {
		return nil, r.expected()
	}
	q, err := r.path()
	return []*ast.Path{p, q}, err
}

var comparisons = set("=", "!=", "<", "<=", ">", ">=", "in")

// readComparison reads a comparison and what stands right of it.
func readComparison(r *reading, e *ast.Expect) (err error) {
	t := r.peek()
	if !comparisons[t.Value] || !r.eat(t.Value) {
		return r.expected()
	}
	e.Op, e.OpSpan = t.Value, t.span()
	e.Right, err = r.value(parseArith)
	return err
}
