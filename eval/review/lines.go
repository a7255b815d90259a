package review

import (
	"sort"
	"strings"

	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/source"
)

// line is a line or declaration that can have a source. Outer is the index of the one around it, or -1.
type line struct {
	node  ast.Cited
	at    source.Span
	outer int
}

func (l line) has(offset int) bool { return l.at.Pos.Offset <= offset && offset < l.at.EndPos.Offset }

func (l line) source() *ast.Text { return *l.node.SourceAt() }

// citable lists the lines and declarations that can have a source in order of the text, outer ones before those inside.
func (r *reading) citable() []line {
	if r.lines == nil {
		r.lines = []line{}
		ast.Walk(r.Module.Tree, func(n ast.Node) bool {
			if c, ok := n.(ast.Cited); ok {
				r.lines = append(r.lines, line{c, n.Range(), r.around(len(r.lines)-1, n.Range().Pos.Offset)})
			}
			return true
		})
	}
	return r.lines
}

// around is the line at or above index i that has a place, or -1.
func (r *reading) around(i, offset int) int {
	for i >= 0 && !r.lines[i].has(offset) {
		i = r.lines[i].outer
	}
	return i
}

// lineAt is the index of the smallest line that has a place, or -1.
func (r *reading) lineAt(at source.Span) int {
	lines, offset := r.citable(), at.Pos.Offset
	after := sort.Search(len(lines), func(i int) bool { return lines[i].at.Pos.Offset > offset })
	return r.around(after-1, offset)
}

// sourceOf is the index of the line whose source covers a place: its own, or the declaration around it. It is -1 where none does.
func (r *reading) sourceOf(at source.Span) int {
	i := r.lineAt(at)
	for i >= 0 && r.lines[i].source() == nil {
		i = r.lines[i].outer
	}
	return i
}

// hasSource reports whether a place is covered by a source.
func (r *reading) hasSource(at source.Span) bool { return r.sourceOf(at) >= 0 }

// endsLine reports whether nothing but a comment stands behind a line of the script: a source would be the last of it.
func (r *reading) endsLine(i int) bool {
	if i < 0 {
		return true
	}
	rest := strings.TrimLeft(r.Module.File.Text[r.lines[i].at.EndPos.Offset:], " \t\r")
	return rest == "" || rest[0] == '\n' || rest[0] == '#'
}
