package main

import (
	"slices"

	"github.com/spf13/cobra"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/lang/say"
)

// varyFlags is what `cost vary` is asked for.
type varyFlags struct {
	analysisFlags
	together        bool
	over            []string
	without, column string
}

func (a *app) varyCommand() *cobra.Command {
	var f varyFlags
	cmd := &cobra.Command{
		Use:   "vary FILE",
		Short: "Show how a figure moves with the assumptions",
		Long: "Show how a figure moves with each param by itself, over its alternatives or to both ends of its range: `vary` of a script " +
			"that does not contain it. --together finds the lowest and highest figure over all of them, --over P,Q prints a grid, and " +
			"--without ROWS --column C leaves out one group of rows at a time.",
		Example: "  cost vary model.cost --of per_completed --by finishing,meetings\n  cost vary model.cost --of total --together --scenario all\n" +
			"  cost vary model.cost --of total --over finishing,meetings --format csv\n  cost vary model.cost --of total --without stays --column place",
		Args: one,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := given(cmd); err != nil {
				return err
			}
			q, err := f.question()
			if err != nil {
				return err
			}
			return a.ask(cmd.Context(), args[0], f.analysisFlags, q)
		},
	}
	f.addTo(a, cmd)
	f.ranged(cmd)
	cmd.Flags().BoolVar(&f.together, "together", false, "vary the params together: the lowest and the highest figure over all their values")
	cmd.Flags().StringSliceVar(&f.over, "over", nil, "two params of a grid, P,Q: the first down, the second across")
	cmd.Flags().StringVar(&f.without, "without", "", "data of the script whose groups of rows are left out one at a time")
	cmd.Flags().StringVar(&f.column, "column", "", "column that says which group a row is in, with --without")
	return cmd
}

// question is the form of `vary` that the flags ask for.
func (f varyFlags) question() (eval.Question, error) {
	q := eval.Question{Kind: eval.AskOneWay, Of: f.of, By: names(f.by)}
	forms := []bool{f.together, len(f.over) > 0, f.without != "" || f.column != ""}
	switch first := slices.Index(forms, true); {
	case first < 0:
		return q, nil
	case slices.Contains(forms[first+1:], true) || first > 0 && len(q.By) > 0:
		return q, usageError(say.T("--together, --over and --without do not go together, and --by goes with --together only"))
	case first == 0:
		q.Kind = eval.AskTogether
	case first == 1:
		if q.Kind, q.By = eval.AskGrid, names(f.over); len(q.By) != 2 {
			return q, usageError(say.T("--over takes two params, as in --over P,Q"))
		}
	case f.without == "" || f.column == "":
		return q, usageError(say.T("--without ROWS and --column C go together"))
	default:
		q.Kind, q.Data, q.Column = eval.AskLeaveOut, f.without, f.column
	}
	return q, nil
}
