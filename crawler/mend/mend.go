// Package mend finds out how a source that is broken can be read again: its list has moved, its page is laid out anew and what is
// configured of it no longer fits, or its feed is given up. Whatever it proposes was read, and is measured by the announcements
// that are known of the source.
package mend

import (
	"context"
	"maps"
	"net/netip"
	"net/url"
	"slices"
	"strings"

	"koubo/crawler/discover"
	"koubo/crawler/fetch"
	"koubo/opportunity"
	"koubo/sources"
)

// How a mend was found.
const (
	ByRedirect = "redirect" // the address leads elsewhere for good
	ByLayout   = "layout"   // the page is read by its structure again, without the keys that describe it
	BySite     = "site"     // the site was searched: its pages' links, the breadcrumbs of known announcements, its feeds
)

// Proposal is a mend of one address of a source.
type Proposal struct {
	Old   string   `json:"old"`            // address that is broken
	New   string   `json:"new"`            // address to read in its place; Old where it stays
	Feed  bool     `json:"feed,omitempty"` // New is a feed's
	Drop  []string `json:"drop,omitempty"` // keys of the source to leave out: selectors, platform
	How   string   `json:"how"`
	Items int      `json:"items"` // announcements that are read there
	Known int      `json:"known"` // those of them that were known of the source
	Open  int      `json:"open"`  // those whose titles invite
	Still int      `json:"still"` // known announcements that Old shows yet: a list that is silent, or short
}

// IsProven reports whether known announcements prove the mend, and none of them is lost by it.
func (p Proposal) IsProven() bool { return p.Known > 0 && p.Known >= p.Still }

// Case is a broken source.
type Case struct {
	Source sources.Source
	Broken []string            // those of its addresses that cannot be read as they should
	Known  []opportunity.Draft // announcements that were found at it, the newest first: title and address
	Others map[string]bool     // identities of addresses that this and other sources read already
}

// Broken are the configured addresses of a source that a mend may be found for: those in trouble that do not shut us out or, where
// only a field is lost, all of them.
func Broken(src sources.Source, h sources.Health) (broken []string) {
	for _, address := range slices.Concat(src.Feeds, src.Lists) {
		if a := h.Addresses[address]; a.State.IsBroken() && a.State != sources.Blocked {
			broken = append(broken, address)
		}
	}
	if len(broken) == 0 && h.State == sources.Degraded && (src.Selectors != nil || src.Platform != "") {
		return src.Lists
	}
	return broken
}

// Find returns a mend for as many of the broken addresses as it can. Each request keeps the site's rules; a source costs some
// thirty at most. An error says that the search was broken off.
func Find(ctx context.Context, client *fetch.Client, c Case) ([]Proposal, error) {
	known := newRecall(c.Known)
	c.Others = maps.Clone(c.Others)
	still := map[string]int{} // address → known announcements on it
	var found []Proposal
	var rest []string
	for _, address := range c.Broken {
		resp, err := client.Get(ctx, fetch.Request{URL: address})
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		as := readAs(c.Source, resp, err, known)
		if p, ok := inPlace(c, address, resp, as, known); ok {
			found = append(found, p)
			c.Others[opportunity.IdentityKey(p.New)] = true
			continue
		}
		rest, still[address] = append(rest, address), as.known
	}
	if len(rest) == 0 {
		return harmless(c, still, found), nil
	}
	site, err := discover.Run(ctx, client, homeOf(c.Source, rest[0]), discover.Leads{Hubs: hubsOf(c.Source, rest), Calls: c.Known[:min(len(c.Known), 10)]})
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if err != nil {
		return harmless(c, still, found), nil // the site tells nothing: what was found stands
	}
	for _, p := range elsewhere(c, rest, site, known) {
		p.Still = still[p.Old]
		found = append(found, p)
	}
	return harmless(c, still, found), nil
}

// harmless leaves mends out that drop keys by which another list of the source is read: one that is sound, that still shows known
// announcements, or that has moved as it was.
func harmless(c Case, still map[string]int, found []Proposal) []Proposal {
	needed := slices.ContainsFunc(c.Source.Lists, func(address string) bool {
		n := slices.IndexFunc(found, func(p Proposal) bool { return p.Old == address })
		if n < 0 {
			return !slices.Contains(c.Broken, address) || still[address] > 0
		}
		return !found[n].Feed && len(found[n].Drop) == 0
	})
	return slices.DeleteFunc(found, func(p Proposal) bool { return needed && len(p.Drop) > 0 })
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
	if body, known := sources.Bodies().ByCode(src.Issuer.Code); known {
		if home, err := url.Parse(body.Site); err == nil && fetch.SameSite(home, u) {
			return body.Site
		}
		if _, err := netip.ParseAddr(u.Hostname()); err != nil && strings.HasSuffix(u.Hostname(), ".jp") && src.Where != "" && strings.HasPrefix(src.Where, "catalog/") {
			return body.Site // the body has moved to another host
		}
	}
	return u.Scheme + "://" + u.Host + "/"
}

// hubsOf are the pages that may still stand above the broken ones: those that the source names, and the folders they lie in.
func hubsOf(src sources.Source, broken []string) []string {
	hubs := slices.Clone(src.Hubs)
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
