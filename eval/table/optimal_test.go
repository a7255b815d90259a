package table

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/costlang/cost/eval/num"
)

// A referee knows a small table as whole numbers of fortieths and tries every
// rounding of its innermost cells; all other cells follow from these. It shares
// no code with the rounding it judges.
type referee struct {
	parent []int     // per row, always a later one; the last row is the root
	values [][]int64 // per row, the parts and then their sum, in fortieths
	empty  [][]bool  // the cell is empty
	inner  [][]bool  // the cell is an end: nothing is added into it

	printed [][]int64 // the rounding being tried, in units
	best    []int64   // cost of the cheapest one, highest rank first
	ends    [][2]int
}

const fortieths = 40

// newReferee draws a table: rows in a tree of random shape, up to a few parts
// and their sum, now and then an empty cell at an end, in the sum, or a row
// between without numbers.
func newReferee(random *rand.Rand) *referee {
	rows, parts := 2+random.IntN(6), 1+random.IntN(3)
	r := &referee{}
	for i := range rows {
		parent := None
		if i < rows-1 {
			parent = i + 1 + random.IntN(rows-1-i)
		}
		r.parent = append(r.parent, parent)
		r.values = append(r.values, make([]int64, parts+1))
		r.empty = append(r.empty, make([]bool, parts+1))
		r.inner = append(r.inner, make([]bool, parts+1))
		r.printed = append(r.printed, make([]int64, parts+1))
	}
	r.drawEnds(random, parts)
	r.values = r.total(r.values)
	r.drawEmpty(random, parts)
	return r
}

// drawEnds draws the values of the rows into which none is added.
func (r *referee) drawEnds(random *rand.Rand, parts int) {
	for i := range r.parent {
		for j := range parts {
			r.inner[i][j] = !slices.Contains(r.parent, i)
			if !r.inner[i][j] {
				continue
			}
			r.values[i][j] = random.Int64N(200) - 100
			r.ends = append(r.ends, [2]int{i, j})
		}
	}
}

// drawEmpty empties cells that are sums, except the root row's.
func (r *referee) drawEmpty(random *rand.Rand, parts int) {
	for i := range len(r.parent) - 1 {
		row := !r.inner[i][0] && random.IntN(8) == 0
		for j := range parts {
			r.empty[i][j] = row
		}
		r.empty[i][parts] = row || random.IntN(8) == 0
	}
}

// total fills in the sums of a table whose ends are set.
func (r *referee) total(cells [][]int64) [][]int64 {
	last := len(cells[0]) - 1
	for i := range cells {
		for j := range cells[i] {
			if !r.inner[i][j] {
				cells[i][j] = 0
			}
		}
	}
	for i, row := range cells {
		for j := range last {
			row[last] += row[j]
		}
		if up := r.parent[i]; up != None {
			for j := range last {
				cells[up][j] += row[j]
			}
		}
	}
	return cells
}

// table returns the table the referee knows.
func (r *referee) table() *Table {
	names := []string{}
	for j := range r.values[0] {
		names = append(names, fmt.Sprint(j+1))
	}
	tab := sheet(0, names)
	for i, row := range r.values {
		out := line(Plain, r.parent[i], fmt.Sprint("row ", i))
		for j, value := range row {
			cell := NumberCell(num.Ratio(value, fortieths))
			if r.empty[i][j] {
				cell = EmptyCell()
			}
			out.Cells = append(out.Cells, cell)
		}
		tab.Rows = append(tab.Rows, out)
	}
	return tab
}

// cheapest returns the least cost of any rounding, highest rank first.
func (r *referee) cheapest() []int64 {
	r.try(0)
	return r.best
}

// try rounds the ends from the k-th on both ways.
func (r *referee) try(k int) {
	if k == len(r.ends) {
		cost, ok := r.cost(r.total(r.printed))
		if ok && (r.best == nil || slices.Compare(cost, r.best) < 0) {
			r.best = cost
		}
		return
	}
	i, j := r.ends[k][0], r.ends[k][1]
	floor := floorOf(r.values[i][j])
	for printed := floor; printed*fortieths < r.values[i][j]+fortieths; printed++ {
		r.printed[i][j] = printed
		r.try(k + 1)
	}
}

// floorOf returns the whole units of a number of fortieths.
func floorOf(value int64) int64 {
	return (value - ((value%fortieths)+fortieths)%fortieths) / fortieths
}

