package parser

import (
	"strconv"
	"strings"

	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
)

// perYear is how many of a calendar unit make a year.
var perYear = map[string]int{"year": 1, "years": 1, "quarter": 4, "quarters": 4, "month": 12, "months": 12, "week": 52, "weeks": 52}

func (t *token) isCalendar() bool { return t.Type == tokIdent && perYear[t.Value] > 0 }

// ruleMeetTimes explains a meet that does not say how many times, or for how long at its rate.
func ruleMeetTimes(s *site) (diag.Diagnostic, bool) {
	t, prev := s.tok(0), s.tok(-1)
	if !s.inItem("meet") || s.at == s.item+1 || s.hasInItem("times") || s.hasInItem("for") || s.hasInItem(",") ||
		!t.is(",") && !t.ends() && !t.beginsOperand() {
		return none()
	}
	counted := prev.Type == tokIdent && s.tok(-2).Type == tokNumber
	switch {
	case prev.isCalendar() && (s.tok(-2).is("/") || s.tok(-2).isWord("per")):
		return s.sayMissing("for", say.T("write `%s`", s.rewritten(s.at, s.at-1, s.meetTail("for 6 months"))))
	case counted && prev.isCalendar():
		help := say.T("write `%s`", s.rewritten(s.item+1, s.item, "1/week for"))
		return s.say(diag.NoWord, -2, say.T("how often in `%s %s`?", s.written(s.tok(-2)), prev.Value), help)
	case counted:
		return s.sayTimes(s.at-1, s.tok(-2))
	case t.Type == tokIdent && spelled(t.Value, []string{"times"}) != "":
		return s.sayTimes(s.at, prev)
	}
	d, ok := s.sayMissing("times", say.T("write `%s`", s.rewritten(s.at, s.at-1, s.meetTail("times"))))
	d.Fixes = []diag.Fix{{Span: d.Span, Text: s.meetTail(" times")}}
	return d, ok
}

// sayTimes puts `times` in the place of token i, which follows a count.
func (s *site) sayTimes(i int, count *token) (diag.Diagnostic, bool) {
	text := "times"
	if i == s.at-1 {
		text = s.meetTail(text)
	}
	help := say.T("write `%s`", s.rewritten(i, i, text))
	d, ok := s.say(diag.NoWord, i-s.at, say.T("`times` is missing after `%s`", s.written(count)), help)
	d.Fixes = []diag.Fix{{Span: d.Span, Text: text}}
	return d, ok
}

// meetTail adds what follows the count: the comma unless it is the culprit, or a whole length when there is none.
func (s *site) meetTail(text string) string {
	switch t := s.tok(0); {
	case t.ends():
		return text + ", 2 hours each"
	case t.is(","):
		return text
	}
	return text + ","
}

func ruleMeetComma(s *site) (diag.Diagnostic, bool) {
	if !s.inItem("meet") || s.tok(0).ends() || !s.tok(0).beginsOperand() {
		return none()
	}
	return s.sayMissing(",", say.T("write `%s`", s.rewritten(s.at-1, s.at-1, s.written(s.tok(-1))+",")))
}

func ruleMeetEach(s *site) (diag.Diagnostic, bool) {
	if !s.inItem("meet") || !s.tok(0).ends() && !s.tok(0).isWord("source") {
		return none()
	}
	if !s.hasInItem(",") {
		return s.say(diag.NoWord, 0, say.T("the length of a meeting is missing"), say.T("write `%s, 2 hours each`", s.itemText()))
	}
	return s.sayInsert("each", say.T("write `%s each`", s.itemText()))
}

// ruleStaffSum explains employees that are listed instead of added.
func ruleStaffSum(s *site) (diag.Diagnostic, bool) {
	t := s.tok(0)
	listed := t.is(",") || t.isWord("and")
	if !listed || !s.inItem("staff", "prepare") || s.hasInItem("for") || s.itemWord() == "prepare" && !s.hasInItem("by") ||
		!s.tok(1).beginsOperand() || contains(s.block.fields, s.tok(1).Value) {
		return none()
	}
	return s.say(diag.NoWord, 0, say.T("`+` stands between employees, not `%s`", t.Value), say.T("write `%s`", s.added()))
}

