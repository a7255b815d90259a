package main

// The blanks between two columns.
const (
	gap       = 2
	narrowGap = 1
)

// attempt is one way to lay out a grid: the blanks between columns, the columns up to which the head of a number column
// is not wrapped, and those below which texts are not squeezed.
type attempt struct{ gap, head, text int }

// attempts are tried in turn before number columns are split over several blocks.
var attempts = []attempt{{gap, 12, 24}, {gap, 0, 20}, {narrowGap, 0, 14}}

// fit returns the grid as blocks no wider than columns: texts are wrapped first, then heads, then columns move together,
// and where that is not enough the number columns are split over several blocks, each with the texts before them.
func (g grid) fit(columns int) []grid {
	for _, try := range attempts {
		g.naturalWidths(try.head)
		g.gap = try.gap
		if g.squeeze(columns, try.text) {
			return []grid{g}
		}
	}
	g.naturalWidths(attempts[0].head)
	g.gap = gap
	parts := g.split(columns)
	for i := range parts {
		parts[i].force(columns)
	}
	return parts
}

// naturalWidths gives each column the width of its widest cell, and the least that it may be squeezed to; the heads of numbers may wrap beyond so many columns.
func (g *grid) naturalWidths(head int) {
	g.cols = append([]gridColumn(nil), g.cols...)
	for col := range g.cols {
		c := &g.cols[col]
		c.width, c.least = widest(c.head), g.leastWidth(col)
		if c.right {
			c.width = min(c.width, max(head, longestWord(c.head)))
		}
		for _, row := range g.rows {
			c.width = max(c.width, widest(row.cells[col]))
		}
	}
}

// squeeze narrows the widest texts, to no less than least and their longest word each, until the grid is as wide as columns
// or they can go no further. It reports whether the grid is as wide.
func (g *grid) squeeze(columns, least int) bool {
	spare := columns - g.total()
	limit := least
	for _, c := range g.cols {
		if !c.right {
			spare += c.width
			limit = max(limit, c.width)
		}
	}
	for limit > least && g.texts(limit) > spare {
		limit--
	}
	g.limit(limit)
	return g.total() <= columns
}

// force squeezes the texts of a grid as far as it takes, through words where it must.
func (g *grid) force(columns int) {
	if g.squeeze(columns, 1) {
		return
	}
	for col := range g.cols {
		g.cols[col].least = 0
	}
	g.squeeze(columns, 1)
}

// total is the width of the grid.
func (g *grid) total() int {
	sum := g.gap * (len(g.cols) - 1)
	for _, c := range g.cols {
		sum += c.width
	}
	return sum
}

// texts is the width of all texts if none is wider than limit.
func (g *grid) texts(limit int) int {
	sum := 0
	for _, c := range g.cols {
		if !c.right {
			sum += c.limited(limit)
		}
	}
	return sum
}

// limited is the width of a column of texts where none should be wider than limit.
func (c gridColumn) limited(limit int) int { return min(c.width, max(limit, c.least)) }

func (g *grid) limit(width int) {
	for i := range g.cols {
		if c := &g.cols[i]; !c.right {
			c.width = c.limited(width)
		}
	}
}

// split distributes the columns over blocks, evenly if it can: the texts at the start go into every one, and take at
// most half of it.
func (g grid) split(columns int) []grid {
	keys := 0
	for keys < len(g.cols) && !g.cols[keys].right {
		keys++
	}
	head := g.only(span(0, keys))
	head.squeeze(max(columns/2, 1), 1)
	room := columns - head.total()
	ends := g.ends(keys, room, len(g.cols))
	if len(ends) > 0 {
		even := (len(g.cols) - keys + len(ends) - 1) / len(ends)
		if other := g.ends(keys, room, even); len(other) == len(ends) {
			ends = other
		}
	}
	return g.cut(keys, ends)
}

// ends gives the ends of the blocks that columns from start on are cut into, each with at most so many of them.
func (g grid) ends(start, room, most int) []int {
	var out []int
	for next := start; next < len(g.cols); {
		end, used := next, 0
		for end < len(g.cols) && end-next < most && (end == next || used+g.gap+g.cols[end].width <= room) {
			used += g.gap + g.cols[end].width
			end++
		}
		out = append(out, end)
		next = end
	}
	return out
}

func (g grid) cut(keys int, ends []int) []grid {
	var out []grid
	next := keys
	for _, end := range ends {
		out = append(out, g.only(append(span(0, keys), span(next, end)...)))
		next = end
	}
	if len(out) == 0 {
		return []grid{g}
	}
	return out
}

// span lists the numbers from low up to, not including, high.
func span(low, high int) []int {
	var out []int
	for i := low; i < high; i++ {
		out = append(out, i)
	}
	return out
}
