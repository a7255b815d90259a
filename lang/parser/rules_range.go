package parser

import (
	"github.com/alecthomas/participle/v2/lexer"
	"github.com/costlang/cost/lang/say"

	"github.com/costlang/cost/lang/diag"
)

// indexInItem gives the index of the first token with a value in the item before the culprit, or -1.
func (s *site) indexInItem(value string) int {
	for i := s.item; i < s.at; i++ {
		if s.tokens[i].Value == value && s.tokens[i].Type != tokText {
			return i
		}
	}
	return -1
}

// inRanged reports a place where a range may stand: a param, or an axis of a sweep.
func (s *site) inRanged() bool { return s.inHead("param", axisKeyword) }

// rangeEnd gives the last token of a range that begins with token i: what follows is a label, a distribution or a source.
func (s *site) rangeEnd(i int) int {
	for j := i; j < len(s.tokens); j++ {
		t := &s.tokens[j]
		switch {
		case t.is("}"):
			return j
		case t.ends() && t.Value == "}" && s.tokens[j+1].is("}"):
			continue
		}
		if t.ends() || t.is("~") || t.isWord("source") || t.Type == tokText && j > i && s.tokens[j-1].endsOperand() {
			return max(j-1, i)
		}
	}
	return i
}

// ruleIn misses the word between a value and its range.
func ruleIn(s *site) (diag.Diagnostic, bool) {
	t := s.tok(0)
	if !s.inRanged() || s.hasInItem("in") || s.keyword == "param" && !s.hasInItem("=") || !s.tok(-1).endsOperand() || t.Type == tokText {
		return none()
	}
	end := s.rangeEnd(s.at)
	switch {
	case t.is("["):
		return s.sayMissing("in", say.T("write `in {%s}`", oneLine(s.inside(s.at))))
	case t.is("{") || t.is("±") || t.beginsOperand() && s.dotsUpTo(end):
		return s.sayInsert("in", say.T("write `in %s`", oneLine(s.raw(s.at, end))))
	}
	return none()
}

func (s *site) dotsUpTo(end int) bool {
	for i := s.at; i <= end; i++ {
		if s.tokens[i].is("..") {
			return true
		}
	}
	return false
}

// inside gives the text between a bracket and the one that closes it, or the end of the range.
func (s *site) inside(opener int) string {
	end := s.rangeEnd(opener)
	for i := opener + 1; i <= end; i++ {
		if s.tokens[i].closes() {
			end = i - 1
		}
	}
	if end <= opener {
		return ""
	}
	return s.raw(opener+1, end)
}

// ruleAlternatives explains `in [6, 8]` and `in (6, 8)`.
func ruleAlternatives(s *site) (diag.Diagnostic, bool) {
	if !s.inRanged() {
		return none()
	}
	for i := s.at; i > s.decl; i-- {
		listed := s.tokens[i].is("[") || s.tokens[i].is("(") && s.tok(0).is(",")
		if listed && s.tokens[i-1].isWord("in") {
			return s.say(diag.RangeForm, i-s.at, say.T("alternatives stand in braces"), say.T("write `in {%s}`", oneLine(s.inside(i))))
		}
	}
	return none()
}

// ruleBraces explains what does not fit between the braces of alternatives.
func ruleBraces(s *site) (diag.Diagnostic, bool) {
	opener := s.indexInItem("{")
	if !s.inRanged() || opener < 1 || !s.tokens[opener-1].isWord("in") || s.hasInItem("}") {
		return none()
	}
	t, end := s.tok(0), s.rangeEnd(opener)
	closed := s.tokens[end].is("}")
	switch {
	case t.is(".."):
		return s.say(diag.RangeForm, opener-s.at, say.T("a range stands without braces"), say.T("write `in %s`", oneLine(s.inside(opener))))
	case t.beginsOperand() && s.tok(-1).endsOperand() && (closed || t.Type != tokText):
		return s.sayMissing(",", say.T("alternatives are written `in {1, 2, 3}`"))
	case closed:
		return none()
	}
	if t.Type == lexer.EOF && s.tok(-1).ends() {
		t = s.tok(-1)
	}
	return s.say(diag.OpenBracket, opener-s.at, say.T("this `{` is not closed before %s", s.describe(t)), say.T("put `}` where it ends"))
}

// ruleRange explains bounds that are written in another way.
func ruleRange(s *site) (diag.Diagnostic, bool) {
	in := s.indexInItem("in")
	if !s.inRanged() || in < 0 || s.hasInItem("..") || s.hasInItem("{") {
		return none()
	}
	t, end := s.tok(0), s.rangeEnd(s.at)
	switch dash := s.dashAfter(in); {
	case dash > 0:
		return s.sayBounds(dash, in, s.at-1)
	case t.isWord("to") && end > s.at && s.at > in+1:
		return s.sayBounds(s.at, in, end)
	case t.is(",") && end > s.at:
		return s.say(diag.RangeForm, 0, say.T("alternatives stand in braces"), say.T("write `in {%s}`", oneLine(s.raw(in+1, end))))
	}
	return s.say(diag.RangeForm, 0, say.T("this is not a range"), say.T("write `in 1..3`, `in {1, 2, 3}` or `in ±20%`"))
}

// dashAfter gives the index of a minus between two values after `in`, outside brackets, or 0.
func (s *site) dashAfter(in int) int {
	for i := in + 1; i < s.at-1; i++ {
		switch t := &s.tokens[i]; {
		case t.opens():
			return 0
		case t.is("-") && s.tokens[i-1].endsOperand():
			return i
		}
	}
	return 0
}

// sayBounds points at what joins two bounds and should be `..`.
func (s *site) sayBounds(join, in, end int) (diag.Diagnostic, bool) {
	bounds := oneLine(s.raw(in+1, join-1) + ".." + s.raw(join+1, end))
	d, ok := s.say(diag.RangeForm, join-s.at, say.T("a range is written `%s`", bounds), say.T("write `in %s`", bounds))
	d.Fixes = []diag.Fix{{Span: d.Span, Text: ".."}}
	return d, ok
}
