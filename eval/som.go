package eval

import (
	"context"
	"slices"

	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/plan"
	"github.com/costlang/cost/eval/table"
	"github.com/costlang/cost/eval/unit"
	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
)

// SOM is what the investment model SØM takes of a cost assessment, as the table som: for each year, what falls later if anything does, and
// in all, a row for each payer, one for what no payer is named for where any is, and one for all of them. Its columns are the year (of the
// calendar where the script says it, else its number), the payer, what the row is (payer in a year, year in all, or total, so that a sum over
// one of them counts nothing twice), participants started and completed in each unit that courses count (on
// the rows of all payers only), gross cost, residual value, grants, savings, net cost, price year and currency. Net cost is gross cost
// without what stands between them; all are positive as in the script, in fixed prices, and not discounted, since SØM discounts. Numbers
// are exact, columns have the places that they are written with, and a cell is empty where a figure has no value. The error is a diag.List: a script without a horizon has no years.
func (r *Result) SOM() (t *table.Table, err error) {
	defer r.owner().recovered(context.Background(), &err)
	p := r.program
	if p.plan.Results.Grid == nil {
		d := diag.New(diag.NeedsHorizon, p.here(), say.T("the sheet for SØM has a row for each year, and this script has no horizon"))
		d.Help = say.T("begin the script with `intervention \"Name\" { currency DKK; prices 2024; horizon 3 years }`")
		return nil, diag.List{d}
	}
	return r.som().table(), nil
}

// som is the figures of the sheet. Periods are the years, what falls later where anything does, and the total.
type som struct {
	r       *Result
	later   bool
	counted []unit.Unit
	payers  []somPayer
}

// somPayer is the figures of a payer, each by period: participants started and completed in each unit, and money from gross to net.
type somPayer struct {
	name   say.Phrase
	counts [][]table.Cell
	money  [][]table.Cell
}

// The columns of money.
const (
	somGross = iota
	somResidual
	somGrants
	somSavings
	somNet
	somMoney // how many
)

func (r *Result) som() *som {
	res := r.program.plan.Results
	s := &som{r: r}
	for _, c := range res.Courses {
		s.later = s.later || !r.zero(c.Started.Later) || !r.zero(c.Completed.Later)
		if !slices.ContainsFunc(s.counted, c.Counted.Equal) {
			s.counted = append(s.counted, c.Counted)
		}
	}
	for _, f := range []plan.Flow{res.Gross, res.Residual, res.Grants, res.Savings} {
		s.later = s.later || !r.zero(f.Later)
	}
	all := somPayer{name: say.T("All payers")}
	for _, u := range s.counted {
		all.counts = append(all.counts,
			r.sumOf(u, s.later, func(c plan.CourseResult) plan.Flow { return c.Started }),
			r.sumOf(u, s.later, func(c plan.CourseResult) plan.Flow { return c.Completed }))
	}
	for _, f := range []plan.Flow{res.Gross, res.Residual, res.Grants, res.Savings, res.Net} {
		all.money = append(all.money, r.flowCells(f, s.later, 1))
	}
	if len(res.Payers) > 0 {
		s.share(all)
	}
	s.payers = append(s.payers, all)
	return s
}

// share takes apart what all pay, by who does.
func (s *som) share(all somPayer) {
	rest := somPayer{name: say.T("not named")}
	for _, cells := range all.money {
		rest.money = append(rest.money, slices.Clone(cells))
	}
	for _, p := range s.r.program.plan.Results.Payers {
		payer := somPayer{name: say.Verbatim(p.Name), money: make([][]table.Cell, somMoney)}
		for _, column := range []int{somGross, somResidual, somGrants, somSavings} {
			payer.money[column] = s.paid(p.Name, column)
		}
		payer.money[somNet] = s.r.flowCells(p.Flow, s.later, 1)
		for column, cells := range payer.money {
			addCells(rest.money[column], cells, -1)
		}
		s.payers = append(s.payers, payer)
	}
	s.payers = append(s.payers, rest)
}

