package lanes_test

import (
	"context"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/eval/exact"
	"github.com/costlang/cost/eval/lanes"
)

// Values outside a range and figures that are no numbers are found, where another input moves a bound too.
func TestSound(t *testing.T) {
	p, err := eval.Compile("sound.cost", []byte(`intervention "Sound" { currency DKK; horizon 1 years; prices 2024 }
param size = 1 in 0.5..1.5
param most = 4 in 2..9
param between = 3 in 1..most
output x = size * most * between
`))
	if err != nil {
		t.Fatal(err)
	}
	base, err := exact.Run(context.Background(), p.Plan(), nil)
	if err != nil {
		t.Fatal(err)
	}
	var slots []int
	var ranges []lanes.Range
	for _, param := range p.Plan().Params {
		slots = append(slots, param.FirstSlot)
		ranges = append(ranges, lanes.Range{Value: param.Values[0], Low: param.Low, High: param.High})
	}
	program, err := lanes.CompileSound(t.Context(), base, slots, ranges, []float64{1e60, 1e60, 1e60, 1e60})
	if err != nil {
		t.Fatal(err)
	}
	nan, inf := math.NaN(), math.Inf(1)
	points := []struct {
		in            []float64 // of the params, and the figure
		inside, sound bool
	}{
		{[]float64{1, 4, 3, 12}, true, true},
		{[]float64{0.5, 4, 4, 8}, true, true},
		{[]float64{1.5, 9, 1, 0}, true, true},
		{[]float64{0.4999999999999999, 4, 3, 12}, false, false},
		{[]float64{1.5000000000000002, 4, 3, 12}, false, false},
		{[]float64{nan, 4, 3, 12}, false, false},
		{[]float64{inf, 4, 3, 12}, false, false},
		{[]float64{1, 4, 4.5, 12}, false, false},
		{[]float64{1, 5, 4.5, 12}, true, true},
		{[]float64{1, nan, 3, 12}, false, false},
		{[]float64{1, 4, nan, 12}, false, false},
		{[]float64{1, 4, 0.5, 12}, false, false},
		{[]float64{1, 4, 3, nan}, true, false},
		{[]float64{1, 4, 3, -inf}, true, false},
	}
	in, out := make([][]float64, 4), [][]float64{make([]float64, len(points)), make([]float64, len(points))}
	for _, point := range points {
		for i, v := range point.in {
			in[i] = append(in[i], v)
		}
	}
	program.NewMachine().Run(in, out)
	for i, want := range points {
		if diff := cmp.Diff([2]bool{want.inside, want.sound}, [2]bool{out[0][i] <= 0, out[1][i] <= 0}); diff != "" {
			t.Errorf("%v: %s", want.in, diff)
		}
	}
}
