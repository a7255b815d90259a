package eval

import (
	"cmp"
	"context"
	"errors"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/costlang/cost/lang"
	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
	"github.com/costlang/cost/lang/source"
)

// Session is a script that is written and tried piece by piece: what the command `cost repl` is made of.
//
//	s, err := eval.NewSession()
//	err = s.Load(fsys, "model.cost")
//	answer, err := s.Eval(ctx, "param meetings = 6")       // adds or replaces a declaration
//	answer, err = s.Eval(ctx, "per_completed as thousand DKK")
//	fmt.Println(answer.Value)
//
// A method that fails leaves the script as it was. Any number of goroutines may use a session; changes are made one after the
// other, and nothing waits for them that only looks.
type Session struct {
	made     bool       // by NewSession
	changing sync.Mutex // held by whoever makes a change

	mu         sync.Mutex
	now        *state
	undo, redo []*state
	last       ast.Expr // the last value, or nil
	line       int      // of the input, where the next text stands
}

// inputName is what diagnostics call the texts that a session is given, sessionName the script before one is loaded.
const (
	inputName   = "<input>"
	sessionName = "<session>"
)

// WithInputName says what diagnostics call the texts that a session is given; it is <input> otherwise.
func WithInputName(name string) Option { return func(o *options) { o.input = name } }

// NewSession returns a session with an empty script. The error is a diag.List: an option is refused.
func NewSession(opts ...Option) (s *Session, err error) {
	defer recovered(sessionName, &err)
	o := optionsOf(opts)
	if o.problems.Err() != nil {
		return nil, o.problems
	}
	o.input = cmp.Or(o.input, inputName)
	o.kept = newLibrary()
	st := &state{file: source.NewFile(sessionName, ""), options: o}
	st.options.waiting = deadline{background(), background()} // a script that says nothing is not too slow, though the machine may be
	if err := st.settle(nil); err != nil {
		return nil, err
	}
	st.options = o
	st.begin()
	return &Session{made: true, now: st, line: 1}, nil
}

// At says on which line of the input the next text stands. Without it the lines of the texts given are counted.
func (s *Session) At(line int) {
	defer quietly()
	s.mu.Lock()
	defer s.mu.Unlock()
	s.line = max(1, line)
}

// current is the state, and the line of the input.
func (s *Session) current() (*state, int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.now, s.line
}

// passed counts the lines of a text that was taken.
func (s *Session) passed(text string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.line += 1 + strings.Count(strings.TrimRight(text, "\r\n"), "\n")
}

// mostUndone is how many changes can be taken back: each keeps a script.
const mostUndone = 1_000

// affordable is the last of some states: as many as keep no more operations than there may be, and at least one.
func affordable(states []*state) []*state {
	seen, steps := map[*Program]bool{}, 0
	for i := len(states) - 1; i >= 0; i-- {
		p := states[i].program
		if p == nil || seen[p] {
			continue
		}
		seen[p] = true
		if steps += len(p.plan.Steps); steps > p.limits.Operations && i < len(states)-1 {
			return slices.Clone(states[i+1:])
		}
	}
	return states
}

// commit makes a change.
func (s *Session) commit(st *state) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.undo, s.redo = append(s.undo, s.now), nil
	s.undo = affordable(s.undo[max(0, len(s.undo)-mostUndone):])
	s.now = st
}

// Load replaces the script by one of a file system, from which it also reads the scripts and data that it names. The error is that
// of reading it, or a diag.List.
func (s *Session) Load(fsys fs.FS, name string) (err error) {
	defer s.recovered(name, background(), &err)
	if fsys == nil {
		return diag.List{noFiles("Session.Load")}
	}
	st, _ := s.current()
	o, done := st.options.timed()
	defer done()
	file, err := readScript(fsys, name, o.limits.SourceBytes, o.stopped)
	if err != nil {
		return o.orInterrupted(name, err)
	}
	return s.load(file, fsys)
}

// LoadText replaces the script by a text. The error is a diag.List.
func (s *Session) LoadText(name string, src []byte) (err error) {
	defer s.recovered(name, background(), &err)
	st, _ := s.current()
	return s.load(source.NewFile(name, string(src)), st.options.fsys)
}

