package main

import (
	"context"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/eval/table"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
)

// sweepFlags is what `cost sweep` is asked for.
type sweepFlags struct {
	runFlags
	of   []string
	over []string
	out  string // a file, or "" or - for standard output
}

// sweepFormats are the forms that sweep writes points in.
var sweepFormats = []string{"csv", "json"}

func (a *app) sweepCommand() *cobra.Command {
	var f sweepFlags
	cmd := &cobra.Command{
		Use:   "sweep FILE",
		Short: "Write figures at every combination of values, as CSV or JSON lines",
		Long: "Write figures at every combination of the values of some params, a row for each point, for other programs to read. --over takes a " +
			"range as a param does, or a param alone for its own range; the last one changes fastest. A range without step is both ends, and the " +
			"value as it is between them. Memory does not grow with the rows.\n\n" +
			"Values of params are exact. Figures are floats, good for about 12 digits, in the fewest digits that read back as the same float; where " +
			"one has no value its cell is empty, null in JSON, and a warning says why. With --out nothing stands under that name until all is written.\n\n" +
			"Columns of CSV and names in JSON are the same: params in the order of --over, then figures in that of --of, each with its unit " +
			"behind it: `fee (DKK)`. With --scenario all `scenario` comes first, \"\" for the script as it is. A name that would stand twice is " +
			"numbered: `total`, `total (2)`. In JSON a param that is a number is one, a list is an array and a text a string. The program " +
			"costparquet makes Parquet of JSON lines.",
		Example: "  cost sweep model.cost --of total,per_completed --over 'wage_level in 80%..120% step 1%' --over 'meetings in 2..8 step 2' -o points.csv\n" +
			"  cost sweep model.cost --of total --over finishing --over 'meetings in {6, 8, 10}' --scenario all --format json",
		Args: one,
		RunE: func(cmd *cobra.Command, args []string) error { return a.sweep(cmd.Context(), args[0], f) },
	}
	flags := cmd.Flags()
	flags.StringSliceVar(&f.of, "of", nil, "outputs or results, with commas between them; the only output where the script has one")
	flags.StringArrayVar(&f.over, "over", nil, "param and its values, as 'P in 80%..120% step 1%', 'P in {1, 2}' or P; may be repeated")
	flags.StringVarP(&f.out, "out", "o", "", "file that is written, whole or not at all; else standard output")
	flags.StringVar(&f.scenario, "scenario", "", "under a scenario of the script, or all: as it is and under each of them")
	flags.StringArrayVar(&f.set, "set", nil, "give a param another value, as name=value; may be repeated")
	f.addPoints(cmd)
	format := &choice{flag: "format", kind: "form", words: sweepFormats, choose: func(word string) { f.format = word }}
	flags.Var(a.chosen(format), "format", "of the rows: csv, or json for an object a line")
	flags.Var(a.chosen(profileChoice(&f.runFlags)), "csv", "how CSV is written: ordinary, or danish for a Danish Excel")
	_ = cmd.RegisterFlagCompletionFunc("of", a.offerFigures) // the flags are there
	_ = cmd.RegisterFlagCompletionFunc("over", a.offerSwept)
	return cmd
}

func (a *app) sweep(ctx context.Context, name string, f sweepFlags) error {
	form, err := f.form()
	if err != nil {
		return err
	}
	in, err := a.inputs(f.runFlags)
	if err != nil {
		return err
	}
	if len(f.over) == 0 {
		return usageError(say.T("say with --over which params to sweep, as in --over 'P in 1..3 step 1'"))
	}
	var warnings diag.List
	err = a.use(ctx, name, func(s script, p *eval.Program) error {
		sweeps, err := f.sweeps(ctx, p, in)
		if err != nil {
			return err
		}
		return a.writeTo(ctx, f.out, s, func(to destination) error {
			found, err := a.writeSweeps(ctx, sweeps, a.rows(form, f, sweeps[0]), to)
			warnings = s.place(append(slices.Clone(sweeps[0].Warnings()), found...))
			return err
		})
	})
	if err != nil {
		return err
	}
	a.report(warnings)
	return nil
}

