package main

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
)

// analysisFlags are those of the commands that ask one analysis of a script.
type analysisFlags struct {
	runFlags
	of     string
	by     []string
	target string
}

// allScenarios is the --scenario that stands for the script as it is and each of its scenarios.
const allScenarios = "all"

// addTo gives a command the flags that are common to analyses.
func (f *analysisFlags) addTo(a *app, cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.of, "of", "", "output or result that is followed; the only output where the script has one")
	cmd.Flags().StringVar(&f.scenario, "scenario", "", "under a scenario of the script, or all: as it is and under each of them")
	a.addResultFlags(cmd, &f.runFlags)
}

// ranged is the flag --by of analyses that take several params.
func (f *analysisFlags) ranged(cmd *cobra.Command) {
	cmd.Flags().StringSliceVar(&f.by, "by", nil, "params, with commas between them; all that have a range where none is given")
}

// given refuses flags that are given with nothing in them: what they would leave out is not what was meant.
func given(cmd *cobra.Command) error {
	var err error
	cmd.Flags().Visit(func(f *pflag.Flag) {
		if kind := f.Value.Type(); kind != "string" && kind != "stringSlice" || f.Name == "scenario" {
			return
		}
		if err == nil && strings.Trim(f.Value.String(), "[], ") == "" {
			err = usageError(say.T("%s needs a value", "--"+f.Name))
		}
	})
	return err
}

// ask prints the answer to a question, under each scenario that is asked for.
func (a *app) ask(ctx context.Context, name string, f analysisFlags, q eval.Question, opts ...eval.RunOption) error {
	write, err := a.writer(f.runFlags)
	if err != nil {
		return err
	}
	in, err := a.inputs(f.runFlags)
	if err != nil {
		return err
	}
	var result []byte
	var warnings diag.List
	err = a.use(ctx, name, func(s script, p *eval.Program) error {
		if q.Of, err = followed(p, q.Of); err != nil {
			return err
		}
		opts := append(opts, eval.With(in))
		bar := a.progress(f.draws(ctx, a, p, q, opts))
		reports, err := f.answers(ctx, p, q, append(opts, eval.Drawn(bar.add)))
		bar.end()
		if err != nil {
			return err
		}
		warnings = s.place(reports[0].Warnings)
		for _, r := range reports {
			r.Warnings = warnings
		}
		result, err = write(reports)
		return err
	})
	if err != nil {
		return err
	}
	return a.deliver(result, warnings, false)
}

// draws is how many draws the answers to a question will make, as app.draws.
func (f analysisFlags) draws(ctx context.Context, a *app, p *eval.Program, q eval.Question, opts []eval.RunOption) int64 {
	var questions []eval.OwnQuestion
	for _, scenario := range scenariosAsked(p, f.scenario) {
		questions = append(questions, eval.OwnQuestion{Question: q, Options: []eval.RunOption{eval.Under(scenario)}})
	}
	return a.draws(ctx, p, questions, opts)
}

// followed is what an analysis follows: what is named, or the only output.
func followed(p *eval.Program, of string) (string, error) {
	if of = strings.TrimSpace(of); of != "" {
		return of, nil
	}
	switch names := outputNames(p); len(names) {
	case 0:
		return "", usageError(say.T("the script has no output: say with --of what to follow, such as --of total"))
	case 1:
		return names[0], nil
	default:
		return "", usageError(say.T("say with --of what to follow: %s", say.Or(names)))
	}
}

func outputNames(p *eval.Program) []string {
	var out []string
	for _, o := range p.Plan().Outputs {
		out = append(out, o.Name)
	}
	return out
}

// answers asks a question under the scenario that is named, or as it is and under each: for reading side by side, for programs
// one after the other.
func (f analysisFlags) answers(ctx context.Context, p *eval.Program, q eval.Question, opts []eval.RunOption) ([]*eval.Report, error) {
	if f.scenario != allScenarios || slices.Contains(p.Scenarios(), allScenarios) {
		r, err := p.Answer(ctx, q, append(opts, eval.Under(f.scenario))...)
		return []*eval.Report{r}, err
	}
	list, err := p.AnswerAll(ctx, q, opts...)
	if form, _ := f.form(); err == nil && len(list) > 1 && form != "json" && form != "csv" {
		return []*eval.Report{eval.SideBySide(q, list)}, nil
	}
	return list, err
}

// scenariosAsked are the scenarios that --scenario stands for.
func scenariosAsked(p *eval.Program, scenario string) []string {
	if scenario == allScenarios && !slices.Contains(p.Scenarios(), allScenarios) {
		return append([]string{""}, p.Scenarios()...)
	}
	return []string{scenario}
}

// targetOf is the value of --target, nil when none is given.
func (f analysisFlags) targetOf() any {
	if f.target == "" {
		return nil
	}
	return f.target
}

// names are those of a list with commas or blanks between them.
func names(list []string) []string {
	var out []string
	for _, word := range list {
		out = append(out, strings.Fields(word)...)
	}
	return out
}

// offerOutputs lists the outputs of the script on the command line.
func (a *app) offerOutputs(cmd *cobra.Command, args []string, start string) ([]string, cobra.ShellCompDirective) {
	var out []string
	a.glance(cmd.Context(), args, func(p *eval.Program) {
		for _, o := range p.Plan().Outputs {
			out = append(out, cobra.CompletionWithDesc(o.Name, cmp.Or(o.Label, o.Name)))
		}
	})
	return beginning(out, start), cobra.ShellCompDirectiveNoFileComp
}

// offerRanged lists the params with a range, as the next of a list with commas.
func (a *app) offerRanged(cmd *cobra.Command, args []string, start string) ([]string, cobra.ShellCompDirective) {
	before := start[:strings.LastIndex(start, ",")+1]
	var out []string
	a.glance(cmd.Context(), args, func(p *eval.Program) {
		for _, param := range p.Module().Params {
			if param.Range != nil && !slices.Contains(strings.Split(before, ","), param.Name) {
				out = append(out, cobra.CompletionWithDesc(before+param.Name, param.Label))
			}
		}
	})
	return beginning(out, start), cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
}
