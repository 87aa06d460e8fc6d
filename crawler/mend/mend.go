// Package mend finds out how a source that is broken can be read again: its list has moved, its page is laid out anew and what is
// configured of it no longer fits, or its feed is given up. Whatever it proposes was read, and is measured by the announcements
// that are known of the source.
package mend

import (
	"cmp"
	"context"
	"maps"
	"net/netip"
	"net/url"
	"slices"
	"strings"
	"time"

	"koubo/crawler/discover"
	"koubo/crawler/fetch"
	"koubo/opportunity"
	"koubo/sources"
	"koubo/sources/municipality"
)

// How a mend was found.
const (
	ByRedirect = "redirect" // the address leads elsewhere for good
	ByHost     = "host"     // the site answers by https, with www or without it
	ByLayout   = "layout"   // the page is read by its structure again, without the keys that describe it
	BySite     = "site"     // the site was searched: its pages' links, the breadcrumbs of known announcements, its feeds
	ByLabel    = "label"    // a field that is lost stands behind a label that the rules do not know
	Needless   = "needless" // a feed is gone, and what it told of stands on the source's lists
)

// Proposal is a mend of one address of a source.
type Proposal struct {
	Old    string            `json:"old"`              // address that is broken
	New    string            `json:"new"`              // address to read in its place; Old where it stays, "" where nothing is to be read
	Also   []string          `json:"also,omitempty"`   // further lists to read beside New: what Old held is parted among them
	Feed   bool              `json:"feed,omitempty"`   // New is a feed's
	Drop   []string          `json:"drop,omitempty"`   // keys of the source to leave out: selectors, platform
	Fields map[string]string `json:"fields,omitempty"` // to put under selectors.fields: name → label:LABEL
	How    string            `json:"how"`
	Items  int               `json:"items"` // announcements that are read there; of a field, pages that were looked at
	Known  int               `json:"known"` // those of them that were known of the source; of a field, pages that have it then
	Open   int               `json:"open"`  // those whose titles invite
	Still  int               `json:"still"` // known announcements that Old shows yet: a list that is silent, or short
}

// IsProven reports whether known announcements prove the mend, and none of them is lost by it.
func (p Proposal) IsProven() bool { return p.Known > 0 && p.Known >= p.Still }

// Case is a broken source.
type Case struct {
	Source sources.Source
	Broken []string            // those of its addresses that cannot be read as they should
	Moved  []string            // those that are read as they should, behind redirects for good
	Lost   []Loss              // what its records have lost, where its addresses are read as they should, and the rows of its lists
	Known  []opportunity.Draft // announcements that were found at it, the newest first: title and address
	Others map[string]bool     // identities of addresses that this and other sources read already
	Gone   map[string]bool     // those of Broken whose pages are gone for good, by what the server says
	Since  time.Time           // the visit that first found one of the broken ones in trouble; the zero time where none is
}

// patience is how long a server's passing trouble is waited out before a mend is looked for.
const patience = 3 * 24 * time.Hour

// AddressesOf are the identities of all addresses that sources read.
func AddressesOf(all []sources.Source) map[string]bool {
	read := map[string]bool{}
	for _, src := range all {
		for _, address := range slices.Concat(src.Feeds, src.Lists) {
			read[opportunity.IdentityKey(address)] = true
		}
	}
	return read
}

// MostKnown is by how many announcements of a source a mend is measured.
const MostKnown = 50

// Know takes records of the source, the newest first, for what was found at it: those from before its trouble, as what stands in the
// place of a list was taken for announcements, too. Where none is from before, all count.
func (c *Case) Know(records []opportunity.Opportunity) {
	before := slices.DeleteFunc(slices.Clone(records), func(o opportunity.Opportunity) bool { return !c.Since.IsZero() && !o.FirstSeen.Before(c.Since) })
	if len(before) > 0 {
		records = before
	}
	for _, o := range records[:min(len(records), MostKnown)] {
		c.Known = append(c.Known, opportunity.Draft{Title: o.Title, URL: o.URL, Part: o.Part, Published: o.FirstSeen.Format(time.DateOnly)})
		c.remember(o)
	}
}

// IsBroken reports whether there is anything to mend.
func (c Case) IsBroken() bool { return len(c.Broken)+len(c.Moved)+len(c.Lost) > 0 }

// CaseOf is what is broken of a source: those of its addresses that are in trouble and do not shut us out, or whose rows lost a
// field, and those that are read where redirects lead for good; where its records did, all that are laid out by keys. others are the identities of addresses that sources read.
func CaseOf(src sources.Source, h sources.Health, others map[string]bool) Case {
	c := Case{Source: src, Others: others, Lost: lossesOf(h), Gone: map[string]bool{}}
	for _, address := range slices.Concat(src.Feeds, src.Lists) {
		a := h.Addresses[address]
		if c.lostRows(address) || a.State.IsBroken() && a.State != sources.Blocked && !isPassing(a) {
			c.Broken = append(c.Broken, address)
			c.Gone[address] = slices.ContainsFunc(a.Causes, func(c sources.Cause) bool { return c.Code == sources.CauseGone })
			if isUnread := a.State == sources.Failing || a.State == sources.Suspect; isUnread && (c.Since.IsZero() || a.Since.Before(c.Since)) {
				c.Since = a.Since
			}
		} else if a.Moved != "" && !a.State.IsBroken() {
			c.Moved = append(c.Moved, address)
		}
	}
	if len(c.Broken) == 0 && c.recordsLost() && len(described(src)) > 0 {
		c.Broken = src.Lists
	}
	return c
}

