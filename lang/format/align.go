package format

import "unicode/utf8"

const (
	// nearBlanks is how far the first column, or a comment, may be moved: a line that would move others further begins a
	// run of its own.
	nearBlanks = 24
	// farBlanks is how far the other columns may be moved, as long as no line becomes longer than usualWidth.
	farBlanks  = 40
	usualWidth = 120
	// commentBlanks stand at least before a comment behind a line.
	commentBlanks = 2
)

// align moves the columns of neighbouring lines under each other, then the comments behind lines.
func align(lines []line) {
	var run []row
	for i := range lines {
		l := &lines[i]
		if len(run) > 0 && !l.goesOn() && !run[0].alike(l) {
			alignRows(run, 0)
			run = run[:0]
		}
		if l.row {
			run = append(run, rowOf(l))
		}
	}
	alignRows(run, 0)
	alignComments(lines)
}

// goesOn reports a line that goes on from the one above and is no row of its own.
func (l *line) goesOn() bool {
	return !l.blank && len(l.pieces) > 0 && !l.pieces[0].has(begins|closesBlock)
}

// row is a line with columns.
type row struct {
	*line
	cells []cell
	width int // of the line
}

// cell is the beginning of a column.
type cell struct {
	column int
	piece  int // its first
	start  int // of its first piece, from the beginning of the line
}

func rowOf(l *line) row {
	r := row{line: l, width: l.indent}
	for i := range l.pieces {
		p := &l.pieces[i]
		r.width += p.before
		if p.column > 0 && i > 0 {
			r.cells = append(r.cells, cell{p.column, i, r.width})
		}
		r.width += utf8.RuneCountInString(p.text)
	}
	return r
}

// alike reports whether a line belongs to the run of a row: fields of one block do, and declarations of one kind.
func (r row) alike(l *line) bool {
	return l.row && !l.blank && l.indent == r.indent && (l.indent > 0 || l.pieces[0].text == r.pieces[0].text)
}

// at returns the cell of a column, or nil.
func (r row) at(column int) *cell {
	for i := range r.cells {
		if r.cells[i].column == column {
			return &r.cells[i]
		}
	}
	return nil
}

// move moves a cell to a column of the text, and what stands right of it.
func (r *row) move(c *cell, start int) {
	by := start - c.start
	r.pieces[c.piece].before += by
	r.width += by
	for i := range r.cells {
		if r.cells[i].column >= c.column {
			r.cells[i].start += by
		}
	}
}

// alignRows aligns the next column after a number, in groups that fit, and within each of them the columns after it.
func alignRows(rows []row, after int) {
	column := nextColumn(rows, after)
	if column == 0 || len(rows) < 2 {
		return
	}
	for len(rows) > 0 {
		n, start := fitting(rows, column, after == 0)
		for i := range rows[:n] {
			if c := rows[i].at(column); c != nil {
				rows[i].move(c, start)
			}
		}
		alignRows(rows[:n], column)
		rows = rows[n:]
	}
}

func nextColumn(rows []row, after int) int {
	next := 0
	for _, r := range rows {
		for _, c := range r.cells {
			if c.column > after && (next == 0 || c.column < next) {
				next = c.column
			}
		}
	}
	return next
}

// fitting counts the rows from the first whose cells may stand under each other, and says where.
func fitting(rows []row, column int, first bool) (n, start int) {
	var s stand
	for n = range rows {
		c := rows[n].at(column)
		if c == nil {
			continue
		}
		further := s.with(c.start, rows[n].width-c.start)
		if !further.fits(first) {
			return n, s.high
		}
		s = further
	}
	return len(rows), s.high
}

// stand is where the cells of a column begin in some rows, and how much text follows.
type stand struct {
	low, high int
	moved     int // the most that follows a cell that is to be moved to high, 0 when none is
	there     int // the most that follows one that begins there
}

// with takes one more cell in.
func (s stand) with(start, rest int) stand {
	switch {
	case s.high == 0:
		return stand{low: start, high: start, there: rest}
	case start > s.high:
		s.moved, s.high, s.there = max(s.moved, s.there), start, rest
	case start == s.high:
		s.there = max(s.there, rest)
	default:
		s.low, s.moved = min(s.low, start), max(s.moved, rest)
	}
	return s
}

// fits reports whether no line is moved too far or becomes too long.
func (s stand) fits(first bool) bool {
	if first {
		return s.high-s.low <= nearBlanks
	}
	return s.high-s.low <= farBlanks && (s.moved == 0 || s.high+s.moved <= usualWidth)
}

// alignComments aligns the comments behind neighbouring lines of one block, or of declarations of one kind.
func alignComments(lines []line) {
	from, kind := 0, ""
	for i := range lines {
		l := &lines[i]
		brace := len(l.pieces) > 0 && l.pieces[0].has(closesBlock)
		above := kind
		if len(l.pieces) > 0 && l.indent == 0 && !l.goesOn() {
			kind = l.pieces[0].text
		}
		if l.blank || len(l.pieces) == 0 || brace || kind != above {
			placeComments(lines[from:i])
			from = i
		}
		if brace || l.opensBlock() {
			placeComments(lines[from : i+1])
			from = i + 1
		}
	}
	placeComments(lines[from:])
}

// opensBlock reports a line that ends with the brace of a block.
func (l *line) opensBlock() bool {
	n := len(l.pieces)
	return n > 0 && l.pieces[n-1].has(opensBlock)
}

// placeComments puts the comments of lines under each other, as far as none moves too far.
func placeComments(lines []line) {
	for len(lines) > 0 {
		n, width := nearComments(lines)
		for i := range lines[:n] {
			if l := &lines[i]; len(l.pieces) > 0 {
				l.apart = width - l.width() + commentBlanks
			}
		}
		lines = lines[n:]
	}
}

// nearComments counts the lines from the first whose comments may stand under each other, and gives the widest of them.
func nearComments(lines []line) (n, widest int) {
	narrowest := 0
	for n = range lines {
		l := &lines[n]
		if l.comment == "" {
			continue
		}
		w := l.width()
		if widest > 0 && max(widest, w)-min(narrowest, w) > nearBlanks {
			return n, widest
		}
		if widest == 0 {
			narrowest = w
		}
		narrowest, widest = min(narrowest, w), max(widest, w)
	}
	return len(lines), widest
}

// width is that of a line without its comment.
func (l *line) width() int {
	w := l.indent
	for i := range l.pieces {
		w += l.pieces[i].before + utf8.RuneCountInString(l.pieces[i].text)
	}
	return w
}
