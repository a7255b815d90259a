package eval

import (
	"context"
	"errors"
	"maps"
	"slices"
	"strings"
	"unicode"

	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/lang"
	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/source"
)

// Reply is what a session says to a text.
type Reply struct {
	Value    *Value   // of an expression, or of the one definition that was given; nil when there is none
	Changes  []Change // the declarations given
	Warnings diag.List
}

// Eval reads a text: declarations, each of which replaces the one of its name or is added, or an expression, in which _ is the
// last value. A declaration that replaces another keeps its label, source, range and comments where it has none of its own. When the
// text only ends too early, lang.IsIncomplete says so of the error, which is a diag.List. With several declarations all are taken
// or none. When the context ends before the value of what was defined is known nothing is taken, and the error is the context's, too.
func (s *Session) Eval(ctx context.Context, text string) (r Reply, err error) {
	defer s.recovered(inputName, ctx, &err)
	return s.read(ctx, text, false)
}

// Take reads a text as Eval does, but leaves out the declarations that something is wrong with, and takes the others. The error
// says what is wrong with those left out.
func (s *Session) Take(ctx context.Context, text string) (r Reply, err error) {
	defer s.recovered(inputName, ctx, &err)
	return s.read(ctx, text, true)
}

func (s *Session) read(ctx context.Context, text string, partly bool) (r Reply, err error) {
	st, line := s.current()
	defer func() {
		var list diag.List
		if !errors.As(err, &list) || !lang.IsIncomplete(list) || partly {
			s.passed(text)
		}
	}()
	if err := st.ended(ctx); err != nil {
		return Reply{}, err
	}
	switch {
	case saysNothing(text):
		return Reply{}, nil
	case st.declares(text):
		return s.declared(ctx, text, partly)
	}
	return s.query(ctx, st, text, line)
}

// declared takes declarations when nobody else makes a change.
func (s *Session) declared(ctx context.Context, text string, partly bool) (r Reply, err error) {
	done, err := s.turn(ctx)
	if err != nil {
		return Reply{}, err
	}
	defer done()
	st, line := s.current()
	own, letGo := st.waitedFor(ctx)
	defer letGo()
	r, err = s.declare(ctx, own, text, line, partly)
	if over := st.ended(ctx); err != nil && over != nil {
		return Reply{}, over
	}
	return r, err
}

// saysNothing reports whether a text holds nothing but comments.
func saysNothing(text string) bool {
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
			return false
		}
	}
	return true
}

// Declares reports whether a text is meant as declarations, rather than an expression.
func (s *Session) Declares(text string) (declares bool) {
	defer quietly()
	st, _ := s.current()
	return st.declares(text)
}

// declares reports whether a text is meant as declarations: it begins as one, or with two words, and is no expression.
func (st *state) declares(text string) bool {
	first, second := firstWords(text)
	if !slices.Contains(lang.Declarations(), first) && (first == "" || second == "" || lang.Connecting(first) || lang.Connecting(second)) {
		return false
	}
	_, _, problems := lang.ParseQuery(source.NewFile(st.options.input, text), lang.WithLimits(st.options.limits.parser()))
	return problems.Err() != nil
}

// firstWords are the two words that a text begins with, below its comments; "" where there stands something else.
func firstWords(text string) (first, second string) {
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		first, rest := word(line)
		if first == "" || strings.TrimLeft(rest, " \t") == rest {
			return first, ""
		}
		second, _ = word(strings.TrimLeft(rest, " \t"))
		return first, second
	}
	return "", ""
}

// word cuts the word that a text begins with.
func word(text string) (word, rest string) {
	end := strings.IndexFunc(text, func(r rune) bool { return !inName(r) })
	if end < 0 {
		end = len(text)
	}
	if text == "" || unicode.IsDigit(rune(text[0])) {
		return "", text
	}
	return text[:end], text[end:]
}

