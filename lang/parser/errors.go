package parser

import (
	"errors"
	"github.com/costlang/cost/lang/say"
	"sort"

	"github.com/alecthomas/participle/v2"
	"github.com/alecthomas/participle/v2/lexer"

	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/source"
)

// syntaxError is an error of our own at a token. It passes through participle unchanged; its diagnostic is made once
// the place is known, with the text at hand.
type syntaxError struct {
	pos  lexer.Position
	kind lexer.TokenType
	say  func(*site) diag.Diagnostic
}

func (e *syntaxError) Error() string            { return participle.FormatError(e) }
func (e *syntaxError) Message() string          { return "syntax error" }
func (e *syntaxError) Position() lexer.Position { return e.pos }

func errorAt(t *lexer.Token, say func(*site) diag.Diagnostic) error {
	return &syntaxError{pos: t.Pos, kind: t.Type, say: say}
}

// site is the place of an error: a token, and the item and declaration around it.
type site struct {
	file    *source.File
	tokens  []token
	at      int // the token that does not fit
	decl    int // the first token of the declaration
	item    int // the first token of the item, or of the declaration in its head
	keyword string
	block   *blockInfo // nil in the head of a declaration
	last    bool       // nothing stands after these tokens
	// unopened is 1 when the brace of the block is missing and its items follow all the same.
	unopened int
}

// tok gives the token i places from the culprit, or an empty one outside the item.
func (s *site) tok(i int) *token {
	if j := s.at + i; j >= s.decl && j < len(s.tokens) {
		return &s.tokens[j]
	}
	return &token{}
}

func (s *site) text(span source.Span) string { return clip(s.file.Slice(span)) }

// written gives the text of a token.
func (s *site) written(t *token) string { return s.text(t.span()) }

// span gives the place to point at: the culprit, or the end of the token before when the culprit is on a later line.
func (s *site) span() source.Span {
	t := s.tok(0)
	if s.at > s.item && s.tok(-1).End.Line < t.Pos.Line {
		end := source.Pos(s.tok(-1).End)
		return source.Span{Pos: end, EndPos: end}
	}
	return t.span()
}

// endOfPrevious gives the place directly behind the token before the culprit.
func (s *site) endOfPrevious() source.Span {
	end := source.Pos(s.tok(-1).End)
	return source.Span{Pos: end, EndPos: end}
}

func (s *site) errorf(code diag.Code, span source.Span, message say.Phrase) diag.Diagnostic {
	return diag.New(code, span, message)
}

// describe names a token in the reader's words.
func (s *site) describe(t *token) say.Phrase {
	switch t.Type {
	case lexer.EOF:
		return say.T("the end of the text")
	case tokEOL:
		return describeEnd(t.Value)
	case tokWord:
		return say.T("the connecting word `%s`", t.Value)
	case tokText:
		return say.T("the text %s", s.written(t))
	case tokNumber, tokPercent:
		return say.T("the number `%s`", s.written(t))
	}
	return say.T("`%s`", s.written(t))
}

func describeEnd(value string) say.Phrase {
	switch value {
	case ";", "}":
		return say.T("`%s`", value)
	case "":
		return say.T("the end of the text")
	}
	return say.T("the end of the line")
}

// atEnd reports whether only the end of the whole text follows.
func (s *site) atEnd() bool {
	if !s.last {
		return false
	}
	for i := s.at; i < len(s.tokens); i++ {
		if !s.tokens[i].ends() || s.tokens[i].Value == ";" {
			return false
		}
	}
	return true
}

// find gives the index of the token at a position; a token that ends an item may share it with the one that follows.
func find(tokens []token, pos lexer.Position, kind lexer.TokenType) int {
	i := sort.Search(len(tokens), func(i int) bool { return tokens[i].Pos.Offset >= pos.Offset })
	for j := i; j < len(tokens) && tokens[j].Pos.Offset == pos.Offset; j++ {
		if tokens[j].Type == kind {
			return j
		}
	}
	return min(i, len(tokens)-1)
}

// translate makes a diagnostic of any error that reading a declaration gave.
func (s *site) translate(err error) diag.Diagnostic {
	var d diag.Diagnostic
	var own *syntaxError
	var unexpected *participle.UnexpectedTokenError
	switch {
	case errors.As(err, &own):
		s.at = find(s.tokens, own.pos, own.kind)
		d = own.say(s)
	case errors.As(err, &unexpected):
		s.at = find(s.tokens, unexpected.Unexpected.Pos, unexpected.Unexpected.Type)
		d = s.unexpected()
	default:
		return internalError(s.tok(0).span(), err)
	}
	d.Incomplete = d.Incomplete || s.atEnd()
	return d
}

func internalError(span source.Span, cause any) diag.Diagnostic {
	d := diag.New(diag.InternalParser, span, say.T("the reader failed here, which is a fault of its own: %v", cause))
	d.Help = say.T("please report it with this script")
	return d
}
