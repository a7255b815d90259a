package check_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/unit"
	"github.com/costlang/cost/lang"
	"github.com/costlang/cost/lang/ast"
	"github.com/costlang/cost/lang/corpus"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/source"
	"github.com/costlang/cost/stdlib"
)

// mustCheck checks a script that has nothing to report.
func mustCheck(t testing.TB, text string) *check.Module {
	t.Helper()
	m, found := checkText(t, "../../testdata/check", "test.cost", text)
	if len(found) > 0 {
		t.Fatal(found.Error())
	}
	return m
}

const head = "intervention \"Test\" { currency DKK; horizon 5 years starting 2018 }\nnorm 1_600 hours/year\n"

func nameOf(d check.Definition) string {
	switch d := d.(type) {
	case *check.Let:
		return d.Name
	case *check.Param:
		return d.Name
	case *check.Wage:
		return d.Name
	case *check.Output:
		return d.Name
	}
	return "?"
}

func TestOrderPutsWhatIsUsedFirst(t *testing.T) {
	m := mustCheck(t, head+`
output last = per_course + fee
let per_course = talks.cost / talks.courses * 1 course
let fee = base * 2
param base = leader.hourly * 3 hours
wage leader = top * 80%
let top = 300 DKK/hour
team pn { staff leader; start heads in year 1 }
let heads = 3
course talks { team pn; participants 8; starts 2 per year; duration 9 months }
session meet_up for talks { meet 8 times, 2 hours each; staff pn; amount fee }
output total
`)
	at := map[string]int{}
	for i, d := range m.Order {
		at[nameOf(d)] = i
	}
	for _, pair := range [][2]string{{"top", "leader"}, {"leader", "base"}, {"base", "fee"}, {"fee", "per_course"}, {"heads", "per_course"}, {"per_course", "last"}, {"fee", "last"}, {"leader", "total"}} {
		if at[pair[0]] >= at[pair[1]] {
			t.Errorf("%s stands after %s", pair[0], pair[1])
		}
	}
	if len(m.Order) != 8 {
		t.Errorf("Order has %d definitions, want 8", len(m.Order))
	}
}

// chain makes n lets, each of the next; the last is the text given.
func chain(n int, last string) string {
	var b strings.Builder
	b.WriteString("intervention \"Chain\" { currency DKK; horizon 5 years }\n")
	for i := range n {
		fmt.Fprintf(&b, "let v%d = v%d + 1\n", i, i+1)
	}
	fmt.Fprintf(&b, "let v%d = %s\n", n, last)
	return b.String()
}

func TestLongChain(t *testing.T) {
	const n = 20_000
	m := mustCheck(t, chain(n, "1"))
	if len(m.Order) != n+1 || nameOf(m.Order[0]) != fmt.Sprint("v", n) || nameOf(m.Order[n]) != "v0" {
		t.Errorf("order of %d definitions begins with %s", len(m.Order), nameOf(m.Order[0]))
	}
}

func TestLongCycle(t *testing.T) {
	const n = 20_000
	_, found := checkText(t, "", "test.cost", chain(n, "v0"))
	if len(found) != 1 || found[0].Code != diag.Cycle || len(found[0].Message.String()) > 500 {
		t.Fatalf("want one short cycle, got %d findings: %.600s", len(found), found.Error())
	}
	if !strings.Contains(found[0].Message.String(), "v0 -> v1 -> ") || !strings.HasSuffix(found[0].Message.String(), "v20000 -> v0") {
		t.Error(found[0].Message.String())
	}
}

func TestCycleShowsEveryLine(t *testing.T) {
	_, found := checkText(t, "", "test.cost", head+"let a = b\nlet b = total\ncost x \"X\" other once { amount a * 1 DKK }\n")
	if len(found) != 1 {
		t.Fatal(found.Error())
	}
	var lines []int
	for _, r := range found[0].Related {
		lines = append(lines, r.Span.Pos.Line)
	}
	if diff := cmp.Diff([]int{3, 4, 5}, lines); diff != "" {
		t.Error(diff, found[0].Message.String())
	}
}

