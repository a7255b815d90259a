package eval

import (
	"slices"
	"strings"

	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/source"
)

// edit is a text put in at a place.
type edit struct {
	offset int
	text   string
}

// edited is a text with some others put in.
func edited(text string, edits []edit) string {
	slices.SortStableFunc(edits, func(a, b edit) int { return a.offset - b.offset })
	for _, e := range slices.Backward(edits) {
		text = text[:e.offset] + e.text + text[e.offset:]
	}
	return text
}

// kept are the parts of an old declaration that the new one of that name goes on with, where it says nothing else: label,
// source, and of a param its range and distribution. They go into the text of the new one, on one line.
func kept(from *item, to ast.Decl) []edit {
	var out []edit
	part := func(word string, at source.Span) string {
		begin := at.Pos.Offset - from.decl.Range().Pos.Offset
		text := from.body[begin : begin+at.EndPos.Offset-at.Pos.Offset]
		return " " + word + strings.Join(strings.Fields(text), " ")
	}
	add := func(at source.Pos, text string) { out = append(out, edit{at.Offset, text}) }
	end := to.Range().EndPos
	if old, ok := from.decl.(*ast.Param); ok {
		if p, ok := to.(*ast.Param); ok {
			keptRange(old, p, part, add)
		}
	}
	if old, ok := from.decl.(ast.Labelled); ok && *old.LabelAt() != nil {
		if now, ok := to.(ast.Labelled); ok && *now.LabelAt() == nil {
			add(labelPlace(to), part("", (*old.LabelAt()).Span))
		}
	}
	if old, ok := from.decl.(ast.Cited); ok && *old.SourceAt() != nil {
		if now, ok := to.(ast.Cited); ok && *now.SourceAt() == nil {
			add(end, part("source ", (*old.SourceAt()).Span))
		}
	}
	return out
}

// keptRange keeps the range and distribution of a param. One that says a range says all of what it may be.
func keptRange(old, p *ast.Param, part func(string, source.Span) string, add func(source.Pos, string)) {
	at := valuesEnd(p)
	if p.In != nil {
		return
	}
	if old.In != nil {
		add(p.Value.Range().EndPos, part("in ", old.In.Span))
	}
	if p.Dist == nil && old.Dist != nil {
		add(at, part("~ ", old.Dist.Range()))
	}
}

// valuesEnd is where the values of a declaration end and its label may stand.
func valuesEnd(d ast.Decl) source.Pos {
	switch d := d.(type) {
	case *ast.Param:
		switch {
		case d.Dist != nil:
			return d.Dist.Range().EndPos
		case d.In != nil:
			return d.In.EndPos
		}
		return d.Value.Range().EndPos
	case *ast.Let:
		return d.Value.Range().EndPos
	case *ast.Wage:
		if n := len(d.With); n > 0 {
			return d.With[n-1].EndPos
		}
		return d.Value.Range().EndPos
	}
	return d.Range().EndPos
}

// labelPlace is where the label of a declaration stands: behind the name of a block, and behind the values of any other.
func labelPlace(d ast.Decl) source.Pos {
	switch d := d.(type) {
	case *ast.Team:
		return d.Name.EndPos
	case *ast.Course:
		return d.Name.EndPos
	case *ast.Session:
		return d.Name.EndPos
	case *ast.Category:
		return d.Name.EndPos
	case *ast.Output:
		return d.Name.EndPos
	}
	return valuesEnd(d)
}
