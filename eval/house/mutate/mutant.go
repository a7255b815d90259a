package main

import (
	"fmt"
	"go/ast"
	"go/token"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"
)

// mutant is one change of one file.
type mutant struct {
	code     *code
	file     *file
	function string // what it lies in: a function, Type.method, or a name that is declared with a value
	body     *span  // of the function; nil outside of one
	results  bool   // whether the function returns anything
	operator string // which operator made it
	change   edit   // of the file's text
	old, new string // the part that differs, on one line
	number   int    // 1 for the first of those with the same text in a function
	id       int    // in the test program that holds it, from 1
}

// span is a part of a file's text.
type span struct{ from, to int }

// key names a mutant in a way that stays as the code around it moves.
func (m *mutant) key() string {
	again := ""
	if m.number > 1 {
		again = fmt.Sprintf(" #%d", m.number)
	}
	return fmt.Sprintf("%s/%s:%s:%s %s -> %s%s", m.code.folder, filepath.Base(m.file.path), m.function, m.operator, m.old, m.new, again)
}

// applied is the text of the file with the change made.
func (m *mutant) applied() []byte { return m.change.apply(m.file.text) }

// gather lists all mutants of the packages, those included that do not compile.
func gather(root string, o options) ([]*mutant, error) {
	var all []*mutant
	for _, folder := range o.packages {
		c, err := load(root, folder)
		if err != nil {
			return nil, err
		}
		g := gatherer{code: c, seen: map[string]int{}}
		for _, f := range c.files {
			g.inFile(f)
		}
		all = append(all, g.found...)
	}
	return all, nil
}

// choose keeps the mutants that are asked for and compile, each with its number.
func choose(all []*mutant, o options) ([]*mutant, error) {
	order := make([]*mutant, 0, len(all))
	var names []string
	if o.names != "" {
		text, err := os.ReadFile(o.names)
		if err != nil {
			return nil, err
		}
		names = strings.Split(strings.ReplaceAll(string(text), "survived: ", ""), "\n")
	}
	for _, m := range all {
		if strings.Contains(m.key(), o.only) && (names == nil || slices.Contains(names, m.key())) {
			order = append(order, m)
		}
	}
	if o.sample > 0 {
		random := rand.New(rand.NewPCG(o.seed, o.seed))
		random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
	}
	var chosen []*mutant
	for _, m := range order {
		if o.sample > 0 && len(chosen) == o.sample {
			break
		}
		if m.code.compiles(m) {
			chosen = append(chosen, m)
			m.id = len(chosen)
		}
	}
	if len(chosen) == 0 {
		return nil, fmt.Errorf("no mutant is called %q", o.only)
	}
	return chosen, nil
}

// gatherer walks the files of a package.
type gatherer struct {
	code  *code
	file  *file
	place mutant // what new mutants have in common
	seen  map[string]int
	found []*mutant
}

func (g *gatherer) inFile(f *file) {
	g.file = f
	for _, d := range f.tree.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			g.inFunction(functionName(d), d.Type, d.Body)
		case *ast.GenDecl:
			g.inDeclaration(d)
		}
	}
}

// functionName is "Lower" or "lowerer.param".
func functionName(d *ast.FuncDecl) string {
	if d.Recv == nil {
		return d.Name.Name
	}
	t := d.Recv.List[0].Type
	if star, ok := t.(*ast.StarExpr); ok {
		t = star.X
	}
	if name, ok := t.(*ast.Ident); ok {
		return name.Name + "." + d.Name.Name
	}
	return d.Name.Name
}

func (g *gatherer) inFunction(name string, t *ast.FuncType, body *ast.BlockStmt) {
	if body == nil {
		return
	}
	at := &span{g.code.offset(body.Lbrace) + 1, g.code.offset(body.Rbrace)}
	g.place = mutant{code: g.code, file: g.file, function: name, body: at, results: t.Results != nil}
	g.walk(body)
}

// inDeclaration looks into the values of constants and variables. A function that a variable holds is a function.
func (g *gatherer) inDeclaration(d *ast.GenDecl) {
	for _, s := range d.Specs {
		v, ok := s.(*ast.ValueSpec)
		if !ok || d.Tok != token.CONST && d.Tok != token.VAR {
			continue
		}
		for _, value := range v.Values {
			if call, ok := value.(*ast.CallExpr); ok && len(call.Args) == 1 {
				if literal, ok := call.Args[0].(*ast.FuncLit); ok {
					g.inFunction(v.Names[0].Name, literal.Type, literal.Body)
					continue
				}
			}
			g.place = mutant{code: g.code, file: g.file, function: v.Names[0].Name}
			g.walk(value)
		}
	}
}

// text is the source of a node.
func (g *gatherer) text(n ast.Node) string {
	return string(g.file.text[g.code.offset(n.Pos()):g.code.offset(n.End())])
}

// put records the mutant that has a new text in the place of a node.
func (g *gatherer) put(operator string, n ast.Node, text string) {
	m := g.place
	m.operator = operator
	m.change = edit{g.code.offset(n.Pos()), g.code.offset(n.End()), text}
	m.old, m.new = short(g.text(n)), short(text)
	if m.new == "" {
		m.new = "nothing"
	}
	m.number = 1
	key := m.key()
	g.seen[key]++
	m.number = g.seen[key]
	g.found = append(g.found, &m)
}

// short is a text on one line, without its middle when it is long.
func short(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	const most = 90
	if utf8.RuneCountInString(text) <= most {
		return text
	}
	runes := []rune(text)
	return string(runes[:most/2]) + "…" + string(runes[len(runes)-most/2:])
}
