package main

import (
	"strings"

	"github.com/costlang/cost/eval/table"
)

// unitColumn is the name of a column that holds the units of the others, pointColumn of one whose texts end in a unit.
const (
	unitColumn  = "Unit"
	pointColumn = "At"
)

// units says where the units of a table's numbers are written.
type units struct {
	common string   // of all numbers but shares, in the title
	byRow  bool     // in a column
	rows   []string // if byRow
	bare   bool     // the table has a column of its own for them
}

func unitsOf(t *table.Table) units {
	if hasUnitColumn(t) {
		return units{bare: true}
	}
	all, rows, uniform := map[string]bool{}, make([]string, len(t.Rows)), true
	for row := range t.Rows {
		seen := map[string]bool{}
		for col := range t.Columns {
			if unit := unitOf(t, row, col); t.Cell(row, col).Kind == table.Number && unit != "%" {
				all[unit], seen[unit] = true, true
				rows[row] = shownUnit(unit)
			}
		}
		uniform = uniform && len(seen) <= 1
	}
	switch {
	case len(all) == 1:
		for unit := range all {
			return units{common: shownUnit(unit)}
		}
	case uniform && len(all) > 0:
		return units{byRow: true, rows: rows}
	}
	return units{}
}

// head is what stands above a column.
func (u units) head(t *table.Table, col int) string {
	name := t.Columns[col].Name
	unit := shownUnit(t.Columns[col].Unit)
	if u.bare || u.byRow || u.common != "" || unit == "" || unit == "%" || strings.EqualFold(unit, name) {
		return name
	}
	return name + ", " + unit
}

func unitOf(t *table.Table, row, col int) string {
	if unit := t.Cell(row, col).Unit; unit != "" {
		return unit
	}
	return t.Columns[col].Unit
}

func hasUnitColumn(t *table.Table) bool {
	for _, col := range t.Columns {
		if col.Name == unitColumn {
			return true
		}
	}
	return false
}

// shownUnit is a unit as people write it: kroner are kr. after the number, and what it is per follows by /.
func shownUnit(unit string) string {
	words := strings.Split(perEach(unit), " ")
	for i, word := range words {
		parts := strings.Split(word, "/")
		for j, part := range parts {
			if part == "DKK" || part == "kr" {
				parts[j] = "kr."
			}
		}
		words[i] = strings.Join(parts, "/")
	}
	return strings.ReplaceAll(strings.Join(words, " "), "*", "·")
}

// perEach writes a/(b*c) as a/b/c.
func perEach(unit string) string {
	over, under, ok := strings.Cut(unit, "/(")
	if !ok || !strings.HasSuffix(under, ")") {
		return unit
	}
	return over + "/" + strings.ReplaceAll(strings.TrimSuffix(under, ")"), "*", "/")
}
