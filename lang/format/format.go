// Package format lays scripts out: one canonical layout, no options.
//
// It works on tokens and tree. Every token of the text is written once, in order and as it is, but for separators that
// separate nothing, so that only blanks and line ends can change otherwise; the tree says what a token is there for (marks.go, columns.go). Lines are those of the author: they are
// cut where the text has line ends (lines.go), indented by the brackets they stand in, and aligned with their neighbours
// (align.go).
package format

import (
	"strings"

	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/source"
)

// byteOrderMark may stand before a script.
const byteOrderMark = "\ufeff"

// Text returns the text of a script in the canonical layout. The tree and the tokens, by their places in order, are those
// of the file, and the tree has no part that could not be read. Line ends are those that most lines of the file have; a
// byte order mark stays.
func Text(f *source.File, tree *ast.File, tokens []source.Span) string {
	pieces := marked(f, tree, tokens)
	lines := cut(withComments(pieces, tree.Comments))
	align(lines)
	text := written(lines)
	if mostlyCRLF(f.Text) {
		text = strings.ReplaceAll(text, "\n", "\r\n")
	}
	if strings.HasPrefix(f.Text, byteOrderMark) {
		text = byteOrderMark + text
	}
	return text
}

func mostlyCRLF(text string) bool {
	return 2*strings.Count(text, "\r\n") > strings.Count(text, "\n")
}

func written(lines []line) string {
	var b strings.Builder
	for i := range lines {
		lines[i].write(&b)
	}
	return b.String()
}

func (l *line) write(b *strings.Builder) {
	if l.blank {
		b.WriteByte('\n')
	}
	blanks(b, l.indent)
	for i := range l.pieces {
		blanks(b, l.pieces[i].before)
		b.WriteString(l.pieces[i].text)
	}
	if l.comment != "" {
		blanks(b, l.apart)
		b.WriteString(l.comment)
	}
	b.WriteByte('\n')
}

func blanks(b *strings.Builder, n int) {
	for range n {
		b.WriteByte(' ')
	}
}
