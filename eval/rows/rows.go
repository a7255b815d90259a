// Package rows reads the data files of a script into typed rows.
package rows

import "github.com/costlang/cost/eval/num"

// Cell is one value of a row. Value is in the unit of the column's type; a date is days since 1970-01-01.
type Cell struct {
	Value   num.D
	Text    string
	Missing bool
}

// Table is the rows of one data declaration, a cell for each declared column in order.
type Table struct {
	Rows [][]Cell

	bytes int // of the file, unpacked, where it is no text
}
