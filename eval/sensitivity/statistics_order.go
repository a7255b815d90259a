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

func (k *kept) percentiles(_ context.Context, s *summary) ([]Percentile, int64, error) {
	ordered := make([]float64, 0, len(k.values))
	for _, v := range k.values {
		if hasValue(v) {
			ordered = append(ordered, v)
		}
	}
	at := func(ranks []int) []float64 {
		selectRanks(ordered, 0, ranks, 0)
		out := make([]float64, len(ranks))
		for i, rank := range ranks {
			out[i] = ordered[rank]
		}
		return out
	}
	var ranks []int
	for _, p := range percentiles {
		ranks = append(ranks, int(rankOf(p, s.valued())))
	}
	values := at(ranks)
	out, index := make([]Percentile, len(values)), int64(0)
	for i, v := range values {
		p := percentiles[i]
		wrong := k.chanceBelow(s, v)
		ends := at([]int{int(rankOf(p-wrong, s.valued())), int(rankOf(p+wrong, s.valued()))})
		out[i] = Percentile{p, Measured{v, (ends[1] - ends[0]) / 2}}
		if p == high {
			index = int64(slices.Index(k.values, v))
		}
	}
	return out, index, nil
}

// chanceBelow is the error of the share of draws up to a value.
func (k *kept) chanceBelow(s *summary, value float64) float64 {
	var below sums
	eachBatch(0, k.values, s.draws, func(part int64, values []float64) {
		for _, v := range values {
			if v <= value {
				below[part]++
			}
		}
	})
	return s.share(k.Sampler, below).Error
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

// partition moves the values below some middle one before low, those above it from high on, and those that equal it between.
func partition(v []float64) (low, high int) {
	n := len(v)
	pivot := median(median(v[0], v[n/8], v[n/4]), median(v[n/2-1], v[n/2], v[n/2+1]), median(v[n-1-n/4], v[n-1-n/8], v[n-1]))
	low, high = 0, n
	for i := 0; i < high; {
		switch x := v[i]; {
		case x < pivot:
			v[i], v[low] = v[low], x
			low++
			i++
		case x > pivot:
			high--
			v[i], v[high] = v[high], x
		default:
			i++
		}
	}
	return low, high
}

func median(a, b, c float64) float64 { return max(min(a, b), min(max(a, b), c)) }
