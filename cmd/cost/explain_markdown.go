package main

import (
	"strings"

	"github.com/costlang/cost/eval/explain"
	"github.com/costlang/cost/eval/table"
)

// markdown writes the tree as a nested list.
func (t *tree) markdown(root *explain.Node) string {
	t.gather(explain.Group{Term: explain.Term{Node: root}}, "", "", 1)
	var out strings.Builder
	title := t.say(root.Title())
	out.WriteString("# " + table.EscapeMarkdown(title) + "\n\n")
	for _, line := range t.under {
		out.WriteString(table.MarkdownParagraph(line) + "\n\n")
	}
	for _, l := range t.lines {
		indent := strings.Repeat("    ", l.level-1)
		text := "**" + table.EscapeMarkdown(l.title) + "**"
		if l.number != "" {
			text += ": " + table.EscapeMarkdown(strings.TrimRight(l.number+" "+l.unit, " "))
		}
		if l.share != "" {
			text += " (" + table.EscapeMarkdown(l.share) + ")"
		}
		for _, below := range l.below {
			text += "\\\n" + indent + "  " + table.EscapeMarkdown(below)
		}
		out.WriteString(indent + "- " + text + "\n")
	}
	return out.String()
}
