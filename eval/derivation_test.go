package eval_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/eval/explain"
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/table"
)

// near reports whether two numbers are the same but for sign and the rounding of quotients.
func near(x, y num.D) bool { return x.Abs().Near(y.Abs()) }

// derivable are the kinds of tables, by what their names begin with.
var derivable = []string{
	"assumptions", "ladder", "costs", "lines", "volumes", "hours", "payers",
	"vary", "tornado", "together", "grid", "without", "solve", "simulate", "scenarios", "expectations",
}

// Every number of a report comes from somewhere and comes to that number there, in all scripts under all scenarios: steps of the script, sums of
// tables, figures of analyses, both sides of expectations.
func TestDerivations(t *testing.T) {
	var scripts []string
	for _, pattern := range []string{"../examples/*.cost", "../testdata/structures/*.cost", "chart/testdata/*.cost"} {
		found, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		scripts = append(scripts, found...)
	}
	known := map[string]int{}
	for _, script := range scripts {
		p, err := eval.CompileFS(os.DirFS(filepath.Dir(script)), filepath.Base(script))
		if err != nil {
			t.Fatal(err)
		}
		for _, scenario := range append([]string{""}, p.Scenarios()...) {
			r, err := p.Report(context.Background(), nil, eval.Under(scenario))
			if err != nil {
				continue // the script is about what has no value there
			}
			d, err := r.Derivations(context.Background())
			if err != nil {
				t.Fatal(script, err)
			}
			seeOutputs(t, script+" "+scenario, r, d)
			seeExpectations(t, script, r, d, known)
			for _, list := range append(r.Tables, askedBeside(t, p)...) {
				seeCells(t, script+" "+scenario, list, d, known)
			}
		}
	}
	for _, name := range derivable {
		if known[name] == 0 {
			t.Errorf("no figure of %s has a derivation", name)
		}
	}
}

func seeOutputs(t *testing.T, where string, r *eval.Report, d *eval.Derivations) {
	for _, f := range r.Outputs() {
		n := d.Output(f.Name)
		if n == nil {
			if !f.Value.IsZero() {
				t.Errorf("%s: %s comes from nowhere", where, f.Name)
			}
			continue
		}
		want, err := r.Explain(f.Name)
		if err != nil {
			t.Fatal(err)
		}
		if n.Title().String() != want.Title().String() || n.Formula != want.Formula || n.Line != want.Line || len(n.Terms) != len(want.Terms) ||
			n.Amount.String() != want.Amount.String() {
			t.Errorf("%s: %s is %v from %q, and by itself %v from %q", where, f.Name, n.Amount, n.Formula, want.Amount, want.Formula)
		}
	}
}

func seeCells(t *testing.T, where string, list *table.Table, d *eval.Derivations, known map[string]int) {
	for row := range list.Rows {
		for col := range list.Columns {
			c := list.Cell(row, col)
			n, err := d.Number(context.Background(), list, row, col)
			if err != nil {
				t.Fatal(where, err)
			}
			switch {
			case n != nil:
				kind, _, _ := strings.Cut(list.Name, "_")
				known[kind]++
				if !comesTo(n, c.Value) {
					t.Errorf("%s: %s, %s is %v, and comes from %v", where, list.Name, list.Text(row, 0, table.English()), c.Value, n.Amount)
				}
			case c.Kind == table.Number:
				t.Errorf("%s: %s, %s: %v comes from nowhere", where, list.Name, list.Text(row, 0, table.English()), c.Value)
			}
		}
	}
}

// askedBeside are the tables of what a script asks, under all of its scenarios side by side, and tornados beside one-way tables.
func askedBeside(t *testing.T, p *eval.Program) (out []*table.Table) {
	for _, q := range p.OwnQuestions() {
		if q.Kind == eval.AskSolving {
			continue
		}
		if q.Kind == eval.AskOneWay {
			q.Kind = eval.AskTornado
		}
		list, err := p.AnswerAll(context.Background(), q.Question, q.Options...)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, eval.SideBySide(q.Question, list).Tables...)
	}
	return out
}

func seeExpectations(t *testing.T, script string, r *eval.Report, d *eval.Derivations, known map[string]int) {
	for i, e := range r.Expectations {
		n, err := d.Expectation(context.Background(), i)
		if err != nil {
			t.Fatal(script, err)
		}
		if n == nil || len(n.Terms) < 2 || n.Known != e.Known || e.Known && !comesTo(n, e.Actual) {
			t.Errorf("%s: %s comes from %v", script, e.Text, n)
			continue
		}
		known["expectations"]++
		if left := n.Terms[0].Node; e.Known && e.Unit != "%" && left.Unit.String() == e.Unit && !comesTo(left, e.Actual) {
			t.Errorf("%s: %s is %v, and its left side %v", script, e.Text, e.Actual, left.Number)
		}
	}
}

func comesTo(n *explain.Node, v num.D) bool { return near(n.Number, v) || near(n.Amount.Value, v) }

// Inputs and scenarios are those of the report; where there is no such scenario that is said.
func TestDerivationsOfARun(t *testing.T) {
	p, err := eval.Compile("run.cost", []byte("param a = 2 in 1..9\nparam b = 3\noutput c \"See\" = a * b\nscenario \"More\" { a = 5 }\n"))
	if err != nil {
		t.Fatal(err)
	}
	r, err := p.Report(context.Background(), eval.Inputs{"b": "4"})
	if err != nil {
		t.Fatal(err)
	}
	d, err := r.Derivations(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if got := d.Output("c").Amount.String(); got != "8" {
		t.Errorf("c comes to %s", got)
	}
	more, err := d.OutputUnder(context.Background(), "More", "c")
	if err != nil {
		t.Fatal(err)
	}
	if got := more.Amount.String(); got != "20" {
		t.Errorf("under More c comes to %s", got)
	}
	if _, err := d.OutputUnder(context.Background(), "Less", "c"); err == nil {
		t.Error("there is no scenario Less")
	}
	if n := d.Output("none"); n != nil {
		t.Errorf("none is %v", n)
	}
	var nothing *eval.Derivations
	if n, err := nothing.Number(context.Background(), r.Tables[0], 0, 2); nothing.Output("c") != nil || n != nil || err != nil {
		t.Error("no derivations know something")
	}
}
