package table

import "strings"

// units says where the units of a table's numbers are written.
type units struct {
	common string   // of all numbers but shares, in the title
	byRow  bool     // in a column
	rows   []string // if byRow
	bare   bool     // the table has a column of its own for them
}

func unitsOf(t *Table, style Style) units {
	if t.hasUnitColumn() {
		return units{bare: true}
	}
	all, rows, uniform := map[string]bool{}, make([]string, len(t.Rows)), true
	for row := range t.Rows {
		seen := map[string]bool{}
		for col := range t.Columns {
			if unit := t.unitOf(row, col); t.Cell(row, col).Kind == Number && unit != "%" && !t.Columns[col].Inline {
				all[unit], seen[unit] = true, true
				rows[row] = style.Unit(unit)
			}
		}
		uniform = uniform && len(seen) <= 1
	}
	switch {
	case len(all) == 1:
		for unit := range all {
			return units{common: style.Unit(unit)}
		}
	case uniform && len(all) > 0:
		return units{byRow: true, rows: rows}
	}
	return units{}
}

// head is what stands above a column.
func (u units) head(t *Table, col int, style Style) string {
	name := OneLine(t.Columns[col].Heading().In(style.Language))
	unit := style.Unit(t.Columns[col].Unit)
	if u.bare || u.byRow || u.common != "" || unit == "" || unit == "%" || strings.EqualFold(unit, name) {
		return name
	}
	return name + ", " + unit
}

// unitOf is the unit of a number.
func (t *Table) unitOf(row, col int) string { return t.Cell(row, col).unit(t.Columns[col]) }

func (t *Table) hasUnitColumn() bool {
	for _, col := range t.Columns {
		if col.Units {
			return true
		}
	}
	return false
}
