package main

import (
	"strings"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/eval/table"
	"github.com/costlang/cost/lang/say"
)

// markdownOf writes a report as a document in Markdown: what it is, its figures, its tables, what it claims and what to know
// of it.
func markdownOf(r *eval.Report, o pageOptions) []byte {
	parts := []string{"# " + table.EscapeMarkdown(r.Title) + "\n"}
	for _, line := range append(setting(r, o), r.About) {
		if line != "" {
			parts = append(parts, table.MarkdownParagraph(line)+"\n")
		}
	}
	if outputs := r.OutputTable(); len(outputs.Rows) > 0 {
		parts = append(parts, outputs.View(o.style).Markdown())
	}
	for _, t := range wanted(r.Tables, o) {
		parts = append(parts, t.Markdown(o.style))
	}
	if len(r.Expectations) > 0 {
		title := o.say(r.Hold())
		parts = append(parts, "## "+table.EscapeMarkdown(title)+"\n", expectationView(r.Expectations, o).Markdown())
	}
	if len(r.Notes) > 0 {
		parts = append(parts, "## "+o.say(say.T("Notes"))+"\n", bullets(r.Notes, o))
	}
	return []byte(strings.Join(parts, "\n"))
}

// expectationView is a row for each expectation: whether it holds, what it says, what the figure is, and what to know of it.
func expectationView(list []eval.Expectation, o pageOptions) table.View {
	v := table.View{Heads: []table.Head{
		{}, {Name: o.say(say.T("Expectation"))}, {Name: o.say(say.T("Figure")), Right: true}, {Name: o.say(say.T("Remark"))},
	}}
	for _, e := range list {
		mark, _ := e.Verdict()
		cells := []string{mark, e.Claim(), actualText(e, o), strings.Join(remarks(e, o), "; ")}
		v.Rows = append(v.Rows, table.Line{Cells: cells})
	}
	return v
}

func bullets(list []say.Phrase, o pageOptions) string {
	var out strings.Builder
	for _, text := range list {
		out.WriteString("- " + table.MarkdownParagraph(o.say(text)) + "\n")
	}
	return out.String()
}
