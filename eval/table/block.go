package table

import (
	"fmt"

	"github.com/costlang/cost/eval/num"
)

// block is one tree of rows across a family of columns: a sum and its parts, or
// a single column. The numbers of a block are rounded together.
type block struct {
	table  *Table
	cols   []int // the sum first
	rows   []int // a row before those added into it
	up     []int // per row the place in rows of the one it is added into, or None
	height []int // per row the steps down to its deepest part
	boxes  [][]box
	places int
	watch  watch
	apart  bool // one row whose values do not add up, and need not

	step, scale  num.D // one printed unit, and how many are one
	thousand     num.D // how many thousandths of a printed unit are one
	noise        num.D // how far a value may be from the sum of its parts
	fine, coarse num.D // how near to a printed unit is exact for any value, and for a large one at most
}

// box is what a block knows of one cell.
type box struct {
	state boxState
	end   bool  // nothing of its column is added into it
	value num.D // as given; of a hidden one the sum
	sum   num.D // of the ends under it
	below num.D // sums of what is added into it in its column

	printed num.D
}

// boxState says whether a cell takes part in the sums.
type boxState int

const (
	absent boxState = iota // no number here or below
	hidden                 // no number here, but below: passes them on
	shown                  // a number
)

// newBlock returns a block without rows.
func newBlock(t *Table, family []int) *block { return &block{table: t, cols: family} }

// plant adds a row and the rows added into it.
func (b *block) plant(tree rowTree, row, up int) {
	place := len(b.rows)
	b.addRow(row, up)
	for _, part := range tree.parts[row] {
		b.plant(tree, part, place)
	}
}

// addRow adds one row; up is the place of the row it is added into.
func (b *block) addRow(row, up int) {
	b.rows = append(b.rows, row)
	b.up = append(b.up, up)
	b.height = append(b.height, 0)
	b.boxes = append(b.boxes, make([]box, len(b.cols)))
	for at, steps := up, 1; at != None && b.height[at] < steps; at, steps = b.up[at], steps+1 {
		b.height[at] = steps
	}
}

// cell returns the table's cell at a place of the block.
func (b *block) cell(row, col int) Cell { return b.table.Cell(b.rows[row], b.cols[col]) }

// alone reports whether the block is a row that is part of no sum of rows.
func (b *block) alone() bool { return len(b.rows) == 1 }

// reconcile fills the boxes' printed values.
func (b *block) reconcile() error {
	b.setPlaces()
	if b.watch.look(); b.watch.ended != nil {
		return b.watch.ended
	}
	b.setNoise()
	err := b.gather()
	b.apart = err != nil && b.alone()
	if b.apart {
		return nil
	}
	if err != nil {
		return err
	}
	// Given values are preferred to the sums of their parts. Where the noise of
	// quotients between them is larger than a printed unit no rounding may fit
	// them; the sums always leave one.
	if b.solve() {
		return nil
	}
	b.trustSums()
	if b.watch.ended == nil && !b.solve() && b.watch.ended == nil {
		return fmt.Errorf("table %q, row %q: no rounding adds up", b.table.Name, b.table.rowName(b.rows[0]))
	}
	return b.watch.ended
}

// watch is why nobody waits any more, once that is so.
type watch struct {
	stopped func() error
	steps   int
	ended   error
}

// step counts what is done, and reports whether it goes on.
func (w *watch) step() bool {
	const often = 1 << 12
	if w.steps++; w.steps%often == 0 {
		w.look()
	}
	return w.ended == nil
}

func (w *watch) look() {
	if w.stopped != nil && w.ended == nil {
		w.ended = w.stopped()
	}
}

// print hands the printed values to the table's cells.
func (b *block) print() {
	for i, row := range b.rows {
		for j, col := range b.cols {
			if b.cell(i, j).Kind == Number {
				b.hand(&b.table.Rows[row].Cells[col], b.boxes[i][j].printed)
			}
		}
	}
}

// hand writes a printed value into a cell. A cell apart keeps none, not even
// that of an earlier Reconcile, and so is rounded by itself.
func (b *block) hand(cell *Cell, printed num.D) {
	if b.apart {
		cell.printed, cell.printedPlaces, cell.hasPrinted = num.D{}, 0, false
		return
	}
	cell.printed, cell.printedPlaces, cell.hasPrinted = printed, b.places, true
}

// setPlaces finds the most decimal places any number of the block asks for.
func (b *block) setPlaces() {
	for i := range b.rows {
		for j := range b.cols {
			if b.cell(i, j).Kind == Number {
				b.places = max(b.places, b.placesOf(i, j))
			}
		}
	}
	b.places = min(b.places, maxPlaces)
	b.step, b.scale, b.thousand = tenth(b.places), tenfold(b.places), tenfold(b.places+3)
}

