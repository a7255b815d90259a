package chart

import (
	"slices"

	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/table"
	"github.com/costlang/cost/lang/say"
)

// mostStacked is how many parts a bar has at most: as many as there are colours.
const mostStacked = 8

// years stacks what costs are made of, year by year: categories upwards, and what is subtracted downwards.
func years(tables []*table.Table) []Chart {
	t := named(tables, "costs")
	if t == nil {
		return nil
	}
	y := yearly{Table: t}
	for col, c := range t.Columns {
		if c.Parent != table.None {
			y.columns, y.total = append(y.columns, col), c.Parent
		}
	}
	for row := range t.Rows {
		if !slices.ContainsFunc(t.Rows, func(r table.Row) bool { return r.Parent == row }) {
			y.parts = append(y.parts, row)
		}
	}
	if len(y.columns) == 0 || len(y.parts) == 0 || !HasCosts(tables) {
		return nil
	}
	return []Chart{{Name: t.Name, Title: t.Title, Description: y.description(), Tables: []*table.Table{t}, draw: y.draw}}
}

// HasCosts reports whether the tables of a report tell of any cost, grant or saving: a table of costs that has but the sum of nothing does not.
func HasCosts(tables []*table.Table) bool {
	t := named(tables, "costs")
	return t != nil && len(t.Rows) > 1
}

// yearly is the table of costs by year, with the columns of years and the rows that add up to the last one.
type yearly struct {
	*table.Table
	columns []int
	parts   []int
	total   int
}

// net is the last row, the sum of all parts.
func (y yearly) net() int { return len(y.Rows) - 1 }

// description says what the bars come to, upwards and downwards, in sentences that end with words: amounts may end with a stop.
func (y yearly) description() say.Phrase {
	text := say.T("A stacked bar of cost by category, for %s.", y.Columns[y.columns[0]].Heading())
	if len(y.columns) > 1 {
		text = say.T("Stacked bars of cost by category, one for each of %s.", say.And(y.columnNames()))
	}
	parts := []say.Phrase{text}
	up, down := y.sides()
	if len(up) > 0 {
		parts = append(parts, y.upwards(up)...)
	}
	if len(down) > 0 {
		parts = append(parts, y.downwards(down), say.T("%s: %s in all.", y.Cell(y.net(), 0).Text, y.amount(y.net(), y.total)))
	}
	return say.Join(parts, " ")
}

// sides are the parts that come to more than nothing, and those that come to less.
func (y yearly) sides() (up, down []int) {
	for _, row := range y.parts {
		switch y.value(row, y.total).Sign() {
		case 1:
			up = append(up, row)
		case -1:
			down = append(down, row)
		}
	}
	return up, down
}

// upwards says what the bars above zero come to, and the largest part of several.
func (y yearly) upwards(rows []int) []say.Phrase {
	greatest := slices.MaxFunc(rows, func(a, b int) int { return y.value(a, y.total).Cmp(y.value(b, y.total)) })
	parent := y.Rows[greatest].Parent
	if len(rows) == 1 || parent == table.None {
		return []say.Phrase{y.inAll(greatest)}
	}
	return []say.Phrase{y.inAll(parent), say.T("The largest part, %s, is %s.", y.amount(greatest, y.total), y.Cell(greatest, 0).Text)}
}

// inAll says what a row comes to, and the year with the most of it, if one has more than all others.
func (y yearly) inAll(row int) say.Phrase {
	label, all := y.Cell(row, 0).Text, y.amount(row, y.total)
	highest := slices.MaxFunc(y.columns, func(a, b int) int { return y.value(row, a).Cmp(y.value(row, b)) })
	for _, col := range y.columns {
		if col != highest && y.value(row, col).Equal(y.value(row, highest)) {
			return say.T("%s: %s in all.", label, all)
		}
	}
	if len(y.columns) == 1 {
		return say.T("%s: %s in all.", label, all)
	}
	return say.T("%s: %s in all, and with %s the most in %s.", label, all, y.amount(row, highest), y.Columns[highest].Heading())
}

// downwards says what is subtracted.
func (y yearly) downwards(rows []int) say.Phrase {
	greatest := slices.MinFunc(rows, func(a, b int) int { return y.value(a, y.total).Cmp(y.value(b, y.total)) })
	most, all := y.amount(greatest, y.total), num.Int(0)
	for _, row := range rows {
		all, _ = all.Sub(y.value(row, y.total))
	}
	sum := most.Amount
	sum.Value, most.Value = all, most.Value.Neg()
	if len(rows) == 1 {
		return say.T("Below zero stands what is subtracted, %s: %s.", most, y.Cell(greatest, 0).Text)
	}
	return say.T("Below zero stands what is subtracted, %s in all; the largest part, %s, is %s.", sum, most, y.Cell(greatest, 0).Text)
}

func (y yearly) amount(row, col int) Figure { return amount(y.Table, row, col) }

// mostNamed is how many years are named one by one.
const mostNamed = 6

func (y yearly) columnNames() []say.Phrase {
	var out []say.Phrase
	for _, col := range y.columns {
		out = append(out, y.Columns[col].Heading())
	}
	if last := len(out) - 1; len(out) > mostNamed {
		return []say.Phrase{say.T("%s to %s", out[0], out[last])}
	}
	return out
}

