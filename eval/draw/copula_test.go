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
		want   bool
	}{
		{matrixOf(0.6, 0.6, 0.6), true},
		{matrixOf(1, 1, 1), true},
		{matrixOf(-0.5, -0.5, -0.5), true},
		{matrixOf(1, 0.5, -0.5), false},
		{matrixOf(-0.8, -0.8, -0.8), false},
	} {
		if _, ok := Correlate(test.matrix); ok != test.want {
			t.Errorf("%v is attainable: %v", test.matrix, ok)
		}
	}
}

// distance is the sum of the squares of what the correlations of three params differ by.
func distance(x, y [][]float64) float64 {
	return math.Pow(x[1][0]-y[1][0], 2) + math.Pow(x[2][0]-y[2][0], 2) + math.Pow(x[2][1]-y[2][1], 2)
}

// The nearest correlations can be, and no others on a grid around them are nearer. What is zero stays so: 0.707 twice is the most
// that two params can share with a third.
func TestNearest(t *testing.T) {
	for _, matrix := range [][][]float64{
		matrixOf(1, 0.5, -0.5), matrixOf(-0.8, -0.8, -0.8), matrixOf(0.9, 0.9, -0.5), matrixOf(0.95, -0.3, 0.4), matrixOf(1, 1, 0),
	} {
		near := Nearest(matrix)
		if _, ok := Correlate(near); !ok {
			t.Errorf("nearest to %v: %v cannot be", matrix, near)
		}
		const step, around = 0.004, 25
		for i := -around; i <= around; i++ {
			for j := -around; j <= around; j++ {
				for k := -around; k <= around; k++ {
					other := matrixOf(near[1][0]+float64(i)*step, near[2][0]+float64(j)*step, near[2][1]+float64(k)*step)
					if _, ok := Correlate(other); ok && (matrix[2][1] != 0 || k == 0) && distance(other, matrix) < distance(near, matrix)-0.004 {
						t.Fatalf("%v is nearer to %v than %v", other, matrix, near)
					}
				}
			}
		}
	}
	if diff := cmp.Diff(matrixOf(0.707, 0.707, 0), Nearest(matrixOf(1, 1, 0))); diff != "" {
		t.Error(diff)
	}
	large := make([][]float64, 400) // nothing but a little apart can all be opposites
	for i := range large {
		large[i] = make([]float64, len(large))
		for j := range large {
			large[i][j] = -0.004
		}
		large[i][i] = 1
	}
	if near := Nearest(large)[1][0]; near > -0.001 || near < -1.0/399 {
		t.Errorf("%v", near)
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
