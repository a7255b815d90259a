package main

import (
	"context"
	"errors"
	"io"
	"reflect"
	"strconv"

	"github.com/parquet-go/parquet-go"

	"github.com/costlang/cost/lang/say"
)

const (
	// mostColumns is how many columns a table may have.
	mostColumns = 10_000
	// groupBytes is how many bytes of lines a group of rows is made of: what is held in memory at a time.
	groupBytes = 8 << 20
)

// column is a column of the table. Its name and kind are those of the first line.
type column struct {
	name string
	kind kind
}

// node is what Parquet knows of a column.
func (c column) node() parquet.Node {
	switch c.kind {
	case text:
		return parquet.Encoded(parquet.String(), &parquet.RLEDictionary)
	case list:
		return parquet.List(parquet.Leaf(parquet.DoubleType))
	}
	return parquet.Optional(parquet.Leaf(parquet.DoubleType))
}

// columns is the columns in order, as a schema has them. A parquet.Group would sort them.
type columns struct {
	parquet.Group
	fields []parquet.Field
}

func (c columns) Fields() []parquet.Field { return c.fields }
func (columns) GoType() reflect.Type      { return reflect.TypeFor[any]() } // no struct has to have names like these

type named struct {
	parquet.Node
	name string
}

func (n named) Name() string                           { return n.name }
func (n named) Value(base reflect.Value) reflect.Value { return base } // rows come as values

func schema(of []column) *parquet.Schema {
	var c columns
	for _, col := range of {
		c.fields = append(c.fields, named{col.node(), col.name})
	}
	return parquet.NewSchema("sweep", c)
}

// columnsOf takes them from the first line.
func columnsOf(fields []field) ([]column, map[string]int, *say.Phrase) {
	if len(fields) == 0 || len(fields) > mostColumns {
		return nil, nil, because(say.T("it has %s names, and a table has from 1 to %s columns", say.Int(len(fields)), say.Int(mostColumns)))
	}
	at, out := map[string]int{}, make([]column, len(fields))
	for i, f := range fields {
		if _, twice := at[f.name]; twice {
			return nil, nil, because(say.T("%s stands twice; %s", f.quoted(), anew()))
		}
		at[f.name], out[i] = i, column{f.name, f.kind}
	}
	return out, at, nil
}

// table writes rows. Its memory is that of a group of them.
type table struct {
	to      *parquet.Writer
	columns []column
	at      map[string]int
	first   int // the line that the columns are of
	taken   []int
	row     []parquet.Value
	bytes   int // of the lines in the group
}

// writeTable writes the objects of all lines.
func writeTable(ctx context.Context, in *lines, out io.Writer) error {
	var t table
	var p parser
	for {
		line, err := in.next()
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if errors.Is(err, io.EOF) {
			return t.close()
		}
		if err != nil {
			return err
		}
		fields, wrong := p.object(line)
		if wrong == nil && t.to == nil {
			wrong = t.begin(fields, in.number, out)
		}
		if wrong == nil {
			wrong = t.fill(fields)
		}
		if wrong != nil {
			return inLine(in.number, *wrong)
		}
		if err := t.write(len(line)); err != nil {
			return unwritable(err)
		}
	}
}

// begin takes the columns from the first line.
func (t *table) begin(fields []field, line int, out io.Writer) (wrong *say.Phrase) {
	if t.columns, t.at, wrong = columnsOf(fields); wrong != nil {
		return wrong
	}
	t.first, t.taken = line, make([]int, len(fields))
	t.to = parquet.NewWriter(out, &parquet.WriterConfig{
		Schema: schema(t.columns), Compression: &parquet.Snappy, CreatedBy: "costparquet", DataPageStatistics: true, DictionaryMaxBytes: 1 << 20,
	})
	return nil
}

// fill makes the row of an object, whose names may come in any order.
func (t *table) fill(fields []field) *say.Phrase {
	for i := range t.taken {
		t.taken[i] = -1
	}
	for i := range fields {
		at, known := t.at[fields[i].name]
		switch {
		case !known:
			return because(say.T("it has %s, and line %s has not; %s", fields[i].quoted(), say.Int(t.first), oneSweep()))
		case t.taken[at] >= 0:
			return because(say.T("%s stands twice; %s", fields[i].quoted(), anew()))
		}
		t.taken[at] = i
	}
	t.row = t.row[:0]
	for at, c := range t.columns {
		i := t.taken[at]
		if i < 0 {
			return because(say.T("it lacks %s, which line %s has; %s", strconv.Quote(c.name), say.Int(t.first), oneSweep()))
		}
		if f := fields[i]; f.kind != c.kind || !f.known && c.kind != number {
			return because(say.T("%s is %s here, and %s in line %s; %s", f.quoted(), f.said(), c.kind.said(), say.Int(t.first), oneSweep()))
		}
		t.row = fields[i].appendTo(t.row, at)
	}
	return nil
}

func (f *field) said() say.Phrase {
	if !f.known {
		return say.Verbatim("null")
	}
	return f.kind.said()
}

func oneSweep() say.Phrase { return say.T("give the lines of one sweep at a time") }

// appendTo appends a value to a row. A list has a value for each number: the first repeats nothing.
func (f *field) appendTo(row []parquet.Value, column int) []parquet.Value {
	switch {
	case f.kind == text:
		return append(row, parquet.ByteArrayValue([]byte(f.text)).Level(0, 0, column))
	case len(f.list) == 0: // null, or a list of nothing
		return append(row, parquet.NullValue().Level(0, 0, column))
	}
	for i, v := range f.list {
		row = append(row, parquet.DoubleValue(v).Level(min(i, 1), 1, column))
	}
	return row
}

// write writes the row, and the group where it is large enough.
func (t *table) write(bytes int) error {
	if _, err := t.to.WriteRows([]parquet.Row{t.row}); err != nil {
		return err
	}
	if t.bytes += bytes; t.bytes < groupBytes {
		return nil
	}
	t.bytes = 0
	return t.to.Flush()
}

func (t *table) close() error {
	if t.to == nil {
		return &refused{say.T("there are no lines; give those of `cost sweep --format json`")}
	}
	if err := t.to.Close(); err != nil {
		return unwritable(err)
	}
	return nil
}
