// Package eval compiles and runs cost scripts.
//
//	program, err := eval.Compile("model.cost", src)        // err is a diag.List
//	result, err := program.Run(ctx, eval.Inputs{"wage_level": "120%"})
//	figure, ok := result.Output("per_completed")           // an exact decimal and its unit
//
// A Program is immutable and safe for any number of goroutines. CompileFS resolves scripts and data files that a script names inside a
// file system. WithFunc and WithConst lend scripts functions and constants of the Go program. Report computes everything that the command line prints: tables, expectations, one-way tables and scenarios.
package eval

import (
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/eval/plan"
	"github.com/costlang/cost/eval/rows"
	"github.com/costlang/cost/lang"
	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
	"github.com/costlang/cost/lang/source"
)

// Program is a compiled script.
type Program struct {
	module   *check.Module
	plan     *plan.Plan
	data     plan.Rows
	files    source.Set
	warnings diag.List
	limits   Limits
}

// Option changes how a script is compiled.
type Option func(*options)

type options struct {
	limits Limits
	fsys   fs.FS
	input  string   // name of what a session is given, in diagnostics
	kept   *library // what a session has read before; nil outside of one
	rows   []heldRows
	host   host     // what the program lends

	problems diag.List // with options themselves, which everything that takes options refuses first
}

// WithLimits replaces the default limits; zero fields keep their default.
func WithLimits(l Limits) Option { return func(o *options) { o.limits = l } }

// WithFS lets the script of Compile use other scripts and data files of a file system, by names relative to its own.
func WithFS(fsys fs.FS) Option { return func(o *options) { o.fsys = fsys } }

// Compile compiles a script from memory. The error is a diag.List.
func Compile(name string, src []byte, opts ...Option) (*Program, error) {
	o := optionsOf(opts)
	if o.problems.Err() != nil {
		return nil, o.problems
	}
	return compile(source.NewFile(name, string(src)), o)
}

// CompileFS compiles a script of a file system. Scripts and data it names are read from the same file system; for a folder on disk give
// os.Root.FS, which no link leads out of. The error is a diag.List, or that of reading the script.
func CompileFS(fsys fs.FS, name string, opts ...Option) (*Program, error) {
	o := optionsOf(opts)
	if o.problems.Err() != nil {
		return nil, o.problems
	}
	o.fsys = fsys
	src, err := readScript(fsys, name, o.limits)
	if err != nil {
		return nil, err
	}
	return compile(src, o)
}

func optionsOf(opts []Option) options {
	var o options
	for _, opt := range opts {
		opt(&o)
	}
	o.limits = o.limits.filled()
	o.problems = append(o.problems, o.host.problems()...)
	return o
}

// readScript reads a script of a file system, at most one byte more than the limit: the parser then refuses it by name of the limit.
func readScript(fsys fs.FS, name string, limits Limits) (*source.File, error) {
	info, err := fs.Stat(fsys, name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, &fs.PathError{Op: "read", Path: name, Err: fs.ErrNotExist}
	}
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, &fs.PathError{Op: "read", Path: name, Err: spoken{say.T("not a regular file")}}
	}
	text, err := readAtMost(fsys, name, limits.SourceBytes+1)
	if err != nil {
		return nil, err
	}
	return source.NewFile(name, text), nil
}

func readAtMost(fsys fs.FS, name string, limit int) (string, error) {
	f, err := fsys.Open(name)
	if err != nil {
		return "", err
	}
	defer f.Close()
	var b strings.Builder
	if _, err := copyAtMost(&b, f, int64(limit)); err != nil {
		return "", err
	}
	return b.String(), nil
}

func compile(file *source.File, o options) (p *Program, err error) {
	defer recovered(file.Name, &err)
	tree, problems := lang.Parse(file, lang.WithLimits(o.limits.parser()))
	if p, err = build(file, tree, problems, o); err != nil {
		return nil, err
	}
	if unasked := o.unasked(p.module); unasked != nil {
		return nil, unasked
	}
	return p, nil
}

// build compiles a tree, with what was found when it was read.
func build(file *source.File, tree *ast.File, problems diag.List, o options) (*Program, error) {
	m, files, problems := checkTree(file, tree, problems, o)
	if problems.Err() != nil {
		return nil, problems
	}
	data, found := readData(o, m, files)
	problems = append(problems, found...)
	if problems.Err() != nil {
		return nil, problems.Sort().Attach(files)
	}
	lowered, found := plan.Lower(m, data, plan.Limits{Operations: o.limits.Operations})
	problems = append(problems, found...)
	if problems.Err() != nil {
		return nil, problems.Sort().Attach(files)
	}
	return &Program{m, lowered, data, files, problems.Sort().Attach(files), o.limits}, nil
}

