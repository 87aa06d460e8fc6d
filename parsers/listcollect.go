package parsers

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"koubo/opportunity"
	"koubo/opportunity/extract/classify"
	"koubo/opportunity/jtext"
	"koubo/opportunity/weburl"
)

// collector brings the rows of a page together into its listing.
type collector struct {
	doc     *Document
	listing Listing
	seen    map[string][]int    // places in Drafts of each address
	within  []opportunity.Draft // what links to a place of the page itself name
	subs    map[string]bool
}

// addRow adds what a row announces, or the list that it names; links of pagers and to whole lists are neither.
func (c *collector) addRow(row listRow, family *family) {
	href := attribute(row.link, "href")
	address, err := c.doc.ResolveWhole(href)
	draft := row.draft(address)
	if draft.Title == "" || isPagerText(draft.Title) || isListLink(draft.Title) {
		return
	}
	switch {
	case err != nil:
		c.addUnlinked(draft.Title, href, err)
	case c.doc.leadsHere(address):
		if strings.Contains(address, "#") {
			c.within = append(c.within, draft)
		}
	case family.isSub(draft, c.doc.URL):
		if page := withoutFragment(address); !c.subs[page] && c.seen[page] == nil {
			c.subs = put(c.subs, page)
			c.listing.Sub = append(c.listing.Sub, page)
		}
	default:
		c.add(draft)
	}
}

func put(set map[string]bool, member string) map[string]bool {
	if set == nil {
		set = map[string]bool{}
	}
	set[member] = true
	return set
}

// add adds a draft, unless the page has shown the same before. Another title at one address is another announcement, but
// for a title that says nothing of itself.
func (c *collector) add(draft opportunity.Draft) {
	for _, at := range c.seen[draft.URL] {
		before := &c.listing.Drafts[at]
		if isVague(draft.Title) || sameTitle(before.Title, draft.Title) {
			before.Fields = append(before.Fields, without(draft.Fields, before.Fields)...)
			return
		}
		if isVague(before.Title) {
			before.Title = draft.Title
			return
		}
	}
	if c.seen == nil {
		c.seen = map[string][]int{}
	}
	if len(c.seen[draft.URL]) == maxPerAddress {
		return
	}
	c.seen[draft.URL] = append(c.seen[draft.URL], len(c.listing.Drafts))
	c.listing.Drafts = append(c.listing.Drafts, draft)
}

// maxPerAddress bounds the announcements that a list may name at one address.
const maxPerAddress = 200

func sameTitle(a, b string) bool {
	return a == b || strings.ReplaceAll(jtext.Fold(a), " ", "") == strings.ReplaceAll(jtext.Fold(b), " ", "")
}

// without returns the fields that are not among known.
func without(fields, known []opportunity.Field) (rest []opportunity.Field) {
	for _, f := range fields {
		if !slices.Contains(known, f) {
			rest = append(rest, f)
		}
	}
	return rest
}

// addUnlinked notes an announcement without an address; mail and telephone links announce nothing.
func (c *collector) addUnlinked(title, href string, err error) {
	if why := unlinkedWhy(href, err); why != "" {
		c.listing.Unlinked = append(c.listing.Unlinked, Unlinked{Title: title, Href: clip(href, maxHref), Why: why})
	}
}

// maxHref is how much of a broken link is told, in characters.
const maxHref = 300

// Why an announcement has no page that can be asked for.
const (
	whyScript   = "its link is made by script"
	whyNoWeb    = "its link leads to no web page"
	whyNoLink   = "it has no link"
	whyUnusable = "its link cannot be read"
)

// unlinkedWhy says why a link leads nowhere, "" for one that is not meant to lead to a page.
func unlinkedWhy(href string, err error) string {
	scheme, _, _ := strings.Cut(strings.ToLower(strings.TrimSpace(href)), ":")
	switch {
	case scheme == "mailto" || scheme == "tel" || scheme == "sms":
		return ""
	case scheme == "javascript":
		return whyScript
	case errors.Is(err, weburl.ErrNotWeb) && strings.TrimSpace(href) == "":
		return whyNoLink
	case errors.Is(err, weburl.ErrNotWeb):
		return whyNoWeb
	}
	return fmt.Sprintf("%s: %v", whyUnusable, err)
}

// finish says what the page holds, or that it is no list.
func (c *collector) finish() (Listing, error) {
	l := &c.listing
	for _, draft := range standHere(c.doc, c.within) {
		c.add(draft)
	}
	if len(l.Drafts) < fewRows {
		if why := noList(c.doc); why != "" {
			return Listing{}, fmt.Errorf("%s is not a list of announcements: %s; look for the list's new address", c.doc.URL, why)
		}
	}
	if frames := framesOf(c.doc); len(frames) > 0 && !holdsCalls(l.Drafts) {
		l.Frames = frames
	}
	l.ByScript = len(l.Drafts) == 0 && len(l.Frames) == 0 && (slices.ContainsFunc(l.Unlinked, madeByScript) || isShell(c.doc))
	return *l, nil
}

func madeByScript(u Unlinked) bool { return u.Why == whyScript }

// holdsCalls reports whether one of the drafts may invite.
func holdsCalls(drafts []opportunity.Draft) bool {
	return slices.ContainsFunc(drafts, func(d opportunity.Draft) bool {
		verdict := classify.Triage(d.Title, d.URL, d.Categories)
		return verdict.Keep && !verdict.Undecided
	})
}
