package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/url"
	"slices"
	"strings"
	"time"

	"koubo/cmd/koubo/wording"
	"koubo/opportunity"
	"koubo/sources/config"
	"koubo/sources/municipality"

	"koubo/store/datafile"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"
	"github.com/spf13/cobra"
)

type queryFlags struct {
	setup
	params map[string]*string
	kinds  []string
	status []string
	stages []string
	all    bool
	json   bool
	limit  int
}

// queryParams are the single-valued filters: flag, parameter of the feeds that it stands for, and help.
var queryParams = []struct{ flag, param, help string }{
	{"issuer", "issuer", "6-digit code of the body"},
	{"pref", "pref", "prefecture, by name or 2-digit code"},
	{"text", "q", "words that must all occur; OR between two for either, - before one for without, quotes for words that stand together"},
	{"since", "since", "first seen or revised since: a day such as 2026-11-02, or an instant"},
	{"theme", "theme", "theme, such as mobility or disaster"},
	{"source", "source", "id of the source"},
	{"closing-after", "closing_after", "last day to enter on or after this day"},
	{"closing-before", "closing_before", "last day to enter on or before this day"},
	{"closing-within", "closing_within", "last day to enter within so many days"},
	{"budget-min", "budget_min", "stated budget of at least so many yen"},
	{"budget-max", "budget_max", "stated budget of at most so many yen"},
	{"budget-unknown", "budget_unknown", "1: with a range of budgets also records that state none"},
	{"sort", "sort", "revised, deadline, published or budget"},
}

func newQuery() *cobra.Command {
	f := queryFlags{params: map[string]*string{}}
	cmd := &cobra.Command{
		Use:   "query",
		Short: "Show what was collected",
		Long: `Show the records of the data file: a table, or with --json one record a line.

Without filters these are the ones of the default feed: open calls of every kind but tenders, vendor registration and
advertising space. --all shows every kind, stage and status. Where a running koubo holds the data file, it is asked over its
API.`,
		Example: `  koubo query --kind pilot,accelerator --pref 長野県
  koubo query --text 防災 --status open,closing_soon --sort deadline
  koubo query --all --json > everything.jsonl`,
		Args: takes(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error { return f.run(cmd) },
	}
	f.flags(cmd)
	cmd.Flags().StringSliceVar(&f.kinds, "kind", nil, "kinds, such as pilot,proposal; all lifts the default selection")
	cmd.Flags().StringSliceVar(&f.status, "status", nil, "upcoming, open, closing_soon, closed, rolling, withdrawn, unknown; or all")
	cmd.Flags().StringSliceVar(&f.stages, "stage", nil, "open_call, notice, result, qa, amendment, cancelled, other; or all")
	for _, p := range queryParams {
		f.params[p.param] = cmd.Flags().String(p.flag, "", p.help)
	}
	cmd.Flags().BoolVar(&f.all, "all", false, "every kind, stage and status")
	cmd.Flags().BoolVar(&f.json, "json", false, "print one record a line as JSON")
	cmd.Flags().IntVar(&f.limit, "limit", 0, "at most so many records (default: all)")
	return cmd
}

func (f *queryFlags) run(cmd *cobra.Command) error {
	cfg, err := f.load(cmd)
	if err != nil {
		return err
	}
	if word := *f.params["issuer"]; strings.Trim(word, "0123456789") != "" { // a name, perhaps
		body, err := municipality.All().Named(word)
		if err != nil {
			return usage(fmt.Errorf("--issuer: %w", err))
		}
		*f.params["issuer"] = body.Code
	}
	q, err := f.query()
	if err != nil {
		return usage(err)
	}
	if f.limit < 0 {
		return usage(fmt.Errorf("--limit cannot be %d; it is a number of records, or 0 for all", f.limit))
	}
	records, err := f.records(cmd, cfg, q)
	if err != nil {
		return err
	}
	if len(records) == 0 && q.Source != "" { // a mistyped id would look like a quiet source
		if _, err := chosen(cfg, []string{q.Source}); err != nil {
			return err
		}
	}
	if f.limit > 0 {
		records = records[:min(f.limit, len(records))]
	}
	if f.json {
		return eachLine(cmd.OutOrStdout(), records)
	}
	return printTable(cmd.OutOrStdout(), records, time.Now())
}

// query is the selection.
func (f *queryFlags) query() (opportunity.Query, error) {
	v, err := f.values()
	if err != nil {
		return opportunity.Query{}, err
	}
	return opportunity.ParseQuery(v)
}

// values are the parameters that the same selection has as a feed.
func (f *queryFlags) values() (url.Values, error) {
	v := url.Values{}
	for name, value := range f.params {
		if *value != "" {
			v.Set(name, *value)
		}
	}
	if f.all {
		v["kind"], v["status"], v["stage"] = []string{"all"}, []string{"all"}, []string{"all"}
	}
	for name, list := range map[string][]string{"kind": f.kinds, "status": f.status, "stage": f.stages} {
		if len(list) > 0 {
			v[name] = slices.Clone(list) // readNames writes into it
		}
	}
	return v, readNames(v)
}

// records reads the selection from the data file, or from the program that holds it.
func (f *queryFlags) records(cmd *cobra.Command, cfg *config.Settings, q opportunity.Query) (records []opportunity.Opportunity, err error) {
	st, err := openStore(cfg.Data, true)
	if errors.Is(err, datafile.ErrLocked) {
		found, apiErr := f.askRunning(cmd, loopback(cfg.Listen))
		if apiErr != nil {
			return nil, inVain(err, apiErr)
		}
		return found, nil
	}
	if err != nil {
		return nil, err
	}
	defer closeInto(&err, st)
	q.Limit = 1000
	for {
		page, err := st.Query(q, time.Now())
		if err != nil {
			return nil, err
		}
		records = append(records, page.Items...)
		if page.Next == "" || f.limit > 0 && len(records) >= f.limit {
			return records, nil
		}
		q.Cursor = page.Next
	}
}

// eachLine writes one value a line, as JSON without HTML escapes.
func eachLine[T any](w io.Writer, values []T) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	for _, v := range values {
		if err := e.Encode(v); err != nil {
			return err
		}
	}
	return nil
}

