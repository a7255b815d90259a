package main

import (
	"fmt"
	"strings"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/eval/table"
)

// pageOptions is how a report is laid out as text.
type pageOptions struct {
	width  int
	detail bool     // with every cost line
	set    []string // values that --set replaced
}

// pageOf lays out a report: what it is, its figures, its tables, what it claims and what to know of it.
func pageOf(r *eval.Report, o pageOptions) []byte {
	parts := []string{heading(r, o), headline(r.Outputs(), o.width)}
	for _, t := range r.Tables {
		if t.Name != "lines" || o.detail {
			parts = append(parts, blocks(t, o.width))
		}
	}
	if len(r.Expectations) > 0 {
		parts = append(parts, expectationTitle(r.Expectations)+expectationLines(r.Expectations, o.width))
	}
	parts = append(parts, notes(r.Notes, o.width))
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
	if about := basis(r); about != "" {
		lines = append(lines, about)
	}
	if r.Scenario != "" {
		lines = append(lines, "Scenario: "+r.Scenario)
	}
	if len(o.set) > 0 {
		lines = append(lines, "With "+strings.Join(o.set, ", "))
	}
	if r.About != "" {
		lines = append(lines, "", r.About)
	}
	return wrap(strings.Join(lines, "\n"), o.width) + "\n"
}

// basis is the currency, price year and time that all figures share.
func basis(r *eval.Report) string {
	var parts []string
	if r.Currency != "" {
		parts = append(parts, shownUnit(r.Currency))
	}
	if r.Prices != 0 {
		parts = append(parts, fmt.Sprintf("%d prices", r.Prices))
	}
	if r.Horizon != "" {
		parts = append(parts, r.Horizon)
	}
	return strings.Join(parts, ", ")
}

// headline is the outputs: labels, then numbers to the right, then units.
func headline(figures []eval.Figure, columns int) string {
	if len(figures) == 0 {
		return ""
	}
	numbers := make([]string, len(figures))
	digits, units := 0, 0
	for i, f := range figures {
		numbers[i] = figureText(f)
		digits, units = max(digits, width(numbers[i])), max(units, width(shownUnit(f.Unit)))
	}
	room := columns - digits - units - 2*gap - 1
	var out strings.Builder
	for i, f := range figures {
		label := strings.Split(wrap(figureLabel(f), max(room, leastText)), "\n")
		last := len(label) - 1
		for _, line := range label[:last] {
			out.WriteString("  " + line + "\n")
		}
		line := "  " + padRight(label[last], room) + strings.Repeat(" ", gap) + padLeft(numbers[i], digits) + " " + shownUnit(f.Unit)
		out.WriteString(strings.TrimRight(line, " ") + "\n")
	}
	return out.String()
}

func figureLabel(f eval.Figure) string {
	if f.Label != "" {
		return f.Label
	}
	return f.Name
}

func figureText(f eval.Figure) string {
	return table.Format(f.Value, table.AutoPlaces(f.Value, f.Unit), table.English())
}

// blocks draws a table, in as many blocks as the width asks for.
func blocks(t *table.Table, columns int) string {
	var out []string
	for _, g := range gridOf(t).fit(columns) {
		out = append(out, draw(g))
	}
	text := wrap(gridOf(t).title, columns) + "\n\n" + strings.Join(out, "\n")
	if t.Note != "" {
		text += wrap("("+t.Note+")", columns) + "\n"
	}
	return text
}

// notes lists what a reader must know of the figures.
func notes(list []string, columns int) string {
	if len(list) == 0 {
		return ""
	}
	out := "Notes\n"
	for _, note := range list {
		out += hanging("  · ", note, columns) + "\n"
	}
	return out
}

// hanging wraps a text behind a mark.
func hanging(mark, text string, columns int) string {
	indent := strings.Repeat(" ", width(mark))
	return mark + strings.TrimLeft(wrap(indent+text, columns), " ")
}
