package eval

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"reflect"
	"strconv"
	"time"

	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/rows"
	"github.com/costlang/cost/eval/unit"
	"github.com/costlang/cost/lang"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
	"github.com/costlang/cost/lang/source"
)

// WithRows gives the rows of `data … from "FILE"` from memory, in the place of a file: FILE is the name as the script writes it. They are
// either a [][]string, the names of its columns first, with numbers as a data file has them, or a slice of structs whose tags name
// columns, `cost:"COLUMN"` or `cost:"COLUMN,UNIT"` for numbers that are in another unit than the column. A field is a string, num.D,
// float64, int, int32 or int64, or a time.Time for a date; a pointer to one may be nil, which is a missing cell. Named types and embedded
// structs count as in Bind.
//
// Rows go through the checks and limits of a data file, and messages count lines as in one: the row behind the header is line 2. Rows
// that the script does not ask for are an error of Compile, and so are two of one file, and rows of a file with several sheets.
func WithRows(file string, rows any) Option {
	return func(o *options) {
		if o.held(file) != nil {
			d := misfit(file, say.T("WithRows is given twice for %s", shortQuoted(file)))
			d.Code = diag.DuplicateName
			o.problems = append(o.problems, d)
		}
		o.rows = append(o.rows, heldRows{file, rows})
	}
}

// heldRows is rows from memory.
type heldRows struct {
	file string
	rows any
}

// held is the rows for a file, or nil.
func (o options) held(file string) *heldRows {
	for i := range o.rows {
		if o.rows[i].file == file {
			return &o.rows[i]
		}
	}
	return nil
}

// unasked finds rows that no data declaration asks for.
func (o options) unasked(m *check.Module) diag.List {
	var names []string
	asked, sheets := map[string]bool{}, map[string]string{}
	var out diag.List
	for _, m := range modules(m) {
		for _, d := range m.Datas {
			if other, again := sheets[d.File]; again && other != d.Sheet && o.held(d.File) != nil {
				out = append(out, twoSheets(d))
			}
			asked[d.File], names, sheets[d.File] = true, append(names, d.File), d.Sheet
		}
	}
	for _, g := range o.rows {
		if !asked[g.file] {
			d := misfit(m.File.Name, say.T("no data of the script comes from %s", shortQuoted(g.file)))
			d.Code, d.Help = diag.UnknownInput, check.Suggest(g.file, names, say.T("its data comes from %s", listed(names)))
			if len(names) == 0 {
				d.Help = say.T("it has no data")
			}
			out = append(out, d)
		}
	}
	return out
}

// twoSheets says that rows in the place of a file cannot be those of two of its sheets.
func twoSheets(d *check.Data) diag.Diagnostic {
	out := diag.New(diag.NoSuchSheet, d.NameSpan, say.T("WithRows gives the rows of %s, of which the script reads several sheets", shortQuoted(d.File)))
	out.Help = say.T("register a reader that gives the sheets, with WithReader")
	return out
}

// read reads the rows as those of a data declaration.
func (g *heldRows) read(p *check.Module, d *check.Data, limits rows.Limits, parse Limits) (*rows.Table, *source.File, diag.List) {
	own := *d
	if lines, ok := g.rows.([][]string); ok {
		return rows.ReadText(csvOf(lines, own.Danish, limits), &own, limits)
	}
	own.Danish = false
	v := reflect.ValueOf(g.rows)
	if v.Kind() != reflect.Slice || v.Type().Elem().Kind() != reflect.Struct {
		return nil, nil, diag.List{misfit(d.File, say.T("rows are a [][]string or a slice of structs, not %s", fmt.Sprintf("%T", g.rows)))}
	}
	columns, problems := columnsIn(p, &own, v.Type().Elem(), parse)
	if problems != nil {
		return nil, nil, problems
	}
	lines := make([][]string, 1, 1+min(v.Len(), limits.Rows+1))
	for _, c := range columns {
		lines[0] = append(lines[0], c.name)
	}
	for i := range min(v.Len(), limits.Rows+1) {
		line := make([]string, len(columns))
		for k, c := range columns {
			line[k] = c.cell(v.Index(i).FieldByIndex(c.field))
		}
		lines = append(lines, line)
	}
	return rows.ReadText(csvOf(lines, false, limits), &own, limits)
}

// csvOf writes rows as a data file has them, as far as the limits let them be read.
func csvOf(lines [][]string, danish bool, limits rows.Limits) []byte {
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	if danish {
		w.Comma = ';'
	}
	for _, line := range lines[:min(len(lines), limits.Rows+2)] {
		if out.Len() > limits.Bytes {
			break
		}
		_ = w.Write(line) // a buffer takes everything
		w.Flush()
	}
	return out.Bytes()
}

