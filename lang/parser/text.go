package parser

import (
	"strings"

	"github.com/alecthomas/participle/v2/lexer"

	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
	"github.com/costlang/cost/lang/source"
)

// labelled are the declaration words behind which a label stands, by how many words come before it, the first included.
var labelled = map[string]int{
	"intervention": 1, "scenario": 1, "cost": 1, "grant": 1, "saving": 1,
	"team": 2, "course": 2, "session": 2, "output": 2,
}

// closesText reads a text whose opening quote is missing, as in `scenario Dear, thin" {`, and reports it. It is false where the
// quote ahead looks like no closing one, or nothing says where the text begins.
func (s *scanner) closesText() bool {
	n := len(s.tokens)
	after := s.text[s.at.Offset+1:]
	if n == 0 || s.tokens[n-1].End.Offset != s.at.Offset || after != "" && !strings.Contains(" \t\r\n{;,}", after[:1]) {
		return false
	}
	first := s.textBegin()
	if first < 0 {
		return false
	}
	s.textFrom(first)
	return true
}

// textBegin gives the first token of this line that belongs to the text that ends here, or -1.
func (s *scanner) textBegin() int {
	n := len(s.tokens)
	for i := n - 1; i >= 0 && s.tokens[i].Pos.Line == s.at.Line; i-- {
		t := &s.tokens[i]
		skip := 0
		switch {
		case t.first:
			skip = labelled[t.Value]
		case t.isWord("source") || t.isWord("under") || t.isWord("differs") || t.isIdent("from"):
			skip = 1
		}
		if skip > 0 && i+skip < n {
			return i + skip
		}
	}
	return -1
}

// textFrom makes a text of the tokens from one on, up to the quote ahead.
func (s *scanner) textFrom(first int) {
	begin := s.tokens[first].Pos
	text := s.text[begin.Offset:s.at.Offset]
	s.skip(1)
	d := diag.New(diag.OpenText, source.Span{Pos: source.Pos(begin), EndPos: source.Pos(s.at)}, say.T("this text has no quote at its beginning"))
	d.Help = say.T("write `\"%s\"`", clip(text))
	d.Fixes = []diag.Fix{{Span: source.Span{Pos: source.Pos(begin), EndPos: source.Pos(begin)}, Text: `"`}}
	s.report(d)
	s.tokens = append(s.tokens[:first], token{Token: lexer.Token{Type: tokText, Value: text, Pos: begin}, End: s.at})
}
