package parser

import (
	"sync"

	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/source"
)

// part is what was read of one chunk.
type part struct {
	decls []ast.Decl
	list  diag.List
}

// decls reads the chunks. Two goroutines share them, one from each end of the file: at the two ends stand declarations of
// different kinds, so that neither waits for a production that the other builds. Findings come in the order of the text.
func (s *session) decls() []ast.Decl {
	parts := make([]part, len(s.chunks))
	left := &remaining{high: len(s.chunks)}
	var failure any
	var other sync.WaitGroup
	if len(parts) > 1 {
		other.Go(func() {
			defer func() { failure = recover() }()
			s.readParts(parts, left.last)
		})
	}
	s.readFirst(parts, left, &other)
	if failure != nil {
		panic(failure) // to be caught where a panic of the reader itself would be
	}
	decls := s.joined(parts)
	if s.watch.now() {
		s.interrupt()
	}
	return decls
}

// readFirst reads from the beginning, and does not end, not even by a panic, before the other goroutine has.
func (s *session) readFirst(parts []part, left *remaining, other *sync.WaitGroup) {
	defer other.Wait()
	s.readParts(parts, left.first)
}

// readParts reads chunks until none is left.
func (s *session) readParts(parts []part, take func() (int, bool)) {
	w := newWatch(s.limits)
	for i, ok := take(); ok && !w.now(); i, ok = take() {
		if s.passed(i) {
			parts[i].decls = []ast.Decl{unread(s.chunks[i])}
			continue
		}
		own := &session{file: s.file, limits: s.limits, chunks: s.chunks, lines: map[int]bool{}, watch: w}
		if i+1 < len(s.chunks) {
			own.next = &s.chunks[i+1][0]
		}
		parts[i] = part{own.chunk(s.chunks[i]), own.list}
	}
}

// passed reports whether a chunk lies beyond the limit of declarations, however few the first one holds: the others have at least one each.
func (s *session) passed(chunk int) bool {
	return s.limits.Declarations > 0 && chunk > s.limits.Declarations+1
}

// unread stands for the declarations of a chunk that nobody reads.
func unread(tokens []token) ast.Decl {
	span := source.Span{Pos: tokens[0].span().Pos, EndPos: source.Pos(tokens[len(tokens)-1].Pos)}
	return &ast.BadDecl{Span: span, Keyword: tokens[0].Value}
}

// joined puts the parts together.
func (s *session) joined(parts []part) []ast.Decl {
	var out []ast.Decl
	for _, p := range parts {
		out = append(out, p.decls...)
		for _, d := range p.list {
			s.report(d)
		}
	}
	return out
}

// remaining hands out the numbers from low to below high, each once.
type remaining struct {
	mu        sync.Mutex
	low, high int
}

func (r *remaining) first() (int, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.low >= r.high {
		return 0, false
	}
	r.low++
	return r.low - 1, true
}

func (r *remaining) last() (int, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.low >= r.high {
		return 0, false
	}
	r.high--
	return r.high, true
}
