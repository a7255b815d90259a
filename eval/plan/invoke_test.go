package plan_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/plan"
	"github.com/costlang/cost/lang"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
	"github.com/costlang/cost/lang/source"
	"github.com/costlang/cost/stdlib"
)

// told is an error that knows the languages.
type told struct{ say.Phrase }

func (e told) Error() string { return e.String() }

// lends is a host with functions of every end.
func lends() *check.Host {
	hours := func(name string, units ...string) *check.HostFunc {
		f := &check.HostFunc{Func: stdlib.Func{Name: name, Result: "hours"}}
		for i, unit := range units {
			f.Params = append(f.Params, stdlib.Param{Name: string(rune('a' + i)), Type: unit})
		}
		return f
	}
	less, fails, knows, panics, unset, bare := hours("less", "hours", "minutes"), hours("fails", "hours"), hours("knows", "hours"), hours("panics", "hours"), hours("unset", "hours"), hours("bare", "hours")
	less.Exact = func(args []num.D) (num.D, error) {
		minutes, _ := args[1].MulRatio(1, 60)
		v, _ := args[0].Sub(minutes)
		return v, nil
	}
	fails.Exact = func([]num.D) (num.D, error) { return num.Int(1), errors.New("no\n  luck") }
	knows.Exact = func([]num.D) (num.D, error) { return num.Int(1), told{say.T("a number")} }
	panics.Exact = func([]num.D) (num.D, error) { panic("far\ttoo deep") }
	unset.Exact = func([]num.D) (num.D, error) { return num.D{}, nil }
	return &check.Host{Funcs: []*check.HostFunc{less, fails, knows, panics, unset, bare}}
}

func lowerWith(t *testing.T, host *check.Host, text string) *script {
	t.Helper()
	file := source.NewFile("host.cost", text)
	tree, problems := lang.Parse(file)
	if problems.Err() != nil {
		t.Fatal(problems)
	}
	m, _, problems := check.Check(file, tree, check.Options{Host: host})
	if problems.Err() != nil {
		t.Fatal(problems)
	}
	p, problems := plan.Lower(m, nil, wide)
	if problems.Err() != nil {
		t.Fatal(problems)
	}
	return &script{m: m, p: p}
}

// Calls of host functions have their arguments in order and in the units that they declare, entry by entry where one is a list.
func TestCallsOfHosts(t *testing.T) {
	s := lowerWith(t, lends(), `
output alone = less(3 hours, 30 minutes) as minutes
let many = less([3 hours, 5 hours], 0.5 hours)
output first = many[1]
output second = many[2]
let lesser = less(2 hours, [60 minutes, 90 minutes])
output late = lesser[2] as minutes
output inner = less(less(10 hours, 60 minutes), 1 hour)
`)
	r, got := reading(t, s.p, nil), map[string]string{}
	for _, o := range s.p.Outputs {
		v, _ := r.Value(o.Shown)
		got[o.Name] = v.String()
	}
	want := map[string]string{"alone": "150", "first": "2.5", "second": "4.5", "late": "30", "inner": "8"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// What a host function does wrong is told with its name, at its call.
func TestHostsThatFail(t *testing.T) {
	for name, want := range map[string]string{
		"fails":  "the host function `fails` has no value here: no luck",
		"knows":  "the host function `knows` has no value here: a number",
		"panics": "the host function `panics` panicked: far too deep",
		"unset":  "the host function `unset` has no value here: its result is a num.D that was never set",
		"bare":   "the host function `bare` has no exact body, so the script cannot be run",
	} {
		s := lowerWith(t, lends(), "let before = less(2 hours, 1 minute)\noutput x = "+name+"(1 hour)\nlet after = less(3 hours, 1 minute)\n")
		problems := reading(t, s.p, nil).Problems(s.p.Outputs[0].Shown)
		if len(problems) != 1 || problems[0].Code != diag.HostFunction || problems[0].Message.String() != want {
			t.Errorf("%s: %v", name, problems)
			continue
		}
		if d := problems[0]; d.Span.Pos.Line != 2 || d.File == nil || d.File.Name != "host.cost" {
			t.Errorf("%s: it stands at %v of %v", name, d.Span, d.File)
		}
	}
}

// A host function that cannot be read in lanes, or panics there, is told of at its own call, among others.
func TestCallsInLanes(t *testing.T) {
	s := lowerWith(t, lends(), "let one = less(2 hours, 1 minute)\nlet two = bare(1 hour)\nlet three = fails(1 hour)\n")
	line := 0
	for i, step := range s.p.Steps {
		if step.Op != plan.Invoke {
			continue
		}
		line++
		name := s.p.Calls[step.A].Func.Name
		for _, d := range []diag.Diagnostic{s.p.NoLanes(plan.Ref(i)), s.p.Panicked(plan.Ref(i), "oh").Found} {
			if d.Code != diag.HostFunction || d.Span.Pos.Line != line || !strings.Contains(d.Message.String(), "`"+name+"`") {
				t.Errorf("call %d: %v", line, d)
			}
		}
	}
	if line != 3 {
		t.Errorf("%d calls", line)
	}
}

// A step keeps what it does in another plan, and its operands are found there.
func TestMoved(t *testing.T) {
	s := lowerWith(t, lends(), "param p = 2 hours\nlet x = less(p * 3 - 1 hour, 7 minutes) + min(p, 3 hours) + (if p > 1 hour then -p else less(p, 1 minute))\noutput y = x\n")
	into := &plan.Plan{Calls: []plan.Call{{}, {}}} // it has calls already
	const by = 100
	for _, step := range s.p.Steps {
		var want, got []plan.Ref
		s.p.Operands(step, func(ref plan.Ref) { want = append(want, ref+by) })
		moved := s.p.Moved(step, into, func(ref plan.Ref) plan.Ref {
			if ref < 0 {
				return ref
			}
			return ref + by
		})
		into.Operands(moved, func(ref plan.Ref) { got = append(got, ref) })
		if diff := cmp.Diff(want, got); diff != "" || moved.Op != step.Op {
			t.Errorf("%v became %v: -want +got:\n%s", step, moved, diff)
		}
		if step.Op == plan.Invoke && into.Calls[moved.A].Func != s.p.Calls[step.A].Func {
			t.Errorf("%v calls another function", moved)
		}
	}
	if len(into.Calls) != 2+len(s.p.Calls) {
		t.Errorf("%d calls", len(into.Calls))
	}
}
