package table

import (
	"encoding/json"

	"github.com/costlang/cost/eval/num"
)

// jsonDigits is how many significant digits a number has in JSON at most.
const jsonDigits = 28

// jsonTable is the form of a table in JSON.
type jsonTable struct {
	Name    string       `json:"name"`
	Title   string       `json:"title"`
	Columns []jsonColumn `json:"columns"`
	Keys    []string     `json:"keys,omitempty"`
	Rows    [][]*string  `json:"rows"`
}

// jsonColumn is the form of a column in JSON.
type jsonColumn struct {
	Key  string `json:"key"`
	Name string `json:"name"`
	Unit string `json:"unit"`
}

// MarshalJSON returns {"name", "title", "columns": [{"key", "name", "unit"}], "rows":
// [[…]]}. Every row has one entry per column: text as a string, an empty cell
// as null, a number as a string of its value before any reconciling, exact
// where it ends within 28 significant digits and else rounded to these. Where rows
// have keys, "keys" has one for each, "" for those without.
func (t Table) MarshalJSON() ([]byte, error) {
	out := jsonTable{
		Name:    t.Name,
		Title:   t.Title.String(),
		Columns: make([]jsonColumn, len(t.Columns)),
		Rows:    make([][]*string, len(t.Rows)),
	}
	for i, col := range t.Columns {
		out.Columns[i] = jsonColumn{Key: col.key(), Name: col.Name.String(), Unit: col.Unit}
	}
	for i, row := range t.Rows {
		out.Rows[i] = t.jsonRow(i)
		if row.Key != "" && out.Keys == nil {
			out.Keys = make([]string, len(t.Rows))
		}
		if row.Key != "" {
			out.Keys[i] = row.Key
		}
	}
	return json.Marshal(out)
}

// jsonRow returns the entries of one row.
func (t *Table) jsonRow(row int) []*string {
	entries := make([]*string, len(t.Columns))
	for col := range entries {
		entries[col] = t.Cell(row, col).jsonEntry()
	}
	return entries
}

// jsonEntry returns the text of a cell, nil for an empty one.
func (c Cell) jsonEntry() *string {
	text := c.Text.String()
	switch c.Kind {
	case Empty:
		return nil
	case Number:
		text = Digits(c.Value)
	}
	return &text
}

// Digits returns a number as JSON holds it: exact where the decimal ends within 28 significant digits, else rounded to them.
func Digits(v num.D) string { return v.Significant(jsonDigits) }
