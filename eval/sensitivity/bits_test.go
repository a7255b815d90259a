package sensitivity_test

import (
	"fmt"
	"os"
	"testing"

	"github.com/costlang/cost/eval/bits"
	"github.com/costlang/cost/eval/draw"
	"github.com/costlang/cost/eval/sensitivity"
)

// Every machine gives the same statistics, to the bit, on any number of workers: of draws that are kept, and of more.
func TestBits(t *testing.T) {
	text, err := os.ReadFile("../../testdata/bench/meetings.cost")
	if err != nil {
		t.Fatal(err)
	}
	var all bits.Columns
	for _, kind := range []struct {
		name    string
		sampler draw.Sampler
		draws   int64
		workers int
	}{{"sobol", draw.Sobol, 20_011, 2}, {"random", draw.Random, 20_011, 1}, {"many", draw.Sobol, 1<<20 + 77, 3}} {
		s := simulation(t, string(text))
		s.Sampler, s.Draws, s.Workers = kind.sampler, kind.draws, kind.workers
		out := run(t, s)
		for i, m := range append([]sensitivity.Measured{out.Mean, out.SD}, measured(out.Percentiles)...) {
			all.Add(fmt.Sprint(kind.name, ", figure ", i), m.Value, m.Error)
		}
		all.Add(kind.name+", ends", out.Min, out.Max)
	}
	all.Check(t)
}

func measured(percentiles []sensitivity.Percentile) (out []sensitivity.Measured) {
	for _, p := range percentiles {
		out = append(out, p.Measured)
	}
	return out
}
