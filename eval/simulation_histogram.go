package eval

import (
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/sensitivity"
	"github.com/costlang/cost/eval/table"
	"github.com/costlang/cost/lang/say"
)

// histogramTable counts the draws of a simulation between round bounds. What lies below or above all of them has no bound on that
// side.
func (a analysis) histogramTable(s *sensitivity.Prepared, found *sensitivity.Simulated) *table.Table {
	t := &table.Table{Name: "simulate_" + a.name + "_histogram", Title: say.T("Simulation: how often %s lies where", a.title()), Detail: true}
	t.Columns = []table.Column{
		table.NumberColumn(say.T("From"), a.unit), table.NumberColumn(say.T("Up to"), a.unit),
		table.NumberColumn(say.T("Draws"), ""), shareColumn(),
	}
	b, valued := found.Bins, num.Int(found.Draws-found.Without)
	add := func(from, to table.Cell, count int64) {
		percent, _ := num.Int(count).MulRatio(100, 1)
		share, _ := percent.Div(valued)
		t.Rows = append(t.Rows, table.Row{Parent: table.None, Cells: []table.Cell{from, to, table.NumberCell(num.Int(count)), table.NumberCell(share)}})
	}
	if b.Below > 0 {
		add(table.EmptyCell(), boundCell(b, 0), b.Below)
	}
	for i, count := range b.Counts {
		add(boundCell(b, i), boundCell(b, i+1), count)
	}
	if b.Above > 0 {
		add(boundCell(b, len(b.Counts)), table.EmptyCell(), b.Above)
	}
	t.Basis = drawsBasis(found.Draws, s)
	return t
}

// boundCell is a bound of bins with all its digits: the bounds of narrow bins differ in the last.
func boundCell(b sensitivity.Bins, number int) table.Cell {
	way, _ := b.Step.Mul(num.Int(int64(number)))
	at, _ := b.From.Add(way)
	c := table.NumberCell(at)
	c.Places = max(decimals(b.Step), 0)
	return c
}