func (s *Session) load(file *source.File, fsys fs.FS) (err error) {
	defer recovered(file.Name, &err)
	s.changing.Lock()
	defer s.changing.Unlock()
	old, _ := s.current()
	st := &state{file: file, options: old.options}
	st.options.fsys, st.options.kept = fsys, newLibrary()
	tree, problems := lang.Parse(file, lang.WithLimits(st.options.limits.parser()))
	if readable(problems) {
		problems = problems.Warnings()
	}
	st.items, st.tail = cut(file, 0, tree.Decls)
	if err := st.settle(problems); err != nil {
		return err
	}
	st.begin()
	s.commit(st)
	return nil
}

// readable leaves what says that a text is no script, rather than that it does not say anything yet.
func readable(list diag.List) bool {
	return !slices.ContainsFunc(list.Errors(), func(d diag.Diagnostic) bool { return d.Code != diag.EmptyScript })
}

// Program returns the script as it is now, without the values that were set.
func (s *Session) Program() (p *Program) {
	defer quietly()
	st, _ := s.current()
	if p, err := st.compiled(); err == nil {
		return p
	}
	return st.program
}

// Source returns the script in the canonical layout, with its comments.
func (s *Session) Source() (text []byte, err error) {
	defer s.recovered(inputName, background(), &err)
	st, _ := s.current()
	return st.source()
}

// Saved says that the script was written somewhere as it is: Changes counts from here, also after Undo.
func (s *Session) Saved() {
	defer quietly()
	st, _ := s.current()
	st.origin.Store(st)
}

// Inputs returns the values that were set, as they were written.
func (s *Session) Inputs() (out Inputs) {
	defer quietly()
	st, _ := s.current()
	return maps.Clone(st.inputs)
}

// Scenario returns the scenario that was chosen, or "".
func (s *Session) Scenario() (name string) {
	defer quietly()
	st, _ := s.current()
	return st.scenario
}

// change makes a change that does not touch the script. What is wrong with a text that was given stands on its line of the input.
func (s *Session) change(text string, how func(*state) diag.List) (err error) {
	s.changing.Lock()
	defer s.changing.Unlock()
	old, line := s.current()
	defer recovered(old.options.input, &err)
	defer s.passed(text)
	st := old.next()
	if st.program, err = old.compiled(); err != nil {
		return err
	}
	st.module = st.program.module
	if problems := how(st); problems.Err() != nil {
		return st.about(problems, text, line)
	}
	s.commit(st)
	return nil
}

// about gives diagnostics of a text that is no part of the script, or that stand nowhere, their line of the input.
func (st *state) about(list diag.List, text string, line int) diag.List {
	out := slices.Clone(list)
	for i := range out {
		d := &out[i]
		if st.program.files[d.Span.Pos.Filename] != nil && d.Span.Known() {
			continue
		}
		d.File = atLine(st.options.input, text, line)
		if !d.Span.Known() {
			d.Span = subject(d.Message, text)
		}
		for _, at := range []*source.Pos{&d.Span.Pos, &d.Span.EndPos} {
			at.Filename, at.Line, at.Offset = st.options.input, at.Line+line-1, at.Offset+line-1
		}
	}
	return st.said(out)
}

// subject is where a text has, below the word that it begins with, the name that a message quotes first, or else all of it.
func subject(message say.Phrase, text string) source.Span {
	from, to := 0, len(text)
	for _, quote := range []string{"`", `"`} {
		_, rest, _ := strings.Cut(message.String(), quote)
		name, _, _ := strings.Cut(rest, quote)
		if at := indexOfName(text, name); at >= 0 {
			from, to = at, at+len(name)
			break
		}
	}
	place := func(offset int) source.Pos {
		return source.Pos{Offset: offset, Line: 1, Column: 1 + utf8.RuneCountInString(text[:offset])}
	}
	return source.Span{Pos: place(from), EndPos: place(to)}
}

// indexOfName is where a name stands by itself below the first word of a text, or -1.
func indexOfName(text, name string) int {
	at := strings.IndexByte(text, ' ')
	for name != "" && at >= 0 {
		next := strings.Index(text[at:], name)
		if next < 0 {
			return -1
		}
		at += next
		before, _ := utf8.DecodeLastRuneInString(text[:at])
		after, _ := utf8.DecodeRuneInString(text[at+len(name):])
		if !inName(before) && !inName(after) {
			return at
		}
		at += len(name)
	}
	return -1
}

