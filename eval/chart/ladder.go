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
	names := labels(texts, 12, 3)
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
	for _, v := range values {
		step := v.(Spec)
		step["shown"] = m.short(w.Table, step["row"].(int), 1, l.Language)
		delete(step, "row")
	}
	x := Spec{"field": "step", "type": "nominal", "sort": nil, "scale": Spec{"domain": names}, "axis": Spec{"title": nil, "labelExpr": splitLabel, "labelAngle": 0, "labelLimit": 0}}
	y := Spec{"field": "from", "type": "quantitative", "axis": m.axis("", l.Language), "scale": m.scale(true)}
	both := Spec{"x": x, "tooltip": Spec{"field": "text"}, "description": Spec{"field": "text"}}
	return Spec{"width": usualWidth, "height": 300, "data": Spec{"values": values}, "encoding": both, "layer": []any{
		Spec{"mark": Spec{"type": "bar"}, "encoding": Spec{"y": y, "y2": Spec{"field": "to"},
			"color": Spec{"field": "kind", "type": "nominal", "legend": nil, "scale": Spec{"domain": []any{"sum", "step"}}}}},
		Spec{"mark": Spec{"type": "text", "style": styleNote, "baseline": "bottom", "dy": -3}, "encoding": Spec{
			"y": Spec{"field": "top", "type": "quantitative"}, "text": Spec{"field": "shown"}}},
	}}
}

// higher is the greater of two numbers.
func higher(a, b num.D) num.D {
	if a.Cmp(b) > 0 {
		return a
	}
	return b
}
