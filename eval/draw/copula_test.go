package draw

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// matrixOf is a correlation matrix of three by its correlations.
func matrixOf(ab, ac, bc float64) [][]float64 {
	return [][]float64{{1, ab, ac}, {ab, 1, bc}, {ac, bc, 1}}
}

func TestCopula(t *testing.T) {
	const n = 1 << 16
	c, ok := Correlate(matrixOf(0.6, -0.3, 0.2))
	if !ok {
		t.Fatal("refused")
	}
	var columns [][]float64
	for _, name := range []string{"a", "b", "c"} {
		column := make([]float64, n)
		New(Sobol, 5, name).Fill(0, column)
		columns = append(columns, column)
	}
	first := append([]float64(nil), columns[0]...)
	c.Mix(columns)
	for i, p := range columns[0] {
		if math.Abs(p-first[i]) > 1e-9 {
			t.Fatalf("the first column has changed from %v to %v", first[i], p)
		}
	}
	for _, column := range columns {
		standard().Apply(column)
	}
	for i, want := range matrixOf(0.6, -0.3, 0.2) {
		for j, r := range want {
			sum := 0.0
			for k := range n {
				sum += columns[i][k] * columns[j][k] / n
			}
			if math.Abs(sum-r) > 0.01 {
				t.Errorf("columns %d and %d are correlated by %v, want %v", i, j, sum, r)
			}
		}
	}
}

func TestAttainable(t *testing.T) {
	for _, test := range []struct {
		matrix [][]float64
		want   float64 // how much of it is attainable
	}{
		{matrixOf(0.6, 0.6, 0.6), 1},
		{matrixOf(1, 1, 1), 1},
		{matrixOf(-0.5, -0.5, -0.5), 1},
		{matrixOf(1, 0.5, -0.5), 0.732}, // the root of 1 - 3/2 x² - 1/2 x³, its determinant
		{matrixOf(-0.8, -0.8, -0.8), 0.625},
	} {
		if got := Nearest(test.matrix); got != test.want {
			t.Errorf("of %v it is %v, want %v", test.matrix, got, test.want)
		}
		if _, ok := Correlate(test.matrix); ok != (test.want == 1) {
			t.Errorf("%v is attainable: %v", test.matrix, ok)
		}
	}
}

func TestFullCorrelation(t *testing.T) {
	c, _ := Correlate([][]float64{{1, -1}, {-1, 1}})
	columns := [][]float64{{0.1, 0.5, 0.9}, {0.3, 0.3, 0.3}}
	c.Mix(columns)
	for i, p := range columns[1] {
		columns[1][i] = math.Round(p*1e9) / 1e9
	}
	if diff := cmp.Diff([]float64{0.9, 0.5, 0.1}, columns[1]); diff != "" {
		t.Error(diff)
	}
}
