package parser

import (
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/source"
)

// Tokens returns where each word, number, text and sign of a text stands, in order, without blanks and comments. The text
// is one that Parse reads without an error: what else it may hold, Parse says. A percentage is one token with its sign.
func Tokens(f *source.File) []source.Span {
	most := len(f.Text) // a token is at least a byte
	scanned, _ := scan(f, source.Pos{}, Limits{Tokens: most}, nil, func(diag.Diagnostic) {})
	tokens := scanned.tokens[:len(scanned.tokens)-1]
	spans := make([]source.Span, len(tokens))
	for i := range tokens {
		spans[i] = tokens[i].span()
	}
	return spans
}
