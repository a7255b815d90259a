package xlsx

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/costlang/cost/eval/workbook"
)

// longestNote is how many characters of a note are kept: more than can be read beside a cell.
const longestNote = 1000

// note opens beside a cell.
type note struct {
	at   workbook.Address
	text string
}

func notesOf(s *workbook.Sheet) []note {
	var out []note
	for row, cells := range s.Rows {
		for col, c := range cells {
			if c.Note == "" {
				continue
			}
			if runes := []rune(c.Note); len(runes) > longestNote {
				c.Note = string(runes[:longestNote]) + "…"
			}
			out = append(out, note{workbook.Address{Row: row, Col: col}, c.Note})
		}
	}
	return out
}

// comments writes the texts of notes.
func comments(p *part, notes []note) {
	p.begin("comments", "xmlns", spreadsheetML)
	p.begin("authors")
	p.text("author", "cost")
	p.end()
	p.begin("commentList")
	for _, n := range notes {
		p.begin("comment", "ref", n.at.Ref(), "authorId", "0")
		p.begin("text")
		p.begin("r")
		p.begin("rPr")
		p.empty("sz", "val", "9")
		p.empty("color", "indexed", "81")
		p.empty("rFont", "val", "Calibri")
		p.empty("family", "val", "2")
		p.end()
		p.content(n.text)
		p.end()
		p.end()
		p.end()
	}
	p.end()
	p.end()
}

// boxes draws the boxes that notes open in, hidden until a cell is pointed at, in the old VML that Excel wants them in.
func boxes(p *part, s *workbook.Sheet, sheet int, notes []note) {
	const shapes = 1024 // of a sheet, in the numbers that they have
	p.begin("xml", "xmlns:v", "urn:schemas-microsoft-com:vml", "xmlns:o", "urn:schemas-microsoft-com:office:office", "xmlns:x", "urn:schemas-microsoft-com:office:excel")
	p.begin("o:shapelayout", "v:ext", "edit")
	p.empty("o:idmap", "v:ext", "edit", "data", strconv.Itoa(sheet))
	p.end()
	p.begin("v:shapetype", "id", "_x0000_t202", "coordsize", "21600,21600", "o:spt", "202", "path", "m,l,21600r21600,l21600,xe")
	p.empty("v:stroke", "joinstyle", "miter")
	p.empty("v:path", "gradientshapeok", "t", "o:connecttype", "rect")
	p.end()
	for i, n := range notes {
		p.box(s, n, fmt.Sprintf("_x0000_s%d", sheet*shapes+i+1))
	}
	p.end()
}

const (
	noteWidth  = 240 // pixels, about lineLength characters
	lineHeight = 16  // pixels
	lineLength = 38
	mostLines  = 24
)

// box draws the box of a note, as high as its text is long.
func (p *part) box(s *workbook.Sheet, n note, id string) {
	lines := 1
	for line := range strings.SplitSeq(n.text, "\n") {
		lines += utf8.RuneCountInString(line)/lineLength + 1
	}
	high := min(lines, mostLines) * lineHeight
	const points = 3.0 / 4 // of a pixel
	style := fmt.Sprintf("position:absolute;width:%gpt;height:%gpt;z-index:1;visibility:hidden", noteWidth*points, float64(high)*points)
	p.begin("v:shape", "id", id, "type", "#_x0000_t202", "style", style, "fillcolor", "#FFFBE6", "strokecolor", "#8A97A6", "o:insetmode", "auto")
	p.empty("v:fill", "color2", "#FFFBE6")
	p.empty("v:shadow", "on", "t", "color", "black", "obscured", "t")
	p.empty("v:path", "o:connecttype", "none")
	p.begin("v:textbox", "style", "mso-direction-alt:auto")
	p.text("div", "", "style", "text-align:left")
	p.end()
	p.begin("x:ClientData", "ObjectType", "Note")
	p.empty("x:MoveWithCells")
	p.empty("x:SizeWithCells")
	p.text("x:Anchor", anchor(s, n.at, high))
	p.text("x:AutoFill", "False")
	p.text("x:Row", strconv.Itoa(n.at.Row))
	p.text("x:Column", strconv.Itoa(n.at.Col))
	p.end()
	p.end()
}

// anchor is where the box of a note begins and ends: columns and rows, each with pixels from its edge.
func anchor(s *workbook.Sheet, at workbook.Address, high int) string {
	const gap = 15 // pixels from the cell
	wide := func(col int) int {
		const digit, margin, usual = 7, 5, 64
		if col < len(s.Widths) && s.Widths[col] > 0 {
			return int(s.Widths[col]*digit) + margin
		}
		return usual
	}
	tall := func(row int) int {
		if row < len(s.Rows) && s.Height(row) > 0 {
			return int(s.Height(row) * 4 / 3)
		}
		return usualHeight * 4 / 3
	}
	left, top := min(at.Col+1, mostColumns-1), max(at.Row-1, 0)
	right, x := walk(left, gap+noteWidth, mostColumns-1, wide)
	bottom, y := walk(top, high, mostRows-1, tall)
	return fmt.Sprintf("%d, %d, %d, 0, %d, %d, %d, %d", left, gap, top, right, x, bottom, y)
}

// walk goes some pixels on from the edge of a column or row, as far as the last one.
func walk(from, pixels, last int, size func(int) int) (at, rest int) {
	for at, rest = from, pixels; at < last && rest >= size(at); at++ {
		rest -= size(at)
	}
	return at, min(rest, size(at))
}
