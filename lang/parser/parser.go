// Package parser reads the text of a script into a tree. It is the only user of participle.
//
// A text passes through these stages: limits and encoding (limits.go, encoding.go), tokens (lexer.go, number.go), numbers
// of another notation (notation.go), ends of items (lines.go), declarations (chunks.go, production.go, grammar.go, clause.go,
// block.go) with their expressions (expr.go), and messages for what does not fit (errors.go, rules.go).
package parser

import (
	"errors"
	"github.com/costlang/cost/lang/say"
	"slices"

	"github.com/alecthomas/participle/v2/lexer"

	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/source"
)

// maxReports bounds the findings of one text; a file of noise has one on every line.
const maxReports = 1000

// session is the state of reading one file.
type session struct {
	file     *source.File
	from     source.Pos // where reading begins; the zero Pos is the beginning of the file
	limits   Limits
	watch    *watch
	list     diag.List
	lines    map[int]bool // lines that have their one error
	next     *token       // the declaration word after the chunk that is read, or nil
	chunks   [][]token
	comments []ast.Comment
}

// Parse reads a script. The tree is whole even when there are diagnostics: what could not be read is a BadDecl or a
// BadItem. A file that is no text or beyond a limit gives an empty tree.
func Parse(f *source.File, limits Limits) (*ast.File, diag.List) {
	return ParseFrom(f, source.Pos{}, limits)
}

// ParseFrom reads the declarations of a script from the beginning of a line on, as if nothing stood above it.
func ParseFrom(f *source.File, from source.Pos, limits Limits) (*ast.File, diag.List) {
	s := &session{file: f, from: from, limits: limits.orDefault(), lines: map[int]bool{}}
	out := &ast.File{Span: wholeSpan(f)}
	if s.prepare(true) {
		out.Decls = s.decls()
		out.Comments = s.comments
		s.checkEmpty()
	}
	return out, s.list.Sort()
}

func wholeSpan(f *source.File) source.Span {
	end := source.Pos{Filename: f.Name, Offset: len(f.Text), Line: f.Lines(), Column: len([]rune(f.Line(f.Lines()))) + 1}
	return source.Span{Pos: source.Pos{Filename: f.Name, Line: 1, Column: 1}, EndPos: end}
}

// prepare cuts the text into chunks of tokens, or reports why it is not to be read.
func (s *session) prepare(stops bool) bool {
	if len(s.file.Text) > s.limits.Bytes {
		at := source.Span{Pos: source.Pos{Filename: s.file.Name, Line: 1, Column: 1}}
		at.EndPos = at.Pos
		s.report(tooLarge(at, diag.Passed{Field: "SourceBytes", What: say.T("the script has too many bytes"), Asked: int64(len(s.file.Text)), Allowed: int64(s.limits.Bytes)}))
		return false
	}
	if d := checkText(s.file); d != nil {
		s.report(*d)
		return false
	}
	checkHidden(s.file, s.report)
	s.watch = newWatch(s.limits)
	scanned, fits := scan(s.file, s.from, s.limits, s.watch, s.report)
	if s.watch.now() {
		s.interrupt()
		return false
	}
	if !fits {
		return false
	}
	s.comments = scanned.comments
	joined := (&notation{file: s.file, report: s.report}).join(scanned.tokens)
	s.chunks = lay(joined, stops)
	return true
}

func (s *session) checkEmpty() {
	if len(s.chunks) > 0 || len(s.list) > 0 {
		return
	}
	at := source.Span{Pos: source.Pos{Filename: s.file.Name, Line: 1, Column: 1}}
	at.EndPos = at.Pos
	d := diag.New(diag.EmptyScript, at, say.T("the script holds no declaration"))
	if len(s.comments) == 0 {
		d.Message = say.T("the script is empty")
	}
	d.Help = say.T("write a declaration, such as `param intake = 2`")
	d.Incomplete = true
	s.report(d)
}