// scenarioSweep is a sweep under a scenario.
type scenarioSweep struct {
	*eval.Sweep
	scenario string
}

// sweeps prepares the sweep, under each scenario that is asked for.
func (f sweepFlags) sweeps(ctx context.Context, p *eval.Program, in eval.Inputs) ([]scenarioSweep, error) {
	of := names(f.of)
	if len(of) == 0 {
		only, err := followed(p, "")
		if err != nil {
			return nil, err
		}
		of = []string{only}
	}
	var out []scenarioSweep
	for _, scenario := range scenariosAsked(p, f.scenario) {
		s, err := p.Sweep(ctx, of, f.over, eval.With(in), eval.Under(scenario))
		if err != nil {
			return nil, err
		}
		out = append(out, scenarioSweep{s, scenario})
	}
	return out, nil
}

// writeSweeps writes the rows of sweeps one after the other.
func (a *app) writeSweeps(ctx context.Context, sweeps []scenarioSweep, r *rows, to destination) (diag.List, error) {
	all := int64(0)
	for _, s := range sweeps {
		all += s.Points()
	}
	bar := a.progressTo(to, all)
	defer bar.end()
	if err := to.write(r.layout.head); err != nil {
		return nil, err
	}
	var warnings diag.List
	for _, s := range sweeps {
		r.begin(s)
		found, err := s.Run(ctx, func(points eval.SweepPoints) error {
			bar.add(len(points.Figures[0]))
			return to.write(r.of(points))
		})
		if err != nil {
			return nil, err
		}
		warnings = append(warnings, found...)
	}
	return warnings, nil
}

// rows writes the points of a sweep in a form.
func (a *app) rows(form string, f sweepFlags, s scenarioSweep) *rows {
	language := a.locale.language
	if form == "json" {
		language = say.English // units are keys there
	}
	var heads []string
	if f.scenario == allScenarios {
		heads = append(heads, "scenario")
	}
	for _, p := range s.Params {
		heads = append(heads, columnHead(p.Name, p.Unit, language))
	}
	for _, figure := range s.Figures {
		heads = append(heads, columnHead(figure.Name, figure.Unit, language))
	}
	heads = table.Distinct(heads) // a name that stood twice would be lost to readers of JSON
	r := &rows{layout: csvLayout(f.profile(), heads), named: f.scenario == allScenarios}
	if form == "json" {
		r.layout = jsonLayout(heads)
	}
	return r
}

// columnHead is the name of a column with its unit: `fee (DKK)`.
func columnHead(name, unit string, l say.Language) string {
	if unit == "" {
		return name
	}
	return name + " (" + table.UnitIn(unit, l) + ")"
}

// offerFigures lists the outputs of the script, as the next of a list with commas.
func (a *app) offerFigures(cmd *cobra.Command, args []string, start string) ([]string, cobra.ShellCompDirective) {
	before := start[:strings.LastIndex(start, ",")+1]
	var out []string
	a.glance(cmd.Context(), args, func(p *eval.Program) {
		for _, o := range p.Plan().Outputs {
			if !slices.Contains(strings.Split(before, ","), o.Name) {
				out = append(out, cobra.CompletionWithDesc(before+o.Name, o.Label))
			}
		}
	})
	return beginning(out, start), cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
}

// offerSwept lists the params of the script, to go on with a range.
func (a *app) offerSwept(cmd *cobra.Command, args []string, start string) ([]string, cobra.ShellCompDirective) {
	var out []string
	a.glance(cmd.Context(), args, func(p *eval.Program) {
		for _, param := range p.Params() {
			out = append(out, cobra.CompletionWithDesc(param.Name, param.Label))
		}
	})
	return beginning(out, start), cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
}
