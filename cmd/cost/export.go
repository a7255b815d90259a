package main

import (
	"context"
	"errors"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/eval/workbook"
	"github.com/costlang/cost/eval/xlsx"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
)

// exportFlags is what `cost export` is asked for.
type exportFlags struct {
	runFlags
	form string
	out  string
}

// exported is what a form makes of a script: the bytes of a file, and what the run noticed.
type exported struct {
	file     []byte
	warnings diag.List
}

// exporter writes one form of a script as one kind of file.
type exporter func(ctx context.Context, a *app, s script, p *eval.Program, in eval.Inputs, f exportFlags) (exported, error)

// exportForms are the forms that scripts are exported in, with what writes each ending of a file. Every form has the usual ending.
var exportForms = map[string]map[string]exporter{
	"model": {usualExport: exportModel},
	"som":   {usualExport: exportSOMBook, csvExport: exportSOMCSV},
}

const (
	usualExport = ".xlsx"
	csvExport   = ".csv"
)

func (a *app) exportCommand() *cobra.Command {
	f := exportFlags{form: "model"}
	cmd := &cobra.Command{
		Use:   "export FILE",
		Short: "Write the model as a workbook that recalculates",
		Long: "Write the model of a script as a workbook for Excel and LibreOffice. Every figure in it is a formula, down to the assumptions of the script: change a wage on " +
			"the first sheet and every table follows. It has the assumptions with their sources, the model row by row as the script names it, results, sensitivity, scenarios, " +
			"expectations, the figures of the exact run beside the live ones, and a page on how it was made.\n\n" +
			"--form som is what the investment model SØM takes, as .csv or .xlsx: a row for each year and payer, one for what no payer is named for, and " +
			"one for all of them, with the columns Year, Payer, Row, Started and Completed in each unit that courses count, Gross cost, Residual value, Grants, Savings, Net cost, Price year " +
			"and Currency. Row says payer, year (all payers) or total (all years), so that a sum over the rows of one kind counts nothing twice. Grants and savings are positive, prices are those of the script, and nothing is discounted. Money is rounded to hundredths of the currency and participants to four decimals, each figure by itself; --csv danish is for a Danish Excel. `-o -` writes CSV.\n\n" +
			"Without --out a file stands beside the script, under its name with the ending .xlsx, or .som.xlsx. It is written whole or not at all, and not for a script with errors.",
		Example: "  cost export model.cost\n  cost export model.cost -o assessment.xlsx --locale da\n  cost export model.cost -o dear.xlsx --scenario \"Dear\" --set meetings=10\n" +
			"  cost export model.cost --form som -o som.csv --csv danish --locale da",
		Args: one,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := given(cmd); err != nil {
				return err
			}
			return a.export(cmd.Context(), args[0], f)
		},
	}
	flags := cmd.Flags()
	flags.StringVarP(&f.out, "out", "o", "", "file that is written, whole or not at all, - for standard output, where som is CSV; else the name of the script with .xlsx")
	flags.Var(a.chosen(exportChoice(&f)), "form", "what is written: model, the workbook that recalculates, or som, a table by year and payer")
	flags.Var(a.chosen(profileChoice(&f.runFlags)), "csv", "how CSV is written: ordinary, or danish for a Danish Excel")
	f.addScenario(cmd)
	f.addSet(cmd)
	return cmd
}

func exportChoice(f *exportFlags) *choice {
	return &choice{flag: "form", kind: "form", words: slices.Sorted(maps.Keys(exportForms)), choose: func(word string) { f.form = word }}
}

// exportTo is the file that is written, and how.
func exportTo(f exportFlags, name string) (string, exporter, error) {
	endings, out, usual := exportForms[f.form], f.out, usualExport
	if f.csv != "" {
		usual = csvExport
	}
	switch {
	case endings[usual] == nil || f.csv != "" && out != "" && out != stdinName && !strings.EqualFold(filepath.Ext(out), usual):
		return "", nil, usageError(say.T("--csv %s goes with --form som and a name that ends in .csv", f.csv))
	case out == "" && name == stdinName:
		return "", nil, usageError(say.T("an export of standard input needs a name: --out model.xlsx"))
	case out == "":
		out = strings.TrimSuffix(name, filepath.Ext(name)) + besideModel(f.form) + usual
	case out == stdinName:
		if text := endings[csvExport]; text != nil {
			return out, text, nil
		}
		return out, endings[usual], nil
	}
	if write, ok := endings[strings.ToLower(filepath.Ext(out))]; ok {
		return out, write, nil
	}
	known := slices.Sorted(maps.Keys(endings))
	return "", nil, usageError(say.T("--out takes a name that ends in %s, not %s", say.Or(known), quote(out)))
}

// besideModel keeps the other forms of a script apart from its model: model.som.xlsx.
func besideModel(form string) string {
	if form == "model" {
		return ""
	}
	return "." + form
}

func (a *app) export(ctx context.Context, name string, f exportFlags) error {
	if name != stdinName {
		match, err := onlyMatch(name)
		if err != nil {
			return err
		}
		name = match
	}
	out, write, err := exportTo(f, name)
	if err != nil {
		return err
	}
	in, err := inputs(f.set)
	if err != nil {
		return err
	}
	var warnings diag.List
	err = a.use(ctx, name, func(s script, p *eval.Program) error {
		return a.writeTo(ctx, out, s, func(to destination) error {
			made, err := write(ctx, a, s, p, in, f)
			if err != nil {
				return err
			}
			warnings = s.place(made.warnings)
			return to.write(made.file)
		})
	})
	if err == nil {
		a.report(warnings)
	}
	return err
}

// exportModel writes the workbook that recalculates.
func exportModel(ctx context.Context, a *app, s script, p *eval.Program, in eval.Inputs, f exportFlags) (exported, error) {
	book, err := eval.Workbook(ctx, p, in, eval.Under(f.scenario), eval.InLanguage(a.locale.language), eval.MadeBy("cost "+moduleVersion()))
	if err != nil {
		return exported{}, err
	}
	file, err := bookFile(book)
	return exported{file, book.Warnings}, err
}

// bookFile is the file of a book, or why it cannot be written.
func bookFile(book *workbook.Book) ([]byte, error) {
	file, err := xlsx.Write(book)
	var unfit *xlsx.Unfit
	if errors.As(err, &unfit) {
		err = &writeError{&remark{unfit.Why}}
	}
	return file, err
}
