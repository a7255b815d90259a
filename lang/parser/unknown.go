package parser

import (
	"sort"
	"strings"

	"github.com/agnivade/levenshtein"
	"github.com/alecthomas/participle/v2/lexer"

	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
)

// sayNoValue explains a place where a value should stand.
func sayNoValue(s *site) diag.Diagnostic {
	t, prev := s.tok(0), s.tok(-1)
	switch {
	case t.isWord("if"):
		return s.parentheses(say.T("a choice inside a calculation stands in parentheses"), say.T("write `(if … then … else …)`"))
	case t.isWord("not"):
		return s.parentheses(say.T("a condition inside a calculation stands in parentheses"), say.T("write `(not …)`"))
	case t.is("+"):
		d, _ := s.say(diag.ForeignSign, 0, say.T("there is no plus before a single value"), say.T("leave the `+` out"))
		return d
	case t.is(".") && s.tok(1).Type == tokNumber:
		d, _ := s.say(diag.NumberForm, 0, say.T("a decimal begins with a digit"), say.T("write `0.%s`", clip(s.tok(1).Value)))
		return d
	case s.lone():
		d, _ := ruleLoneBracket(s)
		return d
	}
	for _, r := range []func(*site) (diag.Diagnostic, bool){ruleModulo, ruleNoSign} {
		if d, ok := r(s); ok {
			return d
		}
	}
	return s.noValue(prev)
}

func (s *site) parentheses(message, help say.Phrase) diag.Diagnostic {
	d, _ := s.say(diag.Parentheses, 0, message, help)
	return d
}

// lone reports a closing bracket with nothing open before it in its item.
func (s *site) lone() bool {
	if !s.tok(0).is(")") && !s.tok(0).is("]") {
		return false
	}
	open := 0
	for i := s.item; i < s.at; i++ {
		if s.tokens[i].is("(") || s.tokens[i].is("[") {
			open++
		}
		if s.tokens[i].is(")") || s.tokens[i].is("]") {
			open--
		}
	}
	return open <= 0
}

func (s *site) noValue(prev *token) diag.Diagnostic {
	found := s.describe(s.tok(0))
	span := s.endOfPrevious()
	if !s.tok(0).ends() {
		span = s.span()
	}
	d := s.errorf(diag.NoValue, span, say.T("a value is missing after `%s`, found %s", s.written(prev), found))
	d.Help = say.T("write the value, or `?` to leave it open")
	switch {
	case prev.is("=") && s.at == s.decl+3 && s.tok(0).ends() && s.declares():
		d.Message = say.T("`%s %s` has no value after `=`", s.keyword, s.tok(-2).Value)
		d.Help = say.T("write one, or `?` to leave it open")
	case s.at == s.decl:
		d.Message = say.T("an expression does not begin with %s", found)
		d.Help = say.Phrase{}
	}
	return d
}

// sayUnclosed blames a round or square bracket that is still open at the end of the item, or the sign that stands where
// it should be closed.
func sayUnclosed(s *site, open lexer.Position) diag.Diagnostic {
	t := s.tok(0)
	i := find(s.tokens, open, tokOp)
	opener := &s.tokens[i]
	if !t.ends() && !t.is("}") {
		return s.insideBracket(opener)
	}
	d := s.errorf(diag.OpenBracket, opener.span(), say.T("this `%s` is not closed before %s", opener.Value, s.describe(t)))
	d.Help = say.T("put `%s` where it ends", closer[opener.Value])
	return d
}

var closer = map[string]string{"(": ")", "[": "]", "{": "}"}

// insideBracket explains what does not fit between brackets.
func (s *site) insideBracket(opener *token) diag.Diagnostic {
	for _, r := range []func(*site) (diag.Diagnostic, bool){ruleLineGoesOn, ruleAlternatives, ruleRate, ruleFraction, ruleTimes, ruleModulo} {
		if d, ok := r(s); ok {
			return d
		}
	}
	d := s.errorf(diag.DoesNotFit, s.span(), say.T("%s does not fit here, directly after `%s`", s.describe(s.tok(0)), s.written(s.tok(-1))))
	d.Related = []diag.Related{{Span: opener.span(), Label: say.T("inside this bracket")}}
	d.Help = say.T("put an operator or a `,` between them, or close the bracket with `%s`", closer[opener.Value])
	if s.tok(0).isWord("in") {
		d.Help = say.T("rows are read with `sum(r.cost for r in rows)`")
	}
	return d
}

