package chart

import (
	"cmp"
	"slices"
	"strings"

	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/table"
	"github.com/costlang/cost/lang/say"
)

// mostBars is how many bars a tornado has at most. The others are narrower, and the table has them.
const mostBars = 40

// tornados draws the tables of a tornado, and of one-way tables that have none beside them.
func tornados(tables []*table.Table) []Chart {
	var out []Chart
	for _, t := range tables {
		var d tornado
		name, swings := strings.CutPrefix(t.Name, "vary_")
		switch {
		case strings.HasPrefix(t.Name, "tornado_") && hasColumns(t, 1, "Lowest", "Highest", "Swing"):
			d = tornadoOf(t)
		case swings && named(tables, "tornado_"+name) == nil && hasColumns(t, 3, "Change", "Swing"):
			d = swingsOf(t)
		}
		if len(d.bars) > 0 {
			out = append(out, Chart{Name: t.Name, Title: t.Title, Description: d.description(), Tables: []*table.Table{t}, draw: d.draw})
		}
	}
	return out
}

// hasColumns reports whether a table has columns of those names for programs, from some place on. Those that lay scenarios side by
// side have others.
func hasColumns(t *table.Table, from int, names ...string) bool {
	for i, name := range names {
		if from+i >= len(t.Columns) {
			return false
		}
		if c := t.Columns[from+i]; cmp.Or(c.Key, c.Name.String()) != name {
			return false
		}
	}
	return true
}

// cell is a place in a table.
type cell struct{ row, col int }

// bar is how far a param moves a figure.
type bar struct {
	label, low, high cell
	atLow, atHigh    cell // its values at the ends, none where it stands as it is
	swing            num.D
	open             bool // it is not known how far it goes: at some of its values the figure has none
}

// tornado is bars around the figure as it is.
type tornado struct {
	*table.Table
	base   cell
	target cell // row -1 for none
	bars   []bar
	open   bool // of some bar it is not known how far it goes
}

// none is no place.
var none = cell{table.None, table.None}

func (d tornado) value(at cell) num.D {
	v, _ := numberOf(d.Table, at.row, at.col)
	return v
}

// tornadoOf reads a table with a row for each bar.
func tornadoOf(t *table.Table) tornado {
	const low, high, swing, atLow, atHigh = 1, 2, 3, 4, 5
	d := tornado{Table: t, base: none, target: none}
	for row, r := range t.Rows {
		_, hasLow := numberOf(t, row, low)
		_, hasHigh := numberOf(t, row, high)
		switch {
		case r.Kind != table.Plain && d.base == none:
			d.base = cell{row, low}
		case r.Kind != table.Plain && hasLow:
			d.target = cell{row, low}
		case hasLow && hasHigh:
			open := t.Cell(row, swing).Kind != table.Number
			d.bars = append(d.bars, bar{label: cell{row, 0}, low: cell{row, low}, high: cell{row, high}, atLow: cell{row, atLow}, atHigh: cell{row, atHigh}, open: open})
		}
	}
	return d.known()
}

// swingsOf reads a table with a row for each value of a param.
func swingsOf(t *table.Table) tornado {
	const at, value = 1, 2
	d := tornado{Table: t, base: none, target: none}
	for row, r := range t.Rows {
		v, is := numberOf(t, row, value)
		if r.Kind != table.Plain && d.base == none {
			d.base = cell{row, value}
			continue
		}
		if !is && t.Cell(row, value).Kind != table.Text {
			continue
		}
		if last := len(d.bars) - 1; last < 0 || !t.Cell(d.bars[last].label.row, 0).Equal(t.Cell(row, 0)) || t.Rows[d.bars[last].label.row].Key != r.Key {
			d.bars = append(d.bars, bar{label: cell{row, 0}, low: d.base, high: d.base, atLow: none, atHigh: none})
		}
		b := &d.bars[len(d.bars)-1]
		if !is {
			b.open = true
			continue
		}
		if v.Cmp(d.value(b.low)) < 0 {
			b.low, b.atLow = cell{row, value}, cell{row, at}
		}
		if v.Cmp(d.value(b.high)) > 0 {
			b.high, b.atHigh = cell{row, value}, cell{row, at}
		}
	}
	return d.known()
}

// known is the drawing with its widest bars first, without any where the figure has no value as it is.
func (d tornado) known() tornado {
	if _, is := numberOf(d.Table, max(d.base.row, 0), max(d.base.col, 0)); d.base == none || !is {
		d.bars = nil
	}
	for i := range d.bars {
		d.bars[i].swing, _ = d.value(d.bars[i].high).Sub(d.value(d.bars[i].low))
	}
	d.open = slices.ContainsFunc(d.bars, func(b bar) bool { return b.open })
	slices.SortStableFunc(d.bars, func(a, b bar) int { return b.swing.Cmp(a.swing) })
	return d
}

