package main

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"koubo/crawler/mend"
	"koubo/sources"
	"koubo/sources/config"

	"github.com/spf13/cobra"
)

type checkFlags struct {
	crawlFlags
	stored bool
	noMend bool
	write  bool
}

func newSourceCheck() *cobra.Command {
	var f checkFlags
	cmd := &cobra.Command{
		Use:   "check",
		Short: "Visit the sources, say which are broken and why, and propose how to mend them",
		Long: `Visit the sources and list those that are failing, blocked, suspect, degraded or stale, each with the reason and its last good run.
For each that can be read the site is then searched for a mend, with some thirty requests: where its list or feed has moved to, or that its page can be
read without the keys that described it. A mend is proposed only where announcements are read by it, and the known ones among them are counted.
Of each address in trouble it is told since when, why, where what it held was found, and what to do; of a source that has lost a deadline, a budget,
a contact or its days of publication on which page, and what stands there now. An address that leads elsewhere for good (301, 308) is read there and not
broken; it is told of, too, with the new address.
--write applies those by which known announcements are found: in the configuration file, all else in it staying as it is; a source of the catalogue
is written into it under its id, which replaces it. --stored asks nobody and judges by the latest visits. Exit code 3 says that at least one is broken.`,
		Example: `  koubo source check
  koubo source check --source okinawa-naha --write
  koubo source check --stored --json`,
		Args: takes(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error { return f.run(cmd) },
	}
	f.flags(cmd)
	cmd.Flags().StringSliceVar(&f.sources, "source", nil, "id of a source to check, repeatable (default: all)")
	cmd.Flags().BoolVar(&f.json, "json", false, "print one broken source a line as JSON")
	cmd.Flags().BoolVar(&f.stored, "stored", false, "judge by the latest visits, make none and look for no mends")
	cmd.Flags().BoolVar(&f.noMend, "no-mend", false, "look for no mends")
	cmd.Flags().BoolVar(&f.write, "write", false, "apply the mends that known announcements prove")
	cmd.Flags().StringSliceVar(&f.replay, "replay", nil, "answer from this WARC file and never touch the network")
	return cmd
}

// checkedRow is a broken source, and how it can be mended.
type checkedRow struct {
	sourceRow
	Mends  []mend.Proposal `json:"mends,omitempty"`
	Losses []mend.Loss     `json:"losses,omitempty"` // fields that it gives no more
}

func (f *checkFlags) run(cmd *cobra.Command) error {
	cfg, err := f.load(cmd)
	if err != nil {
		return err
	}
	checked, err := chosen(cfg, f.sources)
	if err != nil {
		return err
	}
	if f.write && !f.seeksMends() {
		return usage(errors.New("--write applies mends, and --stored, --no-mend and --replay look for none"))
	}
	if err := f.visit(cmd, cfg); err != nil {
		return err
	}
	rows, err := f.broken(cmd, cfg)
	if err != nil {
		return err
	}
	if err := f.findMends(cmd, cfg, rows); err != nil {
		return err
	}
	if err := f.print(cmd.OutOrStdout(), rows, len(checked)); err != nil {
		return err
	}
	if f.write {
		if err := f.applyMends(cmd, cfg, rows); err != nil {
			return err
		}
	}
	broken := 0
	for _, r := range rows {
		if r.Health.State.IsBroken() {
			broken++
		}
	}
	if broken > 0 {
		return exitError{exitPartial, fmt.Errorf("%d of %d sources are broken", broken, len(checked)), false}
	}
	return nil
}

// hasMoved reports whether an address of a source is read where it leads for good.
func hasMoved(h sources.Health) bool {
	for _, a := range h.Addresses {
		if a.Moved != "" {
			return true
		}
	}
	return false
}

// seeksMends reports whether sites are asked for mends.
func (f *checkFlags) seeksMends() bool { return !f.stored && !f.noMend && len(f.replay) == 0 }

// visit visits the sources, unless the latest visits are to be judged by.
func (f *checkFlags) visit(cmd *cobra.Command, cfg *config.Settings) error {
	if f.stored {
		warn(cfg)
		return nil
	}
	visit := f.crawlFlags
	visit.json, visit.lists = false, true
	if err := visit.run(cmd); err != nil && !isPartial(err) {
		return err
	}
	return nil
}

// broken returns the rows of the sources that are broken, or have an address that leads elsewhere for good.
func (f *checkFlags) broken(cmd *cobra.Command, cfg *config.Settings) (broken []checkedRow, err error) {
	rows, err := sourceRows(cmd, cfg)
	for _, r := range rows {
		if (r.Health.State.IsBroken() || hasMoved(r.Health)) && (len(f.sources) == 0 || slices.Contains(f.sources, r.ID)) {
			broken = append(broken, checkedRow{sourceRow: r})
		}
	}
	return broken, err
}

func (f *checkFlags) print(w io.Writer, rows []checkedRow, checked int) error {
	if f.json {
		return eachLine(w, rows)
	}
	var plain []sourceRow
	var b strings.Builder
	for _, r := range rows {
		if r.Health.State.IsBroken() {
			plain = append(plain, r.sourceRow)
		}
		for _, p := range r.Mends {
			if p.How == mend.ByLabel || !isTold(r.Health.Addresses[p.Old]) {
				fmt.Fprintf(&b, "\n%s: %s\n  %s\n", r.ID, p.Old, mendWords(p))
			}
		}
		b.WriteString(troubleWords(r, f.seeksMends()))
		for _, l := range r.Losses {
			b.WriteString(lossWords(r.ID, l, r.Mends))
		}
	}
	if len(plain) == 0 {
		tongue().Fprintf(w, "%d sources were checked, and none is broken\n", checked)
	} else if err := printSources(w, plain, false); err != nil {
		return err
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func isPartial(err error) bool {
	var exit exitError
	return errors.As(err, &exit) && exit.code == exitPartial
}
