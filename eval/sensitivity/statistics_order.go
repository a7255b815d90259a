package sensitivity

import (
	"context"
	"math"
	"slices"
)

// mostKept is how many values are kept. Percentiles of more draws are found by counting.
const mostKept = 1 << 20

// kept is all draws by their index.
type kept struct {
	*Prepared
	values []float64
}

func (k *kept) percentiles(_ context.Context, s *summary) (ordered, error) {
	o := newOrder(k.values, s.min, s.max)
	ranks := make([]int, len(percentiles))
	for i, p := range percentiles {
		ranks[i] = int(rankOf(p, s.valued()))
	}
	var values marks
	copy(values[:], o.at(ranks))
	shares := k.shares(s, values)
	var ends []int
	for i, p := range percentiles {
		ends = append(ends, int(rankOf(p-shares[i].Error, s.valued())), int(rankOf(p+shares[i].Error, s.valued())))
	}
	bounds := o.at(ends)
	out := make([]Percentile, len(values))
	for i, v := range values {
		out[i] = Percentile{percentiles[i], Measured{v, (bounds[2*i+1] - bounds[2*i]) / 2}}
	}
	f := frameOf(s, values[0], values[len(values)/2], values[len(values)-1])
	counts := f.counts()
	f.add(k.values, counts)
	return ordered{out, int64(slices.Index(k.values, values[slices.Index(percentiles[:], high)])), f.bins(counts)}, nil
}

// marks are values at the percentiles.
type marks [len(percentiles)]float64

// above is how many of the marks a value lies above. What it asks is chance, so it has no branches.
func (m *marks) above(v float64) int {
	at := 4 * one(v > m[3])
	at += 2 * one(v > m[at+1])
	return at + one(v > m[at])
}

func one(b bool) int {
	if b {
		return 1
	}
	return 0
}

// shares are the shares of draws up to some marks.
func (k *kept) shares(s *summary, m marks) (out [len(percentiles)]Measured) {
	var between [len(percentiles) + 1]sums
	for i, v := range k.values {
		if hasValue(v) {
			between[m.above(v)][batchOf(int64(i))]++
		}
	}
	return s.upTo(k.Prepared, between[:len(percentiles)])
}

// upTo is the shares of draws up to some marks by how many lie up to each and beyond the one before.
func (s *summary) upTo(p *Prepared, between []sums) (out [len(percentiles)]Measured) {
	var below sums
	for i := range out {
		for part, n := range between[i] {
			below[part] += n
		}
		out[i] = s.share(p.Sampler, below)
	}
	return out
}

// rankOf is the number from 0 on, in order, of the value that a share of n does not exceed.
func rankOf(share float64, n int64) int64 {
	return min(max(int64(math.Ceil(float64(share*float64(n))-1e-9))-1, 0), n-1)
}

// selectRanks moves values such that those of some ascending ranks stand where a sort would put them. The values begin at a
// rank.
func selectRanks(values []float64, first int, ranks []int, depth int) {
	const few, deep = 24, 100
	for len(ranks) > 0 {
		if len(values) <= few || depth > deep {
			slices.Sort(values)
			return
		}
		low, high := partition(values)
		below, _ := slices.BinarySearch(ranks, first+low)
		above, _ := slices.BinarySearch(ranks, first+high)
		depth++
		selectRanks(values[:low], first, ranks[:below], depth)
		values, first, ranks = values[high:], first+high, ranks[above:]
	}
}

// partition moves the values below some middle one before low. Where there are none, those that equal it come before high;
// else low and high are the same.
func partition(v []float64) (low, high int) {
	n := len(v)
	pivot := median(median(v[0], v[n/8], v[n/4]), median(v[n/2-1], v[n/2], v[n/2+1]), median(v[n-1-n/4], v[n-1-n/8], v[n-1]))
	for i, x := range v {
		v[i], v[low] = v[low], x
		low += one(x < pivot)
	}
	if low > 0 {
		return low, low
	}
	for i, x := range v {
		v[i], v[high] = v[high], x
		high += one(x == pivot)
	}
	return 0, high
}

func median(a, b, c float64) float64 { return max(min(a, b), min(max(a, b), c)) }
