package eval

import (
	"slices"
	"strings"

	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/source"
)

// item is a declaration of a session with the text around it: what stands above it, and what follows it on its line.
type item struct {
	decl              ast.Decl
	keys              []string // two declarations that have one in common cannot stand beside each other
	lead, body, trail string
}

// cut takes a text apart, from a place on, into its declarations and what follows the last.
func cut(f *source.File, from int, decls []ast.Decl) (items []*item, tail string) {
	for i, d := range decls {
		at := d.Range()
		end := len(f.Text)
		if i+1 < len(decls) {
			end = decls[i+1].Range().Pos.Offset
		}
		gap := f.Text[at.EndPos.Offset:end]
		if n := strings.IndexByte(gap, '\n'); n >= 0 {
			gap = gap[:n+1]
		}
		items = append(items, &item{d, keysOf(d), f.Text[from:at.Pos.Offset], f.Slice(at), gap})
		from = at.EndPos.Offset + len(gap)
	}
	return items, f.Text[from:]
}

// commentsOf is the comments and empty lines of what stands between declarations: between those of a text with errors also stands what could
// not be read.
func commentsOf(between string) string {
	var b strings.Builder
	for line := range strings.Lines(between) {
		if text := strings.TrimSpace(line); text == "" || strings.HasPrefix(text, "#") {
			b.WriteString(line)
		}
	}
	return b.String()
}

// trailing is what stands behind a declaration on its line, if it is a comment.
func trailing(trail string) string {
	if text := strings.TrimLeft(trail, " \t;\r\n"); text == "" || text[0] == '#' {
		return trail
	}
	return "\n"
}

func (it *item) text() string { return it.lead + it.body + it.trail }

// onItsLine is the item with a line end behind it, so that others may be put after it.
func (it *item) onItsLine() *item {
	if strings.HasSuffix(it.trail, "\n") {
		return it
	}
	own := *it
	own.trail = strings.TrimRight(own.trail, " \t;") + "\n"
	return &own
}

// inPlaceOf is the item with the comments of the one it replaces, where it has none of its own.
func (it *item) inPlaceOf(old *item) *item {
	own, was := *it.onItsLine(), old.onItsLine()
	if strings.TrimSpace(own.lead) == "" {
		own.lead = was.lead
	} else {
		own.lead = above(was.lead) + strings.TrimLeft(own.lead, "\r\n")
	}
	if !strings.Contains(own.trail, "#") {
		own.trail = was.trail
	}
	return &own
}

// above is the part of a lead that belongs to no declaration: all up to its last empty line.
func above(lead string) string {
	lines := strings.SplitAfter(lead, "\n")
	for i := len(lines) - 1; i >= 0; i-- {
		if strings.TrimSpace(lines[i]) == "" && strings.HasSuffix(lines[i], "\n") {
			return strings.Join(lines[:i+1], "")
		}
	}
	return ""
}

// clashes reports whether two declarations cannot stand beside each other.
func (it *item) clashes(other *item) bool {
	return slices.ContainsFunc(it.keys, func(key string) bool { return slices.Contains(other.keys, key) })
}

// mark is a key of what is not a name.
func mark(parts ...string) string { return strings.Join(parts, "\x00") }

// keysOf are the names that a declaration takes, or else what tells it from others of its kind.
func keysOf(d ast.Decl) []string {
	switch d := d.(type) {
	case *ast.Intervention:
		return []string{mark("intervention")}
	case *ast.Norm:
		return []string{mark("norm")}
	case *ast.UnitDecl:
		return written(d.Names)
	case *ast.Combine:
		return []string{mark("combine", strings.Join(written(d.Names), ","))}
	case *ast.Scenario:
		return []string{mark("scenario", d.Name.Value)}
	case *ast.Output:
		if d.Value == nil {
			return []string{mark("output", d.Name.String())}
		}
		return []string{mark("output", d.Name.String()), d.Name.String()}
	case *ast.Cost:
		if d.Name == nil {
			return []string{mark(d.Kind.String(), d.Label.Value)}
		}
	case *ast.Vary, *ast.Simulate, *ast.Solve, *ast.Correlate, *ast.Expect:
		return []string{mark(subjectOf(d))}
	}
	if name := declaredName(d); name != "" {
		return []string{name}
	}
	return nil
}

// subjectOf is what an analysis or expectation is about: two of one subject are two versions of it.
func subjectOf(d ast.Decl) string {
	switch d := d.(type) {
	case *ast.Vary:
		form := "by"
		switch {
		case d.Together:
			form = "together"
		case d.Over != nil:
			form = "over"
		case d.Without != nil:
			form = "without"
		}
		return mark("vary", d.Of.String(), form)
	case *ast.Simulate:
		return mark("simulate", d.Of.String())
	case *ast.Solve:
		return mark("solve", d.Param.String(), d.Of.String())
	case *ast.Correlate:
		pair := []string{d.A.String(), d.B.String()}
		slices.Sort(pair)
		return mark("correlate", pair[0], pair[1])
	case *ast.Expect:
		under := ""
		if d.Under != nil {
			under = d.Under.Value
		}
		return mark("expect", mentioned(d.Left), d.Op, under)
	}
	return ""
}

func written(list []ast.Ident) []string {
	out := make([]string, len(list))
	for i, id := range list {
		out[i] = id.Name
	}
	return out
}

// declaredName is what others refer to a declaration by, or "".
func declaredName(d ast.Decl) string {
	switch d := d.(type) {
	case *ast.Use:
		switch {
		case d.As != nil:
			return d.As.Name
		case d.Path != nil:
			return d.Path.String()
		}
	case *ast.UnitDecl:
		return d.Names[0].Name
	case *ast.Index:
		return d.Name.Name
	case *ast.Data:
		return d.Name.Name
	case *ast.Param:
		return d.Name.Name
	case *ast.Let:
		return d.Name.Name
	case *ast.Wage:
		return d.Name.Name
	case *ast.Team:
		return d.Name.Name
	case *ast.Course:
		return d.Name.Name
	case *ast.Session:
		return d.Name.Name
	case *ast.Category:
		return d.Name.Name
	case *ast.Output:
		return d.Name.String()
	case *ast.Cost:
		if d.Name != nil {
			return d.Name.Name
		}
	}
	return ""
}

// title is what a person calls a declaration: its name, or else its text.
func (it *item) title() string {
	switch d := it.decl.(type) {
	case *ast.Scenario:
		return d.Name.Value
	case *ast.Cost:
		if d.Name == nil {
			return d.Label.Value
		}
	case *ast.Vary, *ast.Simulate, *ast.Solve, *ast.Correlate, *ast.Expect, *ast.Combine:
		_, rest, _ := strings.Cut(strings.Join(strings.Fields(it.body), " "), " ")
		return rest
	}
	return declaredName(it.decl)
}

// keyword is the word that a declaration begins with.
func (it *item) keyword() string {
	word, _, _ := strings.Cut(strings.Join(strings.Fields(it.body), " "), " ")
	return word
}

// mentioned is the names and signs of an expression without its places.
func mentioned(e ast.Expr) string {
	var out []string
	ast.Walk(e, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Name:
			out = append(out, n.Name)
		case *ast.Ident:
			out = append(out, n.Name)
		case *ast.Number:
			out = append(out, n.Text)
		case *ast.Binary:
			out = append(out, n.Op)
		}
		return true
	})
	return strings.Join(out, " ")
}
