package parser

import (
	"reflect"

	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/source"
)

// clause reads what follows the beginning of a node, and completes the node: most often an optional part that begins with
// a word of its own, such as `source "…"`. Clauses have no tags: participle compiles its productions anew in each process
// and scans the tag of every further field several times over, which took most of the time of a short run.
type clause func(*reading, ast.Node) error

// then makes a clause for nodes of one type.
func then[N ast.Node](read func(*reading, N) error) clause {
	return func(r *reading, n ast.Node) error { return read(r, n.(N)) }
}

// after makes a clause of what follows a word or sign; without that there is none.
func after[N ast.Node](word string, read func(*reading, N) error) clause {
	return then(func(r *reading, n N) error {
		if !r.eat(word) {
			return nil
		}
		return read(r, n)
	})
}

// valueAfter makes a clause of a word with a value.
func valueAfter[N ast.Node](word string, field func(N) *ast.Expr) clause {
	return after(word, func(r *reading, n N) (err error) {
		*field(n), err = r.value(parseArith)
		return err
	})
}

// textAfter makes a clause of a word with a text.
func textAfter[N ast.Node](word string, field func(N) **ast.Text) clause {
	return after(word, func(r *reading, n N) (err error) {
		*field(n), err = r.text()
		return err
	})
}

// cite reads `source "…" [until DATE]`, which may end what has a value.
var cite = after("source", func(r *reading, n ast.Cited) (err error) {
	src := n.SourceAt()
	if *src, err = r.text(); err == nil {
		err = r.until(*src)
	}
	return err
})

// until reads the last day on which a source holds, if that is said.
func (r *reading) until(src *ast.Text) error {
	if !r.eat("until") {
		return nil
	}
	t := r.peek()
	if t.Type != tokDate {
		return r.expected()
	}
	r.lx.Next()
	src.Until = &ast.DateLit{Span: t.span(), Text: t.Value}
	return nil
}

// entitle reads a text that may stand here.
var entitle = then(func(r *reading, n ast.Labelled) (err error) {
	if r.peek().Type == tokText {
		*n.LabelAt(), err = r.text()
	}
	return err
})

// extend makes a node end where its last clause does. Every node begins with its span.
func (r *reading) extend(n ast.Node) {
	span := reflect.ValueOf(n).Elem().Field(0).Addr().Interface().(*source.Span)
	span.EndPos = r.here()
}

// eat takes the next token when it is this word or sign.
func (r *reading) eat(value string) bool {
	t := r.peek()
	if !t.is(value) && !t.isWord(value) && (!t.isIdent(value) || reserved[value]) {
		return false // a reserved word may also be the name of a column
	}
	r.lx.Next()
	return true
}

// want takes words and signs that must stand here.
func (r *reading) want(values ...string) error {
	for _, value := range values {
		if !r.eat(value) {
			return r.expected()
		}
	}
	return nil
}

func (r *reading) text() (*ast.Text, error) {
	t := r.peek()
	if t.Type != tokText {
		return nil, r.expected()
	}
	r.lx.Next()
	return &ast.Text{Span: t.span(), Value: t.Value}, nil
}

func (r *reading) ident() (*ast.Ident, error) {
	t := r.peek()
	if t.Type != tokIdent {
		return nil, r.expected()
	}
	r.lx.Next()
	return &ast.Ident{Span: t.span(), Name: t.Value}, nil
}

func (r *reading) path() (*ast.Path, error) {
	p := &ast.Path{}
	for {
		name, err := r.ident()
		if err != nil {
			return nil, err
		}
		p.Parts = append(p.Parts, *name)
		if !r.eat(".") {
			p.Span = p.Parts[0].Span.To(name.Span)
			return p, nil
		}
	}
}

// paths reads `a, b.c`.
func (r *reading) paths() (list []*ast.Path, err error) {
	for {
		p, err := r.path()
		if err != nil {
			return nil, err
		}
		list = append(list, p)
		if !r.eat(",") {
			return list, nil
		}
	}
}

// listed reads nodes of one production with commas between them.
func listed[N ast.Node](r *reading, p *production) (list []N, err error) {
	for {
		n, err := r.read(p)
		if err != nil {
			return nil, err
		}
		list = append(list, n.(N))
		if !r.eat(",") {
			return list, nil
		}
	}
}
