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
	marks []int // offset at which every apart-th line starts, from the first on
	lines int
}

// apart is how many lines one mark stands for: the index of a text of nothing but line ends is then smaller than the text.
const apart = 32

// NewFile indexes text. Lines end at "\n"; a "\r" before it belongs to the line end.
func NewFile(name, text string) *File {
	f := &File{Name: name, Text: text, marks: []int{0}, lines: 1}
	for i := 0; i < len(text); i++ {
		if text[i] != '\n' {
			continue
		}
		if f.lines%apart == 0 {
			f.marks = append(f.marks, i+1)
		}
		f.lines++
	}
	return f
}

// Lines returns the number of lines.
func (f *File) Lines() int { return f.lines }

// Line returns the text of line n (from 1) without its line end, or "" when there is no such line.
func (f *File) Line(n int) string {
	if n < 1 || n > f.lines {
		return ""
	}
	rest := f.Text[f.marks[(n-1)/apart]:]
	for range (n - 1) % apart {
		_, rest, _ = strings.Cut(rest, "\n")
	}
	line, _, _ := strings.Cut(rest, "\n")
	return strings.TrimSuffix(line, "\r")
}

// LineAt returns the number (from 1) of the line that holds the byte at offset.
func (f *File) LineAt(offset int) int {
	before := sort.Search(len(f.marks), func(i int) bool { return f.marks[i] > offset })
	if before == 0 {
		return 0
	}
	between := f.Text[f.marks[before-1]:min(offset, len(f.Text))]
	return (before-1)*apart + strings.Count(between, "\n") + 1
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
