package lanes_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"github.com/costlang/cost/eval/draw"
	"github.com/costlang/cost/eval/lanes"
)

// drawn are the points of a simulation of the meetings.
type drawn struct {
	sources []draw.Source
	shapes  []draw.Shape
}

// uniformly draws every param uniformly within its range.
func uniformly() *drawn {
	names := []string{"intake", "finishing", "meetings", "length", "before", "leader", "caseworker", "attendants", "wage_growth", "fee", "rent", "rate"}
	d := &drawn{}
	for i, name := range names {
		d.sources = append(d.sources, draw.New(draw.Sobol, 1, name))
		d.shapes = append(d.shapes, draw.Uniform(bounds[i][0], bounds[i][2]))
	}
	return d
}

// mixed draws seven params uniformly, three from a triangular, one from a normal and one from a PERT distribution.
func mixed() *drawn {
	d := uniformly()
	for i, b := range bounds[:3] {
		d.shapes[i] = draw.Triangular(b[0], b[1], b[2])
	}
	d.shapes[5] = draw.Normal(bounds[5][0], bounds[5][2], draw.NoCut())
	d.shapes[6] = draw.PERT(bounds[6][0], bounds[6][1], bounds[6][2])
	return d
}

func (d *drawn) Fill(first int64, n int, columns [][]float64) {
	for i, column := range columns {
		draw.Fill(d.sources[i], d.shapes[i], first, column[:n])
	}
}

// swept sweeps so many chunks of points and looks at nothing.
func swept(b *testing.B, p *lanes.Program, points lanes.Points, chunks int64, workers int) func() {
	return func() {
		err := lanes.Sweep(context.Background(), p, points, chunks*lanes.Chunk, workers,
			func(int64, [][]float64) struct{} { return struct{}{} }, func(struct{}) {})
		if err != nil {
			b.Error(err)
		}
	}
}

// contender is a way to the figures, of so many points.
type contender struct {
	name   string
	points int64
	run    func()
	times  []float64 // ns a point, by round
}

func (c *contender) round() {
	start := time.Now()
	c.run()
	c.times = append(c.times, float64(time.Since(start).Nanoseconds())/float64(c.points))
}

func median(xs []float64) float64 {
	sorted := slices.Sorted(slices.Values(xs))
	return sorted[len(sorted)/2]
}

// ratio is the median over the rounds of the time of one for that of another: what slows a round down slows down both.
func ratio(one, other *contender) float64 {
	all := make([]float64, len(one.times))
	for i := range all {
		all[i] = one.times[i] / other.times[i]
	}
	return median(all)
}

// race runs all contenders in turn, round after round.
func race(b *testing.B, all ...*contender) {
	for b.Loop() {
		for _, c := range all {
			c.round()
		}
	}
}

// BenchmarkMeetings races the lanes against the handwritten loop. It prints how many times as fast they are, and what a simulation
// takes, in times of the handwritten loop alone.
func BenchmarkMeetings(b *testing.B) {
	const chunks, sweep = 4, 128 // a sweep is a million points
	p := meetings(b)
	in, out := within(lanes.Chunk), table(4, lanes.Chunk)
	fast, portable := p.NewMachine(), p.NewPortableMachine()
	repeated := func(name string, run func()) *contender {
		return &contender{name: name, points: chunks * lanes.Chunk, run: func() {
			for range chunks {
				run()
			}
		}}
	}
	swept := func(name string, points lanes.Points, chunks int64, workers int) *contender {
		return &contender{name: name, points: chunks * lanes.Chunk, run: swept(b, p, points, chunks, workers)}
	}
	hand := repeated("hand", func() { handwritten(in, out) })
	kernels := repeated("kernels", func() { fast.Run(in, out) })
	inGo := repeated("go", func() { portable.Run(in, out) })
	uniform, mix := swept("uniform", uniformly(), sweep, 1), swept("mix", mixed(), sweep, 1)
	one, two := swept("one", mixed(), sweep, 1), swept("two", mixed(), sweep, 2)
	race(b, hand, kernels, inGo, uniform, mix, one, two)

	b.ReportMetric(0, "ns/op")
	b.ReportMetric(handwrittenOperations, "operations-by-hand")
	b.ReportMetric(float64(p.Operations()), "operations-in-lanes")
	b.ReportMetric(median(hand.times), "ns-by-hand")
	b.ReportMetric(ratio(hand, kernels), "x-kernels")
	b.ReportMetric(ratio(hand, inGo), "x-portable")
	b.ReportMetric(ratio(one, two), "x-two-workers")
	b.ReportMetric(ratio(uniform, hand), "of-hand-uniform")
	b.ReportMetric(ratio(mix, hand), "of-hand-mix")
}
