package main

import (
	"fmt"
	"strings"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/table"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
)

// resultLines are figures and expectations as they are.
func resultLines(r *results, o pageOptions) string {
	return headline(r.figures, o) + expectationLines(r.expectations, o)
}

// changeLines are what became different. Diagnostics that appeared are not among them: they are written in their own form.
func changeLines(d differences, o pageOptions) string {
	var out strings.Builder
	out.WriteString(figureLines(d.figures, o))
	for _, p := range d.expectations {
		out.WriteString(verdictLines(p, o))
	}
	for _, p := range d.gone {
		out.WriteString(hanging("  · ", o.say(say.T("gone: %s", placeless(p, o.style.Language))), o.width) + "\n")
	}
	return out.String()
}

// figureLines are outputs with their old and new values.
func figureLines(list []pair[eval.Figure], o pageOptions) string {
	const indent, between = 2, 2
	titles, moves := make([]string, len(list)), make([]string, len(list))
	labels, widest := 0, 0
	for i, p := range list {
		titles[i], moves[i] = figureTitle(p), figureMove(p, o)
		labels, widest = max(labels, width(titles[i])), max(widest, width(moves[i]))
	}
	room := min(labels, o.width-indent-between-widest)
	var out strings.Builder
	for i := range list {
		for _, line := range beside(titles[i], moves[i], room, between, o.width-indent) {
			out.WriteString(strings.TrimRight("  "+line, " ") + "\n")
		}
	}
	return out.String()
}

// figureTitle is what a figure is called now, or was before it was gone.
func figureTitle(p pair[eval.Figure]) string {
	if p.after == nil {
		return table.OneLine(p.before.Title())
	}
	return table.OneLine(p.after.Title())
}

// figureMove is how a figure went from its old to its new value.
func figureMove(p pair[eval.Figure], o pageOptions) string {
	switch {
	case p.before == nil:
		return o.say(say.T("new: %s", p.after.Amount()))
	case p.after == nil:
		return o.say(say.T("gone: %s", p.before.Amount()))
	}
	from, to := o.style.Amount(p.before.Amount()), o.style.Amount(p.after.Amount())
	switch {
	case p.before.Unit != p.after.Unit:
		return from + " → " + to
	case from == to:
		return o.say(say.T("%s, changed by less than is shown", p.after.Amount()))
	case p.after.Unit == "%":
		return from + " → " + to // a percentage of percentages is read wrongly
	}
	return figureText(*p.before, o.style) + " → " + to + relative(p.before.Value, p.after.Value, o)
}

// relative is by how many percent a value moved, in parentheses behind a blank, or "" from nothing.
func relative(before, after num.D, o pageOptions) string {
	difference, fine := after.Sub(before)
	share, divided := difference.Div(before.Abs())
	percent, small := share.Mul(num.Int(100))
	if !fine || !divided || !small {
		return ""
	}
	text := o.style.Percent(table.Format(percent, 1, o.style))
	switch {
	case percent.Round(1).IsZero():
		text = o.say(say.T("less than %s", table.Amount{Value: num.Ratio(1, 10), Places: 1, Unit: "%"}))
	case percent.Sign() > 0:
		text = "+" + text
	}
	return " (" + text + ")"
}

// verdictLines are an expectation whose verdict is another, and below it why it fails.
func verdictLines(p pair[eval.Expectation], o pageOptions) string {
	if p.after == nil {
		return hanging("  · ", o.say(say.T("gone: %s", table.OneLine(p.before.Claim()))), o.width) + "\n"
	}
	inner := o.width - markRoom
	claim, verdict := table.OneLine(p.after.Claim()), o.say(verdictOf(p))+", "+actualText(*p.after, o)
	lines := beside(claim, verdict, min(width(claim), inner-gap-width(verdict)), gap, inner)
	for _, why := range remarks(*p.after, o) {
		lines = append(lines, strings.Split(hanging("  ", table.OneLine(why), inner), "\n")...)
	}
	return marked(o.ink.verdict(*p.after), lines)
}

func verdictOf(p pair[eval.Expectation]) say.Phrase {
	switch {
	case p.before == nil:
		return say.T("new: %s", verdictWord(*p.after))
	case !p.before.OK && !p.after.OK:
		return say.T("still fails")
	}
	return say.T("%s → %s", verdictWord(*p.before), verdictWord(*p.after))
}

// verdictWord is what became of an expectation, in a word that stands among others.
func verdictWord(e eval.Expectation) say.Phrase {
	if !e.OK {
		return say.T("fails")
	}
	_, words := e.Verdict()
	return words
}

// placeless is a diagnostic in short form without the place, which is no longer there.
func placeless(d diag.Diagnostic, l say.Language) string {
	return fmt.Sprintf("%s[%s]: %s", d.Severity.Word().In(l), d.Code, table.OneLine(d.Message.In(l)))
}
