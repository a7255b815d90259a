package eval

import (
	"github.com/costlang/cost/eval/review"
	"github.com/costlang/cost/eval/table"
)

// Unsourced counts the assumptions of a report that name no source, or a placeholder for one, and all of them.
func (r *Report) Unsourced() (without, all int) {
	return r.countSources(IsUnsourced), r.countSources(func(table.Cell) bool { return true })
}

// Own counts the assumptions of a report whose source says that they are the author's own: it begins with assumed, assumption or illustrative,
// or with antaget, antagelse or illustrativ.
func (r *Report) Own() int {
	return r.countSources(func(c table.Cell) bool { return !IsUnsourced(c) && !IsChanged(c) && review.Assumed(c.Text.String()) })
}

// Changed counts the assumptions of a report whose values are not those of the script.
func (r *Report) Changed() int { return r.countSources(IsChanged) }

// countSources counts the sources in the table of assumptions that something is true of.
func (r *Report) countSources(is func(table.Cell) bool) int {
	n := 0
	for _, t := range r.Tables {
		if t.Name != "assumptions" {
			continue
		}
		for row := range t.Rows {
			if is(t.Cell(row, len(t.Columns)-1)) {
				n++
			}
		}
	}
	return n
}

// IsUnsourced reports whether a cell says that there is no source.
func IsUnsourced(c table.Cell) bool {
	if c.Kind != table.Text || c.Text.Equal(noSource) || len(c.Text.Args) == 0 {
		return c.Kind == table.Text && c.Text.Equal(noSource)
	}
	_, nothing := c.Text.Args[0].(placeholder)
	return nothing
}
