package sensitivity_test

import (
	"context"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/costlang/cost/eval/plan"
	"github.com/costlang/cost/eval/sensitivity"
)

// Figures have the same bits for any number of workers, and are those of exact readings.
func TestSweepWorkers(t *testing.T) {
	b := baseOf(t, compile(t, mixed+"param fine = 0 in 0..1 step 0.001\noutput y = x + fine\n"))
	var axes []plan.Axis
	for _, p := range params(t, b, "a", "b", "c", "d", "kind", "fine") {
		axes = append(axes, p.Axis())
	}
	of := []plan.Ref{output(b), b.Reading.Plan.Outputs[1].Shown}
	s, err := b.Sweep(t.Context(), of, axes)
	if err != nil {
		t.Fatal(err)
	}
	if want := int64(3 * 3 * 7 * 2 * 2 * 1001); s.Points() != want {
		t.Fatalf("%d points, not %d", s.Points(), want)
	}
	var first [2][]uint64
	for _, workers := range []int{1, 2, 7} {
		s.Workers = workers
		var all [2][]uint64
		err := s.Run(context.Background(), func(_ int64, figures [][]float64) error {
			for i, column := range figures {
				for _, v := range column {
					all[i] = append(all[i], math.Float64bits(v))
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		if first[0] == nil {
			first = all
		}
		if !cmp.Equal(first, all) {
			t.Errorf("%d workers give other bits", workers)
		}
	}
	for point := int64(0); point < s.Points(); point += 9973 {
		agrees(t, s, point, math.Float64frombits(first[1][point]))
	}
}

// agrees compares the second figure at a point with an exact reading.
func agrees(t *testing.T, s *sensitivity.Sweep, point int64, got float64) {
	t.Helper()
	exact, err := s.Read(context.Background(), point)
	if err != nil {
		t.Fatal(err)
	}
	want := exact.Values[1]
	if want.Known == math.IsNaN(got) || want.Known && math.Abs(want.Float64()-got) > 1e-12*math.Max(1, math.Abs(got)) {
		t.Errorf("point %d, %v: %v, not %v", point, s.At(point), got, want)
	}
}
