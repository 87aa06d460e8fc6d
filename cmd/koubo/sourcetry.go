package main

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"time"

	"koubo/crawler"
	"koubo/crawler/discover"
	"koubo/crawler/fetch"
	"koubo/opportunity"
	"koubo/sources"
	"koubo/sources/config"
	"koubo/sources/municipality"

	"github.com/spf13/cobra"
)

type tryFlags struct {
	setup
	pages int
	json  bool
}

func newSourceTry() *cobra.Command {
	var f tryFlags
	cmd := &cobra.Command{
		Use:   "try ID|URL",
		Short: "Visit one source, or one feed or list page, and show what would be stored and what not, storing nothing",
		Long: `Visit a source as a first crawl would, or the feed or list page at an address, and show the records that it makes, the titles
that are left out with the reasons, and what could not be read. Nothing is stored and no data file is needed, so that it may run beside
koubo serve. Of the announcements' own pages only the first few are read. Exit code 3 says that the source is in trouble.`,
		Example: `  koubo source try okinawa-naha
  koubo source try https://www.city.naha.okinawa.jp/news.rss --pages 20
  koubo source try okinawa-naha --json | jq '.dropped[] | .why'`,
		Args: takes(cobra.ExactArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error { return f.run(cmd, args[0]) },
	}
	f.flags(cmd)
	cmd.Flags().IntVar(&f.pages, "pages", 5, "announcements' own pages to read at most")
	cmd.Flags().BoolVar(&f.json, "json", false, "print everything as JSON")
	return cmd
}

// trial is what a visit that is not stored would have stored.
type trial struct {
	Keys     sourceKeys                `json:"source"`
	Report   sources.Report            `json:"report"`
	Health   sources.Health            `json:"health"`
	Records  []opportunity.Opportunity `json:"records"`
	Dropped  []sources.Dropped         `json:"dropped"`  // titles left out, and why
	Problems []sources.PageProblem     `json:"problems"` // addresses that could not be read, and why
}

// Memory knows nothing: each visit is the first. A trial is a crawler.Store.
func (t *trial) Memory(string) (sources.Memory, error) { return sources.Memory{}, nil }

// Host knows nothing of any host.
func (t *trial) Host(string) (sources.HostNote, error) { return sources.HostNote{}, nil }

// Frame knows nothing of any host's pages.
func (t *trial) Frame(string) ([]byte, error) { return nil, nil }

// Apply keeps what would have been stored.
func (t *trial) Apply(v sources.Visit) (sources.Outcome, error) {
	v.Report.New = len(v.Records)
	t.Report, t.Health, t.Dropped, t.Problems = v.Report, v.Health, v.Dropped, v.Report.Problems
	for _, r := range v.Records {
		t.Records = append(t.Records, r.At(v.At))
	}
	return sources.Outcome{Report: v.Report}, nil
}

func (f *tryFlags) run(cmd *cobra.Command, what string) error {
	cfg, err := f.load(cmd)
	if err != nil {
		return err
	}
	if f.pages < 1 {
		return usage(fmt.Errorf("--pages %d: at least one page has to be read", f.pages))
	}
	src, err := f.source(cmd, cfg, what)
	if err != nil {
		return err
	}
	o := crawlOptions(cfg)
	o.Thorough, o.MaxDetails = true, f.pages
	o.Transport, o.Lenient = network(cfg)
	t := &trial{Keys: keysOf(src), Records: []opportunity.Opportunity{}, Dropped: []sources.Dropped{}, Problems: []sources.PageProblem{}}
	if _, err := crawler.New(t, o).Visit(cmd.Context(), src); err != nil {
		return err
	}
	if f.json {
		err = writeJSON(cmd.OutOrStdout(), t)
	} else {
		err = t.print(cmd.OutOrStdout(), time.Now())
	}
	if err == nil && t.Report.State.InTrouble() {
		err = exitError{exitPartial, fmt.Errorf("%s is %s: %s", src.ID, t.Report.State, t.Report.Reason), false}
	}
	return err
}

// source is the configured source of an id or an address, else one made of the address.
func (f *tryFlags) source(cmd *cobra.Command, cfg *config.Settings, what string) (sources.Source, error) {
	if !strings.ContainsAny(what, ":/.") {
		return sourceNamed(cfg, what)
	}
	address, err := siteAddress(what)
	if err != nil {
		return sources.Source{}, usage(err)
	}
	if src, ok := watchedAddresses(cfg.All())[opportunity.IdentityKey(address)]; ok {
		isOther := func(a string) bool { return opportunity.IdentityKey(a) != opportunity.IdentityKey(address) }
		src.Feeds, src.Lists = slices.DeleteFunc(slices.Clone(src.Feeds), isOther), slices.DeleteFunc(slices.Clone(src.Lists), isOther)
		return src, nil
	}
	src := sources.Source{ID: "trial", Where: "the command line", MayBeEmpty: true}
	if bodies := municipality.All().OfSite(address); len(bodies) == 1 {
		src.Issuer = bodies[0].Issuer()
	}
	isFeed, err := asksForFeed(cmd, cfg, address)
	if isFeed {
		src.Feeds = []string{address}
	} else {
		src.Lists = []string{address}
	}
	return src, err
}

// asksForFeed asks once whether a feed stands at an address.
func asksForFeed(cmd *cobra.Command, cfg *config.Settings, address string) (bool, error) {
	client := newClient(cfg)
	defer client.Close()
	resp, err := client.Get(cmd.Context(), fetch.Request{URL: address})
	return err == nil && discover.IsFeed(resp.Page), cmd.Context().Err()
}

// print writes everything for people.
func (t *trial) print(w io.Writer, now time.Time) error {
	var b strings.Builder
	r := t.Report
	fmt.Fprintf(&b, "%s: %s\n%d requests, %d announcements listed, %d records, %d of them with their own page still to be read\n",
		t.Keys.ID, withReason(r.State, r.Reason), r.Requests, r.Seen, len(t.Records), r.Pending)
	for _, address := range slices.Sorted(maps.Keys(t.Health.Addresses)) {
		a := t.Health.Addresses[address]
		fmt.Fprintf(&b, "  %s: %s, %d announcements\n", address, withReason(a.State, a.Reason), a.Items)
	}
	if len(t.Records) > 0 {
		b.WriteString("\n")
		if err := printTable(&b, t.Records, now); err != nil {
			return err
		}
	}
	if len(t.Dropped) > 0 {
		fmt.Fprintf(&b, "\n%d titles left out:\n", len(t.Dropped))
	}
	for _, d := range t.Dropped {
		fmt.Fprintf(&b, "  %s: %s\n    %s\n", d.Why, d.Title, d.URL)
	}
	if len(t.Problems) > 0 {
		fmt.Fprintf(&b, "\n%d addresses that could not be read:\n", len(t.Problems))
	}
	for _, p := range t.Problems {
		fmt.Fprintf(&b, "  %s\n    %s\n", p.URL, p.Why)
	}
	_, err := io.WriteString(w, b.String())
	return err
}
