package main

import (
	"strings"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/eval/table"
)

// expectationLines is a line for each: whether it holds, what it says and what the figure is; and below it why not.
func expectationLines(list []eval.Expectation, o pageOptions) string {
	claims, actual := 0, 0
	for _, e := range list {
		claims, actual = max(claims, width(table.OneLine(e.Claim()))), max(actual, width(actualText(e, o)))
	}
	inner := o.width - markRoom
	room := min(claims, inner-gap-actual)
	var out strings.Builder
	for _, e := range list {
		lines := beside(table.OneLine(e.Claim()), padLeft(actualText(e, o), actual), room, gap, inner)
		for _, why := range remarks(e, o) {
			lines = append(lines, strings.Split(hanging("  ", table.OneLine(why), inner), "\n")...)
		}
		out.WriteString(marked(o.ink.verdict(e), lines))
	}
	return out.String()
}

// markRoom is the columns of a mark with the blanks around it.
const markRoom = 4

// marked puts a sign before the first line and blanks before the others.
func marked(sign string, lines []string) string {
	return "  " + sign + " " + strings.Join(lines, "\n"+strings.Repeat(" ", markRoom)) + "\n"
}

// actualText is the figure that an expectation is about, with its unit.
func actualText(e eval.Expectation, o pageOptions) string { return o.say(e.Shown()) }

// remarks say why an expectation fails, or by how much a figure differs that is known to.
func remarks(e eval.Expectation, o pageOptions) []string {
	var out []string
	for _, text := range e.Remarks() {
		out = append(out, o.say(text))
	}
	return out
}
