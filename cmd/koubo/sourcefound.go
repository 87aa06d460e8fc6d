package main

import (
	"fmt"
	"io"
	"net/http"
	"os"
	"slices"
	"strings"
	"time"

	"koubo/cmd/koubo/wording"
	"koubo/crawler/discover"
	"koubo/crawler/fetch"
	"koubo/opportunity"
	"koubo/opportunity/extract"
	"koubo/opportunity/extract/classify"
	"koubo/opportunity/jdate"
	"koubo/sources"
	"koubo/sources/catalog"
	"koubo/sources/config"
	"koubo/sources/edit"
	"koubo/sources/municipality"

	"github.com/spf13/cobra"
)

// addResult is what source add found and makes of it.
type addResult struct {
	Body     string       `json:"body"` // with its prefecture
	Home     string       `json:"home"`
	CMS      string       `json:"cms,omitempty"`
	Requests int          `json:"requests"`
	Feeds    []foundPlace `json:"feeds"`
	Lists    []foundPlace `json:"lists"`
	Known    []knownPlace `json:"known,omitempty"`    // found, and read by another source already
	Rejected []foundPlace `json:"rejected,omitempty"` // looked at, and no list
	Left     []foundPlace `json:"left,omitempty"`     // promising, and not looked at for the requests were spent
	Keys     sourceKeys   `json:"source"`             // as it stands in the file
	Written  bool         `json:"written"`

	issuer opportunity.Issuer
}

// foundPlace is a feed or a page that was looked at.
type foundPlace struct {
	URL      string      `json:"url"`
	Title    string      `json:"title,omitempty"` // of the link that led there, else of the page
	Why      string      `json:"why"`
	Items    int         `json:"items"`
	Inviting int         `json:"inviting"` // those of them whose titles invite
	First    []firstItem `json:"first,omitempty"`
}

// firstItem is the record that an announcement would make, as far as its title tells.
type firstItem struct {
	Title     string            `json:"title"`
	URL       string            `json:"url"`
	Kind      opportunity.Kind  `json:"kind"`
	Stage     opportunity.Stage `json:"stage"`
	Published string            `json:"published,omitempty"`
}

// what names the kind and the stage of the record: by their codes, in Japanese as the pages do.
func (i firstItem) what() string {
	between := "/"
	if tongue() == wording.Japanese {
		between = "・"
	}
	return nameOf(i.Kind) + between + nameOf(i.Stage)
}

// knownPlace is an address that a source reads already.
type knownPlace struct {
	URL    string `json:"url"`
	Source string `json:"source"`
}

// forgetfulHosts remembers nothing of hosts between runs: a search needs no data file.
type forgetfulHosts struct{}

func (forgetfulHosts) Host(string) (sources.HostNote, error) { return sources.HostNote{}, nil }

// search looks for the feeds and lists of a site, with the manners of a crawl.
func search(cmd *cobra.Command, cfg *config.Settings, address string) (discover.Found, error) {
	client := newClient(cfg)
	defer client.Close()
	if onTerminal(os.Stderr) { // it may take half a minute
		tongue().Fprintf(os.Stderr, "koubo: looking for the feeds and lists of %s, with %d requests at most, %s apart\n", address, discover.MostRequests, cfg.Crawl.Gap)
	}
	return discover.Run(cmd.Context(), client, address, discover.Leads{})
}

// newClient is a client over the real network that needs no data file.
func newClient(cfg *config.Settings) *fetch.Client {
	return newNetwork(cfg).Client(fetch.ClientOptions{Once: true})
}

// newNetwork is the real network, with the manners of a crawl, for what needs no data file.
func newNetwork(cfg *config.Settings) *fetch.Network {
	strict, lenient := network(cfg)
	return networkOver(cfg, strict, lenient)
}

// networkOver has the manners of a crawl over any transport.
func networkOver(cfg *config.Settings, strict, lenient http.RoundTripper) *fetch.Network {
	return fetch.NewNetwork(fetch.Options{
		UserAgent: userAgent(cfg), Gap: cfg.Crawl.Gap, Timeout: cfg.Crawl.Timeout, MaxBody: cfg.Crawl.MaxBody, DailyBudget: cfg.Crawl.DailyBudget,
		Transport: strict, Lenient: lenient, Clock: fetch.SystemClock{}, Hosts: forgetfulHosts{},
	})
}

// watchedAddresses are the identities of all addresses that sources read.
func watchedAddresses(all []sources.Source) map[string]sources.Source {
	watched := map[string]sources.Source{}
	for _, src := range all {
		for _, address := range slices.Concat(src.Feeds, src.Lists) {
			watched[opportunity.IdentityKey(address)] = src
		}
	}
	return watched
}

func alreadyRead(address string, src sources.Source) error {
	return fmt.Errorf("the source %s (%s) reads %s already", src.ID, src.Where, address)
}

