package html

import (
	"strings"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/eval/chart/page"
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/table"
	"github.com/costlang/cost/lang/say"
)

// The columns of the table of assumptions of a report, and those that it is read in here: a narrow page has no room for more.
const (
	ofName, ofLabel, ofValue, ofUnit, ofRange, ofSource = 0, 1, 2, 3, 4, 5
)

// assumptions are what the script takes for given. What names no source is marked.
func (w *writer) assumptions() string {
	var t *table.Table
	for _, own := range w.Report.Tables {
		if own.Name == "assumptions" {
			t = own
		}
	}
	if t == nil {
		return ""
	}
	w.told[t] = true
	text := say.T("All have a source.")
	if without, all := w.Report.Unsourced(); without > 0 {
		text = say.T("Without a source, and marked: %d of %d.", without, all)
	}
	return "<p>" + w.text(text) + "</p>\n" + w.folded(w.assumed(t), w.assumedCells(t), w.say(t.Title))
}

// assumed is the table with values and units together, and names below labels.
func (w *writer) assumed(t *table.Table) table.View {
	v := table.View{Title: w.say(t.Title), Note: w.say(t.Note), Heads: []table.Head{
		{Name: w.say(say.T("Assumption")), Col: ofLabel}, {Name: w.say(say.T("Value")), Right: true, Col: ofValue},
		{Name: w.say(say.T("Range")), Col: ofRange}, {Name: w.say(say.T("Source")), Col: ofSource},
	}}
	for row, r := range t.Rows {
		value := t.Text(row, ofValue, w.style)
		if unit := t.Text(row, ofUnit, w.style); unit == "%" {
			value = w.style.Percent(value)
		} else if unit != "" {
			value += " " + w.style.Unit(unit)
		}
		v.Rows = append(v.Rows, table.Line{Row: row, Level: r.Level, Cells: []string{
			t.Text(row, ofLabel, w.style), value, t.Text(row, ofRange, w.style), strings.TrimPrefix(t.Text(row, ofSource, w.style), "– "),
		}})
	}
	return v
}

func (w *writer) assumedCells(t *table.Table) page.Cell {
	return func(line table.Line, col int, text string) string {
		switch name := t.Text(line.Row, ofName, w.style); {
		case col == ofLabel && name != "" && name != text:
			return esc(text) + " <code>" + esc(name) + "</code>"
		case col == ofValue:
			n, err := w.derived.Number(w.ctx, t, line.Row, ofValue)
			return w.opened(n, err, text)
		case col == ofSource && eval.IsUnsourced(t.Cell(line.Row, ofSource)):
			return "<span class=\"unsourced\">" + esc(text) + "</span>"
		}
		return esc(text)
	}
}

func count(n int) num.D { return num.Int(int64(n)) }
