package sensitivity

import (
	"context"
	"math"

	"github.com/costlang/cost/eval/draw"
	"github.com/costlang/cost/eval/lanes"
)

// batches is how many parts the draws are dealt to in turn, to see how far they differ. Of Sobol points each is a replicate with
// scrambles of its own, so what they differ by is the error of their mean: A. B. Owen, Randomly permuted (t,m,s)-nets and
// (t,s)-sequences (1995).
const batches = draw.Replicates

// batch is sums over a part of the draws, of the distances from a value near the mean.
type batch struct {
	n, above     int64
	sum, squares float64
}

// summary is what a sweep adds up.
type summary struct {
	origin   float64 // what distances are from
	batches  [batches]batch
	min, max float64
}

// batchOf is the part that a draw lies in.
func batchOf(index int64) int { return int(index % batches) }

func newSummary(origin float64) *summary {
	return &summary{origin: origin, min: math.Inf(1), max: math.Inf(-1)}
}

// hasValue reports whether a draw is a number: neither failed nor beyond all floats.
func hasValue(v float64) bool { return v-v == 0 }

// add takes a chunk of draws in.
func (s *summary) add(first int64, values []float64, target float64) {
	least, most := s.min, s.max
	for i, v := range values {
		if !hasValue(v) {
			continue
		}
		b, d := &s.batches[(int(first)+i)%batches], v-s.origin
		b.n++
		b.sum += d
		b.squares += float64(d * d)
		least, most = min(least, v), max(most, v)
		if v > target {
			b.above++
		}
	}
	s.min, s.max = least, most
}

func (b *batch) merge(other batch) {
	b.n, b.above = b.n+other.n, b.above+other.above
	b.sum, b.squares = b.sum+other.sum, b.squares+other.squares
}

func (s *summary) merge(other *summary) {
	for i := range s.batches {
		s.batches[i].merge(other.batches[i])
	}
	s.min, s.max = min(s.min, other.min), max(s.max, other.max)
}

// total is the batches as one.
func (s *summary) total() (all batch) {
	for _, b := range s.batches {
		all.merge(b)
	}
	return all
}

func (s *summary) valued() int64 { return s.total().n }

// center is the distance of the mean from the origin.
func (s *summary) center() float64 {
	all := s.total()
	return all.sum / float64(all.n)
}

// square is the mean square distance from the mean.
func (s *summary) square() float64 {
	all, d := s.total(), s.center()
	return math.Max(0, all.squares/float64(all.n)-float64(d*d))
}

// sums is something added up over each batch.
type sums [batches]float64

// sums adds something up.
func (s *summary) sums(of func(batch) float64) (out sums) {
	for i, b := range s.batches {
		out[i] = of(b)
	}
	return out
}

// spread is the standard error of a mean over all draws, by what its sums over the batches differ: those of fewer draws than
// two a batch say nothing.
func (s *summary) spread(mean float64, of sums) (float64, bool) {
	n, squares := s.valued(), 0.0
	if n < 2*batches {
		return 0, false
	}
	for i, b := range s.batches {
		rest := of[i] - float64(mean*float64(b.n))
		squares += float64(rest * rest)
	}
	return math.Sqrt(squares*batches/(batches-1)) / float64(n), true
}

// mean of the draws. Random draws have the error of any textbook, and so have very few.
func (s *summary) mean(sampler draw.Sampler) Measured {
	d := s.center()
	wrong, ok := s.spread(d, s.sums(func(b batch) float64 { return b.sum }))
	if sampler == draw.Random || !ok {
		wrong = math.Sqrt(s.square() / float64(max(1, s.valued()-1)))
	}
	return Measured{s.origin + d, s.atLeast(wrong)}
}

// leastError is the share of a figure that its error is at least: floats are off by some of it.
const leastError = 1e-12

// atLeast is an error that is no less than what floats are off: points that lie evenly may cancel out to the last bit. Draws that
// are all the same leave none.
func (s *summary) atLeast(wrong float64) float64 {
	if s.min == s.max {
		return 0
	}
	return max(wrong, float64(leastError*max(math.Abs(s.min), math.Abs(s.max))))
}

// parts is the draws of each batch.
func (s *summary) parts() []Part {
	out := make([]Part, batches)
	for i, b := range s.batches {
		if out[i].Valued = b.n; b.n > 0 {
			out[i].Mean = s.origin + b.sum/float64(b.n)
		}
	}
	return out
}

