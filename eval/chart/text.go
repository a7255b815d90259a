package chart

import (
	"strings"

	"github.com/costlang/cost/eval/table"
)

// more marks a text that goes on where there is no room for it.
const more = "…"

// wrap breaks a text into lines of at most some letters, between words where it can: a word that is longer by half stands whole.
// What does not fit in the most lines is left out, and marked.
func wrap(text string, width, most int) []string {
	lines := []string{""}
	for _, word := range strings.Fields(table.OneLine(text)) {
		for _, part := range pieces(word, width+width/2) {
			last := &lines[len(lines)-1]
			switch {
			case *last == "":
				*last = part
			case letters(*last)+1+letters(part) <= width:
				*last += " " + part
			default:
				lines = append(lines, part)
			}
		}
	}
	if len(lines) <= most {
		return lines
	}
	lines = lines[:most]
	last := []rune(lines[most-1])
	lines[most-1] = string(last[:min(len(last), width-1)]) + more
	return lines
}

// pieces are a word in parts that fit a line.
func pieces(word string, width int) []string {
	var out []string
	rest := []rune(word)
	for len(rest) > width {
		out = append(out, string(rest[:width]))
		rest = rest[width:]
	}
	return append(out, string(rest))
}

func letters(text string) int { return len([]rune(text)) }

// labels are texts as the names of places on an axis: of a few lines each, no two alike. splitLabel is how the axis breaks them.
func labels(texts []string, width, most int) []string {
	out := make([]string, len(texts))
	for i, text := range texts {
		out[i] = strings.Join(wrap(text, width, most), "\n")
	}
	return table.Distinct(out)
}

const splitLabel = `split(datum.value, '\n')`

// centerLabel moves the lines of a label beside an axis up by half of them.
func centerLabel() Spec { return Spec{"expr": `-7 * (length(split(datum.value, '\n')) - 1)`} }

// longest is the letters of the longest line of labels.
func longest(labels []string) int {
	most := 0
	for _, label := range labels {
		for line := range strings.Lines(label) {
			most = max(most, letters(strings.TrimSuffix(line, "\n")))
		}
	}
	return most
}
