package parser

import (
	"io"

	"github.com/alecthomas/participle/v2/lexer"

	"github.com/costlang/cost/lang/source"
)

// Kinds of tokens. Trivia stands for the blanks and comments between two tokens: it makes the spans that participle
// takes end where the text ends.
const (
	tokTrivia lexer.TokenType = iota + 1
	tokEOL
	tokIdent
	tokWord
	tokNumber
	tokPercent
	tokDate
	tokText
	tokOp
)

var symbols = map[string]lexer.TokenType{
	"EOF": lexer.EOF, "Trivia": tokTrivia, "EOL": tokEOL, "Ident": tokIdent, "Word": tokWord, "Number": tokNumber,
	"Percent": tokPercent, "Date": tokDate, "Text": tokText, "Op": tokOp,
}

// token is a token with its end. The value of a text is without quotes, that of a percentage without its sign.
type token struct {
	lexer.Token
	End   lexer.Position
	first bool // nothing but blanks stands before it on its line
}

func (t *token) span() source.Span {
	return source.Span{Pos: source.Pos(t.Pos), EndPos: source.Pos(t.End)}
}

func (t *token) is(op string) bool        { return t.Type == tokOp && t.Value == op }
func (t *token) isWord(word string) bool  { return t.Type == tokWord && t.Value == word }
func (t *token) isIdent(name string) bool { return t.Type == tokIdent && t.Value == name }
func (t *token) opens() bool              { return t.is("(") || t.is("[") || t.is("{") }
func (t *token) closes() bool             { return t.is(")") || t.is("]") || t.is("}") }
func (t *token) ends() bool               { return t.Type == tokEOL || t.Type == lexer.EOF }

// hardStop reports a declaration word in column 1: it ends whatever stands above it.
func (t *token) hardStop() bool {
	return t.Type == tokIdent && t.Pos.Column == 1 && declarationWords[t.Value]
}

// endsOperand reports whether a value may end with this token.
func (t *token) endsOperand() bool {
	switch t.Type {
	case tokIdent, tokNumber, tokPercent, tokDate, tokText:
		return true
	}
	return t.is(")") || t.is("]") || t.is("?")
}

// beginsOperand reports whether a value may begin with this token.
func (t *token) beginsOperand() bool {
	switch t.Type {
	case tokIdent, tokNumber, tokPercent, tokDate, tokText:
		return true
	}
	return t.is("(") || t.is("[") || t.is("?")
}

// definition tells participle the names of the kinds; the tokens themselves are replayed.
type definition struct{}

func (definition) Symbols() map[string]lexer.TokenType { return symbols }

func (definition) Lex(string, io.Reader) (lexer.Lexer, error) { return &replay{}, nil }

// replay hands tokens to participle, with trivia wherever one does not touch the next.
type replay struct {
	tokens []token
	next   int
	gap    bool
	watch  *watch
}

// Next fails when nobody waits for it.
func (r *replay) Next() (lexer.Token, error) {
	if r.watch.ended() {
		return lexer.Token{}, errGone
	}
	if r.next >= len(r.tokens) {
		return lexer.EOFToken(lexer.Position{}), nil
	}
	t := &r.tokens[r.next]
	if !r.gap && r.next > 0 && r.tokens[r.next-1].End.Offset < t.Pos.Offset {
		r.gap = true
		return lexer.Token{Type: tokTrivia, Pos: r.tokens[r.next-1].End}, nil
	}
	r.gap = false
	r.next++
	return t.Token, nil
}
