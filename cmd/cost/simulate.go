package main

import (
	"strings"

	"github.com/spf13/cobra"

	"github.com/costlang/cost/eval"
	"github.com/costlang/cost/eval/num"
	"github.com/costlang/cost/lang/say"
)

// simulateFlags is what `cost simulate` is asked for.
type simulateFlags struct {
	analysisFlags
	draws     int
	seed      uint64
	sampler   string
	precision string
}

func (a *app) simulateCommand() *cobra.Command {
	var f simulateFlags
	cmd := &cobra.Command{
		Use:   "simulate FILE",
		Short: "Draw the assumptions and show how a figure is distributed",
		Long: "Draw all params that have a range, many times, and show how a figure is distributed, below its low and high values: each number with its " +
			"error and only the digits it supports. The same seed gives the same draws on any machine, and under each scenario.",
		Example: "  cost simulate model.cost --of per_completed\n  cost simulate model.cost --of total --draws 100000 --seed 7\n" +
			"  cost simulate model.cost --of total --precision 0.1% --target '4 million DKK'",
		Args: one,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := given(cmd); err != nil {
				return err
			}
			opts, err := f.options()
			if err != nil {
				return err
			}
			q := eval.Question{Kind: eval.AskSimulation, Of: f.of, Target: f.targetOf()}
			return a.ask(cmd.Context(), args[0], f.analysisFlags, q, opts...)
		},
	}
	f.addTo(a, cmd)
	sampler := &choice{flag: "sampler", kind: "kind", words: []string{"sobol", "random"}, choose: func(word string) { f.sampler = word }}
	cmd.Flags().IntVar(&f.draws, "draws", eval.DefaultDraws, "how many draws")
	cmd.Flags().Uint64Var(&f.seed, "seed", 0, "other draws than those of 0")
	cmd.Flags().Var(a.chosen(sampler), "sampler", "how draws are spread: sobol, or random for independent ones")
	cmd.Flags().StringVar(&f.precision, "precision", "", "double the draws until the mean is within this share of what endless ones give, in 19 of 20 runs, such as 0.1%")
	cmd.Flags().StringVar(&f.target, "target", "", "value whose chance to be exceeded is asked for, such as '80_000 DKK'; a number alone is in the unit of the figure")
	return cmd
}

// options are the draws that the flags ask for.
func (f simulateFlags) options() ([]eval.RunOption, error) {
	out := []eval.RunOption{eval.Draws(f.draws), eval.Seed(f.seed), eval.Sampler(f.sampler)}
	if f.precision == "" {
		return out, nil
	}
	share, err := shareOf(f.precision)
	return append(out, eval.Precision(share.Float64())), err
}

// shareOf reads a share, such as 0.1% or 0.001.
func shareOf(text string) (num.D, error) {
	digits, percent := strings.CutSuffix(strings.TrimSpace(text), "%")
	share, err := num.Parse(strings.TrimSpace(digits))
	if percent {
		share, _ = share.MulRatio(1, 100)
	}
	if err != nil || share.Sign() <= 0 || share.Cmp(num.Int(1)) >= 0 {
		return share, usageError(say.T("--precision takes a share of the mean, such as 0.1%%, not %q", text))
	}
	return share, nil
}
