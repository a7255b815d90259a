package sensitivity_test

import (
	"context"
	"flag"
	"maps"
	"math"
	"path/filepath"
	"testing"

	"github.com/costlang/cost/eval/exact"
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/plan"
	"github.com/costlang/cost/eval/sensitivity"
)

var oreDraws = flag.Int("draws", 2_000, "how many draws of each example are compared to the øre")

// rounded counts figures in floats by how they round to two decimals, as the exact ones do or not.
type rounded struct{ figures, ties, beyond int }

// hundredths is a number in hundredths, to the nearest, and whether it is exactly between two.
func hundredths(v num.D) (nearest num.D, tie bool) {
	times, _ := v.Mul(num.Int(200))
	whole := times.Round(0)
	odd := math.Mod(math.Abs(whole.Float64()), 2) == 1
	return v.Round(2), odd && whole.Equal(times)
}

func (r *rounded) compare(float float64, want num.D) (same bool) {
	r.figures++
	nearest, tie := hundredths(want)
	if got, ok := num.FromFloat(float); ok && got.Round(2).Equal(nearest) {
		return true
	}
	if tie {
		r.ties++
		return true
	}
	r.beyond++
	return false
}

// Each figure of an example in floats is that of an exact run at the same draw, to the øre. Only exactly between two may it be
// the other one.
func TestNoOreOfDifference(t *testing.T) {
	found, err := filepath.Glob("../../examples/*.cost")
	if err != nil || len(found) == 0 {
		t.Fatal(err)
	}
	var all rounded
	for _, name := range found {
		base := baseOf(t, compileFile(t, name))
		own := compareDraws(t, base, *oreDraws)
		t.Logf("%s: %d figures of %d draws, %d rounded otherwise at exact ties, %d beyond", filepath.Base(name), own.figures, *oreDraws, own.ties, own.beyond)
		all = rounded{all.figures + own.figures, all.ties + own.ties, all.beyond + own.beyond}
	}
	if all.figures == 0 || all.beyond > 0 {
		t.Errorf("%+v", all)
	}
}

// compareDraws compares all outputs of a script that its params move.
func compareDraws(t *testing.T, base *sensitivity.Base, n int) (out rounded) {
	t.Helper()
	var of []plan.Ref
	var ready []*sensitivity.Prepared
	var floats [][]float64
	for _, ref := range figuresOf(base.Reading.Plan) {
		p, err := sensitivity.Simulation{Base: base, Of: ref, Draws: 1}.Prepare(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if len(p.Params()) == 0 {
			continue
		}
		values, err := p.Swept(context.Background(), int64(n))
		if err != nil {
			t.Fatal(err)
		}
		of, ready, floats = append(of, ref), append(ready, p), append(floats, values)
	}
	for i := range n {
		if len(of) == 0 {
			break
		}
		in := exact.Inputs{}
		for _, p := range ready {
			maps.Copy(in, p.Draw(int64(i)))
		}
		reading, err := exact.Run(context.Background(), base.Reading.Plan, in)
		if err != nil {
			t.Fatal(err)
		}
		for k, ref := range of {
			want, ok := reading.Value(ref)
			switch {
			case ok != (floats[k][i]-floats[k][i] == 0):
				t.Errorf("draw %d of output %d has a value: %v, in floats %v", i, k, ok, floats[k][i])
			case ok && !out.compare(floats[k][i], want):
				t.Errorf("draw %d of output %d is %v, in floats %v", i, k, want, floats[k][i])
			}
		}
	}
	return out
}

// figuresOf is the outputs as they are shown, and as they are: in kroner where they are shown in thousands.
func figuresOf(p *plan.Plan) (out []plan.Ref) {
	for _, o := range p.Outputs {
		out = append(out, o.Shown)
		if o.Value != o.Shown {
			out = append(out, o.Value)
		}
	}
	return out
}
