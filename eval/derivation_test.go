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

// derivable are the tables whose numbers are steps of the plan, but for sums that are added up for the table.
var derivable = []string{"assumptions", "ladder", "costs", "lines", "volumes", "hours", "payers"}

// Every number of a report that is said to come from somewhere comes to that number there, in all scripts under all scenarios; and every cost that
// is not zero comes from somewhere.
func TestDerivations(t *testing.T) {
	var scripts []string
	for _, pattern := range []string{"../examples/*.cost", "../testdata/structures/*.cost"} {
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
			for _, list := range r.Tables {
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
			c, n := list.Cell(row, col), d.Cell(list, row, col)
			switch {
			case n != nil:
				known[list.Name]++
				if !comesTo(n, c.Value) {
					t.Errorf("%s: %s, %s is %v, and comes from %v", where, list.Name, list.Text(row, 0, table.English()), c.Value, n.Amount)
				}
			case strings.Contains(" ladder costs ", " "+list.Name+" ") && c.Kind == table.Number && !c.Value.IsZero() && c.Unit != "%" && list.Columns[col].Unit != "%":
				t.Errorf("%s: %s, %s: %v comes from nowhere", where, list.Name, list.Text(row, 0, table.English()), c.Value)
			}
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
	if nothing.Output("c") != nil || nothing.Cell(r.Tables[0], 0, 2) != nil {
		t.Error("no derivations know something")
	}
}
