package draw

import (
	"math"
	"sort"
)

// Nearest is the correlation matrix that is nearest to a matrix which is none, by the sum of the squares that they differ by, in three
// decimal places. What is zero in the matrix stays zero. Projections alternate between the matrices that have no negative eigenvalue
// and those with ones and zeros in their places: N. J. Higham, Computing the nearest correlation matrix, IMA J. Numer. Anal. 22
// (2002), 329-343.
func Nearest(matrix [][]float64) [][]float64 {
	n := len(matrix)
	turns := min(most/(n*n*n), 2_000)
	at, correction := scaledBy(matrix, 1), scaledBy(matrix, 0)
	for i := range correction {
		correction[i][i] = 0
	}
	for range turns {
		before := combine(at, -1, correction)
		at = positive(before)
		correction = combine(at, -1, before)
		for i, row := range at {
			for j := range row {
				if matrix[i][j] == 0 {
					row[j] = 0
				}
			}
			row[i] = 1
		}
	}
	return attainable(at)
}

// most bounds the work for a large matrix, which then comes out a little farther away.
const most = 10_000_000

// attainable shrinks correlations, by as little as makes them be, to three decimal places.
func attainable(matrix [][]float64) [][]float64 {
	less := sort.Search(1000, func(less int) bool {
		_, ok := Correlate(rounded(matrix, 1000-less))
		return ok
	})
	return rounded(matrix, 1000-less)
}

// rounded is so many thousandths of the correlations of a matrix, towards zero in three decimal places.
func rounded(matrix [][]float64, share int) [][]float64 {
	out := scaledBy(matrix, float64(share)/1000)
	for i, row := range out {
		for j, r := range row {
			if i != j {
				row[j] = math.Trunc(math.Round(r*1e7)/1e4) / 1000
			}
		}
	}
	return out
}

func scaledBy(matrix [][]float64, factor float64) [][]float64 {
	out := make([][]float64, len(matrix))
	for i, row := range matrix {
		out[i] = make([]float64, len(row))
		for j, r := range row {
			out[i][j] = r * factor
		}
		out[i][i] = 1
	}
	return out
}

// combine is x + factor y.
func combine(x [][]float64, factor float64, y [][]float64) [][]float64 {
	out := make([][]float64, len(x))
	for i, row := range x {
		out[i] = make([]float64, len(row))
		for j := range row {
			out[i][j] = row[j] + float64(factor*y[i][j])
		}
	}
	return out
}

// positive is the nearest symmetric matrix without negative eigenvalues: those are left out.
func positive(matrix [][]float64) [][]float64 {
	values, vectors := eigen(matrix)
	out := make([][]float64, len(matrix))
	for i := range out {
		out[i] = make([]float64, len(matrix))
		for j := range out {
			for k, v := range values {
				if v > 0 {
					out[i][j] += float64(float64(v*vectors[i][k]) * vectors[j][k])
				}
			}
		}
	}
	return out
}

// eigen finds the eigenvalues of a symmetric matrix, and its eigenvectors as columns, by rotations that clear one place after
// the other (Jacobi).
func eigen(matrix [][]float64) (values []float64, vectors [][]float64) {
	n := len(matrix)
	a := combine(matrix, 0, matrix)
	vectors = make([][]float64, n)
	for i := range vectors {
		vectors[i] = make([]float64, n)
		vectors[i][i] = 1
	}
	for range 12 {
		for p := range n {
			for q := p + 1; q < n; q++ {
				rotate(a, vectors, p, q)
			}
		}
	}
	for i := range a {
		values = append(values, a[i][i])
	}
	return values, vectors
}

// rotate clears the place p, q.
func rotate(a, vectors [][]float64, p, q int) {
	if math.Abs(a[p][q]) < 1e-300 {
		return
	}
	half := float64((a[q][q] - a[p][p]) / float64(2*a[p][q]))
	tangent := math.Copysign(1, half) / (math.Abs(half) + math.Sqrt(float64(half*half)+1))
	cosine := 1 / math.Sqrt(float64(tangent*tangent)+1)
	sine := float64(tangent * cosine)
	turn := func(x, y float64) (float64, float64) {
		return float64(cosine*x) - float64(sine*y), float64(sine*x) + float64(cosine*y)
	}
	for k := range a {
		a[k][p], a[k][q] = turn(a[k][p], a[k][q])
	}
	for k := range a {
		a[p][k], a[q][k] = turn(a[p][k], a[q][k])
		vectors[k][p], vectors[k][q] = turn(vectors[k][p], vectors[k][q])
	}
}
