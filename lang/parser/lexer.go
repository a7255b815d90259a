package parser

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/alecthomas/participle/v2/lexer"

	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
	"github.com/costlang/cost/lang/source"
)

// scanner cuts a text into tokens. It never fails: what no script may hold is reported and left out or put right.
type scanner struct {
	file     *source.File
	text     string
	at       lexer.Position
	first    bool // at the beginning of a line
	tokens   []token
	comments []ast.Comment
	report   func(diag.Diagnostic)
	// unclosed is the end of a line that is known to hold no more closing quotes, so that nobody looks for one twice.
	unclosed int
}

// scan returns the tokens of the file from the beginning of a line on, the last of them EOF, or false when there are more than the limit or nobody waits for them.
func scan(f *source.File, from source.Pos, limits Limits, w *watch, report func(diag.Diagnostic)) (*scanner, bool) {
	s, limit, seen := &scanner{file: f, text: f.Text, first: true, report: report}, limits.Tokens, 0
	s.at = lexer.Position{Filename: f.Name, Offset: from.Offset, Line: max(1, from.Line), Column: 1}
	s.tokens = make([]token, 0, min((len(f.Text)-from.Offset)/8+16, limit+2))
	if s.at.Offset == 0 && strings.HasPrefix(s.text, "\ufeff") {
		s.at.Offset = len("\ufeff")
	}
	for s.at.Offset < len(s.text) {
		if s.step(); w.ended() {
			return s, false
		}
		for ; seen < len(s.tokens); seen++ {
			if d := limits.tooLong(&s.tokens[seen]); d != nil {
				report(*d)
				return s, false
			}
		}
		if len(s.tokens) > limit {
			report(tooLarge(s.tokens[limit].span(), diag.Passed{Field: "Tokens", What: say.T("the script has too many words and signs"), Asked: int64(len(s.tokens)), Allowed: int64(limit)}))
			return s, false
		}
	}
	s.tokens = append(s.tokens, token{Token: lexer.EOFToken(s.at), End: s.at, first: true})
	return s, true
}

func (s *scanner) rest() string { return s.text[s.at.Offset:] }

func (s *scanner) step() {
	switch c := s.text[s.at.Offset]; {
	case c == '\n':
		s.at.Offset++
		s.at.Line, s.at.Column = s.at.Line+1, 1
		s.first = true
	case c == ' ' || c == '\t' || c == '\r' || c == '\f':
		s.skip(1)
	case c == '#':
		s.comment()
	case c == '"':
		s.textToken()
	case isDigit(c):
		s.number()
	case isLetter(c) || c >= utf8.RuneSelf && s.letterAhead():
		s.word()
	default:
		s.sign()
	}
}

func isDigit(c byte) bool  { return c >= '0' && c <= '9' }
func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' || c == '_' }

func (s *scanner) letterAhead() bool {
	r, _ := utf8.DecodeRuneInString(s.rest())
	return unicode.IsLetter(r)
}

// skip passes n bytes of one line without a token.
func (s *scanner) skip(n int) {
	s.at.Column += utf8.RuneCountInString(s.text[s.at.Offset : s.at.Offset+n])
	s.at.Offset += n
}

// spanOf gives the span of the next n bytes.
func (s *scanner) spanOf(n int) source.Span {
	end := s.at
	end.Offset += n
	end.Column += utf8.RuneCountInString(s.text[s.at.Offset : s.at.Offset+n])
	return source.Span{Pos: source.Pos(s.at), EndPos: source.Pos(end)}
}

// emit makes a token of the next n bytes.
func (s *scanner) emit(typ lexer.TokenType, n int, value string) {
	t := token{Token: lexer.Token{Type: typ, Value: value, Pos: s.at}, first: s.first}
	s.skip(n)
	t.End = s.at
	s.first = false
	s.tokens = append(s.tokens, t)
}

// fault reports the next n bytes.
func (s *scanner) fault(code diag.Code, n int, message, help say.Phrase) {
	d := diag.New(code, s.spanOf(n), message)
	d.Help = help
	s.report(d)
}

