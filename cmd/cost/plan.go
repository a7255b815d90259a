package main

import (
	"bytes"

	"github.com/spf13/cobra"

	"github.com/costlang/cost/eval"
)

// planCommand shows what a script is lowered to. It is for those who work on the language, so no usage text names it.
func (a *app) planCommand() *cobra.Command {
	return &cobra.Command{
		Use:    "plan FILE",
		Short:  "Print the plan that a script is lowered to",
		Hidden: true,
		Args:   one,
		RunE: func(cmd *cobra.Command, args []string) error {
			var out bytes.Buffer
			err := a.use(cmd.Context(), args[0], func(_ script, p *eval.Program) error { return p.Plan().Dump(&out) })
			if err != nil {
				return err
			}
			return a.print(out.Bytes())
		},
	}
}
