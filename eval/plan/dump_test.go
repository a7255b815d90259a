package plan_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/costlang/cost/eval/check"
	"github.com/costlang/cost/eval/plan"
	"github.com/costlang/cost/lang"
	"github.com/costlang/cost/lang/source"
)

var update = flag.Bool("update", false, "write the dumps anew")

func lower(t testing.TB, name, text string, limits plan.Limits) (*plan.Plan, error) {
	t.Helper()
	file := source.NewFile(name, text)
	tree, problems := lang.Parse(file)
	if problems.Err() != nil {
		t.Fatal(problems)
	}
	m, _, problems := check.Check(file, tree, check.Options{})
	if problems.Err() != nil {
		t.Fatal(problems)
	}
	p, problems := plan.Lower(m, nil, limits)
	return p, problems.Err()
}

var wide = plan.Limits{Operations: 1_000_000}

// TestDump pins the plan of small scripts: every named step, literal, span and unit stays, nothing is folded.
func TestDump(t *testing.T) {
	scripts, err := filepath.Glob("testdata/*.cost")
	if err != nil || len(scripts) == 0 {
		t.Fatal("no scripts", err)
	}
	for _, script := range scripts {
		t.Run(filepath.Base(script), func(t *testing.T) {
			text, err := os.ReadFile(script)
			if err != nil {
				t.Fatal(err)
			}
			p, err := lower(t, filepath.Base(script), string(text), wide)
			if err != nil {
				t.Fatal(err)
			}
			var got bytes.Buffer
			if err := p.Dump(&got); err != nil {
				t.Fatal(err)
			}
			golden := strings.TrimSuffix(script, ".cost") + ".plan"
			if *update {
				if err := os.WriteFile(golden, got.Bytes(), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got.String()); diff != "" {
				t.Errorf("the plan differs (-want +got):\n%s", diff)
			}
		})
	}
}

// TestOrder sees that every operand stands before the step that reads it.
func TestOrder(t *testing.T) {
	text, err := os.ReadFile("../../examples/netvaerksmoeder.cost")
	if err != nil {
		t.Fatal(err)
	}
	p, err := lower(t, "netvaerksmoeder.cost", string(text), wide)
	if err != nil {
		t.Fatal(err)
	}
	for i, s := range p.Steps {
		p.Operands(s, func(x plan.Ref) {
			if x < 0 || int(x) >= i {
				t.Errorf("step %d (%s) reads step %d", i, s.Op, x)
			}
		})
	}
	if len(p.Info) != len(p.Steps) {
		t.Errorf("%d steps have %d entries beside them", len(p.Steps), len(p.Info))
	}
}

// TestLimit sees that a plan stops growing at its limit, and says by which name it is raised.
func TestLimit(t *testing.T) {
	_, err := lower(t, "big.cost", "let a = 1 + 2\nlet b = a + a\n", plan.Limits{Operations: 3})
	if err == nil || !strings.Contains(err.Error(), "C0455") {
		t.Fatalf("got %v", err)
	}
}
