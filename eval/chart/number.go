package chart

import (
	"encoding/json"
	"strings"

	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/table"
	"github.com/costlang/cost/lang/say"
)

// number is a value in data: the digits of the table, which a drawing reads as a float.
func number(v num.D) json.Number { return json.Number(table.Digits(v)) }

// numberOf is the number of a cell, false where it has none.
func numberOf(t *table.Table, row, col int) (num.D, bool) {
	c := t.Cell(row, col)
	return c.Value, c.Kind == table.Number
}

// unitOf is the unit of a cell as scripts write it.
func unitOf(t *table.Table, row, col int) string {
	if unit := t.Cell(row, col).Unit; unit != "" {
		return unit
	}
	return t.Columns[col].Unit
}

// Figure is a number of a table as a sentence says it: as printed, with its unit. A page finds by it what the number comes from.
type Figure struct {
	table.Amount
	Table    *table.Table
	Row, Col int
}

func amount(t *table.Table, row, col int) Figure {
	value, places := t.Cell(row, col).Printed(t.Columns[col])
	return Figure{table.Amount{Value: value, Places: places, Unit: unitOf(t, row, col)}, t, row, col}
}

// told is a cell as a label says it: its text, or its number with its unit.
func told(t *table.Table, row, col int, l say.Language) string {
	if t.Cell(row, col).Kind == table.Number {
		return amount(t, row, col).In(l)
	}
	return textIn(t, row, col, l)
}

// toldShort is told, in millions or billions where the digits of a number are too many for a mark.
func toldShort(t *table.Table, row, col, most int, l say.Language) string {
	text := told(t, row, col, l)
	v, is := numberOf(t, row, col)
	m := measure{unit: unitOf(t, row, col)}
	m.reach(v)
	s := m.scaling()
	if !is || s.power == 0 || letters(text) <= most {
		return text
	}
	v, _ = v.Mul(num.Power(-s.power))
	return table.Format(v, table.AutoPlaces(v, ""), table.StyleOf(l)) + " " + m.unitText(l)
}

// textIn is the text of a cell in a language.
func textIn(t *table.Table, row, col int, l say.Language) string {
	return oneLine(t.Cell(row, col).Text, l)
}

func oneLine(text say.Phrase, l say.Language) string { return table.OneLine(text.In(l)) }

// scaling is a power of ten that the labels of an axis are divided by, with the word for it.
type scaling struct {
	from  num.D // it is used from this on
	power int
	word  string // before a unit, as scripts write it
}

// scalings are those of large numbers. Below the first, digits say more than words.
func scalings() []scaling {
	return []scaling{{num.Power(10), 9, "billion"}, {num.Power(7), 6, "million"}}
}

// measure is an axis of numbers: its scale and what stands along it.
type measure struct {
	unit      string
	low, high num.D
	any       bool
}

// reach widens the measure to hold a number.
func (m *measure) reach(v num.D) {
	if !m.any {
		m.low, m.high, m.any = v, v, true
	}
	if v.Cmp(m.low) < 0 {
		m.low = v
	}
	if v.Cmp(m.high) > 0 {
		m.high = v
	}
}

// scaling is how the numbers are shortened, zero for not at all.
func (m measure) scaling() scaling {
	most := m.high.Abs()
	if low := m.low.Abs(); low.Cmp(most) > 0 {
		most = low
	}
	for _, s := range scalings() {
		if most.Cmp(s.from) >= 0 && m.unit != "%" {
			return s
		}
	}
	return scaling{}
}

// unitText is the unit of the axis, with the word that its numbers are shortened by: million kr./family.
func (m measure) unitText(l say.Language) string {
	return table.StyleOf(l).Unit(strings.TrimSpace(m.scaling().word + " " + m.unit))
}

// axis is the axis with a title and its unit. Numbers are formatted by the locale of the spec.
func (m measure) axis(title string, l Look) Spec {
	unit := m.unitText(l.Language)
	switch {
	case title == "":
		title = unit
	case unit != "":
		title += ", " + unit
	}
	out := Spec{"title": wrap(title, l.axisWidth(), titleLines), "labelOverlap": true, "labelSeparation": 8, "labelFlush": false}
	if s := m.scaling(); s.power > 0 {
		out["labelExpr"] = "format(datum.value / " + num.Power(s.power).String() + ", ',~f')"
	}
	return out
}

// scale is the scale of the axis, from zero where bars grow out of it. Numbers that are all the same would leave it no width.
func (m measure) scale(zero bool) Spec {
	out := Spec{"zero": zero, "nice": true}
	if m.low.Equal(m.high) && (!zero || m.low.IsZero()) {
		room := num.Int(1)
		if !m.low.IsZero() {
			room, _ = m.low.Abs().MulRatio(1, 10)
		}
		low, _ := m.low.Sub(room)
		high, _ := m.high.Add(room)
		if zero {
			low = m.low
		}
		out["domain"], out["nice"] = []any{number(low), number(high)}, false
	}
	return out
}

// short is a number of a table as a mark of the drawing says it: as printed, or shortened as the axis is.
func (m measure) short(t *table.Table, row, col int, l say.Language) string {
	return m.mark(t, row, col, l, func(num.D) int { return 1 })
}

// mark is a number of a table as printed or, where the axis shortens its numbers, in the unit of the axis with some places.
func (m measure) mark(t *table.Table, row, col int, l say.Language, places func(unit num.D) int) string {
	s := m.scaling()
	if s.power == 0 {
		return t.Text(row, col, table.StyleOf(l))
	}
	unit := num.Power(-s.power)
	v, _ := numberOf(t, row, col)
	v, _ = v.Mul(unit)
	return table.Format(v, places(unit), table.StyleOf(l))
}

// close is a number of a table as a mark of the drawing says it beside others that lie close to it: with as many digits as tell them apart.
func (m measure) close(t *table.Table, row, col int, l say.Language) string {
	return m.mark(t, row, col, l, func(unit num.D) int {
		apart, _ := m.high.Sub(m.low)
		apart, _ = apart.Mul(unit)
		places := 1
		for ; places < m.scaling().power && apart.Cmp(num.Power(2-places)) < 0; places++ {
		}
		return places
	})
}