func TestQuantitiesAreOneLiteral(t *testing.T) {
	m := mustCheck(t, head+"let a = 520_000 DKK/year\nlet b = 90 minutes/hour\nlet c = 1/week\nlet d = 3.5 million DKK\nlet e = 12%\nlet f = DKK/hour")
	want := map[string]string{"a": "520000 DKK/year", "b": "1.5 ", "c": "1 1/week", "d": "3500000 DKK", "e": "0.12 ", "f": "1 DKK/hour"}
	for _, l := range m.Lets {
		lit, ok := l.Value.(*check.Lit)
		if !ok {
			t.Errorf("%s is a %T", l.Name, l.Value)
			continue
		}
		if got := lit.Value.String() + " " + lit.Typ.Unit.String(); got != want[l.Name] {
			t.Errorf("%s is %q, want %q", l.Name, got, want[l.Name])
		}
		if written := strings.TrimSpace(m.File.Slice(lit.Span())); !strings.HasSuffix(m.File.Line(lit.Span().Pos.Line), "= "+written) {
			t.Errorf("the span of %s is %q", l.Name, written)
		}
	}
}

func TestFactors(t *testing.T) {
	m := mustCheck(t, head+`
let sum_of = 2 hours + 30 minutes
let product = 12_000 DKK/year * 9 months
let quotient = 9 months / (1 year)
let chosen = if 1 year > 9 months then 1 year else 9 months
`)
	factor := func(x check.Expr) unit.Ratio {
		switch x := x.(type) {
		case *check.BinaryExpr:
			return x.Factor
		case *check.IfExpr:
			if got := x.Cond.(*check.BinaryExpr).Factor; got != unit.NewRatio(1, 12) {
				t.Errorf("the condition has factor %v", got)
			}
			return x.Factor
		}
		return unit.Ratio{}
	}
	want := map[string]unit.Ratio{"sum_of": unit.NewRatio(1, 60), "product": unit.NewRatio(1, 12), "quotient": unit.NewRatio(1, 12), "chosen": unit.NewRatio(1, 12)}
	for _, l := range m.Lets {
		if got := factor(l.Value); got != want[l.Name] {
			t.Errorf("%s has factor %v, want %v", l.Name, got, want[l.Name])
		}
	}
}

func TestStaffTerms(t *testing.T) {
	m := mustCheck(t, head+`
wage leader = 500_000 DKK/year
wage helper = 200 DKK/hour
team pn { staff leader + 2 * helper at 32/37; start 1 in year 2018 }
cost "A" other once { staff 3 * (pn + helper * 2) at 50% for 2 hours }
`)
	type term struct {
		Wage           string
		Counts, Shares int
	}
	terms := func(staff []*check.StaffTerm) []term {
		var out []term
		for _, s := range staff {
			out = append(out, term{s.Wage.Name, len(s.Counts), len(s.Shares)})
		}
		return out
	}
	if diff := cmp.Diff([]term{{"leader", 0, 0}, {"helper", 1, 1}}, terms(m.Teams[0].Staff)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]term{{"leader", 1, 1}, {"helper", 2, 2}, {"helper", 2, 1}}, terms(m.Costs[0].Items[0].Staff)); diff != "" {
		t.Error(diff)
	}
	if year, ok := m.Teams[0].Starts[0].From.(*check.Lit); !ok || !year.Value.Equal(num.Int(1)) {
		t.Errorf("the calendar year is not turned into the clock's: %v", m.Teams[0].Starts[0].From)
	}
}

