package eval

import (
	"context"
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
	limits  Limits
	fsys    fs.FS
	input   string   // name of what a session is given, in diagnostics
	kept    *library // what a session has read before; nil outside of one
	rows    []heldRows
	readers rows.Readers // of data files that are no text, by their endings
	host    host         // what the program lends

	problems diag.List       // with options themselves, which everything that takes options refuses first
	waiting  context.Context // who waits for what is compiled; nil before it is known for how long at most
}

// WithLimits replaces the default limits; zero fields keep their default. A value that a limit cannot have is an error of what takes the option.
func WithLimits(l Limits) Option {
	return func(o *options) {
		o.limits = l
		o.problems = append(o.problems, l.problems()...)
	}
}

// WithFS lets the script of Compile use other scripts and data files of a file system, by names relative to its own.
func WithFS(fsys fs.FS) Option { return func(o *options) { o.fsys = fsys } }

// WithContext ends a compilation when a context ends, as Limits.Time does. The error is then also that of the context. A session holds to
// it in all that it compiles.
func WithContext(ctx context.Context) Option {
	return func(o *options) {
		if ctx == nil {
			o.problems = append(o.problems, diag.New(diag.OutOfRange, source.Span{}, say.T("WithContext is given no context")))
			return
		}
		o.waiting = ctx
	}
}

// Compile compiles a script from memory. The error is a diag.List.
func Compile(name string, src []byte, opts ...Option) (p *Program, err error) {
	defer recovered(name, &err)
	o := optionsOf(opts)
	if o.problems.Err() != nil {
		return nil, o.problems
	}
	return compile(source.NewFile(name, string(src)), o)
}

// CompileFS compiles a script of a file system. Scripts and data it names are read from the same file system; for a folder on disk give
// os.Root.FS, which no link leads out of. The error is a diag.List, or that of reading the script.
func CompileFS(fsys fs.FS, name string, opts ...Option) (p *Program, err error) {
	defer recovered(name, &err)
	o := optionsOf(opts)
	if fsys == nil {
		o.problems = append(o.problems, noFiles("CompileFS"))
	}
	if o.problems.Err() != nil {
		return nil, o.problems
	}
	o, done := o.timed()
	defer done()
	o.fsys = fsys
	src, err := readScript(fsys, name, o.limits.SourceBytes, o.stopped)
	if err != nil {
		return nil, o.orInterrupted(name, err)
	}
	return compile(src, o)
}

func optionsOf(opts []Option) options {
	var o options
	for _, opt := range opts {
		if opt == nil {
			o.problems = append(o.problems, missingOption(source.Span{}))
			continue
		}
		opt(&o)
	}
	o.limits = o.limits.filled()
	o.problems = append(o.problems, o.host.problems()...)
	return o
}

// readScript reads a script of a file system, at most one byte more than the limit: the parser then refuses it by name of the limit.
func readScript(fsys fs.FS, name string, limit int, stopped func() error) (*source.File, error) {
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
	f, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	text, err := rows.ReadAtMost(f, limit+1, stopped)
	if err != nil {
		return nil, err
	}
	return source.NewFile(name, string(text)), nil
}

func compile(file *source.File, o options) (*Program, error) {
	o, done := o.timed()
	defer done()
	tree, problems := lang.Parse(file, lang.WithLimits(o.parser()))
	p, err := build(file, tree, problems, o)
	if err != nil {
		return nil, err
	}
	if unasked := append(o.unasked(p.module), o.host.unmeasured(p.module)...); unasked != nil {
		return nil, unasked.Attach(p.files)
	}
	return p, nil
}

// build compiles a tree, with what was found when it was read.
func build(file *source.File, tree *ast.File, problems diag.List, o options) (*Program, error) {
	o, done := o.timed()
	defer done()
	p, err := assemble(file, tree, problems, o)
	return p, o.orInterrupted(file.Name, err)
}

func assemble(file *source.File, tree *ast.File, problems diag.List, o options) (*Program, error) {
	if err := o.stopped(); err != nil {
		return nil, err
	}
	m, files, problems := checkTree(file, tree, problems, o)
	if err := o.stopped(); err != nil {
		return nil, err
	}
	if problems.Err() != nil {
		return nil, problems
	}
	data, found := readData(o, m, files)
	problems = append(problems, found...)
	if problems.Err() != nil {
		return nil, problems.Sort().Attach(files)
	}
	lowered, found := plan.Lower(m, data, o.limits.plan(o.stopped))
	problems = append(problems, found...)
	if problems.Err() != nil {
		return nil, problems.Sort().Attach(files)
	}
	out := &Program{m, lowered, data, files, problems.Sort().Attach(files), o.limits}
	if long := out.longOutputs(); long != nil {
		return nil, long.Attach(files)
	}
	return out, nil
}

