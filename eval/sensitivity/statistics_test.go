package sensitivity

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Selected values stand where a sort puts them, with ties and in values that are in order already.
func TestSelection(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, n := range []int{1, 2, 25, 1_000, 40_000} {
		for name, make := range map[string]func(i int) float64{
			"random": func(int) float64 { return r.NormFloat64() }, "few": func(int) float64 { return float64(r.IntN(3)) },
			"same": func(int) float64 { return 7 }, "far apart": func(i int) float64 { return math.Ldexp(float64(1-2*(i%2)), 1_000-i%2_000) },
			"beyond floats": func(i int) float64 { return float64(1-2*(i%2)) * math.MaxFloat64 }, "rising": func(i int) float64 { return float64(i) }, "falling": func(i int) float64 { return float64(-i) },
		} {
			var values []float64
			for i := range n {
				values = append(values, make(i))
			}
			sorted := slices.Sorted(slices.Values(values))
			ranks := slices.Compact([]int{0, n / 10, n / 2, n * 9 / 10, n - 1})
			more := []int{n / 2, n / 20, n - 1, n * 2 / 3, n * 2 / 3}
			ordered := newOrder(append([]float64{math.NaN(), math.Inf(1)}, values...), sorted[0], sorted[n-1]).at(more)
			selectRanks(values, 0, ranks, 0)
			for _, rank := range ranks {
				if values[rank] != sorted[rank] {
					t.Errorf("%s: %v at rank %d of %d, want %v", name, values[rank], rank, n, sorted[rank])
				}
			}
			for i, rank := range more {
				if ordered[i] != sorted[rank] {
					t.Errorf("%s: %v at rank %d of %d by cells, want %v", name, ordered[i], rank, n, sorted[rank])
				}
			}
		}
	}
}

func TestMarks(t *testing.T) {
	m := marks{1, 2, 3, 4, 4, 6, 7}
	var got []int
	for _, v := range []float64{0, 1, 1.5, 2.5, 3.5, 4, 5, 6.5, 7, 8} {
		got = append(got, m.above(v))
	}
	if diff := cmp.Diff([]int{0, 0, 1, 2, 3, 3, 5, 6, 6, 7}, got); diff != "" {
		t.Error(diff)
	}
}
