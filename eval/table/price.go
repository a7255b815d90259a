package table

import "github.com/costlang/cost/eval/num"

// What it costs to print a number other than conventionally rounded. The cells
// that are no sum pay by how much farther from the value the other rounding is,
// in thousandths of a printed unit, plus one so that a tie keeps its rounding.
// Sums pay coarser, and by rank so much that no lower ranks together are worth
// moving one: as far as 64 bits reach, beyond that the ranks weigh the same.
const (
	cellPrice   = 1001    // the most a cell pays
	coarseness  = 250     // thousandths to a step of a sum's price
	sumPrice    = 8       // the most a sum pays, times its weight; 4 is the least
	priceBudget = 1 << 60 // what all prices together stay below, so that no path's length overflows
)

// prices holds the weight of each rank of a block.
type prices struct{ weight []int64 }

// rank is how high up a number stands: 0 for a cell that is no sum, more for
// each level of rows under it, one more in the column the others are summed into.
func (b *block) rank(row, col int) int {
	if col == 0 && len(b.cols) > 1 {
		return b.height[row] + 1
	}
	return b.height[row]
}

// prices finds the weights of a block's ranks.
func (b *block) prices() prices {
	counts := make([]int64, b.rank(0, 0)+1)
	for i := range b.rows {
		for j := range b.cols {
			counts[b.rank(i, j)]++
		}
	}
	return newPrices(counts)
}

// newPrices returns the weights for so many numbers at each rank.
func newPrices(counts []int64) prices {
	higher := int64(0)
	for _, count := range counts[1:] {
		higher += count
	}
	p := prices{weight: make([]int64, len(counts))}
	spent := counts[0] * cellPrice
	for rank := 1; rank < len(counts); rank++ {
		p.weight[rank] = min(spent+1, (priceBudget-spent)/(sumPrice*max(higher, 1)))
		spent += counts[rank] * sumPrice * p.weight[rank]
		higher -= counts[rank]
	}
	return p
}

// of returns the price of moving a number of a rank that lies so many
// thousandths of a printed unit above its floor.
func (p prices) of(rank int, thousandths int64) int64 {
	farther := 1000 - 2*min(thousandths, 1000-thousandths)
	if rank == 0 {
		return 1 + farther
	}
	return (sumPrice/2 + farther/coarseness) * p.weight[rank]
}

// thousandths returns how far a value lies above its floor, in thousandths of a
// printed unit, rounded.
func (b *block) thousandths(value, floor num.D) int64 {
	above, _ := value.Sub(floor)
	scaled, _ := above.Mul(b.thousand)
	count, _ := scaled.Round(0).Int64()
	return min(max(count, 0), 1000)
}
