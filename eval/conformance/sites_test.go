package conformance

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/costlang/cost/lang/diag"
)

// asked are the files of the check for what no script holds: queries of a session, sweeps of the command line, and what a Go program lends.
var asked = []string{"query.go", "sweep.go", "host.go"}

// errorSites are the places of the check that report a code of group C03 with a message of their own, by code and message.
func errorSites(t *testing.T) []string {
	t.Helper()
	names, err := filepath.Glob("../check/*.go")
	if err != nil || len(names) == 0 {
		t.Fatal("the check is not where it was", err)
	}
	codes := unitCodes(t)
	var out []string
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") || slices.Contains(asked, filepath.Base(name)) {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if call, ok := n.(*ast.CallExpr); ok {
				out = append(out, siteOf(codes, call)...)
			}
			return true
		})
	}
	return out
}

// siteOf is a call that has a code and a text among its arguments.
func siteOf(codes map[string]diag.Code, call *ast.CallExpr) []string {
	var code, message string
	for _, arg := range call.Args {
		switch arg := arg.(type) {
		case *ast.SelectorExpr:
			if pkg, ok := arg.X.(*ast.Ident); ok && pkg.Name == "diag" && code == "" {
				code = arg.Sel.Name
			}
		case *ast.CallExpr:
			if f, ok := arg.Fun.(*ast.SelectorExpr); ok && f.Sel.Name == "T" && message == "" {
				if lit, ok := arg.Args[0].(*ast.BasicLit); ok {
					message, _ = strconv.Unquote(lit.Value)
				}
			}
		}
	}
	if number, ok := codes[code]; ok && message != "" {
		return []string{site(number, message)}
	}
	return nil
}

func site(code diag.Code, message string) string {
	return "unit error " + string(code) + ": " + message
}

func errorSite(d diag.Diagnostic) string { return site(d.Code, d.Message.Format) }

// unitCodes are the codes of group C03 by the names of their constants.
func unitCodes(t *testing.T) map[string]diag.Code {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "../../lang/diag/codes_unit.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]diag.Code{}
	ast.Inspect(file, func(n ast.Node) bool {
		if spec, ok := n.(*ast.ValueSpec); ok {
			if lit, ok := spec.Values[0].(*ast.BasicLit); ok {
				code, _ := strconv.Unquote(lit.Value)
				out[spec.Names[0].Name] = diag.Code(code)
			}
		}
		return true
	})
	return out
}