// sayUnknownItem explains a word that begins no item of the block.
func sayUnknownItem(s *site) diag.Diagnostic {
	t := s.tok(0)
	if d, ok := ruleLoneBracket(s); ok {
		return d
	}
	d := s.errorf(diag.UnknownItem, s.span(), say.T("%s has no `%s`", s.block.what, s.written(t)))
	if t.Type == tokWord {
		d.Message = say.T("no item begins with %s", s.describe(t))
	}
	d.Help = say.T("%s has %s", s.block.what, say.Join(say.Codes(s.block.fields), ", "))
	if near := nearest(t.Value, s.block.fields); near != "" {
		d.Help = say.T("did you mean `%s`? %s", near, d.Help)
		d.Fixes = []diag.Fix{{Span: d.Span, Text: near}}
	}
	return d
}

// sayUnknownDecl explains a word that begins no declaration.
func sayUnknownDecl(s *site) diag.Diagnostic {
	t := s.tok(0)
	if d, ok := ruleLoneBracket(s); ok {
		return d
	}
	d := s.errorf(diag.UnknownDecl, s.span(), say.T("%s does not begin a declaration", s.describe(t)))
	d.Help = say.T("a declaration begins with a word such as `param`, `let`, `team` or `cost`")
	switch near := nearest(t.Value, declarationNames()); {
	case t.Type != tokIdent:
	case near != "":
		d.Help = say.T("did you mean `%s`?", near)
		d.Fixes = []diag.Fix{{Span: d.Span, Text: near}}
	case s.tok(1).is("="):
		d.Help = say.T("write `let %s = …`, or `param` when it may be varied", clip(t.Value))
	case itemForms[t.Value] != "":
		d.Help = say.T("`%s` belongs inside the `{ }` of a block", t.Value)
	}
	return d
}

func declarationNames() []string {
	names := make([]string, 0, len(declarationWords))
	for w := range declarationWords {
		names = append(names, w)
	}
	sort.Strings(names)
	return names
}

// nearest gives the word someone most likely meant: by meaning, else by spelling, else "".
func nearest(word string, known []string) string {
	for _, synonym := range synonyms()[strings.ToLower(word)] {
		if contains(known, synonym) {
			return synonym
		}
	}
	return spelled(word, known)
}

// spelled gives the word that is written most nearly alike, or "".
func spelled(word string, known []string) string {
	lower := strings.ToLower(word)
	best, distance := "", len([]rune(word))/3+1
	if len(word) > 30 {
		return ""
	}
	for _, k := range known {
		if d := levenshtein.ComputeDistance(lower, k); d < distance {
			best, distance = k, d
		}
	}
	return best
}

// ruleSpelling finds a clause word that is nearly written.
func ruleSpelling(s *site) (diag.Diagnostic, bool) {
	for _, i := range []int{0, -1} {
		t := s.tok(i)
		if t.Type != tokIdent || s.at+i <= s.item {
			continue
		}
		words := s.formWords()
		near := spelled(t.Value, words)
		if near == "" || near == t.Value || contains(words, t.Value) {
			continue
		}
		d, _ := s.say(diag.DoesNotFit, i, say.T("`%s` does not fit here", s.written(t)), say.T("did you mean `%s`? %s", near, s.form()))
		d.Fixes = []diag.Fix{{Span: t.span(), Text: near}}
		return d, true
	}
	return none()
}

// formWords gives the clause words of the form of the item or declaration.
func (s *site) formWords() []string {
	words := []string{"source"}
	if s.hasInItem("source") {
		words = append(words, "until")
	}
	for _, w := range strings.FieldsFunc(s.form().String(), func(r rune) bool { return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') }) {
		if len(w) > 3 && w == strings.ToLower(w) && w != s.itemWord() && w != "form" && w != "entry" && w != "written" {
			words = append(words, w)
		}
	}
	return words
}

// ruleUntil explains what stands after `until` and is no date.
func ruleUntil(s *site) (diag.Diagnostic, bool) {
	if !s.tok(-1).isIdent("until") || s.tok(-2).Type != tokText || !s.tok(-3).isWord("source") {
		return none()
	}
	return s.say(diag.DateForm, 0, say.T("the last day of a source is a date"), say.T("write year, month and day: `until 2025-12-31`"))
}

func contains(words []string, word string) bool {
	for _, w := range words {
		if w == word {
			return true
		}
	}
	return false
}
