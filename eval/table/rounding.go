package table

import "github.com/costlang/cost/eval/num"

// The tolerances, in powers of ten. Values that come out of a division carry 34
// significant digits, so a sum of them can miss its exact value in the last few.
const (
	maxPlaces     = 20 // a number is printed with no more places than this
	exactDigits   = 20 // a value this near to a printed unit, in units, is exact there
	exactRelative = 29 // and so is one this near by its own size,
	exactCoarsest = 6  // if that is nearer than this, in units
	sumRelative   = 25 // a sum may miss its parts by this much of the largest number
)

// tenth returns 10^-power, tenfold 10^power.
func tenth(power int) num.D   { return num.Power(-power) }
func tenfold(power int) num.D { return num.Power(power) }

// times multiplies by a number of magnitude 1 or less, which cannot overflow.
func times(x, small num.D) num.D {
	product, _ := x.Mul(small)
	return product
}

// gap returns how far two numbers are apart. It is false when the gap is too
// wide to be a number.
func gap(x, y num.D) (num.D, bool) {
	d, ok := x.Sub(y)
	return d.Abs(), ok
}

// larger returns the larger of two numbers.
func larger(x, y num.D) num.D {
	if x.Cmp(y) < 0 {
		return y
	}
	return x
}

// setNoise finds how far the values of the block may be from their sums and from
// what counts as exact.
func (b *block) setNoise() {
	most := num.D{}
	for i := range b.rows {
		for j := range b.cols {
			most = larger(most, b.cell(i, j).Value.Abs())
		}
	}
	b.fine, b.coarse = times(b.step, tenth(exactDigits)), times(b.step, tenth(exactCoarsest))
	b.noise = larger(b.fine, times(most, tenth(sumRelative)))
}

// agree reports whether a value is its sum, noise apart.
func (b *block) agree(value, sum num.D) bool {
	d, ok := gap(value, sum)
	return ok && d.Cmp(b.noise) <= 0
}

// exact reports whether a value counts as being what it rounds to.
func (b *block) exact(value, rounded num.D) bool {
	if value.Equal(rounded) {
		return true
	}
	d, _ := gap(value, rounded)
	if d.Cmp(b.coarse) > 0 {
		return false
	}
	return d.Cmp(b.fine) <= 0 || d.Cmp(times(value.Abs(), tenth(exactRelative))) <= 0
}

// solve rounds the boxes such that they add up. It is false when that cannot be
// done with the values they have.
func (b *block) solve() bool {
	s := newSolver(b)
	for i := range b.rows {
		for j := range b.cols {
			if b.boxes[i][j].state != absent && b.watch.step() {
				s.addBox(i, j)
			}
		}
	}
	if b.watch.ended != nil || !s.setSurplus() || !s.net.balance() {
		return false
	}
	s.write()
	return true
}

// solver translates a block into a network. One node stands for the outside,
// where the sums end and the parts begin; one for each box of the sum column;
// one for each box of the other columns. A part column flows down its tree of
// rows, from the sums to the ends; from an end it flows into the row's box in
// the sum column, and there up the tree again.
type solver struct {
	block   *block
	net     *network
	surplus []num.D  // per node, in the block's unit
	numbers []number // per link
	prices  prices
	tooLong bool // a surplus had too many digits to hold
}

// number is what a link carries.
type number struct {
	box   *box
	floor num.D // the lower of its two roundings
}

// outside is the node beyond the block.
const outside = 0

// newSolver returns a solver without links.
func newSolver(b *block) *solver {
	nodes := 1 + len(b.rows)*len(b.cols)
	return &solver{
		block:   b,
		net:     newNetwork(nodes, &b.watch),
		surplus: make([]num.D, nodes),
		prices:  b.prices(),
	}
}

// node returns the node of a box, that of the outside above the roots.
func (s *solver) node(row, col int) int {
	if row == None {
		return outside
	}
	return 1 + row*len(s.block.cols) + col
}

// ends returns the nodes a box's number flows from and to.
func (s *solver) ends(row, col int) (from, to int) {
	up := s.node(s.block.up[row], col)
	switch x := &s.block.boxes[row][col]; {
	case col == 0 && x.end:
		return outside, up
	case col == 0:
		return s.node(row, 0), up
	case x.end:
		return up, s.node(row, 0)
	}
	return up, s.node(row, col)
}

// addBox makes a box a link, conventionally rounded.
func (s *solver) addBox(row, col int) {
	x := &s.block.boxes[row][col]
	rounded := x.value.Round(s.block.places)
	l := link{free: x.state == hidden, rigid: s.block.fixed(row, col, rounded)}
	l.from, l.to = s.ends(row, col)
	n := number{box: x, floor: rounded}
	if !l.rigid && !l.free {
		n.floor = x.value.FloorTo(s.block.step)
		l.raised = !n.floor.Equal(rounded)
		l.price = s.prices.of(s.block.rank(row, col), s.block.thousandths(x.value, n.floor))
	}
	s.net.add(l)
	s.numbers = append(s.numbers, n)
	s.flow(l, rounded)
}

// fixed reports whether a box must keep its conventional rounding: the last
// total, and what is exact.
func (b *block) fixed(row, col int, rounded num.D) bool {
	x := &b.boxes[row][col]
	return x.state == shown && (row == 0 && col == 0 || b.exact(x.value, rounded))
}

// flow books a rounded number at the two ends of its link.
func (s *solver) flow(l link, rounded num.D) {
	var arrives, leaves bool
	s.surplus[l.to], arrives = s.surplus[l.to].Add(rounded)
	s.surplus[l.from], leaves = s.surplus[l.from].Sub(rounded)
	s.tooLong = s.tooLong || !arrives || !leaves
}

// setSurplus tells the network what each node has too much, in printed units.
// It is false when that is more than rounding explains, so that no moving of
// links by one unit each can help.
func (s *solver) setSurplus() bool {
	for node, d := range s.surplus {
		scaled, held := d.Mul(s.block.scale)
		units, whole := scaled.Int64()
		if !held || !whole || max(units, -units) > int64(len(s.numbers)) {
			return false
		}
		s.net.surplus[node] = units
	}
	return !s.tooLong
}

// write puts the roundings the network chose into the boxes.
func (s *solver) write() {
	for i, n := range s.numbers {
		n.box.printed = n.floor
		if s.net.links[i].raised {
			n.box.printed, _ = n.floor.Add(s.block.step)
		}
	}
}
