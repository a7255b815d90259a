package parser

import (
	"strings"
	"unicode/utf8"

	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
	"github.com/costlang/cost/lang/source"
)

// checkText returns a diagnostic when the bytes of the file are not the text of a script, or nil.
func checkText(f *source.File) *diag.Diagnostic {
	if name := utf16Name(f.Text); !name.Empty() {
		return encodingError(f, 0, say.T("the file is %s, not UTF-8", name))
	}
	if i := strings.IndexFunc(f.Text, binary); i >= 0 {
		d := diag.New(diag.NotText, spanAt(f, i, 1), say.T("this is not the text of a script: it holds the byte 0x%02x", f.Text[i]))
		d.Help = say.T("check the name of the file; a script is plain text in UTF-8")
		return &d
	}
	if i := invalidUTF8(f.Text); i >= 0 {
		return encodingError(f, i, badByte(f.Text[i]))
	}
	return oldLineEnds(f)
}

// oldLineEnds reports a text whose only line ends are those of the first Macs: it would be read as one line, often a comment.
func oldLineEnds(f *source.File) *diag.Diagnostic {
	i := strings.IndexByte(f.Text, '\r')
	if i < 0 || strings.Contains(f.Text, "\n") || strings.TrimSpace(f.Text[:i]) == "" || strings.TrimSpace(f.Text[i:]) == "" {
		return nil
	}
	at := spanAt(f, i, 0)
	d := diag.New(diag.StrayCharacter, at, say.T("the lines of this script end with a carriage return alone, as on an old Mac"))
	d.Help = say.T("save the file with the line ends of Unix (LF) or Windows (CRLF)")
	return &d
}

func encodingError(f *source.File, offset int, message say.Phrase) *diag.Diagnostic {
	d := diag.New(diag.WrongEncoding, spanAt(f, offset, 1), message)
	d.Help = say.T("save the file as UTF-8")
	return &d
}

// utf16Name recognises UTF-16 by its mark, or by a zero in every second of the first bytes.
func utf16Name(text string) say.Phrase {
	switch {
	case strings.HasPrefix(text, "\xff\xfe"):
		return say.Verbatim("UTF-16 (little endian)")
	case strings.HasPrefix(text, "\xfe\xff"):
		return say.Verbatim("UTF-16 (big endian)")
	case len(text) >= 4 && text[0] != 0 && text[1] == 0 && text[2] != 0 && text[3] == 0:
		return say.T("UTF-16 (little endian, unmarked)")
	}
	return say.Phrase{}
}

// binary reports control characters other than tab and line ends.
func binary(r rune) bool {
	return r < ' ' && r != '\t' && r != '\n' && r != '\r' && r != '\f' || r == 0x7f
}

func invalidUTF8(text string) int {
	if utf8.ValidString(text) {
		return -1
	}
	for i, r := range text {
		if r != utf8.RuneError {
			continue
		}
		if _, n := utf8.DecodeRuneInString(text[i:]); n == 1 {
			return i
		}
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

// spanAt gives the span of n bytes at offset.
func spanAt(f *source.File, offset, n int) source.Span {
	line := f.LineAt(offset)
	start := strings.LastIndexByte(f.Text[:offset], '\n') + 1
	pos := source.Pos{Filename: f.Name, Offset: offset, Line: line, Column: utf8.RuneCountInString(f.Text[start:offset]) + 1}
	end := pos
	end.Offset += n
	end.Column += utf8.RuneCountInString(f.Text[offset : offset+n])
	return source.Span{Pos: pos, EndPos: end}
}

// checkHidden reports every line with a hidden character, in comments and texts too. A byte order mark may begin the text.
func checkHidden(f *source.File, report func(diag.Diagnostic)) {
	for offset := len(f.Text) - len(strings.TrimPrefix(f.Text, "\ufeff")); offset < len(f.Text); {
		i := source.HiddenIn(f.Text[offset:])
		if i < 0 {
			return
		}
		r, n := utf8.DecodeRuneInString(f.Text[offset+i:])
		message := say.T("the invisible character U+%04X makes what looks the same differ", r)
		if source.Reorders(r) {
			message = say.T("the invisible character U+%04X changes the order in which this line is shown", r)
		}
		d := diag.New(diag.HiddenCharacter, spanAt(f, offset+i, n), message)
		d.Help = say.T("remove it")
		report(d)
		end := strings.IndexByte(f.Text[offset+i:], '\n')
		if end < 0 {
			return
		}
		offset += i + end
	}
}
