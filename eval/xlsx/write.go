package xlsx

import (
	"archive/zip"
	"bytes"
	"strconv"

	"github.com/costlang/cost/eval/workbook"
)

// Write returns the file of a book. The same book gives the same bytes. Its formulas have no values yet: whoever opens it computes all of
// them. The error is an *Unfit, for a book that no file can hold.
func Write(book *workbook.Book) ([]byte, error) {
	if err := fits(book); err != nil {
		return nil, err
	}
	var out bytes.Buffer
	w := &writer{book: book, zip: zip.NewWriter(&out)}
	w.write()
	if w.err == nil {
		w.err = w.zip.Close()
	}
	return out.Bytes(), w.err
}

// writer fills a file. What cells share gets its numbers as it is met, so those parts come behind the sheets.
type writer struct {
	book  *workbook.Book
	zip   *zip.Writer
	texts numbered[string]
	cells int // that hold a text
	looks numbered[look]
	full  numbered[string] // formats that show all decimals
	err   error
}

// numbered are different things in the order in which they were first met.
type numbered[T comparable] struct {
	list []T
	at   map[T]int
}

// of is the number of a thing, a new one where it was not met before.
func (n *numbered[T]) of(thing T) int {
	at, known := n.at[thing]
	if !known {
		if n.at == nil {
			n.at = map[T]int{}
		}
		at = len(n.list)
		n.at[thing], n.list = at, append(n.list, thing)
	}
	return at
}

func (w *writer) write() {
	w.looks.of(usual)
	notes := make([][]note, len(w.book.Sheets))
	for i, s := range w.book.Sheets {
		notes[i] = notesOf(s)
	}
	w.part("[Content_Types].xml", func(p *part) { contentTypes(p, notes) })
	w.part("_rels/.rels", func(p *part) {
		relations(p, "officeDocument", "xl/workbook.xml", "metadata/core-properties", "docProps/core.xml", "extended-properties", "docProps/app.xml")
	})
	w.part("docProps/core.xml", w.core)
	w.part("docProps/app.xml", application)
	w.part("xl/workbook.xml", w.workbook)
	w.part("xl/_rels/workbook.xml.rels", w.workbookRelations)
	for i, s := range w.book.Sheets {
		w.sheetParts(i+1, s, notes[i])
	}
	w.part("xl/styles.xml", w.styles)
	w.part("xl/sharedStrings.xml", w.sharedTexts)
}

// sheetParts writes a sheet and, where it has notes, the three parts that these are made of.
func (w *writer) sheetParts(at int, s *workbook.Sheet, notes []note) {
	number := strconv.Itoa(at)
	w.part("xl/worksheets/sheet"+number+".xml", func(p *part) { w.sheet(p, s, at == 1, len(notes) > 0) })
	if len(notes) == 0 {
		return
	}
	w.part("xl/worksheets/_rels/sheet"+number+".xml.rels", func(p *part) {
		relations(p, "vmlDrawing", "../drawings/vmlDrawing"+number+".vml", "comments", "../comments"+number+".xml")
	})
	w.part("xl/comments"+number+".xml", func(p *part) { comments(p, notes) })
	w.part("xl/drawings/vmlDrawing"+number+".vml", func(p *part) { boxes(p, s, at, notes) })
}
