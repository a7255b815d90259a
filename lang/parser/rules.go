package parser

import (
	"strings"

	"github.com/alecthomas/participle/v2/lexer"

	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
)

// rules explain a token that does not fit, the particular before the general. Each looks at the tokens around the place
// and answers when it knows what was meant.
var rules []func(*site) (diag.Diagnostic, bool)

func init() {
	rules = []func(*site) (diag.Diagnostic, bool){
		ruleLoneBracket, ruleUntil, ruleLineGoesOn, ruleReservedName, ruleLabelFirst, ruleOneWord, ruleNoSign,
		ruleStartsPer, ruleMeetTimes, ruleRate, ruleNearest, ruleAlternatives, ruleBraces, ruleIn, ruleRange,
		ruleFraction, ruleTimes, ruleModulo, ruleInYear, ruleMeetComma, ruleMeetEach, rulePrepareBy, ruleStaffSum,
		ruleCompleted, ruleBasis, ruleLabelQuotes, ruleLabelLast, ruleScale, ruleItemComma, ruleQuotes, ruleEquals, ruleOpenBrace, rulePriceYear, ruleSpelling, ruleNoName, ruleTwoValues,
	}
}

// unexpected explains the token that participle did not expect.
func (s *site) unexpected() diag.Diagnostic {
	for _, r := range rules {
		if d, ok := r(s); ok {
			return d
		}
	}
	d := s.errorf(diag.DoesNotFit, s.span(), say.T("%s does not fit here", s.describe(s.tok(0))))
	if s.tok(0).ends() {
		d.Message = say.T("something is missing before %s", s.describe(s.tok(0)))
	}
	d.Help = s.form()
	return d
}

// form says how the item or declaration is written.
func (s *site) form() say.Phrase {
	if s.block == nil {
		if k, ok := kinds[s.keyword]; ok {
			return say.T("the form is `%s`", k.form)
		}
		return say.Phrase{}
	}
	if s.block.form != "" {
		return say.T("an entry is written `%s`", s.block.form)
	}
	return say.T("the form is `%s`", itemForms[s.itemWord()])
}

// itemWord gives the word that begins the item.
func (s *site) itemWord() string { return s.tokens[s.item].Value }

// inItem reports whether the culprit lies in an item that begins with one of the words.
func (s *site) inItem(words ...string) bool {
	if s.block == nil {
		return false
	}
	for _, w := range words {
		if s.itemWord() == w {
			return true
		}
	}
	return false
}

// inHead reports whether the culprit lies outside the block of a declaration with one of the keywords.
func (s *site) inHead(keywords ...string) bool {
	if s.block != nil {
		return false
	}
	for _, k := range keywords {
		if s.keyword == k {
			return true
		}
	}
	return false
}

// declares reports whether a declaration is being read, not a lone expression.
func (s *site) declares() bool {
	_, ok := kinds[s.keyword]
	return ok
}

func none() (diag.Diagnostic, bool) { return diag.Diagnostic{}, false }

// say makes the answer of a rule that points at token i from the culprit.
func (s *site) say(code diag.Code, i int, message, help say.Phrase) (diag.Diagnostic, bool) {
	span := s.tok(i).span()
	if i == 0 {
		span = s.span()
	}
	d := diag.New(code, span, message)
	d.Help = help
	return d, true
}

// sayMissing makes the answer of a rule that misses something directly behind the token before the culprit.
func (s *site) sayMissing(what string, help say.Phrase) (diag.Diagnostic, bool) {
	d := diag.New(diag.NoWord, s.endOfPrevious(), say.T("`%s` is missing after `%s`", what, s.written(s.tok(-1))))
	d.Help = help
	return d, true
}

// sayInsert makes the answer of sayMissing for a word that only has to be put there.
func (s *site) sayInsert(word string, help say.Phrase) (diag.Diagnostic, bool) {
	d, ok := s.sayMissing(word, help)
	d.Fixes = []diag.Fix{{Span: d.Span, Text: " " + word}}
	return d, ok
}

// itemText gives the item as written up to the token before the culprit.
func (s *site) itemText() string { return oneLine(s.raw(s.item, max(s.at-1, s.item))) }

// itemEnd gives the last token of the item before its source, at least the one before the culprit.
func (s *site) itemEnd() int {
	last := s.at - 1
	for last+1 < len(s.tokens) && !s.tokens[last+1].ends() && !s.tokens[last+1].is("}") && !s.tokens[last+1].isWord("source") {
		last++
	}
	return last
}

