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
// table in a second column. A row that all tables have alike stands there once, unless rows must be whole: those of bars, which
// mean nothing without the figure as it is under the scenario.
func Interleaved(list []*Table, names []say.Phrase, whole bool) *Table {
	out := &Table{Name: list[0].Name, Title: list[0].Title, Note: noteOf(list, names), Columns: slices.Clone(list[0].Columns)}
	for i := range out.Columns {
		for _, t := range list {
			out.Columns[i].Places = max(out.Columns[i].Places, t.Columns[i].Places)
		}
	}
	scenario := TextColumn(say.T("Scenario"))
	scenario.Key = scenarioKey
	out.Columns = slices.Insert(out.Columns, 1, scenario)
	for _, m := range matched(list, 1) {
		out.Rows = append(out.Rows, m.interleaved(list, names, whole)...)
	}
	return out
}

// Interleaves reports whether rows say in a second column which table they are from.
func (t *Table) Interleaves() bool { return len(t.Columns) > 1 && t.Columns[1].Key == scenarioKey }

// match is a row of each table that begins with the same keys, None where a table has none.
type match struct {
	key   string
	group Cell // the first key
	last  Cell // the last key
	rows  []int
}

// matched is the rows of all tables in an order that agrees with that of each, as far as they agree.
func matched(list []*Table, keys int) []match {
	var out []match
	for i, t := range list {
		texts := t.keyTexts(keys)
		for row, key := range texts {
			at := slices.IndexFunc(out, func(m match) bool { return m.key == key })
			if at < 0 {
				m := match{key, t.Cell(row, 0), t.Cell(row, keys-1), slices.Repeat([]int{None}, len(list))}
				at = placeOf(m, out, keys, texts[row+1:])
				out = slices.Insert(out, at, m)
			}
			out[at].rows[i] = row
		}
	}
	return out
}

// placeOf is where a row goes that those before lack: among those of its group by its number, else before what follows it in its
// own table.
func placeOf(m match, out []match, keys int, following []string) int {
	end := len(out)
	for _, key := range following {
		if at := slices.IndexFunc(out, func(o match) bool { return o.key == key }); at >= 0 {
			end = at
			break
		}
	}
	own := func(o match) bool { return keys == 1 || o.group.Equal(m.group) }
	if start := slices.IndexFunc(out, own); keys > 1 && start >= 0 {
		for end = start; end < len(out) && own(out[end]); end++ {
		}
	}
	for keys > 1 && end > 0 && end < len(out) && out[end-1].group.Equal(out[end].group) {
		end++ // not into another group
	}
	for end > 0 && own(out[end-1]) && m.comesBefore(out[end-1]) {
		end--
	}
	return end
}

// comesBefore reports whether a number comes before a greater one, and within a group before what is no number.
func (m match) comesBefore(o match) bool {
	if m.last.Kind != Number || o.last.Kind != Number {
		return m.last.Kind == Number && !o.group.Equal(o.last)
	}
	return m.last.Value.Cmp(o.last.Value) < 0
}

// keyTexts is what each row begins with, numbered where several begin alike.
func (t *Table) keyTexts(keys int) []string {
	out := make([]string, len(t.Rows))
	for row := range t.Rows {
		parts := []string{t.Rows[row].Key}
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
	out := Row{Kind: r.Kind, Parent: None, Level: r.Level, Key: r.Key}
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

func (m match) interleaved(list []*Table, names []say.Phrase, whole bool) []Row {
	var out []Row
	alike := true
	for i, t := range list {
		if m.rows[i] == None {
			alike = false
			continue
		}
		r := t.Rows[m.rows[i]]
		alike = alike && (r.Kind != Plain || !whole) && slices.EqualFunc(r.Cells, list[0].Rows[max(m.rows[0], 0)].Cells, Cell.Equal)
		out = append(out, Row{Kind: r.Kind, Parent: None, Level: r.Level, Key: r.Key, Cells: slices.Insert(slices.Clone(r.Cells), 1, LabelCell(names[i]))})
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
