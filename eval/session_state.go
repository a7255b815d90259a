package eval

import (
	"context"
	"errors"
	"maps"
	"slices"
	"sort"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/eval/exact"
	"github.com/costlang/cost/lang"
	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/source"
)

// state is a session between two changes. It is never changed itself: each change makes another one.
//
// Its file holds the script as it was loaded and below that whatever was given since, also what no longer counts. So
// no declaration ever moves, and only what is new is read; diagnostics are told where it was given.
type state struct {
	items    []*item
	tail     string // what follows the last declaration
	file     *source.File
	given    []given
	inputs   Inputs // texts
	scenario string
	program  *Program      // of all items, or of those before the definitions that module was extended by
	module   *check.Module // of all items
	options  options
	origin   *atomic.Pointer[state] // as it was loaded or saved

	built   sync.Once
	whole   *Program // of all items
	problem error    // why there is none

	set *ready[settings] // of scenario and inputs, for the plan of the program
}

// given is a text that the session was given, with the place where it stands in its file and its line in the input.
type given struct {
	offset, line int
	input        int
	text         string
}

// next is a state to be changed.
func (st *state) next() *state {
	return &state{
		items: st.items, tail: st.tail, file: st.file, given: st.given, inputs: st.inputs, scenario: st.scenario,
		program: st.program, module: st.module, options: st.options, origin: st.origin, set: newReady[settings](),
	}
}

// begin makes a state the one that changes are counted from.
func (st *state) begin() {
	st.origin = &atomic.Pointer[state]{}
	st.origin.Store(st)
}

// text is the script as it would be written, before it is laid out.
func (st *state) text() string {
	var b strings.Builder
	for _, it := range st.items {
		b.WriteString(it.text())
	}
	return b.String() + st.tail
}

// source is the script in the canonical layout.
func (st *state) source() ([]byte, error) { return lang.Format(st.file.Name, []byte(st.text())) }

// tree is the declarations of a state.
func (st *state) tree() *ast.File {
	out := &ast.File{Decls: make([]ast.Decl, len(st.items))}
	out.Pos.Filename = st.file.Name
	for i, it := range st.items {
		out.Decls[i] = it.decl
	}
	return out
}

// given adds a text to the file of a state, and returns where it begins.
func (st *state) give(text string, line int) source.Pos {
	before := st.file.Text
	if before != "" && !strings.HasSuffix(before, "\n") {
		before += "\n"
	}
	at := source.Pos{Filename: st.file.Name, Offset: len(before), Line: strings.Count(before, "\n") + 1, Column: 1}
	st.file = source.NewFile(st.file.Name, before+text)
	st.given = append(slices.Clip(st.given), given{at.Offset, at.Line, line, text})
	return at
}

// forget lets go of what no longer counts in the file of a state, which then holds the script as it is.
func (st *state) forget() {
	st.file, st.given = source.NewFile(st.file.Name, st.text()), nil
	tree, _ := lang.Parse(st.file, lang.WithLimits(st.options.limits.parser()))
	st.items, st.tail = cut(st.file, 0, tree.Decls)
}

// drop takes an item away, with the comments right above it.
func (st *state) drop(at int) {
	lead := above(st.items[at].lead)
	out := slices.Delete(slices.Clone(st.items), at, at+1)
	if at > 0 {
		out[at-1] = out[at-1].onItsLine()
	}
	if at < len(out) {
		own := *out[at]
		own.lead = lead + strings.TrimLeft(own.lead, "\r\n")
		if lead == "" {
			own.lead = out[at].lead
		}
		out[at] = &own
	} else {
		st.tail = lead + st.tail
	}
	st.items = out
}

// settle compiles the state and lets go of inputs and a scenario that the script no longer has.
func (st *state) settle(found diag.List) error {
	p, err := build(st.file, st.tree(), found, st.options)
	if err != nil {
		return err
	}
	st.program, st.module = p, p.module
	if !slices.Contains(p.Scenarios(), st.scenario) {
		st.scenario = ""
	}
	st.inputs = maps.Clone(st.inputs)
	maps.DeleteFunc(st.inputs, func(name string, _ any) bool { return !p.hasParam(name) })
	if _, problems := p.settings(st.inputs); problems.Err() != nil {
		return problems
	}
	return nil
}

