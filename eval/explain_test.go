package eval_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/eval/explain"
	"github.com/costlang/cost/eval/table"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
)

// A result says where its figures come from; every part has its value and how it comes of its terms.
func ExampleResult_Explain() {
	program, err := eval.Compile("groups.cost", []byte(groups))
	if err != nil {
		fmt.Println(err)
		return
	}
	result, err := program.Run(context.Background(), nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	figure, err := result.Explain("per_family")
	if err != nil {
		fmt.Println(err)
		return
	}
	style := table.English()
	fmt.Println(figure.Title(), "=", figure.Formula, "=", figure.Filled(style), "=", figure.Value(style))
	for _, term := range figure.Terms {
		fmt.Println(term.Sign, term.Node.Title(), term.Node.Value(style))
	}
	// Output:
	// Cost per completed family = total / families.completed = 150,000 kr. / 30 families = 5,000 kr./family
	// * Net cost 150,000 kr.
	// / group: completed 30 families
}

// treeOf is a tree in lines: title, value, formulas and what there is to know.
func treeOf(n *explain.Node) string {
	var out strings.Builder
	seen := map[*explain.Node]bool{}
	var write func(n *explain.Node, indent string)
	write = func(n *explain.Node, indent string) {
		fmt.Fprintf(&out, "%s%s: %s", indent, n.Title(), n.Value(table.English()))
		for _, part := range []string{n.Formula, n.Filled(table.English()), n.Override.String(), n.Problem.String()} {
			if part != "" {
				out.WriteString(" | " + part)
			}
		}
		if n.Differs {
			out.WriteString(" | was " + n.Was(table.English()))
		}
		out.WriteString("\n")
		if seen[n] {
			return
		}
		seen[n] = true
		groups, rest := n.Groups()
		for _, g := range groups {
			write(g.Node, indent+"  ")
			if g.Alike > 0 {
				fmt.Fprintf(&out, "%s  %d more, together %s\n", indent, g.Alike, g.Together)
			}
		}
		if rest.Count > 0 {
			fmt.Fprintf(&out, "%s  %d others, %s\n", indent, rest.Count, rest.Together)
		}
	}
	write(n, "")
	return out.String()
}

func explanationOf(t *testing.T, script, name string, in eval.Inputs, opts ...eval.RunOption) *eval.Explanation {
	t.Helper()
	p, err := eval.Compile("model.cost", []byte(script), eval.WithFS(fstest.MapFS{
		"stays.csv": {Data: []byte("place,stay\nA,2\nA,3\nB,5\nB,4\nB,1\nA,2\nA,7\n")},
	}))
	if err != nil {
		t.Fatal(err)
	}
	e, err := p.Explain(context.Background(), name, in, opts...)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func TestExplanations(t *testing.T) {
	for name, test := range map[string]struct {
		script, figure string
		want           string
	}{
		"a chain of lets": {"let a = 2\nlet b = a * 3\nlet c = b + a", "c", `
c: 8 | b + a | 6 + 2
  b: 6 | a * 3 | 2 × 3
    a: 2 | 2
  a: 2 | 2`},
		"parentheses stay": {"let a = 7\nlet b = a - (a - 2) - 1", "b", `
b: 1 | a - (a - 2) - 1 | 7 − 5 − 1
  a: 7 | 7
  a - 2: 5 | a - 2 | 7 − 2
    a: 7 | 7`},
		"only the branch taken": {"param a = 5\nlet b = if a > 3 then 10 * a else 20 / 0", "b", `
b: 50 | if a > 3 then 10 * a else 20 / 0
  a > 3: yes | a > 3 | 3 < 5
    a: 5 | 5
  10 * a: 50 | 10 * a | 10 × 5
    a: 5 | 5`},
		"and settles by its left side": {"param a = 5\nlet b = if a > 9 and 1 / 0 > 2 then 1 else 2", "b", `
b: 2 | if a > 9 and 1 / 0 > 2 then 1 else 2
  a > 9 and 1 / 0 > 2: no | a > 9 and 1 / 0 > 2
    a > 9: no | a > 9 | 9 < 5
      a: 5 | 5
  2: 2 | 2`},
		"units meet": {"let pay = 400 DKK/hour\nlet b = pay * 90 minutes", "b", `
b: 600 kr. | pay * 90 minutes | 400 kr./hour × 90 minutes / 60
  pay: 400 kr./hour | 400 DKK/hour`},
		"text": {"param who = \"paid\"\nlet b = if who = \"paid\" then 1 else 2", "b", `
b: 1 | if who = "paid" then 1 else 2
  who = "paid": yes | who = "paid" | "paid" = "paid"
    who: "paid" | "paid"
  1: 1 | 1`},
		"rounding": {"param a = 1_260\nlet b = round(a, 100) + abs(-3) + min(a, 4, 5)", "b", `
b: 1,307 | round(a, 100) + abs(-3) + min(a, 4, 5) | 1,300 + 3 + 4
  round(a, 100): 1,300 | round(a, 100) | 1,260 to the nearest 100
    a: 1,260 | 1_260
  abs(-3): 3 | abs(-3) | the magnitude of -3
    -3: -3 | -3 | −3
  min(a, 4, 5): 4 | min(a, 4, 5) | the least of 1,260, 4 and 5
    a: 1,260 | 1_260`},
		"rows, of which the largest": {"data stays from \"stays.csv\" { place: text, stay: months }\nlet b = sum(s.stay for s in stays)", "b", `
b: 24 months | sum(s.stay for s in stays)
  row 3 of stays.csv: 5 months
  row 4 of stays.csv: 4 months
  row 7 of stays.csv: 7 months
  4 others, 8 months`},
		"rows that count": {"data stays from \"stays.csv\" { place: text, stay: months }\nlet b = max(s.stay for s in stays where s.place = \"B\")", "b", `
b: 5 months | max(s.stay for s in stays where s.place = "B") | the greatest of 5 months, 4 months and 1 month
  row 3 of stays.csv: 5 months
  row 4 of stays.csv: 4 months
  row 5 of stays.csv: 1 month`},
	} {
		t.Run(name, func(t *testing.T) {
			e := explanationOf(t, test.script, test.figure, nil)
			if diff := cmp.Diff(strings.TrimLeft(test.want, "\n")+"\n", treeOf(e.Root)); diff != "" || len(e.Problems) > 0 {
				t.Errorf("-want +got:\n%s\n%v", diff, e.Problems)
			}
		})
	}
}

// What a scenario and an input set is told beside the value in the script.
func TestExplanationUnderScenario(t *testing.T) {
	const script = "param a = 2 in 1..9\nparam b = 3\nlet c = a * b\nscenario \"Dear\" { a = 5 }"
	e := explanationOf(t, script, "c", eval.Inputs{"b": 4}, eval.Under("Dear"))
	want := `c: 20 | a * b | 5 × 4 | was 6
  a: 5 | 2 | set by the scenario "Dear" | was 2
  b: 4 | 3 | set for this run | was 3
`
	if diff := cmp.Diff(want, treeOf(e.Root)); diff != "" || e.Scenario != "Dear" {
		t.Errorf("-want +got under %q:\n%s", e.Scenario, diff)
	}
}

// Texts that the script does not know keep their meaning in the plan of the explanation.
func TestExplanationOfUnknownText(t *testing.T) {
	const script = "param who = \"paid\"\nlet b = if who = \"paid\" then 1 else 2"
	e := explanationOf(t, script, "if who = \"someone\" then b else 7", eval.Inputs{"who": "nobody"})
	if got := treeOf(e.Root); !strings.Contains(got, `who: "nobody"`) || !strings.Contains(got, `no | who = "someone" | "nobody" = "someone"`) || !strings.Contains(got, `was "paid"`) || !strings.Contains(got, ": 7") {
		t.Error(got)
	}
}

// A figure without a value is explained down to where that began, and so is one of a script that breaks a rule.
func TestExplanationOfFailure(t *testing.T) {
	e := explanationOf(t, "param n = 0\nlet one = 100 / n\nlet b = one + 1\noutput x = b", "b", nil)
	want := `b: no value | one + 1 | no value + 1
  one: no value | 100 / n | 100 / 0 | division by zero: the divisor DIV is 0
    n: 0 | 0
`
	want = strings.Replace(want, "DIV", "`n`", 1)
	if diff := cmp.Diff(want, treeOf(e.Root)); diff != "" || len(e.Problems) != 1 {
		t.Errorf("-want +got:\n%s\n%v", diff, e.Problems)
	}
	const course = "intervention \"E\" { currency DKK; horizon 1 year }\nparam share = 50%\n" +
		"course c { participants 8; starts 1 per year in total; duration 6 months; completion share }"
	e = explanationOf(t, course, "c.completed", eval.Inputs{"share": "150%"})
	if len(e.Problems) != 1 || e.Root.Value(table.English()) != "12 participants" {
		t.Errorf("a completion beyond 100%%: %s, %v", e.Root.Value(table.English()), e.Problems)
	}
}

// A part that several rest on is one node.
func TestExplanationSharesParts(t *testing.T) {
	e := explanationOf(t, "param a = 2\nlet b = a * a\nlet c = b * 3\nlet d = b + c", "d", nil)
	seen := map[string]int{}
	e.Root.Walk(func(n *explain.Node) { seen[n.Name]++ })
	if seen["b"] != 1 || seen["a"] != 1 || e.Root.Terms[0].Node != e.Root.Terms[1].Node.Terms[0].Node {
		t.Errorf("%v", seen)
	}
}

func TestExplainRefuses(t *testing.T) {
	const script = `intervention "E" { currency DKK; horizon 2 years }
param cost_of_room = 10 DKK
param who = "paid"
cost a "Rooms" other once { amount cost_of_room }
cost b "Rooms" other once { amount 2 * cost_of_room }
cost c "Halls" other once { amount 3 * cost_of_room }
let list = [1, 2]
`
	p, err := eval.Compile("model.cost", []byte(script))
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"cost_of_rom":    "C0201 unknown name `cost_of_rom`; did you mean `cost_of_room`?",
		"xyz":            "C0201 unknown name `xyz`; there are `cost_of_room`",
		"a.costs":        "C0205 `a` has no `costs`; did you mean `cost`?",
		"costs.by_year":  "C0505 what is explained is one number, and `costs.by_year` is a series; pick an entry: `costs.by_year[1]`",
		"list":           "C0505 what is explained is one number, and `list` is a series; pick an entry: `list[1]`",
		"who":            "C0505 what is explained is one number, and `who` is a text; ",
		"who = \"paid\"": "C0505 what is explained is one number, and `who = \"paid\"` is a condition; ",
		"Rooms":          "C0505 2 figures are called \"Rooms\"; give the name of the one that is meant",
		"c":              "C0204 `c` is a cost, not a value; write `c.cost`",
		"list[3]":        "C0410 the series has entries 1 to 2, and this is entry 3; ",
	} {
		_, err := p.Explain(context.Background(), name, nil)
		if got := firstOf(err); got != want {
			t.Errorf("%s: %s\nnot %s", name, got, want)
		}
	}
	if _, err := p.Explain(context.Background(), "total", nil, eval.Under("Dear")); err == nil {
		t.Error("a scenario that is not there is taken")
	}
	e, err := p.Explain(context.Background(), "Halls", nil)
	if err != nil || e.Root.Name != "c.cost" || e.Root.Value(table.English()) != "30 kr." {
		t.Errorf("a line by its label: %v, %v", e, err)
	}
}

func firstOf(err error) string {
	var list diag.List
	if !errors.As(err, &list) || len(list) == 0 {
		return fmt.Sprint(err)
	}
	return fmt.Sprintf("%s %s; %s", list[0].Code, list[0].Message.In(say.English), list[0].Help.In(say.English))
}

func BenchmarkExplain(b *testing.B) {
	src, err := os.ReadFile("../examples/netvaerksmoeder.cost")
	if err != nil {
		b.Fatal(err)
	}
	p, err := eval.Compile("netvaerksmoeder.cost", src)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := p.Explain(context.Background(), "per_completed", nil); err != nil {
			b.Fatal(err)
		}
	}
}