// checkTree resolves a tree, and adds what it finds to what was found when the tree was read.
func checkTree(file *source.File, tree *ast.File, problems diag.List, o options) (*check.Module, source.Set, diag.List) {
	m, files, found := check.Check(file, tree, o.checkOptions(file))
	if problems.Err() == nil {
		return m, files, append(problems, found...).Sort().Attach(files)
	}
	return m, files, append(problems, certain(found)...).Sort().Cut(o.limits.Diagnostics, 0, false).Attach(files)
}

// certain leaves out of what a check found beside syntax errors that something is missing, which may stand in what could not be read, and
// what is wrong with values, which may have been misread.
func certain(found diag.List) diag.List {
	unsure := []diag.Code{diag.MissingLine, diag.NeedsHorizon, diag.TooMuchScript}
	return slices.DeleteFunc(found, func(d diag.Diagnostic) bool {
		return d.Severity == diag.Warning || slices.Contains(unsure, d.Code) || strings.HasPrefix(string(d.Code), "C04")
	})
}

// checkOptions are those of a check. All scripts that it reads share the bytes that there may be.
func (o options) checkOptions(main *source.File) check.Options {
	left := o.limits.SourceBytes - len(main.Text)
	return check.Options{
		Read: func(name string) (*source.File, error) {
			file, err := o.read(main.Name, name, max(0, left))
			if err == nil {
				left -= len(file.Text)
			}
			return file, err
		},
		Limits: check.Limits{Declarations: o.limits.Declarations, Modules: o.limits.Modules, Diagnostics: o.limits.Diagnostics},
		Parse: func(file *source.File) (*ast.File, diag.List) {
			if o.kept == nil {
				return lang.Parse(file, lang.WithLimits(o.parser()))
			}
			return o.kept.parse(file, lang.WithLimits(o.limits.parser())) // to the end, since it is kept
		},
		Host:    o.host.checked(),
		Stopped: o.stopped,
	}
}

// read reads a script that another one uses.
func (o options) read(main, name string, left int) (*source.File, error) {
	if o.fsys == nil {
		return nil, spoken{say.T("%s is compiled from memory, without files beside it", main)}
	}
	if !fs.ValidPath(path.Clean(name)) {
		return nil, spoken{say.T("%s lies outside the folder of %s", name, main)}
	}
	file, err := readScript(o.fsys, path.Clean(name), left, o.stopped)
	var at *fs.PathError
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, spoken{say.T("file does not exist")}
	case errors.As(err, &at):
		return nil, at.Err // the name stands in the message already
	case err == nil && len(file.Text) > left:
		most := o.limits.SourceBytes
		d := diag.Passed{
			Field: "SourceBytes", What: say.T("the scripts have too many bytes together"),
			Asked: int64(most - left + len(file.Text)), AtLeast: true, Allowed: int64(most),
		}.At(diag.UnreadableUse, source.Span{})
		return nil, spoken{say.T("%s; %s", d.Message, d.Help)}
	}
	return file, err
}

// readData reads the rows of every data declaration, those of used scripts too.
func readData(o options, m *check.Module, files source.Set) (plan.Rows, diag.List) {
	out := plan.Rows{}
	var problems diag.List
	limits := o.dataLimits()
	for _, m := range modules(m) {
		for _, d := range m.Datas {
			t, file, found := o.rowsOf(m, d, limits)
			problems = append(problems, found...)
			out[d] = t
			limits.Before = limits.Before.Plus(rows.SizeOf(t, file, d))
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
	return o.kept.rows(o.fsys, m.File, d, limits, o.readers)
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
func (p *Program) Warnings() (out diag.List) {
	defer quietly()
	return p.warnings
}

// Files returns the texts of the script and of all it read, for excerpts.
func (p *Program) Files() (out source.Set) {
	defer quietly()
	return p.files
}

// Module returns the checked script.
func (p *Program) Module() (out *check.Module) {
	defer quietly()
	return p.module
}

// Plan returns the lowered script, which every reading is a reading of.
func (p *Program) Plan() (out *plan.Plan) {
	defer quietly()
	return p.plan
}
