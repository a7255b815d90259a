package table

import (
	"strconv"
	"strings"

	"github.com/costlang/cost/lang/say"
)

// Fact is one cell of a table by itself, with all that says what it is: a row of a tidy file, as statistics programs and pivot
// tables read them.
type Fact struct {
	Scenario string // whose figures it is among, "" for the script as it is written
	Table    string // the name of the table
	Row      string // see Table.Facts
	Column   string // its heading
	Value    string // a text, or a number as Digits writes it
	Number   bool
	Unit     string // of a number: in English as scripts write it, else as Style.Unit says it
}

// betweenNames stands between the names of a row and of the rows that it is part of.
const betweenNames = " / "

// Facts takes a table apart: a fact for each cell that is not empty, in order of the table, its texts said in a language.
// A row goes by its first text, behind that of the row that it is indented under (Operation / Network meeting), and
// before the points told inline left of its numbers (Meetings / 8 meetings). Rows that are still called the same are numbered: Books, Books (2).
// The key of a row is a fact in the column Name. In columns that are cases the scenario is the heading, and the heading Value.
func (t *Table) Facts(scenario string, l say.Language) []Fact {
	style := StyleOf(l)
	names := t.rowNames(style)
	var out []Fact
	for row := range t.Rows {
		key := t.key(row)
		if name := t.Rows[row].Key; name != "" {
			out = append(out, Fact{Scenario: scenario, Table: t.Name, Row: names[row], Column: say.T("Name").In(l), Value: name})
		}
		for col, column := range t.Columns {
			cell := t.Cell(row, col)
			if col == key || column.Units || cell.Kind == Empty || cell.Kind == Text && cell.Text.Empty() {
				continue
			}
			f := Fact{Scenario: scenario, Table: t.Name, Row: names[row], Column: column.Name.In(l)}
			if column.Case {
				f.Scenario, f.Column = t.caseOf(col, scenario), say.T("Value").In(l)
			}
			out = append(out, f.of(cell, column, l))
		}
	}
	return out
}

// of is the fact with what a cell holds.
func (f Fact) of(c Cell, column Column, l say.Language) Fact {
	if c.Kind == Number {
		f.Value, f.Number, f.Unit = Digits(c.Value), true, UnitIn(c.unit(column), l)
		return f
	}
	f.Value = c.Text.In(l)
	return f
}

// UnitIn is a unit as facts give it in a language: English ones are for programs, which know the units of scripts.
func UnitIn(unit string, l say.Language) string {
	if l == say.English {
		return unit
	}
	return StyleOf(l).Unit(unit)
}

// caseOf is the scenario of a column: the first column of cases is that of the run.
func (t *Table) caseOf(col int, scenario string) string {
	for _, before := range t.Columns[:col] {
		if before.Case {
			return t.Columns[col].Name.String()
		}
	}
	return scenario
}

// key is the column whose text names a row: the first that has one, or None.
func (t *Table) key(row int) int {
	for col, column := range t.Columns {
		if c := t.Cell(row, col); c.Kind == Text && !c.Text.Empty() && !column.Units && !column.Inline {
			return col
		}
	}
	return None
}

// rowNames gives every row a name of its own.
func (t *Table) rowNames(style Style) []string {
	names := make([]string, len(t.Rows))
	for row := range t.Rows {
		names[row] = t.path(row, style)
	}
	return Distinct(names)
}

// path is what a row is called, behind the rows that it is indented under.
func (t *Table) path(row int, style Style) string {
	var parts []string
	r := t.Rows[row]
	if up := r.Parent; up >= 0 && up < len(t.Rows) && t.Rows[up].Level < r.Level {
		parts = append(parts, t.path(up, style))
	}
	if key := t.key(row); key != None {
		parts = append(parts, t.Text(row, key, style))
	}
	for col, column := range t.Columns {
		if !column.Inline && (t.Cell(row, col).Kind == Number || col > t.key(row) && t.Cell(row, col).Kind == Text) {
			break
		}
		if column.Inline && t.Cell(row, col).Kind != Empty {
			parts = append(parts, t.said(row, col, style))
		}
	}
	return strings.Join(parts, betweenNames)
}

// Distinct numbers names that occur more than once, from the second on.
func Distinct(names []string) []string {
	taken, out := map[string]bool{}, make([]string, len(names))
	for i, name := range names {
		out[i] = name
		for n := 2; taken[out[i]]; n++ {
			out[i] = name + " (" + strconv.Itoa(n) + ")"
		}
		taken[out[i]] = true
	}
	return out
}
