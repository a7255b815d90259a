package xlsx

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"strconv"

	"github.com/xuri/excelize/v2"

	"github.com/costlang/cost/eval/workbook"
)

// Write returns the file of a book. The same book gives the same bytes. Its formulas have no values yet: whoever opens it computes all of
// them.
func Write(book *workbook.Book) ([]byte, error) {
	w := &writer{file: excelize.NewFile(), styles: map[workbook.Style]int{}}
	defer w.file.Close()
	if err := w.book(book); err != nil {
		return nil, err
	}
	var out bytes.Buffer
	_, err := w.file.WriteTo(&out)
	return out.Bytes(), err
}

// writer fills a file.
type writer struct {
	file   *excelize.File
	styles map[workbook.Style]int
}

// made is the moment that every file says it was made at: a date of its own would make two files of one script differ.
const made = "2000-01-01T00:00:00Z"

func (w *writer) book(book *workbook.Book) error {
	for i, s := range book.Sheets {
		if err := w.addSheet(i, s.Title); err != nil {
			return err
		}
	}
	for _, n := range book.Names {
		to := "'" + doubled(n.At.Sheet.Title) + "'!" + n.At.Fixed()
		if err := w.file.SetDefinedName(&excelize.DefinedName{Name: n.Name, RefersTo: to}); err != nil {
			return err
		}
	}
	for _, s := range book.Sheets {
		if err := w.sheet(s); err != nil {
			return err
		}
	}
	always := true
	if err := w.file.SetCalcProps(&excelize.CalcPropsOptions{FullCalcOnLoad: &always}); err != nil {
		return err
	}
	return w.file.SetDocProps(&excelize.DocProperties{Title: book.Title, Creator: book.Made, LastModifiedBy: book.Made, Created: made, Modified: made, Language: book.Language})
}

// addSheet adds a sheet; a new file has one already.
func (w *writer) addSheet(at int, title string) error {
	if at == 0 {
		return w.file.SetSheetName(w.file.GetSheetName(0), title)
	}
	_, err := w.file.NewSheet(title)
	return err
}

func (w *writer) sheet(s *workbook.Sheet) error {
	if err := w.widths(s); err != nil {
		return err
	}
	for row, cells := range s.Rows {
		if high := s.Height(row); high > 0 {
			if err := w.file.SetRowHeight(s.Title, row+1, high); err != nil {
				return err
			}
		}
		for col, c := range cells {
			if err := w.cell(s.Title, workbook.Address{Row: row, Col: col}.Ref(), c); err != nil {
				return err
			}
		}
	}
	for _, l := range s.Limits {
		if err := w.limit(s.Title, l); err != nil {
			return err
		}
	}
	if err := w.panes(s); err != nil {
		return err
	}
	return w.print(s)
}

func (w *writer) widths(s *workbook.Sheet) error {
	for col, width := range s.Widths {
		if width == 0 {
			continue
		}
		name, err := excelize.ColumnNumberToName(col + 1)
		if err != nil {
			return err
		}
		if err := w.file.SetColWidth(s.Title, name, name, width); err != nil {
			return err
		}
	}
	return nil
}

func (w *writer) cell(sheet, at string, c workbook.Cell) error {
	if c != (workbook.Cell{}) {
		style, err := w.style(c.Style)
		if err != nil {
			return err
		}
		if err := w.file.SetCellStyle(sheet, at, at, style); err != nil {
			return err
		}
	}
	if c.Note != "" {
		if err := w.note(sheet, at, c.Note); err != nil {
			return err
		}
	}
	switch c.Kind {
	case workbook.Text:
		return w.file.SetCellStr(sheet, at, c.Text)
	case workbook.Digest:
		return w.file.SetCellStr(sheet, at, fmt.Sprintf("%x", sha256.Sum256([]byte(c.Text))))
	case workbook.Formula:
		return w.file.SetCellFormula(sheet, at, c.Text)
	case workbook.Number:
		v, err := strconv.ParseFloat(c.Text, 64)
		if err != nil {
			return err
		}
		return w.file.SetCellFloat(sheet, at, v, -1, 64)
	}
	return nil
}

// longestNote is how many characters of a note are kept: more than can be read beside a cell.
const longestNote = 1000

func (w *writer) note(sheet, at, text string) error {
	if runes := []rune(text); len(runes) > longestNote {
		text = string(runes[:longestNote]) + "…"
	}
	return w.file.AddComment(sheet, excelize.Comment{Cell: at, Author: "cost", Paragraph: []excelize.RichTextRun{{Text: text}}})
}

func (w *writer) limit(sheet string, l workbook.Limit) error {
	v := excelize.NewDataValidation(true)
	v.Sqref = workbook.Address{Row: l.Row, Col: l.Col}.Ref()
	v.Type, v.Operator, v.Formula1, v.Formula2 = "decimal", "between", l.Low, l.High
	return w.file.AddDataValidation(sheet, v)
}

func (w *writer) panes(s *workbook.Sheet) error {
	off := false
	if err := w.file.SetSheetView(s.Title, 0, &excelize.ViewOptions{ShowGridLines: &off}); err != nil {
		return err
	}
	if s.FrozenRows == 0 && s.FrozenCols == 0 {
		return nil
	}
	pane := "bottomRight"
	switch {
	case s.FrozenCols == 0:
		pane = "bottomLeft"
	case s.FrozenRows == 0:
		pane = "topRight"
	}
	corner := workbook.Address{Row: s.FrozenRows, Col: s.FrozenCols}.Ref()
	return w.file.SetPanes(s.Title, &excelize.Panes{
		Freeze: true, XSplit: s.FrozenCols, YSplit: s.FrozenRows, TopLeftCell: corner, ActivePane: pane,
		Selection: []excelize.Selection{{SQRef: corner, ActiveCell: corner, Pane: pane}},
	})
}

// print makes a sheet as wide as a page of A4 lying, and as long as it takes, with the rows that stay in sight on every page.
func (w *writer) print(s *workbook.Sheet) error {
	a4, wide, tall, landscape, fit := 9, 1, 0, "landscape", true
	if err := w.file.SetPageLayout(s.Title, &excelize.PageLayoutOptions{Size: &a4, Orientation: &landscape, FitToWidth: &wide, FitToHeight: &tall}); err != nil {
		return err
	}
	if err := w.file.SetSheetProps(s.Title, &excelize.SheetPropsOptions{FitToPage: &fit}); err != nil {
		return err
	}
	if err := w.file.SetHeaderFooter(s.Title, &excelize.HeaderFooterOptions{OddFooter: "&L&A&R&P / &N"}); err != nil {
		return err
	}
	if s.FrozenRows == 0 {
		return nil
	}
	rows := "'" + doubled(s.Title) + "'!$1:$" + strconv.Itoa(s.FrozenRows)
	return w.file.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: rows, Scope: s.Title})
}
