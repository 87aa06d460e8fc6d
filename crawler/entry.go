package crawler

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"

	"koubo/crawler/cause"
	"koubo/crawler/discover"
	"koubo/crawler/fetch"
	"koubo/crawler/reach"
	"koubo/opportunity"
	"koubo/opportunity/extract/classify"
	"koubo/parsers/feed"
	"koubo/parsers/list"
	"koubo/parsers/page"
	"koubo/sources"
)

// entry is one feed or list page of a source, as this visit found it.
type entry struct {
	url      string
	key      string // short name of the address in Known.On
	feed     bool
	asked    bool              // of this visit; otherwise what was read before stands
	read     bool              // afresh, and it does not read as before
	stirred  bool              // it reads as before, but its server says that it changed: perhaps what it links did
	items    int               // announcements on it
	page     int               // those of them on its first page
	untitled int               // those of them without a title
	dated    int               // and with a date
	dropped  int               // whose titles cannot be opportunities
	unlinked []sources.Dropped // rows without an address that could be asked for
	before   sources.Validator // as remembered of the latest reading
	fresh    sources.Validator // to be remembered, where keep says so
	keep     bool
	sample   bool // a part of it was read, in no order of days: what it does not show may stand on the rest
	err      error
	behind   bool                // what it announces stands on other pages: in its frames, or on lists by years
	moved    string              // where redirects for good led; "" where it answers itself, in whatever spelling
	byScript bool                // its links are made by script
	instead  string              // what it is, where it is no list; and the lists it links to
	none     bool                // it says that nothing is announced at the moment
	ofCalls  bool                // by its name its rows are calls, whatever their titles say
	drafts   []opportunity.Draft // until they are collected

	verdicts map[[2]string]classify.Verdict // by title and address, which feed and list often both show
	titles   *classify.Titles               // of the visit
}

func entryKey(address string) string { return fetch.HashOf([]byte(address))[:8] }

// readEntries fetches the feeds and list pages that are asked for (nil: all), each with the validators of its latest
// reading, and parses what changed.
func (r *reader) readEntries(ctx context.Context, m *sources.Memory, only []string) []entry {
	addresses := slices.Concat(r.src.Feeds, r.src.Lists)
	entries := make([]entry, len(addresses))
	verdicts := map[[2]string]classify.Verdict{}
	for n, address := range addresses {
		e := &entries[n]
		*e = entry{url: address, key: entryKey(address), feed: n < len(r.src.Feeds), before: m.Validators[address], verdicts: verdicts, titles: r.titles}
		switch {
		case only != nil && !slices.Contains(only, address):
			e.items = e.before.Items
		case !e.feed && r.feedsSpeakFor(e, entries[:n]):
			e.items = e.before.Items
		default:
			r.readEntry(ctx, e, m.Known)
		}
	}
	return entries
}

// readEntry asks for one feed or list page and reads it where it changed.
func (r *reader) readEntry(ctx context.Context, e *entry, known map[string]sources.Known) {
	e.asked = true
	resp, err := r.getEntry(ctx, e)
	if err == nil && resp.Moved && opportunity.IdentityKey(resp.Page.URL) != opportunity.IdentityKey(e.url) {
		e.moved = resp.Page.URL
	}
	switch {
	case err != nil:
		e.err = err
	case resp.NotModified:
		e.items, e.keep, e.fresh = e.before.Items, true, confirmed(e.before, *resp)
		e.stirred = e.fresh.Restless && !e.before.Restless
	case resp.Status != 200:
		e.err = cause.OfStatus(resp.Status)
	default:
		r.parseEntry(ctx, e, resp, known)
	}
	if e.err != nil {
		r.problem(e.url, e.err)
	}
}

// parseEntry reads a feed, or a list with the pages behind it as far as they hold something new. What reads as before is
// unchanged, whatever its bytes are.
func (r *reader) parseEntry(ctx context.Context, e *entry, resp *fetch.Response, known map[string]sources.Known) {
	lists, err := r.parsePageAndBehind(ctx, e, resp)
	if err != nil {
		e.err = err
		return
	}
	v := resp.Validator
	if e.behind {
		v.ETag, v.LastModified, v.Hash = "", "", "" // the page does not tell whether what stands behind it changed
	}
	v.Drafts, v.Whole, v.Untrue = hashDrafts(draftsOf(lists)), v.Fetched, e.before.Untrue
	if v.Drafts == e.before.Drafts && e.before.Items > 0 {
		v.Items, v.Dated = e.before.Items, e.before.Dated
		e.items, e.keep, e.fresh = e.before.Items, true, v
		return
	}
	if isUntrue(e.before, v) {
		v.Untrue = r.at
	}
	e.read = true
	first := lists[0].Listing
	if e.byScript = first.ByScript; len(lists) == 1 {
		e.none, e.instead = first.None, insteadOf(first)
	}
	r.addPages(ctx, e, lists, known)
	e.rememberReading(v, r.src.MayBeEmpty)
}

// parsePageAndBehind parses the page of an entry, which comes first, and what stands behind it.
func (r *reader) parsePageAndBehind(ctx context.Context, e *entry, resp *fetch.Response) ([]listingAt, error) {
	listing, err := r.parseListing(e, resp.Page)
	if err != nil {
		return nil, r.noticeInstead(e, resp.Page, err)
	}
	if len(listing.Drafts) == 0 && len(listing.Frames)+len(listing.Latest) > 0 {
		resp.Page.Body = bytes.Clone(resp.Page.Body) // the requests for what stands behind it take its memory
	}
	lists := []listingAt{{resp.Page.URL, listing}}
	if !e.feed {
		if lists, err = r.parseBehind(ctx, e, lists[0]); err != nil {
			return nil, err
		}
	}
	if !lists[0].None {
		err = cause.NoticeOf(resp.Page, r.src.Charset, draftsOf(lists))
	}
	return lists, err
}

