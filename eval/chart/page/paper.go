package page

import (
	"strings"

	"github.com/costlang/cost/eval/table"
)

// On paper nothing can be scrolled: tables have smaller letters beyond so many letters a row. Short ones stay on one page.
const (
	wideRow   = 92
	widerRow  = 125
	shortRows = 16
)

// PaperClass says what a table asks for on paper, as classes: wide or wider, and short.
func PaperClass(v table.View) string {
	var classes []string
	switch letters := lettersOf(v); {
	case letters > widerRow:
		classes = append(classes, "wider")
	case letters > wideRow:
		classes = append(classes, "wide")
	}
	if len(v.Rows) <= shortRows {
		classes = append(classes, "short")
	}
	return strings.Join(classes, " ")
}

// lettersOf is how many letters a row takes. Texts can be broken, numbers cannot.
func lettersOf(v table.View) int {
	const text, gap = 24, 2
	letters := 0
	for i, head := range v.Heads {
		most := 0
		for _, line := range v.Rows {
			most = max(most, len([]rune(line.Cells[i])))
		}
		if !head.Right {
			most = min(most, text)
		}
		letters += most + gap
	}
	return letters
}