// placesOf returns the places of one number: a cell inside a tree follows its
// column.
func (b *block) placesOf(row, col int) int {
	cell, column := b.cell(row, col), b.table.Columns[b.cols[col]]
	switch {
	case !b.alone() && column.Places >= 0:
		return column.Places
	case b.alone() && len(b.cols) == 1:
		return cell.places(column)
	}
	return cell.placesBy(column, usualPlaces) // one small number gives its sum no places
}

// gather fills the boxes with values and sums, parts before what they are added
// into, and checks each value against its sum.
func (b *block) gather() error {
	for i := len(b.rows) - 1; i >= 0; i-- {
		if b.watch.look(); b.watch.ended != nil {
			return b.watch.ended
		}
		for j := 1; j < len(b.cols); j++ {
			if err := b.gatherPart(i, j); err != nil {
				return err
			}
		}
		if err := b.gatherSum(i); err != nil {
			return err
		}
	}
	return nil
}

// gatherPart fills a box of a column that is no sum of columns, or is the only
// one.
func (b *block) gatherPart(row, col int) error {
	x := &b.boxes[row][col]
	if b.parted(row, col) {
		return b.settle(row, col, x.below)
	}
	if cell := b.cell(row, col); cell.Kind == Number {
		*x = box{state: shown, end: true, value: cell.Value, sum: cell.Value}
		return b.pass(row, col)
	}
	return nil
}

// gatherSum fills the box of a row in the column the others are summed into.
func (b *block) gatherSum(row int) error {
	if len(b.cols) == 1 {
		return b.gatherPart(row, 0)
	}
	across, arriving, any, err := b.across(row)
	if err != nil {
		return err
	}
	if !any {
		return b.gatherPart(row, 0)
	}
	if cell := b.cell(row, 0); cell.Kind == Number && !b.agree(cell.Value, across) {
		return b.mismatch(row, 0, across)
	}
	return b.settle(row, 0, arriving)
}

// across returns a row's sum over the part columns, and what arrives in its box
// of the sum column: from the rows added into it, and from cells of its own
// that no other row's are added into. any is false when nothing is summed here.
func (b *block) across(row int) (across, arriving num.D, any bool, err error) {
	arriving = b.boxes[row][0].below
	for j := 1; j < len(b.cols); j++ {
		x := &b.boxes[row][j]
		if x.state == absent {
			continue
		}
		any = true
		if across, err = b.add(row, 0, across, x.sum); err != nil {
			return
		}
		if x.end {
			if arriving, err = b.add(row, 0, arriving, x.sum); err != nil {
				return
			}
		}
	}
	return
}

// settle fills a box that has a sum.
func (b *block) settle(row, col int, sum num.D) error {
	x := &b.boxes[row][col]
	x.state, x.sum, x.value = hidden, sum, sum
	if cell := b.cell(row, col); cell.Kind == Number {
		x.state, x.value = shown, cell.Value
		if !b.agree(x.value, sum) {
			return b.mismatch(row, col, sum)
		}
	}
	return b.pass(row, col)
}

// pass adds a box into the one above it.
func (b *block) pass(row, col int) (err error) {
	up := b.up[row]
	if up == None {
		return nil
	}
	above := &b.boxes[up][col]
	above.state = hidden
	above.below, err = b.add(up, col, above.below, b.boxes[row][col].sum)
	return err
}

// parted reports whether something of its column is added into a box. It is
// asked before the box itself is filled.
func (b *block) parted(row, col int) bool { return b.boxes[row][col].state == hidden }

// add adds, or reports a sum with too many digits to hold.
func (b *block) add(row, col int, x, y num.D) (num.D, error) {
	sum, ok := x.Add(y)
	if !ok {
		return sum, fmt.Errorf("table %q, row %q, column %q: the sum has more than %d digits",
			b.table.Name, b.table.rowName(b.rows[row]), b.table.columnName(b.cols[col]), num.MaxDigits)
	}
	return sum, nil
}

// mismatch is the error of a value that is not its sum.
func (b *block) mismatch(row, col int, sum num.D) error {
	return &SumError{
		Table:  b.table.Name,
		Row:    b.table.rowName(b.rows[row]),
		Column: b.table.columnName(b.cols[col]),
		Value:  b.cell(row, col).Value,
		Parts:  sum,
	}
}

// trustSums puts the sums of the ends in place of the values given for them.
func (b *block) trustSums() {
	for i := range b.boxes {
		for j := range b.boxes[i] {
			b.boxes[i][j].value = b.boxes[i][j].sum
		}
	}
}
