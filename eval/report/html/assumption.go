package html

import (
	"strconv"
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
	keep := func(line table.Line) bool { return marked(t.Cell(line.Row, ofSource)) }
	return "<p>" + w.text(w.sourced()) + "</p>\n" + w.foldedBut(keep, w.assumed(t), w.assumedCells(t), w.say(t.Title))
}

// marked reports whether a reader is to see that a source is not that of the value.
func marked(source table.Cell) bool { return eval.IsUnsourced(source) || eval.IsChanged(source) }

// sourced says how many of the assumptions have no source, are the author's own, or were set.
func (w *writer) sourced() say.Phrase {
	without, all := w.Report.Unsourced()
	var parts []say.Phrase
	if without > 0 {
		parts = append(parts, say.T("Without a source, and marked: %d of %d.", without, all))
	}
	if own := w.Report.Own(); own > 0 {
		parts = append(parts, say.T("Assumptions of the author's own, as their sources say: %d of %d.", own, all))
	}
	if changed := w.Report.Changed(); changed > 0 {
		parts = append(parts, say.T("Set for this report, or following from what is set, and marked: %d of %d.", changed, all))
	}
	if len(parts) == 0 {
		return say.T("All in this table have a source.")
	}
	return say.Join(parts, " ")
}

// assumed is the table with values and units together, and names below labels.
func (w *writer) assumed(t *table.Table) table.View {
	v := table.View{Title: w.say(t.Title), Note: w.say(t.Note), Heads: []table.Head{
		{Name: w.say(say.T("Assumption")), Col: ofLabel}, {Name: w.say(say.T("Value")), Right: true, Col: ofValue},
		{Name: w.say(say.T("Range")), Col: ofRange}, {Name: w.say(say.T("Source")), Col: ofSource},
	}}
	for row, r := range t.Rows {
		value := t.Text(row, ofValue, w.style)
		if c := t.Cell(row, ofValue); c.Kind == table.Text {
			value = w.say(c.Text.Map(inWords))
		}
		if unit := t.Text(row, ofUnit, w.style); unit == "%" {
			value = w.style.Percent(value)
		} else if unit != "" {
			value += " " + w.style.Unit(unit)
		}
		v.Rows = append(v.Rows, table.Line{Row: row, Level: r.Level, Cells: []string{
			t.Text(row, ofLabel, w.style), value, w.say(t.Cell(row, ofRange).Text.Map(inWords)), strings.TrimPrefix(t.Text(row, ofSource, w.style), "– "),
		}})
	}
	return v
}

func (w *writer) assumedCells(t *table.Table) page.Cell {
	return func(line table.Line, col int, text string) string {
		switch name := t.Text(line.Row, ofName, w.style); {
		case col == ofLabel && name != "" && name != text:
			return esc(text) + " <code>" + esc(name) + "</code>"
		case col == ofValue, col == ofRange && text != "":
			n, err := w.number(t, line.Row, ofValue)
			if n == nil && err == nil {
				return w.cited(t, line, text)
			}
			return w.openedAs(n, err, w.shownAt(t, line, col, text), text)
		case col == ofSource && eval.IsUnsourced(t.Cell(line.Row, ofSource)):
			return "<span class=\"unsourced\">" + esc(text) + "</span>"
		case col == ofSource && eval.IsChanged(t.Cell(line.Row, ofSource)):
			return "<span class=\"changed\">" + esc(text) + "</span>"
		}
		return esc(text)
	}
}

// shownAt is what the dialog of an assumption begins with where not its value was asked for.
func (w *writer) shownAt(t *table.Table, line table.Line, col int, text string) shown {
	if col != ofRange {
		return shown{}
	}
	return shown{number: text, remark: w.say(say.T("the values that analyses try; the value of the script is %s", joinedCell(t, line.Row, w.style)))}
}

// joinedCell is the value of an assumption with its unit.
func joinedCell(t *table.Table, row int, style table.Style) string {
	value, unit := t.Text(row, ofValue, style), t.Text(row, ofUnit, style)
	if unit == "%" {
		return style.Percent(value)
	}
	return joined(value, style.Unit(unit))
}

// cited makes a value that is no single number, such as a list, open its source.
func (w *writer) cited(t *table.Table, line table.Line, text string) string {
	if w.derived == nil || w.book.full {
		return esc(text)
	}
	source := t.Cell(line.Row, ofSource)
	at := w.book.put(part{Title: t.Text(line.Row, ofLabel, w.style), Value: joinedCell(t, line.Row, w.style),
		Source: strings.TrimPrefix(t.Text(line.Row, ofSource, w.style), "– "), Unknown: eval.IsUnsourced(source)})
	if w.book.full {
		return esc(text)
	}
	return "<span data-part=\"" + strconv.Itoa(at) + "\">" + esc(text) + "</span>"
}

// inWords is a range as it is read, where the script writes it in its own way.
func inWords(arg any) any {
	if words, ok := arg.(interface{ InWords() say.Phrase }); ok {
		return words.InWords()
	}
	return arg
}

func count(n int) num.D { return num.Int(int64(n)) }
