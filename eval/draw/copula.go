package draw

import "math"

// Correlations is the lower triangle of a correlation matrix and its factor: of params whose draws go together.
type Correlations struct{ factor [][]float64 }

// Correlate factors a correlation matrix: symmetric, with ones in its diagonal. It is false when no draws have such
// correlations.
func Correlate(matrix [][]float64) (*Correlations, bool) {
	factor := make([][]float64, len(matrix))
	for i, row := range matrix {
		factor[i] = make([]float64, i+1)
		for j := range i + 1 {
			rest := row[j]
			for k := range j {
				rest -= float64(factor[i][k] * factor[j][k])
			}
			if i != j {
				factor[i][j] = over(rest, factor[j][j])
				if factor[j][j] == 0 && math.Abs(rest) > slack {
					return nil, false
				}
				continue
			}
			if rest < -slack {
				return nil, false
			}
			factor[i][i] = math.Sqrt(math.Max(clean(rest), 0))
		}
	}
	return &Correlations{factor}, true
}

// slack is what rounding may leave of a zero in the factor of a matrix that is just attainable.
const slack = 1e-12

func clean(rest float64) float64 {
	if rest < slack {
		return 0
	}
	return rest
}

func over(x, y float64) float64 {
	if y == 0 {
		return 0
	}
	return x / y
}

// Mix correlates columns of independent points in place, by the copula of a normal distribution: the points as normal
// numbers, mixed by the factor, and back. The first column stays as it is.
func (c *Correlations) Mix(columns [][]float64) {
	for _, column := range columns {
		standard().Apply(column)
	}
	for i := len(columns) - 1; i >= 0; i-- {
		into := columns[i]
		for lane, z := range into {
			into[lane] = z * c.factor[i][i]
		}
		for j, share := range c.factor[i][:i] {
			for lane, z := range columns[j] {
				into[lane] += float64(share * z)
			}
		}
	}
	for _, column := range columns {
		probabilities(column)
	}
}
