package rows

import (
	"encoding/csv"
	"errors"
	"io"
	"strings"

	"github.com/costlang/cost/lang/source"
)

// maxRecord is the largest length of one row in bytes, so that a line without end is refused before it is cut into cells.
const maxRecord = 1 << 20

var errLongRecord = errors.New("a row is too long")

// records cuts a text into rows, and knows where the cells of the current one stand. Empty lines are skipped.
type records struct {
	file  *source.File
	csv   *csv.Reader
	meter *meter
	comma rune
	start int // of the current row
	end   int // behind it, its line end included
	gap   int // empty lines before it, in bytes
}

func newRecords(f *source.File, comma rune) *records {
	m := &meter{from: strings.NewReader(f.Text), left: maxRecord}
	c := csv.NewReader(m)
	c.Comma, c.FieldsPerRecord, c.ReuseRecord = comma, -1, true
	return &records{file: f, csv: c, meter: m, comma: comma}
}

// meter passes on what it reads until a row has had more than its share.
type meter struct {
	from io.Reader
	left int
}

func (m *meter) Read(p []byte) (int, error) {
	if m.left <= 0 {
		return 0, errLongRecord
	}
	n, err := m.from.Read(p[:min(len(p), m.left)])
	m.left -= n
	return n, err
}

// next returns the cells of the next row, which stay valid until it is called again. The error is io.EOF, errLongRecord,
// or a *csv.ParseError after which the rows go on in the next line.
func (r *records) next() ([]string, error) {
	behind := r.end
	r.start = skipEmpty(r.file.Text, behind)
	r.gap = r.start - behind
	cells, err := r.csv.Read()
	r.end = int(r.csv.InputOffset())
	r.meter.left = maxRecord
	return cells, err
}

// skipEmpty returns where the first line that is not empty begins.
func skipEmpty(text string, at int) int {
	for {
		rest := text[at:]
		switch {
		case strings.HasPrefix(rest, "\n"):
			at++
		case strings.HasPrefix(rest, "\r\n"):
			at += 2
		default:
			return at
		}
	}
}

// cell returns the span of a cell of the current row, or of the row when it has fewer.
func (r *records) cell(field int) source.Span {
	from, last := r.start, r.limit()
	for {
		to := r.cellEnd(from, last)
		if field == 0 {
			return spanOf(r.file, from, to)
		}
		if to >= last || r.file.Text[to] != byte(r.comma) {
			return spanOf(r.file, r.start, last)
		}
		from, field = to+1, field-1
	}
}

// cellEnd returns where the cell that begins at from ends: at a separator or at last.
func (r *records) cellEnd(from, last int) int {
	text := r.file.Text[from:last]
	inside := strings.HasPrefix(text, `"`)
	for i := 0; i < len(text); i++ {
		switch {
		case text[i] == '"' && i > 0:
			inside = !inside && strings.HasPrefix(r.file.Text[from:], `"`)
		case text[i] == byte(r.comma) && !inside:
			return from + i
		}
	}
	return last
}

// limit returns where the current row ends, without its line end.
func (r *records) limit() int {
	row := r.file.Text[r.start:r.end]
	return r.start + len(strings.TrimRight(row, "\r\n"))
}

// line returns the first line of the current row.
func (r *records) line() (from, to int) {
	row := r.file.Text[r.start:r.limit()]
	if i := strings.IndexByte(row, '\n'); i >= 0 {
		row = strings.TrimRight(row[:i], "\r")
	}
	return r.start, r.start + len(row)
}

// faulty returns the first cell of the current row whose quotation marks are out of place.
func (r *records) faulty() (from, to int) {
	from = r.start
	for {
		to = r.cellEnd(from, r.limit())
		if to >= r.limit() || !wellQuoted(r.file.Text[from:to]) {
			return from, to
		}
		from = to + 1
	}
}

// wellQuoted reports whether a cell has no quotation marks, or one at each end and only doubled ones between.
func wellQuoted(cell string) bool {
	if !strings.Contains(cell, `"`) {
		return true
	}
	return len(cell) > 1 && cell[0] == '"' && cell[len(cell)-1] == '"' &&
		!strings.Contains(strings.ReplaceAll(cell[1:len(cell)-1], `""`, ""), `"`)
}

// last reports whether the text ends in the current row, without a line end.
func (r *records) last() bool {
	return r.end == len(r.file.Text) && !strings.HasSuffix(r.file.Text, "\n")
}
