package rows

import (
	"errors"
	"slices"
	"strings"

	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
	"github.com/costlang/cost/lang/source"
)

// sheet is the state of reading one.
type sheet struct {
	name   string
	row    int   // being read
	header int   // the row that names the columns, 0 before it is found
	named  []int // columns that have a name, counted from 0
	last   int   // row with anything below a name
	rows   int   // taken, empty ones between others too
	failed bool  // its header cannot be understood
}

// readBook reads the rows of a file with sheets.
func (r *reader) readBook(open Reader, content []byte) (*Table, *source.File, diag.List) {
	book, err := open(content, Room{Bytes: r.bytes(), Stopped: r.limits.Stopped})
	if err != nil {
		r.refused(err)
		return nil, nil, r.findings()
	}
	if r.chooseSheet(book.Sheets()) {
		r.readSheet(book)
	}
	if found := r.findings(); found != nil {
		return nil, nil, found
	}
	r.table.bytes = max(len(content), book.Unpacked())
	return r.table, nil, nil
}

// refused reports why a reader gave up.
func (r *reader) refused(err error) {
	var why *Refusal
	switch {
	case !errors.As(err, &why):
		r.atName(diag.NotADataFile, say.T("%s cannot be read: %s", r.path, say.Cause(err)), say.Phrase{})
	case why.Unpacked > 0:
		r.tooMany(say.T("%s has too many bytes once it is unpacked", r.path), int64(why.Unpacked), true)
	default:
		r.atName(diag.NotCSV, say.T("%s cannot be read: %s", r.path, why.Why), why.Help)
	}
}

// chooseSheet finds the sheet that the script names, or the only one.
func (r *reader) chooseSheet(names []string) bool {
	want := r.data.Sheet
	switch {
	case len(names) == 0:
		r.atName(diag.NoSuchSheet, say.T("%s has no sheet with cells", r.path), say.T("check that it is the right file"))
		return false
	case want == "" && len(names) > 1:
		r.atName(diag.NoSuchSheet, say.T("%s has %d sheets, and the script names none of them", r.path, len(names)),
			say.T("write one of them before the columns, `sheet %s`: %s", `"`+clip(names[0])+`"`, list(names)))
		return false
	case want != "" && !slices.Contains(names, want):
		help := say.T("it has %s", list(names))
		if near := nearest(want, names); len(near) > 0 {
			help = say.T("the nearest names: %s; it has %s", quoted(near), list(names))
		}
		r.atName(diag.NoSuchSheet, say.T("%s has no sheet %s", r.path, quote(want)), help)
		return false
	case want == "":
		want = names[0]
	}
	r.sheet.name, r.places = want, cellsOf{r}
	return true
}

func (r *reader) readSheet(book Book) {
	merged, err := book.Read(r.sheet.name, r.sheetRow)
	if err != nil {
		r.refused(err)
		return
	}
	if r.sheet.header == 0 && r.findings() == nil {
		r.atName(diag.EmptyData, say.T("%s: sheet %s is empty", r.path, quote(r.sheet.name)),
			say.T("its first row names the columns: %s", strings.Join(r.wanted(), ", ")))
	}
	r.checkMerged(merged)
}

// sheetRow takes a row. After a header that fails the rest is passed over, since what is merged stands at the end.
func (r *reader) sheetRow(row int, cells []SheetCell) bool {
	s := &r.sheet
	switch {
	case s.header == 0:
		r.sheetHeader(row, cells)
		return true
	case s.failed || !slices.ContainsFunc(s.named, func(i int) bool { return !blank(cells, i) }):
		return true
	}
	for gap := s.last + 1; gap < row; gap++ {
		if !r.takeRow(gap, nil) {
			return false
		}
	}
	s.last = row
	return r.takeRow(row, cells)
}

func blank(cells []SheetCell, i int) bool {
	return i >= len(cells) || cells[i].Kind == NoCell || cells[i].Kind == TextCell && strings.TrimSpace(cells[i].Text) == ""
}