// nearest rounds a number of fortieths half away from zero.
func nearest(value int64) int64 {
	if value < 0 {
		return -nearest(-value)
	}
	return (value + fortieths/2) / fortieths
}

// cost adds up what the cells of each rank pay that are not conventionally
// rounded; false when a rounding is not allowed.
func (r *referee) cost(printed [][]int64) (cost []int64, ok bool) {
	const ranks = 9
	cost = make([]int64, ranks)
	root, last := len(r.parent)-1, len(printed[0])-1
	for i, row := range printed {
		for j, p := range row {
			off, value := p*fortieths-r.values[i][j], r.values[i][j]
			switch {
			case r.empty[i][j] || p == nearest(value):
				continue
			case off <= -fortieths || off >= fortieths || i == root && j == last:
				return nil, false
			}
			rank := r.rank(i, j)
			cost[ranks-1-rank] += pays(rank, max(off, -off))
		}
	}
	return cost, true
}

// rank is the height of a row over its deepest part, and one more in the sum.
func (r *referee) rank(row, col int) int {
	height := 0
	for i, parent := range r.parent {
		if parent == row {
			height = max(height, 1+r.rank(i, 0))
		}
	}
	if col == len(r.values[0])-1 {
		height++
	}
	return height
}

// pays is the price of a rounding so many fortieths off the value: how much
// farther off it is than the nearest, in thousandths, or for a sum in quarters.
func pays(rank int, off int64) int64 {
	farther := (off - (fortieths - off)) * 1000 / fortieths
	if rank == 0 {
		return 1 + farther
	}
	return 4 + farther/250
}

// No rounding of a small table is cheaper than the one chosen: first by the
// highest totals, last by the cells.
func TestNoRoundingIsCheaper(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	for range 1500 {
		r := newReferee(random)
		tab := r.table()
		mustReconcile(t, tab)
		got, ok := r.cost(r.read(tab))
		if want := r.cheapest(); !ok || !slices.Equal(got, want) {
			t.Fatalf("cost %v, the cheapest is %v, of\n%s", got, want, show(tab))
		}
	}
}

// read returns the printed numbers of a table; those of empty cells are 0.
func (r *referee) read(tab *Table) [][]int64 {
	printed := make([][]int64, len(tab.Rows))
	for i := range tab.Rows {
		for j := range tab.Columns[1:] {
			n, _ := printedAt(tab, i, j+1).Int64()
			printed[i] = append(printed[i], n)
		}
	}
	return printed
}

// The referee itself: of 0.5 + 0.5 = 1 one half must give way, which costs a
// tie's one.
func TestRefereeKnowsTheRules(t *testing.T) {
	r := &referee{
		parent:  []int{2, 2, None},
		values:  [][]int64{{20, 20}, {20, 20}, {40, 40}},
		empty:   [][]bool{{false, true}, {false, true}, {false, false}},
		inner:   [][]bool{{true, false}, {true, false}, {false, false}},
		printed: [][]int64{{0, 0}, {0, 0}, {0, 0}},
		ends:    [][2]int{{0, 0}, {1, 0}},
	}
	if diff := cmp.Diff([]int64{0, 0, 0, 0, 0, 0, 0, 0, 1}, r.cheapest()); diff != "" {
		t.Errorf("cost (-want +got):\n%s", diff)
	}
}

// The weights keep the ranks apart while 64 bits allow it, never fall with the
// rank, and never let a path's length overflow.
func TestWeights(t *testing.T) {
	for _, counts := range [][]int64{{5}, {600, 80, 12, 4, 1}, {24000, 2400, 300, 40, 12, 3, 1}, {0, 0, 1}, {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1}} {
		p := newPrices(counts)
		spent := counts[0] * cellPrice
		for rank := 1; rank < len(counts); rank++ {
			if p.weight[rank] < max(1, p.weight[rank-1]) {
				t.Errorf("%v: weights %v fall", counts, p.weight)
			}
			if rank < 4 && p.weight[rank] <= spent {
				t.Errorf("%v: rank %d weighs %d, all below it %d", counts, rank, p.weight[rank], spent)
			}
			spent += counts[rank] * sumPrice * p.weight[rank]
		}
		if spent > priceBudget {
			t.Errorf("%v: all prices together are %d", counts, spent)
		}
	}
}
