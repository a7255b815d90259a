package eval

import (
	"io/fs"

	"github.com/costlang/cost/eval/rows"
)

// Outline is what a sheet of a workbook, or a CSV file, looks like to someone who is about to declare it as data: its columns with their
// kinds as far as the first 1,000 rows tell, and cells that are merged.
type Outline = rows.Outline

// ColumnOutline is a column of an Outline.
type ColumnOutline = rows.ColumnOutline

// Outlines looks at a data file, sheet by sheet, as a script at the root of the file system could read it. Of the options it follows
// WithLimits, WithReader and WithContext. The error is a diag.List that says what is wrong with the file as a whole; what is wrong with a
// cell is said when a script reads it.
func Outlines(fsys fs.FS, file string, opts ...Option) (out []Outline, err error) {
	defer recovered(file, &err)
	o := optionsOf(opts)
	if fsys == nil {
		o.problems = append(o.problems, noFiles("Outlines"))
	}
	if o.problems.Err() != nil {
		return nil, o.problems
	}
	o, done := o.timed()
	defer done()
	out, problems := rows.Outlines(fsys, file, o.dataLimits(), o.readers)
	if problems != nil {
		return nil, o.orInterrupted(file, problems)
	}
	return out, nil
}

// dataLimits are those of data files.
func (o options) dataLimits() rows.Limits {
	return rows.Limits{Bytes: o.limits.DataBytes, Rows: o.limits.Rows, Cells: o.limits.Cells, Stopped: o.stopped}
}
