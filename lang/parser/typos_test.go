package parser

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/costlang/cost/lang/diag/diagtest"
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
	{"until a year", "let a = 3 source \"s\" until 2025",
		"C0111 1:28 the last day of a source is a date | write year, month and day: `until 2025-12-31`"},
	{"until nothing", "let a = 3 source \"s\" until",
		"C0111 1:27 the last day of a source is a date | write year, month and day: `until 2025-12-31`"},
	{"untill", "let a = 3 source \"s\" untill 2025-12-31",
		"C0130 1:22 `untill` does not fit here | did you mean `until`? the form is `let NAME = VALUE [\"LABEL\"] [source \"TEXT\"]`"},
	{"until no day", "let a = 3 source \"s\" until 2025-02-29",
		"C0111 1:28 there is no day 2025-02-29 | a date is year, month and day: 2018-03-01"},
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
	{"once for a category", "grant \"G\" once -50 DKK", "C0122 1:11 a category is missing before `once` | write `preparation`, `training`, `operation`, `investment` or `other` before it"},
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

	{"counted meeting", "session s for c {\n  meet 6 meeting, 2 hours each\n}",
		"C0120 2:10 `times` is missing after `6` | write `meet 6 times, 2 hours each`"},
	{"counted meetings", "session s for c {\n  meet    6 meetings, 2 hours each   source \"x\"\n}",
		"C0120 2:13 `times` is missing after `6` | write `meet 6 times, 2 hours each`"},
	{"named meetings", "session s for c {\n  meet meetings, 2 hours each\n}",
		"C0120 2:16 `times` is missing after `meetings` | write `meet meetings times, 2 hours each`"},
	{"bare count", "session s for c {\n  meet 6, 2 hours each\n}",
		"C0120 2:9 `times` is missing after `6` | write `meet 6 times, 2 hours each`"},
	{"count and length", "session s for c {\n  meet 6 meetings 2 hours each\n}",
		"C0120 2:10 `times` is missing after `6` | write `meet 6 times, 2 hours each`"},
	{"named count and length", "session s for c {\n  meet meetings 2 hours each\n}",
		"C0120 2:16 `times` is missing after `meetings` | write `meet meetings times, 2 hours each`"},
	{"misspelt times", "session s for c {\n  meet meetings time, 2 hours each\n}",
		"C0120 2:17 `times` is missing after `meetings` | write `meet meetings times, 2 hours each`"},
	{"only a count", "session s for c {\n  meet 6 meetings\n}",
		"C0120 2:10 `times` is missing after `6` | write `meet 6 times, 2 hours each`"},
	{"no for", "session s for c {\n  meet 1/week, 2 hours each\n}",
		"C0120 2:14 `for` is missing after `week` | write `meet 1/week for 6 months, 2 hours each`"},
	{"no for after per", "session s for c {\n  meet 1 per week, 2 hours each\n}",
		"C0120 2:18 `for` is missing after `week` | write `meet 1 per week for 6 months, 2 hours each`"},
	{"no rate", "session s for c {\n  meet 6 months, 2 hours each\n}",
		"C0120 2:8 how often in `6 months`? | write `meet 1/week for 6 months, 2 hours each`"},
	{"no each before a source", "session s for c {\n  meet 6 times, 2 hours source \"x\"\n}",
		"C0120 2:24 `each` is missing after `hours` | write `meet 6 times, 2 hours each`"},
	{"listed staff", "session s for c {\n  staff leader, caseworker and interpreter\n}",
		"C0120 2:15 `+` stands between employees, not `,` | write `staff leader + caseworker + interpreter`"},
	{"listed team and staff", "session s for c {\n  staff pn, 9 * professional\n}",
		"C0120 2:11 `+` stands between employees, not `,` | write `staff pn + 9 * professional`"},
	{"listed staff of a team", "team t {\n  staff leader and 2 * caseworker source \"x\"\n}",
		"C0120 2:16 `+` stands between employees, not `and` | write `staff leader + 2 * caseworker`"},
	{"listed preparers", "session s for c {\n  prepare 1 hour by leader, caseworker\n}",
		"C0120 2:27 `+` stands between employees, not `,` | write `prepare 1 hour by leader + caseworker`"},
	{"staff, then an item", "cost \"N\" operation once { staff a for 1 year, amount 3 DKK }",
		"C0121 1:45 items are separated by a new line or `;` | write `;`"},
	{"ampersand", "team t {\n  staff leader & caseworker\n}",
		"C0104 2:16 no script uses the character `&` | employees are added with `+`; conditions are joined with `and`"},
	{"no in before percent", "param finishing = 92% 85%..100% \"Families\"",
		"C0120 1:22 `in` is missing after `92%` | write `in 85%..100%`"},
	{"no in before braces", "param m = 8 {6, 8, 10}",
		"C0120 1:12 `in` is missing after `8` | write `in {6, 8, 10}`"},
	{"no in before bounds", "param m = 8 courses 6..10 source \"x\"",
		"C0120 1:20 `in` is missing after `courses` | write `in 6..10`"},
	{"no in before a deviation", "param m = 8 ±20%",
		"C0120 1:12 `in` is missing after `8` | write `in ±20%`"},
	{"no in before brackets", "param m = 8 [6, 8, 10]",
		"C0120 1:12 `in` is missing after `8` | write `in {6, 8, 10}`"},
	{"short currency", "wage a = 500_000 kr./year * level \"A\"",
		"C0130 1:18 `kr` is written without a point | write `500_000 kr/year`"},
	{"short million", "let a = 3 mio. DKK",
		"C0130 1:11 `mio` is written `million` | write `3 million DKK`"},
	{"short million without a point", "let a = 3 mio DKK",
		"C0130 1:11 `mio` is written `million` | write `3 million DKK`"},
	{"range with a long dash", "param m = 2 in 1–3 \"Label\"",
		"C0124 1:17 a range is written `1..3` | write `..`"},
	{"percent with a long dash", "param m = 85% in 80 % – 90 %",
		"C0124 1:23 a range is written `80 %..90 %` | write `..`"},
	{"years with a long dash", "cost \"N\" operation once in years 2–5 { amount 3 DKK }",
		"C0124 1:35 a range is written `years 2..5` | write `..`"},
	{"period with a long dash", "intervention \"N\" {\n  period 2018-03-01 – 2019-09-30\n}",
		"C0124 2:21 a range is written `2018-03-01..2019-09-30` | write `..`"},
	{"long dash elsewhere", "let a = 3 – 2",
		"C0112 1:11 this is a typographic dash | write `-`"},
	{"range with a minus", "param m = 8 in 6-10 \"Label\"",
		"C0124 1:17 a range is written `6..10` | write `in 6..10`"},
	{"range in words", "param m = 8 in 6 to 10",
		"C0124 1:18 a range is written `6..10` | write `in 6..10`"},
	{"alternatives in parentheses", "param m = 8 in (6, 8, 10)",
		"C0124 1:16 alternatives stand in braces | write `in {6, 8, 10}`"},
	{"bare alternatives", "param m = 8 in 6, 8, 10 \"Label\"",
		"C0124 1:17 alternatives stand in braces | write `in {6, 8, 10}`"},
	{"range in braces", "param m = 8 in {6..10}",
		"C0124 1:16 a range stands without braces | write `in 6..10`"},
	{"alternatives without a comma", "param m = 8 in {6, 8 10}",
		"C0120 1:21 `,` is missing after `8` | alternatives are written `in {1, 2, 3}`"},
	{"open braces", "param m = 8 in {6, 8, 10 \"label\"",
		"C0113 1:16 this `{` is not closed before the text \"label\" | put `}` where it ends"},
	{"open braces at the end", "param m = 8 in {6, 8, 10\nparam b = 2",
		"C0113 1:16 this `{` is not closed before the end of the line | put `}` where it ends"},
	{"label without quotes", "cost \"N\" training once {\n  amount Course fee 75_000 DKK\n}",
		"C0130 2:10 a label stands in quotes | write `amount \"Course fee\" 75_000 DKK`"},
	{"label of wages without quotes", "cost \"N\" training once {\n  wages Pay, first year 75_000 DKK for 3 hours\n}",
		"C0130 2:9 a label stands in quotes | write `wages \"Pay, first year\" 75_000 DKK for 3 hours`"},
	{"label behind the money", "cost \"N\" training once {\n  amount 3 DKK \"Fee\"\n}",
		"C0131 2:16 the label stands before the money | write `amount \"Fee\" 3 DKK`"},
	{"equals in a field", "course c {\n  duration = 9 months\n}",
		"C0130 2:12 no `=` stands after `duration` | write `duration 9 months`"},
	{"colon in a field", "course c {\n  duration: 9 months source \"x\"\n}",
		"C0130 2:11 no `:` stands after `duration` | write `duration 9 months`"},
	{"equals before a path", "course c {\n  team = pn\n}",
		"C0130 2:8 no `=` stands after `team` | write `team pn`"},
	{"equals before a block", "team pn = {\n}",
		"C0130 1:9 no `=` stands after `pn` | leave it out"},
	{"name of two words", "wage meeting leader = 400 DKK/hour",
		"C0117 1:6 a name is one word | write `wage meeting_leader`"},
	{"name with a dash", "param wage-level = 100%",
		"C0117 1:7 a name is one word | write `param wage_level`"},
	{"name with a connecting word", "let cost per family = 3 DKK",
		"C0117 1:5 a name is one word | write `let cost_per_family`"},
	{"course of two words", "course network talks \"Label\" {\n}",
		"C0117 1:8 a name is one word | write `course network_talks`"},
	{"session of two words", "session network meeting for talks {\n}",
		"C0117 1:9 a name is one word | write `session network_meeting`"},
	{"data of two words", "data my rows from \"f.csv\" { a: text }",
		"C0117 1:6 a name is one word | write `data my_rows`"},
	{"output of two words", "output total cost \"Label\" = 3",
		"C0117 1:8 a name is one word | write `output total_cost`"},
	{"no by before names", "session s for c {\n  prepare 1 hour leader + caseworker\n}",
		"C0120 2:17 `by` is missing after `hour` | write `prepare 1 hour by leader + caseworker`"},
	{"for instead of by", "session s for c {\n  prepare 1 hour for leader\n}",
		"C0120 2:18 who prepares stands after `by`, not `for` | write `prepare 1 hour by leader`"},
	{"no by before a source", "session s for c {\n  prepare 1 hour source \"x\"\n}",
		"C0120 2:17 `by` is missing after `hour` | write who prepares: `prepare 1 hour by STAFF`"},
	{"completed behind", "cost \"N\" operation per child completed {\n  amount 3 DKK\n}",
		"C0131 1:30 `completed` stands before what is counted | write `per completed child`"},
	{"completed what", "cost \"N\" operation per completed {\n  amount 3 DKK\n}",
		"C0117 1:34 what is completed? | write what is counted after it, such as `per completed family`"},
	{"starts per month", "course c {\n  starts 1 per month\n}",
		"C0130 2:16 `starts` counts per year | write `starts 12 per year`"},
	{"starts per week in total", "course c {\n  starts 2 courses per week in total\n}",
		"C0130 2:24 `starts` counts per year | write `starts 104 courses per year in total`, or fewer when not all 52 weeks are worked"},
	{"starts of a name per quarter", "course c {\n  starts intake per quarter\n}",
		"C0130 2:21 `starts` counts per year | write `starts 4 * intake per year`"},
	{"starts of a sum per month", "course c {\n  starts intake + 1 per month\n}",
		"C0130 2:25 `starts` counts per year | write `starts 12 * (intake + 1) per year`"},
	{"starts over year", "course c {\n  starts intake/year\n}",
		"C0130 2:16 after `starts` stands `per year`, not `/` | write `starts intake per year`"},
	{"starts over month", "course c {\n  starts 1/month source \"x\"\n}",
		"C0130 2:11 after `starts` stands `per year`, not `/` | write `starts 12 per year`"},
	{"no brace of a team", "team pn \"Meeting team\"\n  staff leader\n  start 5 in year 1\n}\nparam b = 2",
		"C0120 1:23 `{` is missing after `\"Meeting team\"` | the form is `team NAME [\"LABEL\"] { … }`"},
	{"no braces at all", "course talks\n  team pn\n  duration 9 months\noutput total",
		"C0120 1:13 `{` is missing after `talks` | the form is `course NAME [\"LABEL\"] { … }`"},
	{"no brace and no basis", "cost \"N\" training\n  amount 3 DKK\n}",
		"C0122 1:18 how often does `training` fall? | after the category write `once`, `over period` or `per …`"},
	{"no brace of columns", "data d from \"f.csv\"\n  a: text\n  b: DKK\n}",
		"C0120 1:20 `{` is missing after `\"f.csv\"` | the form is `data NAME from \"FILE\" [danish] [sheet \"SHEET\"] { COLUMN: UNIT, … }`"},
	{"no brace of a scenario", "scenario \"Dear\"\n  a = 3\n  b = 4\n}",
		"C0120 1:16 `{` is missing after `\"Dear\"` | the form is `scenario \"NAME\" [from \"OTHER\"] { NAME = VALUE }`"},
	{"rate of results", "let a = total per talks.completed",
		"C0123 1:15 a rate is written with `/` | write `total / talks.completed`"},
	{"rate of a result", "let a = costs.net per families",
		"C0123 1:19 a rate is written with `/` | write `costs.net / families`"},
	{"rate of names", "let a = served per families",
		"C0123 1:16 a rate is written with `/` | write `served / families`"},
	{"rate of a unit", "output a as thousand DKK per year",
		"C0123 1:26 a rate is written with `/` | write `DKK/year`"},
	{"rate of brackets", "let a = (b + c) per year",
		"C0123 1:17 a rate is written with `/` | write `/ year`"},
	{"tight list of starts", "team t { start 2 in year 1,1 in year 2 }",
		"C0108 1:26 `1,1` reads like one number | put a blank after the comma: `1, 1`"},
	{"tight list after years", "team t { staff a; start 2 in years 1..2,1 in year 3 }",
		"C0108 1:39 `2,1` reads like one number | put a blank after the comma: `2, 1`"},
	{"decimal comma of teams", "team t { start 1,5 in year 1 }",
		"C0108 1:16 decimals are written with a point | write 1.5"},
	{"year of prices", "intervention \"T\" { prices 2024 year; currency DKK }",
		"C0130 1:32 the year of prices is a number alone | write `prices 2024`"},
	{"no opening quote", "intervention T pl\" { currency DKK }",
		"C0106 1:14 this text has no quote at its beginning | write `\"T pl\"`"},
	{"no opening quote of a label", "team pn Meeting team, old\" { staff a }",
		"C0106 1:9 this text has no quote at its beginning | write `\"Meeting team, old\"`"},
	{"no opening quote of a source", "let a = 1 source report for 2023\"\nlet b = 2",
		"C0106 1:18 this text has no quote at its beginning | write `\"report for 2023\"`"},
	{"no closing quote", "team pn\"Meeting team { staff a }",
		"C0106 1:8 this text is not closed on its line | put `\"` at its end"},
	{"two marks", "\ufeff\ufefflet a = 1",
		"C0105 1:2 the invisible character U+FEFF makes what looks the same differ | remove it"},
	{"mark inside", "let a = \ufeff1",
		"C0105 1:9 the invisible character U+FEFF makes what looks the same differ | remove it"},
	{"old line ends", "# a\rlet b = 2\r",
		"C0104 1:4 the lines of this script end with a carriage return alone, as on an old Mac | save the file with the line ends of Unix (LF) or Windows (CRLF)"},

	{"short hours", "let a = 2h",
		"C0109 1:9 a blank is missing in `2h` | write `2 hours`"},
	{"one short hour", "session s for c {\n  prepare 1h by a\n}",
		"C0109 2:11 a blank is missing in `1h` | write `1 hour`"},
	{"short minutes", "let a = 90min",
		"C0109 1:9 a blank is missing in `90min` | write `90 minutes`"},
	{"short months stay", "let a = 9m",
		"C0109 1:9 a blank is missing in `9m` | write `9 m`"},
}

