package rows

import (
	"errors"
	"io"
	"strings"

	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
	"github.com/costlang/cost/lang/source"
)

// nextRecord returns the next row, after reporting those that cannot be cut into cells. It is false at the end.
func (r *reader) nextRecord() ([]string, bool) {
	for {
		cells, err := r.records.next()
		switch {
		case err == nil:
			return cells, true
		case errors.Is(err, io.EOF):
			return nil, false
		case errors.Is(err, errLongRecord):
			r.longRecord()
			return nil, false
		}
		r.badQuote()
		if r.index == nil && len(r.data.Columns) > 0 {
			return nil, false // without its header a file has no columns
		}
	}
}

func (r *reader) longRecord() {
	start := r.records.start
	message := say.T("this row is longer than %d bytes", maxRecord)
	r.atOffset(diag.LimitReached, start, start, message, say.T("check that the file is the right one, and that it has line ends"))
}

func (r *reader) badQuote() {
	from, to := r.records.faulty()
	first, last := r.file.LineAt(from), r.file.LineAt(to)
	cell := r.file.Text[from:to]
	message, help := say.Phrase{}, say.T("close it, or write a mark that belongs to the text twice: \"\"")
	switch {
	case !strings.HasPrefix(cell, `"`):
		message, help = say.T("a quotation mark stands inside a cell"), say.T("put the whole cell in quotation marks, with this one written twice: \"\"")
	case strings.Count(cell, `"`)%2 == 1 && to == len(strings.TrimRight(r.file.Text, "\r\n")):
		message = say.T("the quotation mark that opens here is not closed before the end of the file")
	case first == last:
		message = say.T("the quotation mark that opens here closes before the end of the cell")
	default:
		message = say.T("the quotation mark that opens here closes only in line %d, before other text", last)
	}
	r.atOffset(diag.OpenQuote, from, min(from+max(strings.IndexByte(cell+"\n", '\n'), 1), to), message, help)
}

// readRows reads what stands below the header, until its end or a limit.
func (r *reader) readRows() {
	for n := 1; ; n++ {
		cells, ok := r.nextRecord()
		if !ok || !r.within(n) || r.stopped(n) {
			return
		}
		r.checkGap()
		if len(cells) != r.width {
			r.wrongCount(len(cells))
			continue
		}
		r.readRow(cells)
	}
}

// within reports whether n rows are allowed.
func (r *reader) within(n int) bool {
	all := r.limits.Before.Plus(Size{Rows: n, Cells: n * len(r.data.Columns)})
	p := diag.Passed{AtLeast: true}
	switch {
	case all.Rows > r.limits.Rows:
		p.Field, p.Asked, p.Allowed = "Rows", int64(all.Rows), int64(r.limits.Rows)
		p.What, p.Instead = say.T("there are too many rows"), say.T("keep the rows that the script uses")
	case all.Cells > r.limits.Cells:
		p.Field, p.Asked, p.Allowed = "Cells", int64(all.Cells), int64(r.limits.Cells)
		p.What, p.Instead = say.T("there are too many cells"), say.T("keep the rows and columns that the script uses")
	default:
		return true
	}
	if r.limits.Before != (Size{}) {
		p.What = say.T("%s in the data files of the script together", p.What)
	}
	r.at(r.places.row(), nil, p.At(diag.LimitReached, source.Span{}))
	return false
}

// checkGap reports an empty line between the rows of a file with one column, where it may mean an empty cell.
func (r *reader) checkGap() {
	if r.width != 1 || r.records.gap == 0 {
		return
	}
	at := r.records.start - r.records.gap
	r.atOffset(diag.EmptyCell, at, at, say.T("an empty line could be an empty cell or nothing at all"), say.T("remove the line, or write \"\" for an empty cell"))
}

func (r *reader) wrongCount(got int) {
	message := say.T("this row has %s, the first line has %d", cellCount(got), r.width)
	help := say.T("a cell that holds `%s` stands in quotation marks", r.comma())
	switch {
	case got < r.width && r.records.last():
		message = say.T("%s; the file ends in the middle of this line", message)
		help = say.T("the file may be cut off: save it again")
	case got < r.width:
		help = say.T("write the missing cells; an empty one needs its `%s` too", r.comma())
	case !r.data.Danish:
		help = say.T("%s; a number with a decimal comma counts as two cells", help)
	}
	start, end := r.records.line()
	r.atOffset(diag.WrongCellCount, start, end, message, help)
}

func cellCount(n int) say.Phrase { return say.Count(n, say.T("1 cell"), say.T("%d cells", n)) }

// readRow adds one row to the table, and reports the cells that cannot be read.
func (r *reader) readRow(cells []string) {
	if r.blankRow(cells) {
		return
	}
	row := make([]Cell, len(r.data.Columns))
	for i, c := range r.data.Columns {
		if r.index[i] < 0 {
			continue
		}
		cell, flaw := readCell(cells[r.index[i]], c, r.data.Danish)
		if flaw != nil {
			r.atCell(c, r.index[i], flaw)
		}
		row[i] = cell
	}
	r.table.Rows = append(r.table.Rows, row)
}

// blankRow reports a row without any value once instead of cell by cell, unless all its cells may be missing.
func (r *reader) blankRow(cells []string) bool {
	for _, cell := range cells {
		if strings.TrimSpace(cell) != "" {
			return false
		}
	}
	for _, c := range r.data.Columns {
		if !c.Missing {
			return r.emptyRow(c)
		}
	}
	return false
}

func (r *reader) emptyRow(c *check.Column) bool {
	r.at(r.places.row(), c, finding(diag.EmptyCell, say.T("all cells of this row are empty"), say.T("remove the row, or write its values")))
	return true
}
