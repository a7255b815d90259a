package table

import (
	"fmt"

	"github.com/costlang/cost/eval/num"
)

// SumError says that the exact values of a table do not add up, so that no
// rounding of them can.
type SumError struct {
	Table, Row, Column string
	Value              num.D // of the cell at that row and column
	Parts              num.D // what its parts add up to
}

// Error names the cell and both figures.
func (e *SumError) Error() string {
	return fmt.Sprintf("table %q, row %q, column %q: %s is not the sum of its parts, %s",
		e.Table, e.Row, e.Column, e.Value, e.Parts)
}

// Reconcile chooses the printed form of every number of the columns that add
// up (controlled rounding):
//
//   - it is the floor or the ceiling of the value at the decimal places it is
//     printed with; a value already exact there does not move;
//   - as printed, every row is the sum of the rows added into it, and every
//     column of the columns added into it;
//   - the last total is the value rounded half away from zero. Other totals are
//     too whenever that is possible, the higher ones first, and then the other
//     cells are as near to their values as they can be.
//
// The places are those of the columns, the most among columns that add up; a
// row that is part of no sum may have its own. An empty cell inside a tree
// passes on what is under it. A row that is part of no sum adds up across its
// columns if its values do, and is simply rounded if they do not.
//
// The error is a *SumError where the values of a sum differ by more than the
// rounding of quotients explains, else it says what is wrong with the shape of
// the table. The cells are then as they were.
func (t *Table) Reconcile() error { return t.ReconcileUntil(nil) }

// ReconcileUntil is Reconcile that ends early with the error of stopped, which it asks from time to time, unless that is nil.
func (t *Table) ReconcileUntil(stopped func() error) error {
	tree, err := t.rowTree()
	if err != nil {
		return err
	}
	blocks, err := t.blocks(tree)
	if err != nil {
		return err
	}
	for _, b := range blocks {
		b.watch.stopped = stopped
		if err := b.reconcile(); err != nil {
			return err
		}
	}
	for _, b := range blocks {
		b.print()
	}
	return nil
}

// blocks returns the parts of the table that are rounded each by itself: one
// tree of rows across one family of columns.
func (t *Table) blocks(tree rowTree) ([]*block, error) {
	families, err := t.families()
	if err != nil {
		return nil, err
	}
	var blocks []*block
	for _, family := range families {
		if t.Columns[family[0]].Sums {
			blocks = append(blocks, t.treeBlocks(tree, family)...)
		} else if len(family) > 1 {
			blocks = append(blocks, t.rowBlocks(family)...)
		}
	}
	return blocks, nil
}

// treeBlocks returns a block for each tree of rows.
func (t *Table) treeBlocks(tree rowTree, family []int) []*block {
	var blocks []*block
	for _, root := range tree.roots {
		b := newBlock(t, family)
		b.plant(tree, root, None)
		blocks = append(blocks, b)
	}
	return blocks
}

// rowBlocks returns a block for each row.
func (t *Table) rowBlocks(family []int) []*block {
	var blocks []*block
	for row := range t.Rows {
		b := newBlock(t, family)
		b.addRow(row, None)
		blocks = append(blocks, b)
	}
	return blocks
}

// families returns the columns that add up with each other, the sum before its
// parts.
func (t *Table) families() ([][]int, error) {
	parts := make([][]int, len(t.Columns))
	for i, col := range t.Columns {
		if err := t.checkColumn(i); err != nil {
			return nil, err
		}
		if col.Parent >= 0 {
			parts[col.Parent] = append(parts[col.Parent], i)
		}
	}
	var families [][]int
	for i, col := range t.Columns {
		if col.Parent < 0 {
			families = append(families, append([]int{i}, parts[i]...))
		}
	}
	return families, nil
}

// checkColumn reports a parent that cannot be one.
func (t *Table) checkColumn(col int) error {
	parent := t.Columns[col].Parent
	problem := ""
	switch {
	case parent < 0:
		return nil
	case parent >= len(t.Columns):
		problem = "is summed into a column that does not exist"
	case parent == col:
		problem = "is summed into itself"
	case t.Columns[parent].Parent >= 0:
		problem = "is summed into a column that is summed itself"
	case t.Columns[parent].Sums != t.Columns[col].Sums:
		problem = "and its sum differ in whether their rows add up"
	default:
		return nil
	}
	return fmt.Errorf("table %q, column %q %s", t.Name, t.columnName(col), problem)
}

// rowTree is the rows by what they are added into.
type rowTree struct {
	roots []int
	parts [][]int // per row, in the order of the table
}

// rowTree returns the rows as a forest, or an error for a row that is added
// into none that exists or, by way of others, into itself.
func (t *Table) rowTree() (rowTree, error) {
	tree := rowTree{parts: make([][]int, len(t.Rows))}
	for i, row := range t.Rows {
		switch {
		case len(row.Cells) > len(t.Columns):
			return tree, t.rowProblem(i, "has more cells than the table has columns")
		case row.Kind == Memo || row.Parent < 0:
			tree.roots = append(tree.roots, i)
		case row.Parent >= len(t.Rows):
			return tree, t.rowProblem(i, "is added into a row that does not exist")
		default:
			tree.parts[row.Parent] = append(tree.parts[row.Parent], i)
		}
	}
	if row := tree.unreached(); row != None {
		return tree, t.rowProblem(row, "is added into itself")
	}
	return tree, nil
}

// rowProblem is the error of a row in the wrong place.
func (t *Table) rowProblem(row int, problem string) error {
	return fmt.Errorf("table %q, row %q %s", t.Name, t.rowName(row), problem)
}

// unreached returns the first row that is in no tree, because it is on a cycle
// or added into one; None if there is none.
func (tree rowTree) unreached() int {
	reached := make([]bool, len(tree.parts))
	pending := append([]int(nil), tree.roots...)
	for len(pending) > 0 {
		row := pending[len(pending)-1]
		reached[row] = true
		pending = append(pending[:len(pending)-1], tree.parts[row]...)
	}
	for row, ok := range reached {
		if !ok {
			return row
		}
	}
	return None
}
