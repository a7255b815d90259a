package chart

import (
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/table"
	"github.com/costlang/cost/lang/say"
)

// ladders draws the way from gross to net as bars that begin where the one before ends. Where nothing is subtracted there is no way
// to draw.
func ladders(tables []*table.Table) []Chart {
	t := named(tables, "ladder")
	if t == nil {
		return nil
	}
	w := ladder{t, nil}
	for row, r := range t.Rows {
		if r.Kind != table.Memo {
			w.steps = append(w.steps, row)
		}
	}
	if !w.descends() {
		return nil
	}
	return []Chart{{Name: t.Name, Title: t.Title, Description: w.description(), Tables: []*table.Table{t}, draw: w.draw}}
}

// ladder is the rows of the way from gross to net.
type ladder struct {
	*table.Table
	steps []int
}

func (w ladder) value(row int) num.D {
	v, _ := numberOf(w.Table, row, 1)
	return v
}

// descends reports whether anything is subtracted.
func (w ladder) descends() bool {
	for _, row := range w.steps {
		if w.Rows[row].Kind == table.Plain && !w.value(row).IsZero() {
			return true
		}
	}
	return false
}

func (w ladder) description() say.Phrase {
	first, last := w.steps[0], w.steps[len(w.steps)-1]
	return say.T("Bars from %s, %s, down to %s, %s, with what is subtracted between.",
		w.Cell(first, 0).Text, amount(w.Table, first, 1), w.Cell(last, 0).Text, amount(w.Table, last, 1))
}

func (w ladder) draw(l Look) Spec {
	m := measure{unit: w.Columns[1].Unit}
	m.reach(num.Int(0))
	var values []any
	var texts []string
	at := num.Int(0)
	for _, row := range w.steps {
		texts = append(texts, textIn(w.Table, row, 0, l.Language))
	}
	names := labels(texts, stepWidth, labelMost)
	for i, row := range w.steps {
		start, kind := num.Int(0), "sum"
		if w.Rows[row].Kind == table.Plain {
			start, kind = at, "step"
		}
		end, _ := start.Add(w.value(row))
		at = end
		m.reach(end)
		values = append(values, Spec{"step": names[i], "kind": kind, "from": number(start), "to": number(end), "top": number(higher(start, end)), "row": row,
			"text": texts[i] + ": " + told(w.Table, row, 1, l.Language)})
	}
	longest := 0
	for _, v := range values {
		step := v.(Spec)
		shown := m.short(w.Table, step["row"].(int), 1, l.Language)
		step["shown"], longest = shown, max(longest, letters(shown))
		delete(step, "row")
	}
	y := Spec{"field": "step", "type": "nominal", "sort": nil, "scale": Spec{"domain": names, "padding": 0.15},
		"axis": Spec{"title": nil, "labelExpr": splitLabel, "labelOffset": centerLabel(), "labelLimit": 0, "ticks": false, "domain": false}}
	x := Spec{"field": "from", "type": "quantitative", "axis": m.axis("", l), "scale": m.beside(longest, l)}
	both := Spec{"y": y, "tooltip": Spec{"field": "text"}, "description": Spec{"field": "text"}}
	return Spec{"width": l.width(), "height": barStep * len(names), "data": Spec{"values": values}, "encoding": both, "layer": []any{
		Spec{"mark": Spec{"type": "bar"}, "encoding": Spec{"x": x, "x2": Spec{"field": "to"},
			"color": Spec{"field": "kind", "type": "nominal", "legend": nil, "scale": Spec{"domain": []any{"sum", "step"}}}}},
		Spec{"mark": Spec{"type": "text", "style": styleNote, "align": "left", "baseline": "middle", "dx": 4}, "encoding": Spec{
			"x": Spec{"field": "top", "type": "quantitative"}, "text": Spec{"field": "shown"}}},
	}}
}

// stepWidth is the letters of a line of the name of a step.
const stepWidth = 16

// beside is the scale of bars from zero that leaves room for so many letters to the right of the longest.
func (m measure) beside(letters int, l Look) Spec {
	out := m.scale(true)
	if out["domain"] != nil {
		return out
	}
	text, room := letterWidth*(letters+1), l.room()-letterWidth*stepWidth/2
	all, _ := m.high.Sub(m.low)
	more, _ := all.MulRatio(int64(text), int64(max(room-text, text)))
	high, _ := m.high.Add(more)
	out["domainMax"] = number(high.Round(6))
	return out
}

// higher is the greater of two numbers.
func higher(a, b num.D) num.D {
	if a.Cmp(b) > 0 {
		return a
	}
	return b
}
