// Package table holds the tables a result is shown in: columns with units,
// rows in a tree, cells of text or exact numbers.
//
// A table is built from exact values. Reconcile then gives the numbers the form
// they are printed in, such that every total printed is the sum of the parts
// printed, in rows and columns at once; a program that reads the table as JSON
// gets the exact values instead. Renderers ask Text for a cell and need to know
// nothing of rounding.
//
// A Report has its tables ready: [Table.Text] is a cell for people, [Table.Markdown] a document, [Table.View] what other forms draw, and
// [Profile.CSV] writes tidy files of its [Fact]s. [English] and [Danish] are styles of numbers, units and words.
package table

import (
	"cmp"
	"strings"
	"unicode"

	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/lang/say"
)

// None is the Parent of a row or column that is part of no other, and the
// Places of a cell or column that leaves them to the rules of AutoPlaces.
const None = -1

// Table is one table of a result.
type Table struct {
	Name    string     // identifier, for programs
	Title   say.Phrase // one line above the table
	Note    say.Phrase // one line below it, may be empty
	Columns []Column
	Rows    []Row
	Basis   []Property // what all of it rests on
	Detail  bool       // it is told only where everything is: single lines, what a drawing is made of
	Across  say.Phrase // what its columns of numbers are values of, as those of a grid; else empty
}

// Column says what its cells have in common.
type Column struct {
	Name say.Phrase
	// Title is what people read above the column where that is more than Name, else empty.
	Title say.Phrase
	// Key is what programs call the column whatever language Name is said in, unless it is "": then Name in English.
	Key string
	// Unit is the unit of the column's numbers, unless a cell has its own.
	Unit string
	// Places is the number of decimal places its numbers are printed with, or
	// None: then AutoPlaces decides, for each cell or for all that add up.
	Places int
	// Parent is the index of the column this one is summed into, or None. A
	// column that is a parent has none itself.
	Parent int
	// AtLeast says that a number that its places would print as zero, and is none, is told as less than one in the last of them: < 0.1.
	AtLeast bool
	// Sums says that the rows of this column add up along Row.Parent. A column
	// and its parent must agree on it.
	Sums bool
	// Units says that its texts are the units of the numbers in its rows.
	Units bool
	// Inline says that its numbers are told with their units, as texts are: the points of a one-way table.
	Inline bool
	// Case says that its numbers are those of one case among others: in the first such column of the run itself, in the
	// others of the scenario that the column is named after.
	Case bool
}

// key is what programs call the column.
func (c Column) key() string { return cmp.Or(c.Key, c.Name.String()) }

// Heading is what people read above the column: its title, or else its name.
func (c Column) Heading() say.Phrase {
	if c.Title.Empty() {
		return c.Name
	}
	return c.Title
}

// Head is what stands above the column in a file of its table: its name, and the unit of its numbers as facts give it: Started (families).
func (c Column) Head(l say.Language) string {
	if c.Unit == "" {
		return c.Name.In(l)
	}
	return c.Name.In(l) + " (" + UnitIn(c.Unit, l) + ")"
}

// TextColumn returns a column for labels, in no sum.
func TextColumn(name say.Phrase) Column { return Column{Name: name, Places: None, Parent: None} }

// UnitColumn returns the column for the units of the numbers in its rows.
func UnitColumn() Column {
	c := TextColumn(say.T("Unit"))
	c.Units = true
	return c
}

// NumberColumn returns a column for numbers of a unit, in no sum of columns and
// with the places of AutoPlaces.
func NumberColumn(name say.Phrase, unit string) Column {
	return Column{Name: name, Unit: unit, Places: None, Parent: None}
}

// RowKind says what part a row plays; renderers choose rules and weights by it.
type RowKind int

// The kinds of rows.
const (
	Plain    RowKind = iota // a line
	Subtotal                // a sum of rows
	Total                   // the last sum
	Memo                    // told beside the sums ("of which labour"), part of none
	Heading                 // text over the rows that follow
)

// Row is one line of a table.
type Row struct {
	Kind RowKind
	// Parent is the index of the row this one is added into, or None. What is
	// to be subtracted has a negative value. The Parent of a Memo row is ignored.
	Parent int
	// Level is the indentation, 0 for none.
	Level int
	// Key is what programs call what the row is about, such as the name of a param, or "".
	Key string
	// Cells are the row's cells, one per column; those missing at the end are
	// empty.
	Cells []Cell
}

// CellKind says what a cell holds.
type CellKind int

// The kinds of cells.
const (
	Empty CellKind = iota
	Text
	Number
)

// Cell is one cell of a table. The zero Cell is empty; but set Places of a
// number by hand only if you also set it to None where it is not wanted.
type Cell struct {
	Kind  CellKind
	Text  say.Phrase // of a Text cell
	Value num.D      // of a Number cell, exact, in its unit
	// Unit overrides the column's unit, unless it is "".
	Unit string
	// Places overrides the column's places for a number that is part of no sum
	// of rows, unless it is None.
	Places int
	// Step is the step of a plan that a number is the value of, counted from 1, or 0 where it is of none.
	Step int
	// From is what the maker of the table knows of where a number comes from that no step stands for, or nil.
	From any

	printed       num.D // what Reconcile chose
	printedPlaces int
	hasPrinted    bool
}