// noticeInstead is the error of a page that is no feed or list: a Notice where its server says that it will be back.
func (r *reader) noticeInstead(e *entry, p page.Page, err error) error {
	if e.feed {
		return cause.Unreadable{Err: err}
	}
	if doc, broken := page.Parse(p, r.src.Charset); broken == nil {
		if words := discover.PassingNotice(doc); words != "" {
			return cause.Notice{Words: words}
		}
	}
	return cause.Unreadable{Err: err}
}

// insteadOf says what a page is that is no list, and which lists it links to; "" for a list.
func insteadOf(l page.Listing) string {
	if l.Instead == "" || len(l.Sub) == 0 {
		return l.Instead
	}
	return l.Instead + "; it links to " + strings.Join(l.Sub[:min(len(l.Sub), 5)], ", ")
}

// addPages takes over what lists hold, and the pages behind each as long as they hold something new.
func (r *reader) addPages(ctx context.Context, e *entry, lists []listingAt, known map[string]sources.Known) {
	seen := map[string]bool{e.url: true}
	for _, l := range lists {
		seen[l.url] = true
		e.page += len(l.Drafts)
	}
	for _, l := range lists {
		r.addPagesOf(ctx, e, l.Listing, seen, known)
	}
}

// addPagesOf takes over one of the lists. Where a part of it alone is read, a part of the entry is, whatever is read of the lists behind it.
func (r *reader) addPagesOf(ctx context.Context, e *entry, listing page.Listing, seen map[string]bool, known map[string]sources.Known) {
	others, from := e.sample, len(e.drafts)
	for n := 1; ; n++ {
		e.add(listing)
		next := firstUnseen(listing.Next, seen)
		e.sample = others || next != "" && !reach.NewestFirst(e.drafts[from:])
		if next == "" || n >= r.opt.MaxPages || !e.holdsNew(listing.Drafts, known) {
			return
		}
		seen[next] = true
		resp, err := r.getWhole(ctx, next)
		if err != nil {
			r.problem(next, err)
			return
		}
		if listing, err = r.parseListing(e, resp.Page); err != nil {
			return
		}
	}
}

func (e *entry) add(l page.Listing) {
	e.ofCalls = e.ofCalls || namesPlaceOfCalls(l.Name)
	if namesPlaceOfCalls(l.Name) || namesPlaceOfTenders(l.Name) {
		fileUnder(l.Name, l.Drafts)
	}
	if len(e.drafts) == 0 {
		e.drafts = slices.Clip(l.Drafts) // most entries are of one page
	} else {
		e.drafts = append(e.drafts, l.Drafts...)
	}
	e.items = len(e.drafts)
	for _, u := range l.Unlinked {
		e.unlinked = append(e.unlinked, sources.Dropped{Title: u.Title, URL: u.Href, Why: u.Why})
	}
	for _, d := range l.Drafts {
		if strings.TrimSpace(d.Title) == "" {
			e.untitled++
		}
		if d.Published != "" || d.Updated != "" {
			e.dated++
		}
	}
}

// fileUnder files those rows of a place of calls or of tenders under its name that say by which day something is to be handed in: whatever is
// bought, it is such a call, though its paper may be pictures of pages that say nothing.
func fileUnder(name string, drafts []opportunity.Draft) {
	for n := range drafts {
		if d := &drafts[n]; !d.InList && len(d.Categories) == 0 && page.AsksByADay(d) {
			d.Categories = []string{name}
		}
	}
}

// holdsNew reports whether a page lists an announcement that is not remembered, or nothing is remembered yet.
func (e *entry) holdsNew(drafts []opportunity.Draft, known map[string]sources.Known) bool {
	for _, d := range drafts {
		if !e.triage(d).Keep {
			continue
		}
		address, fragment := opportunity.CanonicalPart(d.URL)
		if _, ok := known[firstKey(address, fragment, d)]; !ok {
			return true
		}
	}
	return false
}

func firstUnseen(addresses []string, seen map[string]bool) string {
	for _, a := range addresses {
		if !seen[a] {
			return a
		}
	}
	return ""
}

func (r *reader) parseListing(e *entry, p page.Page) (listing page.Listing, err error) {
	r.parsers.Run(func() {
		defer recoverAs(&err)
		switch {
		case e.feed:
			listing, err = feed.Read(p)
		case r.src.Parser != "":
			listing, err = r.parseSite(p)
		default:
			listing, err = r.parseList(p)
		}
	})
	for _, d := range listing.Drafts {
		r.sessions.Note(d.URL)
	}
	return listing, err
}

// parseList parses a list page, and notes what of it other pages of its host may repeat.
func (r *reader) parseList(p page.Page) (page.Listing, error) {
	o := list.Options{Platform: r.src.Platform, Selectors: r.src.Selectors, Charset: r.src.Charset}
	parsed, err := list.Parse(p, o.Charset)
	if err != nil {
		return page.Listing{}, err
	}
	if err := r.frame.NoteEntry(parsed.Doc); err != nil {
		return page.Listing{}, err
	}
	return parsed.Read(o)
}

func (r *reader) parseSite(p page.Page) (page.Listing, error) {
	parser, ok := r.sites[r.src.Parser]
	if !ok {
		return page.Listing{}, fmt.Errorf("no parser is called %q; correct parser: in %s", r.src.Parser, r.src.Where)
	}
	return parser(p)
}

// recoverAs turns a panic of a parser into an error: one odd page must not end a run over the whole country.
func recoverAs(err *error) {
	if p := recover(); p != nil {
		*err = fmt.Errorf("the parser failed on this page (%v); please report the page", p)
	}
}
