package table

import (
	"strings"

	"github.com/costlang/cost/lang/say"
)

// Profile is a way of writing tidy CSV. The zero Profile is no useful one.
type Profile struct {
	separator, decimal, lineEnd string
	mark                        bool // UTF-8 is said by a byte order mark
	guarded                     bool // a text that a spreadsheet would take for something else gets a ' before it
}

// OrdinaryCSV is the profile of RFC 4180 but for its line ends: commas, decimal points, line feeds, and no byte order mark.
func OrdinaryCSV() Profile { return Profile{separator: ",", decimal: ".", lineEnd: "\n"} }

// DanishCSV is the profile that a Danish Excel opens without questions: semicolons, decimal commas, carriage returns and line
// feeds, a byte order mark, and a ' before texts that Excel would take for formulas, numbers, dates, times or truths.
func DanishCSV() Profile {
	return Profile{separator: ";", decimal: ",", lineEnd: "\r\n", mark: true, guarded: true}
}

// Signs are what a profile writes around fields, for those who write lines one by one: Mark stands above all lines.
type Signs struct{ Mark, Separator, Decimal, LineEnd string }

// Signs returns those of the profile.
func (p Profile) Signs() Signs {
	s := Signs{Separator: p.separator, Decimal: p.decimal, LineEnd: p.lineEnd}
	if p.mark {
		s.Mark = byteOrderMark
	}
	return s
}

const byteOrderMark = "\ufeff"

// CSV writes facts below a line of headings, the same in every language: scenario, table, row, column, value, unit.
// Numbers are exact and not grouped.
func (p Profile) CSV(facts []Fact) []byte {
	var out strings.Builder
	if p.mark {
		out.WriteString(byteOrderMark)
	}
	p.line(&out, "scenario", "table", "row", "column", "value", "unit")
	for _, f := range facts {
		p.line(&out, p.Text(f.Scenario), p.Text(f.Table), p.Text(f.Row), p.Text(f.Column), p.value(f), p.Text(f.Unit))
	}
	return []byte(out.String())
}

// Sheet writes a table as it stands: its headings with their units in a line, and then its rows. Numbers are exact and not grouped, texts
// are said in a language.
func (p Profile) Sheet(t *Table, l say.Language) []byte {
	var out strings.Builder
	if p.mark {
		out.WriteString(byteOrderMark)
	}
	fields := make([]string, len(t.Columns))
	for col, c := range t.Columns {
		fields[col] = p.Text(c.Head(l))
	}
	p.line(&out, fields...)
	for row := range t.Rows {
		for col := range t.Columns {
			fields[col] = p.cell(t.Cell(row, col), l)
		}
		p.line(&out, fields...)
	}
	return []byte(out.String())
}

// cell is a field of a sheet.
func (p Profile) cell(c Cell, l say.Language) string {
	if c.Kind == Number {
		return p.value(Fact{Value: Digits(c.Value), Number: true})
	}
	return p.Text(c.Text.In(l))
}

func (p Profile) line(out *strings.Builder, fields ...string) {
	out.WriteString(strings.Join(fields, p.separator) + p.lineEnd)
}

func (p Profile) value(f Fact) string {
	if !f.Number {
		return p.Text(f.Value)
	}
	return strings.Replace(f.Value, ".", p.decimal, 1)
}

// Text is a field of text, in quotation marks where it needs them.
func (p Profile) Text(s string) string {
	if p.guarded {
		s = guarded(s)
	}
	if !strings.ContainsAny(s, p.separator+"\"\r\n") && strings.TrimSpace(s) == s {
		return s
	}
	return `"` + strings.ReplaceAll(s, `"`, `""`) + `"`
}
