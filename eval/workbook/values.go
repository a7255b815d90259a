package workbook

import (
	"fmt"

	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/plan"
	"github.com/costlang/cost/lang/say"
)

// value is a figure of the exact run and the cell that computes it live.
type value struct {
	table, key, what, unit string
	exact                  num.D
	at                     Address
	truth                  bool // the cell is TRUE for 1
}

// record keeps a figure of the run for the sheet of values, if it has one.
func (b *builder) record(table, key, what, unit string, x plan.Ref, at Address) {
	b.recordIn(nil, table, key, what, unit, x, at)
}

func (b *builder) recordUnder(v *variant, table, key, what, unit string, x plan.Ref, at Address) {
	b.recordIn(v, table, key, what, unit, x, at)
}

func (b *builder) recordIn(v *variant, table, key, what, unit string, x plan.Ref, at Address) {
	read := b.Run
	if v != nil {
		read = v.read
	}
	if exact, known := read.Value(x); known {
		if unit == "%" {
			exact, _ = exact.Mul(hundred)
		}
		b.values = append(b.values, value{table, key, what, unit, exact, at, b.g.truth(b.g.of(x))})
	}
}

// recordSigned keeps a figure, with the sign turned where it is subtracted.
func (b *builder) recordSigned(table, key, what, unit string, x plan.Ref, at Address, minus bool) {
	n := len(b.values)
	b.record(table, key, what, unit, x, at)
	if minus && len(b.values) > n {
		b.values[n].exact = b.values[n].exact.Neg()
	}
}

// recordRow keeps the years of a row and its total.
func (b *builder) recordRow(t *yearTable, i, row int) {
	r, what := t.rows[i], b.in(t.rows[i].label)
	for col := firstYear; col <= b.totalColumn(); col++ {
		part := fmt.Sprint("year", col-firstYear+1)
		switch {
		case r.years && col >= b.laterColumn():
			return
		case col == b.laterColumn():
			part = "later"
		case col == b.totalColumn():
			part = "total"
		}
		if exact, known := b.valueOf(t.rows, i, col); known {
			b.values = append(b.values, value{t.key, r.key + "." + part, what, r.unit, exact, Address{b.results, row, col}, false})
		}
	}
}

// noValue is what a formula gives where the run has no value.
const noValue = "#N/A"

// stored is what a formula for a step gives in the run, or under a variant. What computes no formulas shows it.
func (b *builder) stored(v *variant, x plan.Ref, truth bool) string {
	read := b.Run
	if v != nil {
		read = v.read
	}
	exact, known := b.g.cellValue(read, x)
	switch {
	case !known && x >= 0 && b.g.keeps[x]:
		return NoText
	case !known:
		return noValue
	case truth && exact.IsZero():
		return "FALSE"
	case truth:
		return "TRUE"
	}
	return exact.String()
}

// formula stands a formula for a step in a cell, with the value that the step has in the run, or under a variant.
func (b *builder) formula(at Address, v *variant, x plan.Ref, t term, style Style) {
	at.Sheet.Put(at.Row, at.Col, Cell{Kind: Formula, Text: t.text, Style: style.of(t), Value: b.stored(v, x, t.truth)})
}

// layValues writes the figures of the exact run, each beside the cell that computes it: a table from the first row on, with the same heads in
// every language, that scripts can read.
func (b *builder) layValues() {
	s := b.machine
	for col, c := range []struct {
		name string
		what say.Phrase
	}{
		{"table", say.T("Table")}, {"key", say.T("Key")}, {"what", say.T("What")}, {"unit", say.T("Unit. A figure in % is a number of hundredths here, and a share on the other sheets")},
		{"written", say.T("What the exact run had when the workbook was written")}, {"exact", say.T("The same with every digit, as text")},
		{"now", say.T("What the workbook computes now")}, {"difference", say.T("As written, the rounding of spreadsheets alone")},
	} {
		s.Put(0, col, Cell{Kind: Text, Text: c.name, Style: Style{Role: Header}, Note: b.in(c.what)})
	}
	right(s, 0, 4, 5)
	right(s, 0, 6, 8)
	s.FrozenRows = 1
	s.Widths = []float64{14, 30, 50, 18, 20, 42, 20, 14}
	for i, v := range b.values {
		row, quiet := i+1, Style{Role: Quiet}
		s.Put(row, 0, text(v.table, quiet))
		s.Put(row, 1, text(v.key, quiet))
		s.Put(row, 2, text(v.what, Style{}))
		s.Put(row, 3, text(v.unit, quiet))
		s.Put(row, 4, Cell{Kind: Number, Text: v.exact.String()})
		s.Put(row, 5, text(v.exact.String(), quiet))
		now := v.at.From(s)
		switch {
		case v.truth:
			now = "IF(" + now + ",1,0)"
		case v.unit == "%":
			now += "*100"
		}
		s.Put(row, 6, Cell{Kind: Formula, Text: now, Value: v.exact.String()})
		s.Put(row, 7, Cell{Kind: Formula, Text: cellAt(row, 6) + "-" + cellAt(row, 4), Style: quiet, Value: "0"})
	}
}
