package house

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// Lengths in lines, as in the projects whose style this one follows.
const (
	medianFunction = 10
	longFunction   = 45 // nine in ten are shorter
	longFile       = 900
)

// parsed is the Go files that are no tests, by package folder.
func parsed(t *testing.T) (map[string][]*ast.File, *token.FileSet) {
	t.Helper()
	set, packages := token.NewFileSet(), map[string][]*ast.File{}
	for _, file := range texts(t, ".go") {
		if strings.HasSuffix(file.name, "_test.go") {
			continue
		}
		tree, err := parser.ParseFile(set, filepath.Join(root, file.name), file.body, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		dir := path.Dir(file.name)
		packages[dir] = append(packages[dir], tree)
	}
	return packages, set
}

func TestLengths(t *testing.T) {
	packages, set := parsed(t)
	var lengths []int
	for _, files := range packages {
		for _, file := range files {
			if ast.IsGenerated(file) {
				continue // nobody reads it
			}
			if end := set.Position(file.End()); end.Line > longFile {
				t.Errorf("%s has %d lines", end.Filename, end.Line)
			}
			for _, d := range file.Decls {
				if f, ok := d.(*ast.FuncDecl); ok {
					lengths = append(lengths, set.Position(f.End()).Line-set.Position(f.Pos()).Line+1)
				}
			}
		}
	}
	slices.Sort(lengths)
	if median := lengths[len(lengths)/2]; median > medianFunction {
		t.Errorf("the median function has %d lines", median)
	}
	if tenth := lengths[len(lengths)*9/10]; tenth >= longFunction {
		t.Errorf("one function in ten has %d lines or more", tenth)
	}
}

// Exported functions and types say what they are; so does every package.
func TestComments(t *testing.T) {
	packages, set := parsed(t)
	for dir, files := range packages {
		if !slices.ContainsFunc(files, func(f *ast.File) bool { return f.Doc != nil }) {
			t.Errorf("package %s has no comment", dir)
		}
		for _, file := range files {
			for _, name := range undocumented(file, set) {
				t.Errorf("%s: %s has no comment", set.Position(name.Pos()), name.Name)
			}
		}
	}
}

// undocumented returns the exported functions and types without a comment. Functions of one line, methods that fulfil an
// interface of the standard library, and methods of types that are not exported need none.
func undocumented(file *ast.File, set *token.FileSet) []*ast.Ident {
	var found []*ast.Ident
	for _, d := range file.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			oneLine := set.Position(d.Pos()).Line == set.Position(d.End()).Line
			if d.Name.IsExported() && d.Doc == nil && !oneLine && !conventional(d) {
				found = append(found, d.Name)
			}
		case *ast.GenDecl:
			found = append(found, undocumentedTypes(d)...)
		}
	}
	return found
}

// undocumentedTypes returns the exported types that no comment of their declaration names: one comment may speak of several.
func undocumentedTypes(d *ast.GenDecl) []*ast.Ident {
	comments := d.Doc.Text()
	for _, s := range d.Specs {
		if s, ok := s.(*ast.TypeSpec); ok {
			comments += s.Doc.Text() + s.Comment.Text()
		}
	}
	var found []*ast.Ident
	for _, s := range d.Specs {
		s, ok := s.(*ast.TypeSpec)
		if ok && s.Name.IsExported() && s.Doc == nil && !strings.Contains(comments, s.Name.Name) {
			found = append(found, s.Name)
		}
	}
	return found
}

func conventional(f *ast.FuncDecl) bool {
	if f.Recv == nil {
		return false
	}
	receiver := f.Recv.List[0].Type
	if star, ok := receiver.(*ast.StarExpr); ok {
		receiver = star.X
	}
	name, ok := receiver.(*ast.Ident)
	known := strings.Fields("Error String Unwrap Read Write Close MarshalJSON MarshalText UnmarshalJSON UnmarshalText Len Less Swap")
	return slices.Contains(known, f.Name.Name) || ok && !name.IsExported()
}

// Numbers are decimals all the way to what is printed: nothing that writes results knows of another kind.
func TestResultsAreNoFloats(t *testing.T) {
	float := regexp.MustCompile(`float32|float64|ParseFloat|FormatFloat|AppendFloat|big\.Float|%[-+# 0-9.]*[eEfFgG]\b`)
	for _, file := range texts(t, ".go") {
		prints := strings.HasPrefix(file.name, "cmd/cost/") || strings.HasPrefix(file.name, "eval/table/") || strings.HasPrefix(file.name, "lang/say/")
		if !prints || strings.HasSuffix(file.name, "_test.go") {
			continue
		}
		for i, line := range strings.Split(file.body, "\n") {
			if found := float.FindString(line); found != "" {
				t.Errorf("%s:%d: %s", file.name, i+1, found)
			}
		}
	}
}