// report keeps the first error of each line.
func (s *session) report(d diag.Diagnostic) {
	line := d.Span.Pos.Line
	if s.lines[line] || len(s.list) >= maxReports || line < s.from.Line {
		return
	}
	s.lines[line] = true
	s.list = append(s.list, d)
}

func (r *reading) reportError(err error) {
	if errors.As(err, &notWhole{}) || r.watch.ended() {
		return
	}
	r.site.at = r.lx.Cursor()
	r.report(r.site.translate(err))
}

// chunk reads the declarations of one chunk.
func (s *session) chunk(tokens []token) []ast.Decl {
	if d := checkNesting(tokens, s.limits.Nesting); d != nil {
		s.report(*d)
		last := tokens[len(tokens)-1]
		span := source.Span{Pos: tokens[0].span().Pos, EndPos: source.Pos(last.Pos)}
		return []ast.Decl{&ast.BadDecl{Span: span, Keyword: tokens[0].Value, Names: namesIn(tokens)}}
	}
	r, err := s.reading(tokens)
	if err != nil {
		return []ast.Decl{unread(tokens)}
	}
	var out []ast.Decl
	for r.skipEOL(); r.peek().Type != lexer.EOF && !r.watch.ended(); r.skipEOL() {
		out = append(out, r.decl())
	}
	return out
}

func (s *session) reading(tokens []token) (*reading, error) {
	lx, err := lexer.Upgrade(&replay{tokens: tokens, watch: s.watch}, tokTrivia)
	return &reading{session: s, tokens: tokens, lx: lx, site: site{file: s.file, tokens: tokens, last: s.next == nil}}, err
}

// decl reads one declaration, or reports why it cannot and passes it.
func (r *reading) decl() ast.Decl {
	start := r.lx.MakeCheckpoint()
	t := r.peek()
	r.site.decl, r.site.item, r.site.keyword, r.site.block = start.Cursor(), start.Cursor(), t.Value, nil
	r.site.unopened = 0
	k, known := kinds[t.Value]
	if !known || t.Type != tokIdent {
		r.reportError(errorAt(r.lx.Peek(), sayUnknownDecl))
		return r.badDecl(start)
	}
	var d ast.Decl
	err := guarded(func() (err error) {
		d, err = k.read(r)
		return err
	})
	if err == nil {
		r.trailing()
		return d
	}
	r.reportError(err)
	return r.badDecl(start)
}

// trailing reports what stands behind a declaration on its line and passes it; the declaration itself is fine.
func (r *reading) trailing() {
	if err := r.endOfDecl(); err != nil {
		r.reportError(err)
		r.skipDecl()
	}
}

func (r *reading) endOfDecl() error {
	if r.peek().ends() {
		return nil
	}
	return r.expected()
}

func (r *reading) badDecl(start lexer.Checkpoint) ast.Decl {
	r.lx.LoadCheckpoint(start)
	r.skipDecl()
	first := start.Cursor()
	return &ast.BadDecl{Span: r.spanFrom(first), Keyword: r.tokens[first].Value, Names: namesIn(r.tokens[first:r.lx.Cursor()])}
}

// skipDecl passes tokens up to an end of item outside all braces.
func (r *reading) skipDecl() {
	for depth := r.site.unopened; ; r.lx.Next() {
		switch t := r.peek(); {
		case t.Type == lexer.EOF, depth <= 0 && t.Type == tokEOL:
			return
		case t.is("{"):
			depth++
		case t.is("}"):
			depth--
		}
	}
}

// nextName gives the name of the declaration after the chunk, when it has one.
func (s *session) nextName() string {
	at, found := slices.BinarySearchFunc(s.chunks, s.next.Pos.Offset, func(chunk []token, offset int) int { return chunk[0].Pos.Offset - offset })
	if !found || s.chunks[at][1].Type != tokIdent {
		return ""
	}
	return s.chunks[at][1].Value
}

func position(p source.Pos) lexer.Position { return lexer.Position(p) }