func TestPeriodSteps(t *testing.T) {
	steps := func(period string) []string {
		m := mustCheck(t, "intervention \"P\" { currency DKK; period "+period+" }")
		var out []string
		for _, s := range m.Intervention.Grid.Steps {
			out = append(out, s.Start.String()+".."+s.End.String())
		}
		return append(out, m.Intervention.Grid.Length.String())
	}
	tests := map[string][]string{
		"2018-03-01 .. 2019-09-30": {"0..10", "10..19", "19"},
		"2018-01-01 .. 2018-12-31": {"0..12", "12"},
		"2018-03-15 .. 2018-03-31": {"0..17/31", "17/31"},
		"2018-01-20 .. 2018-03-04": {"0..1259/868", "1259/868"}, // one month, 9/28 of February and 4/31 of March
		"2018-01-31 .. 2018-02-27": {"0..1", "1"},
		"2018-03-15 .. 2019-01-14": {"0..296/31", "296/31..10", "10"}, // 9 months and 17/31, then to 10
	}
	for period, want := range tests {
		if diff := cmp.Diff(want, steps(period)); diff != "" {
			t.Errorf("%s: %s", period, diff)
		}
	}
}

func TestHorizonSteps(t *testing.T) {
	m := mustCheck(t, "intervention \"H\" { currency DKK; horizon 2.5 years by quarter }")
	g := m.Intervention.Grid
	if len(g.Steps) != 10 || g.Years != 3 || g.StepMonths != 3 || g.Length != unit.NewRatio(30, 1) || g.Unit.String() != "years" {
		t.Errorf("%+v", g)
	}
	if last := g.Steps[9]; last.Year != 3 || last.End != unit.NewRatio(30, 1) {
		t.Errorf("%+v", last)
	}
}

func TestCombineTakesTheLongestHorizon(t *testing.T) {
	m := mustCheck(t, "intervention \"C\" { currency DKK; prices 2021 }\nuse \"use/g18.cost\" as a\nuse \"use/g18.cost\" as b\ncombine a, b\noutput total\noutput last = costs.by_year[3]\n")
	if m.Intervention.Grid == nil || m.Intervention.Grid.Years != 3 || len(m.Combined) != 2 {
		t.Errorf("grid %+v, combined %d", m.Intervention.Grid, len(m.Combined))
	}
	if m.Uses[0].Module != m.Uses[1].Module {
		t.Error("one file is checked twice")
	}
}

func TestScenariosStandAfterTheirBase(t *testing.T) {
	m := mustCheck(t, head+"param p = 1 in 1..9\nscenario \"C\" from \"B\" { p = 3 }\nscenario \"B\" from \"A\" { p = 2 }\nscenario \"A\" { p = 1 }\n")
	var names []string
	for _, s := range m.Scenarios {
		names = append(names, s.Name)
	}
	if diff := cmp.Diff([]string{"A", "B", "C"}, names); diff != "" {
		t.Error(diff)
	}
}

func TestExpectLabel(t *testing.T) {
	m := mustCheck(t, head+"scenario \"S\" { }\nexpect total = 3.5 million DKK   # a comment\n  to nearest 0.1 million DKK under \"S\" differs \"why\" source \"there\"\n")
	if got, want := m.Expects[0].Label, `total = 3.5 million DKK to nearest 0.1 million DKK under "S"`; got != want {
		t.Errorf("label %q, want %q", got, want)
	}
}

func parseExpr(t testing.TB, text string) ast.Expr {
	t.Helper()
	x, found := lang.ParseExpr(source.NewFile("expr", text))
	if len(found) > 0 {
		t.Fatal(found.Error())
	}
	return x
}

