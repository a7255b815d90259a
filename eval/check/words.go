package check

import (
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/agnivade/levenshtein"

	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/say"
	"github.com/costlang/cost/lang/source"
)

// nearest returns at most three of the candidates that a name may have been meant as: those at most a third of its
// length away, nearest first.
func nearest(name string, candidates []string) []string {
	length := utf8.RuneCountInString(name)
	if length > 64 || len(candidates) > 5_000 {
		return nil
	}
	distance := map[string]int{}
	for _, c := range candidates {
		if most := length / 3; utf8.RuneCountInString(c) > length+most || utf8.RuneCountInString(c) < length-most {
			continue
		}
		if d := misspelt(strings.ToLower(name), strings.ToLower(c)); d <= length/3 {
			distance[c] = d
		}
	}
	found := sortedKeys(distance)
	sort.SliceStable(found, func(i, j int) bool { return distance[found[i]] < distance[found[j]] })
	return found[:min(3, len(found))]
}

// misspelt counts the letters that two words differ in; two neighbours in each other's place count once.
func misspelt(a, b string) int {
	d := levenshtein.ComputeDistance(a, b)
	if len(a) != len(b) || d != 2 {
		return d
	}
	for i := range len(a) - 1 {
		if a[:i]+a[i+1:i+2]+a[i:i+1]+a[i+2:] == b {
			return 1
		}
	}
	return d
}

// suggestOr returns "did you mean …?" when a candidate is near, else the other help.
func suggestOr(name string, candidates []string, otherwise say.Phrase) say.Phrase {
	near := nearest(name, candidates)
	if len(near) == 0 {
		return otherwise
	}
	return say.T("did you mean %s?", say.Or(quoted(near)))
}

// Suggest asks whether one of the candidates that are near a name was meant, or else says something else.
func Suggest(name string, candidates []string, otherwise say.Phrase) say.Phrase {
	return suggestOr(name, candidates, otherwise)
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}

// most is how many names a message lists.
const most = 12

// few keeps a list of names of a script short enough for a message.
func few(words []string) []say.Phrase {
	out := say.Codes(words[:min(most, len(words))])
	if len(words) > most {
		out = append(out, say.T("others"))
	}
	return out
}

func quoted(words []string) []string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = quote(w)
	}
	return out
}

func quote(word string) string { return "`" + word + "`" }

// splitPath makes a path of a name with dots that stands nowhere in a script.
func splitPath(name string, at source.Span) []ast.Ident {
	var parts []ast.Ident
	for _, part := range strings.Split(name, ".") {
		parts = append(parts, ast.Ident{Span: at, Name: part})
	}
	return parts
}

// pathExpr returns a path as the expression that it reads as.
func pathExpr(p *ast.Path) ast.Expr {
	var e ast.Expr = &ast.Name{Span: p.Parts[0].Span, Name: p.Parts[0].Name}
	for _, part := range p.Parts[1:] {
		e = &ast.Field{Span: p.Parts[0].To(part.Span), X: e, Name: part}
	}
	return e
}

// exprPath returns an expression as a path, when it is one.
func exprPath(e ast.Expr) ([]ast.Ident, bool) {
	var parts []ast.Ident
	for {
		switch at := e.(type) {
		case *ast.Name:
			parts = append(parts, ast.Ident{Span: at.Span, Name: at.Name})
			slices.Reverse(parts)
			return parts, true
		case *ast.Field:
			parts = append(parts, at.Name)
			e = at.X
		default:
			return nil, false
		}
	}
}

// rootOf returns what stands before the first dot.
func rootOf(e ast.Expr) ast.Expr {
	for {
		f, ok := e.(*ast.Field)
		if !ok {
			return e
		}
		e = f.X
	}
}

// pathString joins parts with dots.
func pathString(parts []ast.Ident) string {
	names := make([]string, len(parts))
	for i, p := range parts {
		names[i] = p.Name
	}
	return strings.Join(names, ".")
}

func textOf(t *ast.Text) string {
	if t == nil {
		return ""
	}
	return t.Value
}

// bare takes the parentheses off.
func bare(e ast.Expr) ast.Expr {
	for {
		p, ok := e.(*ast.Paren)
		if !ok {
			return e
		}
		e = p.X
	}
}
