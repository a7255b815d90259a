package lanes_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/costlang/cost/eval/bits"
	"github.com/costlang/cost/eval/draw"
	"github.com/costlang/cost/eval/lanes"
)

// named draws every input by its number.
type named struct{}

func (named) Fill(first int64, n int, columns [][]float64) {
	for i, column := range columns {
		draw.New(draw.Sobol, 3, fmt.Sprint(i)).Fill(first, column[:n])
		draw.Uniform(-2.5, 4).Apply(column[:n])
	}
}

// figures are the columns of a sweep.
func figures(t testing.TB, p *lanes.Program, points lanes.Points, outputs int, n int64) [][]float64 {
	t.Helper()
	out := make([][]float64, outputs)
	err := lanes.Sweep(context.Background(), p, points, n, 2, func(_ int64, part [][]float64) [][]float64 {
		return cloned(part)
	}, func(part [][]float64) {
		for i := range out {
			out[i] = append(out[i], part[i]...)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func cloned(columns [][]float64) [][]float64 {
	out := make([][]float64, len(columns))
	for i, c := range columns {
		out[i] = append(out[i], c...)
	}
	return out
}

// Every machine gives the same figures, to the bit: those of the programme of meetings, and of random programs of all operations.
func TestBits(t *testing.T) {
	const n = 9_001
	var all bits.Columns
	for i, column := range figures(t, meetings(t), mixed(), 4, n) {
		all.Add(fmt.Sprint("figure ", i, " of the meetings"), column...)
	}
	r := rand.New(rand.NewPCG(41, 42))
	for k := range 24 {
		for i, column := range figures(t, lanes.RandomProgram(r, 5, 10+20*k, 3), named{}, 3, n) {
			all.Add(fmt.Sprint("figure ", i, " of program ", k), column...)
		}
	}
	all.Check(t)
}
