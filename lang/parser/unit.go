package parser

import "github.com/costlang/cost/lang/ast"

func readColumn(r *reading, c *ast.Column) error {
	start := r.lx.Cursor()
	if c.Hole = r.eat("?"); c.Hole {
		c.Unit.Span = r.spanFrom(start)
	} else {
		u, err := r.unit()
		if err != nil {
			return err
		}
		c.Unit = *u
	}
	if c.Missing = r.eat("or"); c.Missing {
		return r.want("missing")
	}
	return nil
}

// unit reads `%`, or names with `*` and `/` and perhaps a scale word.
func (r *reading) unit() (*ast.UnitExpr, error) {
	start := r.lx.Cursor()
	u := &ast.UnitExpr{Percent: r.eat("%")}
	if word := r.peek().Value; !u.Percent && scaleWords[word] && r.eat(word) {
		u.Scale = word
	}
	for more := !u.Percent; more; more = r.peek().is("*") || r.peek().is("/") {
		term, err := r.unitTerm(len(u.Terms) > 0)
		if err != nil {
			return nil, err
		}
		u.Terms = append(u.Terms, term)
	}
	u.Span = r.spanFrom(start)
	return u, nil
}

// unitTerm reads a name, behind its sign when it is joined to others.
func (r *reading) unitTerm(joined bool) (ast.UnitTerm, error) {
	start := r.lx.Cursor()
	t := ast.UnitTerm{}
	if joined {
		t.Over = r.lx.Next().Value == "/"
	}
	name, err := r.ident()
	if err != nil {
		return t, err
	}
	t.Name, t.NameSpan, t.Span = name.Name, name.Span, r.spanFrom(start)
	return t, nil
}
