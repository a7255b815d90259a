package parser

import (
	"strings"

	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
	"github.com/costlang/cost/lang/source"
)

// notation joins numbers that a Danish reader writes with a decimal comma or with blanks between thousands, and reports
// them. Where a comma may stand between two numbers, in lists, calls and alternatives, it is left alone.
type notation struct {
	file   *source.File
	report func(diag.Diagnostic)
	open   []bool // for every open bracket: may numbers be listed in it?
}

func (n *notation) join(tokens []token) []token {
	out := tokens[:0]
	for i := 0; i < len(tokens); i++ {
		t := tokens[i]
		n.follow(tokens, i)
		switch {
		case t.Type == tokNumber && n.comma(tokens[i:]) && endsYear(out):
			n.reportTight(tokens[i : i+3])
		case t.Type == tokNumber && n.comma(tokens[i:]):
			t.Value += "." + tokens[i+2].Value
			t.Type, t.End = tokens[i+2].Type, tokens[i+2].End
			i += 2
			n.reportComma(t)
		case t.Type == tokNumber:
			groups := 1
			for i+groups < len(tokens) && spaced(tokens[i], tokens[i+groups]) {
				groups++
			}
			if groups > 1 {
				t = n.mergeGroups(tokens[i : i+groups])
				i += groups - 1
			}
		}
		out = append(out, t)
	}
	return out
}

func (n *notation) follow(tokens []token, i int) {
	switch t := &tokens[i]; {
	case t.opens():
		n.open = append(n.open, !t.is("{") || i > 0 && tokens[i-1].isWord("in"))
	case t.closes() && len(n.open) > 0:
		n.open = n.open[:len(n.open)-1]
	case t.hardStop():
		n.open = n.open[:0]
	}
}

// comma reports a number, a comma and a number without blanks, where no numbers are listed.
func (n *notation) comma(t []token) bool {
	if len(n.open) > 0 && n.open[len(n.open)-1] || len(t) < 4 {
		return false
	}
	number := t[2].Type == tokNumber || t[2].Type == tokPercent
	return number && t[1].is(",") && touch(t[0], t[1]) && touch(t[1], t[2]) && !t[3].is(":")
}

// endsYear reports whether the number after some tokens is the last of `in year 1` or `in years 2..3`, which has no decimals.
func endsYear(before []token) bool {
	i := len(before) - 1
	if i > 1 && before[i].is("..") {
		i -= 2
	}
	return i > 0 && (before[i].isIdent("year") || before[i].isIdent("years")) && before[i-1].isWord("in")
}

// reportTight reports a comma between two parts of a list that reads like a decimal one.
func (n *notation) reportTight(t []token) {
	d := diag.New(diag.NumberForm, t[0].span().To(t[2].span()), say.T("`%s` reads like one number", clip(n.file.Slice(t[0].span().To(t[2].span())))))
	d.Help = say.T("put a blank after the comma: `%s, %s`", clip(n.file.Slice(t[0].span())), clip(n.file.Slice(t[2].span())))
	after := source.Pos(t[1].End)
	d.Fixes = []diag.Fix{{Span: source.Span{Pos: after, EndPos: after}, Text: " "}}
	n.report(d)
}

// spaced reports a number of up to three digits, a blank, and one of just three.
func spaced(a, b token) bool {
	if b.Type != tokNumber || b.first || strings.Contains(a.Value, ".") {
		return false
	}
	whole, _, _ := strings.Cut(b.Value, ".")
	return len(whole) == 3 && !strings.Contains(whole, "_") && (len(a.Value) <= 3 || strings.Contains(a.Value, "_"))
}

// rangeDash reads a typographic dash between two bounds as `..`, and reports it.
func (s *scanner) rangeDash(rest string) bool {
	const n = len("–")
	if !strings.HasPrefix(rest, "–") && !strings.HasPrefix(rest, "—") {
		return false
	}
	after := strings.TrimLeft(rest[n:min(len(rest), n+200)], " ")
	low := s.lowBound()
	if low < 0 || after == "" || !isDigit(after[0]) {
		return false
	}
	bounds := clip(strings.TrimSpace(s.text[low:s.at.Offset]) + ".." + after[:highBound(after)])
	s.fault(diag.RangeForm, n, say.T("a range is written `%s`", bounds), say.T("write `..`"))
	s.emit(tokOp, n, "..")
	return true
}

// highBound measures the number, percentage or date after a dash.
func highBound(text string) int {
	if n := dateLength(text); n > 0 {
		return n
	}
	n := numberLength(text)
	if blank := percentAhead(text[n:]); blank >= 0 {
		n += blank + 1
	}
	return n
}

// lowBound gives where the bound before a dash begins: a date, or what stands after `in`; else -1.
func (s *scanner) lowBound() int {
	last := len(s.tokens) - 1
	if last >= 0 && s.tokens[last].Type == tokDate {
		return s.tokens[last].Pos.Offset
	}
	for i := last; i >= 0 && i > last-4; i-- {
		switch t := &s.tokens[i]; {
		case t.isWord("in") && i < last:
			return s.tokens[i+1].Pos.Offset
		case t.Type != tokNumber && t.Type != tokPercent && t.Type != tokIdent:
			return -1
		}
	}
	return -1
}

func touch(a, b token) bool { return a.End.Offset == b.Pos.Offset }

// mergeGroups makes one number of groups of digits, and reports them.
func (n *notation) mergeGroups(groups []token) token {
	var digits strings.Builder
	for _, g := range groups {
		whole, _, _ := strings.Cut(g.Value, ".")
		digits.WriteString(whole)
	}
	t, last := groups[0], groups[len(groups)-1]
	t.End = last.End
	t.Value = underscored(digits.String())
	if _, decimals, ok := strings.Cut(last.Value, "."); ok {
		t.Value += "." + decimals
	}
	n.reportBlanks(t)
	if digits.Len() > maxDigits {
		t.Value = "1"
	}
	return t
}

func (n *notation) reportComma(t token) {
	whole, decimals, _ := strings.Cut(t.Value, ".")
	sign := ""
	if t.Type == tokPercent {
		sign = "%"
	}
	d := diag.New(diag.NumberForm, t.span(), say.T("decimals are written with a point"))
	d.Help = say.T("write %s", say.Code(t.Value+sign))
	if len(decimals) == 3 {
		d.Help = say.T("write %s, or %s", say.Code(underscored(whole+decimals)), say.Code(plainDecimal(whole, decimals)+sign))
	}
	n.report(d)
}

func (n *notation) reportBlanks(t token) {
	written := n.file.Slice(t.span())
	d := diag.New(diag.NumberForm, t.span(), say.T("`%s` is two numbers", clip(written)))
	d.Help = say.T("write %s", say.Code(clip(t.Value)))
	n.report(d)
}
