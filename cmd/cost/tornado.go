package main

import (
	"github.com/spf13/cobra"

	"github.com/costlang/cost/eval"
)

func (a *app) tornadoCommand() *cobra.Command {
	var f analysisFlags
	cmd := &cobra.Command{
		Use:   "tornado FILE",
		Short: "Draw which assumptions move a figure most",
		Long: "Draw how far each param by itself moves a figure, the widest bar first, with what the param is at both ends; and below the bars the figures. --target says for each " +
			"bar at which value of the param the figure comes to a target.",
		Example: "  cost tornado model.cost --of per_completed\n  cost tornado model.cost --of per_completed --by finishing,meetings --target '80_000 DKK/family'",
		Args:    one,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := given(cmd); err != nil {
				return err
			}
			q := eval.Question{Kind: eval.AskTornado, Of: f.of, By: names(f.by), Target: f.targetOf()}
			return a.ask(cmd.Context(), args[0], f, q)
		},
	}
	f.addTo(a, cmd)
	f.ranged(cmd)
	cmd.Flags().StringVar(&f.target, "target", "", "value that the figure is to come to, such as '80_000 DKK'; a number alone is in the unit of the figure")
	return cmd
}
