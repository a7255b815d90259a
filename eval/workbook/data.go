package workbook

import (
	"slices"
	"strings"

	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/plan"
	"github.com/costlang/cost/eval/rows"
	"github.com/costlang/cost/lang/say"
)

// mostData is how many cells of data a workbook shows. What is larger stands as numbers in formulas.
const mostData = 50_000

// dataCell is where a number of a data file stands: the data, the row from 1, and the column by name.
type dataCell struct {
	data   string
	file   string
	row    int
	column string
}

// layData gives the data that figures rest on sheets of their own, before the last two.
func (b *builder) layData() {
	cells := map[dataCell][]plan.Ref{}
	for i := range b.Steps {
		if x := plan.Ref(i); b.g.data[x] && b.g.need[x] && b.g.of(x) == x {
			key := b.dataCell(x)
			cells[key] = append(cells[key], x)
		}
	}
	if len(cells) == 0 {
		return
	}
	modules(b.Module, func(m *check.Module) {
		for _, d := range m.Datas {
			if t := b.Data[d]; t != nil && len(t.Rows)*len(d.Columns) <= mostData && b.rests(d, cells) {
				b.layTable(d, t, cells)
			}
		}
	})
}

// dataCell takes the name of a step apart: rows[3].hourly, of the data rows.
func (b *builder) dataCell(x plan.Ref) dataCell {
	told := b.g.told[x]
	name, col, _ := strings.Cut(b.Info[x].Name, "[")
	_, col, _ = strings.Cut(col, "].")
	return dataCell{name[strings.LastIndex(name, ".")+1:], told.File, told.Row, col}
}

func (b *builder) rests(d *check.Data, cells map[dataCell][]plan.Ref) bool {
	for key := range cells {
		if key.data == d.Name && key.file == d.File {
			return true
		}
	}
	return false
}

func (b *builder) layTable(d *check.Data, t *rows.Table, cells map[dataCell][]plan.Ref) {
	s := &Sheet{Title: b.titles.title(b.in(say.T("Data %s", d.Name)))}
	b.book.Sheets = slices.Insert(b.book.Sheets, len(b.book.Sheets)-2, s)
	row := b.head(s, say.T("Data: %s", d.Name), say.T("The rows of %s that the script reads. Numbers in blue may be changed; texts decide how the model is built, and are fixed.", d.File))
	for col, c := range d.Columns {
		s.Put(row, col, text(c.Name, Style{Role: Header, Right: c.Type.Kind != check.KindText}))
		unit := c.Type.Unit.String()
		switch {
		case c.Percent:
			unit = "%"
		case c.Type.Kind == check.KindDate:
			unit = b.in(say.T("date"))
		}
		s.Put(row+1, col, text(b.unitWords(unit), Style{Role: Quiet, Right: c.Type.Kind != check.KindText}))
		s.Widths = append(s.Widths, 16)
	}
	first := row + 2
	s.FrozenRows = first
	for i, cellsOf := range t.Rows {
		for col, c := range cellsOf {
			b.layDatum(Address{s, first + i, col}, d.Columns[col], c, cells[dataCell{d.Name, d.File, i + 1, d.Columns[col].Name}])
		}
	}
	b.layColumns(d, t, s, first)
}

func (b *builder) layDatum(at Address, col *check.Column, c rows.Cell, used []plan.Ref) {
	switch {
	case c.Missing:
	case col.Type.Kind == check.KindText:
		at.Sheet.Put(at.Row, at.Col, text(c.Text, Style{}))
	default:
		v, style := c.Value, Style{Format: formatOf(percentOr(col), []num.D{c.Value})}
		if col.Type.Kind == check.KindDate {
			v, style.Format = serial(c.Value), b.dateFormat()
		}
		if len(used) > 0 {
			style.Role = Input
		}
		at.Sheet.Put(at.Row, at.Col, Cell{Kind: Number, Text: v.String(), Style: style})
	}
	for _, x := range used {
		b.settleIn(x, at)
	}
}

func percentOr(col *check.Column) string {
	if col.Percent {
		return "%"
	}
	return col.Type.Unit.String()
}