func (d tornado) amount(at cell) Figure { return amount(d.Table, at.row, at.col) }

// amountOn is an amount as the drawing says it: on a telephone in the unit of the axis.
func (d tornado) amountOn(m measure, at cell, l Look) any {
	if l.Narrow {
		return m.close(d.Table, at.row, at.col, l.Language)
	}
	return d.amount(at)
}

func (d tornado) description() say.Phrase {
	widest := d.bars[0]
	text := say.T("Bars around %s, the figure as it is: how low and how high each of %d assumptions takes it. The one that moves it most, from %s to %s, is %s.",
		d.amount(d.base), len(d.bars), d.amount(widest.low), d.amount(widest.high), d.Cell(widest.label.row, 0).Text)
	switch {
	case len(d.bars) == 1 && d.open:
		text = say.T("A bar around %s, the figure as it is: how far one assumption, %s, takes it is not known, since the figure has no value at some of its values.",
			d.amount(d.base), d.Cell(widest.label.row, 0).Text)
	case len(d.bars) == 1:
		text = say.T("A bar around %s, the figure as it is. One assumption takes it from %s to %s: %s.",
			d.amount(d.base), d.amount(widest.low), d.amount(widest.high), d.Cell(widest.label.row, 0).Text)
	case d.open:
		text = say.T("Bars around %s, the figure as it is: how low and how high each of %d assumptions takes it. Which one moves it most is not known, since the figure has no value at some of their values.",
			d.amount(d.base), len(d.bars))
	}
	if rest := len(d.bars) - mostBars; rest > 0 {
		text = say.T("%s The %d widest are drawn; the table has %d more.", text, mostBars, rest)
	}
	return text
}

// at is the value of a param at an end of its bar, "" where it stands as it is.
func (d tornado) at(c cell, l say.Language) string {
	if c == none {
		return ""
	}
	return toldShort(d.Table, c.row, c.col, noteLimit/letterWidth, l)
}

// The height of a bar with the room around it, and the letters and lines of its label.
const (
	barStep               = 34
	labelWidth, labelMost = 26, 2
)

func (d tornado) draw(l Look) Spec {
	shown := d.bars[:min(len(d.bars), mostBars)]
	m := measure{unit: unitOf(d.Table, d.base.row, d.base.col)}
	m.reach(d.value(d.base))
	var texts []string
	for _, b := range shown {
		texts = append(texts, d.label(b, l.Language))
		m.reach(d.value(b.low))
		m.reach(d.value(b.high))
	}
	if d.target != none {
		m.reach(d.value(d.target))
	}
	names := labels(texts, labelWidth, labelMost)
	var sides []any
	for i, b := range shown {
		sides = append(sides, d.sides(b, names[i], texts[i], l.Language)...)
	}
	order := make([]any, len(names))
	for i, name := range names {
		order[i] = name
	}
	drawn := say.Phrase{}
	if len(shown) < len(d.bars) {
		drawn = say.T("the %d widest of %d bars", len(shown), len(d.bars))
	}
	x := Spec{"field": "end", "type": "quantitative", "axis": d.axis(m, drawn.In(l.Language), len(shown), l), "scale": m.padded(d.longestEnd(shown, l.Language), l)}
	y := Spec{"field": "label", "type": "nominal", "sort": nil, "scale": Spec{"domain": order, "padding": 0.1}, "axis": Spec{"title": nil, "labelExpr": splitLabel, "labelOffset": centerLabel(), "labelLimit": 0, "ticks": false, "domain": false}}
	bar, below, step, width := Spec{"type": "bar"}, 0, barStep, usualWidth-7*longest(names)
	if l.Narrow { // labels stand above their bars
		y["axis"], below, step, width = nil, lineHeight/2+2, barStep+lineHeight, narrowWidth
		bar["height"], bar["yOffset"] = barStep-12, below
	}
	layers := []any{
		Spec{"mark": bar, "encoding": Spec{"x": x, "x2": Spec{"field": "base"}, "color": sideColors(), "tooltip": Spec{"field": "text"}, "description": Spec{"field": "text"}}},
		sideTexts("below", "right", -4, below), sideTexts("above", "left", 4, below),
		d.line(d.base, styleBase, say.T("As it is: %s", d.amountOn(m, d.base, l)).In(l.Language), m, l),
	}
	if d.target != none {
		layers = append(layers, d.line(d.target, styleTarget, say.T("Target: %s", d.amountOn(m, d.target, l)).In(l.Language), m, l))
	}
	if l.Narrow {
		layers = append(layers, labelTexts(styleHalo), labelTexts(styleLabel))
	}
	return Spec{"width": width, "height": step * len(shown), "data": Spec{"values": sides}, "encoding": Spec{"y": y}, "layer": layers}
}

