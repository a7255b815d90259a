package house

import (
	"go/ast"
	"go/doc"
	"go/parser"
	"go/token"
	"slices"
	"strings"
	"testing"
)

// Whatever a Go program may call of eval is shown in an example that runs: in one of its own or of its type, or, when no other type has a
// method of that name, in any. What fulfils an interface of the standard library is called by others.
func TestEntryPointsHaveExamples(t *testing.T) {
	examples := examplesOf(t, "eval/")
	for _, e := range examples {
		if e.Output == "" && !e.EmptyOutput {
			t.Errorf("Example%s does not run: it has no output", e.Name)
		}
	}
	entries := entryPoints(t, "eval")
	types := map[string]int{} // how many have a method of a name
	for _, e := range entries {
		types[e.name]++
	}
	if len(entries) < 60 {
		t.Fatalf("%d entry points: the test looks in the wrong place", len(entries))
	}
	for _, e := range entries {
		shown := slices.ContainsFunc(examples, func(x *doc.Example) bool {
			return isOf(x, e.full()) || (types[e.name] == 1 || isOf(x, e.receiver)) && slices.Contains(namesIn(x.Code), e.name)
		})
		if !shown {
			t.Errorf("Example%s: there is none, and no other example shows it", e.full())
		}
	}
}

// isOf reports whether an example is that of a function, a type or a method, or one of several.
func isOf(x *doc.Example, name string) bool {
	return name != "" && (x.Name == name || strings.HasPrefix(x.Name, name+"_"))
}

// examplesOf are the examples of the tests in a folder.
func examplesOf(t *testing.T, folder string) []*doc.Example {
	t.Helper()
	var files []*ast.File
	for _, file := range texts(t, ".go") {
		below, inside := strings.CutPrefix(file.name, folder)
		if !inside || strings.Contains(below, "/") || !strings.HasSuffix(below, "_test.go") {
			continue
		}
		tree, err := parser.ParseFile(token.NewFileSet(), file.name, file.body, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, tree)
	}
	return doc.Examples(files...)
}

// namesIn are the names that are called, or chosen of something, in some code.
func namesIn(code ast.Node) (names []string) {
	ast.Inspect(code, func(n ast.Node) bool {
		if s, ok := n.(*ast.SelectorExpr); ok {
			names = append(names, s.Sel.Name)
		}
		return true
	})
	return names
}

// entry is an exported function, or an exported method of an exported type.
type entry struct{ receiver, name string }

// full is the name that follows Example in that of its own example.
func (e entry) full() string { return strings.TrimPrefix(e.receiver+"_"+e.name, "_") }

func entryPoints(t *testing.T, dir string) (entries []entry) {
	t.Helper()
	packages, _ := parsed(t)
	for _, file := range packages[dir] {
		for _, d := range file.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok || !f.Name.IsExported() || conventional(f) {
				continue
			}
			entries = append(entries, entry{receiver(f), f.Name.Name})
		}
	}
	return entries
}

// receiver is the type that a method belongs to, "" for a function.
func receiver(f *ast.FuncDecl) string {
	if f.Recv == nil {
		return ""
	}
	e := f.Recv.List[0].Type
	for {
		switch x := e.(type) {
		case *ast.StarExpr:
			e = x.X
		case *ast.IndexExpr:
			e = x.X
		case *ast.IndexListExpr:
			e = x.X
		case *ast.Ident:
			return x.Name
		default:
			return ""
		}
	}
}
