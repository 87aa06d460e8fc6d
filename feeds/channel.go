// Package feeds encodes records for those who subscribe: Atom, RSS, JSON Feed, iCalendar, OPML, CSV, JSON Lines. Each
// format is one function that writes to an io.Writer, record by record; none selects, sorts, or reads the clock.
package feeds

import (
	"iter"
	"net/url"
	"strings"
	"time"

	"koubo/feeds/plain"
	"koubo/opportunity"
	"koubo/opportunity/jdate"
)

// DefaultAuthority stands in the ids of entries where a Channel names none. The .example domain belongs to nobody (RFC
// 2606 §3): an installation with a domain of its own should set Authority once, before its first reader subscribes.
const DefaultAuthority = "koubo.example,2026"

// Channel describes the feed that the records stand in.
type Channel struct {
	Title    string    // plain text
	Subtitle string    // plain text, "" for none
	Home     string    // absolute address of the site, to which "/o/" + id is added; "" where there is none
	Suffix   string    // what ends the address of a record's page, ".html" where it is a file; "" for none
	Page     string    // absolute address of the page that shows what the feed holds; "" for Home
	Self     string    // absolute address of this very feed; "" where it has none
	Updated  time.Time // instant of the latest change; zero for that of the newest record
	Now      time.Time // instant that the records were filled for by At; the next deadline is named as of it
	// Authority and date of the tag URIs that are the entries' ids (RFC 4151 §2.1), as "koubo.example,2026": a domain
	// or e-mail address and a day, month or year on which the operator held it. "" for DefaultAuthority. A change
	// makes every entry new to every reader.
	Authority string
	Version   string // of the program, for the generator; "" for none
	Hub       string // address of the WebSub hub; "" for none
	// What a calendar holds of each record: the steps of these roles, nil for all that a company must act on, whose day is
	// not after Until, "" for any day.
	Roles []opportunity.Role
	Until jdate.Date
	// Neighbouring pages of a long feed (RFC 5005 §3); "" where there is none.
	First, Previous, Next, Last string
}

// TagURI returns the id of a record's entry, the same in every format: tag:AUTHORITY,DATE:opportunity/ID.
func (c Channel) TagURI(id string) string {
	return "tag:" + c.authority() + ":opportunity/" + url.PathEscape(id)
}

// RecordURL returns the address of koubo's own page of a record, "" where the channel has no Home.
func (c Channel) RecordURL(id string) string {
	if home := plain.Link(c.Home); home != "" {
		return strings.TrimRight(home, "/") + "/o/" + url.PathEscape(id) + c.Suffix
	}
	return ""
}

// linkOf returns the address at which to read on of a record: its own page, or koubo's where that may not be followed.
func (c Channel) linkOf(o opportunity.Opportunity) string {
	if href := plain.Link(o.URL); href != "" {
		return href
	}
	return c.RecordURL(o.ID)
}

// feedURI is the id of the feed. Where the operator has named an authority it is a tag of the format and the selection,
// which stays when the site moves to another address, and is the same for all pages of the feed. Under the default, which
// every installation has, only the feed's own address tells it from others.
func (c Channel) feedURI() string {
	self := plain.Link(c.Self)
	if c.Authority == "" && self != "" {
		return self
	}
	u, err := url.Parse(self)
	if err != nil || self == "" {
		return "tag:" + c.authority() + ":feed"
	}
	selection := u.Query()
	selection.Del("cursor")
	id := "tag:" + c.authority() + ":" + strings.TrimPrefix(u.EscapedPath(), "/")
	if len(selection) > 0 {
		id += "?" + selection.Encode()
	}
	return id
}

func (c Channel) authority() string {
	if c.Authority == "" {
		return DefaultAuthority
	}
	return c.Authority
}

// domain is the authority without its date, and without the mailbox of a mail address.
func (c Channel) domain() string {
	name, _, _ := strings.Cut(c.authority(), ",")
	return name[strings.LastIndexByte(name, '@')+1:]
}

// updatedWith is the instant the feed changed last. A feed without records and instant is as old as the epoch: that
// moves nothing in a reader, and today's date would be invented.
func (c Channel) updatedWith(entries iter.Seq[Entry]) time.Time {
	latest := c.Updated
	if latest.IsZero() {
		latest = time.Unix(0, 0)
		for e := range entries {
			for _, at := range []time.Time{e.at, revisedAt(e.record)} {
				if at.After(latest) {
					latest = at
				}
			}
		}
	}
	return latest
}

// revisedAt is the instant an entry counts as updated: of its latest revision, else when it was first seen, else the
// day its page states, else the epoch.
func revisedAt(o opportunity.Opportunity) time.Time {
	for _, at := range []time.Time{o.Revised, o.FirstSeen, o.Updated.Time(""), o.Published.Time("")} {
		if !at.IsZero() {
			return at
		}
	}
	return time.Unix(0, 0)
}

// publishedAt is midnight of the day the page states, but not after the instant it was first seen, else that instant; zero where
// neither is known. Readers put an entry of the future above all others, or hide it.
func publishedAt(o opportunity.Opportunity) time.Time {
	if at := o.Published.Time(""); !at.IsZero() && (o.FirstSeen.IsZero() || !at.After(o.FirstSeen)) {
		return at
	}
	return o.FirstSeen
}

// page is the address of the page that shows the feed's entries, "" where there is none.
func (c Channel) page() string {
	if page := plain.Link(c.Page); page != "" {
		return page
	}
	return plain.Link(c.Home)
}

// channelLink is one link of a feed to something other than its entries.
type channelLink struct{ rel, href string }

// links returns those of the channel's addresses that may be linked.
func (c Channel) links() []channelLink {
	all := []channelLink{
		{"self", c.Self}, {"alternate", c.page()}, {"hub", c.Hub},
		{"first", c.First}, {"previous", c.Previous}, {"next", c.Next}, {"last", c.Last},
	}
	kept := all[:0]
	for _, l := range all {
		if l.href = plain.Link(l.href); l.href != "" {
			kept = append(kept, l)
		}
	}
	return kept
}
