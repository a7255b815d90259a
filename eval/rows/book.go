package rows

import (
	"github.com/costlang/cost/lang/say"
)

// Reader opens a file with sheets, such as a workbook, that content is the whole of. What it takes in memory stays within a small
// multiple of the room. An error is a *Refusal, or that of Room.Stopped.
type Reader func(content []byte, room Room) (Book, error)

// Room is what a Reader may take.
type Room struct {
	Bytes int // unpacked, of all parts that are read
	// Stopped is asked now and then, unless it is nil. Its error ends the reading.
	Stopped func() error
}

// Book is an open workbook, for one goroutine.
type Book interface {
	// Sheets are the names of the sheets with cells, hidden ones too, in the order of the workbook.
	Sheets() []string
	// Hidden reports whether a program of spreadsheets does not show a sheet. It is read all the same.
	Hidden(sheet string) bool
	// Read hands over the rows of a sheet from the first to the last, as long as each agrees. Rows are numbered from 1, and rows without
	// cells may be left out; cells begin at column A and are lent until each returns. The areas are those of cells that are merged into
	// one, as far as the sheet was read. An error is like that of a Reader.
	Read(sheet string, each func(row int, cells []SheetCell) bool) (merged []Area, err error)
	// Unpacked is how many bytes were read so far.
	Unpacked() int
}

// Kind is what a cell of a sheet holds.
type Kind uint8

// The kinds of cells.
const (
	NoCell      Kind = iota
	TextCell         // Text as it is written
	NumberCell       // Text is digits with a decimal point and perhaps a sign, and ends in % where the cell is shown so
	DateCell         // Text is 2018-03-01, followed by a blank and the time of day if there is one; or a time alone, as 180:30:00 or -0:00:00.125
	TruthCell        // Text is TRUE or FALSE
	FaultCell        // Text is the error that the cell shows, such as #N/A
	UnknownCell      // a formula whose value is not stored
)

// SheetCell is a cell of a sheet. Its text outlives the row.
type SheetCell struct {
	Kind Kind
	Text string
}

// Area is a rectangle of cells, all numbers from 1 and inclusive.
type Area struct{ FirstRow, FirstColumn, LastRow, LastColumn int }

func (a Area) String() string {
	return cellName(a.FirstColumn, a.FirstRow) + ":" + cellName(a.LastColumn, a.LastRow)
}

// Refusal says why a file with sheets cannot be read.
type Refusal struct {
	Why  say.Phrase // behind "cannot be read: "
	Help say.Phrase // what to do about it
	// Unpacked is set where Room.Bytes were too few: how many there are at least.
	Unpacked int
}

func (r *Refusal) Error() string { return r.Why.String() }
