package table

import (
	"encoding/csv"
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/lang/say"
)

// unformatted reads a number back as a style writes it.
func unformatted(t interface{ Fatalf(string, ...any) }, text string, style Style) num.D {
	text = strings.TrimSuffix(text, style.percent+"%")
	for _, part := range strings.Split(strings.Split(text, style.Decimal)[0], style.Thousands)[1:] {
		if len(part) != 3 {
			t.Fatalf("%q is not grouped in threes", text)
		}
	}
	plain := strings.Replace(strings.ReplaceAll(text, style.Thousands, ""), style.Decimal, ".", 1)
	v, err := num.Parse(plain)
	if err != nil {
		t.Fatalf("%q: %v", text, err)
	}
	return v
}

// drawDisplayed draws a reconciled table whose rows and columns have what forms must cope with: units, shares, labels that repeat and
// labels of special characters.
func drawDisplayed(t *rapid.T) *Table {
	tab := drawTable(t, 8, 3, drawValue)
	unit := rapid.SampledFrom([]string{"", "DKK", "%", "DKK/(family*year)", "hours"}).Draw(t, "unit")
	label := rapid.SampledFrom([]string{"Books", "=1+1", "-", "a|b", "*bold*", "x;y,z", `"q"`, "@home", "\\", "1. April", "`", "<b>"})
	tab.Columns = append([]Column{TextColumn(say.Verbatim("What"))}, tab.Columns...)
	for i := range tab.Columns {
		if c := &tab.Columns[i]; i > 0 {
			c.Unit = unit
			if c.Parent >= 0 {
				c.Parent++
			}
		}
	}
	for i := range tab.Rows {
		tab.Rows[i].Cells = append([]Cell{TextCell(label.Draw(t, "label"))}, tab.Rows[i].Cells...)
	}
	if err := tab.Reconcile(); err != nil {
		t.Fatal(err)
	}
	return tab
}

// exactNumbers are the numbers of a table by rows, as Digits writes them.
func exactNumbers(tab *Table) []string {
	var out []string
	for row := range tab.Rows {
		for col := range tab.Columns {
			if c := tab.Cell(row, col); c.Kind == Number {
				out = append(out, Digits(c.Value))
			}
		}
	}
	return out
}

// Digits in CSV of either profile and in JSON come from the same decimal.
func TestExactFormsAgree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		tab := drawDisplayed(t)
		want := exactNumbers(tab)
		for name, p := range map[string]Profile{"ordinary": OrdinaryCSV(), "danish": DanishCSV()} {
			if diff := cmp.Diff(want, csvNumbers(t, p, tab)); diff != "" {
				t.Fatalf("%s (-table +CSV):\n%s", name, diff)
			}
		}
		if diff := cmp.Diff(want, jsonNumbers(t, tab)); diff != "" {
			t.Fatalf("-table +JSON:\n%s", diff)
		}
	})
}

// csvNumbers reads the numbers of a table back from CSV. Here every fact is a number, since labels are names of rows.
func csvNumbers(t *rapid.T, p Profile, tab *Table) []string {
	text := strings.TrimPrefix(string(p.CSV(tab.Facts("", say.Danish))), byteOrderMark)
	reader := csv.NewReader(strings.NewReader(text))
	reader.Comma = rune(p.separator[0])
	records, err := reader.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, record := range records[1:] {
		out = append(out, strings.Replace(record[4], p.decimal, ".", 1))
	}
	return out
}

func jsonNumbers(t *rapid.T, tab *Table) []string {
	text, err := json.Marshal(tab)
	if err != nil {
		t.Fatal(err)
	}
	var doc struct{ Rows [][]*string }
	if err := json.Unmarshal(text, &doc); err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, row := range doc.Rows {
		for _, entry := range row[1:] {
			if entry != nil {
				out = append(out, *entry)
			}
		}
	}
	return out
}

// Digits in the view and in Markdown, in either language, are those of the printed number.
func TestPrintedFormsAgree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		tab := drawDisplayed(t)
		for _, language := range say.Languages() {
			style := StyleOf(language)
			v := tab.View(style)
			cells := pipeCells(t, v.Markdown())
			for i, row := range tab.reading() {
				at := 0
				for col := range v.Heads {
					if !v.Heads[col].Right {
						continue
					}
					for at++; tab.columnIsEmpty(at); at++ {
					}
					same(t, tab, row, at, v.Rows[i].Cells[col], style)
					same(t, tab, row, at, strings.Trim(cells[i][col], "*"), style)
				}
			}
		}
	})
}

func (t *Table) columnIsEmpty(col int) bool {
	for row := range t.Rows {
		if t.Cell(row, col).Kind != Empty {
			return false
		}
	}
	return true
}

func same(t *rapid.T, tab *Table, row, col int, text string, style Style) {
	if tab.Cell(row, col).Kind != Number {
		if text != "" {
			t.Fatalf("row %d, column %d: an empty cell reads %q", row, col, text)
		}
		return
	}
	if got, want := unformatted(t, text, style), printedAt(tab, row, col); !got.Equal(want) {
		t.Fatalf("row %d, column %d: %s reads %q", row, col, want, text)
	}
}

// pipeCells is the cells below the heads of a pipe table, without blanks around them.
func pipeCells(t *rapid.T, markdown string) [][]string {
	var out [][]string
	for _, line := range strings.Split(strings.TrimSuffix(markdown, "\n"), "\n")[2:] {
		const bar = "\x00"
		fields := strings.Split(strings.ReplaceAll(strings.ReplaceAll(line, `\\`, `\ `), `\|`, bar), "|")
		cells := fields[1 : len(fields)-1]
		for i := range cells {
			cells[i] = strings.Trim(cells[i], " \u00a0")
		}
		out = append(out, cells)
	}
	return out
}