// line returns what is left of the line.
func (s *scanner) line() string {
	rest := s.rest()
	if i := strings.IndexByte(rest, '\n'); i >= 0 {
		rest = rest[:i]
	}
	return strings.TrimSuffix(rest, "\r")
}

func (s *scanner) comment() {
	text := s.line()
	s.comments = append(s.comments, ast.Comment{Span: s.spanOf(len(text)), Text: text})
	s.skip(len(text))
}

// textToken looks no further than the end of the text, so that a line of many texts is not read again for each of them.
func (s *scanner) textToken() {
	rest := s.rest()
	if end := 1 + strings.IndexAny(rest[1:], "\"\n"); end > 0 && rest[end] == '"' {
		s.emit(tokText, end+1, rest[1:end])
		return
	}
	if s.closesText() {
		return
	}
	line := s.line()
	s.fault(diag.OpenText, 1, say.T("this text is not closed on its line"), say.T("put `\"` at its end"))
	open := strings.TrimRight(line, " \t\f\r\u00a0")
	s.emit(tokText, len(open), open[1:])
}

func (s *scanner) word() {
	n := wordLength(s.rest())
	word := s.rest()[:n]
	typ := tokIdent
	if reserved[word] && !s.afterDot() && !s.beforeColon(n) {
		typ = tokWord
	}
	s.emit(typ, n, word)
}

func wordLength(text string) int {
	for i, r := range text {
		if !(r == '_' || unicode.IsLetter(r) || i > 0 && unicode.IsNumber(r)) {
			return i
		}
	}
	return len(text)
}

func (s *scanner) afterDot() bool {
	return len(s.tokens) > 0 && s.tokens[len(s.tokens)-1].is(".")
}

// beforeColon reports whether a colon follows the next n bytes: then they are the name of a column.
func (s *scanner) beforeColon(n int) bool {
	rest := strings.TrimLeft(s.rest()[n:], " \t\u00a0")
	return strings.HasPrefix(rest, ":") && !strings.HasPrefix(rest, ":=")
}

// signs from the longest to the shortest.
var signs = []string{"...", "..", "<=", ">=", "!=", "{", "}", "(", ")", "[", "]", ",", ":", ";", "=", "+", "-", "*", "/",
	"<", ">", "~", ".", "?", "%", "±", "×", "≠", "≤", "≥"}

// sameAs gives the plain form of a sign.
var sameAs = map[string]string{"≠": "!=", "≤": "<=", "≥": ">="}

func (s *scanner) sign() {
	rest := s.rest()
	if s.foreign(rest) || s.quotes(rest) {
		return
	}
	for _, sign := range signs {
		if strings.HasPrefix(rest, sign) {
			value := sign
			if plain, ok := sameAs[sign]; ok {
				value = plain
			}
			s.emit(tokOp, len(sign), value)
			return
		}
	}
	s.stray(rest)
}

func (s *scanner) stray(rest string) {
	r, n := utf8.DecodeRuneInString(rest)
	if unicode.IsSpace(r) || unicode.Is(unicode.Zs, r) || source.Hidden(r) {
		s.skip(n) // hidden characters are reported before
		return
	}
	message := say.T("no script uses the character `%c`", r)
	if !unicode.IsPrint(r) || unicode.IsMark(r) {
		message = say.T("no script uses the character U+%04X", r)
	}
	s.fault(diag.StrayCharacter, n, message, strayHelp[r])
	s.skip(n)
}

var strayHelp = map[rune]say.Phrase{
	'^':  say.T("powers are written out: `x * x`; a yearly growth is `growth(2%)`"),
	'\\': say.T("a line goes on by itself after an operator or a comma"),
	'&':  say.T("employees are added with `+`; conditions are joined with `and`"),
	'÷':  say.T("divide with `/`"), '·': say.T("multiply with `*`"), '@': say.T("a share is written with `at`: `leader at 50%`"),
	0x0301: say.T("save the text with composed letters"),
	0x030a: say.T("save the text with composed letters, `å` as one character"),
}

