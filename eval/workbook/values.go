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
		b.values = append(b.values, value{table, key, what, unit, exact, at, b.g.truth(b.g.of(x))})
	}
}

// recordFlow keeps the years of a row and its total.
func (b *builder) recordFlow(table string, r tableRow, row int) {
	years, what := b.Results.Grid.Years, b.in(r.label)
	add := func(part string, x plan.Ref, col int) {
		exact, known := b.Run.Value(x)
		if !known {
			return
		}
		if r.minus {
			exact = exact.Neg()
		}
		b.values = append(b.values, value{table, r.key + "." + part, what, r.unit, exact, Address{b.results, row, col}, false})
	}
	for y := range years {
		x := plan.None
		if y < len(r.flow.Years) {
			x = r.flow.Years[y]
		}
		add(fmt.Sprint("year", y+1), x, 2+y)
	}
	add("later", r.flow.Later, 2+years)
	if table != "volumes" || r.flow.Total != plan.None {
		add("total", r.flow.Total, 3+years)
	}
}

// layValues writes the figures of the exact run, each beside the cell that computes it.
func (b *builder) layValues() {
	s := b.machine
	row := b.head(s, say.T("Values"), say.T("The figures of the exact run when the workbook was written, and those that it computes now. As written, they differ by the rounding of spreadsheets alone."))
	b.header(s, row, say.T("Table"), say.T("Key"), say.T("What"), say.T("Unit"), say.T("Written"), say.T("Exact, as text"), say.T("Now"), say.T("Difference"))
	right(s, row, 4, 5)
	right(s, row, 6, 8)
	s.FrozenRows = row + 1
	s.Widths = []float64{14, 30, 50, 18, 20, 42, 20, 14}
	for _, v := range b.values {
		row++
		quiet := Style{Role: Quiet}
		s.Put(row, 0, text(v.table, quiet))
		s.Put(row, 1, text(v.key, quiet))
		s.Put(row, 2, text(v.what, Style{}))
		s.Put(row, 3, text(v.unit, quiet))
		s.Put(row, 4, Cell{Kind: Number, Text: v.exact.String()})
		s.Put(row, 5, text(v.exact.String(), quiet))
		now := v.at.From(s)
		if v.truth {
			now = "IF(" + now + ",1,0)"
		}
		s.Put(row, 6, Cell{Kind: Formula, Text: now})
		s.Put(row, 7, Cell{Kind: Formula, Text: cellAt(row, 6) + "-" + cellAt(row, 4), Style: quiet})
	}
}
