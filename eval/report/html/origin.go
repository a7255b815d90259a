package html

import (
	"strings"

	"github.com/costlang/cost/eval/explain"
	"github.com/costlang/cost/lang/say"
)

// The derivations of the main figures stand in the page as text, for paper and for readers without scripts: so many levels of each, and so many parts.
const (
	mostLevels = 4
	mostParts  = 60
)

// origins are the derivations of all outputs, folded on a screen.
func (w *writer) origins() string {
	var out strings.Builder
	for _, f := range w.Report.Outputs() {
		n := w.derived.Output(f.Name)
		if n == nil {
			continue
		}
		o := &origin{writer: w, seen: map[*explain.Node]bool{}}
		out.WriteString("<details class=\"origin\">\n<summary>" + esc(f.Title()) + ": " + esc(w.style.Amount(f.Amount())) + "</summary>\n<ul class=\"parts\">\n")
		o.write(&out, explain.Group{Term: explain.Term{Node: n}}, 1)
		out.WriteString("</ul>\n</details>\n")
	}
	return out.String()
}

// origin writes a derivation. A part that was shown is referred to where it stands again.
type origin struct {
	*writer
	seen map[*explain.Node]bool
}

func (o *origin) write(out *strings.Builder, g explain.Group, level int) {
	n, t := g.Node, o.book.teller
	again := o.seen[n]
	o.seen[n] = true
	out.WriteString("<li><span class=\"title\">" + esc(t.Title(g, again)) + "</span> <span class=\"value\">" + esc(joined(t.Value(n))) + "</span>")
	if share := t.Share(g); share != "" {
		out.WriteString(" <span class=\"share\">" + esc(share) + "</span>")
	}
	if !again {
		o.about(out, n)
		o.below(out, n, level)
	}
	out.WriteString("</li>\n")
}

// about is the formulas, line, source and remarks of a part.
func (o *origin) about(out *strings.Builder, n *explain.Node) {
	t := o.book.teller
	for _, text := range t.Formulas(n, false) {
		out.WriteString("<br><span class=\"formula\">" + esc(text) + "</span>")
	}
	var parts []string
	if line := t.Line(n); line != "" {
		parts = append(parts, o.linked(line, n.File, n.Line))
	}
	if source := t.Source(n); source != "" {
		parts = append(parts, esc(source))
	}
	for _, text := range t.Remarks(n) {
		parts = append(parts, esc(text))
	}
	if len(parts) > 0 {
		out.WriteString("<br><span class=\"about\">" + strings.Join(parts, "; ") + "</span>")
	}
}

func (o *origin) below(out *strings.Builder, n *explain.Node, level int) {
	groups, rest := n.Groups()
	if len(groups) == 0 {
		return
	}
	if level == mostLevels || len(o.seen) > mostParts {
		below := n.Below()
		out.WriteString("<br><span class=\"about\">" + o.text(say.Count(below, say.T("1 part below is not shown"), say.T("%d parts below are not shown", below))) + "</span>")
		return
	}
	out.WriteString("\n<ul>\n")
	for _, g := range groups {
		o.write(out, g, level+1)
	}
	if rest.Count > 0 {
		text := esc(o.book.teller.Rest(rest))
		if rest.Summed {
			text += " <span class=\"value\">" + esc(joined(o.book.teller.Amount(rest.Together))) + "</span>"
		}
		out.WriteString("<li>" + text + "</li>\n")
	}
	out.WriteString("</ul>\n")
}
