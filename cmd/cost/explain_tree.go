package main

import (
	"slices"
	"strings"

	"github.com/costlang/cost/eval/explain"
	"github.com/costlang/cost/eval/table"
	"github.com/costlang/cost/lang/say"
)

// treeMarks draw the branches of a tree: to a part, to the last part, past a part, and nothing.
type treeMarks struct{ part, last, past, none string }

var (
	lineMarks  = treeMarks{"├ ", "└ ", "│ ", "  "}
	plainMarks = treeMarks{"+ ", "+ ", "| ", "  "}
)

// tree lays an explanation out. A part that was shown is referred to where it stands again.
type tree struct {
	pageOptions
	explain.Teller
	depth int
	marks treeMarks
	under []string // what the run is
	seen  map[*explain.Node]bool
	lines []treeLine
}

// treeLine is one part: its title and value, and what is said below it.
type treeLine struct {
	first, rest string // before the title, and before what follows
	level       int
	title       string
	share       string
	number      string
	unit        string
	below       []string
}

// text draws the tree.
func (t *tree) text(root *explain.Node) string {
	t.gather(explain.Group{Term: explain.Term{Node: root}}, "", "", 1)
	var out strings.Builder
	for _, line := range t.under {
		out.WriteString(wrap(table.OneLine(line), t.width) + "\n")
	}
	if len(t.under) > 0 {
		out.WriteString("\n")
	}
	c := t.columns()
	for _, line := range t.lines {
		t.draw(&out, line, c)
	}
	return out.String()
}

// gather lists a part and what is below it.
func (t *tree) gather(g explain.Group, first, rest string, level int) {
	n := g.Node
	again := t.seen[n]
	t.seen[n] = true
	open := !again && !t.cut(n, level)
	groups, left := n.Groups()
	inner := rest + t.marks.none
	if open && len(groups) > 0 {
		inner = rest + t.marks.past
	}
	t.lines = append(t.lines, t.line(g, first, inner, level, again))
	if !open {
		return
	}
	for i, part := range groups {
		mark, past := t.marks.part, t.marks.past
		if i == len(groups)-1 && left.Count == 0 {
			mark, past = t.marks.last, t.marks.none
		}
		t.gather(part, rest+mark, rest+past, level+1)
	}
	if left.Count > 0 {
		t.lines = append(t.lines, t.restLine(left, rest+t.marks.last, rest+t.marks.none, level+1))
	}
}

// cut reports whether nothing below a part is shown: by the depth that is asked for, or since there is no room for more.
func (t *tree) cut(n *explain.Node, level int) bool {
	return (t.deep(level) || 2*level > t.width/2) && n.Below() > 0
}

// deep reports whether a level is the last that is asked for.
func (t *tree) deep(level int) bool { return t.depth > 0 && level >= t.depth }

// hidden says how much is not shown below a part, and where to read on if that was not asked for.
func (t *tree) hidden(n *explain.Node, level int) say.Phrase {
	below := n.Below()
	if t.deep(level) {
		return say.Count(below, say.T("1 part below is not shown"), say.T("%d parts below are not shown", below))
	}
	return say.Count(below, say.T("1 part below has no room here: explain this part by itself"),
		say.T("%d parts below have no room here: explain this part by itself", below))
}

func (t *tree) line(g explain.Group, first, rest string, level int, again bool) treeLine {
	n := g.Node
	l := treeLine{first: first, rest: rest, level: level, title: t.Title(g, again), share: t.Share(g)}
	l.number, l.unit = t.Value(n)
	if again {
		return l
	}
	l.below = t.about(n, t.cut(n, level))
	if t.cut(n, level) {
		l.below = append(l.below, t.say(t.hidden(n, level)))
	}
	return l
}

// about is what is said of a part: formula, values, line and source, then what else there is to know.
func (t *tree) about(n *explain.Node, cut bool) []string {
	return append(joinLine(t.Formulas(n, cut), t.origin(n)), t.Remarks(n)...)
}

// origin is the line and source of a part.
func (t *tree) origin(n *explain.Node) []string {
	parts := slices.DeleteFunc([]string{t.Line(n), t.Source(n)}, func(text string) bool { return text == "" })
	if len(parts) == 0 {
		return nil
	}
	return []string{strings.Join(parts, "; ")}
}

// joinLine puts the line behind the last formula where nothing else is said of a part.
func joinLine(formulas, origin []string) []string {
	if len(formulas) == 0 || len(origin) != 1 || strings.Contains(origin[0], "; ") {
		return append(formulas, origin...)
	}
	last := len(formulas) - 1
	formulas[last] += " (" + origin[0] + ")"
	return formulas
}

// restLine is the terms of a sum that are not shown.
func (t *tree) restLine(r explain.Rest, first, rest string, level int) treeLine {
	l := treeLine{first: first, rest: rest, level: level, title: t.Rest(r)}
	if r.Summed {
		l.number, l.unit = t.Amount(r.Together)
	}
	return l
}

// treeColumns are the widths of what stands to the right of titles; room is that of the titles, 0 where values stand below them.
type treeColumns struct{ share, number, unit, room int }

// leastTitle is the columns below which titles are not squeezed beside values.
const leastTitle = 28

func (t *tree) columns() treeColumns {
	var c treeColumns
	for _, l := range t.lines {
		c.share, c.number, c.unit = max(c.share, width(l.share)), max(c.number, width(l.number)), max(c.unit, width(l.unit))
	}
	right := 2 + c.number + 1 + c.unit
	if c.share > 0 {
		right += 2 + c.share
	}
	if c.room = t.width - right; c.room < leastTitle {
		c.room = 0
	}
	return c
}

// draw writes a part.
func (t *tree) draw(out *strings.Builder, l treeLine, c treeColumns) {
	paint := func(text string) string { return text }
	if l.level == 1 {
		paint = t.ink.bold
	}
	value := ""
	if c.room > 0 {
		value = "  " + padLeft(l.number, c.number) + " " + l.unit
		if c.share > 0 {
			value = "  " + padLeft(l.share, c.share) + value
		}
	}
	room := c.room
	if room == 0 {
		room = t.width
	}
	title := l.title
	if width(title) > room-width(l.first) {
		title = wrap(title, room-width(l.rest))
	}
	for i, text := range strings.Split(title, "\n") {
		prefix, right := l.first, ""
		if i > 0 {
			prefix = l.rest
		} else if value != "" {
			text, right = padRight(text, room-width(l.first)), value
		}
		out.WriteString(strings.TrimRight(t.ink.dim(prefix)+paint(strings.TrimRight(text+right, " ")), " ") + "\n")
	}
	if c.room == 0 && l.number != "" {
		text := strings.TrimRight(l.number+" "+l.unit, " ")
		if l.share != "" {
			text += " (" + l.share + ")"
		}
		l.below = append([]string{text}, l.below...)
	}
	for _, text := range l.below {
		for line := range strings.SplitSeq(wrap(text, t.width-width(l.rest)), "\n") {
			out.WriteString(strings.TrimRight(t.ink.dim(l.rest+line), " ") + "\n")
		}
	}
}
