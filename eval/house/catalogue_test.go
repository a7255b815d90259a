package house

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
)

// phrases are the formats of all texts of the program, each with a place where it is said.
type phrases struct {
	t  *testing.T
	at map[string]string
	// numbered are texts whose %d takes what says itself in words, so that no number is printed.
	numbered []string
}

// collect reads the formats of `say.T` and `say.Phrase{…}` from the source. A format that is not written out is an error,
// since no catalogue could be complete then.
func collect(t *testing.T) phrases {
	p := phrases{t: t, at: map[string]string{}}
	for _, folder := range []string{"lang", "eval", "stdlib", "cmd"} {
		err := filepath.WalkDir(filepath.Join(root, folder), func(name string, e fs.DirEntry, err error) error {
			if err == nil && strings.HasSuffix(name, ".go") && !strings.HasSuffix(name, "_test.go") {
				p.file(name)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, code := range diag.Codes() {
		p.at[code.Title], p.at[code.Remedy] = string(code.Code), string(code.Code)
	}
	return p
}

func (p *phrases) file(name string) {
	files := token.NewFileSet()
	tree, err := parser.ParseFile(files, name, nil, 0)
	if err != nil {
		p.t.Fatal(err)
	}
	inSay := tree.Name.Name == "say"
	ast.Inspect(tree, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			if isSay(n.Fun, "T", inSay) {
				p.format(files, n.Args[0], !inSay)
				p.arguments(files, n)
			}
		case *ast.CompositeLit:
			if isSay(n.Type, "Phrase", inSay) && len(n.Elts) > 0 {
				p.format(files, n.Elts[0], !inSay)
			}
		}
		return true
	})
}

// isSay reports whether an expression is a name of package say.
func isSay(e ast.Expr, name string, inside bool) bool {
	if id, ok := e.(*ast.Ident); ok {
		return inside && id.Name == name
	}
	sel, ok := e.(*ast.SelectorExpr)
	if !ok || sel.Sel.Name != name {
		return false
	}
	pkg, ok := sel.X.(*ast.Ident)
	return ok && pkg.Name == "say"
}

func (p *phrases) format(files *token.FileSet, e ast.Expr, must bool) {
	if kv, ok := e.(*ast.KeyValueExpr); ok {
		e = kv.Value
	}
	text, ok := literal(e)
	at := files.Position(e.Pos()).String()
	switch {
	case ok:
		p.at[text] = at
	case must:
		p.t.Errorf("%s: the format of a text is written out, so that it can be translated", at)
	}
}

// arguments notes a text with %d for an argument that is itself of package say: those are texts when they are said.
func (p *phrases) arguments(files *token.FileSet, call *ast.CallExpr) {
	format, _ := literal(call.Args[0])
	for i, arg := range call.Args[1:] {
		own, ok := arg.(*ast.CallExpr)
		if !ok || !slices.Contains(verbs(format), strconv.Itoa(i+1)+"d") {
			continue
		}
		if sel, ok := own.Fun.(*ast.SelectorExpr); ok {
			if pkg, ok := sel.X.(*ast.Ident); ok && pkg.Name == "say" {
				p.numbered = append(p.numbered, files.Position(call.Pos()).String())
			}
		}
	}
}

// literal is the value of a string literal or a sum of them.
func literal(e ast.Expr) (string, bool) {
	switch e := e.(type) {
	case *ast.BasicLit:
		text, err := strconv.Unquote(e.Value)
		return text, err == nil && e.Kind == token.STRING
	case *ast.BinaryExpr:
		x, okX := literal(e.X)
		y, okY := literal(e.Y)
		return x + y, okX && okY
	}
	return "", false
}

// verb matches no blank flag, which no text uses: `20% of` is no verb.
var verb = regexp.MustCompile(`%(?:\[(\d+)\])?[-+#0]*[\d.]*([a-zA-Z%])`)

// verbs gives the verbs of a format by the argument that each takes.
func verbs(format string) []string {
	var out []string
	next := 1
	for _, m := range verb.FindAllStringSubmatch(format, -1) {
		if m[2] == "%" {
			continue
		}
		if m[1] != "" {
			next, _ = strconv.Atoi(m[1])
		}
		out = append(out, strconv.Itoa(next)+m[2])
		next++
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// hasWords reports whether a format says anything beside its arguments.
func hasWords(format string) bool {
	return strings.ContainsFunc(verb.ReplaceAllString(format, ""), func(r rune) bool { return r|0x20 >= 'a' && r|0x20 <= 'z' })
}

func TestCataloguesAreComplete(t *testing.T) {
	texts := collect(t)
	said := texts.at
	if len(said) < 500 {
		t.Fatalf("only %d texts were found", len(said))
	}
	for _, at := range texts.numbered {
		t.Errorf("%s: %%d stands for a number that says itself, and would print an error: write %%s", at)
	}
	for _, l := range say.Languages()[1:] {
		catalogue := l.Catalogue()
		for _, english := range sortedKeys(said) {
			own, ok := catalogue[english]
			switch {
			case !hasWords(english):
			case !ok || own == "":
				t.Errorf("%s: %q has no %s", said[english], english, l.Code())
			}
		}
		for _, english := range sortedKeys(catalogue) {
			if _, ok := said[english]; !ok {
				t.Errorf("%s: %q is said nowhere", l.Code(), english)
			}
			if diff := cmp.Diff(verbs(english), verbs(catalogue[english])); diff != "" {
				t.Errorf("%s: %q has other arguments: %s", l.Code(), english, diff)
			}
		}
	}
}

func sortedKeys(m map[string]string) []string {
	keys := make([]string, 0, len(m))
	for key := range m {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}
