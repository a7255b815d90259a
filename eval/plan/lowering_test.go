package plan_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/eval/plan"
	"github.com/costlang/cost/lang/diag"
)

// TestLimitIsExact lowers with just enough operations, and with one fewer.
func TestLimitIsExact(t *testing.T) {
	s := lowerScript(t, "series.cost")
	enough := plan.Limits{Operations: len(s.p.Steps)}
	if _, problems := plan.Lower(s.m, s.data, enough); problems.Err() != nil {
		t.Errorf("%d operations are not enough: %v", enough.Operations, problems)
	}
	for name, lower := range map[string]func(plan.Limits) diag.List{
		"a plan": func(l plan.Limits) diag.List { _, problems := plan.Lower(s.m, s.data, l); return problems },
		"a query": func(l plan.Limits) diag.List {
			_, _, problems := plan.Query(s.m, s.m.Outputs[0].Value, s.data, l)
			return problems
		},
		"a figure": func(l plan.Limits) diag.List {
			_, problems := plan.LowerFigure(s.m, s.data, l, s.m.Outputs[0].Value)
			return problems
		},
		"a setting": func(l plan.Limits) diag.List {
			_, _, _, problems := s.p.Setting(&check.Setting{Param: s.m.Params[0], Value: s.m.Outputs[0].Value}, l)
			return problems
		},
	} {
		if problems := lower(plan.Limits{Operations: 3}); len(problems) != 1 || problems[0].Code != diag.LimitReached || !strings.Contains(problems[0].Message.String(), " 3 ") && name != "a figure" {
			t.Errorf("%s of 3 operations: %v", name, problems)
		}
	}
	if _, problems := plan.Lower(s.m, s.data, plan.Limits{Operations: len(s.p.Steps) - 1}); len(problems) != 1 {
		t.Error("a plan with one operation more than there may be")
	}
}

// A chain of scenarios repeats what the earlier ones set, and is limited for that alone.
func TestLimitOfScenarios(t *testing.T) {
	const script = "param a = 1\nparam b = 1\nscenario \"A\" { a = 2, b = 2 }\nscenario \"B\" from \"A\" { a = 3 }\nscenario \"C\" from \"B\" { a = 4 }\n"
	p, err := lower(t, "scenarios.cost", script, wide)
	if err != nil {
		t.Fatal(err)
	}
	if len(p.Scenarios[2].Sets) != 2 {
		t.Fatalf("%d settings", len(p.Scenarios[2].Sets))
	}
	steps, sets := len(p.Steps), 6
	long := script
	for i := range 10 {
		long += "scenario \"" + string(rune('D'+i)) + "\" from \"" + string(rune('C'+i)) + "\" { a = 2 }\n"
		steps, sets = steps+1, sets+2
	}
	if steps >= sets {
		t.Fatalf("%d steps and %d settings", steps, sets)
	}
	if _, err := lower(t, "scenarios.cost", long, plan.Limits{Operations: sets}); err != nil {
		t.Errorf("%d settings are refused: %v", sets, err)
	}
	if _, err := lower(t, "scenarios.cost", long, plan.Limits{Operations: sets - 1}); err == nil {
		t.Errorf("%d settings are too many for %d", sets, sets-1)
	}
}

