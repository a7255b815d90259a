package xlsx

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"
	"strings"

	"github.com/costlang/cost/eval/workbook"
)

// sheet writes a sheet. Excel refuses one whose elements stand in another order.
func (w *writer) sheet(p *part, s *workbook.Sheet, first, notes bool) {
	p.begin("worksheet", "xmlns", spreadsheetML, "xmlns:r", related)
	p.begin("sheetPr")
	p.empty("pageSetUpPr", "fitToPage", "1")
	p.end()
	p.empty("dimension", "ref", extent(s))
	view(p, s, first)
	p.empty("sheetFormatPr", "defaultRowHeight", decimal(usualHeight))
	columns(p, s)
	w.rows(p, s)
	w.digits(p, s)
	limits(p, s)
	// Pages of A4 lying, and as many of them below one another as it takes.
	p.empty("pageSetup", "paperSize", "9", "fitToWidth", strconv.Itoa(s.Pages()), "fitToHeight", "0", "orientation", "landscape")
	p.begin("headerFooter")
	p.text("oddFooter", "&L&A&R&P / &N")
	p.end()
	if notes {
		p.empty("legacyDrawing", "r:id", "rId1")
	}
	p.end()
}

// usualHeight is that of rows that say nothing of it, in points.
const usualHeight = 15.0

// extent is the area from the first cell to the last row and column.
func extent(s *workbook.Sheet) string {
	last := workbook.Address{Row: max(len(s.Rows), 1) - 1}
	for _, row := range s.Rows {
		last.Col = max(last.Col, len(row)-1)
	}
	if last == (workbook.Address{}) {
		return "A1"
	}
	return "A1:" + last.Ref()
}

// view says what stays in sight.
func view(p *part, s *workbook.Sheet, first bool) {
	attrs := []string{"showGridLines", "0", "workbookViewId", "0"}
	if first {
		attrs = append(attrs, "tabSelected", "1")
	}
	p.begin("sheetViews")
	p.begin("sheetView", attrs...)
	if s.FrozenRows > 0 || s.FrozenCols > 0 {
		panes(p, s)
	}
	p.end()
	p.end()
}

func panes(p *part, s *workbook.Sheet) {
	var attrs []string
	pane := "bottomRight"
	switch {
	case s.FrozenCols == 0:
		pane = "bottomLeft"
	case s.FrozenRows == 0:
		pane = "topRight"
	}
	if s.FrozenCols > 0 {
		attrs = append(attrs, "xSplit", strconv.Itoa(s.FrozenCols))
	}
	if s.FrozenRows > 0 {
		attrs = append(attrs, "ySplit", strconv.Itoa(s.FrozenRows))
	}
	corner := workbook.Address{Row: s.FrozenRows, Col: s.FrozenCols}.Ref()
	p.empty("pane", append(attrs, "topLeftCell", corner, "activePane", pane, "state", "frozen")...)
	p.empty("selection", "pane", pane, "activeCell", corner, "sqref", corner)
}

// widest is how many characters wide a column may be.
const widest = 255

func columns(p *part, s *workbook.Sheet) {
	begun := false
	for col, width := range s.Widths {
		if width <= 0 {
			continue
		}
		if !begun {
			p.begin("cols")
			begun = true
		}
		number := strconv.Itoa(col + 1)
		p.empty("col", "min", number, "max", number, "width", decimal(min(width, widest)), "customWidth", "1")
	}
	if begun {
		p.end()
	}
}

func (w *writer) rows(p *part, s *workbook.Sheet) {
	p.begin("sheetData")
	for row, cells := range s.Rows {
		if !slices.ContainsFunc(cells, isPut) {
			continue
		}
		attrs := []string{"r", strconv.Itoa(row + 1)}
		high := s.Height(row)
		if high > 0 {
			attrs = append(attrs, "ht", decimal(high), "customHeight", "1")
		}
		p.begin("row", attrs...)
		for col, c := range cells {
			if isPut(c) {
				w.cell(p, workbook.Address{Row: row, Col: col}.Ref(), c, high == 0)
			}
		}
		p.end()
	}
	p.end()
}

// isPut reports whether a cell is more than room that was made.
func isPut(c workbook.Cell) bool { return c != workbook.Cell{} }

// cell writes a cell. In a row of one line it stands clear of the lines above and below.
func (w *writer) cell(p *part, at string, c workbook.Cell, oneLine bool) {
	its := lookOf(c.Style)
	if oneLine && its.vertical == "top" {
		its.vertical = "center"
	}
	look := strconv.Itoa(w.looks.of(its))
	switch c.Kind {
	case workbook.Text:
		w.textCell(p, at, look, c.Text)
	case workbook.Digest:
		sum := sha256.Sum256([]byte(c.Text))
		w.textCell(p, at, look, hex.EncodeToString(sum[:]))
	case workbook.Formula:
		formulaCell(p, at, look, c)
	case workbook.Number:
		v, _ := strconv.ParseFloat(c.Text, 64) // fits has read it
		p.begin("c", "r", at, "s", look)
		p.text("v", decimal(v))
		p.end()
	default:
		p.empty("c", "r", at, "s", look)
	}
}

// formulaCell writes a formula with its value, for programs that compute none.
func formulaCell(p *part, at, look string, c workbook.Cell) {
	attrs, stored := []string{"r", at, "s", look}, c.Value
	switch {
	case stored == "TRUE":
		attrs, stored = append(attrs, "t", "b"), "1"
	case stored == "FALSE":
		attrs, stored = append(attrs, "t", "b"), "0"
	case stored == workbook.NoText:
		p.begin("c", append(attrs, "t", "str")...)
		p.text("f", c.Text)
		p.text("v", "")
		p.end()
		return
	case strings.HasPrefix(stored, "#"):
		attrs = append(attrs, "t", "e")
	case stored != "":
		v, _ := strconv.ParseFloat(stored, 64) // fits has read it
		stored = decimal(v)
	}
	p.begin("c", attrs...)
	p.text("f", c.Text)
	if stored != "" {
		p.text("v", stored)
	}
	p.end()
}

func (w *writer) textCell(p *part, at, look, text string) {
	w.cells++
	p.begin("c", "r", at, "s", look, "t", "s")
	p.text("v", strconv.Itoa(w.texts.of(text)))
	p.end()
}

// limits writes between which values numbers may be typed in.
func limits(p *part, s *workbook.Sheet) {
	if len(s.Limits) == 0 {
		return
	}
	p.begin("dataValidations", "count", strconv.Itoa(len(s.Limits)))
	for _, l := range s.Limits {
		p.begin("dataValidation", "type", "decimal", "allowBlank", "1", "showErrorMessage", "1", "sqref", workbook.Address{Row: l.Row, Col: l.Col}.Ref())
		p.text("formula1", l.Low)
		p.text("formula2", l.High)
		p.end()
	}
	p.end()
}

func decimal(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }
