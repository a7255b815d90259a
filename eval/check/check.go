package check

import (
	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
	"github.com/costlang/cost/lang/source"
)

// Reader returns a script that another one uses. The name is relative to where the first script's name is, with
// slashes; the caller confines it to the folders that may be read.
type Reader func(name string) (*source.File, error)

// Limits bound what a check takes. Zero fields have the defaults.
type Limits struct {
	Declarations int // of all scripts read together; 50,000
	Modules      int // scripts and standard modules read together; 64
	Diagnostics  int // kept in the list; 200
}

func (l Limits) complete() Limits {
	fill := func(n *int, otherwise int) {
		if *n <= 0 {
			*n = otherwise
		}
	}
	fill(&l.Declarations, 50_000)
	fill(&l.Modules, 64)
	fill(&l.Diagnostics, 200)
	return l
}

// Options are what a check needs from outside.
type Options struct {
	Read   Reader // nil: the script may use standard modules only
	Limits Limits
	// Parse reads a script that another one uses; nil is lang.Parse. Trees may be shared: a check leaves them as they are.
	Parse func(*source.File) (*ast.File, diag.List)
	// Host is what the program that runs the scripts lends them, or nil.
	Host *Host
	// Stopped is asked between definitions, unless it is nil. Its error ends the check, with the problem Interrupted.
	Stopped func() error
}

// Check resolves a script and all that it uses. The list holds errors and warnings in the order of the text, those of
// used scripts among them; the module is fit for use only when none is an error. The set holds every file read.
// Parse errors of file itself are the caller's: here only its tree counts.
func Check(file *source.File, tree *ast.File, opt Options) (*Module, source.Set, diag.List) {
	p := newProgram(opt)
	root := p.enter(file.Name, file, tree)
	p.declareUnits()
	for _, s := range p.order {
		if !p.check(s) {
			at := source.Span{Pos: source.Pos{Filename: file.Name}}
			p.diags.list = append(p.diags.list, diag.New(diag.Interrupted, at, say.T("the run was interrupted")))
			break
		}
	}
	return root.module, p.files, p.diags.closed().Attach(p.files)
}

// stopped reports whether nobody waits for the check any more.
func (p *program) stopped() bool { return p.opt.Stopped != nil && p.opt.Stopped() != nil }

// CheckExpr resolves an expression in the scope of a checked module, which it leaves as it is.
func CheckExpr(m *Module, e ast.Expr) (Expr, diag.List) {
	c := laterChecker(m)
	x := c.expr(e, nil)
	c.finish()
	return x, c.diags.list.Sort()
}

// CheckSetting resolves a value for a param of a checked module, by the rules of a line in a scenario.
func CheckSetting(m *Module, name string, e ast.Expr) (*Setting, diag.List) {
	c := laterChecker(m)
	span := e.Range()
	s := c.setting(m, ast.Path{Span: span, Parts: splitPath(name, span)}, e, span)
	c.finish()
	return s, c.diags.list.Sort()
}

// CheckUnit resolves a written unit in the scope of a checked module.
func CheckUnit(m *Module, e *ast.UnitExpr) (Display, diag.List) {
	c := laterChecker(m)
	d, _ := c.unitOf(e)
	c.finish()
	return d, c.diags.list.Sort()
}

// checker checks one script.
type checker struct {
	mod   *Module
	scope *scope
	graph graph
	diags *findings
	uses  map[*ast.Use]*script
	// later holds what needs the whole script to be resolved first.
	later []func()
	// declared holds what needs all names but nothing resolved.
	declared []func()
	// unknown are the names reported already: one report of a name is enough.
	unknown map[string]bool
	// trees holds what things were written as, for as long as they are checked.
	trees        map[any]ast.Decl
	failedRanges map[*Param]bool
	failedMoves  map[*Team]bool // a start or stop could not be read
	failedBasis  map[*Cost]bool
	lists        []listUse
	causes       causes
	currencyAt   source.Span
	badPrices    bool        // the price index was reported
	norm         *norm       // nil without one
	stopped      func() bool // nobody waits any more; nil where nobody can stop the check
	looks        int
	gone         bool        // it was stopped
	clockAt      source.Span // of the horizon or period, where the script has one
}

