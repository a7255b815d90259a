package main

import (
	"strings"

	"github.com/spf13/cobra"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/lang/say"
)

func (a *app) solveCommand() *cobra.Command {
	var f analysisFlags
	var so string
	cmd := &cobra.Command{
		Use:   "solve FILE",
		Short: "Find where a figure comes to a target",
		Long: "Find the values of a param, inside its range, at which a figure comes to a target. Where there are none, it says how near " +
			"the figure comes, and where.",
		Example: "  cost solve model.cost --so 'per_completed = 80_000 DKK/family' --by finishing",
		Args:    one,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := given(cmd); err != nil {
				return err
			}
			q, err := goal(so, names(f.by))
			if err != nil {
				return err
			}
			return a.ask(cmd.Context(), args[0], f, q)
		},
	}
	cmd.Flags().StringVar(&so, "so", "", "the figure and its target, as OUT = VALUE; a number alone is in the unit of the figure")
	cmd.Flags().StringSliceVar(&f.by, "by", nil, "param that is solved for")
	cmd.Flags().StringVar(&f.scenario, "scenario", "", "under a scenario of the script, or all: as it is and under each of them")
	a.addResultFlags(cmd, &f.runFlags)
	return cmd
}

// goal reads what --so and --by ask for.
func goal(so string, by []string) (eval.Question, error) {
	of, target, ok := strings.Cut(so, "=")
	of, target = strings.TrimSpace(of), strings.TrimSpace(target)
	switch {
	case !ok || of == "" || target == "":
		return eval.Question{}, usageError(say.T("solve needs a figure and its target, as in --so 'OUT = VALUE'"))
	case len(by) != 1:
		return eval.Question{}, usageError(say.T("solve needs one param to solve for, as in --by P"))
	}
	return eval.Question{Kind: eval.AskSolving, Of: of, By: by, Target: target}, nil
}