func inName(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_' }

// query evaluates an expression and keeps its value.
func (s *Session) query(ctx context.Context, st *state, text string, line int) (Reply, error) {
	v, err := st.value(ctx, st.module, text, line, s.lastValue())
	if err != nil {
		return Reply{}, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.last = v.written
	return Reply{Value: v}, nil
}

func (s *Session) lastValue() ast.Expr {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.last
}

// proposal is a state that declarations were read into, before it is known whether they are right.
type proposal struct {
	*state
	decls   []ast.Decl
	found   diag.List
	changes []Change
}

// propose reads declarations below what a state has.
func (st *state) propose(text string, line int) *proposal {
	p := st.parse(text, line)
	have := st.shelf()
	var edits []edit
	for _, d := range p.decls {
		if old := have.replaced(d); old != nil {
			edits = append(edits, kept(old, d)...)
		}
	}
	if len(edits) == 0 || p.found.Err() != nil {
		return p
	}
	at := p.given[len(p.given)-1].offset
	for i := range edits {
		edits[i].offset -= at
	}
	return st.parse(edited(p.given[len(p.given)-1].text, edits), line)
}

func (st *state) parse(text string, line int) *proposal {
	next := st.next()
	if !strings.HasSuffix(text, "\n") {
		text += "\n"
	}
	limit := st.options.limits.SourceBytes
	if len(st.file.Text)+len(text) >= limit {
		next.forget()
	}
	from := next.give(text, line)
	if len(next.file.Text) > limit {
		_, found := lang.Parse(next.file, lang.WithLimits(st.options.limits.parser()))
		return &proposal{state: next, found: found}
	}
	tree, found := lang.ParseFrom(next.file, from, lang.WithLimits(st.options.parser()))
	return &proposal{state: next, decls: tree.Decls, found: found}
}

// take puts the declarations into the state, but for those that are left out.
func (p *proposal) take(without map[ast.Decl]bool) {
	from := p.given[len(p.given)-1].offset
	items, tail := cut(p.file, from, p.decls)
	if p.found.Err() != nil {
		tail = commentsOf(tail)
	}
	p.changes = nil
	p.inputs = maps.Clone(p.inputs)
	have := p.shelf()
	for i, it := range items {
		if without[it.decl] {
			continue
		}
		if p.found.Err() != nil {
			it.lead, it.trail = commentsOf(it.lead), trailing(it.trail)
		}
		if i == 0 {
			it.lead = strings.TrimLeft(it.lead, "\r\n")
		}
		p.note(it, have.replaced(it.decl))
		if param, ok := it.decl.(*ast.Param); ok {
			delete(p.inputs, param.Name.Name)
		}
		have.put(it)
	}
	p.items, p.tail = have.rest(), have.tail
	if strings.TrimSpace(tail) != "" {
		p.tail += tail
	}
}

// note keeps what a declaration changes, which replaces another one or nil.
func (p *proposal) note(it, old *item) {
	c := Change{Kind: Added, Keyword: it.keyword(), Name: it.title(), After: it.body}
	if old != nil {
		c.Kind, c.Before = Replaced, old.body
	}
	p.changes = append(p.changes, c)
}

// mostRounds is how often declarations are left out because those that they need were, before all that remain are.
const mostRounds = 20

func (s *Session) declare(ctx context.Context, st *state, text string, line int, partly bool) (Reply, error) {
	p := st.propose(text, line)
	if lang.IsIncomplete(p.found) && !partly {
		return Reply{}, p.said(p.found)
	}
	if quick := (&proposal{state: p.next(), decls: p.decls, found: p.found}); quick.extend() {
		return s.accept(ctx, quick, nil)
	}
	left := map[ast.Decl]bool{}
	// What could not be read is checked with the rest at first: names that it declares are not missing then.
	next, problems := p.without(left, p.found)
	found := problems
	for range mostRounds {
		switch {
		case problems.Err() == nil:
			return s.accept(ctx, next, found)
		case !partly || !p.leave(left, problems) || len(left) == len(p.decls):
			return Reply{}, p.said(found)
		}
		next, problems = p.without(left, nil)
		found = append(found, problems...)
	}
	return Reply{}, p.said(found)
}

// without is the proposal settled but for some declarations, or what is wrong with it.
func (p *proposal) without(left map[ast.Decl]bool, found diag.List) (*proposal, diag.List) {
	own := &proposal{state: p.next(), decls: p.decls, found: p.found}
	own.take(left)
	var problems diag.List
	errors.As(own.settle(found), &problems)
	if given := own.ofGiven(problems); found.Err() != nil && given.Err() != nil {
		problems = given
	}
	return own, problems
}

// ofGiven leaves what stands in the text that was given last. What else is wrong may well come from what could not be read.
func (st *state) ofGiven(list diag.List) diag.List {
	from := st.given[len(st.given)-1].offset
	return slices.DeleteFunc(slices.Clone(list), func(d diag.Diagnostic) bool {
		return d.Span.Pos.Filename != st.file.Name || d.Span.Pos.Offset < from
	})
}

// leave leaves out the declarations that errors point at, and reports whether there were any that were still there.
func (p *proposal) leave(left map[ast.Decl]bool, problems diag.List) bool {
	before := len(left)
	for _, d := range p.decls {
		at := d.Range()
		for _, problem := range problems.Errors() {
			pos := problem.Span.Pos
			if pos.Filename == at.Pos.Filename && at.Pos.Line <= pos.Line && pos.Line <= at.EndPos.Line {
				left[d] = true
			}
		}
	}
	return len(left) > before
}

// accept makes the change of a proposal, and gives the value of what was defined. When the context is over there is no change.
func (s *Session) accept(ctx context.Context, p *proposal, left diag.List) (Reply, error) {
	r := Reply{Changes: p.changes, Warnings: p.said(p.ofGiven(p.program.warnings))}
	if len(p.changes) == 1 {
		r.Value = p.defined(ctx, p.module, p.changes[0])
	}
	if err := p.ended(ctx); err != nil {
		return Reply{}, err
	}
	now, _ := s.current()
	p.options = now.options // nobody waits for it any more
	s.commit(p.state)
	return r, p.said(left).Err()
}

// defined is the value of a definition, or nil when it has none that can be told.
func (st *state) defined(ctx context.Context, m *check.Module, c Change) *Value {
	if c.Keyword != "param" && c.Keyword != "let" && c.Keyword != "output" {
		return nil
	}
	v, err := st.value(ctx, m, c.Name, 1, nil)
	if err != nil {
		return nil
	}
	for _, o := range m.Outputs {
		if c.Keyword == "output" && o.Name == c.Name {
			if shown, err := st.shown(ctx, m, o.Value, o.As); err == nil {
				return shown
			}
		}
	}
	return v
}

// Preview says what Eval would, and changes nothing: the value of an expression or of the definition given, or as an error the
// first problem. Of the script only what the text says is read again, and data only if it was read before.
func (s *Session) Preview(ctx context.Context, text string) (r Reply, err error) {
	defer s.recovered(inputName, ctx, &err)
	st, line := s.current()
	switch {
	case saysNothing(text):
		return Reply{}, nil
	case !st.declares(text):
		r.Value, err = st.value(ctx, st.module, text, line, s.lastValue())
		return r, first(err)
	}
	p := st.propose(text, line)
	if p.found.Err() != nil {
		return Reply{}, first(p.said(p.found.Errors()))
	}
	p.take(nil)
	m, _, problems := checkTree(p.file, p.tree(), p.found, p.options)
	if problems.Err() != nil {
		return Reply{}, first(p.said(problems.Errors()))
	}
	r.Changes = p.changes
	if len(p.changes) == 1 && p.options.kept.has(m) {
		r.Value = p.defined(ctx, m, p.changes[0])
	}
	return r, nil
}

// first is an error that says no more than one thing.
func first(err error) error {
	var list diag.List
	if errors.As(err, &list) && len(list.Errors()) > 1 && !lang.IsIncomplete(list) {
		return list.Errors()[:1]
	}
	return err
}