// extend puts definitions with new names below the others, without checking the whole again, and reports whether that will do.
func (p *proposal) extend() bool {
	lets := make([]*ast.Let, len(p.decls))
	have := p.shelf()
	for i, d := range p.decls {
		let, ok := d.(*ast.Let)
		if !ok || have.replaced(d) != nil {
			return false
		}
		lets[i] = let
	}
	if len(lets) == 0 || len(p.found) > 0 || len(p.items)+len(lets) > p.options.limits.Declarations {
		return false
	}
	m, ok := check.Extend(p.module, lets)
	if ok {
		p.take(nil)
		m.File, p.module = p.file, m
	}
	return ok
}

// compiled is the program of all items, which is made when something needs it. The error is a diag.List: a limit was reached.
func (st *state) compiled() (*Program, error) {
	if st.module == st.program.module {
		return st.program, nil
	}
	st.built.Do(func() {
		st.whole, st.problem = build(st.file, st.tree(), nil, st.options)
		st.problem = st.told(st.problem)
	})
	return st.whole, st.problem
}

func (p *Program) hasParam(name string) bool {
	for _, param := range p.plan.Params {
		if param.Name == name {
			return true
		}
	}
	return false
}

// run is the run options of a state.
func (st *state) run() []RunOption { return []RunOption{Under(st.scenario), With(st.inputs)} }

// slots is what scenario and inputs put into the input slots of the program.
func (st *state) slots(ctx context.Context) (*settings, error) {
	return st.set.once(ctx, func(ctx context.Context) (*settings, error) {
		return st.program.slots(ctx, st.scenario, st.inputs)
	})
}

// slots is what a scenario, and inputs on top of it, put into input slots.
func (p *Program) slots(ctx context.Context, scenario string, in Inputs) (*settings, error) {
	at, set, problems := p.chosen(runOptions{scenario: scenario, inputs: in})
	if problems.Err() != nil {
		return nil, problems
	}
	if at < 0 {
		return &set, nil
	}
	base, err := exact.Run(ctx, p.plan, nil)
	if err != nil {
		return nil, p.stopped(err)
	}
	under := underScenario(base, at)
	maps.Copy(under, set.slots)
	set.slots = under
	return &set, nil
}

// told is an error whose diagnostics are where the input has them.
func (st *state) told(err error) error {
	var stopped *interrupted
	if errors.As(err, &stopped) {
		return err
	}
	var list diag.List
	if errors.As(err, &list) {
		return st.said(list)
	}
	return err
}

// said gives diagnostics of what was given the lines of the input that it stood on.
func (st *state) said(list diag.List) diag.List {
	if len(st.given) == 0 {
		return list
	}
	out := slices.Clone(list)
	for i := range out {
		d := &out[i]
		d.Span, d.File = st.saidAt(d.Span, d.File)
		d.Related = slices.Clone(d.Related)
		for j := range d.Related {
			r := &d.Related[j]
			r.Span, r.File = st.saidAt(r.Span, r.File)
		}
		d.Fixes = slices.Clone(d.Fixes)
		for j := range d.Fixes {
			d.Fixes[j].Span, _ = st.saidAt(d.Fixes[j].Span, nil)
		}
	}
	return out
}

func (st *state) saidAt(at source.Span, f *source.File) (source.Span, *source.File) {
	if at.Pos.Filename != st.file.Name || !at.Known() || len(st.given) == 0 || at.Pos.Offset < st.given[0].offset {
		return at, f
	}
	g := st.given[sort.Search(len(st.given), func(i int) bool { return st.given[i].offset > at.Pos.Offset })-1]
	move := func(p source.Pos) source.Pos {
		p.Filename, p.Offset, p.Line = st.options.input, p.Offset-g.offset+g.input-1, p.Line-g.line+g.input
		return p
	}
	return source.Span{Pos: move(at.Pos), EndPos: move(at.EndPos)}, atLine(st.options.input, g.text, g.input)
}

// atLine is a file whose text stands on a line of an input that is otherwise empty.
func atLine(name, text string, line int) *source.File {
	return source.NewFile(name, strings.Repeat("\n", line-1)+text)
}
