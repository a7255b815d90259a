package main

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

const module = "github.com/costlang/cost"

// code is the source of one package and what is needed to see whether a changed one compiles.
type code struct {
	folder  string // from the root of the module, with slashes
	set     *token.FileSet
	files   []*file
	imports types.Importer
}

// file is one source file, as text and as a tree.
type file struct {
	path string // on disk
	text []byte
	tree *ast.File
}

func moduleRoot() (string, error) {
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}").Output()
	return strings.TrimSpace(string(out)), err
}

// load reads a package and finds the compiled form of all that it imports.
func load(root, folder string) (*code, error) {
	list := exec.Command("go", "list", "-export", "-deps", "-f", "{{.ImportPath}}\t{{.Export}}\t{{.Dir}}\t{{join .GoFiles \",\"}}", "./"+folder)
	list.Dir, list.Stderr = root, os.Stderr
	out, err := list.Output()
	if err != nil {
		return nil, fmt.Errorf("go list ./%s: %w", folder, err)
	}
	c := &code{folder: folder, set: token.NewFileSet()}
	exports := map[string]string{}
	for line := range strings.Lines(string(out)) {
		fields := strings.Split(strings.TrimSpace(line), "\t")
		exports[fields[0]] = fields[1]
		if fields[0] == module+"/"+folder {
			err = c.read(fields[2], strings.Split(fields[3], ","))
		}
	}
	c.imports = importer.ForCompiler(c.set, "gc", func(path string) (io.ReadCloser, error) { return os.Open(exports[path]) })
	return c, err
}

func (c *code) read(dir string, names []string) error {
	for _, name := range names {
		path := filepath.Join(dir, name)
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		tree, err := parser.ParseFile(c.set, path, text, 0)
		if err != nil {
			return err
		}
		c.files = append(c.files, &file{path, text, tree})
	}
	return nil
}

// offset is where a position lies in the text of its file.
func (c *code) offset(p token.Pos) int { return c.set.Position(p).Offset }

// compiles reports whether the package still does once a mutant has taken the place of what it changes. Only the function that it is in
// is looked into, and what that imports and no longer uses is no fault: the others may.
func (c *code) compiles(m *mutant) bool {
	tree, err := parser.ParseFile(c.set, m.file.path, m.applied(), 0)
	if err != nil {
		return false
	}
	trees := []*ast.File{hollow(tree, func(body *ast.BlockStmt) bool {
		return m.body == nil || c.offset(body.Lbrace)+1 == m.body.from
	})}
	for _, f := range c.files {
		if f != m.file {
			trees = append(trees, hollow(f.tree, func(*ast.BlockStmt) bool { return m.body == nil }))
		}
	}
	good := true
	config := types.Config{Importer: c.imports, Error: func(err error) {
		good = good && strings.HasSuffix(err.Error(), "imported and not used")
	}}
	if _, err := config.Check(module+"/"+c.folder, c.set, trees, nil); err == nil {
		return true
	}
	return good
}

// hollow is a file without the bodies of its functions but those that are kept.
func hollow(f *ast.File, keep func(*ast.BlockStmt) bool) *ast.File {
	out := *f
	out.Decls = nil
	for _, d := range f.Decls {
		if function, ok := d.(*ast.FuncDecl); ok && function.Body != nil && !keep(function.Body) {
			empty := *function
			empty.Body = nil
			d = &empty
		}
		out.Decls = append(out.Decls, d)
	}
	return &out
}

// edit replaces part of a text.
type edit struct {
	from, to int
	text     string
}

func (e edit) apply(text []byte) []byte {
	return bytes.Join([][]byte{text[:e.from], []byte(e.text), text[e.to:]}, nil)
}
