package draw

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Points and distributions have the same bits one at a time, which is in Go, and in columns, which may be in assembly.
func TestColumnsAreAlone(t *testing.T) {
	const n = 3_001
	source := New(Sobol, 5, "wage")
	for name, shape := range map[string]Shape{
		"uniform": Uniform(-2, 7.3), "rising": Triangular(1, 3, 3), "falling": Triangular(1, 1, 3), "triangular": Triangular(-1, 0.1, 2.7),
		"normal": Normal(-1, 3, NoCut()), "pert": PERT(1, 2, 5), "cut": Lognormal(1, 2, Cut{0.9, 5}),
	} {
		for _, first := range []int{77, 80} { // assembly begins with the first replicate
			all, alone := make([]float64, n), make([]float64, n)
			source.Fill(int64(first), all)
			shape.Apply(all)
			for i := range alone {
				one := alone[i : i+1]
				source.Fill(int64(first+i), one)
				if at := source.(*sobol).at(uint64(first+i) / Replicates); one[0] != unit(at[(first+i)%Replicates]) {
					t.Fatalf("point %d is %v", first+i, one[0])
				}
				shape.Apply(one)
			}
			if diff := cmp.Diff(alone, all); diff != "" {
				t.Errorf("%s: %s", name, diff)
			}
		}
	}
}
