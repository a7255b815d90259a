package main

import (
	"context"
	"unicode/utf8"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/eval/table"
	"github.com/costlang/cost/eval/workbook"
	"github.com/costlang/cost/lang/say"
)

// exportSOMCSV writes what SØM takes as CSV.
func exportSOMCSV(ctx context.Context, a *app, _ script, p *eval.Program, in eval.Inputs, f exportFlags) (exported, error) {
	r, t, err := somOf(ctx, p, in, f)
	if err != nil {
		return exported{}, err
	}
	return exported{f.profile().Sheet(t, a.locale.language), r.Warnings()}, nil
}

// exportSOMBook writes it as a workbook of one sheet, which computes nothing.
func exportSOMBook(ctx context.Context, a *app, s script, p *eval.Program, in eval.Inputs, f exportFlags) (exported, error) {
	r, t, err := somOf(ctx, p, in, f)
	if err != nil {
		return exported{}, err
	}
	l := a.locale.language
	book := &workbook.Book{
		Title: say.T("%s: %s", t.Title, s.name).In(l), Made: moduleVersion(), Language: l.Code(),
		Sheets: []*workbook.Sheet{sheetOf(t, say.T("SØM").In(l), l)},
	}
	file, err := bookFile(book)
	return exported{file, r.Warnings()}, err
}

func somOf(ctx context.Context, p *eval.Program, in eval.Inputs, f exportFlags) (*eval.Result, *table.Table, error) {
	r, err := p.Run(ctx, in, eval.Under(f.scenario))
	if err != nil {
		return nil, nil, err
	}
	t, err := r.SOM()
	if err != nil {
		return nil, nil, err
	}
	roundTable(t)
	return r, t, nil
}

// roundTable leaves every number as many decimals as its column has.
func roundTable(t *table.Table) {
	for _, row := range t.Rows {
		for col, c := range row.Cells {
			if c.Kind == table.Number {
				row.Cells[col].Value = c.Value.Round(t.Columns[col].Places)
			}
		}
	}
}

// sheetOf is a table as it stands, with its headings above.
func sheetOf(t *table.Table, title string, l say.Language) *workbook.Sheet {
	out := &workbook.Sheet{Title: title, FrozenRows: 1, FrozenCols: 3}
	for col, c := range t.Columns {
		out.Widen(col, columnWidth(t, col, l))
		head := workbook.Style{Role: workbook.Header, Wrap: true, Right: !isText(c)}
		if isText(c) {
			head.Indent = 1
		}
		out.Put(0, col, workbook.Cell{Kind: workbook.Text, Text: c.Head(l), Style: head})
		for row := range t.Rows {
			out.Put(row+1, col, sheetCell(t.Cell(row, col), c, t.Rows[row].Kind, l))
		}
	}
	return out
}

// isText reports whether a column holds texts, which stand clear of the numbers before them: those of numbers have their places.
func isText(c table.Column) bool { return c.Places == table.None }

// columnWidth is how many characters a column needs: figures and headings fit in 20, names may take up to 40.
func columnWidth(t *table.Table, col int, l say.Language) int {
	const figures, most = 20, 40
	longest := 0
	for row := range t.Rows {
		longest = max(longest, utf8.RuneCountInString(t.Cell(row, col).Text.In(l))+2)
	}
	if !isText(t.Columns[col]) {
		return figures
	}
	return min(max(longest, 10), most)
}

func sheetCell(c table.Cell, column table.Column, row table.RowKind, l say.Language) workbook.Cell {
	var out workbook.Cell
	if row == table.Total {
		out.Style.Role = workbook.Total
	}
	switch c.Kind {
	case table.Text:
		out.Kind, out.Text = workbook.Text, c.Text.In(l)
		out.Style.Right, out.Style.Indent = !isText(column), 0
		if isText(column) {
			out.Style.Indent = 1
		}
	case table.Number:
		out.Kind, out.Text, out.Style.Format = workbook.Number, table.Digits(c.Value), "#,##0.00"
		if column.Places == 0 {
			out.Style.Format = "0" // a year has no groups
		}
	}
	return out
}
