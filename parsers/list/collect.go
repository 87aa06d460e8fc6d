package list

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"koubo/opportunity"
	"koubo/opportunity/extract/classify"
	"koubo/opportunity/jtext"
	"koubo/parsers/page"
	"koubo/parsers/pager"
	"koubo/parsers/part"
)

// collector brings the rows of a page together into its listing.
type collector struct {
	doc     *page.Document
	rows    int // as many are brought together at most
	listing page.Listing
	seen    map[string][]int    // places in Drafts of each address
	within  []opportunity.Draft // what links to a place of the page itself name
	subs    map[string]bool
	hubs    int  // lists among them that are not of another year
	papers  bool // all that the page named were the papers of one announcement
}

// addRow adds what a row announces, or the list that it names; links of pagers and to whole lists are neither.
func (c *collector) addRow(row listRow, family *family) {
	if row.bare != nil {
		c.addBare(row)
		return
	}
	href := page.Attribute(row.link, "href")
	address, err := c.doc.ResolveWhole(href)
	draft := row.draft(address)
	if draft.Title == "" || pager.IsTurn(draft.Title) || pager.IsWholeList(draft.Title) {
		return
	}
	switch {
	case err != nil:
		c.addUnlinked(draft.Title, href, err)
	case c.doc.LeadsHere(address):
		if strings.Contains(address, "#") {
			c.within = append(c.within, draft)
		}
	case family.isSub(draft, c.doc.URL) && !row.saysDay() || draft.Published == "" && pager.IsOtherList(draft.Title) && page.SameHost(address, c.doc.URL) && !page.IsFileLink(row.link):
		if page := page.WithoutFragment(address); !c.subs[page] && c.seen[page] == nil {
			c.subs = put(c.subs, page)
			c.listing.Sub = append(c.listing.Sub, page)
			if !pager.IsOtherList(draft.Title) {
				c.hubs++
			}
		}
	case row.cells == nil && len(c.seen[draft.URL]) > 0 && isVague(page.TextOf(row.link)):
		// one more link to what has been named: its words beside it are no title
	default:
		c.add(draft)
	}
}

// addBare adds what a row without a link announces.
func (c *collector) addBare(row listRow) {
	draft := *row.words
	draft.Ended = cmp.Or(row.bare.Over, row.ended())
	draft.URL = page.WithoutFragment(c.doc.URL)
	if row.bare.Anchor != "" {
		if address, err := c.doc.ResolveWhole("#" + row.bare.Anchor); err == nil {
			draft.URL = address
		}
	}
	c.add(draft)
}

// saysDay reports whether a row names a day anywhere: the period of what it announces. A list has none.
func (r listRow) saysDay() bool { return saysDay(r.node) }

// saysDay reports whether an element no larger than a row names a day.
func saysDay(n *html.Node) bool {
	text := page.TextOf(n)
	return page.MayHoldDate(text) && len(text) <= page.MaxRowText && page.RowDate.MatchString(jtext.Fold(text))
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
			before.InList = before.InList && draft.InList // another row links it
			before.Fields = append(before.Fields, without(draft.Fields, before.Fields)...)
			before.Published = cmp.Or(before.Published, draft.Published) // it was shown above the list without
			if draft.Ended == "" {
				before.Ended = "" // it stands among those that go on, too
			}
			return
		}
		if isVague(before.Title) {
			before.Title = draft.Title
			return
		}
	}
	if c.seen == nil {
		c.seen = make(map[string][]int, c.rows)
		c.listing.Drafts = slices.Grow(c.listing.Drafts, c.rows)
	}
	if len(c.seen[draft.URL]) == page.MaxPerAddress {
		return
	}
	c.seen[draft.URL] = append(c.seen[draft.URL], len(c.listing.Drafts))
	c.listing.Drafts = append(c.listing.Drafts, draft)
}

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
	if why := page.UnlinkedWhy(href, err); why != "" {
		c.listing.Unlinked = append(c.listing.Unlinked, page.Unlinked{Title: title, Href: page.Clip(href, page.MaxHref), Why: why})
	}
}

