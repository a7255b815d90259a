package house

import (
	"go/ast"
	"go/token"
	"path"
	"regexp"
	"strconv"
	"testing"
)

// No package changes a variable of a package, its own or a library's, once the program runs: all state is in a run or a
// session, so that any number of them go on at the same time.
func TestNoPackageState(t *testing.T) {
	packages, set := parsed(t)
	for _, files := range packages {
		variables := packageVariables(files)
		for _, file := range files {
			foreign := importNames(file)
			for _, name := range assigned(file) {
				if isPackageVariable(name, variables) || name.Obj == nil && foreign[name.Name] {
					t.Errorf("%s: a variable of a package is changed: %s", set.Position(name.Pos()), name.Name)
				}
			}
		}
	}
}

// packageVariables returns the declarations of a package's variables, by name.
func packageVariables(files []*ast.File) map[string]*ast.ValueSpec {
	variables := map[string]*ast.ValueSpec{}
	for _, file := range files {
		for _, d := range file.Decls {
			g, ok := d.(*ast.GenDecl)
			if !ok || g.Tok != token.VAR {
				continue
			}
			for _, s := range g.Specs {
				for _, n := range s.(*ast.ValueSpec).Names {
					variables[n.Name] = s.(*ast.ValueSpec)
				}
			}
		}
	}
	return variables
}

// importNames returns the names that the imports of a file go by, judged by their paths without the major version.
func importNames(file *ast.File) map[string]bool {
	majorVersion, names := regexp.MustCompile(`/v[0-9]+$`), map[string]bool{}
	for _, i := range file.Imports {
		p, err := strconv.Unquote(i.Path.Value)
		if err == nil {
			names[path.Base(majorVersion.ReplaceAllString(p, ""))] = true
		}
		if i.Name != nil {
			names[i.Name.Name] = true
		}
	}
	return names
}

// assigned returns the variable at the bottom of each left side: x of x = 1, x.y++, x[i].z = 2 and *x = 3. Functions called
// init are left out: they run before anything else, and fill tables whose entries refer back to them.
func assigned(file *ast.File) []*ast.Ident {
	var found []*ast.Ident
	add := func(e ast.Expr) {
		if name := bottom(e); name != nil {
			found = append(found, name)
		}
	}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncDecl:
			return n.Recv != nil || n.Name.Name != "init"
		case *ast.AssignStmt:
			for _, left := range n.Lhs {
				if n.Tok != token.DEFINE {
					add(left)
				}
			}
		case *ast.IncDecStmt:
			add(n.X)
		}
		return true
	})
	return found
}

func bottom(e ast.Expr) *ast.Ident {
	for {
		switch x := e.(type) {
		case *ast.Ident:
			return x
		case *ast.SelectorExpr:
			e = x.X
		case *ast.IndexExpr:
			e = x.X
		case *ast.StarExpr:
			e = x.X
		case *ast.ParenExpr:
			e = x.X
		default:
			return nil
		}
	}
}

// isPackageVariable tells a variable of the package from a local one of the same name: the parser links a name to its
// declaration in the same file, and leaves names from other files open.
func isPackageVariable(name *ast.Ident, variables map[string]*ast.ValueSpec) bool {
	spec, ok := variables[name.Name]
	return ok && (name.Obj == nil || name.Obj.Decl == spec)
}