func (y yearly) value(row, col int) num.D {
	v, _ := numberOf(y.Table, row, col)
	return v
}

// stack is a part of the bars: a row, or several that have no colour of their own.
type stack struct {
	label string
	rows  []int
}

// stacks are the parts in order of the table. Of too many those that weigh least become one.
func (y yearly) stacks(l say.Language) []stack {
	rows := slices.Clone(y.parts)
	slices.SortStableFunc(rows, func(a, b int) int { return y.value(b, y.total).Abs().Cmp(y.value(a, y.total).Abs()) })
	var rest []int
	if len(rows) > mostStacked {
		rows, rest = rows[:mostStacked-1], rows[mostStacked-1:]
	}
	slices.Sort(rows)
	var texts []string
	for _, row := range rows {
		texts = append(texts, textIn(y.Table, row, 0, l))
	}
	var out []stack
	for i, label := range table.Distinct(texts) {
		out = append(out, stack{label, rows[i : i+1]})
	}
	if rest != nil {
		out = append(out, stack{say.T("%d smaller ones", len(rest)).In(l), rest})
	}
	return out
}

func (y yearly) draw(l Look) Spec {
	stacks := y.stacks(l.Language)
	m := measure{unit: y.Columns[y.total].Unit}
	m.reach(num.Int(0))
	var bars, nets, order []any
	for _, s := range stacks {
		order = append(order, s.label)
	}
	for _, col := range y.columns {
		year := oneLine(y.Columns[col].Heading(), l.Language)
		up, down := num.Int(0), num.Int(0)
		for i, s := range stacks {
			v, text := y.sum(s.rows, col, l.Language)
			if v.Sign() < 0 {
				down, _ = down.Add(v)
			} else {
				up, _ = up.Add(v)
			}
			bars = append(bars, Spec{"year": year, "part": s.label, "order": i, "value": number(v), "text": year + ", " + s.label + ": " + text})
		}
		m.reach(up)
		m.reach(down)
		net := y.value(y.net(), col)
		m.reach(net)
		nets = append(nets, Spec{"year": year, "value": number(net), "net": textIn(y.Table, y.net(), 0, l.Language),
			"text": year + ", " + textIn(y.Table, y.net(), 0, l.Language) + ": " + told(y.Table, y.net(), col, l.Language)})
	}
	layers := []any{y.barLayer(bars, order, m, l)}
	if m.low.Sign() < 0 {
		layers = append(layers, y.netLayer(nets))
	}
	return Spec{"width": l.width(), "height": 320, "layer": layers, "encoding": Spec{
		"x": Spec{"field": "year", "type": "ordinal", "sort": nil, "axis": Spec{"title": nil, "labelAngle": 0, "labelOverlap": true}},
	}}
}

// sum is a stack in a year, and how it is told.
func (y yearly) sum(rows []int, col int, l say.Language) (num.D, string) {
	if len(rows) == 1 {
		return y.value(rows[0], col), told(y.Table, rows[0], col, l)
	}
	all := num.Int(0)
	for _, row := range rows {
		all, _ = all.Add(y.value(row, col))
	}
	return all, table.Amount{Value: all, Places: table.None, Unit: y.Columns[y.total].Unit}.In(l)
}

func (y yearly) barLayer(values, order []any, m measure, l Look) Spec {
	return Spec{"data": Spec{"values": values}, "mark": Spec{"type": "bar", "style": styleStack}, "encoding": Spec{
		"y":       Spec{"field": "value", "type": "quantitative", "stack": "zero", "axis": m.axis("", l), "scale": m.scale(true)},
		"color":   Spec{"field": "part", "type": "nominal", "sort": nil, "scale": Spec{"domain": order}, "legend": legend(order, l)},
		"order":   Spec{"field": "order", "type": "quantitative"},
		"tooltip": Spec{"field": "text"}, "description": Spec{"field": "text"},
	}}
}

// netLayer marks where bars that go both ways come to.
func (y yearly) netLayer(values []any) Spec {
	return Spec{"data": Spec{"values": values}, "mark": Spec{"type": "point", "style": styleNet, "shape": "diamond", "filled": true}, "encoding": Spec{
		"y":       Spec{"field": "value", "type": "quantitative"},
		"shape":   Spec{"field": "net", "type": "nominal", "scale": Spec{"range": []any{"diamond"}}, "legend": Spec{"title": nil, "orient": "bottom", "symbolSize": 130}},
		"tooltip": Spec{"field": "text"}, "description": Spec{"field": "text"},
	}}
}

// legend is one without a title, below the drawing, in as many columns as there is room for.
func legend(labels []any, l Look) Spec {
	const symbol, most = 36, 3
	widest := 0
	for _, label := range labels {
		widest = max(widest, letterWidth*letters(label.(string)))
	}
	widest = min(widest, 180)
	return Spec{"title": nil, "orient": "bottom", "direction": "horizontal", "columns": max(1, min(most, l.room()/(widest+symbol))), "labelLimit": 180, "symbolType": "square"}
}