// paid is what a payer pays of the lines of a column. Residual values are nobody's by name.
func (s *som) paid(payer string, column int) []table.Cell {
	kinds := map[ast.CostKind]int{ast.CostLine: somGross, ast.GrantLine: somGrants, ast.SavingLine: somSavings}
	sum := s.r.flowCells(plan.Flow{Later: plan.None, Total: plan.None}, s.later, 1)
	for _, line := range s.r.program.plan.Results.Lines {
		for _, p := range line.Payers {
			if p.Name == payer && kinds[line.Kind] == column {
				addCells(sum, s.r.flowCells(p.Flow, s.later, 1), 1)
			}
		}
	}
	return sum
}

// addCells adds or subtracts cells, one by one.
func addCells(sum, cells []table.Cell, sign int) {
	for i, c := range cells {
		sum[i] = plus(sum[i], c, sign)
	}
}

// table has the rows of all payers, period by period.
func (s *som) table() *table.Table {
	t := &table.Table{Name: "som", Title: say.T("Input to SØM"), Columns: s.columns()}
	periods := s.periods()
	for at, period := range periods {
		for i, p := range s.payers {
			kind, is := table.Plain, say.T("payer")
			last, all := at == len(periods)-1, i == len(s.payers)-1
			switch {
			case last:
				is = say.T("total")
			case all:
				is = say.T("year")
			}
			if all && (last || len(s.payers) > 1) {
				kind = table.Total // it sums rows above it
			}
			t.Rows = append(t.Rows, table.Row{Kind: kind, Parent: table.None, Cells: s.cells(period, is, p, at)})
		}
	}
	return t
}

func (s *som) columns() []table.Column {
	out := []table.Column{yearColumn(say.T("Year")), table.TextColumn(say.T("Payer")), table.TextColumn(say.T("Row"))}
	for _, u := range s.counted {
		out = append(out, placed(table.NumberColumn(say.T("Started"), u.String()), countPlaces), placed(table.NumberColumn(say.T("Completed"), u.String()), countPlaces))
	}
	for _, name := range []say.Phrase{say.T("Gross cost"), say.T("Residual value"), say.T("Grants"), say.T("Savings"), say.T("Net cost")} {
		out = append(out, placed(table.NumberColumn(name, ""), moneyPlaces)) // a column of its own says the currency
	}
	return append(out, yearColumn(say.T("Price year")), table.TextColumn(say.T("Currency")))
}

// Decimals of what is written: money to the øre, participants as far as their shares are of interest.
const (
	moneyPlaces = 2
	countPlaces = 4
)

func yearColumn(name say.Phrase) table.Column { return placed(table.NumberColumn(name, ""), 0) }

func placed(c table.Column, places int) table.Column {
	c.Places = places
	return c
}

// periods are what stands in the column of the year.
func (s *som) periods() []table.Cell {
	g := s.r.program.plan.Results.Grid
	first := max(g.FirstYear, 1)
	var out []table.Cell
	for y := range g.Years {
		out = append(out, table.NumberCell(num.Int(int64(first+y))))
	}
	if s.later {
		out = append(out, table.LabelCell(say.T("later")))
	}
	return append(out, table.LabelCell(say.T("Total")))
}

// cells is the row of a payer in a period.
func (s *som) cells(period table.Cell, is say.Phrase, p somPayer, at int) []table.Cell {
	out := []table.Cell{period, table.LabelCell(p.name), table.LabelCell(is)}
	for range 2*len(s.counted) - len(p.counts) { // participants are nobody's
		out = append(out, table.EmptyCell())
	}
	for _, cells := range p.counts {
		out = append(out, cells[at])
	}
	for _, cells := range p.money {
		c := cells[at]
		c.Unit = s.r.money()
		out = append(out, c)
	}
	prices := table.EmptyCell()
	if iv := s.r.program.module.Intervention; iv != nil && iv.Prices != 0 {
		prices = table.NumberCell(num.Int(int64(iv.Prices)))
	}
	return append(out, prices, table.TextCell(s.r.money()))
}
