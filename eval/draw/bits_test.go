package draw

import (
	"testing"

	"github.com/costlang/cost/eval/bits"
)

// Every machine gives the same draws, to the bit.
func TestBits(t *testing.T) {
	const n, first = 5_003, 1 << 33 // neither a multiple of what assembly takes, nor at the beginning
	var all bits.Columns
	points := func(s Sampler, name string) []float64 {
		out := make([]float64, n)
		New(s, 7, name).Fill(first+5, out)
		return out
	}
	all.Add("points of sobol", points(Sobol, "wage")...)
	all.Add("points at random", points(Random, "wage")...)
	for _, kind := range []struct {
		name  string
		shape Shape
	}{
		{"uniform", Uniform(-2, 7.3)},
		{"triangular", Triangular(-1, 0.1, 2.7)}, {"rising", Triangular(1, 3, 3)}, {"falling", Triangular(1, 1, 3)},
		{"pert", PERT(1, 2, 5)}, {"pert of equal sides", PERT(-3, 0, 3)},
		{"normal", Normal(-1, 3, NoCut())}, {"cut normal", Normal(0, 40, Cut{0, 50})},
		{"lognormal", Lognormal(0.3, 20, NoCut())}, {"cut lognormal", Lognormal(1, 2, Cut{0.9, 5})},
		{"beta", Beta(0, 1, 2, 3.5)}, {"flat beta", Beta(10, 90, LeastShape, 0.7)}, {"narrow beta", Beta(0, 1, 4_000, MostShape)},
		{"alternatives", Alternatives([]float64{6, 8, 10, 30, 31.5})}, {"steps", Stepped(PERT(0, 30, 100), 0, 0.7)},
	} {
		for _, sampler := range []Sampler{Sobol, Random} {
			column := points(sampler, kind.name)
			kind.shape.Apply(column)
			all.Add([]string{"sobol", "random"}[sampler]+" "+kind.name, column...)
		}
	}
	correlations, ok := Correlate(matrixOf(0.6, -0.3, 0.2))
	if !ok {
		t.Fatal("refused")
	}
	mixed := [][]float64{points(Sobol, "a"), points(Sobol, "b"), points(Random, "c")}
	correlations.Mix(mixed)
	for i, column := range mixed {
		all.Add("correlated "+string(rune('a'+i)), column...)
	}
	all.Add("nearest correlations", Nearest(matrixOf(0.9, -0.9, 0.9))[1]...)
	all.Check(t)
}
