package explain

import (
	"strings"

	"github.com/costlang/cost/eval/table"
	"github.com/costlang/cost/lang/say"
)

// Teller says nodes in words: what is said of a part, whatever it is laid out as.
type Teller struct {
	Style table.Style
	Main  string // the script that lines are of, where nothing else is said
	Units bool   // whether it is said how each unit comes about
}

func (t Teller) say(text say.Phrase) string { return text.In(t.Style.Language) }

// Title is what a part is called, with its name, how it enters the sum, and whether it is shown above.
func (t Teller) Title(g Group, again bool) string {
	n := g.Node
	title := t.say(n.Title())
	if n.Name != "" && n.Name != title {
		title += " (" + n.Name + ")"
	}
	if g.Sign == Minus || g.Sign == Over {
		title = g.Sign.Mark() + " " + title
	}
	if g.Alike > 0 {
		title = t.say(say.Count(g.Alike, say.T("%s, and 1 more like it", title), say.T("%s, and %d more like it", title, g.Alike)))
		if g.Summed {
			title = t.say(say.T("%s, together %s", title, t.Style.Amount(g.Together)))
		}
	}
	if again && len(n.Terms) > 0 {
		title = t.say(say.T("%s (see above)", title))
	}
	return table.OneLine(title)
}

// Value is the value of a node as a number and its unit. What is no number has none.
func (t Teller) Value(n *Node) (number, unit string) {
	switch {
	case !n.Known:
		return t.say(say.T("no value")), ""
	case !n.Word.Empty():
		return t.say(n.Word), ""
	}
	return t.Amount(n.Amount)
}

// Amount is an amount as a number and its unit.
func (t Teller) Amount(a table.Amount) (number, unit string) {
	return table.Format(a.Value, places(a), t.Style), t.Style.Unit(a.Beside())
}

// Share is the share of a sum, or "".
func (t Teller) Share(g Group) string {
	if !g.HasShare {
		return ""
	}
	percent, ok := g.Share.MulRatio(100, 1)
	if !ok {
		return ""
	}
	return t.Style.Percent(table.Format(percent, 1, t.Style))
}

// Formulas are the formula as it is written and with values. A sum that is written nowhere is but the list below it, unless that is cut.
func (t Teller) Formulas(n *Node, cut bool) []string {
	var out []string
	if n.Formula != "" && len(n.Terms) > 0 && n.Formula != t.say(n.Title()) {
		out = append(out, "= "+table.OneLine(n.Formula))
	}
	listed := n.Op == Sum && n.Formula == "" && !cut && !n.LeavesOut()
	if filled := n.Filled(t.Style); filled != "" && len(n.Terms) > 1 && !listed {
		if !strings.HasPrefix(filled, Nearly) {
			filled = "= " + filled
		}
		out = append(out, filled)
	}
	return out
}

// Line is the line of a part, "" where it stands nowhere.
func (t Teller) Line(n *Node) string {
	switch {
	case n.Line == 0:
		return ""
	case n.File != t.Main:
		return t.say(say.T("%s, line %d", n.File, n.Line))
	}
	return t.say(say.T("line %d", n.Line))
}

// Source is the source of a part, or that it has none, or "".
func (t Teller) Source(n *Node) string {
	switch {
	case n.Source != "" && n.Until != "":
		return t.say(say.T("source: %s, until %s", table.OneLine(n.Source), say.Date(n.Until)))
	case n.Source != "":
		return t.say(say.T("source: %s", table.OneLine(n.Source)))
	case n.NoSource:
		return t.say(say.T("no source"))
	}
	return ""
}

// Remarks are the unit, rows, condition, the value without what the run sets, and why there is no value.
func (t Teller) Remarks(n *Node) []string {
	var out []string
	if units := n.Units(t.Style); t.Units && units != "" {
		out = append(out, t.say(say.T("units: %s", units)))
	}
	if n.Data.All > 0 {
		out = append(out, t.say(rowsIn(n.Data)))
	}
	if n.Op == Choice && len(n.Terms) > 0 {
		out = append(out, t.say(say.T("since %s: %s", n.Terms[0].Node.Title(), n.Terms[0].Node.Value(t.Style))))
	}
	if n.Differs {
		out = append(out, t.say(say.T("%s in the script as it is written", n.Was(t.Style))))
	}
	for _, text := range []say.Phrase{n.Override, n.Problem, n.Note} {
		if !text.Empty() {
			out = append(out, t.say(text))
		}
	}
	return out
}

func rowsIn(d Data) say.Phrase {
	things := say.Count(d.All, say.T("1 row"), say.T("%d rows", d.All))
	if d.Groups {
		things = say.Count(d.All, say.T("1 group of rows"), say.T("%d groups of rows", d.All))
	}
	if d.Used == d.All || d.Used == 0 {
		return say.T("over %s of %s", things, d.File)
	}
	return say.T("over %d of %s of %s", d.Used, things, d.File)
}

// Rest is what is said of the terms of a sum that are not shown.
func (t Teller) Rest(r Rest) string {
	if r.Summed {
		return t.say(say.Count(r.Count, say.T("and 1 more"), say.T("and %d more, together", r.Count)))
	}
	return t.say(say.Count(r.Count, say.T("and 1 more"), say.T("and %d more", r.Count)))
}
