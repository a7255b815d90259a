package sensitivity

import (
	"math"
	"slices"
)

// orderCells is how many cells values are counted in: as many as stay in the first cache.
const orderCells = 1 << 12

// order finds values by their rank among those that are numbers. It counts them in cells of one width, and then puts in order only
// those of the cells that hold a rank.
type order struct {
	values     []float64
	low, scale float64
	before     [orderCells + 1]int // how many values lie in cells before each
}

// newOrder counts values, of which low and high are the least and the greatest.
func newOrder(values []float64, low, high float64) *order {
	o := &order{values: values, low: low, scale: (orderCells - 1) / (high - low)}
	if math.IsInf(o.scale, 0) || o.scale == 0 { // all are the same, or too far apart for a float
		o.low, o.scale = 0, 0
	}
	var counts [orderCells]uint32
	for _, v := range values {
		if hasValue(v) {
			counts[o.cell(v)]++
		}
	}
	for i, n := range counts {
		o.before[i+1] = o.before[i] + int(n)
	}
	return o
}

// cell is where a value is counted.
func (o *order) cell(v float64) int { return int(float64((v-o.low)*o.scale)) & (orderCells - 1) }

// at returns the values at some ranks from 0 on, in any order.
func (o *order) at(ranks []int) []float64 {
	held := map[int][]float64{} // by cell, the values of those that hold a rank
	for _, rank := range ranks {
		held[o.holding(rank)] = nil
	}
	o.gather(held)
	for cell, own := range held {
		var within []int
		for _, rank := range ranks {
			if o.holding(rank) == cell {
				within = append(within, rank-o.before[cell])
			}
		}
		slices.Sort(within)
		selectRanks(own, 0, within, 0)
	}
	out := make([]float64, len(ranks))
	for i, rank := range ranks {
		cell := o.holding(rank)
		out[i] = held[cell][rank-o.before[cell]]
	}
	return out
}

// holding is the cell that a rank lies in.
func (o *order) holding(rank int) int {
	after, _ := slices.BinarySearch(o.before[:], rank+1)
	return after - 1
}

// gather collects the values of some cells.
func (o *order) gather(held map[int][]float64) {
	var wanted [orderCells]bool
	for cell := range held {
		wanted[cell] = true
	}
	var own []float64
	for _, v := range o.values {
		if wanted[o.cell(v)] && hasValue(v) {
			own = append(own, v)
		}
	}
	for cell := range held {
		held[cell] = make([]float64, 0, o.before[cell+1]-o.before[cell])
	}
	for _, v := range own {
		cell := o.cell(v)
		held[cell] = append(held[cell], v)
	}
}
