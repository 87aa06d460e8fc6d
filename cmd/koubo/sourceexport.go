package main

import (
	"errors"
	"io"
	"slices"
	"strings"

	"koubo/sources"
	"koubo/sources/edit"

	"github.com/spf13/cobra"
)

func newSourceExport() *cobra.Command {
	var f setup
	cmd := &cobra.Command{
		Use:   "export [ID…]",
		Short: "Print sources as YAML, with the feeds and lists that were found for those that find them themselves",
		Long: `Print the sources with discover: true that have found feeds or lists as they would stand in a configuration without it, or those
named by id, whatever they are.`,
		Example: `  koubo source export > found.yaml
  koubo source export okinawa-naha`,
		Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, ids []string) error {
			cfg, err := f.load(cmd)
			if err != nil {
				return err
			}
			list, err := chosen(cfg, ids)
			if err != nil {
				return err
			}
			health, err := storedHealth(cmd, cfg)
			if err != nil {
				return err
			}
			return exportSources(cmd.OutOrStdout(), list, health, len(ids) > 0)
		},
	}
	f.flags(cmd)
	return cmd
}

// exportSources writes the sources with what was found for them; unless all are wanted, only those that find themselves.
func exportSources(w io.Writer, list []sources.Source, health map[string]sources.Health, all bool) error {
	text := "sources:\n"
	for _, src := range list {
		found := src.With(health[src.ID].Found)
		if (all || src.Discover) && len(slices.Concat(found.Feeds, found.Lists)) > 0 {
			text += edit.Entry{ID: src.ID, Issuer: src.Issuer, Feeds: found.Feeds, Lists: found.Lists}.String()
		}
	}
	if !strings.Contains(text, "- id:") {
		return errors.New("no source has found a feed or list yet: set discover: true on one and visit it with koubo crawl, or name a source by its id")
	}
	_, err := io.WriteString(w, text)
	return err
}
