package xlsx

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/costlang/cost/eval/workbook"
)

// mostDigits is how many decimals are shown of a number that was typed.
const mostDigits = 10

// digits lets the cells of numbers that are given show all decimals of what is typed there, where their format would round it: a condition
// has another format. The format itself cannot say so: 0.### writes 7 as 7. in Excel and LibreOffice, General has no thousands, and neither
// says percent.
func (w *writer) digits(p *part, s *workbook.Sheet) {
	for i, run := range givenRuns(s) {
		full, all, places := withAllDigits(run.format)
		p.begin("conditionalFormatting", "sqref", run.area())
		p.begin("cfRule", "type", "expression", "dxfId", strconv.Itoa(w.full.of(full)), "priority", strconv.Itoa(i+1))
		at := run.first.Ref()
		p.text("formula", fmt.Sprintf("ROUND(%s,%d)<>ROUND(%s,%d)", at, all, at, places))
		p.end()
		p.end()
	}
}

// givenRun is cells below one another whose numbers are given, and are shown alike.
type givenRun struct {
	first  workbook.Address
	rows   int
	format string
}

func (r givenRun) area() string {
	if r.rows == 1 {
		return r.first.Ref()
	}
	return r.first.Ref() + ":" + workbook.Address{Row: r.first.Row + r.rows - 1, Col: r.first.Col}.Ref()
}

// givenRuns are the cells of a sheet whose format may round what is given.
func givenRuns(s *workbook.Sheet) []givenRun {
	var out []givenRun
	last := map[int]int{} // the run of each column, by its number from 1
	for row, cells := range s.Rows {
		for col, c := range cells {
			if c.Kind != workbook.Number && c.Kind != workbook.Formula || !c.Style.Exact() || !rounds(c.Style.Format) {
				continue
			}
			if at := last[col]; at > 0 && out[at-1].format == c.Style.Format && out[at-1].first.Row+out[at-1].rows == row {
				out[at-1].rows++
				continue
			}
			out = append(out, givenRun{workbook.Address{Row: row, Col: col}, 1, c.Style.Format})
			last[col] = len(out)
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
	all = max(mostDigits, places)
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