// foreignSigns are signs of other languages, with what is read instead and how to say it.
var foreignSigns = []struct {
	sign, value   string
	message, help say.Phrase
}{
	{"==", "=", say.T("equality is one `=`"), say.T("write `=`")},
	{":=", "=", say.T("a value is given with `=`"), say.T("write `=`")},
	{"<>", "!=", say.T("inequality is written `!=`"), say.T("write `!=`")},
	{"=>", ">=", say.T("the comparison is written `>=`"), say.T("write `>=`")},
	{"=<", "<=", say.T("the comparison is written `<=`"), say.T("write `<=`")},
	{"&&", "and", say.T("conditions are joined with `and`"), say.T("write `and`")},
	{"||", "or", say.T("conditions are joined with `or`"), say.T("write `or`")},
	{"**", "*", say.T("there is no power"), say.T("write the product out: `x * x`")},
	{"+=", "+", say.T("a name has one value for good"), say.T("write a new `let` with the sum")},
	{"−", "-", say.T("this is a typographic minus"), say.T("write `-`")},
	{"–", "-", say.T("this is a typographic dash"), say.T("write `-`")},
	{"—", "-", say.T("this is a typographic dash"), say.T("write `-`")},
	{"€", "EUR", say.T("currencies are written by their code"), say.T("write `EUR`")},
	{"$", "USD", say.T("currencies are written by their code"), say.T("write `USD`")},
	{"£", "GBP", say.T("currencies are written by their code"), say.T("write `GBP`")},
	{"…", "...", say.T("the three dots are one character here"), say.T("write `...`")},
}

func (s *scanner) foreign(rest string) bool {
	if strings.HasPrefix(rest, "//") || strings.HasPrefix(rest, "/*") {
		s.fault(diag.ForeignSign, 2, say.T("a comment begins with `#`"), say.T("write `#`"))
		s.skip(len(s.line()))
		return true
	}
	if s.rangeDash(rest) {
		return true
	}
	for _, f := range foreignSigns {
		if strings.HasPrefix(rest, f.sign) {
			s.fault(diag.ForeignSign, len(f.sign), f.message, f.help)
			s.emit(kindOf(f.value), len(f.sign), f.value)
			return true
		}
	}
	if rest[0] == '!' && !strings.HasPrefix(rest, "!=") {
		s.fault(diag.ForeignSign, 1, say.T("a condition is turned round with `not`"), say.T("write `not`"))
		s.emit(tokWord, 1, "not")
		return true
	}
	return false
}

func kindOf(value string) lexer.TokenType {
	switch {
	case reserved[value]:
		return tokWord
	case isLetter(value[0]):
		return tokIdent
	}
	return tokOp
}

const openQuotes, closeQuotes = "“”„«»‘’'", "“”»«’‘'\""

// quotes reads a text in other quotation marks as if they were straight ones.
func (s *scanner) quotes(rest string) bool {
	open, n := utf8.DecodeRuneInString(rest)
	if !strings.ContainsRune(openQuotes, open) {
		return false
	}
	end := s.closingQuote(rest[n:])
	if end < 0 {
		return false
	}
	_, m := utf8.DecodeRuneInString(rest[n+end:])
	text, whole := rest[n:n+end], n+end+m
	d := diag.New(diag.Quotes, s.spanOf(whole), say.T("these are typographic quotes"))
	if open == '\'' {
		d.Message = say.T("texts stand in double quotes")
	}
	d.Help = say.T("write `\"%s\"`", text)
	d.Fixes = []diag.Fix{{Span: d.Span, Text: `"` + text + `"`}}
	s.report(d)
	s.emit(tokText, whole, text)
	return true
}

// closingQuote is where the next closing quote of the line stands in rest, or -1.
func (s *scanner) closingQuote(rest string) int {
	if s.at.Offset < s.unclosed {
		return -1
	}
	end := strings.IndexAny(rest, closeQuotes+"\n")
	if end >= 0 && rest[end] != '\n' {
		return end
	}
	s.unclosed = s.at.Offset + len(s.line())
	return -1
}
