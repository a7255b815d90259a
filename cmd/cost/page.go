package main

import (
	"slices"
	"strings"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/eval/table"
	"github.com/costlang/cost/lang/say"
)

// pageOptions is how a report is laid out as text.
type pageOptions struct {
	width  int
	style  table.Style
	ink    ink
	detail bool     // with every cost line
	set    []string // values that --set replaced
}

// say says a text in the language of the page.
func (o pageOptions) say(text say.Phrase) string { return text.In(o.style.Language) }

// pageOf lays out a report: what it is, its figures, its tables, what it claims and what to know of it.
func pageOf(r *eval.Report, o pageOptions) []byte {
	parts := append([]string{heading(r, o), headline(r.Outputs(), o)}, tables(wanted(r.Tables, o), o)...)
	if len(r.Expectations) > 0 {
		title := wrap(o.say(r.Hold()), o.width)
		parts = append(parts, o.ink.bold(title)+"\n\n"+expectationLines(r.Expectations, o))
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
	lines := []string{o.ink.bold(wrap(table.OneLine(r.Title), o.width))}
	for _, line := range setting(r, o) {
		lines = append(lines, wrap(table.OneLine(line), o.width))
	}
	if r.About != "" {
		lines = append(lines, "", wrap(table.OneLine(r.About), o.width))
	}
	return strings.Join(lines, "\n") + "\n"
}

// setting is what the figures are in, and which figures they are.
func setting(r *eval.Report, o pageOptions) []string {
	var lines []string
	if basis := strings.Join(r.Basis(o.style), ", "); basis != "" {
		lines = append(lines, basis)
	}
	return append(lines, conditions(r, o)...)
}

// conditions are the scenario and the values set that figures are computed under.
func conditions(r *eval.Report, o pageOptions) []string {
	var lines []string
	if r.Scenario != "" {
		lines = append(lines, o.say(say.T("Scenario: %s", r.Scenario)))
	}
	if len(o.set) > 0 {
		lines = append(lines, o.say(say.T("With %s", strings.Join(o.set, ", "))))
	}
	return lines
}

// headline is the outputs: labels, then numbers to the right, then units; or each under its label where both do not fit.
func headline(figures []eval.Figure, o pageOptions) string {
	numbers := make([]string, len(figures))
	labels, digits, units := 0, 0, 0
	for i, f := range figures {
		numbers[i] = figureText(f, o.style)
		labels = max(labels, width(table.OneLine(f.Title())))
		digits, units = max(digits, width(numbers[i])), max(units, width(o.style.Unit(f.Amount().Beside())))
	}
	const indent, between = 2, 4
	room := min(labels, o.width-indent-between-digits-1-units)
	var out strings.Builder
	for i, f := range figures {
		figure := padLeft(numbers[i], digits) + " " + o.style.Unit(f.Amount().Beside())
		for _, line := range beside(table.OneLine(f.Title()), figure, room, between, o.width-indent) {
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
		return strings.Split(wrap(label, columns)+"\n"+wrap("  "+strings.TrimLeft(figure, " "), columns), "\n")
	}
	lines := strings.Split(wrap(label, room), "\n")
	lines[0] = padRight(lines[0], room+between) + figure
	return lines
}

func figureText(f eval.Figure, style table.Style) string {
	return table.Format(f.Value, table.AutoPlaces(f.Value, f.Unit), style)
}

// wanted leaves out the cost lines where they were not asked for.
func wanted(list []*table.Table, o pageOptions) []*table.Table {
	return slices.DeleteFunc(slices.Clone(list), func(t *table.Table) bool { return t.Detail && !o.detail })
}

// tables draws tables.
func tables(list []*table.Table, o pageOptions) []string {
	out := make([]string, len(list))
	for i, t := range list {
		out[i] = blocks(t, o)
	}
	return out
}

// blocks draws a table, in as many blocks as the width asks for.
func blocks(t *table.Table, o pageOptions) string {
	g := gridOf(t, o)
	text := o.ink.bold(wrap(g.title, o.width)) + "\n\n" + bodyOf(t, g, o)
	if g.note != "" {
		text += o.ink.dim(wrap("("+g.note+")", o.width)) + "\n"
	}
	return text
}

// bodyOf draws the bars of a tornado where they have room, and else the rows.
func bodyOf(t *table.Table, g grid, o pageOptions) string {
	if isTornado(t) {
		if d, ok := tornadoOf(t, o); ok {
			return d.draw()
		}
	}
	return rowsOf(g, o)
}

// rowsOf draws the rows side by side where they can be read so, else each by itself.
func rowsOf(g grid, o pageOptions) string {
	parts := g.fit(o.width)
	if !readable(parts, g, o.width) {
		return g.records(o.width, o.ink)
	}
	var out []string
	for _, part := range parts {
		out = append(out, draw(part, o.ink))
	}
	return strings.Join(out, "\n")
}

// notes lists what a reader must know of the figures.
func notes(list []say.Phrase, o pageOptions) string {
	if len(list) == 0 {
		return ""
	}
	out := o.ink.bold(o.say(say.T("Notes"))) + "\n"
	for _, note := range list {
		out += o.ink.dim(hanging("  · ", table.OneLine(o.say(note)), o.width)) + "\n"
	}
	return out
}

// hanging wraps a text behind a mark.
func hanging(mark, text string, columns int) string {
	indent := strings.Repeat(" ", width(mark))
	return mark + strings.TrimLeft(wrap(indent+text, columns), " ")
}
