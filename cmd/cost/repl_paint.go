package main

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/costlang/cost/lang"
)

// The colours of a script on a terminal.
const (
	codeKeyword = "\x1b[1m"  // bold: what a line is about
	codeName    = "\x1b[36m" // names of the script and functions
	codeNumber  = "\x1b[35m" // with its unit
	codeText    = codeGreen
	codeComment = codeDim
)

// painted colours a line that is typed. It says the same without the colours.
func (r *repl) painted(line string) string {
	if strings.HasPrefix(line, ":") && r.open.empty() {
		name, rest, _ := strings.Cut(line, " ")
		return codeKeyword + name + codeReset + r.paint(line[len(name):len(line)-len(rest)]+rest, false)
	}
	return r.paint(line, true)
}

// paint colours a text. Begins says that it may begin with the word of a declaration or field.
func (r *repl) paint(line string, begins bool) string {
	names := r.names()
	var out strings.Builder
	for line != "" {
		kind, size := token(line)
		word := line[:size]
		code := codeOf[kind]
		if kind == wordToken {
			code = r.codeOfWord(word, begins, names)
		}
		switch {
		case code == "":
			out.WriteString(word)
		default:
			out.WriteString(code + word + codeReset)
		}
		if kind != blankToken {
			begins = kind == otherToken && strings.ContainsAny(word, ";{")
		}
		line = line[size:]
	}
	return out.String()
}

// codeOfWord is the colour of a word, "" for none.
func (r *repl) codeOfWord(word string, begins bool, names map[string]bool) string {
	switch {
	case lang.Connecting(word):
		return codeKeyword
	case begins && slices.Contains(lang.Declarations(), word), begins && r.inBlock() && !names[word]:
		return codeKeyword
	case names[word]:
		return codeName
	}
	return ""
}

// inBlock reports whether what is typed goes on with a block.
func (r *repl) inBlock() bool { return r.open.depth > 0 }

// names are those that an expression may have: of the script, of its results, and of functions.
func (r *repl) names() map[string]bool {
	_, list := r.session.Complete("0 + ", 4)
	out := make(map[string]bool, len(list))
	for _, c := range list {
		out[c.Text] = true
	}
	return out
}

// The parts of a line that have a colour of their own.
const (
	otherToken = iota
	blankToken
	wordToken
	numberToken
	textToken
	commentToken
)

var codeOf = [...]string{numberToken: codeNumber, textToken: codeText, commentToken: codeComment}

// token is the part that a line begins with, and its bytes. A number goes as far as its unit.
func token(line string) (kind, size int) {
	first, bytes := utf8.DecodeRuneInString(line)
	switch {
	case first == '#':
		return commentToken, len(line)
	case first == '"':
		if end := strings.IndexByte(line[1:], '"'); end >= 0 {
			return textToken, end + 2
		}
		return textToken, len(line)
	case unicode.IsDigit(first):
		return numberToken, numberSize(line)
	case unicode.IsSpace(first):
		return blankToken, spanOf(line, unicode.IsSpace)
	case unicode.IsLetter(first) || first == '_':
		return wordToken, spanOf(line, inName)
	}
	return otherToken, bytes
}

// spanOf is the bytes of the runes of a kind that a text begins with.
func spanOf(text string, is func(rune) bool) int {
	return len(text) - len(strings.TrimLeftFunc(text, is))
}

// numberSize is the bytes of a number with its percent sign or its unit, such as 520_000 DKK/year.
func numberSize(line string) int {
	size := spanOf(line, func(r rune) bool { return unicode.IsDigit(r) || r == '_' || r == '.' || r == '-' })
	size = len(strings.TrimRight(line[:size], ".-"))
	if strings.HasPrefix(line[size:], "%") {
		return size + 1
	}
	for _, between := range []string{" ", "/"} {
		rest, ok := strings.CutPrefix(line[size:], between)
		unit := spanOf(rest, inName)
		if !ok || unit == 0 || lang.Connecting(rest[:unit]) || unicode.IsDigit(rune(rest[0])) {
			continue
		}
		size += len(between) + unit
	}
	return size
}
