package eval

import (
	"context"

	"github.com/costlang/cost/eval/workbook"
	"github.com/costlang/cost/lang/say"
)

// InLanguage says in which language a workbook has its titles and labels, English otherwise.
func InLanguage(l say.Language) RunOption { return func(o *runOptions) { o.language = l } }

// MadeBy says which program, and which version of it, a workbook tells that it was made by.
func MadeBy(program string) RunOption { return func(o *runOptions) { o.made = program } }

// Workbook reads a run as a workbook that recalculates: its cells are formulas down to the assumptions of the script, and name no file
// format; eval/xlsx writes one. Under and With say of which run, InLanguage in which language. The error is a diag.List.
func (p *Program) Workbook(ctx context.Context, in Inputs, opts ...RunOption) (book *workbook.Book, err error) {
	defer p.recovered(ctx, &err)
	o := runOptionsOf(opts)
	r, err := p.Run(ctx, in, opts...)
	if err != nil {
		return nil, err
	}
	book = &workbook.Book{Title: r.report().Title, Made: o.made, Language: o.language.Code(), Warnings: r.Warnings()}
	s := &workbook.Sheet{Title: "About"}
	book.Sheets = append(book.Sheets, s)
	s.Put(0, 0, workbook.Cell{Kind: workbook.Text, Text: book.Title, Style: workbook.Style{Role: workbook.Title}})
	return book, nil
}
