package main

import (
	"context"
	"errors"
	"strings"

	"github.com/spf13/cobra"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/lang/diag"
	"github.com/costlang/cost/lang/say"
)

// runFlags is what `cost run` is asked for.
type runFlags struct {
	scenario string
	set      []string // name=value, as given
	format   string   // "" when not given
	csv      string   // the profile, "" when not given
	detail   bool
	points   int // that one analysis may have
}

func (a *app) runCommand() *cobra.Command {
	var f runFlags
	cmd := &cobra.Command{
		Use:   "run FILE",
		Short: "Run a script and print its figures and tables",
		Long: "Run a script and print its figures, assumptions and tables. FILE may be - for standard input.\n" +
			"The exit status is 1 when an expectation of the script fails; the results are printed all the same.",
		Example: "  cost run model.cost\n  cost run model.cost --scenario \"Dear\" --set meetings=10 --set finishing=85%\n  cost run model.cost --locale da --csv danish > model.csv",
		Args:    one,
		RunE:    func(cmd *cobra.Command, args []string) error { return a.run(cmd.Context(), args[0], f) },
	}
	f.addScenario(cmd)
	a.addResultFlags(cmd, &f)
	cmd.Flags().BoolVar(&f.detail, "detail", false, "print every cost line")
	return cmd
}

// addResultFlags gives a command the flags that say what a script is run with and how results are written.
func (a *app) addResultFlags(cmd *cobra.Command, f *runFlags) {
	f.addSet(cmd)
	cmd.Flags().Var(a.chosen(formatChoice(f)), "format", "of the results: text, json, csv or markdown")
	cmd.Flags().Var(a.chosen(profileChoice(f)), "csv", "how CSV is written: ordinary, or danish for a Danish Excel; alone it stands for --format csv too")
	f.addPoints(cmd)
}

func (f *runFlags) addScenario(cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.scenario, "scenario", "", "run under a scenario of the script")
}

func (f *runFlags) addSet(cmd *cobra.Command) {
	cmd.Flags().StringArrayVar(&f.set, "set", nil, "give a param another value, as name=value; may be repeated")
}

// usualPoints is the limit of points where none is given.
var usualPoints = eval.DefaultLimits().SweepPoints

// addPoints gives a command the flag that allows larger analyses.
func (f *runFlags) addPoints(cmd *cobra.Command) {
	cmd.Flags().IntVar(&f.points, "points", usualPoints, "most points, or draws, of one analysis")
}

// allow takes over the limits that flags give.
func (a *app) allow(f runFlags) error {
	if f.points < 1 {
		return usageError(say.T("--points takes a number above 0, not %d", f.points))
	}
	if f.points != usualPoints {
		a.limits.SweepPoints = f.points
	}
	return nil
}

// setLimits takes over the values of --limit.
func (a *app) setLimits(raised []string) error {
	for _, text := range raised {
		name, value, ok := strings.Cut(text, "=")
		if !ok {
			return usageError(say.T("--limit takes name=value, not %q", text))
		}
		var list diag.List
		if err := a.limits.Set(strings.TrimSpace(name), strings.TrimSpace(value)); errors.As(err, &list) {
			problem := list[0].Message
			if help := list[0].Help; !help.Empty() {
				problem = say.T("%s; %s", problem, help)
			}
			return usageError(say.T("--limit: %s", problem))
		}
	}
	return nil
}

func (a *app) run(ctx context.Context, name string, f runFlags) error {
	write, err := a.writer(f)
	if err != nil {
		return err
	}
	in, err := a.inputs(f)
	if err != nil {
		return err
	}
	var result []byte
	var failed bool
	var warnings diag.List
	err = a.use(ctx, name, func(s script, p *eval.Program) error {
		r, err := p.Report(ctx, in, eval.Under(f.scenario))
		if err != nil {
			return err
		}
		r.Warnings = s.place(r.Warnings)
		failed, warnings = anyFailed(r.Expectations), r.Warnings
		result, err = write([]*eval.Report{r})
		return err
	})
	if err != nil {
		return err
	}
	return a.deliver(result, warnings, failed)
}

// deliver prints results, then what to mind about them.
func (a *app) deliver(result []byte, warnings diag.List, failed bool) error {
	if err := a.print(result); err != nil {
		return err
	}
	a.report(warnings)
	if failed {
		return errFailed
	}
	return nil
}

// inputs reads the values of --set, and takes over the limits that flags give.
func (a *app) inputs(f runFlags) (eval.Inputs, error) {
	in, err := inputs(f.set)
	if err != nil {
		return nil, err
	}
	return in, a.allow(f)
}

// inputs reads the values of --set.
func inputs(set []string) (eval.Inputs, error) {
	in := eval.Inputs{}
	for _, s := range set {
		name, value, ok := strings.Cut(s, "=")
		name, value = strings.TrimSpace(name), strings.TrimSpace(value)
		if !ok || name == "" || value == "" {
			return nil, usageError(say.T("--set takes name=value, not %q", s))
		}
		if _, twice := in[name]; twice {
			return nil, usageError(say.T("--set gives %s two values", quote(name)))
		}
		in[name] = value
	}
	return in, nil
}

func anyFailed(list []eval.Expectation) bool { return failures(list) > 0 }

// failures is how many expectations do not hold.
func failures(list []eval.Expectation) int {
	n := 0
	for _, e := range list {
		if !e.OK {
			n++
		}
	}
	return n
}
