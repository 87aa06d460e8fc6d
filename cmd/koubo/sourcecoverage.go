package main

import (
	"fmt"
	"io"

	"koubo/cmd/koubo/wording"
	"koubo/sources"
	"koubo/sources/reasons"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/spf13/cobra"
)

func newSourceCoverage() *cobra.Command {
	var f setup
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "coverage",
		Short: "Count, for each prefecture, how many of its bodies are watched and how they fare",
		Long: `Count the bodies of each prefecture: how many there are and have a source (catalogued), of how many a feed or list is known
(discovered), how many are read as they should be (working), have lost a field (degraded), cannot be read (broken), tell nothing new (silent), and were
not visited yet (waiting). A body with several sources counts by the one that most needs a hand.`,
		Example: `  koubo source coverage
  koubo source coverage --json | jq -r 'select(.broken > 0) | .name'`,
		Args: takes(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			cfg, err := f.load(cmd)
			if err != nil {
				return err
			}
			health, err := storedHealth(cmd, cfg)
			if err != nil {
				return err
			}
			all, each := sources.CoverageOf(cfg.All(), func(id string) sources.Health { return health[id] })
			if asJSON {
				return eachLine(cmd.OutOrStdout(), each)
			}
			return printCoverage(cmd.OutOrStdout(), all, each)
		},
	}
	f.flags(cmd)
	cmd.Flags().BoolVar(&asJSON, "json", false, "print one prefecture a line as JSON")
	return cmd
}

// coverageHeadings name the columns, in Japanese as the page does.
func coverageHeadings() table.Row {
	if tongue() != wording.Japanese {
		return table.Row{"", "bodies", "catalogued", "discovered", "working", "degraded", "broken", "silent", "waiting"}
	}
	row := table.Row{""}
	for _, figure := range reasons.CoverageFigures() {
		row = append(row, figure.Name)
	}
	return row
}

// printCoverage writes a row for each prefecture, and one for the country.
func printCoverage(w io.Writer, all sources.Coverage, each []sources.PrefectureCoverage) error {
	t := table.NewWriter()
	t.SetStyle(table.StyleLight)
	t.AppendHeader(coverageHeadings())
	row := func(name string, c sources.Coverage) table.Row {
		return table.Row{name, c.Bodies, c.Catalogued, c.Discovered, c.Working, c.Degraded, c.Broken, c.Silent, c.Waiting}
	}
	for _, p := range each {
		t.AppendRow(row(p.Code+" "+p.Name, p.Coverage))
	}
	t.AppendSeparator()
	t.AppendRow(row(tongue().Text("the country"), all))
	_, err := fmt.Fprintln(w, t.Render())
	return err
}
