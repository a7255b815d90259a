// Package source holds positions, spans and the text of the files they point into.
package source

import (
	"sort"
	"strings"
)

// Pos is a place in a file. Offset counts bytes from 0, Line and Column count from 1, Column in runes.
// Its fields are those of a participle position, so that the parser can fill it without this package knowing participle.
type Pos struct {
	Filename string
	Offset   int
	Line     int
	Column   int
}

// Known reports whether the position was ever set.
func (p Pos) Known() bool { return p.Line > 0 }

// Span is the text from Pos up to, not including, EndPos. Nodes of the tree embed it.
type Span struct {
	Pos    Pos
	EndPos Pos
}

// Range returns the span itself, so that every node that embeds a Span answers it.
func (s Span) Range() Span { return s }

// Known reports whether the span was ever set.
func (s Span) Known() bool { return s.Pos.Known() }

// To returns the span from the start of s to the end of t.
func (s Span) To(t Span) Span { return Span{Pos: s.Pos, EndPos: t.EndPos} }

// File is a text with an index of its lines. It never changes.
type File struct {
	Name  string
	Text  string
	lines []int // offset at which each line starts
}

// NewFile indexes text. Lines end at "\n"; a "\r" before it belongs to the line end.
func NewFile(name, text string) *File {
	f := &File{Name: name, Text: text, lines: []int{0}}
	for i := 0; i < len(text); i++ {
		if text[i] == '\n' {
			f.lines = append(f.lines, i+1)
		}
	}
	return f
}

// Lines returns the number of lines.
func (f *File) Lines() int { return len(f.lines) }

// Line returns the text of line n (from 1) without its line end, or "" when there is no such line.
func (f *File) Line(n int) string {
	if n < 1 || n > len(f.lines) {
		return ""
	}
	end := len(f.Text)
	if n < len(f.lines) {
		end = f.lines[n] - 1
	}
	return strings.TrimSuffix(f.Text[f.lines[n-1]:end], "\r")
}

// LineAt returns the number (from 1) of the line that holds the byte at offset.
func (f *File) LineAt(offset int) int {
	return sort.Search(len(f.lines), func(i int) bool { return f.lines[i] > offset })
}

// Slice returns the text of a span of this file, or "" when the span lies outside it.
func (f *File) Slice(s Span) string {
	if s.Pos.Offset < 0 || s.EndPos.Offset > len(f.Text) || s.Pos.Offset > s.EndPos.Offset {
		return ""
	}
	return f.Text[s.Pos.Offset:s.EndPos.Offset]
}

// Set is the files of one compilation by name.
type Set map[string]*File
