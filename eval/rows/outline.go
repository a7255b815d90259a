package rows

import (
	"encoding/csv"
	"io/fs"
	"slices"
	"strings"

	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/source"
)

// Outline is what a sheet, or a file of text, looks like to someone who is about to declare it.
type Outline struct {
	Sheet   string // "" of a text
	Danish  bool   // its numbers, or those of them that are written as text, have decimal commas
	Columns []ColumnOutline
	Rows    int    // below the names, as far as they were looked at
	More    bool   // there are more rows than that
	Merged  []Area // cells that are merged where there are names or rows
	Hidden  bool   // programs of spreadsheets do not show the sheet
	Below   int    // the row that seems to name the columns where the first one is a title above them, or 0
}

// ColumnOutline is what a column looks like.
type ColumnOutline struct {
	Name    string   // as the first row has it, which need not be a name that scripts can have
	Place   string   // its letters, "" in a text
	Kind    string   // text, date, hours or %, as far as the cells tell; "" where the numbers have a unit that only people know
	Missing bool     // some cells are empty
	Unknown bool     // some cells hold formulas whose values are not stored
	Samples []string // its first values, each another
}

const (
	mostOutlined = 1000 // rows that are looked at
	mostSamples  = 3
	mostTitle    = 10 // rows of a title and what stands between it and the columns
)

// Outlines looks at each sheet of a data file, or at its text, as Read would read it for a script at the root of fsys. Sheets without
// cells have no columns. What is wrong with the file as a whole is an error; what is wrong with its cells is said when it is read.
func Outlines(fsys fs.FS, file string, limits Limits, readers Readers) ([]Outline, diag.List) {
	r := &reader{data: &check.Data{File: file}, path: file, limits: limits.orDefaults(), readers: readers}
	content, ok := r.open(fsys, ".")
	open := readers[ending(r.path)]
	switch {
	case !ok:
		return nil, r.findings()
	case open != nil:
		return r.outlineBook(open, content)
	}
	text, ok := r.decode(content)
	if ok {
		r.file = source.NewFile(r.path, text)
		ok = r.checkLines()
	}
	if !ok {
		return nil, r.findings()
	}
	return []Outline{outlineText(text)}, nil
}

func (r *reader) outlineBook(open Reader, content []byte) (out []Outline, found diag.List) {
	book, err := open(content, Room{Bytes: r.bytes(), Stopped: r.limits.Stopped})
	if err != nil {
		r.refused(err)
		return nil, r.findings()
	}
	for _, name := range book.Sheets() {
		o, err := outlineSheet(book, name)
		if err != nil {
			r.refused(err)
			return nil, r.findings()
		}
		out = append(out, o)
	}
	return out, nil
}

// outlineText looks at CSV: cells are separated by semicolons where the first line has one, and it is Danish then.
func outlineText(text string) Outline {
	first, _, _ := strings.Cut(text, "\n")
	o := outliner{out: Outline{Danish: strings.Contains(first, ";")}}
	lines := csv.NewReader(strings.NewReader(text))
	if lines.FieldsPerRecord = -1; o.out.Danish {
		lines.Comma = ';'
	}
	for {
		fields, err := lines.Read()
		if err != nil {
			break // what is wrong with the rest is said when it is read
		}
		cells := make([]SheetCell, len(fields))
		for i, f := range fields {
			cells[i] = SheetCell{TextCell, f}
		}
		if line, _ := lines.FieldPos(0); !o.take(line, cells) {
			break
		}
	}
	for i := range o.out.Columns {
		o.out.Columns[i].Place = ""
	}
	return o.finished(o.out.Danish)
}

// outlineSheet looks at a sheet of a workbook.
func outlineSheet(book Book, sheet string) (Outline, error) {
	o := outliner{out: Outline{Sheet: sheet, Hidden: book.Hidden(sheet)}}
	merged, err := book.Read(sheet, o.take)
	if err != nil {
		return Outline{}, err
	}
	out := o.finished(false)
	for _, a := range merged {
		if a.FirstRow <= o.last && o.header > 0 && a.LastRow >= o.header {
			out.Merged = append(out.Merged, a)
		}
	}
	return out, nil
}

