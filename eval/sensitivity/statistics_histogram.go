package sensitivity

import (
	"context"
	"math"
	"slices"
	"sync"

	"github.com/costlang/cost/eval/lanes"
)

// A histogram counts in integers, so that the order of counting does not matter: first in cells between two values that the
// first draws give, and once it is known which cells hold percentiles, in parts of those.
const (
	cellBits, partBits = 16, 12
	cells              = 1<<cellBits + 2 // one below all and one above
	parts              = 1 << partBits
	histogramBytes     = int64(cells*8 + len(percentiles)*parts*16)
)

// histogram is the draws by their cell.
type histogram struct {
	*Prepared
	low, high, scale float64
	counts           []int64
	own              pool[[]int64]
}

// pool lends each goroutine memory of its own, and keeps all that it has lent.
type pool[T any] struct {
	sync.Mutex
	free, all []T
}

func (p *pool[T]) use(make func() T, f func(T)) {
	p.Lock()
	var one T
	if n := len(p.free); n > 0 {
		one, p.free = p.free[n-1], p.free[:n-1]
	} else {
		one = make()
		p.all = append(p.all, one)
	}
	p.Unlock()
	f(one)
	p.Lock()
	p.free = append(p.free, one)
	p.Unlock()
}

// newHistogram chooses its cells by the first draws: between their percentiles 1 and 99, far outside of all that are asked for.
func (p *Prepared) newHistogram(ctx context.Context) (*histogram, error) {
	pilot := *p
	pilot.Draws = mostKept
	k := &kept{&pilot, make([]float64, mostKept)}
	s, err := pilot.sum(ctx, func(first int64, values []float64) { copy(k.values[first:], values) })
	if err != nil {
		return nil, err
	}
	h := &histogram{Prepared: p, counts: make([]int64, cells)}
	values := slices.DeleteFunc(k.values, func(v float64) bool { return !hasValue(v) })
	if len(values) > 0 {
		ranks := []int{int(rankOf(0.01, s.valued())), int(rankOf(0.99, s.valued()))}
		selectRanks(values, 0, ranks, 0)
		h.low, h.high = values[ranks[0]], values[ranks[1]]
	}
	if h.scale = (1 << (cellBits + partBits)) / (h.high - h.low); math.IsInf(h.scale, 0) {
		h.scale = 0 // all between are the same
	}
	return h, nil
}

// place is the cell of a value and the part of it.
func (h *histogram) place(v float64) (cell, part int) {
	switch {
	case v < h.low:
		return 0, 0
	case v > h.high:
		return cells - 1, 0
	}
	at := min(int64(float64(v-h.low)*h.scale), 1<<(cellBits+partBits)-1)
	return int(at>>partBits) + 1, int(at & (parts - 1))
}

// add counts a chunk of draws.
func (h *histogram) add(_ int64, values []float64) {
	h.own.use(func() []int64 { return make([]int64, cells) }, func(counts []int64) {
		for _, v := range values {
			if hasValue(v) {
				cell, _ := h.place(v)
				counts[cell]++
			}
		}
	})
}

// gather adds the counts of all goroutines.
func (h *histogram) gather() {
	for _, own := range h.own.all {
		for i, n := range own {
			h.counts[i] += n
		}
	}
	h.own.all, h.own.free = nil, nil
}

// cellAt is the cell that holds a rank, and how many draws lie in cells before it.
func (h *histogram) cellAt(rank int64) (cell int, before int64) {
	for i, n := range h.counts {
		if before+n > rank {
			return i, before
		}
		before += n
	}
	return cells - 1, before
}

// valueNear is the value at a rank, as if the draws of a cell lay evenly in it.
func (h *histogram) valueNear(rank int64) float64 {
	cell, before := h.cellAt(rank)
	if cell == 0 || cell == cells-1 {
		return map[bool]float64{true: h.low, false: h.high}[cell == 0]
	}
	share := (float64(rank-before) + 0.5) / float64(h.counts[cell])
	return h.low + float64((h.high-h.low)*float64((float64(cell-1)+share)/(1<<cellBits)))
}

