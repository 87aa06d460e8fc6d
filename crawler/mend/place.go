package mend

import (
	"maps"
	"regexp"
	"slices"

	"koubo/crawler/discover"
	"koubo/opportunity"
	"koubo/sources"
)

// inPlace looks for a mend in what a broken address answers, read as the source says and without the keys that describe it, which
// may no longer fit: another address that it leads to for good, or the same page.
func inPlace(c Case, address string, a answer, r reading, known recall) (p Proposal, ok bool) {
	src, final, how := c.Source, a.asked, ByHost
	if a.Moved {
		final = a.Page.URL
	}
	if a.asked == address {
		how = ByRedirect
	}
	if a.err != nil || a.Status != 200 || final != address && c.Others[opportunity.IdentityKey(final)] && a.asked == address {
		return p, false
	}
	if discover.IsFeed(a.Page) {
		isNew := !slices.Contains(src.Feeds, address) || final != address
		return proposal(address, final, true, nil, how, r.own), isNew && known.proves(r.own)
	}
	drop := described(src)
	switch {
	case len(drop) > 0 && known.proves(r.plain) && r.plain.isBetter(r.own):
		return proposal(address, final, false, drop, ByLayout, r.plain), true
	case src.Parser == "" && final != address && !slices.Contains(src.Feeds, address) && known.proves(r.own):
		return proposal(address, final, false, nil, how, r.own), true
	}
	return p, false
}

// moved is the mend of an address that is read where redirects lead for good, once what is known of the source stands there, read as the
// source says: redirects are taken down one day.
func moved(c Case, address string, a answer, known recall) (p Proposal, ok bool) {
	final := a.Page.URL
	if a.err != nil || a.Status != 200 || !a.Moved || a.asked != address || c.Others[opportunity.IdentityKey(final)] {
		return p, false
	}
	m := a.read(c.Source, known).own
	return proposal(address, final, discover.IsFeed(a.Page), nil, ByRedirect, m), known.proves(m)
}

// described are the keys by which a source says how its lists are laid out.
func described(src sources.Source) (keys []string) {
	if src.Selectors != nil {
		keys = append(keys, "selectors")
	}
	if src.Platform != "" {
		keys = append(keys, "platform")
	}
	return keys
}

func proposal(old, now string, isFeed bool, drop []string, how string, m measure) Proposal {
	return Proposal{Old: old, New: now, Feed: isFeed, Drop: drop, How: how, Items: m.items, Known: m.known, Open: m.open}
}

// place is a list or feed that the site turned out to have.
type place struct {
	discover.Candidate
	feed bool
	measure
	proven bool
}

// elsewhere gives each broken address the place of the site that holds most of what is known of the source: lists to lists and feeds
// to feeds first, then what is left to what is left. Where nothing known stands anywhere any more, a place is taken that invites. A
// list that was parted becomes several, and a feed that is gone may be needless.
func elsewhere(c Case, broken []string, still map[string]int, site discover.Found, known recall) (found []Proposal) {
	places := placesOf(c, site, known)
	covered := map[int]bool{}
	for _, sameKind := range []bool{true, false} {
		for _, address := range broken {
			at := bestPlace(places, slices.Contains(c.Source.Feeds, address), sameKind)
			if at < 0 || Of(found, address) >= 0 || !sameKind && places[at].beyond(covered) == 0 && len(found) > 0 {
				continue
			}
			p := places[at]
			places = slices.Delete(places, at, at+1)
			var drop []string
			if !p.feed {
				drop = described(c.Source)
			}
			maps.Copy(covered, p.which)
			mend := proposal(address, p.URL, p.feed, drop, BySite, p.measure)
			mend.Still = still[address]
			found = append(found, mend)
		}
	}
	if n := slices.IndexFunc(found, func(p Proposal) bool { return p.IsProven() && !p.Feed && slices.Contains(c.Source.Lists, p.Old) }); n >= 0 {
		found[n].addParts(places, covered)
	}
	return append(found, needless(c, broken, found, site, known)...)
}

// bestPlace returns which place is best for what was a feed or a list, -1 for none. Of its own kind alone those count that are proven.
func bestPlace(places []place, wasFeed, sameKind bool) int {
	best := -1
	for n, p := range places {
		if sameKind && (p.feed != wasFeed || !p.proven) {
			continue
		}
		if best < 0 || p.isPreferred(places[best], wasFeed) {
			best = n
		}
	}
	return best
}

// needless returns the mends of feeds that are gone and have no place any more, where what is known of the source stands on a list
// that it reads or that takes the place of one: they may be left out.
func needless(c Case, broken []string, found []Proposal, site discover.Found, known recall) (gone []Proposal) {
	var best measure
	for _, candidate := range site.Lists {
		isTaken := slices.ContainsFunc(found, func(p Proposal) bool { return !p.Feed && p.New == candidate.URL })
		isSound := slices.Contains(c.Source.Lists, candidate.URL) && !slices.Contains(c.Broken, candidate.URL)
		if m := known.measure(candidate.Drafts); (isTaken || isSound) && m.known > best.known {
			best = m
		}
	}
	for _, address := range broken {
		if best.known > 0 && slices.Contains(c.Source.Feeds, address) && c.Gone[address] && Of(found, address) < 0 {
			gone = append(gone, proposal(address, "", false, nil, Needless, best))
		}
	}
	return gone
}

const (
	mostParts = 5 // further lists that one becomes
	fewParts  = 2 // known announcements that each of them must hold alone
)

// addParts adds the lists that hold known announcements which no other holds, those with most of them first.
func (p *Proposal) addParts(places []place, covered map[int]bool) {
	for len(p.Also) < mostParts {
		best, most := -1, fewParts-1
		for n, other := range places {
			if more := other.beyond(covered); !other.feed && more > most {
				best, most = n, more
			}
		}
		if best < 0 {
			return
		}
		p.Also = append(p.Also, places[best].URL)
		p.Known += most
		p.Items += places[best].items
		maps.Copy(covered, places[best].which)
	}
}

// over names lists of what is over, where known announcements stand, too, and new ones never.
var over = regexp.MustCompile(`終了|過去|受付済|締切済|アーカイブ|バックナンバー|結果`)

// isRead reports whether an address is read already. A broken one's may be read anew by another that differs in its ending alone.
func (c Case) isRead(address string) bool {
	key := opportunity.IdentityKey(address)
	ending := slices.ContainsFunc(c.Broken, func(broken string) bool { return opportunity.IdentityKey(broken) == key })
	return c.Others[key] && !ending || slices.Contains(c.Broken, address)
}

// placesOf are the site's places that no source reads and that may be the source's.
func placesOf(c Case, site discover.Found, known recall) (places []place) {
	for n, candidates := range [][]discover.Candidate{site.Feeds, site.Lists} {
		for _, candidate := range candidates {
			m := known.measure(candidate.Drafts)
			p := place{candidate, n == 0, m, known.proves(m)}
			byHand := !p.feed && c.Source.Parser != "" // which knows the old list alone
			if !byHand && !c.isRead(p.URL) && !over.MatchString(p.Title) && (p.proven || p.Open > 0) {
				places = append(places, p)
			}
		}
	}
	return places
}

// isPreferred reports whether a place is a better one than another for what was a feed or a list.
func (p place) isPreferred(to place, wasFeed bool) bool {
	switch {
	case p.proven != to.proven:
		return p.proven
	case p.feed != to.feed:
		return p.feed == wasFeed
	case p.known != to.known:
		return p.known > to.known
	}
	return p.Open > to.Open
}
