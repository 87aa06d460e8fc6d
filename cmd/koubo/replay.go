package main

import "github.com/spf13/cobra"

// newReplay is crawl --replay under a name of its own, for archives of many files.
func newReplay() *cobra.Command {
	var f crawlFlags
	cmd := &cobra.Command{
		Use:   "replay FILE.warc.gz...",
		Short: "Visit the sources as archives recorded them, without the network",
		Long: `Visit the configured sources once with the answers that were recorded into WARC files, and store what comes of it. A
recording that went on in further files (day.warc.gz, day-00001.warc.gz …) is replayed by naming all of them, in any order.

Replay into a data file of its own. After a change to a parser, replay the same archive into another one; koubo diff-runs
says what the change did. Exit code 3 says that some sources are in trouble.`,
		Example: `  koubo replay day.warc.gz --db before.db
  koubo replay day*.warc.gz --db after.db --json
  koubo diff-runs before.db after.db`,
		Args: takes(cobra.MinimumNArgs(1)),
		RunE: func(cmd *cobra.Command, files []string) error {
			f.replay = files
			return f.run(cmd)
		},
	}
	f.flags(cmd)
	cmd.Flags().StringSliceVar(&f.sources, "source", nil, "id of a source to visit, repeatable (default: all)")
	cmd.Flags().BoolVar(&f.json, "json", false, "print the report as JSON")
	return cmd
}