// isPassing reports whether an address is in a trouble that goes by itself, mostly, and has not lasted yet.
func isPassing(a sources.AddressHealth) bool {
	return a.LastRun.Sub(a.Since) < patience && slices.ContainsFunc(a.Causes, func(c sources.Cause) bool {
		return c.Code == sources.CauseSlow || c.Code == sources.CauseStatus && c.Args["status"] >= "500"
	})
}

// Find returns a mend for as many of the broken addresses, and of the lost fields, as it can, and notes in c.Lost what stands in the
// place of those that no mend is found for. Each request keeps the site's rules; a source costs some forty at most. An error says
// that the search was broken off.
func Find(ctx context.Context, client *fetch.Client, c Case) ([]Proposal, error) {
	known := newRecall(c.Known)
	others := map[string]bool{}
	maps.Copy(others, c.Others)
	c.Others = others
	still := map[string]int{} // address → known announcements on it
	var found []Proposal
	var rest, hubs []string
	home := ""
	doors := doors{client: client, dead: map[string]bool{}}
	for _, address := range c.Broken {
		a := doors.open(ctx, address)
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		r := a.read(c.Source, known)
		c.lookAtRows(address, r)
		if r.silent {
			continue
		}
		if p, ok := inPlace(c, address, a, r, known); ok {
			found = append(found, p)
			c.Others[opportunity.IdentityKey(p.New)] = true
			continue
		}
		rest, still[address] = append(rest, address), r.own.known
		if a.isPage() && a.Page.URL == address {
			hubs = append(hubs, address) // which may link the lists that it was parted into, or name a feed
		}
		home = cmp.Or(home, a.home)
	}
	found = append(found, doors.forwarded(ctx, c, known)...)
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if len(rest) > 0 {
		home = cmp.Or(home, homeOf(c.Source, rest[0]))
		site, err := discover.Run(ctx, client, home, discover.Leads{Hubs: append(hubs, hubsOf(c.Source, rest)...), Calls: spread(c.Known, 10)})
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if err == nil { // else the site tells nothing, and what was found stands
			found = append(found, elsewhere(c, rest, still, site, known)...)
		}
	}
	found = harmless(c, still, found)
	if len(found) > 0 || !c.recordsLost() {
		return found, nil
	}
	pages, err := callPages(ctx, client, c)
	if err != nil {
		return nil, err
	}
	found = findLabels(c, pages)
	c.lookAtPages(pages, found)
	return found, nil
}

// spread takes at most so many announcements from all over a list of them: the newest alone may all be of one of the source's lists.
func spread(all []opportunity.Draft, most int) (some []opportunity.Draft) {
	for n := range min(most, len(all)) {
		some = append(some, all[n*len(all)/min(most, len(all))])
	}
	return some
}

// harmless leaves mends out that drop keys by which another list of the source is read: one that is sound, that still shows known
// announcements, or that has moved as it was.
func harmless(c Case, still map[string]int, found []Proposal) []Proposal {
	needed := slices.ContainsFunc(c.Source.Lists, func(address string) bool {
		n := Of(found, address)
		if n < 0 {
			return !slices.Contains(c.Broken, address) || still[address] > 0
		}
		return !found[n].Feed && len(found[n].Drop) == 0
	})
	return slices.DeleteFunc(found, func(p Proposal) bool { return needed && len(p.Drop) > 0 })
}

// Of is the place of an address's mend among those that were found, -1 where there is none: a label of a lost field replaces no address.
func Of(found []Proposal, address string) int {
	return slices.IndexFunc(found, func(p Proposal) bool { return p.Old == address && p.How != ByLabel })
}

// homeOf is where the site of a broken address begins.
func homeOf(src sources.Source, address string) string {
	if src.Site != "" {
		return src.Site
	}
	u, err := url.Parse(address)
	if err != nil {
		return address
	}
	if body, known := municipality.All().ByCode(src.Issuer.Code); known {
		if home, err := url.Parse(body.Site); err == nil && fetch.SameSite(home, u) {
			return body.Site
		}
		if _, err := netip.ParseAddr(u.Hostname()); err != nil && strings.HasSuffix(u.Hostname(), ".jp") && src.Where != "" && strings.HasPrefix(src.Where, "catalog/") {
			return body.Site // the body has moved to another host
		}
	}
	return u.Scheme + "://" + u.Host + "/"
}

// hubsOf are the pages that may still stand above the broken ones: those that the source names, the folders they lie in, and a list
// of the source that is sound, which may name a feed.
func hubsOf(src sources.Source, broken []string) []string {
	hubs := slices.Clone(src.Hubs)
	if n := slices.IndexFunc(src.Lists, func(address string) bool { return !slices.Contains(broken, address) }); n >= 0 {
		hubs = append(hubs, src.Lists[n])
	}
	for _, address := range broken {
		u, err := url.Parse(address)
		if err != nil {
			continue
		}
		parent, err := u.Parse("./")
		if err == nil && (parent.String() == address || strings.HasPrefix(lastPart(u.Path), "index.")) {
			parent, err = u.Parse("../")
		}
		if err == nil && parent.Path != "/" && !slices.Contains(hubs, parent.String()) {
			hubs = append(hubs, parent.String())
		}
	}
	return hubs
}

func lastPart(path string) string { return path[strings.LastIndex(path, "/")+1:] }
