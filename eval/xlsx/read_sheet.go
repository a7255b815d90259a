package xlsx

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/costlang/cost/eval/rows"
	"github.com/costlang/cost/lang/say"
)

const (
	mostRows    = 1 << 20 // of a sheet, as in Excel
	mostColumns = 1 << 14
)

// Read implements rows.Book.
func (b *book) Read(name string, each func(row int, cells []rows.SheetCell) bool) ([]rows.Area, error) {
	at := slices.IndexFunc(b.sheets, func(s sheetPart) bool { return s.name == name })
	if at < 0 {
		return nil, &rows.Refusal{Why: say.T("it has no sheet `%s`", clip(name)), Help: say.T("check that it is the right file")}
	}
	if err := b.prepare(); err != nil {
		return nil, err
	}
	s := &sheetReader{book: b, each: each, cells: make([]rows.SheetCell, 0, 64)}
	err := b.parts.read(b.sheets[at].path, func(d *document, _ element) error {
		s.doc = d
		return d.children(s.section)
	})
	if errors.Is(err, errEnough) {
		return nil, nil
	}
	return s.merged, err
}

// prepare reads what the cells of all sheets refer to.
func (b *book) prepare() error {
	if b.shared != nil {
		return nil
	}
	related, err := b.parts.related(b.from)
	if err != nil {
		return err
	}
	if b.styles, err = b.parts.readStyles(ofKind(related, "styles")); err != nil {
		return err
	}
	shared, err := b.parts.readShared(ofKind(related, "sharedStrings"))
	if err == nil {
		b.shared = shared
	}
	return err
}

// errEnough ends a sheet whose further rows nobody wants.
var errEnough = errors.New("no more rows are wanted")

// sheetReader is the state of reading one sheet.
type sheetReader struct {
	book   *book
	doc    *document
	each   func(row int, cells []rows.SheetCell) bool
	row    int              // the last one begun
	column int              // of the last cell begun in it
	cells  []rows.SheetCell // of the row so far
	used   []int            // the places of those that are not empty, so that a row far to the right is cleared at once
	merged []rows.Area
}

// section reads a part of the sheet directly below its root.
func (s *sheetReader) section(e element) error {
	switch e.name {
	case "sheetData":
		return s.doc.children(s.readRow)
	case "mergeCells":
		return s.doc.children(func(e element) error {
			if area, ok := areaOf(e.attr("ref")); ok && e.name == "mergeCell" {
				s.merged = append(s.merged, area)
			}
			return nil
		})
	}
	return nil
}

func (s *sheetReader) readRow(e element) error {
	if e.name != "row" {
		return nil
	}
	row := s.row + 1
	if at := e.attr("r"); at != "" {
		n, err := strconv.Atoi(at)
		if err != nil || n < row {
			return damaged(say.T("row %s stands below row %d", clip(at), s.row))
		}
		row = n
	}
	if row > mostRows {
		return damaged(say.T("it has a row below row %d", mostRows))
	}
	s.row, s.column = row, 0
	for _, i := range s.used {
		s.cells[i] = rows.SheetCell{}
	}
	s.cells, s.used = s.cells[:0], s.used[:0]
	if err := s.doc.children(s.readCell); err != nil {
		return err
	}
	if len(s.cells) > 0 && !s.each(row, s.cells) {
		return errEnough
	}
	return nil
}

func (s *sheetReader) readCell(e element) error {
	if e.name != "c" {
		return nil
	}
	column, err := s.columnOf(e.attr("r"))
	if err != nil {
		return err
	}
	s.column = column
	var in stored
	if err := s.doc.children(func(e element) error { return in.read(s.doc, e) }); err != nil {
		return err
	}
	cell, ok := s.book.cellOf(in, e.attr("t"), e.attr("s"))
	if !ok {
		return damaged(say.T("row %d holds a cell with `%s`, which is nothing that its kind can be", s.row, clip(in.value)))
	}
	if cell.Kind == rows.NoCell {
		return nil
	}
	if s.book.texts += len(cell.Text); s.book.texts > s.book.parts.room.Bytes {
		return tooManyBytes(s.book.texts)
	}
	s.put(column, cell)
	return nil
}