// raw gives the text from token i to token j, which is none when j stands before i.
func (s *site) raw(i, j int) string {
	if j < i {
		return ""
	}
	return s.file.Text[s.tokens[i].Pos.Offset:s.tokens[j].End.Offset]
}

// rewritten gives the item, without its source, with text in the place of the tokens from i to j; with j before i the text
// stands before token i.
func (s *site) rewritten(i, j int, text string) string {
	before, end := s.file.Text[s.tokens[s.item].Pos.Offset:s.tokens[i].Pos.Offset], s.itemEnd()
	if j < end {
		after := s.raw(j+1, end)
		if !strings.HasPrefix(after, ",") {
			text += " "
		}
		text += after
	}
	return oneLine(before + " " + text)
}

// oneLine writes a piece of script for a message: single blanks, and not too long.
func oneLine(text string) string {
	const most = 72
	runes := []rune(strings.Join(strings.Fields(strings.ToValidUTF8(text[:min(len(text), 4*most)], "")), " "))
	if len(runes) <= most && len(text) <= 4*most {
		return string(runes)
	}
	return string(runes[:min(len(runes), most-4)]) + "…"
}

func ruleLoneBracket(s *site) (diag.Diagnostic, bool) {
	t := s.tok(0)
	if !t.is(")") && !t.is("]") && !(t.is("}") && s.block == nil) {
		return none()
	}
	return s.say(diag.LoneBracket, 0, say.T("this `%s` closes nothing", t.Value), say.T("remove it, or open one before it"))
}

// ruleLineGoesOn blames the operator at the end of a line for what does not fit in the next one.
func ruleLineGoesOn(s *site) (diag.Diagnostic, bool) {
	i := 0
	for s.at+i > s.item && !s.tok(i).first {
		i--
	}
	op := s.tok(i - 1)
	if i == 0 || s.at+i <= s.item || op.is("{") || op.is(",") || op.is("(") || op.is("[") || op.ends() || !goesOn(op) {
		return none()
	}
	return s.say(diag.LineGoesOn, i-1, say.T("this line ends with `%s` and goes on in the next", s.written(op)), say.T("remove the `%s`, or write a value after it", s.written(op)))
}

// wantsName reports whether a name stands at the culprit: after the keyword, or after `as` or a comma among names.
func (s *site) wantsName() bool {
	if s.block != nil || s.at == s.decl || !s.declares() {
		return false
	}
	prev := s.tok(-1)
	return s.at == s.decl+1 || prev.isWord("as") || prev.is(",") && s.inHead("unit", "combine")
}

func ruleReservedName(s *site) (diag.Diagnostic, bool) {
	t := s.tok(0)
	if t.Type != tokWord || !s.wantsName() && !(s.block != nil && s.at == s.item) {
		return none()
	}
	suffix := "_1"
	if t.Value == "under" {
		suffix = "_18"
	}
	return s.say(diag.ConnectingWord, 0, say.T("`%s` is a connecting word and cannot be a name", t.Value), say.T("try `%s%s`, or another word", t.Value, suffix))
}

func ruleLabelFirst(s *site) (diag.Diagnostic, bool) {
	t := s.tok(0)
	if t.Type != tokText || s.at != s.decl+1 || s.block != nil || !s.declares() {
		return none()
	}
	name := nameFrom(t.Value)
	return s.say(diag.NoName, 0, say.T("%s has a name before its label", kinds[s.keyword].one), say.T("write `%s %s %s …`", s.keyword, name, s.written(t)))
}

// nameFrom makes a name of a label.
func nameFrom(label string) string {
	label = strings.ToLower(strings.TrimSpace(label))
	if i := wordLength(strings.ReplaceAll(label, " ", "_")); i > 0 && label != "" {
		return clip(strings.ReplaceAll(label, " ", "_")[:i])
	}
	return "name"
}

func ruleRate(s *site) (diag.Diagnostic, bool) {
	if !s.tok(0).isWord("per") || s.tok(1).Type != tokIdent || !s.tok(-1).endsOperand() || s.inHead("cost", "grant", "saving") {
		return none()
	}
	return s.say(diag.RateForm, 0, say.T("a rate is written with `/`"), say.T("write `%s`", s.quotient()))
}

