package parser

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/costlang/cost/lang/source"
)

// typos are the mistakes of a first day, each with the one line that is to be said of it: code, place, message and help.
var typos = []struct{ name, script, want string }{
	{"1 no value", "param a =\nparam b = 2",
		"C0115 1:10 `param a` has no value after `=` | write one, or `?` to leave it open"},
	{"2 no value after plus", "let a = 3 +\nlet b = 2",
		"C0115 1:12 a value is missing after `+`, found the end of the line | write the value, or `?` to leave it open"},
	{"3 decimal comma", "param h = 7,4 hours",
		"C0108 1:11 decimals are written with a point | write 7.4"},
	{"4 misspelt field", "course c {\n  duration 9 months\n  durration 9 months\n}",
		"C0119 3:3 a course has no `durration` | did you mean `duration`? a course has team, starts, duration, participants, completion"},
	{"5 open block", "team pn {\n  staff a\ncourse c {\n}",
		"C0113 1:9 this `{` of `team pn` is not closed before `course c` on line 3 | put `}` after its last item"},
	{"6 comma of meet", "session s for c { meet 8 times 2 hours each }",
		"C0120 1:31 `,` is missing after `times` | write `meet 8 times, 2 hours each`"},
	{"7 in year", "team t { start 5 year 1 }",
		"C0120 1:18 `in` is missing before `year` | write `start 5 in year 1`"},
	{"8 connecting word", "param under = 2",
		"C0116 1:7 `under` is a connecting word and cannot be a name | try `under_18`, or another word"},
	{"9 basis", "cost \"N\" training {\n amount 3 DKK\n}",
		"C0122 1:19 how often does `training` fall? | after the category write `once`, `over period` or `per …`"},
	{"10 rate", "wage a = 520_000 DKK per year",
		"C0123 1:22 a rate is written with `/` | write `520_000 DKK/year`"},
	{"11 equality", "expect a == 3",
		"C0112 1:10 equality is one `=` | write `=`"},
	{"12 nearest", "expect a = 76_000 DKK nearest 1_000",
		"C0120 1:23 `to` is missing before `nearest` | write `to nearest 1_000`"},
	{"13 name before label", "session \"Network\" for c {\n}",
		"C0117 1:9 a session has a name before its label | write `session network \"Network\" …`"},
	{"14 alternatives", "param a = 8 in [6, 8]",
		"C0124 1:16 alternatives stand in braces | write `in {6, 8}`"},
	{"15 items by comma", "cost \"N\" operation once { amount 3 DKK, life 5 years }",
		"C0121 1:39 items are separated by a new line or `;` | write `;`"},
	{"16 synonym", "cost \"N\" operation once {  expense 3 DKK }",
		"C0119 1:28 a cost has no `expense` | did you mean `amount`? a cost has staff, amount, wages, life, payer"},
	{"17 fraction", "course c { completion 5 of 6 }",
		"C0127 1:23 a fraction is written `5/6` | write `5/6`"},
	{"18 typographic quotes", "team t “Label” {\n}",
		"C0107 1:8 these are typographic quotes | write `\"Label\"`"},
	{"19 line goes on", "course c {\n  duration 9 months +\n  participants 8\n}",
		"C0125 2:21 this line ends with `+` and goes on in the next | remove the `+`, or write a value after it"},
	{"20 only a unit", "let a = 3 meetings.total",
		"C0126 1:11 only a unit may follow a number; write `3 * meetings.total` | values are multiplied with `*`"},

	{"thousands point", "let a = 500.000", "C0108 1:9 `500.000` may be read in two ways | write 500_000, or 500.0"},
	{"one and an eighth", "let a = 7.125", "C0108 1:9 `7.125` may be read in two ways | write 7_125, or 7.1250"},
	{"millions in points", "let a = 1.234.567", "C0108 1:9 `1.234.567` may be read in two ways | write 1_234_567"},
	{"point and comma", "let a = 1.234,5", "C0108 1:9 `1.234,5` has a decimal comma | write 1_234.5"},
	{"blanks", "let a = 606 417 DKK", "C0108 1:9 `606 417` is two numbers | write 606_417"},
	{"many blanks", "let a = 1 606 417 DKK", "C0108 1:9 `1 606 417` is two numbers | write 1_606_417"},
	{"comma percent", "param a = 7,5%", "C0108 1:11 decimals are written with a point | write 7.5%"},
	{"comma of thousands", "let a = 606,417", "C0108 1:9 decimals are written with a point | write 606_417, or 606.4170"},
	{"glued unit", "let a = 5years", "C0109 1:9 a blank is missing in `5years` | write `5 years`"},
	{"exponent", "let a = 1e6", "C0108 1:9 `1e6` has an exponent | write 1_000_000"},
	{"short date", "data d from \"f\" {\n a: date\n}\nlet a = 2018-3-1",
		"C0111 4:9 `2018-3-1` is not written as a date | write 2018-03-01; or put blanks around `-` to subtract"},
	{"no such day", "let a = 2018-02-30", "C0111 1:9 there is no day 2018-02-30 | a date is year, month and day: 2018-03-01"},
	{"underscores", "let a = 1__0", "C0108 1:9 `1__0` has a `_` that stands between no digits | write one `_` between two digits: `1_234`"},
	{"modulo", "let a = 7 % 2", "C0112 1:13 a value follows a percentage without an operator, and there is no modulo | write `*` between them, or use `floor`"},
	{"unary plus", "let a = +3", "C0112 1:9 there is no plus before a single value | leave the `+` out"},
	{"two readings", "let a = total / 400 DKK/hour",
		"C0128 1:17 `/ 400 DKK/hour` may be read in two ways | write `total / (400 DKK/hour)` or `(total / 400 DKK) / hour`"},
	{"chained", "let a = 1 < b < 3", "C0129 1:15 comparisons do not chain | join two with `and`: `1 < b and b < …`"},
	{"if inside", "let a = 3 * if b then 1 else 2",
		"C0129 1:13 a choice inside a calculation stands in parentheses | write `(if … then … else …)`"},
	{"no else", "let a = if b then 1", "C0120 1:20 `else` is missing before the end of the text | a choice is written `if CONDITION then VALUE else VALUE`"},
	{"open parenthesis", "let a = (1 + 2\nlet b = 3", "C0113 1:9 this `(` is not closed before the end of the line | put `)` where it ends"},
	{"lone parenthesis", "let a = 1 + 2)", "C0114 1:14 this `)` closes nothing | remove it, or open one before it"},
	{"lone brace", "let a = 1\n}", "C0114 2:1 this `}` closes nothing | remove it, or open one before it"},
	{"dots inside", "let a = [1..., 2]", "C0131 1:16 `...` repeats the last entry of a list, and another one follows | put `...` after the last entry"},
	{"unknown declaration", "parameter a = 3", "C0118 1:1 `parameter` does not begin a declaration | did you mean `param`?"},
	{"bare equation", "price_x = 3", "C0118 1:1 `price_x` does not begin a declaration | write `let price_x = …`, or `param` when it may be varied"},
	{"item outside", "duration 3 months", "C0118 1:1 `duration` does not begin a declaration | `duration` belongs inside the `{ }` of a block"},
	{"no equals", "param a 3", "C0120 1:8 `=` is missing after `a` | the form is `param NAME = VALUE [in RANGE] [~ DISTRIBUTION] [\"LABEL\"] [source \"TEXT\"]`"},
	{"open text", "let a = \"x\nlet b = 2", "C0106 1:9 this text is not closed on its line | put `\"` at its end"},
	{"comment", "let a = 3 // x", "C0112 1:11 a comment begins with `#` | write `#`"},
	{"stray", "let a = 3 ^ 2", "C0104 1:11 no script uses the character `^` | powers are written out: `x * x`; a yearly growth is `growth(2%)`"},
	{"currency sign", "let a = 3 €", "C0112 1:11 currencies are written by their code | write `EUR`"},
	{"range", "param a = 8 in 6", "C0124 1:17 this is not a range | write `in 1..3`, `in {1, 2, 3}` or `in ±20%`"},
	{"no each", "session s for c {\n  meet 8 times, 2 hours\n}", "C0120 2:24 `each` is missing after `hours` | write `meet 8 times, 2 hours each`"},
	{"no per year", "course c {\n  starts 3\n}", "C0120 2:11 `per year` is missing after `3` | write `starts 3 per year`, or `… per year in total`"},
	{"no by", "session s for c {\n  prepare 1 hour\n}", "C0120 2:17 `by` is missing after `hour` | write who prepares: `prepare 1 hour by STAFF`"},
	{"no brace", "team t", "C0120 1:7 `{` is missing after `t` | the form is `team NAME [\"LABEL\"] { … }`"},
	{"no name", "let = 3", "C0117 1:5 a name is missing after `let` | the form is `let NAME = VALUE [\"LABEL\"] [source \"TEXT\"]`"},
	{"misspelt clause", "let a = b sorce \"x\"", "C0130 1:11 `sorce` does not fit here | did you mean `source`? the form is `let NAME = VALUE [\"LABEL\"] [source \"TEXT\"]`"},
	{"team staff for", "team t {\n  staff a for 1 year\n}", "C0131 2:15 the staff of a team has no time | write `staff TEAM for TIME` in a cost or session"},
	{"expect in", "expect a in 3", "C0131 1:10 `in` wants a lower and an upper bound | write `expect VALUE in LOW..HIGH`"},
	{"category missing", "cost \"N\" per team {\n}", "C0122 1:10 a category is missing after the label | write `preparation`, `training`, `operation`, `investment` or `other`, and how often it falls"},
	{"multiplication sign", "let a = 3 × 4", "C0112 1:11 values are multiplied with `*` | write `*`"},
	{"nearest as a unit", "expect a = 3 nearest 1", "C0120 1:14 `to` is missing before `nearest` | write `to nearest 1`"},
	{"bare decimal", "let a = .5", "C0108 1:9 a decimal begins with a digit | write `0.5`"},
	{"rate of a number", "let a = 1 per week", "C0123 1:11 a rate is written with `/` | write `1/week`"},
	{"name without quotes", "scenario Dear { a = 3 }", "C0130 1:10 a text in quotes stands after `scenario` | write `\"Dear\"`"},
	{"file without quotes", "data d from rows.csv { a: text }", "C0130 1:13 a text in quotes stands after `from` | write `\"rows.csv\"`"},
	{"rows without for", "let r = sum(x in rows)", "C0130 1:15 the connecting word `in` does not fit here, directly after `x` | rows are read with `sum(r.cost for r in rows)`"},
	{"missing colon", "index i { 2016 = 100 }", "C0120 1:15 `:` is missing after `2016` | an entry is written `YEAR: NUMBER`"},
	{"call of a call", "let a = (b)(c)", "C0131 1:12 only the name of a function takes arguments in `( )` | multiply with `*`; a place in a series stands in `[ ]`"},
}

func TestTypos(t *testing.T) {
	for _, tt := range typos {
		t.Run(tt.name, func(t *testing.T) {
			_, list := Parse(source.NewFile("f.cost", tt.script), Limits{})
			var got []string
			for _, d := range list {
				got = append(got, fmt.Sprintf("%s %d:%d %s | %s", d.Code, d.Span.Pos.Line, d.Span.Pos.Column, d.Message, d.Help))
			}
			if diff := cmp.Diff(tt.want, strings.Join(got, "\n")); diff != "" {
				t.Errorf("%q (-want +got):\n%s", tt.script, diff)
			}
		})
	}
}
