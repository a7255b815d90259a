package main

import (
	"context"

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
	return r, t, err
}

// sheetOf is a table as it stands, with its headings above.
func sheetOf(t *table.Table, title string, l say.Language) *workbook.Sheet {
	const width = 16 // characters, which figures and headings fit in
	out := &workbook.Sheet{Title: title, FrozenRows: 1}
	for col, c := range t.Columns {
		out.Widths = append(out.Widths, width)
		out.Put(0, col, workbook.Cell{Kind: workbook.Text, Text: c.Head(l), Style: workbook.Style{Role: workbook.Header, Wrap: true}})
		for row := range t.Rows {
			out.Put(row+1, col, sheetCell(t.Cell(row, col), c, t.Rows[row].Kind, l))
		}
	}
	return out
}

func sheetCell(c table.Cell, column table.Column, row table.RowKind, l say.Language) workbook.Cell {
	var out workbook.Cell
	if row == table.Total {
		out.Style.Role = workbook.Total
	}
	switch c.Kind {
	case table.Text:
		out.Kind, out.Text = workbook.Text, c.Text.In(l)
	case table.Number:
		out.Kind, out.Text, out.Style.Format = workbook.Number, table.Digits(c.Value), "#,##0.00"
		if column.Places == 0 {
			out.Style.Format = "0" // a year has no groups
		}
	}
	return out
}
