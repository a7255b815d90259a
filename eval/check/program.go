package check

import (
	"errors"
	"io/fs"
	"path"

	"github.com/costlang/cost/eval/unit"
	"github.com/costlang/cost/lang"
	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
	"github.com/costlang/cost/lang/source"
	"github.com/costlang/cost/stdlib"
)

// program is the scripts read together.
type program struct {
	opt     Options
	units   *unit.Registry
	files   source.Set
	scripts map[string]*script
	order   []*script // used ones before those that use them
	path    []*script // those whose uses are being read
	diags   *findings
	count   int // of declarations
}

// script is one file of a program.
type script struct {
	name   string // the key it is read under
	tree   *ast.File
	module *Module
	uses   map[*ast.Use]*script // missing where a file could not be read

	standard bool // a module of the standard library
}

func newProgram(opt Options) *program {
	opt.Limits = opt.Limits.complete()
	return &program{
		opt:     opt,
		units:   unit.NewRegistry(),
		files:   source.Set{},
		scripts: map[string]*script{},
		diags:   newFindings(opt.Limits.Diagnostics),
	}
}

// enter takes a parsed script in and reads what it uses. The depth is bounded by the limit of modules.
func (p *program) enter(name string, file *source.File, tree *ast.File) *script {
	tooLarge := p.limitDeclarations(tree)
	s := &script{name: name, tree: tree, uses: map[*ast.Use]*script{}, module: newModule(file, tree, p.units)}
	s.module.scope.broken = tooLarge
	p.files[file.Name], p.scripts[name] = file, s
	p.path = append(p.path, s)
	for _, d := range tree.Decls {
		if u, ok := d.(*ast.Use); ok {
			p.follow(s, u)
		}
	}
	p.path = p.path[:len(p.path)-1]
	p.order = append(p.order, s)
	return s
}

func newModule(file *source.File, tree *ast.File, units *unit.Registry) *Module {
	m := &Module{File: file, Tree: tree, Units: units, met: map[*Param]clock{}}
	m.scope = newScope(m)
	return m
}

// limitDeclarations empties a tree with which the scripts have too many declarations, and reports the first of them beyond the limit.
func (p *program) limitDeclarations(tree *ast.File) bool {
	limit := p.opt.Limits.Declarations
	if p.count += len(tree.Decls); p.count <= limit || len(tree.Decls) == 0 {
		return false
	}
	first := tree.Decls[max(0, len(tree.Decls)-(p.count-limit))]
	p.passed(first.Range(), diag.Passed{Field: "Declarations", What: say.T("the scripts have too many declarations"), Asked: int64(p.count), Allowed: int64(limit)})
	tree.Decls = nil
	return true
}

// passed says that a limit is passed. More may follow that nobody reads.
func (p *program) passed(at source.Span, limit diag.Passed) {
	limit.AtLeast = true
	d := limit.At(diag.TooMuchScript, at)
	p.report(d.Code, at, d.Message, func(f *finding) { f.help(d.Help) })
}

func (p *program) report(code diag.Code, at source.Span, message say.Phrase, more ...func(*finding)) {
	(&checker{diags: p.diags}).report(code, at, message, more...)
}

// follow reads the script or standard module of a use, unless it is read already.
func (p *program) follow(s *script, u *ast.Use) {
	name, at := s.target(u)
	used, ok := p.scripts[name]
	switch {
	case ok && p.reading(used) >= 0:
		p.circle(used, at)
		return
	case ok:
		s.uses[u] = used
		return
	case len(p.scripts) >= p.opt.Limits.Modules:
		p.passed(at, diag.Passed{Field: "Modules", What: say.T("too many scripts are used"), Asked: int64(len(p.scripts)) + 1, Allowed: int64(p.opt.Limits.Modules)})
		return
	}
	file, ok := p.read(u, name, at)
	if !ok {
		return
	}
	tree, found := p.opt.parse(file)
	for _, d := range found {
		p.diags.add(d)
	}
	s.uses[u] = p.enter(name, file, tree)
	s.uses[u].standard = u.File == nil
	if found.Err() != nil {
		s.uses[u].module.scope.broken = true
	}
}

func (o Options) parse(file *source.File) (*ast.File, diag.List) {
	if o.Parse == nil {
		return lang.Parse(file)
	}
	return o.Parse(file)
}

// target returns the name a used script is read under. Standard modules have names that no file has.
func (s *script) target(u *ast.Use) (string, source.Span) {
	if u.File == nil {
		return "<" + u.Path.String() + ">", u.Path.Span
	}
	return path.Join(path.Dir(s.name), u.File.Value), u.File.Span
}

func (p *program) read(u *ast.Use, name string, at source.Span) (*source.File, bool) {
	if u.File == nil {
		file, ok := stdlib.Module(u.Path.String())
		if !ok {
			p.noModule(u)
		}
		return file, ok
	}
	if p.opt.Read == nil {
		p.report(diag.UnreadableUse, at, say.T("other scripts cannot be read here: %s", u.File.Value))
		return nil, false
	}
	file, err := p.opt.Read(name)
	if err != nil {
		p.report(diag.UnreadableUse, at, say.T("the script %s cannot be read: %s", u.File.Value, unread(err)),
			func(f *finding) { f.help(say.T("the name is relative to the script that uses it")) })
	}
	return file, err == nil
}

// unread is why a script cannot be read. An error that knows the languages is said in them.
func unread(err error) any {
	if errors.Is(err, fs.ErrNotExist) {
		return say.T("file does not exist")
	}
	if own, ok := err.(interface{ In(say.Language) string }); ok {
		return own
	}
	return say.Cause(err)
}

func (p *program) noModule(u *ast.Use) {
	name := u.Path.String()
	p.report(diag.UnreadableUse, u.Path.Span, say.T("there is no standard module %s", name), func(f *finding) {
		f.help(suggestOr(name, stdlib.Modules(), say.T("the standard modules are %s; a script of your own stands in quotes", say.And(say.Codes(stdlib.Modules())))))
	})
}

// reading returns where a script stands among those being read, or -1.
func (p *program) reading(s *script) int {
	for i, r := range p.path {
		if r == s {
			return i
		}
	}
	return -1
}

func (p *program) circle(s *script, at source.Span) {
	chain := say.Verbatim(s.module.File.Name)
	for _, r := range p.path[p.reading(s)+1:] {
		chain = say.T("%s uses %s", chain, r.module.File.Name)
	}
	p.report(diag.ImportCycle, at, say.T("scripts use each other in a circle: %s uses %s", chain, s.module.File.Name))
}

// declareUnits makes the counted units of all scripts known before any is used, since a declaration can join two.
func (p *program) declareUnits() {
	for _, s := range p.order {
		for _, d := range s.tree.Decls {
			if u, ok := d.(*ast.UnitDecl); ok {
				p.declareUnit(u)
			}
		}
	}
}

func (p *program) declareUnit(u *ast.UnitDecl) {
	var free []string
	for _, n := range u.Names {
		if builtinUnit(n.Name) == nil {
			free = append(free, n.Name)
		}
	}
	if len(free) > 0 {
		// Built-in names are left out, so nothing is left that it could refuse.
		_, _ = p.units.Declare(free)
	}
}