// finish says what the page holds, or that it is no list.
func (c *collector) finish() (page.Listing, error) {
	l := &c.listing
	l.Drafts = withoutLinkedTwice(l.Drafts)
	for _, draft := range part.StandingHere(c.doc, c.within) {
		c.add(draft)
	}
	c.papers = c.dropPapers(page.BodyOf(c.doc.Root))
	if len(l.Drafts) < fewRows {
		if why := noList(c.doc); why != "" {
			return page.Listing{}, fmt.Errorf("%s is not a list of announcements: %s; look for the list's new address", c.doc.URL, why)
		}
	}
	l.Next = slices.DeleteFunc(l.Next, func(address string) bool { return c.seen[address] != nil }) // 続きを読む
	if frames := Frames(c.doc); len(frames) > 0 && !holdsCalls(l.Drafts) {
		l.Frames = frames
	}
	c.findLatest()
	if len(l.Drafts) == 0 && len(l.Frames) == 0 && len(l.Unlinked) == 0 {
		body := page.BodyOf(c.doc.Root)
		l.None = body != nil && nothing.MatchString(jtext.Fold(page.TextOf(body)))
		if l.Instead = c.whatInstead(); l.Instead != "" {
			l.Sub = c.listsLinked()
		}
	}
	l.ByScript = len(l.Drafts) == 0 && len(l.Frames) == 0 && (slices.ContainsFunc(l.Unlinked, madeByScript) || isShell(c.doc))
	return *l, nil
}

// findLatest notes the lists by years, months or the like behind the page: where it names no calls, or shows no days and less than such
// lists, the latest of them, which then are no announcements; beside its own list those of later years, or the newest as what follows it
// where it tells no year of its own.
func (c *collector) findLatest() {
	l := &c.listing
	lists := pager.ListsByTerms(c.doc, isAside)
	if len(lists.All)+len(l.Drafts)+len(l.Frames) == 0 {
		lists = pager.ListsByTerms(c.doc, isSiteMenu) // in the menu of the place
	}
	if len(lists.All) == 0 || slices.ContainsFunc(l.Drafts, func(d opportunity.Draft) bool { return lists.All[d.URL] && page.ShowsDay(&d) }) {
		return
	}
	rows := slices.DeleteFunc(slices.Clone(l.Drafts), func(d opportunity.Draft) bool { return lists.All[d.URL] })
	switch {
	case !holdsCalls(rows), len(rows) < len(lists.All) && !slices.ContainsFunc(rows, func(d opportunity.Draft) bool { return page.ShowsDay(&d) }):
		l.Drafts, l.Latest = rows, lists.Latest
	case lists.IsOne:
		l.Latest = c.unnamed(lists.Later)
	default:
		if latest := c.unnamed(lists.Latest); len(latest) > 0 && !slices.Contains(l.Next, latest[0]) {
			l.Next = append(l.Next, latest[0])
		}
	}
}

// isSiteMenu reports whether an element is marked up as what the pages of a site have in common.
func isSiteMenu(n *html.Node) bool {
	return n.DataAtom == atom.Nav || n.DataAtom == atom.Header || n.DataAtom == atom.Footer
}

// unnamed leaves out the addresses that the page names announcements at.
func (c *collector) unnamed(addresses []string) []string {
	return slices.DeleteFunc(addresses, func(address string) bool { return c.seen[address] != nil })
}

func madeByScript(u page.Unlinked) bool { return u.Why == page.WhyScript }

// holdsCalls reports whether one of the drafts may invite.
func holdsCalls(drafts []opportunity.Draft) bool {
	return slices.ContainsFunc(drafts, func(d opportunity.Draft) bool {
		verdict := classify.Triage(d.Title, d.URL, d.Categories)
		return verdict.Keep && !verdict.Undecided
	})
}
