package house

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// loud are what writes to standard output or standard error without being handed a writer, or reads what belongs to the process.
var loud = map[string][]string{
	"fmt": {"Print", "Printf", "Println", "Scan", "Scanf", "Scanln"},
	"os":  {"Stdout", "Stderr", "Stdin", "Exit"},
	"log": nil, // all of it: its logger writes to standard error
}

// Packages that a program imports, which is all but those that are programs themselves, write nothing to standard output or standard error: both belong to the program.
func TestNothingIsPrinted(t *testing.T) {
	packages, set := parsed(t)
	seen := 0
	for dir, files := range packages {
		if room, _, _ := strings.Cut(dir, "/"); room != "eval" && room != "lang" && room != "stdlib" || files[0].Name.Name == "main" {
			continue
		}
		seen++
		for _, file := range files {
			for _, n := range printing(file) {
				t.Errorf("%s: %s is the program's own", set.Position(n.Pos()), types.ExprString(n))
			}
		}
	}
	if seen < 30 {
		t.Errorf("only %d packages are looked at", seen)
	}
}

// printing returns what a file uses of the loud ones, and of print and println.
func printing(file *ast.File) (out []ast.Expr) {
	imported := map[string]string{} // by the name that the file has for them
	for _, i := range file.Imports {
		p, _ := strconv.Unquote(i.Path.Value)
		name := p
		if i.Name != nil {
			name = i.Name.Name
		}
		imported[name] = p
	}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			if f, ok := n.Fun.(*ast.Ident); ok && (f.Name == "print" || f.Name == "println") && f.Obj == nil {
				out = append(out, f)
			}
		case *ast.SelectorExpr:
			if of, ok := n.X.(*ast.Ident); ok && of.Obj == nil && isLoud(imported[of.Name], n.Sel.Name) {
				out = append(out, n)
			}
		}
		return true
	})
	return out
}

func isLoud(pkg, name string) bool {
	names, ok := loud[pkg]
	if !ok {
		return false
	}
	for _, n := range names {
		if n == name {
			return true
		}
	}
	return names == nil
}

// What is loud is found, and what only looks like it is not.
func TestPrintingIsFound(t *testing.T) {
	file, err := parser.ParseFile(token.NewFileSet(), "a.go", `package a
import ("fmt"; "log"; o "os")
func f(os struct{ Stdout int }) {
	fmt.Println(); fmt.Fprintln(o.Stdout); println(); log.Fatal()
	fmt.Sprint(os.Stdout); o.ReadFile("x")
}`, 0)
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	for _, n := range printing(file) {
		found = append(found, types.ExprString(n))
	}
	if diff := cmp.Diff([]string{"fmt.Println", "o.Stdout", "println", "log.Fatal"}, found); diff != "" {
		t.Error(diff)
	}
}
