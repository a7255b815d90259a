package html

import (
	"slices"
	"strings"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/eval/table"
	"github.com/costlang/cost/lang/say"
)

// headlines is a sentence for each output.
func (w *writer) headlines() string {
	figures := w.Report.Outputs()
	if len(figures) == 0 {
		return ""
	}
	var out strings.Builder
	out.WriteString("<ul class=\"headlines\">\n")
	for _, f := range figures {
		out.WriteString("<li>" + w.sentence(f) + "</li>\n")
	}
	out.WriteString("</ul>\n")
	if w.derived == nil {
		return out.String()
	}
	out.WriteString("<p class=\"hint\">" + w.text(say.T("A figure that is underlined opens where it comes from: click it, or go to it with Tab and press Enter.")) + "</p>\n")
	return out.String()
}

// sentence says a figure with its unit. What it is per stands in the unit unless the label says it.
func (w *writer) sentence(f eval.Figure) string {
	const here = "\x00" // control characters do not come out of phrases as they are said here
	amount := f.Amount()
	amount.Unit, amount.One = saidUnit(f.Title(), amount.Unit), saidUnit(f.Title(), amount.One)
	text := escaped(say.T("%s is %s", f.Title(), say.Verbatim(here)).In(w.Language))
	if !strings.HasSuffix(w.style.Amount(amount), ".") {
		text += "."
	}
	return strings.Replace(text, here, w.book.figure(w.derived.Output(f.Name), "<strong>"+esc(w.style.Amount(amount))+"</strong>"), 1)
}

// escaped is a text with the marks of sentences in it.
func escaped(text string) string {
	before, after, _ := strings.Cut(text, "\x00")
	return esc(before) + "\x00" + esc(after)
}

// saidUnit leaves out of a unit what it is per, where the label has words for all of that: a cost per family is so many kr.
func saidUnit(label, unit string) string {
	over, under, ok := strings.Cut(unit, "/")
	if !ok || over == "1" || over == "" {
		return unit
	}
	words := strings.ToLower(label)
	for _, part := range strings.FieldsFunc(under, func(r rune) bool { return strings.ContainsRune("/*()", r) }) {
		if !strings.Contains(words, strings.ToLower(part)) {
			return unit
		}
	}
	return over
}

// unitCosts are the outputs that are money per something.
func (w *writer) unitCosts() string {
	if w.Report.Currency == "" {
		return ""
	}
	t := w.Report.OutputTable()
	figures := w.Report.Outputs()
	v := t.View(w.style)
	v.Title = w.say(say.T("Unit costs"))
	isUnitCost := func(line table.Line) bool {
		money, _, per := strings.Cut(figures[line.Row].Unit, "/")
		return per && slices.Contains(strings.Fields(money), w.Report.Currency)
	}
	v.Rows = slices.DeleteFunc(v.Rows, func(line table.Line) bool { return !isUnitCost(line) })
	if len(v.Rows) == 0 {
		return ""
	}
	value := slices.IndexFunc(v.Heads, func(h table.Head) bool { return h.Right })
	return w.folded(v, func(line table.Line, col int, text string) string {
		if col != value {
			return esc(text)
		}
		n := w.derived.Output(figures[line.Row].Name)
		return w.book.figureAs(n, w.shownAs(t, line.Row, v.Heads[value].Col, n), esc(text))
	}, v.Title)
}
