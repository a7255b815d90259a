package parser

import "github.com/alecthomas/participle/v2/lexer"

// layout decides where items end. It puts an end-of-item token at the end of each line that does not go on, at each `;`,
// before each `}` and at the end, and cuts the tokens into chunks at declaration words in column 1.
type layout struct {
	out    []token
	chunks [][]token
	open   []string // brackets
	stops  bool     // declaration words in column 1 end what stands above
}

// lay returns the chunks of a file, each ended by an end-of-item token and an end-of-file token.
func lay(tokens []token, stops bool) [][]token {
	l := &layout{stops: stops, out: make([]token, 0, len(tokens)+len(tokens)/4+8)}
	start := 0
	for i := range tokens[:len(tokens)-1] {
		if stops && i > 0 && tokens[i].hardStop() {
			start = l.cut(start, "\n")
		}
		l.take(tokens, i)
	}
	l.cut(start, "")
	return l.chunks
}

// cut ends a chunk and gives the place where the next one starts.
func (l *layout) cut(start int, value string) int {
	if len(l.out) == start {
		return start
	}
	l.end(value)
	last := l.out[len(l.out)-1]
	l.out = append(l.out, token{Token: lexer.EOFToken(last.Pos), End: last.End})
	l.chunks = append(l.chunks, l.out[start:len(l.out):len(l.out)])
	l.open = l.open[:0]
	return len(l.out)
}

func (l *layout) take(tokens []token, i int) {
	t := &tokens[i]
	switch {
	case t.is(";"):
		l.end(";")
		return
	case t.is("}"):
		l.close("{")
		l.end("}")
	case t.is(")"):
		l.close("(")
	case t.is("]"):
		l.close("[")
	case t.first && i > 0 && !l.inside() && !goesOn(&tokens[i-1]) && begins(tokens, i):
		l.end("\n")
	}
	if t.opens() {
		l.open = append(l.open, t.Value)
	}
	l.out = append(l.out, *t)
}

// end puts an end-of-item token behind the last token, unless there is one. Its value is what ended the item.
func (l *layout) end(value string) {
	if len(l.out) == 0 {
		return
	}
	last := &l.out[len(l.out)-1]
	if last.Type == tokEOL || last.Type == lexer.EOF || last.is("{") && value == "}" {
		return
	}
	t := token{Token: lexer.Token{Type: tokEOL, Value: value, Pos: last.End}, End: last.End}
	l.out = append(l.out, t)
}

// close drops the brackets up to the last one of a kind; a `}` also closes the round ones that were forgotten inside.
func (l *layout) close(opener string) {
	for i := len(l.open) - 1; i >= 0; i-- {
		if l.open[i] == opener {
			l.open = l.open[:i]
			return
		}
		if opener != "{" {
			return
		}
	}
}

func (l *layout) inside() bool {
	return len(l.open) > 0 && l.open[len(l.open)-1] != "{"
}

// goesOn reports whether a line that ends with this token goes on in the next.
func goesOn(t *token) bool {
	if t.Type == tokWord {
		return t.Value != "each" && t.Value != "times"
	}
	if t.Type != tokOp {
		return false
	}
	switch t.Value {
	case ")", "]", "}", "?", "%", "...", ";":
		return false
	}
	return true
}

// begins reports whether a line that begins with token i begins an item: with a name, the key of a map, or `}`.
func begins(tokens []token, i int) bool {
	t := &tokens[i]
	if t.Type == tokIdent || t.is("}") {
		return true
	}
	return t.Type == tokNumber && tokens[i+1].is(":")
}
