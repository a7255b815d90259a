package xlsx

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// sharedTexts writes the texts that cells refer to by number.
func (w *writer) sharedTexts(p *part) {
	p.begin("sst", "xmlns", spreadsheetML, "count", strconv.Itoa(w.cells), "uniqueCount", strconv.Itoa(len(w.texts.list)))
	for _, text := range w.texts.list {
		p.begin("si")
		p.content(text)
		p.end()
	}
	p.end()
}

// content writes a text of a cell or note. Blanks at its ends are said to count, as Excel says it of no other texts.
func (p *part) content(text string) {
	var attrs []string
	if strings.TrimSpace(text) != text {
		attrs = []string{"xml:space", "preserve"}
	}
	p.text("t", escaped(text), attrs...)
}

// escaped is a text as cells have it, the opposite of unescaped: characters that XML lacks as _x000B_, and with them a carriage return, which
// XML would make a line feed. A text that has such an escape itself gets its first sign escaped. What is no UTF-8 becomes U+FFFD.
func escaped(text string) string {
	if !strings.ContainsFunc(text, isSpecial) && utf8.ValidString(text) {
		return text
	}
	var out strings.Builder
	for i, r := range text {
		switch {
		case r == '_' && !isEscape(text[i:]), !isSpecial(r):
			out.WriteRune(r)
		default:
			fmt.Fprintf(&out, "_x%04X_", r)
		}
	}
	return out.String()
}

func isSpecial(r rune) bool {
	return r == '_' || r < ' ' && r != '\n' && r != '\t' || r == 0xFFFE || r == 0xFFFF
}

// isEscape reports whether a text begins as an escape does. What follows it may become the underscore at its end.
func isEscape(text string) bool {
	const length = len("_x0041")
	return len(text) >= length && text[1] == 'x' && strings.Trim(text[2:length], "0123456789abcdefABCDEF") == ""
}