// result makes a source of what was found and is not read yet.
func (f *addFlags) result(cfg *config.Settings, body municipality.Body, found discover.Found, watched map[string]sources.Source) (addResult, error) {
	r := addResult{Body: body.FullName(), Home: found.Home, CMS: found.CMS, Requests: found.Requests, issuer: body.Issuer()}
	r.Feeds = r.places(found.Feeds, watched)
	r.Lists = r.places(found.Lists, watched)
	for _, c := range found.Rejected {
		r.Rejected = append(r.Rejected, foundPlace{URL: c.URL, Title: c.Title, Why: c.Why, Items: c.Items})
	}
	for _, c := range found.Left {
		r.Left = append(r.Left, foundPlace{URL: c.URL, Title: c.Title, Why: c.Why})
	}
	switch {
	case len(r.Feeds)+len(r.Lists) > 0:
	case len(r.Known) > 0:
		return r, alreadyRead(r.Known[0].URL, watched[opportunity.IdentityKey(r.Known[0].URL)])
	default:
		return r, nothingFound(found)
	}
	r.Keys = sourceKeys{ID: f.id, Issuer: body.Code, Feed: urlsOf(r.Feeds), List: urlsOf(r.Lists)}
	if f.id == "" {
		used := map[string]bool{}
		for _, src := range cfg.All() {
			used[src.ID] = true
		}
		r.Keys.ID = catalog.NewID(body, found.Home, func(id string) bool { return used[id] })
	}
	return r, nil
}

// nothingFound says that a site has nothing that could be read, and of the page that was given why.
func nothingFound(found discover.Found) error {
	if n := slices.IndexFunc(found.Rejected, func(c discover.Candidate) bool { return c.URL == found.Home }); n >= 0 {
		return fmt.Errorf("no feed and no list of announcements was found on %s with %d requests: %s; look for the page that lists 公募 or 入札 in a browser, and give its address", found.Home, found.Requests, found.Rejected[n].Why)
	}
	if len(found.Rejected) > 0 {
		return fmt.Errorf("no feed and no list of announcements was found on %s with %d requests; %d pages were looked at, and of %s: %s; look for the page that lists 公募 or 入札 in a browser, and give its address", found.Home, found.Requests, len(found.Rejected), found.Rejected[0].URL, found.Rejected[0].Why)
	}
	return fmt.Errorf("no feed and no list of announcements was found on %s with %d requests; look for the page that lists 公募 or 入札 in a browser, and give its address", found.Home, found.Requests)
}

// shownItems is how many announcements of each place are shown.
const shownItems = 3

// places takes what no source reads yet, each with the records that its first inviting announcements would make.
func (r *addResult) places(found []discover.Candidate, watched map[string]sources.Source) []foundPlace {
	all := []foundPlace{}
	for _, c := range found {
		if src, ok := watched[opportunity.IdentityKey(c.URL)]; ok {
			r.Known = append(r.Known, knownPlace{c.URL, src.ID})
			continue
		}
		p := foundPlace{URL: c.URL, Title: c.Title, Why: c.Why, Items: c.Items, Inviting: c.Open}
		for _, d := range c.Drafts {
			if len(p.First) < shownItems && classify.Triage(d.Title, d.URL, d.Categories).Keep {
				p.First = append(p.First, firstOf(d, r.issuer))
			}
		}
		all = append(all, p)
	}
	return all
}

// firstOf is what the record of a listed announcement would say, before its own page is read.
func firstOf(d opportunity.Draft, issuer opportunity.Issuer) firstItem {
	d.Issuer, d.Detail = issuer, opportunity.DetailPending
	record, _ := extract.Normalize(d, jdate.DateOf(time.Now()))
	return firstItem{Title: record.Title, URL: record.URL, Kind: record.Kind, Stage: record.Stage, Published: string(record.Published)}
}

func urlsOf(places []foundPlace) (urls []string) {
	for _, p := range places {
		urls = append(urls, p.URL)
	}
	return urls
}

func (r addResult) entry() edit.Entry {
	return edit.Entry{ID: r.Keys.ID, Issuer: r.issuer, Feeds: r.Keys.Feed, Lists: r.Keys.List}
}

// print writes the result for people: each place with its first items, then the lines for the file.
func (r addResult) print(w io.Writer) error {
	var b strings.Builder
	l := tongue()
	l.Fprintf(&b, "%s %s, %d requests\n", r.Body, r.Home, r.Requests)
	for _, kind := range []struct {
		name   string
		places []foundPlace
	}{{"feed", r.Feeds}, {"list", r.Lists}} {
		for _, p := range kind.places {
			l.Fprintf(&b, "\n%s %s\n  %s: %d announcements, %d invite by their titles (%s)\n", l.Text(kind.name), p.URL, p.Title, p.Items, p.Inviting, l.Text(p.Why))
			for _, i := range p.First {
				fmt.Fprintf(&b, "  %-10s %s %s\n             %s\n", i.Published, i.what(), i.Title, i.URL)
			}
		}
	}
	for _, k := range r.Known {
		l.Fprintf(&b, "\nleft out, for the source %s reads it: %s\n", k.Source, k.URL)
	}
	if len(r.Rejected) > 0 {
		b.WriteString(l.Text("\nlooked at and left out:\n"))
	}
	for _, p := range r.Rejected {
		fmt.Fprintf(&b, "  %s %s: %s\n", p.URL, p.Title, l.Text(p.Why))
	}
	if len(r.Left) > 0 {
		b.WriteString(l.Text("\nnot looked at, for the requests were spent; where one is a list, name it with list: in the source\n"))
	}
	for _, p := range r.Left {
		fmt.Fprintf(&b, "  %s %s\n", p.URL, p.Title)
	}
	fmt.Fprintf(&b, "\nsources:\n%s", r.entry())
	_, err := io.WriteString(w, b.String())
	return err
}