// printTable writes a table for people; widths count East Asian characters as two.
func printTable(w io.Writer, records []opportunity.Opportunity, now time.Time) error {
	t := table.NewWriter()
	t.SetStyle(table.StyleLight)
	t.AppendHeader(headings("status", "kind", "due", "issuer", "title"))
	t.SetColumnConfigs([]table.ColumnConfig{{Number: 5, WidthMax: 80, WidthMaxEnforcer: text.Trim}})
	for _, r := range records {
		t.AppendRow(table.Row{nameOf(r.Status), nameOf(r.Kind), nextStep(r, now), r.Issuer.Prefecture + " " + r.Issuer.Name, r.Title})
	}
	_, err := io.WriteString(w, tongue().Sprintf("%s\n%d records\n", t.Render(), len(records)))
	return err
}

// nameOf names a value of a vocabulary: by its code, in Japanese as the pages do.
func nameOf[T interface {
	~string
	Label() string
}](value T) string {
	if tongue() == wording.Japanese {
		return value.Label()
	}
	return string(value)
}

// nextStep names the next day to register or to submit by or, where there is none, that of another step, as the page does; "" for none.
func nextStep(r opportunity.Opportunity, now time.Time) string {
	var parts []string
	d, ok := r.NextEntry(now)
	if !ok {
		d, ok = r.Next(now)
	}
	if ok {
		day, clock := d.LastDay()
		if day == "" {
			day, clock = d.Start, d.StartTime
		}
		parts = []string{nameOf(d.Role), string(day), string(clock)}
	}
	if r.DoubtsDeadlines() {
		parts = append(parts, tongue().Text("(doubtful)"))
	}
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), " ")
}