func TestTypos(t *testing.T) {
	for _, tt := range typos {
		t.Run(tt.name, func(t *testing.T) {
			_, list := Parse(source.NewFile("f.cost", tt.script), Limits{})
			var got []string
			for _, d := range list {
				got = append(got, fmt.Sprintf("%s %d:%d %s | %s", d.Code, d.Span.Pos.Line, d.Span.Pos.Column, d.Message.String(), d.Help.String()))
			}
			if diff := cmp.Diff(tt.want, strings.Join(got, "\n")); diff != "" {
				t.Errorf("%q (-want +got):\n%s", tt.script, diff)
			}
			for _, text := range diagtest.Untranslated(list) {
				t.Errorf("%q is not all Danish: %s", tt.script, text)
			}
		})
	}
}

// TestFixes holds every mistake that comes with a fix to it: made, it leaves nothing to say.
func TestFixes(t *testing.T) {
	made := 0
	for _, tt := range typos {
		_, list := Parse(source.NewFile("f.cost", tt.script), Limits{})
		if len(list) != 1 || len(list[0].Fixes) == 0 {
			continue
		}
		made++
		text := tt.script
		for _, fix := range list[0].Fixes {
			text = text[:fix.Span.Pos.Offset] + fix.Text + text[fix.Span.EndPos.Offset:]
		}
		if _, left := Parse(source.NewFile("f.cost", text), Limits{}); len(left) > 0 {
			t.Errorf("%s: %q still has %v", tt.name, text, left)
		}
	}
	if made < 30 {
		t.Errorf("only %d mistakes come with a fix", made)
	}
}

func TestLimitsSayWhatToDo(t *testing.T) {
	tests := []struct {
		limits Limits
		want   string
	}{
		{Limits{Bytes: 5}, "split the script, and join its parts with `use` or `combine`, or allow more: `--limit source-bytes=13`, in Go Limits.SourceBytes"},
		{Limits{Tokens: 3}, "split the script, and join its parts with `use` or `combine`, or allow more: `--limit tokens=6`, in Go Limits.Tokens"},
		{Limits{Nesting: 1}, "give the inner part a name of its own with `let`, or allow more: `--limit nesting=2`, in Go Limits.Nesting"},
	}
	for _, tt := range tests {
		_, list := Parse(source.NewFile("f.cost", "let a = ((1))"), tt.limits)
		if len(list) != 1 {
			t.Fatalf("%+v gives %v", tt.limits, list)
		}
		if diff := cmp.Diff(tt.want, list[0].Help.String()); diff != "" {
			t.Errorf("%+v (-want +got):\n%s", tt.limits, diff)
		}
	}
}