// put keeps a cell of the row. The cells before it are empty, in memory that is cleared where it was used.
func (s *sheetReader) put(column int, cell rows.SheetCell) {
	s.cells = slices.Grow(s.cells, column-len(s.cells))[:column]
	s.cells[column-1], s.used = cell, append(s.used, column-1)
}

// columnOf is the column of a cell that says where it stands, or of the next one.
func (s *sheetReader) columnOf(name string) (int, error) {
	if name == "" {
		name = "A" // in words of its own below, where it is too far
		if s.column < mostColumns {
			return s.column + 1, nil
		}
	}
	column, row, ok := cellAt(name)
	if !ok || row != s.row || column <= s.column {
		return 0, damaged(say.T("the cell %s stands in row %d, behind column %d", clip(name), s.row, s.column))
	}
	return column, nil
}

// stored is what stands in a cell.
type stored struct {
	value   string
	inline  string // text that is not shared
	has     bool   // a value, maybe an empty one
	formula bool
}

func (in *stored) read(d *document, e element) (err error) {
	switch e.name {
	case "f":
		in.formula = true
	case "v":
		in.has = true
		var value strings.Builder
		err = d.text(&value)
		in.value = value.String()
	case "is":
		in.inline, err = d.richText()
	}
	return err
}

// cellOf is a cell of a kind and a style as they are written, or false where it cannot be.
func (b *book) cellOf(in stored, kind, style string) (rows.SheetCell, bool) {
	text := func(s string) (rows.SheetCell, bool) { return rows.SheetCell{Kind: rows.TextCell, Text: s}, true }
	empty := strings.TrimSpace(in.value) == ""
	switch {
	case kind == "inlineStr":
		return text(in.inline)
	case kind == "str" && in.has: // a formula may give an empty text
		return text(unescaped(in.value))
	case empty && in.formula: // with an empty value, too, as programs write it that do not compute
		return rows.SheetCell{Kind: rows.UnknownCell}, true
	case empty:
		return rows.SheetCell{}, true
	}
	switch kind {
	case "s":
		s, ok := b.shared.at(in.value)
		return rows.SheetCell{Kind: rows.TextCell, Text: s}, ok
	case "b":
		word := map[string]string{"1": "TRUE", "true": "TRUE", "0": "FALSE", "false": "FALSE"}[in.value]
		return rows.SheetCell{Kind: rows.TruthCell, Text: word}, word != ""
	case "e":
		return rows.SheetCell{Kind: rows.FaultCell, Text: in.value}, true
	case "d":
		return isoDate(in.value)
	case "", "n":
		return b.numberCell(in.value, b.formatAt(style))
	}
	return rows.SheetCell{}, false
}

func (b *book) formatAt(style string) format {
	if n, err := strconv.Atoi(style); err == nil && n >= 0 && n < len(b.styles) {
		return b.styles[n]
	}
	return asNumber
}

// isoDate reads the dates that some programs write as 2018-03-01T00:00:00.
func isoDate(value string) (rows.SheetCell, bool) {
	for _, layout := range []string{"2006-01-02", "2006-01-02T15:04:05", time.RFC3339} {
		if t, err := time.Parse(layout, value); err == nil {
			return rows.SheetCell{Kind: rows.DateCell, Text: dayText(t)}, true
		}
	}
	return rows.SheetCell{}, false
}

// cellAt reads a name such as C7, with column and row counted from 1.
func cellAt(name string) (column, row int, ok bool) {
	letters := strings.TrimRight(name, "0123456789")
	for _, l := range []byte(strings.ToUpper(letters)) {
		if l < 'A' || l > 'Z' || column > mostColumns {
			return 0, 0, false
		}
		column = column*26 + int(l-'A') + 1
	}
	row, err := strconv.Atoi(name[len(letters):])
	return column, row, err == nil && 0 < column && column <= mostColumns && 0 < row && row <= mostRows
}

// areaOf reads a name such as A1:C1.
func areaOf(name string) (rows.Area, bool) {
	from, to, ok := strings.Cut(name, ":")
	if !ok {
		return rows.Area{}, false
	}
	firstColumn, firstRow, first := cellAt(from)
	lastColumn, lastRow, last := cellAt(to)
	return rows.Area{FirstRow: firstRow, FirstColumn: firstColumn, LastRow: lastRow, LastColumn: lastColumn}, first && last
}
