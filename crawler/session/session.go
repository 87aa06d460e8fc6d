// Package session keeps, for one visit, the links of lists that carry a session, and learns which hosts answer without it. An address is known
// without its session, which changes from visit to visit, and asked for so; where that leads to another page, the link as it stands is asked for.
package session

import (
	"net/url"

	"koubo/opportunity"
)

// Links are those that a visit saw. The zero value holds none.
type Links struct {
	linked map[string]string // canonical address → as a list of this visit links it, with the session
	needed map[string]bool   // host → a page of it answered only with one
	vain   map[string]int    // host → pages that did not answer with one either
}

// mostVain is how many pages of a host are asked for twice in a visit without use.
const mostVain = 2

// Note remembers a link of a list where it carries a session.
func (l *Links) Note(raw string) {
	with := opportunity.SessionURL(raw)
	if with == "" {
		return
	}
	if l.linked == nil {
		l.linked, l.needed, l.vain = map[string]string{}, map[string]bool{}, map[string]int{}
	}
	l.linked[opportunity.CanonicalURL(raw)] = with
}

// Of is the link to an address with its session, "" where no list of this visit linked it with one.
func (l *Links) Of(address string) string { return l.linked[address] }

// Needed reports whether a page of the address's host answered only with a session.
func (l *Links) Needed(address string) bool { return l.needed[hostOf(address)] }

// MayHelp reports whether another page of the address's host may be asked for twice, after so many failed attempts at this one in a row: not
// at each of them, for what it leads to may be gone.
func (l *Links) MayHelp(address string, tries int) bool {
	return tries&(tries+1) == 0 && l.vain[hostOf(address)] < mostVain
}

// Tell notes whether a second request, with a session or without, found the page of an address.
func (l *Links) Tell(address string, with, found bool) {
	switch host := hostOf(address); {
	case found:
		l.needed[host] = with
	default:
		l.vain[host]++
	}
}

func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return u.Host
}
