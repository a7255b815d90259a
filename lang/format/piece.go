package format

import (
	"strings"

	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/source"
)

// role is what a piece is there for.
type role uint8

const (
	begins role = 1 << iota // a declaration or an item
	isComment
	opensBlock // `{` of a block, not of alternatives
	closesBlock
	broken     // a brace of a block that is written over several lines
	joinsLeft  // no blank stands before it
	joinsRight // no blank stands after it
)

// piece is a token or a comment.
type piece struct {
	text   string
	offset int
	line   int // in the text as it was
	role   role
	column int // the number of the column it begins, or 0
	before int // blanks between it and the piece before it on its line
}

func (p *piece) has(r role) bool { return p.role&r != 0 }

// opens and closes tell the brackets of all kinds.
func (p *piece) opens() bool  { return p.text == "{" || p.text == "(" || p.text == "[" }
func (p *piece) closes() bool { return p.text == "}" || p.text == ")" || p.text == "]" }

// joined is the role that a sign has wherever it stands.
var joined = map[string]role{
	"(": joinsRight, "[": joinsRight, ".": joinsLeft | joinsRight, "±": joinsRight,
	",": joinsLeft, ";": joinsLeft, ":": joinsLeft, ")": joinsLeft, "]": joinsLeft, "...": joinsLeft,
}

// piecesOf makes pieces of tokens.
func piecesOf(f *source.File, tokens []source.Span) []piece {
	pieces := make([]piece, len(tokens))
	for i, at := range tokens {
		text := f.Slice(at)
		if number, ok := strings.CutSuffix(text, "%"); ok && number != "" {
			text = strings.TrimRight(number, " \t\u00a0\u202f") + "%"
		}
		pieces[i] = piece{text: text, offset: at.Pos.Offset, line: at.Pos.Line, role: joined[text]}
	}
	return pieces
}

// withComments puts comments, without blanks at their ends, between the tokens.
func withComments(tokens []piece, comments []ast.Comment) []piece {
	pieces := make([]piece, 0, len(tokens)+len(comments))
	for _, c := range comments {
		for len(tokens) > 0 && tokens[0].offset < c.Pos.Offset {
			pieces, tokens = append(pieces, tokens[0]), tokens[1:]
		}
		pieces = append(pieces, piece{text: Comment(c), offset: c.Pos.Offset, line: c.Pos.Line, role: isComment})
	}
	return append(pieces, tokens...)
}

// Comment returns the text of a comment as it is written: without blanks at its end.
func Comment(c ast.Comment) string { return strings.TrimRight(c.Text, " \t\r\f\u00a0") }