// added gives the staff of the item with `+` between its members.
func (s *site) added() string {
	var members []string
	from, end := s.item, s.itemEnd()
	for i := s.item; i <= end && !s.tokens[i].isWord("for"); i++ {
		if t := &s.tokens[i]; (t.is(",") || t.isWord("and")) && i > from {
			members = append(members, s.raw(from, i-1))
			from = i + 1
		}
	}
	if from <= end {
		members = append(members, s.raw(from, end))
	}
	return oneLine(strings.Join(members, " + "))
}

// rulePrepareBy misses who prepares, or the word before them.
func rulePrepareBy(s *site) (diag.Diagnostic, bool) {
	t := s.tok(0)
	if !s.inItem("prepare") || s.hasInItem("by") || s.at == s.item+1 {
		return none()
	}
	switch {
	case t.ends() || t.isWord("source"):
		return s.sayMissing("by", say.T("write who prepares: `%s by STAFF`", s.itemText()))
	case t.isWord("for") || t.isWord("with"):
		return s.say(diag.NoWord, 0, say.T("who prepares stands after `by`, not `%s`", t.Value), say.T("write `%s`", s.rewritten(s.at, s.at, "by")))
	case t.Type == tokIdent || t.Type == tokNumber && s.tok(-1).Type == tokIdent && s.tok(-2).Type == tokNumber:
		return s.sayInsert("by", say.T("write `%s`", s.rewritten(s.at, s.at-1, "by")))
	}
	return none()
}

// ruleStartsPer misses the year in which so many start, or finds another length of time there.
func ruleStartsPer(s *site) (diag.Diagnostic, bool) {
	t := s.tok(0)
	behind := t.ends() || t.isWord("in") || t.isWord("source")
	switch {
	case !s.inItem("starts") || s.at == s.item+1:
		return none()
	case t.isCalendar() && s.tok(-1).isWord("per"):
		return s.say(diag.DoesNotFit, 0, say.T("`starts` counts per year"), s.startsHelp(t.Value, s.at-2, s.at+1))
	case behind && s.tok(-1).isCalendar() && s.tok(-2).is("/") && s.at-3 > s.item:
		return s.say(diag.DoesNotFit, -2, say.T("after `starts` stands `per year`, not `/`"), s.startsHelp(s.tok(-1).Value, s.at-3, s.at))
	case !behind || s.hasInItem("per"):
		return none()
	}
	return s.sayMissing("per year", say.T("write `%s per year`, or `… per year in total`", s.itemText()))
}

// startsHelp gives the item per year: the count ends with token last, and what follows the rate begins with token rest.
func (s *site) startsHelp(unit string, last, rest int) say.Phrase {
	text := "starts " + s.yearly(last, perYear[unit]) + " per year"
	if end := s.itemEnd(); rest <= end {
		text += " " + s.raw(rest, end)
	}
	help := say.T("write `%s`", oneLine(text))
	if perYear[unit] == 52 {
		help = say.T("write `%s`, or fewer when not all 52 weeks are worked", oneLine(text))
	}
	return help
}

// yearly multiplies the count of the item, which ends with token last.
func (s *site) yearly(last, factor int) string {
	first := s.item + 1
	text := s.raw(first, last)
	if n, err := strconv.Atoi(s.tokens[first].Value); err == nil && n < 1e6 && last <= first+1 && factor > 1 {
		return strconv.Itoa(n*factor) + text[len(s.tokens[first].Value):]
	}
	switch {
	case factor == 1:
		return text
	case last > first+1:
		return strconv.Itoa(factor) + " * (" + text + ")"
	}
	return strconv.Itoa(factor) + " * " + text
}
