package format

import (
	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/source"
)

// Numbers of columns. They grow from left to right in every kind of line; lines of one kind have the same columns.
const (
	columnValue  = iota + 1 // `= value`, the first word behind a field, or what stands behind a name
	columnSecond            // `in`, `with`, `under`
	columnThird             // `~`, `differs`
	columnLabel
	columnAfterLabel // what stands behind the label
	columnBlock
	columnSource
)

// columns marks where the columns of a declaration or an item begin.
func (m *marker) columns(n ast.Node) {
	if c, ok := n.(ast.Cited); ok {
		m.clause(columnSource, *c.SourceAt())
	}
	if l, ok := n.(ast.Labelled); ok {
		m.text(columnLabel, *l.LabelAt())
	}
	switch n := n.(type) {
	case ast.Decl:
		m.declaration(n)
	case *ast.Set:
		m.lead(columnValue, n.Value)
	case *ast.IndexEntry:
		m.start(columnValue, n.Value.Range())
	case *ast.Column:
		m.start(columnValue, n.Unit.Span)
	default:
		m.item(n)
	}
}

// item marks the columns of a line of a block: its word, what follows, and the money behind a label.
func (m *marker) item(n ast.Node) {
	m.column(columnValue, m.find(n.Range().Pos)+1)
	switch n := n.(type) {
	case *ast.BeyondItem:
		m.clause(columnSource, n.Source)
	case *ast.AmountItem:
		m.labelled(n.Label, n.Value)
	case *ast.WagesItem:
		m.labelled(n.Label, n.Value)
	}
}

func (m *marker) labelled(label *ast.Text, value ast.Expr) {
	if label != nil {
		m.start(columnSecond, value.Range())
	}
}

func (m *marker) declaration(d ast.Decl) {
	switch d := d.(type) {
	case *ast.Param:
		m.lead(columnValue, d.Value)
		if d.In != nil {
			m.column(columnSecond, m.find(d.In.Pos)-1)
		}
		m.lead(columnThird, d.Dist)
	case *ast.Let:
		m.lead(columnValue, d.Value)
	case *ast.Wage:
		m.lead(columnValue, d.Value)
		if len(d.With) > 0 {
			m.column(columnSecond, m.find(d.With[0].Pos)-1)
		}
	case *ast.Output:
		m.output(d)
	case *ast.Expect:
		m.column(columnValue, m.find(d.OpSpan.Pos))
		m.clause(columnSecond, d.Under)
		m.clause(columnThird, d.Differs)
	case *ast.Vary:
		m.column(columnValue, m.find(d.Of.EndPos))
	case *ast.Use:
		m.use(d)
	default:
		m.block(d)
	}
}

func (m *marker) output(d *ast.Output) {
	switch {
	case d.Value != nil:
		m.lead(columnAfterLabel, d.Value)
	case d.As != nil:
		m.column(columnAfterLabel, m.find(d.As.Pos)-1)
	}
}

func (m *marker) use(d *ast.Use) {
	if d.As != nil {
		m.column(columnValue, m.find(d.As.Pos)-1)
	}
	if len(d.With) > 0 {
		m.column(columnSecond, m.find(d.With[0].Pos)-2)
	}
}

// block marks the columns of a declaration with a block.
func (m *marker) block(d ast.Decl) {
	switch d := d.(type) {
	case *ast.Data:
		m.column(columnValue, m.find(d.File.Pos)-1)
	case *ast.Scenario:
		m.clause(columnValue, d.From)
	case *ast.Session:
		m.column(columnAfterLabel, m.find(d.Course.Pos)-1)
	case *ast.Cost:
		m.text(columnLabel, &d.Label)
		m.start(columnAfterLabel, d.Category.Span)
	case *ast.Team, *ast.Course, *ast.Index:
	default:
		return
	}
	i := m.find(d.Range().Pos)
	for !m.tokens[i].has(opensBlock) {
		i++
	}
	m.column(columnBlock, i)
}

func (m *marker) column(number, i int) {
	if i < len(m.tokens) {
		m.tokens[i].column = number
	}
}

// start marks a column that begins with a node, lead one that begins with the word or sign before it.
func (m *marker) start(number int, at source.Span) { m.column(number, m.find(at.Pos)) }

func (m *marker) lead(number int, x ast.Expr) {
	if x != nil {
		m.column(number, m.find(x.Range().Pos)-1)
	}
}

// text marks a column that is a text, clause one that is a word with a text.
func (m *marker) text(number int, t *ast.Text) {
	if t != nil {
		m.start(number, t.Span)
	}
}

func (m *marker) clause(number int, t *ast.Text) {
	if t != nil {
		m.column(number, m.find(t.Pos)-1)
	}
}
