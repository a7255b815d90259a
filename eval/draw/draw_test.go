package draw

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// plain is a point of a dimension without its scrambles, in the order of Gray's code.
func plain(dimension, index int) (x float64) {
	digits := uint32(0)
	for i, v := range directions(dimension) {
		if (index^index>>1)>>i&1 == 1 {
			digits ^= v
		}
	}
	return float64(digits) / (1 << 32)
}

// The first points of the first three dimensions, in the order of Gray's code, as S. Joe and F. Y. Kuo print them in Notes on
// generating Sobol' sequences (2008), section 3.
func TestPublishedPoints(t *testing.T) {
	want := [][3]float64{
		{0, 0, 0}, {0.5, 0.5, 0.5}, {0.75, 0.25, 0.25}, {0.25, 0.75, 0.75},
		{0.375, 0.375, 0.625}, {0.875, 0.875, 0.125}, {0.625, 0.125, 0.875}, {0.125, 0.625, 0.375},
	}
	var got [8][3]float64
	for i := range got {
		got[i] = [3]float64{plain(0, i), plain(1, i), plain(2, i)}
	}
	if diff := cmp.Diff(want, got[:]); diff != "" {
		t.Error(diff)
	}
}

// discrepancy is the L2 star discrepancy of points in so many dimensions, by T. T. Warnock, Computational investigations of
// low-discrepancy point sets (1972).
func discrepancy(n, dimensions int, at func(dimension, index int) float64) float64 {
	points := make([][]float64, n)
	once, twice := 0.0, 0.0
	for i := range points {
		product := 1.0
		for d := range dimensions {
			x := at(d, i)
			points[i], product = append(points[i], x), product*(1-x*x)/2
		}
		once += product
	}
	for _, p := range points {
		for _, q := range points {
			product := 1.0
			for d := range p {
				product *= 1 - math.Max(p[d], q[d])
			}
			twice += product
		}
	}
	count := float64(n)
	return math.Sqrt(math.Pow(1.0/3, float64(dimensions)) - 2*once/count + twice/count/count)
}

// The first dimensions are spread far more evenly than independent points, the square of whose discrepancy is known on average,
// and so are the points of names.
func TestDiscrepancy(t *testing.T) {
	const n = 1 << 10
	for dimensions, most := range map[int]float64{1: 0.05, 2: 0.1, 5: 0.4, 8: 0.75} {
		d := float64(dimensions)
		chance := math.Sqrt((math.Pow(0.5, d) - math.Pow(1.0/3, d)) / n)
		if got := discrepancy(n, dimensions, plain); got > most*chance {
			t.Errorf("%d dimensions have a discrepancy of %v, and by chance %v", dimensions, got, chance)
		}
		var named [][]float64
		for _, name := range []string{"intake", "finishing", "meetings", "length", "leader", "rent", "fee", "rate"}[:dimensions] {
			column := make([]float64, n)
			New(Sobol, 1, name).Fill(0, column)
			named = append(named, column)
		}
		if got := discrepancy(n, dimensions, func(d, i int) float64 { return named[d][i] }); got > 0.95*chance {
			t.Errorf("%d names have a discrepancy of %v, and by chance %v", dimensions, got, chance)
		}
	}
}

// Each of the first 2^k points of a replicate lies in a part of its own of 2^k equal ones.
func TestEveryReplicateIsANet(t *testing.T) {
	const n = 1 << 10
	for seed := range uint64(40) {
		points := make([]float64, n*Replicates)
		New(Sobol, seed, "param").Fill(0, points)
		var seen [Replicates][n]bool
		for i, x := range points {
			if x <= 0 || x >= 1 {
				t.Fatalf("seed %d draws %v", seed, x)
			}
			if at := &seen[i%Replicates][int(x*n)]; *at {
				t.Fatalf("seed %d draws twice from the same part, at %v", seed, x)
			} else {
				*at = true
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

// The mean of a smooth function over pairs of names is found better than by chance, which is off by 0.0017: for most pairs far
// better.
func TestPairsOfNames(t *testing.T) {
	const n = 1 << 14
	names := []string{"intake", "finishing", "meetings", "length", "leader", "rent", "fee", "rate"}
	var off []float64
	for seed := range uint64(10) {
		columns := make([][]float64, len(names))
		for i, name := range names {
			columns[i] = make([]float64, n)
			New(Sobol, seed, name).Fill(0, columns[i])
			for _, other := range columns[:i] {
				sum := 0.0
				for k, x := range columns[i] {
					sum += x * other[k]
				}
				off = append(off, math.Abs(sum/n-0.25))
			}
		}
	}
	slices.Sort(off)
	squares := 0.0
	for _, x := range off {
		squares += x * x / float64(len(off))
	}
	if half := off[len(off)/2]; half > 1e-4 || math.Sqrt(squares) > 1e-3 {
		t.Errorf("off by %v for half of the pairs, and by %v on average", half, math.Sqrt(squares))
	}
}

func BenchmarkFill(b *testing.B) {
	points := make([]float64, 1<<13)
	for name, s := range map[string]Sampler{"sobol": Sobol, "random": Random} {
		source := New(s, 1, "wage")
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				source.Fill(90_000*1<<10, points)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(len(points)), "ns/draw")
		})
	}
}
