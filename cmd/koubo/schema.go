package main

import (
	"koubo/sources/config"

	"github.com/spf13/cobra"
)

func newSchema() *cobra.Command {
	return &cobra.Command{
		Use:   "schema",
		Short: "Print the JSON Schema of sources.yaml, by which editors complete its keys",
		Long: `Print the JSON Schema (draft 2020-12) of the configuration file. Editors with a YAML language server complete the keys, and mark mistakes, of a file that
names it in a comment on its first line, as below.`,
		Example: `  koubo schema > koubo.schema.json
  # yaml-language-server: $schema=koubo.schema.json`,
		Args: takes(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return writeJSON(cmd.OutOrStdout(), config.Schema(vocabulary()))
		},
	}
}