// TestEntriesOfQueries sees how many entries of a series are shown, and what they come to.
func TestEntriesOfQueries(t *testing.T) {
	s := lowerScript(t, "series.cost")
	want := map[string]string{"weighed": "25 25 25 25 100 100 100 100", "grown": "100", "chosen": "4 1 7", "spare": "8 9 10", "moved": "5 2 8", "yearly": "200 400"}
	got := map[string]string{}
	for _, d := range s.m.Lets {
		own, values, problems := plan.Query(s.m, d.Value, s.data, wide)
		if problems.Err() != nil {
			t.Fatal(problems)
		}
		var entries []string
		for _, ref := range values {
			v, _ := reading(t, own, nil).Value(ref)
			entries = append(entries, v.String())
		}
		got[d.Name] = strings.Join(entries, " ")
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// TestWithoutRows leaves rows out, and nothing else.
func TestWithoutRows(t *testing.T) {
	s := lowerScript(t, "groups.cost")
	d := s.m.Datas[0]
	for _, c := range []struct {
		without []int
		want    string // many, sum_of, …, as the outputs stand in the script
	}{
		{nil, "4 11 2.75"}, {[]int{0}, "3 9 3"}, {[]int{0, 4}, "2 7 3.5"}, {[]int{2}, "4 11 2.75"}, {[]int{3}, "3 7"},
	} {
		p, problems := plan.LowerWithout(s.m, s.data, wide, d, c.without)
		if problems.Err() != nil {
			t.Fatal(problems)
		}
		r, got := reading(t, p, nil), ""
		for _, o := range p.Outputs[1:4] {
			v, _ := r.Value(o.Value)
			got = strings.TrimSpace(got + " " + v.String())
		}
		if !strings.HasPrefix(got, c.want) {
			t.Errorf("without %v: %s, want %s", c.without, got, c.want)
		}
		if len(p.Params) != len(s.p.Params) || p.Slots != s.p.Slots {
			t.Errorf("without %v the params have other slots", c.without)
		}
	}
	by, groups := d.Columns[0], [][]int{{0, 1, 2}, {3, 4}}
	if diff := cmp.Diff(groups, s.data.Groups(d, by)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if cell := s.data.Cell(d, d.Columns[1], 3); cell.Text != "C" {
		t.Errorf("the place of the fourth row is %q", cell.Text)
	}
}

// TestSettable sees which param an outside value is for: of the script itself before those of used ones, and none that `with` binds.
func TestSettable(t *testing.T) {
	s := lowerScript(t, "combined.cost")
	one, two := s.m.Uses[0].Module.Params, s.p.Params
	want := map[string]string{"fee": "one.fee", "length": "one.length", "kind": "one.kind"}
	for _, d := range one {
		_, at, _, problems := s.p.Setting(&check.Setting{Param: d, Value: d.Value}, wide)
		if problems.Err() != nil || at < 0 || two[at].Name != want[d.Name] {
			t.Errorf("%s sets %d, want %s: %v", d.Name, at, want[d.Name], problems)
		}
	}
	for i, d := range s.m.Params {
		if _, at, _, _ := s.p.Setting(&check.Setting{Param: d, Value: d.Value}, wide); at < 0 || two[at].Name != d.Name {
			t.Errorf("param %d sets %d", i, at)
		}
	}
	if _, at, _, _ := s.p.Setting(&check.Setting{Param: &check.Param{}}, wide); at != -1 {
		t.Errorf("a foreign param sets %d", at)
	}
}

// full is a writer that takes so many writes, and fails once.
type full struct{ left int }

var errFull = errors.New("full")

func (f *full) Write(p []byte) (int, error) {
	f.left--
	if f.left == -1 {
		return 0, errFull
	}
	return len(p), nil
}

// TestDumpStops sees that a dump ends with the first error of what it is written to.
func TestDumpStops(t *testing.T) {
	p, err := lower(t, "some.cost", "param a = 2 in 1..3\noutput b = a + 1\n", wide)
	if err != nil {
		t.Fatal(err)
	}
	var all bytes.Buffer
	if err := p.Dump(&all); err != nil {
		t.Fatal(err)
	}
	lines := strings.Count(all.String(), "\n")
	for n := range lines {
		if err := p.Dump(&full{n}); !errors.Is(err, errFull) {
			t.Errorf("after %d of %d lines: %v", n, lines, err)
		}
	}
	if err := p.Dump(&full{lines}); err != nil {
		t.Error(err)
	}
}

// TestMoney sees which currency figures are in: that of the script, and of one that only lends names its wages' own.
func TestMoney(t *testing.T) {
	for script, want := range map[string]string{
		"intervention \"I\" { currency EUR; horizon 1 year }\nwage w = 300 EUR/hour\ncost a \"A\" other once { staff w for 2 hours }\noutput total": "EUR",
		"wage w = 300 EUR/hour\noutput o = w.hourly":           "EUR/hour",
		"wage w = 300 DKK/hour\noutput o = w.hourly * 2 hours": "DKK",
	} {
		p, err := lower(t, "money.cost", script+"\n", wide)
		if err != nil {
			t.Fatal(err)
		}
		if got := p.Info[p.Outputs[0].Value].Unit.String(); got != want {
			t.Errorf("%s\nis in %s, want %s", script, got, want)
		}
	}
}
