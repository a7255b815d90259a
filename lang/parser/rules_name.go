package parser

import (
	"strings"

	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
)

// ruleOneWord explains a name of several words: `wage meeting leader = …`.
func ruleOneWord(s *site) (diag.Diagnostic, bool) {
	if s.block != nil || s.at != s.decl+2 || s.tok(-1).Type != tokIdent || s.inHead("use", "combine", "unit", "scenario", "vary", "expect") {
		return none()
	}
	end := s.at
	for s.joinsName(end) {
		end++
	}
	if end == s.at || !s.followsName(&s.tokens[end]) || spelled(s.tok(0).Value, s.formWords()) != "" {
		return none()
	}
	span := s.tok(-1).span().To(s.tokens[end-1].span())
	d := diag.New(diag.NoName, span, say.T("a name is one word"))
	d.Help = say.T("write `%s %s`", s.keyword, clip(s.underlined(s.decl+1, end)))
	d.Fixes = []diag.Fix{{Span: span, Text: s.underlined(s.decl+1, end)}}
	return d, true
}

// joinsName reports whether token i goes on with a name: a word, or a dash between words.
func (s *site) joinsName(i int) bool {
	t := &s.tokens[i]
	switch {
	case t.Type == tokIdent:
		return !(s.keyword == "data" && t.Value == "from")
	case t.Type == tokWord:
		return s.inHead("param", "let", "wage")
	}
	return t.is("-") && s.tokens[i+1].Type == tokIdent
}

// followsName reports whether a token stands directly behind the name of the declaration.
func (s *site) followsName(t *token) bool {
	switch s.keyword {
	case "param", "let", "wage":
		return t.is("=")
	case "data":
		return t.isIdent("from")
	case "session":
		return t.Type == tokText || t.isWord("for")
	case "output":
		return t.Type == tokText || t.is("=") || t.ends()
	}
	return t.Type == tokText || t.is("{") || s.keyword == "category" && t.ends()
}

// underlined joins the words from token i to before token end.
func (s *site) underlined(i, end int) string {
	var words []string
	for ; i < end; i++ {
		if !s.tokens[i].is("-") {
			words = append(words, s.tokens[i].Value)
		}
	}
	return strings.Join(words, "_")
}

// ruleLabelQuotes explains a label without quotes: `amount Course fee 75_000 DKK`.
func ruleLabelQuotes(s *site) (diag.Diagnostic, bool) {
	first := s.item + 1
	if !s.inItem("amount", "wages") || s.at <= first || s.tokens[first].Type != tokIdent {
		return none()
	}
	end := first
	for t := &s.tokens[end]; t.Type == tokIdent || t.Type == tokWord || t.is(","); t = &s.tokens[end] {
		end++
	}
	if s.tokens[end].Type != tokNumber || s.at > end {
		return none()
	}
	label := "\"" + oneLine(s.raw(first, end-1)) + "\""
	span := s.tokens[first].span().To(s.tokens[end-1].span())
	d := diag.New(diag.DoesNotFit, span, say.T("a label stands in quotes"))
	d.Help = say.T("write `%s`", s.rewritten(first, end-1, label))
	d.Fixes = []diag.Fix{{Span: span, Text: label}}
	return d, true
}

// ruleLabelLast explains `amount 3 DKK "Fee"`.
func ruleLabelLast(s *site) (diag.Diagnostic, bool) {
	if !s.inItem("amount", "wages") || s.tok(0).Type != tokText || s.hasInItem("for") {
		return none()
	}
	help := say.T("write `%s`", oneLine(s.itemWord()+" "+s.written(s.tok(0))+" "+s.raw(s.item+1, s.at-1)))
	return s.say(diag.PartMisplaced, 0, say.T("the label stands before the money"), help)
}

// ruleNoSign explains a sign between a field and its value, or between a name and its block.
func ruleNoSign(s *site) (diag.Diagnostic, bool) {
	t := s.tok(0)
	field := s.block != nil && len(s.block.fields) > 0 && s.at == s.item+1
	head := s.block == nil && s.tok(1).is("{") && s.at > s.decl+1
	if !t.is("=") && !t.is(":") || !field && !head {
		return none()
	}
	help := say.T("leave it out")
	if end := s.itemEnd(); field && end > s.at {
		help = say.T("write `%s`", oneLine(s.itemWord()+" "+s.raw(s.at+1, end)))
	}
	d, ok := s.say(diag.DoesNotFit, 0, say.T("no `%s` stands after `%s`", t.Value, s.written(s.tok(-1))), help)
	d.Fixes = []diag.Fix{{Span: d.Span}}
	return d, ok
}

// ruleCompleted explains `per family completed`.
func ruleCompleted(s *site) (diag.Diagnostic, bool) {
	switch t, prev := s.tok(0), s.tok(-1); {
	case !s.inHead("cost", "grant", "saving"):
		return none()
	case t.isIdent("completed") && prev.Type == tokIdent && s.tok(-2).isWord("per"):
		return s.say(diag.PartMisplaced, 0, say.T("`completed` stands before what is counted"), say.T("write `per completed %s`", s.written(prev)))
	case prev.isIdent("completed") && s.tok(-2).isWord("per"):
		return s.say(diag.NoName, 0, say.T("what is completed?"), say.T("write what is counted after it, such as `per completed family`"))
	}
	return none()
}

// ruleAbbreviated explains `500_000 kr./year` and `3 mio. kr.`, at the word that follows the number.
func ruleAbbreviated(s *site) (diag.Diagnostic, bool) {
	t, point := s.tok(0), s.tok(1)
	if t.Type != tokIdent || !point.is(".") || s.tok(2).Type == tokIdent && touch(*point, *s.tok(2)) {
		return none()
	}
	if scale := scales[strings.ToLower(t.Value)]; scale != "" {
		return s.sayScale(0, scale)
	}
	unit := t.Value
	if s.tok(2).is("/") && s.tok(3).Type == tokIdent {
		unit += "/" + s.tok(3).Value
	}
	d, ok := s.say(diag.DoesNotFit, 0, say.T("`%s` is written without a point", clip(t.Value)), say.T("write `%s`", clip(s.written(s.tok(-1))+" "+unit)))
	d.Fixes = []diag.Fix{{Span: point.span()}}
	return d, ok
}

// ruleScale explains `3 mio DKK`.
func ruleScale(s *site) (diag.Diagnostic, bool) {
	scale := scales[strings.ToLower(s.tok(-1).Value)]
	if scale == "" || s.tok(-1).Type != tokIdent || s.tok(-2).Type != tokNumber {
		return none()
	}
	return s.sayScale(-1, scale)
}

func (s *site) sayScale(i int, scale string) (diag.Diagnostic, bool) {
	right := s.written(s.tok(i-1)) + " " + scale
	for j := i + 1; j <= i+2; j++ {
		if s.tok(j).Type == tokIdent {
			right += " " + s.written(s.tok(j))
			break
		}
	}
	return s.say(diag.DoesNotFit, i, say.T("`%s` is written `%s`", s.written(s.tok(i)), scale), say.T("write `%s`", clip(right)))
}