// quotient writes what stands around a `per` with `/`: a unit as one word, values with blanks. A value in brackets is left out.
func (s *site) quotient() string {
	divisor := s.tok(1).Value + s.dotted(2)
	i := s.at - 1
	for i-2 >= s.decl && s.tokens[i-1].is(".") {
		i -= 2
	}
	path := i < s.at-1 || strings.Contains(divisor, ".")
	before := &s.tokens[max(i-1, s.decl)]
	switch {
	case s.tok(-1).closes() || s.tok(-1).is("?"):
		return "/ " + divisor
	case !path && before.Type == tokNumber && s.tok(-1).Type == tokIdent:
		return s.text(before.span().To(s.tok(-1).span())) + "/" + divisor
	case path || s.tok(-1).Type == tokIdent && !ofUnit(before):
		return clip(s.raw(i, s.at-1)) + " / " + divisor
	}
	return s.written(s.tok(-1)) + "/" + divisor
}

// ofUnit reports whether a name behind a token is a unit.
func ofUnit(t *token) bool { return t.isWord("as") || t.is(":") || scaleWords[t.Value] }

func ruleNearest(s *site) (diag.Diagnostic, bool) {
	if s.tok(-1).isIdent("nearest") && s.tok(0).Type == tokNumber && !s.tok(-2).isWord("to") {
		return s.say(diag.NoWord, -1, say.T("`to` is missing before `nearest`"), say.T("write `to nearest %s`", s.written(s.tok(0))))
	}
	if !s.tok(0).isIdent("nearest") {
		return none()
	}
	return s.say(diag.NoWord, 0, say.T("`to` is missing before `nearest`"), say.T("write `to nearest %s`", s.written(s.tok(1))))
}

func ruleFraction(s *site) (diag.Diagnostic, bool) {
	if s.tok(0).Type != tokNumber || !s.tok(-1).isIdent("of") || s.tok(-2).Type != tokNumber {
		return none()
	}
	fraction := s.written(s.tok(-2)) + "/" + s.written(s.tok(0))
	return s.say(diag.FractionForm, -2, say.T("a fraction is written `%s`", fraction), say.T("write `%s`", fraction))
}

func ruleTimes(s *site) (diag.Diagnostic, bool) {
	x := s.tok(-1)
	if s.tok(0).is("×") {
		x = s.tok(0)
	} else if !x.isIdent("x") || !s.tok(0).beginsOperand() {
		return none()
	}
	d := diag.New(diag.ForeignSign, x.span(), say.T("values are multiplied with `*`"))
	d.Help = say.T("write `*`")
	return d, true
}

func ruleModulo(s *site) (diag.Diagnostic, bool) {
	sign := s.tok(0).is("%") && s.tok(-1).endsOperand()
	if !sign && (s.tok(-1).Type != tokPercent || !s.tok(0).beginsOperand() || s.tok(0).Type == tokText) {
		return none()
	}
	return s.say(diag.ForeignSign, 0, say.T("a value follows a percentage without an operator, and there is no modulo"), say.T("write `*` between them, or use `floor`"))
}

// ruleInYear explains `start 5 year 1`, where year was read as the unit of 5.
func ruleInYear(s *site) (diag.Diagnostic, bool) {
	year := func(t *token) bool { return t.isIdent("year") || t.isIdent("years") }
	switch {
	case year(s.tok(-1)) && s.tok(0).Type == tokNumber:
		return s.say(diag.NoWord, -1, say.T("`in` is missing before `%s`", s.tok(-1).Value), say.T("write `%s`", s.rewritten(s.at-1, s.at-2, "in")))
	case year(s.tok(0)) && s.inHead("cost", "grant", "saving"):
		return s.say(diag.NoWord, 0, say.T("`in` is missing before `%s`", s.tok(0).Value), say.T("write `in %s %s`", s.tok(0).Value, s.written(s.tok(1))))
	}
	return none()
}

// hasInItem reports whether a sign stands in the item before the culprit.
func (s *site) hasInItem(value string) bool {
	for i := s.item; i < s.at; i++ {
		if s.tokens[i].Value == value && s.tokens[i].Type != tokText {
			return true
		}
	}
	return false
}

