package rows

import (
	"io/fs"

	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/source"
)

// Limits bound what one data file may ask of the machine. A zero field means its default.
type Limits struct {
	Bytes int // of the file; default 64 MB
	Rows  int // below the header; default 100_000
	Cells int // rows times declared columns; default 1_000_000
	// Before is what other files of the same script have taken already: it counts too.
	Before Size
	// Stopped is asked between parts of the file, unless it is nil. Its error ends the reading.
	Stopped func() error
}

// Size is what data files take.
type Size struct{ Bytes, Rows, Cells int }

// SizeOf is what a file that was read takes.
func SizeOf(t *Table, file *source.File, d *check.Data) (s Size) {
	if file != nil {
		s.Bytes = len(file.Text)
	}
	if t != nil {
		s.Bytes = max(s.Bytes, t.bytes)
		s.Rows, s.Cells = len(t.Rows), len(t.Rows)*len(d.Columns)
	}
	return s
}

// Plus adds sizes.
func (s Size) Plus(other Size) Size {
	return Size{s.Bytes + other.Bytes, s.Rows + other.Rows, s.Cells + other.Cells}
}

// Allow reports whether something of a size may come on top of what was there before.
func (l Limits) Allow(s Size) bool {
	l, all := l.orDefaults(), l.Before.Plus(s)
	return all.Bytes <= l.Bytes && all.Rows <= l.Rows && all.Cells <= l.Cells
}

func (l Limits) orDefaults() Limits {
	l.Bytes, l.Rows, l.Cells = or(l.Bytes, 64<<20), or(l.Rows, 100_000), or(l.Cells, 1_000_000)
	return l
}

func or(limit, preset int) int {
	if limit <= 0 {
		return preset
	}
	return limit
}

// Read reads the rows of a data declaration of the script that fsys has under that name. The path d.File is relative to the
// script and stays below the root of fsys, which should refuse links that lead out, as os.Root does; without files beside
// the script fsys is nil. Columns are found by the names in the first line, in any order; others are ignored. Blanks around a
// cell do not count.
//
// The file is returned for excerpts under its path from the root, or nil when no text could be read. With any diagnostic,
// all of which are errors, the table is nil. At most ten are listed, and a last one says how many more there are.
func Read(fsys fs.FS, script string, d *check.Data, limits Limits) (*Table, *source.File, diag.List) {
	return Readers(nil).Read(fsys, script, d, limits)
}

// Readers read files with some endings, in small letters such as .xlsx.
type Readers map[string]Reader

// Read is the function Read where files with these endings have sheets instead of text. What is wrong with a cell stands at its column in
// the script then, and the message names sheet and cell.
func (readers Readers) Read(fsys fs.FS, script string, d *check.Data, limits Limits) (*Table, *source.File, diag.List) {
	r := &reader{data: d, path: d.File, limits: limits.orDefaults(), table: &Table{}, readers: readers}
	content, ok := r.open(fsys, script)
	if !ok {
		return nil, nil, r.findings()
	}
	if open := readers[ending(r.path)]; open != nil {
		return r.readBook(open, content)
	}
	text, ok := r.decode(content)
	if !ok {
		return nil, nil, r.findings()
	}
	return r.read(text)
}

// ReadText reads rows that stand in memory as a data file, whose name is that of the declaration.
func ReadText(content []byte, d *check.Data, limits Limits) (*Table, *source.File, diag.List) {
	r := &reader{data: d, path: d.File, limits: limits.orDefaults(), table: &Table{}}
	if len(content) > r.limits.Bytes {
		r.tooLarge(int64(len(content)), false)
		return nil, nil, r.findings()
	}
	text, ok := r.decode(content)
	if !ok {
		return nil, nil, r.findings()
	}
	return r.read(text)
}

// read reads the rows of a text.
func (r *reader) read(text string) (*Table, *source.File, diag.List) {
	r.file, r.places = source.NewFile(r.path, text), linesOf{r}
	if r.checkLines() && r.readHeader() {
		r.readRows()
	}
	if found := r.findings(); found != nil {
		return nil, r.file, found
	}
	return r.table, r.file, nil
}

// reader is the state of one Read.
type reader struct {
	data    *check.Data
	path    string // of the file from the root, once it is known to be one
	limits  Limits
	readers Readers
	file    *source.File
	table   *Table

	places  places
	records *records // of a text
	sheet   sheet    // where the file has sheets
	width   int      // cells of the header
	index   []int    // of each declared column its place in a record, or -1

	shown diag.List
	more  int // findings beyond those shown
	next  diag.Diagnostic
}
