package main

import (
	"fmt"
	"strings"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/table"
)

// expectationTitle counts how many expectations hold.
func expectationTitle(list []eval.Expectation, asWritten bool) string {
	hold := 0
	for _, e := range list {
		if e.OK {
			hold++
		}
	}
	of := "Expectations"
	if !asWritten {
		of += " of the script as written"
	}
	return fmt.Sprintf("%s: %d of %d hold\n\n", of, hold, len(list))
}

// Marks of what holds and what does not.
const (
	markOK     = "  ✓ "
	markFailed = "  ✗ "
)

// expectationLines is a line for each: whether it holds, what it says and what the figure is; and below it why not.
func expectationLines(list []eval.Expectation, columns int) string {
	claims, actual := 0, 0
	for _, e := range list {
		claims, actual = max(claims, width(claim(e))), max(actual, width(actualText(e)))
	}
	inner := columns - width(markOK)
	room := min(claims, inner-gap-actual)
	var out strings.Builder
	for _, e := range list {
		lines := beside(claim(e), padLeft(actualText(e), actual), room, gap, inner)
		for _, why := range remarks(e) {
			lines = append(lines, strings.Split(hanging("  ", why, inner), "\n")...)
		}
		out.WriteString(marked(e.OK, lines))
	}
	return out.String()
}

// marked puts the mark before the first line and blanks before the others.
func marked(ok bool, lines []string) string {
	mark := markFailed
	if ok {
		mark = markOK
	}
	return mark + strings.Join(lines, "\n"+strings.Repeat(" ", width(mark))) + "\n"
}

// claim is the text of an expectation on one line, with its scenario.
func claim(e eval.Expectation) string {
	text := strings.Join(strings.Fields(e.Text), " ")
	if e.Under != "" && !strings.Contains(text, " under ") {
		text += fmt.Sprintf(" under %q", e.Under)
	}
	return text
}

// actualText is the figure that an expectation is about, with its unit.
func actualText(e eval.Expectation) string {
	if !e.Known {
		return "no value"
	}
	return withUnit(e.Actual, e.Unit)
}

func withUnit(value num.D, unit string) string {
	text := table.Format(value, table.AutoPlaces(value, unit), table.English())
	return strings.TrimRight(text+" "+shownUnit(unit), " ")
}

// remarks say why an expectation fails, or by how much a figure differs that is known to.
func remarks(e eval.Expectation) []string {
	var out []string
	switch {
	case e.OK && e.Differs != "":
		return []string{fmt.Sprintf("known to differ by %s: %s", withUnit(e.Gap, e.Unit), e.Differs)}
	case e.OK:
		return nil
	case e.Problem != "":
		out = append(out, e.Problem)
	default:
		out = append(out, "off by "+withUnit(e.Gap, e.Unit))
	}
	if e.Source != "" {
		out = append(out, "source: "+e.Source)
	}
	return out
}