func TestCheckExpr(t *testing.T) {
	m := mustCheck(t, head+"param fee = 500 DKK in 400..600\nlet double = fee * 2\n")
	tests := []struct{ text, unit, code string }{
		{"double * 3", "DKK", ""},
		{"total / (5 years)", "DKK/year", ""},
		{"low(total by fee)", "DKK", ""},
		{"doubel", "", "C0201"},
		{"fee + 3", "", "C0301"},
		{"fee + ?", "", "C0308"},
	}
	for _, tt := range tests {
		x, found := check.CheckExpr(m, parseExpr(t, tt.text))
		switch {
		case tt.code != "":
			if len(found) != 1 || string(found[0].Code) != tt.code {
				t.Errorf("%s: %v", tt.text, found)
			}
		case len(found) > 0 || x.Type().Unit.String() != tt.unit:
			t.Errorf("%s is in %q: %v", tt.text, x.Type().Unit, found)
		}
	}
}

func TestCheckSetting(t *testing.T) {
	m := mustCheck(t, head+"param fee = 500 DKK in 400..600\nparam size = 8 in {6, 8}\nparam kind = \"a\" in {\"a\", \"b\"}\n")
	tests := []struct{ name, value, code string }{
		{"fee", "450", ""},
		{"fee", "450 DKK", ""},
		{"fee", "700", "C0457"},
		{"fee", "3 hours", "C0303"},
		{"fee", "size * 100", "C0407"},
		{"size", "7", "C0403"},
		{"kind", "\"b\"", ""},
		{"kind", "3", "C0317"},
		{"feee", "3", "C0215"},
		{"a.b", "3", "C0215"},
	}
	for _, tt := range tests {
		s, found := check.CheckSetting(m, tt.name, parseExpr(t, tt.value))
		switch {
		case tt.code == "" && (len(found) > 0 || s == nil || s.Param.Name != tt.name):
			t.Errorf("%s = %s: %v", tt.name, tt.value, found)
		case tt.code != "" && (len(found) != 1 || string(found[0].Code) != tt.code):
			t.Errorf("%s = %s: want %s, got %v", tt.name, tt.value, tt.code, found)
		}
	}
}

func TestLimits(t *testing.T) {
	file := source.NewFile("test.cost", strings.Repeat("let fee = 3 + unknown\n", 50))
	tree, _ := lang.Parse(file)
	_, _, found := check.Check(file, tree, check.Options{Limits: check.Limits{Diagnostics: 10}})
	if len(found) != 11 || found[10].Code != diag.TooMuchScript {
		t.Errorf("%d diagnostics, want 10 and the count of the others", len(found))
	}
	_, _, found = check.Check(file, tree, check.Options{Limits: check.Limits{Declarations: 49}})
	if len(found) != 1 || found[0].Code != diag.TooMuchScript {
		t.Error(found)
	}
}

func TestEveryFunctionHasAnExampleThatChecks(t *testing.T) {
	m := mustCheck(t, head+"param finishing = 92% in {85%, 92%}\ndata rows from \"rows.csv\" { place: text, cost: DKK, extra: DKK or missing }\n")
	for _, f := range stdlib.Functions() {
		x, found := check.CheckExpr(m, parseExpr(t, f.Example))
		if len(found) > 0 {
			t.Errorf("%s: %v", f.Name, found)
		}
		if strings.HasPrefix(f.Result, "number") && !x.Type().Unit.IsNumber() {
			t.Errorf("%s gives %s, not a plain number", f.Example, x.Type().Unit.Dimension().String())
		}
		if !strings.Contains(f.Example, f.Name+"(") || f.Doc == "" {
			t.Errorf("%s is not documented", f.Name)
		}
	}
}

func TestStandardModulesAreListed(t *testing.T) {
	for _, path := range stdlib.Modules() {
		m := mustCheck(t, "use "+path+" as lib\nlet x = 3\n")
		if len(m.Uses) != 1 || len(m.Uses[0].Module.Lets) == 0 || !m.Uses[0].Standard {
			t.Errorf("%s lends nothing", path)
		}
		for _, l := range m.Uses[0].Module.Lets {
			if l.Source == "" {
				t.Errorf("%s.%s has no source", path, l.Name)
			}
		}
	}
	if _, ok := stdlib.Module("dk.../functions"); ok {
		t.Error("a path leads out of the modules")
	}
}

