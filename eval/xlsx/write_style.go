package xlsx

import (
	"strconv"

	"github.com/costlang/cost/eval/workbook"
)

// Colours are those of a quiet page; blue is what may be changed, as financial models have it.
const (
	ink   = "FF1F2933"
	blue  = "FF0000FF"
	pale  = "FFF3F6FA"
	cream = "FFFFFBE6"
	rule  = "FF8A97A6"
	quiet = "FF6B7785"
	head  = "FF1F4E79"
)

// look is what a style says, taken apart as files do. Equal looks are one in the file.
type look struct {
	font   font
	fill   string // a colour
	line   string // the side of the cell that has one
	format string // of numbers
	// Where the text stands.
	vertical, horizontal string
	indent               int
	wrap                 bool
}

type font struct {
	size  int // points
	color string
	bold  bool
}

// usual is the look of cells that nothing was put in.
var usual = look{font: font{size: 11}}

func lookOf(s workbook.Style) look {
	out := look{font: font{10, ink, s.Bold}, format: s.Format, vertical: "top", indent: s.Indent, wrap: s.Wrap}
	switch {
	case s.Right:
		out.horizontal = "right"
	case s.Indent > 0:
		out.horizontal = "left"
	}
	switch s.Role {
	case workbook.Title:
		out.font = font{16, head, true}
	case workbook.Heading:
		out.font = font{11, head, true}
	case workbook.Header:
		out.font.bold, out.fill, out.line, out.wrap, out.vertical = true, pale, "bottom", true, "bottom"
	case workbook.Input:
		out.font.color, out.fill = blue, cream
	case workbook.Total:
		out.font.bold, out.line = true, "top"
	case workbook.Quiet:
		out.font.color = quiet
	case workbook.Check:
		out.font.bold = true
	}
	if s.Over {
		out.line = "top"
	}
	return out
}

// firstFormat is the number of the first format of a file's own.
const firstFormat = 164

// styles writes the looks that cells have by number: first what they are made of, then each by the numbers of those.
func (w *writer) styles(p *part) {
	var formats, fills, lines numbered[string]
	var fonts numbered[font]
	for _, l := range w.looks.list {
		formats.of(l.format)
		fonts.of(l.font)
		fills.of(l.fill)
		lines.of(l.line)
	}
	p.begin("styleSheet", "xmlns", spreadsheetML)
	writeFormats(p, formats.list)
	writeFonts(p, fonts.list)
	writeFills(p, fills.list)
	writeBorders(p, lines.list)
	p.begin("cellStyleXfs", "count", "1")
	p.empty("xf", "numFmtId", "0", "fontId", "0", "fillId", "0", "borderId", "0")
	p.end()
	p.begin("cellXfs", "count", strconv.Itoa(len(w.looks.list)))
	for _, l := range w.looks.list {
		writeLook(p, l, formatNumber(formats.of(l.format)), fonts.of(l.font), fillNumber(fills.of(l.fill)), lines.of(l.line))
	}
	p.end()
	p.begin("cellStyles", "count", "1")
	p.empty("cellStyle", "name", "Normal", "xfId", "0", "builtinId", "0")
	p.end()
	w.writeFull(p, formatNumber(len(formats.list)))
	p.end()
}

// formatNumber is the number of a format; the first one is that of no format, which is General.
func formatNumber(at int) int {
	if at == 0 {
		return 0
	}
	return firstFormat - 1 + at
}

func writeFormats(p *part, formats []string) {
	if len(formats) == 1 {
		return
	}
	p.begin("numFmts", "count", strconv.Itoa(len(formats)-1))
	for i, f := range formats[1:] {
		p.empty("numFmt", "numFmtId", strconv.Itoa(formatNumber(i+1)), "formatCode", escaped(f))
	}
	p.end()
}

func writeFonts(p *part, fonts []font) {
	p.begin("fonts", "count", strconv.Itoa(len(fonts)))
	for _, f := range fonts {
		p.begin("font")
		if f.bold {
			p.empty("b")
		}
		p.empty("sz", "val", strconv.Itoa(f.size))
		if f.color != "" {
			p.empty("color", "rgb", f.color)
		}
		p.empty("name", "val", "Calibri")
		p.empty("family", "val", "2")
		p.end()
	}
	p.end()
}

// fillNumber is the number of a fill. The first is none, and the second is one that Excel keeps to itself.
func fillNumber(at int) int {
	if at == 0 {
		return 0
	}
	return at + 1
}

func writeFills(p *part, fills []string) {
	p.begin("fills", "count", strconv.Itoa(len(fills)+1))
	for _, pattern := range []string{"none", "gray125"} {
		p.begin("fill")
		p.empty("patternFill", "patternType", pattern)
		p.end()
	}
	for _, color := range fills[1:] {
		p.begin("fill")
		p.begin("patternFill", "patternType", "solid")
		p.empty("fgColor", "rgb", color)
		p.end()
		p.end()
	}
	p.end()
}

func writeBorders(p *part, lines []string) {
	p.begin("borders", "count", strconv.Itoa(len(lines)))
	for _, line := range lines {
		p.begin("border")
		for _, side := range []string{"left", "right", "top", "bottom", "diagonal"} {
			if side != line {
				p.empty(side)
				continue
			}
			p.begin(side, "style", "thin")
			p.empty("color", "rgb", rule)
			p.end()
		}
		p.end()
	}
	p.end()
}

func writeLook(p *part, l look, format, font, fill, line int) {
	attrs := []string{"numFmtId", strconv.Itoa(format), "fontId", strconv.Itoa(font), "fillId", strconv.Itoa(fill), "borderId", strconv.Itoa(line), "xfId", "0"}
	if l == usual {
		p.empty("xf", attrs...)
		return
	}
	for _, a := range []struct {
		name string
		has  bool
	}{{"applyNumberFormat", format > 0}, {"applyFont", true}, {"applyFill", fill > 0}, {"applyBorder", line > 0}, {"applyAlignment", true}} {
		if a.has {
			attrs = append(attrs, a.name, "1")
		}
	}
	p.begin("xf", attrs...)
	writeAlignment(p, l)
	p.end()
}

func writeAlignment(p *part, l look) {
	attrs := []string{"vertical", l.vertical}
	if l.horizontal != "" {
		attrs = append(attrs, "horizontal", l.horizontal)
	}
	if l.indent > 0 {
		attrs = append(attrs, "indent", strconv.Itoa(l.indent))
	}
	if l.wrap {
		attrs = append(attrs, "wrapText", "1")
	}
	p.empty("alignment", attrs...)
}
