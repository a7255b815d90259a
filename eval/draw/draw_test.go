package draw

import (
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// plain is a sequence without its scramble.
func plain(dimension int) *sobol {
	s := &sobol{}
	for i, v := range directions(dimension) {
		s.columns[i] = uint64(v) << 32
	}
	s.tables()
	return s
}

// The first points of the first three dimensions, in the order of Gray's code, as S. Joe and F. Y. Kuo print them in Notes on
// generating Sobol' sequences (2008), section 3.
func TestPublishedPoints(t *testing.T) {
	want := [][3]float64{
		{0, 0, 0}, {0.5, 0.5, 0.5}, {0.75, 0.25, 0.25}, {0.25, 0.75, 0.75},
		{0.375, 0.375, 0.625}, {0.875, 0.875, 0.125}, {0.625, 0.125, 0.875}, {0.125, 0.625, 0.375},
	}
	var got [8][3]float64
	for dimension := range 3 {
		points := make([]float64, len(got))
		plain(dimension).Fill(0, points)
		for i := range got {
			got[i][dimension] = points[i^i>>1] - 0.5/(1<<52)
		}
	}
	if diff := cmp.Diff(want, got[:]); diff != "" {
		t.Error(diff)
	}
}

// Each of the first 2^k points lies in a part of its own of 2^k equal ones, scrambled or not.
func TestEveryDimensionIsANet(t *testing.T) {
	const n = 1 << 10
	for seed := range uint64(40) {
		points := make([]float64, n)
		New(Sobol, seed, "param").Fill(0, points)
		var seen [n]bool
		for _, x := range points {
			if x <= 0 || x >= 1 {
				t.Fatalf("seed %d draws %v", seed, x)
			}
			if at := int(x * n); seen[at] {
				t.Fatalf("seed %d draws twice from part %d", seed, at)
			} else {
				seen[at] = true
			}
		}
	}
	if lines := strings.Count(joeKuo, "\n") - strings.Count(joeKuo, "#"); lines != dimensions-1 {
		t.Errorf("%d dimensions", lines+1)
	}
}

// A draw depends on seed, name and index alone, not on how many are asked for at a time.
func TestDrawsByIndex(t *testing.T) {
	for _, s := range []Sampler{Sobol, Random} {
		all := make([]float64, 5_000)
		New(s, 7, "wage").Fill(0, all)
		for from, n := range map[int64]int{0: 1, 1: 600, 511: 2, 1_000: 3_000, 4_999: 1} {
			some := make([]float64, n)
			New(s, 7, "wage").Fill(from, some)
			if diff := cmp.Diff(all[from:from+int64(n)], some); diff != "" {
				t.Errorf("sampler %d from %d: %s", s, from, diff)
			}
		}
		other := make([]float64, len(all))
		New(s, 7, "wages").Fill(0, other)
		if cmp.Equal(all, other) {
			t.Error("two params share their draws")
		}
	}
}

// The mean of a smooth function over pairs of names is found far better than by chance.
func TestPairsOfNames(t *testing.T) {
	const n = 1 << 12
	names := []string{"intake", "finishing", "meetings", "length", "leader", "rent", "fee", "rate"}
	worst := 0.0
	for i, one := range names {
		for _, two := range names[:i] {
			x, y := make([]float64, n), make([]float64, n)
			New(Sobol, 1, one).Fill(0, x)
			New(Sobol, 1, two).Fill(0, y)
			sum := 0.0
			for k := range n {
				sum += x[k] * y[k]
			}
			worst = math.Max(worst, math.Abs(sum/n-0.25))
		}
	}
	if worst > 1e-3 { // by chance it would be 0.0035 on average
		t.Errorf("off by %v", worst)
	}
}

func BenchmarkFill(b *testing.B) {
	points := make([]float64, 1024)
	for name, s := range map[string]Sampler{"sobol": Sobol, "random": Random} {
		source := New(s, 1, "wage")
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				source.Fill(4096, points)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/1024, "ns/draw")
		})
	}
}
