package main

import (
	"strings"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/eval/table"
	"github.com/costlang/cost/lang/say"
)

// pageOptions is how a report is laid out as text.
type pageOptions struct {
	width  int
	style  table.Style
	detail bool     // with every cost line
	set    []string // values that --set replaced
}

// say says a text in the language of the page.
func (o pageOptions) say(text say.Phrase) string { return text.In(o.style.Language) }

// pageOf lays out a report: what it is, its figures, its tables, what it claims and what to know of it.
func pageOf(r *eval.Report, o pageOptions) []byte {
	parts := append([]string{heading(r, o), headline(r.Outputs(), o)}, tables(r.Tables, o)...)
	if len(r.Expectations) > 0 {
		parts = append(parts, o.say(expectationTitle(r.Expectations, r.AsWritten))+"\n\n"+expectationLines(r.Expectations, o))
	}
	parts = append(parts, notes(r.Notes, o))
	var out []string
	for _, part := range parts {
		if part != "" {
			out = append(out, part)
		}
	}
	return []byte(strings.Join(out, "\n"))
}

// heading is the title and what the figures are in.
func heading(r *eval.Report, o pageOptions) string {
	lines := []string{r.Title}
	if about := basis(r, o); about != "" {
		lines = append(lines, about)
	}
	if r.Scenario != "" {
		lines = append(lines, o.say(say.T("Scenario: %s", r.Scenario)))
	}
	if len(o.set) > 0 {
		lines = append(lines, o.say(say.T("With %s", strings.Join(o.set, ", "))))
	}
	if r.About != "" {
		lines = append(lines, "", r.About)
	}
	return wrap(strings.Join(lines, "\n"), o.width) + "\n"
}

// basis is the currency, price year and time that all figures share.
func basis(r *eval.Report, o pageOptions) string {
	var parts []string
	if r.Currency != "" {
		parts = append(parts, o.style.Unit(r.Currency))
	}
	switch {
	case r.Prices != 0:
		parts = append(parts, o.say(say.T("%d prices", r.Prices)))
	case !r.Horizon.Empty():
		parts = append(parts, o.say(say.T("price year not stated")))
	}
	if !r.Horizon.Empty() {
		parts = append(parts, o.say(r.Horizon))
	}
	return strings.Join(parts, ", ")
}

// headline is the outputs: labels, then numbers to the right, then units; or each under its label where both do not fit.
func headline(figures []eval.Figure, o pageOptions) string {
	numbers := make([]string, len(figures))
	labels, digits, units := 0, 0, 0
	for i, f := range figures {
		numbers[i] = figureText(f, o.style)
		labels = max(labels, width(figureLabel(f)))
		digits, units = max(digits, width(numbers[i])), max(units, width(o.style.Unit(f.Unit)))
	}
	const indent, between = 2, 4
	room := min(labels, o.width-indent-between-digits-1-units)
	var out strings.Builder
	for i, f := range figures {
		figure := padLeft(numbers[i], digits) + " " + o.style.Unit(f.Unit)
		for _, line := range beside(figureLabel(f), figure, room, between, o.width-indent) {
			out.WriteString(strings.TrimRight("  "+line, " ") + "\n")
		}
	}
	return out.String()
}

// leastLabel is the columns below which texts are not squeezed beside their figures.
const leastLabel = 20

// beside puts a figure to the right of the first line of a text that is wrapped to room. Without room for both the
// figure stands below.
func beside(label, figure string, room, between, columns int) []string {
	if room < leastLabel && room < width(label) {
		return append(strings.Split(wrap(label, columns), "\n"), "  "+strings.TrimLeft(figure, " "))
	}
	lines := strings.Split(wrap(label, room), "\n")
	lines[0] = padRight(lines[0], room+between) + figure
	return lines
}

func figureLabel(f eval.Figure) string {
	if f.Label != "" {
		return f.Label
	}
	return f.Name
}

func figureText(f eval.Figure, style table.Style) string {
	return table.Format(f.Value, table.AutoPlaces(f.Value, f.Unit), style)
}

// tables draws the tables that were asked for.
func tables(list []*table.Table, o pageOptions) []string {
	var out []string
	for _, t := range list {
		if t.Name != "lines" || o.detail {
			out = append(out, blocks(t, o))
		}
	}
	return out
}

// blocks draws a table, in as many blocks as the width asks for.
func blocks(t *table.Table, o pageOptions) string {
	g := gridOf(t, o)
	var out []string
	for _, part := range g.fit(o.width) {
		out = append(out, draw(part))
	}
	text := wrap(g.title, o.width) + "\n\n" + strings.Join(out, "\n")
	if g.note != "" {
		text += wrap("("+g.note+")", o.width) + "\n"
	}
	return text
}

// notes lists what a reader must know of the figures.
func notes(list []say.Phrase, o pageOptions) string {
	if len(list) == 0 {
		return ""
	}
	out := o.say(say.T("Notes")) + "\n"
	for _, note := range list {
		out += hanging("  · ", o.say(note), o.width) + "\n"
	}
	return out
}

// hanging wraps a text behind a mark.
func hanging(mark, text string, columns int) string {
	indent := strings.Repeat(" ", width(mark))
	return mark + strings.TrimLeft(wrap(indent+text, columns), " ")
}
