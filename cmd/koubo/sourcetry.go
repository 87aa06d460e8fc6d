package main

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"time"

	"koubo/crawler"
	"koubo/crawler/pagekind"
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
	Page     *pagekind.Page            `json:"page,omitempty"` // of an address that no source reads: what stands there
	Report   sources.Report            `json:"report"`
	Health   sources.Health            `json:"health"`
	Records  []opportunity.Opportunity `json:"records"`
	Dropped  []sources.Dropped         `json:"dropped"`  // titles left out, and why
	Problems []sources.PageProblem     `json:"problems"` // addresses that could not be read, and why

	failed bool // the address of the command line cannot be read
}

// onCommandLine is where a source is declared that an address on the command line makes.
const onCommandLine = "the command line"

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
	src, err := f.source(cfg, what)
	if err != nil {
		return err
	}
	t := &trial{Keys: keysOf(src), Records: []opportunity.Opportunity{}, Dropped: []sources.Dropped{}, Problems: []sources.PageProblem{}}
	isRead := true
	if src.Where == onCommandLine {
		if isRead, err = t.look(cmd, cfg, &src); err != nil {
			return err
		}
	}
	if isRead {
		o := crawlOptions(cfg)
		o.Thorough, o.MaxDetails = true, f.pages
		o.Transport, o.Lenient = network(cfg)
		if _, err := crawler.New(t, o).Visit(cmd.Context(), src); err != nil {
			return err
		}
	}
	return f.conclude(cmd, t, src)
}

// conclude prints the trial, and says by the exit code whether the source is in trouble.
func (f *tryFlags) conclude(cmd *cobra.Command, t *trial, src sources.Source) (err error) {
	if f.json {
		err = writeJSON(cmd.OutOrStdout(), t)
	} else {
		err = t.print(cmd.OutOrStdout(), time.Now())
	}
	switch {
	case err != nil:
		return err
	case t.Page != nil && !t.Page.Kind.IsRead():
		return exitError{exitPartial, errors.New("nothing was taken: the page is no list of announcements"), !f.json}
	case t.Report.State.InTrouble():
		return exitError{exitPartial, errors.New(tongue().Sprintf("%s is %s: %s", src.ID, stateName(t.Report.State), reasonWords(t.Report.Causes, t.Report.Reason))), !f.json}
	}
	return nil
}

// source is the configured source of an id or an address, else one made of the address.
func (f *tryFlags) source(cfg *config.Settings, what string) (sources.Source, error) {
	if strings.TrimSpace(what) != "" && !strings.ContainsAny(what, ":/.") {
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
	src := sources.Source{ID: "trial", Where: onCommandLine, MayBeEmpty: true, Lists: []string{address}}
	if bodies := municipality.All().OfSite(address); len(bodies) == 1 {
		src.Issuer = bodies[0].Issuer()
	}
	return src, nil
}

// print writes everything for people.
func (t *trial) print(w io.Writer, now time.Time) error {
	var b strings.Builder
	l, r := tongue(), t.Report
	if t.Page != nil && !t.Page.Kind.IsRead() {
		_, err := io.WriteString(w, kindWords(l, t.Keys.List[0], *t.Page, t.Keys.Issuer != ""))
		return err
	}
	if t.failed {
		_, err := io.WriteString(w, failWords(l, t.Keys.List[0], r, t.Keys.Issuer != ""))
		return err
	}
	l.Fprintf(&b, "%s: %s\n%d requests, %d announcements listed, %d records, %d of them with their own page still to be read\n",
		l.Text(t.Keys.ID), withReason(r.State, r.Causes, r.Reason), r.Requests, r.Seen, len(t.Records), r.Pending)
	for _, address := range slices.Sorted(maps.Keys(t.Health.Addresses)) {
		a := t.Health.Addresses[address]
		l.Fprintf(&b, "  %s: %s, %d announcements\n", address, withReason(a.State, a.Causes, a.Reason), a.Items)
	}
	if len(t.Records) > 0 {
		b.WriteString("\n")
		if err := printTable(&b, t.Records, now); err != nil {
			return err
		}
	}
	if len(t.Dropped) > 0 {
		l.Fprintf(&b, "\n%d titles left out:\n", len(t.Dropped))
	}
	for _, d := range t.Dropped {
		fmt.Fprintf(&b, "  %s: %s\n    %s\n", l.Text(d.Why), d.Title, d.URL)
	}
	if len(t.Problems) > 0 {
		l.Fprintf(&b, "\n%d addresses that could not be read:\n", len(t.Problems))
	}
	for _, p := range t.Problems {
		fmt.Fprintf(&b, "  %s\n    %s\n", p.URL, reasonWords(p.Causes, p.Why))
	}
	_, err := io.WriteString(w, b.String())
	return err
}