// checkTree resolves a tree, and adds what it finds to what was found when the tree was read.
func checkTree(file *source.File, tree *ast.File, problems diag.List, o options) (*check.Module, source.Set, diag.List) {
	m, files, found := check.Check(file, tree, o.checkOptions(file.Name))
	if problems.Err() != nil {
		found = certain(found)
	}
	return m, files, append(problems, found...).Sort().Attach(files)
}

// certain leaves out of what a check found beside syntax errors that something is missing, which may stand in what could not be read, and
// what is wrong with values, which may have been misread.
func certain(found diag.List) diag.List {
	unsure := []diag.Code{diag.MissingLine, diag.NeedsHorizon, diag.TooMuchScript}
	return slices.DeleteFunc(found, func(d diag.Diagnostic) bool {
		return d.Severity == diag.Warning || slices.Contains(unsure, d.Code) || strings.HasPrefix(string(d.Code), "C04")
	})
}

// recovered turns a panic into an error that asks for a report, unless it is one of a host function.
func recovered(name string, err *error) {
	switch r := recover().(type) {
	case nil:
	case *plan.HostPanic:
		*err = diag.List{r.Found}
	default:
		d := diag.New(diag.Internal, source.Span{Pos: source.Pos{Filename: name}}, say.T("internal error: %v", r))
		d.Help = say.T("this is a fault of the program, not of the script; please report it with the script")
		*err = diag.List{d}
	}
}

func (o options) checkOptions(main string) check.Options {
	return check.Options{
		Read:   func(name string) (*source.File, error) { return o.read(main, name) },
		Limits: check.Limits{Declarations: o.limits.Declarations, Modules: o.limits.Modules, Diagnostics: o.limits.Diagnostics},
		Parse:  o.kept.parse,
		Host:   o.host.checked(),
	}
}

// read reads a script that another one uses.
func (o options) read(main, name string) (*source.File, error) {
	if o.fsys == nil {
		return nil, spoken{say.T("%s is compiled from memory, without files beside it", main)}
	}
	if !fs.ValidPath(path.Clean(name)) {
		return nil, spoken{say.T("%s lies outside the folder of %s", name, main)}
	}
	file, err := readScript(o.fsys, path.Clean(name), o.limits)
	var at *fs.PathError
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, spoken{say.T("file does not exist")}
	case errors.As(err, &at):
		return nil, at.Err // the name stands in the message already
	}
	return file, err
}

// readData reads the rows of every data declaration, those of used scripts too.
func readData(o options, m *check.Module, files source.Set) (plan.Rows, diag.List) {
	out := plan.Rows{}
	var problems diag.List
	limits := rows.Limits{Bytes: o.limits.DataBytes, Rows: o.limits.Rows, Cells: o.limits.Cells}
	for _, m := range modules(m) {
		for _, d := range m.Datas {
			t, file, found := o.rowsOf(m, d, limits)
			problems = append(problems, found...)
			out[d] = t
			if file != nil {
				files[file.Name] = file
			}
		}
	}
	return out, problems
}

// rowsOf reads the rows of a data declaration, from memory where they are given.
func (o options) rowsOf(m *check.Module, d *check.Data, limits rows.Limits) (*rows.Table, *source.File, diag.List) {
	if g := o.held(d.File); g != nil {
		return g.read(m, d, limits, o.limits)
	}
	return o.kept.rows(o.fsys, m.File, d, limits)
}

// modules lists a script and all it uses, each once.
func modules(m *check.Module) []*check.Module {
	seen := map[*check.Module]bool{m: true}
	out := []*check.Module{m}
	for i := 0; i < len(out); i++ {
		for _, use := range out[i].Uses {
			if !seen[use.Module] {
				seen[use.Module] = true
				out = append(out, use.Module)
			}
		}
	}
	return out
}

// Warnings returns what the compilation noticed without refusing the script.
func (p *Program) Warnings() diag.List { return p.warnings }

// Files returns the texts of the script and of all it read, for excerpts.
func (p *Program) Files() source.Set { return p.files }

// Module returns the checked script.
func (p *Program) Module() *check.Module { return p.module }

// Plan returns the lowered script, which every reading is a reading of.
func (p *Program) Plan() *plan.Plan { return p.plan }