func FuzzCheck(f *testing.F) {
	for _, text := range corpus.Texts(f, "../..", ".cost") {
		for _, part := range strings.Split(text, "\n=====\n") {
			f.Add(part)
		}
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 20_000 {
			return
		}
		var m *check.Module
		var found diag.List
		corpus.Bounded(t, func() { m, found = checkText(t, "../../examples", "fuzz.cost", text) })
		if m == nil {
			t.Fatal("no module")
		}
		if found.Err() == nil {
			wholeModule(t, m)
		}
	})
}

// wholeModule checks what others rely on in a module without errors.
func wholeModule(t *testing.T, m *check.Module) {
	if len(m.Order) != len(m.Lets)+len(m.Params)+len(m.Wages)+len(m.Outputs) {
		t.Errorf("Order has %d definitions", len(m.Order))
	}
	for _, l := range m.Lets {
		if l.Value == nil || !l.Value.Span().Known() {
			t.Errorf("let %s has no value", l.Name)
		}
	}
	for _, c := range m.Costs {
		if c.Category == nil || len(c.Items) == 0 && c.Life == nil {
			t.Errorf("the cost %s is not whole", c.Label)
		}
	}
	for _, c := range m.Courses {
		if c.Counted == nil || c.Duration == nil || c.Starts == nil || c.Team == nil && !c.InTotal {
			t.Errorf("the course %s is not whole", c.Name)
		}
	}
	for _, s := range m.Sessions {
		if s.Course == nil || len(s.Phases) == 0 {
			t.Errorf("the session %s is not whole", s.Name)
		}
	}
}

// BenchmarkCheck reports what a definition costs; it stays the same as scripts grow.
func BenchmarkCheck(b *testing.B) {
	for _, n := range []int{200, 2_000, 20_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			file := source.NewFile("test.cost", chain(n, "1"))
			tree, found := lang.Parse(file)
			if len(found) > 0 {
				b.Fatal(found)
			}
			for b.Loop() {
				check.Check(file, tree, check.Options{})
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/definition")
		})
	}
}

// TestHostileScripts runs what would take minutes if any part of the check looked at all before it again and again.
func TestHostileScripts(t *testing.T) {
	const n = 30_000
	many := func(make func(i int) string) string {
		var b strings.Builder
		for i := range n {
			b.WriteString(make(i))
		}
		return b.String()
	}
	tests := map[string]string{
		"and":     "let a = if 1 = 1" + strings.Repeat(" and 1 = 1", n) + " then 1 else 2\n",
		"sum":     "let a = 1" + strings.Repeat(" + 1", n) + "\n",
		"units":   "let a = 1 DKK" + strings.Repeat(" / DKK * DKK", n) + "\n",
		"squares": "let a = 1.1 DKK" + strings.Repeat(" * 1.1 DKK", n) + "\n",
		"dots":    "let a = (1)" + strings.Repeat(".a", n) + "\nlet b = total" + strings.Repeat(".a", n) + "\n",
		"staff":   "wage w = 3 DKK/hour\nteam t { staff w" + strings.Repeat(" * 1", n) + "; start 1 in year 1 }\n",
		"unknown": many(func(i int) string { return fmt.Sprintf("let v%d = w%d\n", i, i) }),
		"doubles": "wage w = 3 DKK/hour\nteam t0 { staff w; start 1 in year 1 }\n" + many(func(i int) string {
			if i > 300 {
				return ""
			}
			return fmt.Sprintf("team t%d { staff t%d + t%d; start 1 in year 1 }\n", i+1, i, i)
		}),
		"list": "let a = [1" + strings.Repeat(", 1", n) + "]\n",
	}
	for name, text := range tests {
		t.Run(name, func(t *testing.T) {
			m, found := checkText(t, "", "test.cost", head+text)
			if m == nil || len(found) > 201 {
				t.Errorf("%d diagnostics", len(found))
			}
		})
	}
}
