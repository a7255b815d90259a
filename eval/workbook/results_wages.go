package workbook

import (
	"strings"

	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/plan"
	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/say"
)

// worked is a column of hours, equivalents or labour: what each wage has, and all of it with what is known as money alone.
type worked struct {
	key, unit, format string
	of                func(plan.WageResult) plan.Ref
	all               []plan.Ref // what all lines have, or nil where only wages have it
	summed            bool
}

// usedWages are the wages of any cost or session.
func (b *builder) usedWages() []plan.WageResult {
	var out []plan.WageResult
	for _, w := range b.Results.Wages {
		if w.Used {
			out = append(out, w)
		}
	}
	return out
}

// workedColumns are the columns of the table of wages.
func (b *builder) workedColumns() []worked {
	r := b.Results
	var hours, labour []plan.Ref
	for _, ln := range r.Lines {
		if ln.Kind == ast.CostLine {
			hours = append(hours, ln.Hours)
		}
	}
	labour = append(labour, r.Labour)
	wages := len(b.usedWages()) > 0
	return []worked{
		{"hours", "hours", "#,##0", func(w plan.WageResult) plan.Ref { return w.Hours }, hours, true},
		{"fte", "", b.equivalents(), func(w plan.WageResult) plan.Ref { return w.FTE }, nil, wages && !b.horizonsDiffer()},
		{"labour", r.Money.String(), b.format(r.Money.String(), r.Labour), func(w plan.WageResult) plan.Ref { return w.Labour }, labour, true},
	}
}

// equivalents gives small part-time work a third decimal, as the tables of a run do.
func (b *builder) equivalents() string {
	small := num.Must("0.05")
	for _, w := range b.usedWages() {
		if v, ok := b.Run.Value(w.FTE); ok && v.Sign() > 0 && v.Cmp(small) < 0 {
			return "#,##0.000"
		}
	}
	return "#,##0.00"
}

// horizonsDiffer reports whether the script combines some whose horizon is not its own: averages over different times have no sum.
func (b *builder) horizonsDiffer() bool {
	differ := func(m *check.Module) bool {
		return m.Intervention != nil && m.Intervention.Grid != nil && m.Intervention.Grid.Length != b.Results.Grid.Length
	}
	for _, use := range b.Module.Combined {
		if differ(use.Module) {
			return true
		}
	}
	return false
}

// beyond is what all lines have of a column beyond what wages account for; false where that is nothing, or nobody knows.
func (b *builder) beyond(c worked) (num.D, bool) {
	sum, known := num.Int(0), len(c.all) > 0
	add := func(x plan.Ref, sign func(num.D) num.D) {
		v, ok := b.Run.Value(x)
		sum, _ = sum.Add(sign(v))
		known = known && ok
	}
	for _, x := range c.all {
		add(x, func(v num.D) num.D { return v })
	}
	for _, w := range b.usedWages() {
		add(c.of(w), num.D.Neg)
	}
	const noise = 20 // places
	return sum, known && !sum.Round(noise).IsZero()
}

func (b *builder) isBeyond(c worked) bool {
	_, any := b.beyond(c)
	return any
}

// layWages writes hours, full-time equivalents and labour of each wage, what is paid as money alone, and their totals.
func (b *builder) layWages(row int) {
	s, wages, columns := b.results, b.usedWages(), b.workedColumns()
	paid := b.isBeyond(columns[2])
	if len(wages) == 0 && !paid {
		return
	}
	b.say(s, row, 0, say.T("Hours and full-time equivalents"), Style{Role: Heading})
	row++
	b.header(s, row, say.T("Wage"), say.T("Hours"), say.T("FTE"), say.T("Labour, %s", b.unitWords(columns[2].unit)))
	right(s, row, 1, 4)
	row++
	end := row + len(wages)
	for i, w := range wages {
		s.Put(row+i, 0, text(w.Label, Style{}))
	}
	if paid {
		b.say(s, end, 0, say.T("Wages known as money"), Style{})
		end++
	}
	b.say(s, end, 0, say.T("Total"), Style{Role: Total})
	for col, c := range columns {
		b.layWorked(c, wages, paid, Address{s, row, 1 + col}, end)
	}
}

// layWorked writes a column of the table of wages from its first cell on, with its total in the row at its end.
func (b *builder) layWorked(c worked, wages []plan.WageResult, paid bool, at Address, end int) {
	s, first, sum, known := at.Sheet, at, num.Int(0), true
	for _, w := range wages {
		b.refer(at, c.of(w), Style{Format: c.format})
		b.record("wages", w.Name+"."+c.key, w.Label, c.unit, c.of(w), at)
		v, ok := b.Run.Value(c.of(w))
		sum, _ = sum.Add(v)
		known = known && ok
		at.Row++
	}
	if more, any := b.beyond(c); paid && any {
		b.layBeyond(c, more, first, at)
		sum, _ = sum.Add(more)
		at.Row++
	}
	if !c.summed {
		s.Put(end, at.Col, text("", Style{Role: Total}))
		return
	}
	total := Address{s, end, at.Col}
	stored := noValue
	if known {
		stored = sum.String()
		b.values = append(b.values, value{"wages", "all wages." + c.key, b.in(say.T("Total")), c.unit, sum, total, false})
	}
	formula := "SUM(" + first.Ref() + ":" + cellAt(end-1, at.Col) + ")"
	s.Put(end, at.Col, Cell{Kind: Formula, Text: formula, Style: Style{Role: Total, Format: c.format}, Value: stored})
}

// layBeyond writes what is paid as money alone.
func (b *builder) layBeyond(c worked, more num.D, first, at Address) {
	b.later = append(b.later, func() {
		w, parts := b.writer(at.Sheet), []string(nil)
		for _, x := range c.all {
			if v, settled := b.number(x); !settled || !v.IsZero() {
				parts = append(parts, w.operand(b.g.of(x)).within(adds))
			}
		}
		formula := strings.Join(parts, "+")
		if at.Row > first.Row {
			formula += "-SUM(" + first.Ref() + ":" + cellAt(at.Row-1, at.Col) + ")"
		}
		at.Sheet.Put(at.Row, at.Col, Cell{Kind: Formula, Text: formula, Style: Style{Format: c.format}, Value: more.String()})
	})
}