// sheetHeader takes the first row with anything in it.
func (r *reader) sheetHeader(row int, cells []SheetCell) {
	s := &r.sheet
	names := make([]string, len(cells))
	for i, c := range cells {
		if !blank(cells, i) {
			names[i] = strings.TrimSpace(c.Text)
			s.named = append(s.named, i)
		}
	}
	if s.named == nil {
		return
	}
	s.row, s.header, s.last, r.width = row, row, row, len(names)
	s.failed = !r.takeHeader(names)
}

// takeRow adds a row to the table; it has no cells where it is empty.
func (r *reader) takeRow(row int, cells []SheetCell) bool {
	r.sheet.row, r.sheet.rows = row, r.sheet.rows+1
	if !r.within(r.sheet.rows) || r.stopped(r.sheet.rows) {
		return false
	}
	if cells == nil {
		for _, c := range r.data.Columns {
			if !c.Missing {
				r.emptyRow(c)
				return true
			}
		}
	}
	out := make([]Cell, len(r.data.Columns))
	for i, c := range r.data.Columns {
		at := r.index[i]
		if at < 0 {
			continue
		}
		var in SheetCell
		if at < len(cells) {
			in = cells[at]
		}
		cell, flaw := readSheetCell(in, c, r.data.Danish)
		if flaw != nil {
			r.atCell(c, at, flaw)
		}
		out[i] = cell
	}
	r.table.Rows = append(r.table.Rows, out)
	return true
}

// readSheetCell reads a cell as one of a text would be that says the same with decimal points; a text is one of the file as declared.
func readSheetCell(cell SheetCell, c *check.Column, danish bool) (Cell, *flaw) {
	kind := c.Type.Kind
	switch {
	case cell.Kind == FaultCell:
		return Cell{}, &flaw{diag.BadCell, say.T("the cell holds the error %s", quote(cell.Text)),
			say.T("correct it in the workbook; where there is no value, leave the cell empty and declare the column `or missing`")}
	case cell.Kind == UnknownCell:
		return Cell{}, &flaw{diag.BadCell, say.T("the cell holds a formula whose value is not stored"), say.T("open the workbook in Excel or LibreOffice and save it")}
	case cell.Kind == DateCell && kind == check.KindNumber:
		if flaw := dateForNumber(cell.Text, c); flaw != nil {
			return Cell{}, flaw
		}
	case cell.Kind == NumberCell && kind == check.KindDate:
		return Cell{}, &flaw{diag.BadCell, say.T("%s is a number, not a date", quote(cell.Text)), say.T("format the cell as a date in the workbook")}
	}
	return readCell(cell.Text, c, danish && cell.Kind == TextCell)
}

// checkMerged reports cells that are merged where the script reads. Whatever else was found is said once they are not: all but one of
// such cells are empty.
func (r *reader) checkMerged(areas []Area) {
	var touched []Area
	for _, a := range areas {
		if r.touches(a) {
			touched = append(touched, a)
		}
	}
	if touched == nil {
		return
	}
	r.shown, r.more = nil, 0
	for _, a := range touched {
		message := say.T("these cells are merged into one")
		help := say.T("unmerge them in the workbook, and write the value in each")
		if a.FirstRow <= r.sheet.header {
			help = say.T("unmerge them in the workbook: the first row with anything in it names the columns, each in a cell of its own")
		}
		r.at(r.inSheet(a.String()), nil, finding(diag.BadCell, message, help))
	}
}

// touches reports whether an area reaches into the header, or into what is read below it.
func (r *reader) touches(a Area) bool {
	s := &r.sheet
	if s.header == 0 || a.LastRow < s.header || a.FirstRow > s.last {
		return false
	}
	return a.FirstRow <= s.header || slices.ContainsFunc(r.index, func(i int) bool { return a.FirstColumn <= i+1 && i+1 <= a.LastColumn })
}
