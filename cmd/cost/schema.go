package main

import (
	_ "embed"

	"github.com/spf13/cobra"
)

// runSchema is the JSON schema (draft 2020-12) of what `cost run --format json` prints.
//
//go:embed schema/run.schema.json
var runSchema []byte

func (a *app) schemaCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "schema",
		Short: "Print the JSON schema of the results of run",
		Long:  "Print the JSON schema of what `cost run --format json` prints.",
		Args:  none,
		RunE:  func(*cobra.Command, []string) error { return a.print(runSchema) },
	}
}