// MeanBeyond is how far the mean lies above another over the same draws, with the error of the difference: what moves both alike
// is no part of it. It is false where the draws are others, or too few of them have a value.
func (s *Simulated) MeanBeyond(other *Simulated) (Measured, bool) {
	gap, squares := s.Mean.Value-other.Mean.Value, 0.0
	for i, part := range s.Parts {
		if o := other.Parts[i]; s.Draws != other.Draws || part.Valued < 2 || o.Valued < 2 {
			return Measured{}, false
		}
		rest := part.Mean - other.Parts[i].Mean - gap
		squares += float64(rest * rest)
	}
	return Measured{gap, math.Sqrt(squares / (batches * (batches - 1)))}, true
}

// sd is the standard deviation of the draws, with the error that its square has by the batches. What the draws vary about their
// own mean lacks what that is off, which is far less for Sobol points than for random ones.
func (s *summary) sd(sampler draw.Sampler) Measured {
	v, d, mean := s.square(), s.center(), s.mean(sampler)
	wrong, ok := s.spread(v, s.sums(func(b batch) float64 {
		return b.squares - float64(2*float64(d*b.sum)) + float64(float64(b.n)*float64(d*d))
	}))
	sd := math.Sqrt(v + float64(mean.Error*mean.Error))
	switch {
	case sd == 0 || s.min == s.max:
		return Measured{}
	case !ok:
		return Measured{sd, sd / math.Sqrt(2*float64(s.valued()))} // that of a normal distribution
	}
	return Measured{sd, s.atLeast(wrong / (2 * sd))}
}

// above is the share of draws above the target.
func (s *summary) above(sampler draw.Sampler) Measured {
	return s.share(sampler, s.sums(func(b batch) float64 { return float64(b.above) }))
}

// share is a share of the draws by its counts in the batches. These are whole, so each is off by half a draw even where all are
// the same. That none or all have something says only that the share is nearer to that end than one of them.
func (s *summary) share(sampler draw.Sampler, counts sums) Measured {
	n, p := float64(s.valued()), 0.0
	for _, count := range counts {
		p += count / n
	}
	wrong, ok := s.spread(p, counts)
	wrong = max(wrong, math.Sqrt(batches)/2/n)
	if sampler == draw.Random || !ok {
		wrong = math.Sqrt(math.Max(0, float64(p*(1-p))) / n)
	}
	if p < 0.5/n || p > 1-0.5/n {
		wrong = 1 / n
	}
	return Measured{p, wrong}
}

// ordered is what the order of draws tells: percentiles, the index of the draw at the 90th, and how many lie between bounds.
type ordered struct {
	percentiles []Percentile
	high        int64
	bins        Bins
}

// ordering finds percentiles of draws once they are summed up.
type ordering interface {
	percentiles(context.Context, *summary) (ordered, error)
}

// sweep sums all draws up and keeps their order: the values where they are few, else how many there are between marks.
func (p *Prepared) sweep(ctx context.Context) (*summary, ordering, error) {
	if p.Draws <= mostKept {
		k := &kept{p, make([]float64, p.Draws)}
		s, err := p.sum(ctx, func(first int64, values []float64) { copy(k.values[first:], values) })
		return s, k, err
	}
	h, err := p.newHistogram(ctx)
	if err != nil {
		return nil, nil, err
	}
	s, err := p.sum(ctx, h.add)
	h.gather()
	return s, h, err
}

// sum sums all draws up and shows each chunk of them to more, from any goroutine.
func (p *Prepared) sum(ctx context.Context, more func(first int64, values []float64)) (*summary, error) {
	target := math.Inf(1)
	if p.Target != nil {
		target = *p.Target
	}
	origin := 0.0
	if v, ok := p.Reading.Value(p.Of); ok {
		origin = v.Float64()
	}
	all := newSummary(origin)
	err := lanes.Sweep(ctx, p.program, p.draws, p.Draws, p.Workers, func(first int64, out [][]float64) *summary {
		part := newSummary(origin)
		part.add(first, out[0], target)
		more(first, out[0])
		if p.Drawn != nil {
			p.Drawn(len(out[0]))
		}
		return part
	}, all.merge)
	return all, err
}