// Set gives a param a value, an expression as Inputs take it, until it is unset or declared anew. It returns what to mind about
// the value; the error is a diag.List.
func (s *Session) Set(name, value string) (warnings diag.List, err error) {
	defer s.recovered(inputName, background(), &err)
	old, line := s.current()
	before := ":set " + name + " = "
	text, moved := before+value, strings.Repeat(" ", utf8.RuneCountInString(before))+value
	err = s.change(text, func(st *state) diag.List {
		st.inputs = maps.Clone(st.inputs)
		if st.inputs == nil {
			st.inputs = Inputs{}
		}
		st.inputs[name] = value
		_, problems := st.program.settings(Inputs{name: moved})
		if !st.program.hasParam(name) {
			for i := range problems {
				problems[i].Span = source.Span{} // it is about the name, not the value
			}
		}
		warnings = old.about(problems.Warnings(), text, line)
		return problems
	})
	if err != nil {
		return nil, err
	}
	return warnings, nil
}

// Unset gives a param the value that the script writes. The error says that it was not set.
func (s *Session) Unset(name string) (err error) {
	defer s.recovered(inputName, background(), &err)
	return s.change(":unset "+name, func(st *state) diag.List {
		if _, ok := st.inputs[name]; !ok {
			d := diag.New(diag.UnknownInput, source.Span{}, say.T("`%s` is not set", name))
			if len(st.inputs) > 0 {
				d.Help = say.T("set are %s", say.And(say.Codes(sortedKeys(st.inputs))))
			}
			return diag.List{d}
		}
		st.inputs = maps.Clone(st.inputs)
		delete(st.inputs, name)
		return nil
	})
}

// UseScenario chooses a scenario of the script, or with "" none. The error is a diag.List.
func (s *Session) UseScenario(name string) (err error) {
	defer s.recovered(inputName, background(), &err)
	return s.change(":scenario "+name, func(st *state) diag.List {
		st.scenario = name
		_, problems := st.program.findScenario(name)
		return problems
	})
}

// Remove takes a declaration out of the script: by its name, the name of a scenario, the label of a cost, or the word
// intervention or norm. The error is a diag.List, also where the script does not do without it.
func (s *Session) Remove(name string) (err error) {
	defer s.recovered(inputName, background(), &err)
	return s.change(":remove "+name, func(st *state) diag.List {
		at := st.find(name)
		if at < 0 {
			return st.noSuch(name)
		}
		st.drop(at)
		var problems diag.List
		errors.As(st.settle(nil), &problems)
		return problems
	})
}

// Undo takes back the last change of script, inputs or scenario, and reports whether there was one. No more than 1,000 are kept, and fewer of large scripts.
func (s *Session) Undo() (done bool) {
	defer quietly()
	return s.step(&s.undo, &s.redo)
}

// Redo makes a change again that was taken back, and reports whether there was one.
func (s *Session) Redo() (done bool) {
	defer quietly()
	return s.step(&s.redo, &s.undo)
}

func (s *Session) step(from, to *[]*state) bool {
	s.changing.Lock()
	defer s.changing.Unlock()
	s.mu.Lock()
	defer s.mu.Unlock()
	n := len(*from)
	if n == 0 {
		return false
	}
	*to = append(*to, s.now)
	s.now, *from = (*from)[n-1], (*from)[:n-1]
	return true
}

// Run runs the script under the scenario chosen and with the values that were set. The error is a diag.List.
func (s *Session) Run(ctx context.Context) (r *Result, err error) {
	defer s.recovered(inputName, ctx, &err)
	st, _ := s.current()
	p, err := st.compiled()
	if err != nil {
		return nil, err
	}
	r, err = p.Run(ctx, nil, st.run()...)
	return r, st.told(err)
}

// Report is Run with all tables.
func (s *Session) Report(ctx context.Context) (r *Report, err error) {
	defer s.recovered(inputName, ctx, &err)
	st, _ := s.current()
	p, err := st.compiled()
	if err != nil {
		return nil, err
	}
	r, err = p.Report(ctx, nil, st.run()...)
	if r != nil {
		r.Warnings = st.said(r.Warnings)
	}
	return r, st.told(err)
}

// Answer asks a question about the script under the scenario chosen and with the values that were set. The error is a diag.List.
func (s *Session) Answer(ctx context.Context, q Question, opts ...RunOption) (r *Report, err error) {
	defer s.recovered(inputName, ctx, &err)
	st, _ := s.current()
	p, err := st.compiled()
	if err != nil {
		return nil, err
	}
	r, err = p.Answer(ctx, q, append(st.run(), opts...)...)
	if r != nil {
		r.Warnings = st.said(r.Warnings)
	}
	return r, st.told(err)
}
