package eval

import (
	"slices"
	"strings"

	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/eval/sensitivity"
	"github.com/costlang/cost/eval/table"
	"github.com/costlang/cost/lang/say"
)

// OutputTable is the reported figures as a table, named outputs.
func (r *Result) OutputTable() *table.Table {
	t := &table.Table{Name: "outputs", Title: say.T("Results")}
	t.Columns = []table.Column{table.TextColumn(say.T("Output")), table.NumberColumn(say.T("Value"), ""), table.UnitColumn()}
	for _, f := range r.Outputs() {
		cells := []table.Cell{table.TextCell(f.Title()), figureCell(sensitivity.Value{D: f.Value, Known: true}, f.Unit), table.TextCell(f.Amount().Beside())}
		t.Rows = append(t.Rows, table.Row{Parent: table.None, Cells: cells})
	}
	return t
}

// Facts takes the report apart for tidy files: what it is as table about, the outputs as table outputs, every table, the
// expectations as table expectations and the notes, those of tables too, as table notes, each under the scenario that its figures belong to. Numbers
// are exact. Texts and units are said in a language; the names of tables stay.
func (r *Report) Facts(l say.Language) []table.Fact {
	out := append(r.aboutTable().Facts(r.Scenario, l), r.OutputTable().Facts(r.Scenario, l)...)
	for _, t := range r.Tables {
		out = append(out, t.Facts(r.Scenario, l)...)
	}
	claims := make([]string, len(r.Expectations))
	for i, e := range r.Expectations {
		claims[i] = e.Claim()
	}
	for i, name := range table.Distinct(claims) {
		out = append(out, r.Expectations[i].facts(name, l)...)
	}
	return append(out, r.noteTable().Facts(r.Scenario, l)...)
}

// aboutTable is what stands above the tables, as far as there is any.
func (r *Report) aboutTable() *table.Table {
	t := textTable("about")
	add := func(name say.Phrase, c table.Cell) {
		t.Rows = append(t.Rows, table.Row{Parent: table.None, Cells: []table.Cell{table.LabelCell(name), c}})
	}
	add(say.T("Title"), table.TextCell(r.Title))
	add(say.T("Scenario"), table.TextCell(r.Scenario))
	add(say.T("Currency"), table.TextCell(r.Currency))
	if r.Prices != 0 {
		add(say.T("Price year"), table.NumberCell(num.Int(int64(r.Prices))))
	}
	add(say.T("Horizon"), table.LabelCell(r.Horizon))
	add(say.T("Description"), table.TextCell(r.About))
	return t
}

// remarks is all that a reader must know of the figures: the notes, and behind them those of tables, each with its title.
func (r *Report) remarks() []say.Phrase {
	out := slices.Clone(r.Notes)
	for _, t := range r.Tables {
		if !t.Note.Empty() {
			out = append(out, say.T("%s: %s", t.Title, t.Note))
		}
	}
	return out
}

// noteTable is the notes, numbered.
func (r *Report) noteTable() *table.Table {
	t := textTable("notes")
	for i, note := range r.remarks() {
		cells := []table.Cell{table.LabelCell(say.T("Note %d", i+1)), table.LabelCell(note)}
		t.Rows = append(t.Rows, table.Row{Parent: table.None, Cells: cells})
	}
	return t
}

// textTable is a table of names and what they say.
func textTable(name string) *table.Table {
	return &table.Table{Name: name, Columns: []table.Column{table.TextColumn(say.T("Name")), table.TextColumn(say.T("Value"))}}
}

// Claim is the text of the expectation on one line, with its scenario.
func (e Expectation) Claim() string {
	text := strings.Join(strings.Fields(e.Text), " ")
	if e.Under != "" && !strings.Contains(text, " under ") {
		text += " under " + quoted(e.Under)
	}
	return text
}

// facts tells an expectation column by column. Whether it holds is 1 or 0, so that it can be counted.
func (e Expectation) facts(name string, l say.Language) []table.Fact {
	t := &table.Table{Name: "expectations"}
	row := table.Row{Parent: table.None}
	add := func(heading say.Phrase, c table.Cell) {
		t.Columns = append(t.Columns, table.TextColumn(heading))
		row.Cells = append(row.Cells, c)
	}
	number := func(v num.D) table.Cell {
		c := table.NumberCell(v)
		c.Unit = e.Unit
		return c
	}
	holds, actual, gap := num.Int(0), table.EmptyCell(), table.EmptyCell()
	if e.OK {
		holds = num.Int(1)
	}
	if e.Known {
		actual, gap = number(e.Actual), number(e.Gap)
	}
	add(say.T("Expectation"), table.TextCell(name))
	add(say.T("Holds"), table.NumberCell(holds))
	add(say.T("Figure"), actual)
	add(say.T("Difference"), gap)
	add(say.T("Known to differ"), table.TextCell(e.Differs))
	add(say.T("Problem"), table.LabelCell(e.Problem))
	add(say.T("Source"), table.TextCell(e.Source))
	t.Rows = []table.Row{row}
	return t.Facts(e.Under, l)
}