// outliner is the state of looking at a sheet.
type outliner struct {
	out          Outline
	header, last int
	named        []int      // places of the columns with names
	values       [][]string // of each of them, the texts that are not empty
}

func (o *outliner) take(row int, cells []SheetCell) bool {
	if o.header == 0 {
		for i, c := range cells {
			if blank(cells, i) {
				continue
			}
			o.header, o.last = row, row
			o.named = append(o.named, i)
			place := strings.TrimRight(cellName(i+1, row), "0123456789")
			o.out.Columns = append(o.out.Columns, ColumnOutline{Name: strings.TrimSpace(c.Text), Place: place})
		}
		o.values = make([][]string, len(o.named))
		return true
	}
	if o.out.Below == 0 && o.titled(row, cells) {
		o.out.Below = row
	}
	if !slices.ContainsFunc(o.named, func(i int) bool { return !blank(cells, i) }) {
		return true
	}
	if o.out.Rows == mostOutlined {
		o.out.More = true
		return false
	}
	o.out.Rows, o.last = o.out.Rows+1, row
	for k, i := range o.named {
		c := &o.out.Columns[k]
		switch {
		case blank(cells, i):
			c.Missing = true
		case cells[i].Kind == UnknownCell:
			c.Unknown = true
		case cells[i].Kind != FaultCell:
			o.values[k] = append(o.values[k], kindSign(cells[i])+strings.TrimSpace(cells[i].Text))
		}
	}
	return true
}

// titled reports whether a row makes the first one a title: that is one cell, and this has more and stands close below.
func (o *outliner) titled(row int, cells []SheetCell) bool {
	filled := 0
	for i := range cells {
		if !blank(cells, i) {
			filled++
		}
	}
	return len(o.named) == 1 && filled > 1 && row-o.header <= mostTitle
}

// kindSign marks values that are no text as such, so that a text with a decimal comma is told from a number.
func kindSign(c SheetCell) string {
	if c.Kind == TextCell {
		return "'"
	}
	return ""
}

// finished is the outline with the kinds that the values tell. Texts with decimal commas make a sheet Danish.
func (o *outliner) finished(danish bool) Outline {
	for _, column := range o.values {
		for _, v := range column {
			text, isText := strings.CutPrefix(v, "'")
			_, point := canonical(text, false)
			_, comma := canonical(text, true)
			danish = danish || isText && comma && !point
		}
	}
	o.out.Danish = danish
	for k, column := range o.values {
		c := &o.out.Columns[k]
		c.Kind = kindOf(column, danish)
		for _, v := range column {
			if v = strings.TrimPrefix(v, "'"); len(c.Samples) < mostSamples && !slices.Contains(c.Samples, v) && source.HiddenIn(v) < 0 {
				c.Samples = append(c.Samples, v)
			}
		}
	}
	return o.out
}

// kindOf is the kind that all values of a column fit: times, a date, percent, a number of some unit, or else a text. Times beside numbers
// are in hours, and only people know what the numbers are in.
func kindOf(values []string, danish bool) string {
	if len(values) == 0 {
		return ""
	}
	date := &check.Column{Type: check.Type{Kind: check.KindDate}}
	all := map[string]bool{"hours": true, "": true, "%": true, "date": true}
	for _, v := range values {
		text, isText := strings.CutPrefix(v, "'")
		_, number := canonical(text, danish && isText)
		_, percent := canonical(strings.TrimSpace(strings.TrimSuffix(text, "%")), danish && isText)
		_, flaw := readCell(text, date, danish && isText)
		_, time := milliseconds(text, danish && isText)
		all["hours"] = all["hours"] && time
		all[""] = all[""] && (number || time)
		all["%"] = all["%"] && percent && strings.HasSuffix(text, "%")
		all["date"] = all["date"] && flaw == nil
	}
	for _, kind := range []string{"hours", "", "%", "date"} {
		if all[kind] {
			return kind
		}
	}
	return "text"
}
