package lanes_test

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/eval/exact"
	"github.com/costlang/cost/eval/lanes"
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/plan"
	"github.com/costlang/cost/lang/diag"
)

// slots lists the input slots of the params that hold numbers, and a value of each as it is written.
func slots(t testing.TB, p *plan.Plan, base *exact.Reading) (out []int, values []num.D) {
	t.Helper()
	for _, param := range p.Params {
		for i, ref := range param.Values {
			if v, ok := base.Value(ref); ok && p.Info[ref].Kind == 0 {
				out, values = append(out, param.FirstSlot+i), append(values, v)
			}
		}
	}
	return out, values
}

func scripts(t *testing.T) []string {
	t.Helper()
	var all []string
	for _, pattern := range []string{"../../examples/*.cost", "../../testdata/structures/*.cost"} {
		found, err := filepath.Glob(pattern)
		if err != nil || len(found) == 0 {
			t.Fatal(pattern, err)
		}
		all = append(all, found...)
	}
	return all
}

func read(t testing.TB, name string) (*plan.Plan, *exact.Reading) {
	t.Helper()
	p, err := eval.CompileFS(os.DirFS(filepath.Dir(name)), filepath.Base(name))
	if err != nil {
		t.Fatal(err)
	}
	base, err := exact.Run(context.Background(), p.Plan(), nil)
	if err != nil {
		t.Fatal(err)
	}
	return p.Plan(), base
}

func mustCompile(t testing.TB, base *exact.Reading, slots []int, wanted []plan.Ref) *lanes.Program {
	t.Helper()
	p, err := lanes.Compile(context.Background(), base, slots, wanted)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// Lanes agree with the exact reading at random points of every script, and with the reading of one scenario to the bit.
func TestLanesAreExact(t *testing.T) {
	const points = 60
	r := rand.New(rand.NewPCG(3, 4))
	for _, name := range scripts(t) {
		p, base := read(t, name)
		at, values := slots(t, p, base)
		var wanted []plan.Ref
		for _, o := range p.Outputs {
			wanted = append(wanted, o.Value, o.Shown)
		}
		prog := mustCompile(t, base, at, wanted)
		in, out := make([][]float64, len(at)), make([][]float64, len(wanted))
		for i, v := range values {
			for range points {
				in[i] = append(in[i], math.Round(v.Float64()*(0.8+0.4*r.Float64())*64)/64)
			}
		}
		for i := range out {
			out[i] = make([]float64, points)
		}
		prog.NewMachine().Run(in, out)
		t.Logf("%s: %d steps, %d operations, %d instructions", filepath.Base(name), len(p.Steps), prog.Operations(), prog.Instructions())
		for k := range points {
			compare(t, fmt.Sprintf("%s, point %d", name, k), p, prog, at, wanted, column(in, k), column(out, k))
		}
	}
}

func column(columns [][]float64, k int) []float64 {
	out := make([]float64, len(columns))
	for i := range columns {
		out[i] = columns[i][k]
	}
	return out
}

func compare(t *testing.T, where string, p *plan.Plan, prog *lanes.Program, at []int, wanted []plan.Ref, in, got []float64) {
	t.Helper()
	inputs := exact.Inputs{}
	for i, slot := range at {
		inputs[slot], _ = num.FromFloat(in[i])
	}
	want, err := exact.Run(context.Background(), p, inputs)
	if err != nil {
		t.Fatal(err)
	}
	for i, one := range prog.One(in) {
		if math.Float64bits(one) != math.Float64bits(got[i]) && (one == one || got[i] == got[i]) {
			t.Errorf("%s: %v alone, %v in a block", where, one, got[i])
		}
	}
	holds := true
	for _, g := range p.Guards {
		if v, ok := want.Value(g.Cond); ok && v.IsZero() && g.Failure.Code != diag.ParamRange {
			holds = false
		}
	}
	for i, ref := range wanted {
		v, ok := want.Value(ref)
		switch {
		case !ok || !holds:
			if !lanes.Failed(got[i]) {
				t.Errorf("%s: figure %d is %v, and has no value (guards hold: %t)", where, i, got[i], holds)
			}
		case math.Abs(got[i]-v.Float64()) > 1e-12*math.Max(1, math.Abs(v.Float64())):
			t.Errorf("%s: figure %d is %v, and exactly %s", where, i, got[i], v)
		}
	}
}