// EmptyCell returns a cell without content.
func EmptyCell() Cell { return Cell{Places: None} }

// TextCell returns a cell of text that is the same in every language, such as a label of the script.
func TextCell(text string) Cell { return LabelCell(say.Verbatim(text)) }

// LabelCell returns a cell of text.
func LabelCell(text say.Phrase) Cell { return Cell{Kind: Text, Text: text, Places: None} }

// NumberCell returns a cell of a number in its column's unit and places.
func NumberCell(value num.D) Cell { return Cell{Kind: Number, Value: value, Places: None} }

// PrintedAs returns the cell with the number that it is printed as, rounded to places, where that follows from other printed
// numbers instead of from its own value.
func (c Cell) PrintedAs(value num.D, places int) Cell {
	c.printed, c.printedPlaces, c.hasPrinted = value, places, true
	return c
}

// Equal reports whether two cells have the same content and print the same. It
// makes tables comparable with go-cmp.
func (c Cell) Equal(d Cell) bool {
	return c.Kind == d.Kind && c.Text.Equal(d.Text) && c.Value.Equal(d.Value) &&
		c.Unit == d.Unit && c.Places == d.Places && c.hasPrinted == d.hasPrinted &&
		c.printed.Equal(d.printed) && c.printedPlaces == d.printedPlaces
}

// Printed returns the number a cell of that column shows and its decimal
// places: what Reconcile chose, or else the value rounded half away from zero.
// It is 0 for a cell that is no number.
func (c Cell) Printed(col Column) (value num.D, places int) {
	switch {
	case c.Kind != Number:
		return num.D{}, 0
	case c.hasPrinted:
		return c.printed, c.printedPlaces
	}
	places = c.places(col)
	return c.Value.Round(places), places
}

// places returns the decimal places of a number on its own.
func (c Cell) places(col Column) int { return c.placesBy(col, AutoPlaces) }

// placesBy returns the decimal places of a number, by a rule where neither it
// nor its column says them.
func (c Cell) placesBy(col Column, rule func(x num.D, unit string) int) int {
	switch {
	case c.Places >= 0:
		return c.Places
	case col.Places >= 0:
		return col.Places
	}
	return rule(c.Value, c.unit(col))
}

// unit returns the unit of a number.
func (c Cell) unit(col Column) string {
	if c.Unit != "" {
		return c.Unit
	}
	return col.Unit
}

// Cell returns the cell at a row and column, empty where the row ends before.
func (t *Table) Cell(row, col int) Cell {
	if cells := t.Rows[row].Cells; col < len(cells) {
		return cells[col]
	}
	return EmptyCell()
}

// Text returns what a cell shows: its text on one line, its printed number
// without the unit, or nothing.
func (t *Table) Text(row, col int, style Style) string {
	cell := t.Cell(row, col)
	if cell.Kind != Number {
		return OneLine(cell.Text.In(style.Language))
	}
	value, places := cell.Printed(t.Columns[col])
	if t.Columns[col].AtLeast && value.IsZero() && !cell.Value.IsZero() {
		return lessThan(cell.Value, places, style)
	}
	return Format(value, places, style)
}

// lessThan tells a number that is smaller than one in the last of some places: < 0.1, or > -0.1.
func lessThan(x num.D, places int, style Style) string {
	if x.Sign() < 0 {
		return "> " + Format(num.Power(-places).Neg(), places, style)
	}
	return "< " + Format(num.Power(-places), places, style)
}

// OneLine returns a text with blanks for tabs, ends of lines and all else that a
// terminal would obey instead of showing it.
func OneLine(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, text)
}

// rowName is how an error names a row: by its first text, else by its place.
func (t *Table) rowName(row int) string {
	for _, cell := range t.Rows[row].Cells {
		if cell.Kind == Text && !cell.Text.Empty() {
			return cell.Text.String()
		}
	}
	return ordinal("row", row)
}

// columnName is how an error names a column.
func (t *Table) columnName(col int) string {
	if name := t.Columns[col].Name; !name.Empty() {
		return name.String()
	}
	return ordinal("column", col)
}

// In returns the table with all texts said in a language. Numbers and units stay.
func (t *Table) In(l say.Language) *Table {
	out := *t
	out.Title, out.Note, out.Across = fixed(t.Title, l), fixed(t.Note, l), fixed(t.Across, l)
	out.Columns = append([]Column(nil), t.Columns...)
	for i := range out.Columns {
		c := &out.Columns[i]
		c.Key, c.Name, c.Title = c.key(), fixed(c.Name, l), fixed(c.Title, l)
	}
	out.Rows = append([]Row(nil), t.Rows...)
	for i := range out.Rows {
		cells := append([]Cell(nil), out.Rows[i].Cells...)
		for j := range cells {
			cells[j].Text = fixed(cells[j].Text, l)
		}
		out.Rows[i].Cells = cells
	}
	return &out
}

func fixed(text say.Phrase, l say.Language) say.Phrase { return say.Verbatim(text.In(l)) }