// Years that come about alike are one part with a count, shares are of the sum, and the unit of a product comes of its factors.
func TestExplanationOfYears(t *testing.T) {
	const script = `intervention "E" { currency DKK; horizon 4 years }
course c "Course" { participants 8; starts [1, 2, 2, 2] per year in total; duration 6 months }
cost room "Room" operation per course { amount 300 DKK }
cost food "Food" operation per participant { amount 50 DKK }
`
	e := explanationOf(t, script, "total", nil)
	want := `Net cost: 4,900 kr. | 2,100 kr. + 2,800 kr.
  Room: 2,100 kr. | 7 × 300 kr.
    how often: 7 | 1 course + 2 courses + 2 courses + 2 courses
      Course: courses started, year 1: 1 course
      Course: courses started, year 2: 2 courses
      Course: courses started, year 3: 2 courses
      Course: courses started, year 4: 2 courses
    each time: 300 kr.
  Food: 2,800 kr. | 56 × 50 kr.
    how often: 56 | 8 participants + 16 participants + 16 participants + 16 participants
      Course: started, of courses begun in year 1: 8 participants | 1 course × 8 participants
        Course: courses started, year 1: 1 course
        Course: participants of a course: 8 participants | 8
      Course: started, of courses begun in year 2: 16 participants | 2 courses × 8 participants
        Course: courses started, year 2: 2 courses
        Course: participants of a course: 8 participants | 8
      Course: started, of courses begun in year 3: 16 participants | 2 courses × 8 participants
        Course: courses started, year 3: 2 courses
        Course: participants of a course: 8 participants | 8
      Course: started, of courses begun in year 4: 16 participants | 2 courses × 8 participants
        Course: courses started, year 4: 2 courses
        Course: participants of a course: 8 participants | 8
    each time: 50 kr.
`
	if diff := cmp.Diff(want, treeOf(e.Root)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	room, style := e.Root.Terms[0], table.English()
	if room.Share.Fixed(3) != "0.429" || !room.HasShare || room.Node.Terms[0].HasShare {
		t.Errorf("the share of the room is %s", room.Share)
	}
	if got := e.Root.Terms[1].Node.Terms[0].Node.Terms[0].Node.Units(style); got != "courses × participants = participants" {
		t.Error(got)
	}
	alike := explanationOf(t, strings.Replace(script, "[1, 2, 2, 2]", "2", 1), "c.started", nil)
	groups, rest := alike.Root.Groups()
	if len(groups) != 1 || groups[0].Alike != 3 || groups[0].Together.String() != "64 participants" || rest.Count != 0 {
		t.Errorf("%+v, %+v", groups, rest)
	}
}

// What nothing adds to has its unit, and says so.
func TestExplanationOfNothing(t *testing.T) {
	const script = "intervention \"E\" { currency DKK; horizon 2 years }\ncost a \"Rooms\" preparation once { amount 10 DKK }"
	root := explanationOf(t, script, "operation.by_year[2]", nil).Root
	if root.Value(table.English()) != "0 kr." || root.Note.String() != "no line of the script adds to this" || root.Title().String() != "operation.by_year[2]" {
		t.Errorf("%s: %s, %s", root.Title(), root.Value(table.English()), root.Note)
	}
	if root := explanationOf(t, script, "total", nil).Root; !root.Note.Empty() {
		t.Errorf("%s: %s", root.Title(), root.Note)
	}
}

// What a residual value is less by is a part like others.
func TestExplanationOfResidual(t *testing.T) {
	const script = "intervention \"E\" { currency DKK; horizon 3 years }\ncost a \"Laptop\" preparation once { amount 10_000 DKK; life 5 years }"
	if got := treeOf(explanationOf(t, script, "costs.residual", nil).Root); !strings.Contains(got, "from when it is bought to the end of the horizon: 36 months") {
		t.Error(got)
	}
}

// A reader who works a formula out gets the value that is shown, or is told that it is nearly that.
func TestExplanationHasEnoughDigits(t *testing.T) {
	for script, want := range map[string]string{
		"let a = 52_800 DKK / 7\nlet b = 400 * a":      "400 × 7,542.857 kr.",
		"let a = 52_800 DKK\nlet b = 400 * a":          "400 × 52,800 kr.",
		"let a = 1 / 3\nlet b = 9_000_000_000_000 * a": "≈ 9,000,000,000,000 × 0.33",
		"let a = 12.5%\nlet b = 400 DKK * a":           "400 kr. × 12.5%",
		"let a = 90 minutes\nlet b = 400 DKK/hour * a": "400 kr./hour × 90 minutes / 60",
	} {
		if got := explanationOf(t, script, "b", nil).Root.Filled(table.English()); got != want {
			t.Errorf("%s: %s, not %s", script, got, want)
		}
	}
}

const meeting = `intervention "E" { currency DKK; horizon 2 years }
param p = 5 "The param"
wage w = 300_000 DKK/year with norm 1_500 hours/year "Adviser"
course c "Course" { participants 8; starts 2 per year in total; duration 6 months }
session s "Meeting" for c { meet 3 times, 2 hours each; staff 2 * w }
let ser = [1, 2, 6]
let known = 7 source "a count"
let z = mean(ser)
`

// A figure is called what it is, also where another one comes to the same step, and found by the label that reports give it.
func TestExplanationIsCalledWhatItIs(t *testing.T) {
	for name, want := range map[string]string{
		"hours.w": "hours.w: Adviser: hours", "The param": "p: The param", "Adviser": "w.hourly: Adviser: pay per hour",
		"Meeting": "s.cost: Meeting", "z": "z: z",
	} {
		root := explanationOf(t, meeting, name, nil).Root
		if got := root.Name + ": " + root.Title().String(); !strings.HasPrefix(got, want) {
			t.Errorf("%s is called %s", name, got)
		}
	}
	for _, name := range []string{"z", "mean(ser)"} {
		explanationOf(t, meeting, name, nil).Root.Terms[0].Node.Walk(func(n *explain.Node) {
			if title := n.Title().String(); title == name || n.Name == name || title == "mean(ser)" {
				t.Errorf("a part of %s is called %s (%s)", name, title, n.Name)
			}
		})
	}
}

// An output in another unit is one part with the figure that it shows.
func TestExplanationInAnotherUnit(t *testing.T) {
	const outputs = meeting + "output x \"X\" = c.cost * 2 as thousand DKK\noutput y \"Y\" = c.cost + 2 DKK as thousand DKK\n"
	for name, want := range map[string]string{"x": "9,600 kr. × 2 / 1000", "y": "9,602 kr. / 1000"} {
		root, called := explanationOf(t, outputs, name, nil).Root, 0
		root.Walk(func(n *explain.Node) {
			if n.Name == name || n.Formula == root.Formula {
				called++
			}
		})
		if got := root.Filled(table.English()); got != want || called != 1 {
			t.Errorf("%s is %s, in %d parts", name, got, called)
		}
	}
}

// Each of the figures that `low` and `high` compare says what it is at.
func TestExplainExtremes(t *testing.T) {
	result, err := compile(t, "param a = 10 DKK in ± 20%\nparam n = 2 in {2, 3, 5}\nlet t = a * n\noutput x = high(t by a, n)\n").Run(context.Background(), nil)
	if err != nil {
		t.Fatal(err)
	}
	root, err := result.Explain("x")
	if err != nil {
		t.Fatal(err)
	}
	labels := map[string]string{}
	root.Walk(func(n *explain.Node) {
		if strings.HasPrefix(n.Label.String(), "with ") {
			labels[n.Label.String()] = n.Amount.Value.String()
		}
	})
	want := map[string]string{"with a at its lower end": "16", "with a at its upper end": "24", "with n = 3": "30", "with n = 5": "50", "with n = 2": "20"}
	if diff := cmp.Diff(want, labels); diff != "" {
		t.Error(diff)
	}
}
