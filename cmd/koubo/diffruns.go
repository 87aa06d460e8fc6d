package main

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"koubo/opportunity"

	"github.com/spf13/cobra"
)

// exitDiffer says that the two runs that were compared differ.
const exitDiffer = 3

func newDiffRuns() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "diff-runs OLD.db NEW.db",
		Short: "Show which records two data files have differently",
		Long: `Compare the records of two data files, such as those that one archive makes before and after a change to a parser: which
are added, which are missing, and which fields changed from what to what. What only tells of the visits (first_seen,
last_seen, revision, revised, history) is left out.

Exit code 0 says that all records are alike, 3 that some differ.`,
		Example: `  koubo replay day.warc.gz --db before.db       # with the old program
  koubo replay day.warc.gz --db after.db        # with the new one
  koubo diff-runs before.db after.db`,
		Args: takes(cobra.ExactArgs(2)),
		RunE: func(cmd *cobra.Command, files []string) error {
			return diffRuns(cmd.OutOrStdout(), files[0], files[1], asJSON)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print the comparison as JSON")
	return cmd
}

func diffRuns(out io.Writer, oldFile, newFile string, asJSON bool) error {
	old, err := recordsOf(oldFile)
	if err != nil {
		return err
	}
	fresh, err := recordsOf(newFile)
	if err != nil {
		return err
	}
	d := opportunity.DiffRuns(old, fresh)
	if asJSON {
		err = writeJSON(out, d)
	} else {
		err = printDiff(out, d)
	}
	if err == nil && !d.Equal() {
		err = exitError{exitDiffer, errors.New("the runs differ"), true}
	}
	return err
}

func recordsOf(file string) (all []opportunity.Opportunity, err error) {
	st, err := openStore(file, true)
	if err != nil {
		return nil, err
	}
	defer closeInto(&err, st)
	err = st.Each(func(o opportunity.Opportunity) error {
		all = append(all, o)
		return nil
	})
	return all, err
}

func printDiff(out io.Writer, d opportunity.RunDiff) error {
	var text strings.Builder
	for _, group := range []struct {
		mark string
		list []opportunity.RecordDiff
	}{{"-", d.Missing}, {"+", d.Added}, {"~", d.Changed}} {
		for _, r := range group.list {
			fmt.Fprintf(&text, "%s %s  %s\n", group.mark, r.URL, r.Title)
			for _, f := range r.Fields {
				fmt.Fprintf(&text, "    %s: %s → %s\n", f.Field, shown(f.Old), shown(f.New))
			}
		}
	}
	tongue().Fprintf(&text, "%d records alike, %d missing (-), %d added (+), %d changed (~)\n", d.Same, len(d.Missing), len(d.Added), len(d.Changed))
	_, err := io.WriteString(out, text.String())
	return err
}

// shown renders a value: one line as it is, several below each other, an absent one by name.
func shown(value string) string {
	switch {
	case value == "":
		return "(none)"
	case strings.Contains(value, "\n"):
		return "\n        " + strings.ReplaceAll(value, "\n", "\n        ") + "\n       "
	}
	return value
}
