package main

import (
	"koubo/cmd/koubo/wording"
	"koubo/sources/config"
	"koubo/sources/schema"

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
			described := config.Schema(vocabulary())
			translateDescriptions(tongue(), described)
			return writeJSON(cmd.OutOrStdout(), described)
		},
	}
}

// translateDescriptions says in a language what a schema says of its keys, which editors show to whoever writes the file.
func translateDescriptions(l wording.Language, part any) {
	switch part := part.(type) {
	case schema.Part:
		for key, below := range part {
			if words, isText := below.(string); isText && key == "description" {
				part[key] = l.Text(words)
			} else {
				translateDescriptions(l, below)
			}
		}
	case []any:
		for _, below := range part {
			translateDescriptions(l, below)
		}
	}
}