// column is a field of the structs of rows.
type column struct {
	name  string
	field []int      // as reflect's FieldByIndex takes it
	ratio unit.Ratio // from the unit of the field to that in which cells are written
}

// columnsIn finds the columns that the tags of a struct name.
func columnsIn(m *check.Module, d *check.Data, t reflect.Type, parse Limits) ([]column, diag.List) {
	var out []column
	found, problems := taggedFields(t, isCell, say.T("a string, num.D, float64, int, int32, int64 or time.Time, or a pointer to one"))
	for _, f := range found {
		c, of := column{f.name, f.Index, unit.One}, columnOf(d, f.name)
		switch {
		case of == nil:
			problems = append(problems, noColumn(f.where, c.name, d))
		case !holds(of, pointed(f.Type)):
			problems = append(problems, unlikeColumn(f.where, of, f.Type))
		case f.as != "":
			ratio, wrong := columnUnit(m, of, source.NewFile(f.where, f.as), parse)
			c.ratio, problems = ratio, append(problems, wrong...)
		}
		out = append(out, c)
	}
	return out, problems
}

// isCell reports whether fields of the type of a field can hold cells.
func isCell(f reflect.StructField) bool {
	of := pointed(f.Type)
	return of == reflect.TypeFor[num.D]() || of == reflect.TypeFor[time.Time]() || kinds[of.Kind()] != noKind
}

func columnOf(d *check.Data, name string) *check.Column {
	for _, c := range d.Columns {
		if c.Name == name {
			return c
		}
	}
	return nil
}

func noColumn(where, name string, d *check.Data) diag.Diagnostic {
	var names []string
	for _, c := range d.Columns {
		names = append(names, c.Name)
	}
	out := misfit(where, say.T("the field %s is for a column %s, which the data of the script does not have", where, shortQuoted(name)))
	out.Code, out.Help = diag.UnknownInput, check.Suggest(name, names, say.T("its columns are %s", listed(names)))
	return out
}

// holds reports whether a type can hold the cells of a column: a string any, as a data file has them.
func holds(c *check.Column, t reflect.Type) bool {
	isDate := t == reflect.TypeFor[time.Time]()
	switch {
	case t.Kind() == reflect.String:
		return true
	case c.Type.Kind == check.KindText:
		return false
	case c.Type.Kind == check.KindNumber:
		return !isDate
	}
	return isDate
}

func unlikeColumn(where string, c *check.Column, t reflect.Type) diag.Diagnostic {
	return misfit(where, say.T("the field %s is %s, which the column `%s` does not take", where, t.String(), c.Name))
}

func pointed(t reflect.Type) reflect.Type {
	if t.Kind() == reflect.Pointer {
		return t.Elem()
	}
	return t
}

// columnUnit is the factor from a unit to that in which the cells of a column are written.
func columnUnit(m *check.Module, c *check.Column, as *source.File, parse Limits) (unit.Ratio, diag.List) {
	written := source.NewFile(as.Name, "1 as "+as.Text)
	_, e, problems := lang.ParseQuery(written, lang.WithLimits(parse.parser()))
	if problems.Err() != nil {
		return unit.One, problems
	}
	have, problems := check.CheckUnit(m, e)
	if problems.Err() != nil {
		return unit.One, problems.Attach(source.Set{written.Name: written})
	}
	ratio, ok := between(have, check.Display{Unit: c.Type.Unit, Percent: c.Percent, Scale: c.Scale})
	if ok && c.Type.Kind == check.KindNumber {
		return ratio, nil
	}
	wrong := diag.New(diag.OtherDimension, e.Span, say.T("the column `%s` is %s, and its field is in %s", c.Name, describeColumn(c), as.Text))
	wrong.Related = []diag.Related{{Span: c.Span, Label: say.T("declared here")}}
	return unit.One, diag.List{wrong}.Attach(source.Set{written.Name: written})
}

func describeColumn(c *check.Column) say.Phrase {
	if c.Type.Kind == check.KindNumber {
		return c.Type.Unit.Dimension()
	}
	return say.T("no number")
}

// cell is a value as a data file has it.
func (c column) cell(v reflect.Value) string {
	if v.Kind() == reflect.Pointer {
		if v.IsNil() {
			return ""
		}
		v = v.Elem()
	}
	var n num.D
	switch x := v.Interface().(type) {
	case num.D:
		n = x
	case time.Time:
		return x.Format("2006-01-02")
	default:
		switch v.Kind() {
		case reflect.String:
			return v.String()
		case reflect.Float64:
			f, ok := num.FromFloat(v.Float())
			if !ok {
				return strconv.FormatFloat(v.Float(), 'g', -1, 64) // which is no number of a data file
			}
			n = f
		default:
			n = num.Int(v.Int())
		}
	}
	if scaled, ok := n.MulRatio(c.ratio.Num, c.ratio.Den); ok {
		n = scaled
	}
	return n.String()
}