// mostBelow is how many bars a tornado has at most with its axis below them: of more, the axis is seen above.
const mostBelow = 12

func (d tornado) axis(m measure, title string, bars int, l Look) Spec {
	out := m.axis(title, l)
	out["labelFlush"] = l.Narrow // no labels of bars stand beside it
	if bars > mostBelow {
		out["orient"], out["offset"] = "top", lineHeight+4 // the texts of the lines stand between
	}
	return out
}

// labelTexts are the names of bars above them, on one line.
func labelTexts(style string) Spec {
	return Spec{
		"transform": []any{Spec{"filter": Spec{"field": "side", "equal": "below"}}},
		"mark":      Spec{"type": "text", "style": style, "align": "left", "baseline": "top", "dy": 1, "limit": narrowWidth},
		"encoding":  Spec{"x": Spec{"value": 0}, "y": Spec{"field": "label", "bandPosition": 0}, "text": Spec{"field": "name"}},
	}
}

// sides are the two parts of a bar, below and above the figure as it is.
func (d tornado) sides(b bar, name, label string, l say.Language) []any {
	side := func(which string, end, at cell) Spec {
		where := d.at(at, l)
		text := label + ": " + d.amount(end).In(l)
		if where != "" {
			text = label + " = " + where + ": " + d.amount(end).In(l)
		}
		switch {
		case !d.value(end).Equal(d.value(d.base)):
		case b.open && !d.both(b):
			where = say.T("no value").In(l)
			text = label + ": " + where
		default:
			where = ""
		}
		return Spec{"label": name, "side": which, "name": label, "base": number(d.value(d.base)), "end": number(d.value(end)), "at": where, "text": text}
	}
	return []any{side("below", b.low, b.atLow), side("above", b.high, b.atHigh)}
}

// both reports whether a bar goes both ways.
func (d tornado) both(b bar) bool {
	base := d.value(d.base)
	return !d.value(b.low).Equal(base) && !d.value(b.high).Equal(base)
}

// label is the name of a bar. One that goes both ways and has no value in between, or beyond, says so.
func (d tornado) label(b bar, l say.Language) string {
	text := textIn(d.Table, b.label.row, b.label.col, l)
	if b.open && d.both(b) {
		return say.T("%s (no value at some)", text).In(l)
	}
	return text
}

// sideColors tell the parts below the figure as it is from those above.
func sideColors() Spec {
	return Spec{"field": "side", "type": "nominal", "legend": nil, "scale": Spec{"domain": []any{"below", "above"}}}
}

// sideTexts write at the ends of bars what the param is there, so many pixels below the middle of their rows.
func sideTexts(side, align string, dx, dy int) Spec {
	return Spec{
		"transform": []any{Spec{"filter": Spec{"field": "side", "equal": side}}},
		"mark":      Spec{"type": "text", "style": styleNote, "align": align, "baseline": "middle", "dx": dx, "dy": dy, "limit": noteLimit},
		"encoding":  Spec{"x": Spec{"field": "end", "type": "quantitative"}, "text": Spec{"field": "at"}},
	}
}

// line is a vertical line over all bars with its text above.
func (d tornado) line(at cell, style, text string, m measure, l Look) Spec {
	value := Spec{"datum": number(d.value(at)), "type": "quantitative"}
	return Spec{
		"data":     Spec{"values": []any{Spec{}}},
		"encoding": Spec{"x": value, "y": nil, "description": Spec{"value": text}, "tooltip": Spec{"value": text}},
		"layer": []any{
			Spec{"mark": Spec{"type": "rule", "style": style}},
			Spec{"mark": Spec{"type": "text", "style": style, "align": m.alignment(d.value(at), text, l.room()), "baseline": "bottom", "dy": -4}, "encoding": Spec{"y": Spec{"value": 0}, "text": Spec{"value": text}}},
		},
	}
}

// alignment is how a text above a line stands, so that it does not go beyond an edge.
func (m measure) alignment(v num.D, text string, room int) string {
	half := letterWidth * letters(text) / 2
	switch at := m.pixel(v, room); {
	case m.low.Equal(m.high):
	case at < half:
		return "left"
	case at > room-half:
		return "right"
	}
	return "center"
}

// noteLimit is the most pixels of a text at the end of a bar.
const noteLimit = 120

// longestEnd is the letters of the longest text at an end of a bar.
func (d tornado) longestEnd(shown []bar, l say.Language) int {
	most := 0
	for _, b := range shown {
		most = max(most, letters(d.at(b.atLow, l)), letters(d.at(b.atHigh, l)))
	}
	return most
}

// padded is the scale of bars that have texts of so many letters at both ends.
func (m measure) padded(letters int, l Look) Spec {
	s := m.scale(false)
	if s["domain"] == nil {
		s["padding"], s["nice"] = min(7*letters+10, noteLimit+10, l.room()/3), false
	}
	return s
}
