package xlsx

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/costlang/cost/eval/workbook"
)

// mostShown is how many decimals are shown of a number that was typed.
const mostShown = 10

// digits lets the cells of numbers that are given show all decimals of what is typed there, where their format would round it: a condition
// has another format. The format itself cannot say so: 0.### writes 7 as 7. in Excel and LibreOffice, General has no thousands, and neither
// says percent.
func (w *writer) digits(p *part, s *workbook.Sheet) {
	for i, g := range givenCells(s) {
		full, all, places := withAllDigits(g.format)
		p.begin("conditionalFormatting", "sqref", g.areas())
		p.begin("cfRule", "type", "expression", "dxfId", strconv.Itoa(w.full.of(full)), "priority", strconv.Itoa(i+1))
		at := workbook.Address{Row: g.runs[0].from, Col: g.col}.Ref()
		p.text("formula", fmt.Sprintf("ROUND(%s,%d)<>ROUND(%s,%d)", at, all, at, places))
		p.end()
		p.end()
	}
}

// given is cells of one column, from the top down, whose numbers are given and shown alike.
type given struct {
	col    int
	format string
	runs   []run
}

// run is rows below one another.
type run struct{ from, to int }

// mostRuns is how many runs one condition is about: programs have limits that they do not tell.
const mostRuns = 500

func (g *given) areas() string {
	out := make([]string, len(g.runs))
	for i, r := range g.runs {
		out[i] = workbook.Address{Row: r.from, Col: g.col}.Ref()
		if r.to > r.from {
			out[i] += ":" + workbook.Address{Row: r.to, Col: g.col}.Ref()
		}
	}
	return strings.Join(out, " ")
}

// givenCells are the cells of a sheet whose format may round what is given.
func givenCells(s *workbook.Sheet) []*given {
	type look struct {
		col    int
		format string
	}
	var out []*given
	last := map[look]*given{}
	for row, cells := range s.Rows {
		for col, c := range cells {
			if c.Kind != workbook.Number && c.Kind != workbook.Formula || !c.Style.Exact() || !rounds(c.Style.Format) {
				continue
			}
			g := last[look{col, c.Style.Format}]
			if g == nil || len(g.runs) == mostRuns && g.runs[mostRuns-1].to+1 < row {
				g = &given{col: col, format: c.Style.Format}
				last[look{col, c.Style.Format}] = g
				out = append(out, g)
			}
			if n := len(g.runs); n > 0 && g.runs[n-1].to+1 == row {
				g.runs[n-1].to = row
				continue
			}
			g.runs = append(g.runs, run{row, row})
		}
	}
	return out
}

// whole is how formats with thousands begin.
const whole = "#,##0"

func rounds(format string) bool { return strings.HasPrefix(format, whole) }

// withAllDigits is a format that shows all decimals, at least those that it showed, with how many of a number that are, and how many the
// format itself shows.
func withAllDigits(format string) (full string, all, places int) {
	rest := strings.TrimPrefix(format, whole)
	if decimals, found := strings.CutPrefix(rest, "."); found {
		rest = strings.TrimLeft(decimals, "0")
		places = len(decimals) - len(rest)
	}
	all = max(mostShown, places)
	full = whole + "." + strings.Repeat("0", places) + strings.Repeat("#", all-places) + rest
	if strings.HasPrefix(rest, "%") {
		return full, all + len("00"), places + len("00") // of the share
	}
	return full, all, places
}

// writeFull writes the formats that conditions give.
func (w *writer) writeFull(p *part, first int) {
	if len(w.full.list) == 0 {
		return
	}
	p.begin("dxfs", "count", strconv.Itoa(len(w.full.list)))
	for i, format := range w.full.list {
		p.begin("dxf")
		p.empty("numFmt", "numFmtId", strconv.Itoa(first+i), "formatCode", escaped(format))
		p.end()
	}
	p.end()
}