func laterChecker(m *Module) *checker {
	return &checker{mod: m, scope: m.scope, unknown: map[string]bool{}, diags: newFindings(Limits{}.complete().Diagnostics)}
}

// check fills the module of a script whose used scripts are checked, and reports whether it came to the end.
func (p *program) check(s *script) bool {
	c := &checker{
		mod:   s.module,
		scope: s.module.scope,
		diags: p.diags,
		uses:  s.uses,
		graph: graph{nodes: map[key]*node{}},
		trees: map[any]ast.Decl{},

		failedRanges: map[*Param]bool{},
		failedMoves:  map[*Team]bool{},
		failedBasis:  map[*Cost]bool{},
		unknown:      map[string]bool{},
		stopped:      p.stopped,
	}
	c.declareCategories()
	if !s.standard {
		c.declareHost(p.opt.Host)
	}
	for _, d := range s.tree.Decls {
		if c.gone = c.stopped(); c.gone {
			return false
		}
		c.declare(d)
	}
	c.settleClock()
	c.linkResults()
	if !c.resolve() {
		return false
	}
	c.fitLists()
	c.afterwards(c.lint)
	c.finish()
	return !c.gone
}

// ended looks now and then whether nobody waits any more. It is asked at each part of an expression: what is left then is not resolved.
func (c *checker) ended() bool {
	const between = 1 << 8
	if c.looks++; c.stopped != nil && c.looks%between == 0 {
		c.gone = c.gone || c.stopped()
	}
	return c.gone
}

// finish does what was left for when everything is resolved.
func (c *checker) finish() {
	for len(c.later) > 0 {
		next := c.later
		c.later = nil
		for _, f := range next {
			f()
		}
	}
	c.reportCauses()
}

// afterwards leaves something for when everything is resolved.
func (c *checker) afterwards(f func()) { c.later = append(c.later, f) }

// afterDeclaring leaves something for when all names are known.
func (c *checker) afterDeclaring(f func()) { c.declared = append(c.declared, f) }

// findings collects diagnostics up to a limit.
type findings struct {
	more   int  // dropped
	failed bool // an error is among the dropped
	list   diag.List
	limit  int
}

func newFindings(limit int) *findings { return &findings{limit: limit} }

func (f *findings) add(d diag.Diagnostic) {
	if f.full() {
		f.drop(d.Severity)
		return
	}
	f.list = append(f.list, d)
}

func (f *findings) full() bool { return len(f.list) >= f.limit }

// drop counts a finding that nobody will read.
func (f *findings) drop(s diag.Severity) {
	f.more++
	f.failed = f.failed || s == diag.Error
}

// closed is the findings in order. A last one counts those that were dropped, at the place of the one before it.
func (f *findings) closed() diag.List { return f.list.Sort().Cut(len(f.list), f.more, f.failed) }

// finding is a diagnostic while it is put together.
type finding struct{ d diag.Diagnostic }

func (f *finding) label(text say.Phrase) *finding { f.d.Label = text; return f }
func (f *finding) help(text say.Phrase) *finding  { f.d.Help = text; return f }
func (f *finding) warning() *finding              { f.d.Severity = diag.Warning; return f }
func (f *finding) fix(at source.Span, text string) *finding {
	f.d.Fixes = append(f.d.Fixes, diag.Fix{Span: at, Text: text})
	return f
}

// also points at a second place, unless it is not in any text.
func (f *finding) also(at source.Span, label say.Phrase) *finding {
	if at.Known() {
		f.d.Related = append(f.d.Related, diag.Related{Span: at, Label: label})
	}
	return f
}

// report files a finding once its sentence is complete.
func (c *checker) report(code diag.Code, at source.Span, message say.Phrase, more ...func(*finding)) {
	if c.diags.full() {
		c.diags.drop(diag.Error)
		return // hints cost more than they are worth by now
	}
	f := &finding{diag.New(code, at, message)}
	for _, add := range more {
		add(f)
	}
	c.diags.add(f.d)
}
