package rows

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
	"github.com/costlang/cost/lang/source"
)

const byteOrderMark = "\ufeff"

// decode returns the content as text without its byte order mark, or reports what it is instead. Of what is not text
// at all no excerpt is shown, so those findings stand at the declaration.
func (r *reader) decode(content []byte) (string, bool) {
	if kind := workbook(content); !kind.Empty() {
		r.atName(diag.NotCSV, say.T("%s is %s, not CSV", r.path, kind), say.T("open it and save the sheet as CSV"))
		return "", false
	}
	if name := utf16Name(content); !name.Empty() {
		r.atName(diag.DataEncoding, say.T("%s is %s, not UTF-8", r.path, name), say.T("save the file as UTF-8"))
		return "", false
	}
	if i := bytes.IndexFunc(content, control); i >= 0 {
		line := bytes.Count(content[:i], []byte("\n")) + 1
		message := say.T("%s is not text: line %d holds the byte 0x%02x", r.path, line, content[i])
		r.atName(diag.NotCSV, message, say.T("check the name of the file; data is plain text in UTF-8"))
		return "", false
	}
	return strings.TrimPrefix(string(content), byteOrderMark), true
}

// workbook recognises spreadsheets, and what is packed like them, by their first bytes.
func workbook(content []byte) say.Phrase {
	switch {
	case bytes.HasPrefix(content, []byte("PK\x03\x04")):
		return say.T("a workbook (xlsx or ods) or an archive")
	case bytes.HasPrefix(content, []byte("\xd0\xcf\x11\xe0")):
		return say.T("a workbook of an older Excel (xls)")
	}
	return say.Phrase{}
}

// utf16Name recognises UTF-16 by its mark, or by a zero in every second of the first bytes.
func utf16Name(b []byte) say.Phrase {
	switch {
	case bytes.HasPrefix(b, []byte("\xff\xfe")):
		return say.T("UTF-16 (little endian)")
	case bytes.HasPrefix(b, []byte("\xfe\xff")):
		return say.T("UTF-16 (big endian)")
	case len(b) >= 4 && b[0] != 0 && b[1] == 0 && b[2] != 0 && b[3] == 0:
		return say.T("UTF-16 (little endian, unmarked)")
	case len(b) >= 4 && b[0] == 0 && b[1] != 0 && b[2] == 0 && b[3] != 0:
		return say.T("UTF-16 (big endian, unmarked)")
	}
	return say.Phrase{}
}

// control reports characters that no table holds. Spreadsheets write \v for a line break inside a cell.
func control(c rune) bool {
	return c < ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != '\v' || c == 0x7f
}

// checkLines reports text that cannot be cut into lines of UTF-8, and a file without any.
func (r *reader) checkLines() bool {
	text := r.file.Text
	if i := invalidUTF8(text); i >= 0 {
		r.atOffset(diag.DataEncoding, i, i+1, badByte(text[i]), say.T("save the file as UTF-8"))
		return false
	}
	if strings.TrimSpace(text) == "" {
		r.atName(diag.EmptyData, say.T("%s is empty", r.path), say.T("its first line names the columns: %s", strings.Join(r.wanted(), r.comma())))
		return false
	}
	if i := strings.IndexByte(text, '\r'); i >= 0 && i+1 < len(text) && !strings.Contains(text, "\n") {
		r.atOffset(diag.NotCSV, i, i+1, say.T("the lines end in a bare carriage return, as on very old machines"), say.T("save the file again as CSV"))
		return false
	}
	return true
}

func invalidUTF8(text string) int {
	for i := 0; i < len(text); {
		c, n := utf8.DecodeRuneInString(text[i:])
		if c == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return -1
}

// badByte names the encoding a byte most likely comes from: Windows-1252 agrees with Latin-1 from 0xa0 on.
func badByte(b byte) say.Phrase {
	if b >= 0xa0 {
		return say.T("the file is not UTF-8: the byte 0x%02x is `%c` in Windows-1252", b, rune(b))
	}
	return say.T("the file is not UTF-8, but perhaps Windows-1252: it holds the byte 0x%02x", b)
}

// spanOf gives the span from one offset to another.
func spanOf(f *source.File, from, to int) source.Span {
	return source.Span{Pos: posOf(f, from), EndPos: posOf(f, to)}
}

func posOf(f *source.File, offset int) source.Pos {
	start := strings.LastIndexByte(f.Text[:offset], '\n') + 1
	column := utf8.RuneCountInString(f.Text[start:offset]) + 1
	return source.Pos{Filename: f.Name, Offset: offset, Line: f.LineAt(offset), Column: column}
}
