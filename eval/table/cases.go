package table

import (
	"slices"
	"strings"

	"github.com/costlang/cost/lang/say"
)

// scenarioKey is what programs call the column that says which table a row is from.
const scenarioKey = "Scenario"

// Beside is tables of one form as one: rows that begin with the same keys are one row, and each table gives the columns that are
// shown, the first of them under its name. Rows stand in order of the first table; those that it lacks stand where others have them.
func Beside(list []*Table, names []say.Phrase, keys int, shown ...int) *Table {
	out := &Table{Name: list[0].Name, Title: list[0].Title, Note: noteOf(list, names), Columns: slices.Clone(list[0].Columns[:keys])}
	for i, t := range list {
		for n, col := range shown {
			c := t.Columns[col]
			c.Name, c.Key = names[i], ""
			if n > 0 {
				c.Name = say.T("%s: %s", names[i], t.Columns[col].Name)
			}
			out.Columns = append(out.Columns, c)
		}
	}
	for _, m := range matched(list, keys) {
		out.Rows = append(out.Rows, m.beside(list, keys, shown))
	}
	return out
}

// Interleaved is tables of one form as one: rows that begin with the same text stand below each other, with the name of their
// table in a second column. A row that all tables have alike stands there once.
func Interleaved(list []*Table, names []say.Phrase) *Table {
	out := &Table{Name: list[0].Name, Title: list[0].Title, Note: noteOf(list, names), Columns: slices.Clone(list[0].Columns)}
	for i := range out.Columns {
		for _, t := range list {
			out.Columns[i].Places = max(out.Columns[i].Places, t.Columns[i].Places)
		}
	}
	scenario := TextColumn(say.T(scenarioKey))
	scenario.Key = scenarioKey
	out.Columns = slices.Insert(out.Columns, 1, scenario)
	for _, m := range matched(list, 1) {
		out.Rows = append(out.Rows, m.interleaved(list, names)...)
	}
	return out
}

// Interleaves reports whether rows say in a second column which table they are from.
func (t *Table) Interleaves() bool { return len(t.Columns) > 1 && t.Columns[1].Key == scenarioKey }

// match is a row of each table that begins with the same keys, None where a table has none.
type match struct {
	key  string
	rows []int
}

func matched(list []*Table, keys int) []match {
	var out []match
	for i, t := range list {
		before := None
		for row, key := range t.keyTexts(keys) {
			at := slices.IndexFunc(out, func(m match) bool { return m.key == key })
			if at < 0 {
				at = before + 1
				out = slices.Insert(out, at, match{key, slices.Repeat([]int{None}, len(list))})
			}
			out[at].rows[i] = row
			before = at
		}
	}
	return out
}

// keyTexts is what each row begins with, numbered where several begin alike.
func (t *Table) keyTexts(keys int) []string {
	out := make([]string, len(t.Rows))
	for row := range t.Rows {
		var parts []string
		for col := range keys {
			c := t.Cell(row, col)
			parts = append(parts, c.Text.String()+c.Value.String()+c.unit(t.Columns[col]))
		}
		out[row] = strings.Join(parts, betweenNames)
	}
	return Distinct(out)
}

func (m match) beside(list []*Table, keys int, shown []int) Row {
	first := slices.IndexFunc(m.rows, func(row int) bool { return row != None })
	r := list[first].Rows[m.rows[first]]
	out := Row{Kind: r.Kind, Parent: None, Level: r.Level}
	for col := range keys {
		out.Cells = append(out.Cells, list[first].Cell(m.rows[first], col))
	}
	for i, t := range list {
		for _, col := range shown {
			cell := EmptyCell()
			if m.rows[i] != None {
				cell = t.Cell(m.rows[i], col)
			}
			out.Cells = append(out.Cells, cell)
		}
	}
	return out
}

func (m match) interleaved(list []*Table, names []say.Phrase) []Row {
	var out []Row
	alike := true
	for i, t := range list {
		if m.rows[i] == None {
			alike = false
			continue
		}
		r := t.Rows[m.rows[i]]
		alike = alike && slices.EqualFunc(r.Cells, list[0].Rows[max(m.rows[0], 0)].Cells, Cell.Equal)
		out = append(out, Row{Kind: r.Kind, Parent: None, Level: r.Level, Cells: slices.Insert(slices.Clone(r.Cells), 1, LabelCell(names[i]))})
	}
	if alike {
		out[0].Cells[1] = EmptyCell()
		return out[:1]
	}
	return out
}

// noteOf is the note that tables share, or that of each behind its name.
func noteOf(list []*Table, names []say.Phrase) say.Phrase {
	var parts []say.Phrase
	same := true
	for i, t := range list {
		same = same && t.Note.Equal(list[0].Note)
		if !t.Note.Empty() {
			parts = append(parts, say.T("%s: %s", names[i], t.Note))
		}
	}
	if same {
		return list[0].Note
	}
	return say.Join(parts, "; ")
}
