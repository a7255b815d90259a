// Package workbook reads a plan as a workbook: every step that is worth a cell has one with a formula, and nothing in it is computed here.
//
// A [Book] is sheets of cells as any spreadsheet has them, and knows no file format: eval/xlsx writes one.
package workbook

import (
	"cmp"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/costlang/cost/lang/diag"
)

// Book is a workbook: its sheets in order, and the names of cells.
type Book struct {
	Title    string
	Made     string // the program that made it, and its version
	Language string // en or da
	Sheets   []*Sheet
	Names    []Name
	Warnings diag.List // that the run gave
}

// Name is a cell that formulas call by a name.
type Name struct {
	Name string
	At   Address
}

// Address is a cell: its sheet, and its row and column from 0.
type Address struct {
	Sheet    *Sheet
	Row, Col int
}

// Sheet is one sheet. Rows and columns count from 0.
type Sheet struct {
	Title  string
	Rows   [][]Cell
	Widths []float64 // of columns, in characters; 0 for the usual
	// Rows and columns that stay in sight.
	FrozenRows, FrozenCols int
	Limits                 []Limit

	blank map[[2]int]bool // cells among numbers that nothing stands in, by row and column
}

const (
	titleHeight = 24.0 // points
	lineHeight  = 14.0
	usualWidth  = 9.0 // characters of a column
	mostLines   = 12
)

// Height is how high a row must be for what is wrapped in it, in points, or 0 for the usual.
func (s *Sheet) Height(row int) float64 {
	lines := 1
	for col, c := range s.Rows[row] {
		if c.Style.Role == Title {
			return titleHeight
		}
		if c.Kind != Text || !c.Style.Wrap && c.Style.Role != Header {
			continue
		}
		width := cmp.Or(s.width(col), usualWidth)
		lines = max(lines, int(float64(utf8.RuneCountInString(c.Text))*slack(c.Text)/width)+1)
	}
	if lines == 1 {
		return 0
	}
	return float64(min(lines, mostLines)) * lineHeight
}

// slack is how much more room a text takes than its characters: lines of words end early, a name is cut wherever its line ends.
func slack(text string) float64 {
	const early = 1.15
	if strings.Contains(text, " ") {
		return early
	}
	return 1
}

// pageWidth is how many characters a page holds side by side in a size that people read.
const pageWidth = 240

// Pages is how many pages stand side by side when the sheet is printed: each begins with the columns that stay in sight.
func (s *Sheet) Pages() int {
	width, kept, columns := 0.0, 0.0, 0
	for _, row := range s.Rows {
		columns = max(columns, len(row))
	}
	for col := range columns {
		own := cmp.Or(s.width(col), usualWidth)
		width += own
		if col < s.FrozenCols {
			kept += own
		}
	}
	room := max(pageWidth-kept, usualWidth)
	return max(1, int(math.Ceil((width-kept)/room)))
}

// Widen makes a column so many characters wide.
func (s *Sheet) Widen(col, characters int) {
	for len(s.Widths) <= col {
		s.Widths = append(s.Widths, 0)
	}
	s.Widths[col] = float64(characters)
}

// width is that of a column, 0 for the usual.
func (s *Sheet) width(col int) float64 {
	if col < len(s.Widths) {
		return s.Widths[col]
	}
	return 0
}

// Limit is the lowest and highest value that a cell accepts, as formulas.
type Limit struct {
	Row, Col  int
	Low, High string
}

// Kind is what a cell holds.
type Kind uint8

// What cells hold.
const (
	Empty Kind = iota
	Text
	Number
	Formula
	Digest // the SHA-256 of a text, which whoever writes the file computes
)

// Cell is what stands in a cell. Text is that of a text or digest, a formula without the sign =, or a number as a decimal. Value is what a
// formula gave in the run: a number as a decimal, TRUE, FALSE, an error such as #N/A, [NoText], or "" where nobody knows.
type Cell struct {
	Kind  Kind
	Text  string
	Value string
	Style Style
	Note  string // that opens beside the cell, or ""
}

// NoText is the value of a formula that gave an empty text.
const NoText = `""`

// Style is how a cell looks. Equal styles look the same.
type Style struct {
	Role   Role
	Format string // of numbers, as spreadsheets write it in English
	Indent int
	Wrap   bool
	Bold   bool
	Right  bool
	Over   bool // a line is drawn above it
	Given  bool // a number that is given elsewhere, with all its decimals
}

// Exact reports whether a cell shows all decimals of its number, also those that its format would round: what is given stands there.
func (s Style) Exact() bool { return s.Role == Input || s.Given }

// Role is what a cell is there for.
type Role uint8

// What cells are there for.
const (
	Plain   Role = iota
	Title        // of a sheet
	Heading      // of a part of it
	Header       // of columns
	Input        // a number that may be changed
	Derived      // computed among the inputs
	Total        // a sum
	Quiet        // units, lines, remarks
	Check        // TRUE where all is well
)

// longestText is how many UTF-16 units of a text a cell holds.
const longestText = 32_767

// Put stands a cell at a row and column. There is room for what is put; a text that no cell can hold is cut, and ends in ….
func (s *Sheet) Put(row, col int, c Cell) {
	for len(s.Rows) <= row {
		s.Rows = append(s.Rows, nil)
	}
	for len(s.Rows[row]) <= col {
		s.Rows[row] = append(s.Rows[row], Cell{})
	}
	if c.Kind == Text {
		c.Text = held(c.Text)
	}
	if c.Kind == Text && c.Text == "" {
		c.Kind = Empty // but it looks as it does
	}
	s.Rows[row][col] = c
}

// held is a text as far as a cell holds it.
func held(text string) string {
	if len(text) <= longestText {
		return text
	}
	units, kept := 0, 0
	for i, r := range text {
		if units < longestText {
			kept = i // with room for …
		}
		if units += units16(string(r)); units > longestText {
			return text[:kept] + "…"
		}
	}
	return text
}

// At is the cell at a row and column, empty where nothing was put.
func (s *Sheet) At(row, col int) Cell {
	if row < len(s.Rows) && col < len(s.Rows[row]) {
		return s.Rows[row][col]
	}
	return Cell{}
}

// Cells is how many cells of a book hold something.
func (b *Book) Cells() int {
	n := 0
	for _, s := range b.Sheets {
		for _, row := range s.Rows {
			for _, c := range row {
				if c.Kind != Empty {
					n++
				}
			}
		}
	}
	return n
}

// Ref is the address within its sheet: B7.
func (a Address) Ref() string { return column(a.Col) + strconv.Itoa(a.Row+1) }

// Fixed is the address within its sheet as it stays when it is copied: $B$7.
func (a Address) Fixed() string { return "$" + column(a.Col) + "$" + strconv.Itoa(a.Row+1) }

// From is the address as a formula of a sheet has it: B7, or Model!B7.
func (a Address) From(s *Sheet) string {
	if a.Sheet == s {
		return a.Ref()
	}
	return quotedTitle(a.Sheet.Title) + "!" + a.Ref()
}

// column is the letters of a column: A, Z, AA.
func column(col int) string {
	const letters = 26
	out := ""
	for col++; col > 0; col = (col - 1) / letters {
		out = string(rune('A'+(col-1)%letters)) + out
	}
	return out
}
