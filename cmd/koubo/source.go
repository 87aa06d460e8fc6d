package main

import (
	"io"
	"maps"
	"slices"
	"strings"
	"time"

	"koubo/crawler/schedule"
	"koubo/opportunity/jdate"
	"koubo/sources"
	"koubo/sources/config"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"
	"github.com/spf13/cobra"
)

func newSource() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "source",
		Short: "List, show, count, check, find and try the sources",
		Args:  cobra.ArbitraryArgs,
		RunE:  helpOrSuggest,
	}
	cmd.AddCommand(newSourceList(), newSourceShow(), newSourceCheck(), newSourceAdd(), newSourceTry(), newSourceExport(), newSourceCoverage(), newSourceLint(), newSourceNewParser())
	return cmd
}

// sourceRow is one source as list and check print it.
type sourceRow struct {
	ID         string         `json:"id"`
	Issuer     string         `json:"issuer"`
	Prefecture string         `json:"prefecture"`
	Name       string         `json:"name"`
	Feeds      []string       `json:"feeds,omitempty"`
	Lists      []string       `json:"lists,omitempty"`
	Insecure   bool           `json:"tls_insecure,omitempty"`
	Where      string         `json:"declared_at"`
	Pace       string         `json:"pace"`
	Health     sources.Health `json:"health"`

	named []string // its addresses that the configuration names, and that it did not find itself
}

func newSourceList() *cobra.Command {
	var f setup
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "list",
		Short: "List the configured sources, how each fares, and how often it is visited and why",
		Example: `  koubo source list
  koubo source list --json | jq -r 'select(.health.state == "failing") | .id'`,
		Args: takes(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			cfg, err := f.load(cmd)
			if err != nil {
				return err
			}
			warn(cfg)
			rows, err := sourceRows(cmd, cfg)
			if err != nil {
				return err
			}
			return printSources(cmd.OutOrStdout(), rows, asJSON)
		},
	}
	f.flags(cmd)
	cmd.Flags().BoolVar(&asJSON, "json", false, "print one source a line as JSON")
	return cmd
}

// sourceRows joins the configured sources with what the data file knows of them.
func sourceRows(cmd *cobra.Command, cfg *config.Settings) (rows []sourceRow, err error) {
	health, err := storedHealth(cmd, cfg)
	if err != nil {
		return nil, err
	}
	for _, src := range cfg.All() {
		h, ok := health[src.ID]
		if !ok {
			h.State = sources.Never
		}
		named := slices.Concat(src.Feeds, src.Lists)
		src = src.With(h.Found)
		rows = append(rows, sourceRow{
			ID: src.ID, Issuer: src.Issuer.Code, Prefecture: src.Issuer.Prefecture, Name: src.Issuer.Name,
			Feeds: src.Feeds, Lists: src.Lists, Insecure: src.Insecure, Where: src.Where, Pace: schedule.Explain(h), Health: h, named: named,
		})
	}
	return rows, nil
}

func printSources(w io.Writer, rows []sourceRow, asJSON bool) error {
	if asJSON {
		return eachLine(w, rows)
	}
	t := table.NewWriter()
	t.SetStyle(table.StyleLight)
	l := tongue()
	t.AppendHeader(headings("id", "body", "state", "last good run", "visited", "why"))
	t.SetColumnConfigs([]table.ColumnConfig{{Number: 6, WidthMax: 70, WidthMaxEnforcer: wrapLines}, {Number: 5, WidthMax: 40, WidthMaxEnforcer: wrapLines}})
	for _, r := range rows {
		state := stateName(r.Health.State)
		if r.Insecure {
			state += " (tls_insecure)"
		}
		pace := l.Text(r.Pace)
		if next := r.Health.NextRun; !next.IsZero() {
			pace += l.Sprintf("\nnext %s", l.Text(day(next)))
		}
		t.AppendRow(table.Row{r.ID, r.Prefecture + " " + r.Name, state, l.Text(day(r.Health.LastGood)), pace, whyOf(r.Health)})
	}
	_, err := io.WriteString(w, l.Sprintf("%s\n%d sources\n", t.Render(), len(rows)))
	return err
}

// headings are those of a table's columns.
func headings(words ...string) (row table.Row) {
	for _, word := range words {
		row = append(row, tongue().Text(word))
	}
	return row
}

// whyOf says why a source is in its state, and where its addresses lead for good.
func whyOf(h sources.Health) string {
	var all []string
	if h.Reason != "" {
		all = append(all, reasonWords(h.Causes, h.Reason))
	}
	for _, address := range slices.Sorted(maps.Keys(h.Addresses)) {
		if to := h.Addresses[address].Moved; to != "" {
			all = append(all, tongue().Sprintf("%s leads for good to %s", address, to))
		}
	}
	return strings.Join(all, "\n")
}

// wrapLines breaks what is longer than width between words and keeps the line breaks there are, so that an instant on a
// line of its own stays whole whatever stands before it.
func wrapLines(s string, width int) string {
	lines := strings.Split(s, "\n")
	for i, line := range lines {
		lines[i] = text.WrapSoft(line, width)
	}
	return strings.Join(lines, "\n")
}

func day(t time.Time) string {
	if t.IsZero() {
		return "never"
	}
	return instant(t)
}

// instant writes an instant as it is in Japan.
func instant(t time.Time) string { return t.In(jdate.JST).Format("2006-01-02 15:04") }