// fine is the draws in parts of a few cells: how many there are and the first of them.
type fine struct {
	counts, first [len(percentiles)][parts]int64
	// upTo is how many draws of each batch lie up to each cell and after the one before.
	upTo [len(percentiles)]sums
	bins []int64 // as a frame counts
}

// percentiles sweeps the draws once more, for the cells that hold percentiles.
func (h *histogram) percentiles(ctx context.Context, s *summary) (ordered, error) {
	var held [len(percentiles)]int
	for i, p := range percentiles {
		held[i], _ = h.cellAt(rankOf(p, s.valued()))
	}
	near := func(p float64) float64 { return h.valueNear(rankOf(p, s.valued())) }
	f := frameOf(s, near(percentiles[0]), near(percentiles[len(percentiles)/2]), near(percentiles[len(percentiles)-1]))
	all, err := h.refine(ctx, held, f)
	if err != nil {
		return ordered{}, err
	}
	shares := s.upTo(h.Prepared, all.upTo[:])
	out, index := make([]Percentile, len(percentiles)), int64(0)
	for i, p := range percentiles {
		at := all.draw(slices.Index(held[:], held[i]), rankOf(p, s.valued()), h)
		wrong := shares[i].Error
		ends := h.valueNear(rankOf(p+wrong, s.valued())) - h.valueNear(rankOf(p-wrong, s.valued()))
		out[i] = Percentile{p, Measured{h.at(at), ends / 2}}
		if p == high {
			index = at
		}
	}
	return ordered{out, index, f.bins(all.bins)}, nil
}

// draw is the index of a draw at a rank: the first one in its part of the cell.
func (f *fine) draw(of int, rank int64, h *histogram) int64 {
	_, before := h.cellAt(rank)
	for part, n := range f.counts[of] {
		if before+n > rank {
			return f.first[of][part]
		}
		before += n
	}
	return 0
}

// refine counts the parts of some cells, which ascend, and the draws between the bounds of a frame.
func (h *histogram) refine(ctx context.Context, held [len(percentiles)]int, bounds frame) (*fine, error) {
	var own pool[*fine]
	err := lanes.Sweep(ctx, h.program, h.Prepared.draws, h.Draws, h.Workers, func(first int64, out [][]float64) struct{} {
		own.use(func() *fine { return &fine{bins: bounds.counts()} }, func(f *fine) {
			f.add(h, held, first, out[0])
			bounds.add(out[0], f.bins)
		})
		return struct{}{}
	}, func(struct{}) {})
	all := &fine{bins: bounds.counts()}
	for _, f := range own.all {
		all.merge(f)
	}
	return all, err
}

func (f *fine) add(h *histogram, held [len(percentiles)]int, first int64, values []float64) {
	for i, v := range values {
		if !hasValue(v) {
			continue
		}
		cell, part := h.place(v)
		of := 0
		for of < len(held) && held[of] < cell {
			of++
		}
		if of == len(held) {
			continue
		}
		index := first + int64(i)
		f.upTo[of][batchOf(index)]++
		if held[of] == cell {
			f.count(of, part, index)
		}
	}
}

func (f *fine) count(of, part int, index int64) {
	if f.counts[of][part]++; f.counts[of][part] == 1 || index < f.first[of][part] {
		f.first[of][part] = index
	}
}

func (f *fine) merge(other *fine) {
	for of := range f.counts {
		for part, n := range other.counts[of] {
			if n > 0 {
				f.count(of, part, other.first[of][part])
				f.counts[of][part] += n - 1
			}
		}
	}
	for i, n := range other.bins {
		f.bins[i] += n
	}
	for of := range f.upTo {
		for batch, n := range other.upTo[of] {
			f.upTo[of][batch] += n
		}
	}
}
