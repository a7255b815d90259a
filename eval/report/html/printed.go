package html

import (
	"slices"
	"strings"

	"github.com/costlang/cost/eval/explain"
	"github.com/costlang/cost/eval/table"
	"github.com/costlang/cost/lang/say"
)

// shown is what the dialog of a figure begins with where the figure stands otherwise than its derivation says it: the number as it is printed,
// and why it is not the other.
type shown struct{ number, remark string }

// shownAs is a number of a table beside the derivation that it opens, empty where both say the same.
func (w *writer) shownAs(t *table.Table, row, col int, n *explain.Node) shown {
	c := t.Cell(row, col)
	if n == nil || c.Kind != table.Number {
		return shown{}
	}
	if value, _ := c.Printed(t.Columns[col]); value.IsZero() && !c.Value.IsZero() {
		return shown{} // it is printed as less than something
	}
	number, unit := w.book.teller.Amount(printedAmount(c, t.Columns[col], n))
	said, saidUnit := w.book.teller.Value(n)
	out := shown{remark: w.roundedOtherwise(t, row, col)}
	if n.Known && n.Number.Sign()*c.Value.Sign() < 0 {
		out.remark = strings.TrimPrefix(out.remark+"; "+w.say(say.T("subtracted in this table")), "; ")
	}
	if number != said || unit != saidUnit || out.remark != "" {
		out.number = joined(number, unit)
	}
	return out
}

// printedAmount is a number as its table prints it, in the unit of the table.
func printedAmount(c table.Cell, column table.Column, n *explain.Node) table.Amount {
	value, places := c.Printed(column)
	out := table.Amount{Value: value, Places: places, Unit: column.Unit}
	if c.Unit != "" {
		out.Unit = c.Unit
	}
	if out.One = out.Unit; out.Unit == n.Amount.Unit {
		out.One = n.Amount.One
	}
	return out
}

// roundedOtherwise says that a number is printed as another than it would be by itself, with two decimals more, or "".
func (w *writer) roundedOtherwise(t *table.Table, row, col int) string {
	c, column := t.Cell(row, col), t.Columns[col]
	value, places := c.Printed(column)
	if c.Value.Round(places).Equal(value) {
		return ""
	}
	is, exact := table.Amount{Value: value, Places: places}, table.Amount{Value: c.Value, Places: places + 2}
	if adds(t, col) {
		return w.say(say.T("printed as %s so that the column adds up; %s before rounding", w.style.Amount(is), w.style.Amount(exact)))
	}
	return w.say(say.T("printed as %s; %s before rounding", w.style.Amount(is), w.style.Amount(exact)))
}

// adds reports whether the numbers of a column add up, with each other or with those of other columns.
func adds(t *table.Table, col int) bool {
	return t.Columns[col].Sums || t.Columns[col].Parent != table.None ||
		slices.ContainsFunc(t.Columns, func(c table.Column) bool { return c.Parent == col }) ||
		slices.ContainsFunc(t.Rows, func(r table.Row) bool { return r.Parent != table.None })
}
