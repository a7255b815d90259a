package chart

import (
	"strings"

	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/table"
	"github.com/costlang/cost/lang/say"
)

// A heat map has at most mostCells in each direction: of more, some are left out between. Up to mostTold across, each says its figure.
const (
	mostCells = 60
	mostTold  = 12
)

// grids draws the tables of two params as heat maps.
func grids(tables []*table.Table) []Chart {
	var out []Chart
	for _, t := range tables {
		if !strings.HasPrefix(t.Name, "grid_") || t.Across.Empty() || t.Interleaves() {
			continue
		}
		if h := heatOf(t); h.any {
			out = append(out, Chart{Name: t.Name, Title: t.Title, Description: h.description(), Tables: []*table.Table{t}, draw: h.draw})
		}
	}
	return out
}

// heat is a figure over rows and columns.
type heat struct {
	*table.Table
	measure
	lowest, highest cell
	rows, columns   []int // that are drawn
}

func heatOf(t *table.Table) heat {
	h := heat{Table: t, rows: thinned(0, len(t.Rows)), columns: thinned(1, len(t.Columns))}
	for row := range t.Rows {
		for col := 1; col < len(t.Columns); col++ {
			v, is := numberOf(t, row, col)
			if !is {
				continue
			}
			h.unit = unitOf(t, row, col)
			h.reach(v)
			if h.low.Equal(v) {
				h.lowest = cell{row, col}
			}
			if h.high.Equal(v) {
				h.highest = cell{row, col}
			}
		}
	}
	return h
}

// thinned is the numbers from one on up to another, every so manieth of too many.
func thinned(from, to int) []int {
	step := (to - from + mostCells - 1) / mostCells
	var out []int
	for i := from; i < to; i += max(step, 1) {
		out = append(out, i)
	}
	return out
}

func (h heat) description() say.Phrase {
	text := say.T("Heat map over %s (down) and %s (across): from %s, the lowest figure, to %s, the highest.",
		h.Columns[0].Name, h.Across, h.place(h.lowest), h.place(h.highest))
	if len(h.rows) < len(h.Rows) || len(h.columns) < len(h.Columns)-1 {
		text = say.T("%s It shows %d of %d rows and %d of %d columns; the table has all.", text, len(h.rows), len(h.Rows), len(h.columns), len(h.Columns)-1)
	}
	return text
}

// place is a figure with the values that it is at.
func (h heat) place(at cell) say.Phrase {
	return say.T("%s at %s and %s", amount(h.Table, at.row, at.col), h.rowName(at.row), h.Columns[at.col].Name)
}

// rowName is the value of the param that goes down, with its unit.
func (h heat) rowName(row int) any {
	if h.Cell(row, 0).Kind == table.Number {
		return amount(h.Table, row, 0)
	}
	return h.Cell(row, 0).Text
}

func (h heat) draw(l Look) Spec {
	var down, across []string
	for _, row := range h.rows {
		down = append(down, toldShort(h.Table, row, 0, stepWidth, l.Language))
	}
	for _, col := range h.columns {
		across = append(across, oneLine(h.Columns[col].Name, l.Language))
	}
	down, across = labels(down, stepWidth, labelMost), labels(across, stepWidth, labelMost)
	var values []any
	for i, row := range h.rows {
		for j, col := range h.columns {
			values = append(values, h.cellOf(row, col, down[i], across[j], l.Language))
		}
	}
	height := max(160, min(36*len(down), 720))
	side := func(field, title string, room int, order []string) Spec {
		return Spec{"field": field, "type": "nominal", "sort": nil, "scale": Spec{"domain": order},
			"axis": Spec{"title": wrap(title, room, titleLines), "labelExpr": splitLabel, "labelAngle": 0, "labelOverlap": true, "labelLimit": 0, "ticks": false, "domain": false}}
	}
	x := side("across", oneLine(h.Across, l.Language), l.axisWidth(), across)
	y := side("down", oneLine(h.Columns[0].Name, l.Language), height/letterWidth, down)
	width := l.width() - letterWidth*longest(down)
	layers := []any{h.tiles(l, width)}
	if h.tell(values, width) {
		layers = append(layers, h.figures("<", styleOnDark), h.figures(">=", styleOnLight))
	}
	return Spec{"width": width, "height": height, "data": Spec{"values": values},
		"encoding": Spec{"x": x, "y": y, "tooltip": Spec{"field": "text"}, "description": Spec{"field": "text"}}, "layer": layers}
}

// cellOf is the data of a cell. One without a value has a text only.
func (h heat) cellOf(row, col int, down, across string, l say.Language) Spec {
	v, is := numberOf(h.Table, row, col)
	out := Spec{"down": down, "across": across, "text": h.place(cell{row, col}).In(l)}
	if !is {
		out["text"] = oneLine(say.T("%s at %s and %s", h.Cell(row, col).Text, h.rowName(row), h.Columns[col].Name), l)
		return out
	}
	out["value"], out["shown"], out["share"] = number(v), h.short(h.Table, row, col, l), number(h.share(v))
	return out
}

// share is how far a figure lies on the ramp, from 0 to 1.
func (h heat) share(v num.D) num.D {
	way, _ := v.Sub(h.low)
	all, _ := h.high.Sub(h.low)
	out, ok := way.Div(all)
	if !ok {
		return num.Int(0)
	}
	return out.Round(4)
}

func (h heat) tiles(l Look, width int) Spec {
	legend := h.axis("", l)
	delete(legend, "labelOverlap")
	legend["gradientLength"] = 140
	if l.Narrow {
		legend["orient"], legend["direction"], legend["gradientLength"], legend["labelOverlap"] = "bottom", "horizontal", width*2/3, true
	}
	return Spec{"mark": Spec{"type": "rect", "style": styleStack}, "encoding": Spec{"color": Spec{
		"field": "value", "type": "quantitative", "legend": legend,
		"scale": Spec{"domain": []any{number(h.low), number(h.high)}, "interpolate": "rgb", "zero": false},
	}}}
}

// tell reports whether every cell has room for its figure, in a drawing of so many pixels.
func (h heat) tell(values []any, width int) bool {
	longest := 0
	for _, v := range values {
		if shown, is := v.(Spec)["shown"].(string); is {
			longest = max(longest, letters(shown))
		}
	}
	return len(h.columns) <= mostTold && letterWidth*longest <= width/len(h.columns)
}

// figures are the texts of cells on one side of the middle of the ramp.
func (h heat) figures(side, style string) Spec {
	return Spec{
		"transform": []any{Spec{"filter": "isValid(datum.share) && datum.share " + side + " " + onRampText}},
		"mark":      Spec{"type": "text", "style": style, "fontSize": 11},
		"encoding":  Spec{"text": Spec{"field": "shown"}},
	}
}
