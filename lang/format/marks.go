package format

import (
	"sort"

	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/source"
)

// marker gives tokens the roles and columns that the tree knows of.
type marker struct {
	tokens []piece
	values map[string]bool // names of this script that are no units
	rates  map[*ast.Binary]bool
	parts  map[*ast.Binary]bool // quotients of written numbers
}

// marked makes pieces of the tokens of a file, without the separators that separate nothing.
func marked(f *source.File, tree *ast.File, tokens []source.Span) []piece {
	m := &marker{tokens: piecesOf(f, tokens), values: valuesOf(tree), rates: map[*ast.Binary]bool{}, parts: map[*ast.Binary]bool{}}
	ast.Walk(tree, m.alternatives)
	m.blocks()
	ast.Walk(tree, m.visit)
	return separated(m.tokens)
}

// separated leaves out each `;` that does not stand between two items of one line.
func separated(tokens []piece) []piece {
	var kept []piece
	for i := 0; i < len(tokens); i++ {
		if tokens[i].text != ";" {
			kept = append(kept, tokens[i])
			continue
		}
		first := i
		for i+1 < len(tokens) && tokens[i+1].text == ";" {
			i++
		}
		if len(kept) > 0 && i+1 < len(tokens) && separates(&kept[len(kept)-1], &tokens[first], &tokens[i+1]) {
			kept = append(kept, tokens[first])
		}
	}
	return kept
}

// separates reports whether a separator stands between an item before it and one behind it on its line.
func separates(before, sign, behind *piece) bool {
	return before.line == sign.line && behind.line == sign.line && !before.has(opensBlock) && !behind.has(closesBlock)
}

// find gives the number of the first token at a place or after it.
func (m *marker) find(at source.Pos) int {
	return sort.Search(len(m.tokens), func(i int) bool { return m.tokens[i].offset >= at.Offset })
}

// add gives a role to token i when its text is the one expected there.
func (m *marker) add(i int, text string, r role) {
	if i >= 0 && i < len(m.tokens) && m.tokens[i].text == text {
		m.tokens[i].role |= r
	}
}

// alternatives joins the braces of alternatives to what stands inside. The others are those of blocks.
func (m *marker) alternatives(n ast.Node) bool {
	if r, ok := n.(*ast.Range); ok && r.Kind == ast.Alternatives {
		m.add(m.find(r.Pos), "{", joinsRight)
		m.add(m.find(r.EndPos)-1, "}", joinsLeft)
	}
	return true
}

// blocks finds the braces of blocks, and which of them stand on different lines.
func (m *marker) blocks() {
	var open []int
	for i := range m.tokens {
		t := &m.tokens[i]
		switch {
		case t.text == "{" && !t.has(joinsRight):
			t.role |= opensBlock
			open = append(open, i)
		case t.text == "}" && !t.has(joinsLeft):
			t.role |= closesBlock
			if len(open) == 0 {
				continue
			}
			opener := &m.tokens[open[len(open)-1]]
			open = open[:len(open)-1]
			if opener.line != t.line {
				opener.role |= broken
				t.role |= broken
			}
		}
	}
}

func (m *marker) visit(n ast.Node) bool {
	switch n := n.(type) {
	case ast.Decl, ast.InterventionItem, ast.TeamItem, ast.CourseItem, ast.SessionItem, ast.CostItem, *ast.Set, *ast.IndexEntry, *ast.Column:
		m.tokens[m.find(n.Range().Pos)].role |= begins
		m.columns(n)
		m.bounds(n)
	case ast.Expr:
		m.expr(n)
	case *ast.Range, *ast.When:
		m.bounds(n)
	case *ast.UnitExpr:
		m.unit(n)
	}
	return true
}

func (m *marker) expr(x ast.Expr) {
	switch x := x.(type) {
	case *ast.Call:
		m.add(m.find(x.Func.EndPos), "(", joinsLeft)
	case *ast.IndexExpr:
		m.add(m.find(x.X.Range().EndPos), "[", joinsLeft)
	case *ast.Unary:
		m.add(m.find(x.Pos), "-", joinsRight)
	case *ast.Binary:
		if x.Op == "/" && (m.fraction(x) || m.rate(x)) {
			m.add(m.find(x.OpSpan.Pos), "/", joinsLeft|joinsRight)
		}
	}
}

// unit joins the parts of a rate such as DKK/year.
func (m *marker) unit(u *ast.UnitExpr) {
	for i := m.find(u.Pos); i < len(m.tokens) && m.tokens[i].offset < u.EndPos.Offset; i++ {
		m.add(i, "/", joinsLeft|joinsRight)
	}
}

// bounds joins two short bounds, as in 1..3, and the sign to a deviation.
func (m *marker) bounds(n ast.Node) {
	switch n := n.(type) {
	case *ast.Range:
		switch n.Kind {
		case ast.Bounds:
			m.interval(n.Values[0], n.Values[1])
		case ast.PlusMinus:
			m.add(m.find(n.Pos), "+", joinsRight)
			m.add(m.find(n.Pos)+1, "-", joinsRight)
		}
	case *ast.When:
		m.interval(n.From, n.To)
	case *ast.Expect:
		m.interval(n.Right, n.High)
	}
}

func (m *marker) interval(low, high ast.Expr) {
	if high != nil && short(low) && short(high) {
		m.add(m.find(high.Range().Pos)-1, "..", joinsLeft|joinsRight)
	}
}

// short reports whether a bound is a single word or number.
func short(x ast.Expr) bool {
	switch x := x.(type) {
	case *ast.Number, *ast.Percent, *ast.Name:
		return true
	case *ast.Unary:
		return x.Op == "-" && short(x.X)
	}
	return false
}