// ruleBasis explains a cost that lacks its category or how often it falls.
func ruleBasis(s *site) (diag.Diagnostic, bool) {
	if !s.inHead("cost", "grant", "saving") || s.hasInItem("{") {
		return none()
	}
	t, prev := s.tok(0), s.tok(-1)
	switch {
	case prev.Type == tokText && !t.is("{") && t.Type != tokWord && !t.ends():
		return none()
	case prev.Type == tokText:
		return s.say(diag.MissingBasis, 0, say.T("a category is missing after the label"), say.T("write `preparation`, `training`, `operation`, `investment` or `other`, and how often it falls"))
	case s.tok(-2).Type == tokText && prev.isIdent("once"):
		return s.say(diag.MissingBasis, -1, say.T("a category is missing before `once`"), say.T("write `preparation`, `training`, `operation`, `investment` or `other` before it"))
	case s.tok(-2).Type == tokText:
		return s.say(diag.MissingBasis, 0, say.T("how often does `%s` fall?", s.written(prev)), say.T("after the category write `once`, `over period` or `per …`"))
	}
	return none()
}

// ruleQuotes explains a name where a text stands: after the keyword of a scenario, and after words such as `from`.
func ruleQuotes(s *site) (diag.Diagnostic, bool) {
	t, prev := s.tok(0), s.tok(-1)
	after := prev.isWord("source") || prev.isWord("under") || prev.isWord("differs") || prev.isIdent("about") ||
		(prev.isIdent("from") || prev.isIdent("sheet")) && s.inHead("data", "scenario")
	if t.Type != tokIdent || !after && !(s.inHead("intervention", "scenario") && s.at == s.decl+1) {
		return none()
	}
	return s.say(diag.DoesNotFit, 0, say.T("a text in quotes stands after `%s`", prev.Value), say.T("write `\"%s%s\"`", s.written(t), s.dotted(1)))
}

func ruleItemComma(s *site) (diag.Diagnostic, bool) {
	if !s.tok(0).is(",") || s.block == nil || s.block.commas {
		return none()
	}
	return s.say(diag.ItemSeparator, 0, say.T("items are separated by a new line or `;`"), say.T("write `;`"))
}

// ruleEquals misses the sign between a name and its value, or the colon of a map.
func ruleEquals(s *site) (diag.Diagnostic, bool) {
	sign := "="
	if s.block != nil && strings.Contains(s.block.form, ":") {
		sign = ":"
	}
	named := s.inHead("param", "let", "wage") && s.at == s.decl+2
	entry := s.block != nil && strings.Contains(s.block.form, sign) && s.at > s.item
	if !named && !entry || s.tok(0).Type == lexer.EOF || s.hasInItem(sign) {
		return none()
	}
	return s.sayMissing(sign, s.form())
}

func ruleOpenBrace(s *site) (diag.Diagnostic, bool) {
	blocks := s.inHead("intervention", "index", "data", "team", "course", "session", "cost", "grant", "saving", "scenario")
	if !blocks || !s.tok(0).ends() || s.tok(-1).Type == tokWord || s.at <= s.decl+1 || s.keyword == "session" && !s.hasInItem("for") {
		return none()
	}
	d, _ := s.sayMissing("{", s.form())
	return d, true
}

// ruleNoName explains a declaration without the name it needs.
func ruleNoName(s *site) (diag.Diagnostic, bool) {
	if !s.wantsName() || s.inHead("norm", "expect", "intervention", "scenario") {
		return none()
	}
	return s.say(diag.NoName, 0, say.T("a name is missing after `%s`", s.written(s.tok(-1))), s.form())
}

// rulePriceYear explains `prices 2024 year`.
func rulePriceYear(s *site) (diag.Diagnostic, bool) {
	t := s.tok(0)
	if !s.inItem("prices") || s.tok(-1).Type != tokNumber || !t.isIdent("year") && !t.isIdent("years") {
		return none()
	}
	d, ok := s.say(diag.DoesNotFit, 0, say.T("the year of prices is a number alone"), say.T("write `prices %s`", s.written(s.tok(-1))))
	d.Fixes = []diag.Fix{{Span: s.endOfPrevious().To(t.span())}}
	return d, ok
}

// ruleTwoValues explains two values side by side.
func ruleTwoValues(s *site) (diag.Diagnostic, bool) {
	if !s.tok(0).beginsOperand() || !s.tok(-1).endsOperand() || s.tok(0).Type == tokText {
		return none()
	}
	help := s.form()
	if s.block != nil || s.inHead("param", "let", "wage", "output", "norm", "expect") {
		help = say.T("put an operator between them, or end the line; %s", help)
	}
	return s.say(diag.DoesNotFit, 0, say.T("%s does not fit here, directly after `%s`", s.describe(s.tok(0)), s.written(s.tok(-1))), help)
}
